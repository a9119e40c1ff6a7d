#pragma once

#include <string_view>

namespace bankseed::corpus {

/// The text of a data file, src/corpus/<locale>/<name>, or of the common one where the locale has
/// none of its own (CMakeLists.txt). Throws Error where there is neither.
[[nodiscard]] std::string_view embedded_file(std::string_view locale, std::string_view name);

}  // namespace bankseed::corpus
