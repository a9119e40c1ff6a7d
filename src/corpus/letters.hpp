#pragma once

#include <string_view>

#include "bankseed/corpus/locale.hpp"

namespace bankseed::corpus {

/// Letters beyond ASCII that words of the locale may have; a database must be able to hold them.
[[nodiscard]] std::string_view letters_of(Locale locale) noexcept;

}  // namespace bankseed::corpus
