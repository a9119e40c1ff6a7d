#pragma once

#include <cstdint>
#include <string_view>

#include "bankseed/corpus/locale.hpp"

namespace bankseed::corpus {

/// What homes cost in a state, in per cent of the country's mean.
[[nodiscard]] std::int64_t home_price_percent(Locale locale, std::string_view state) noexcept;

}  // namespace bankseed::corpus
