#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bankseed::corpus {

/// The text of a data file, src/corpus/<locale>/<name>, or of the common one where the locale has
/// none of its own (CMakeLists.txt). Throws Error where there is neither.
[[nodiscard]] std::string_view embedded_file(std::string_view locale, std::string_view name);

/// What a data file says of itself at its head: what it holds, where that comes from, and under
/// which licence.
struct SourceNote {
  std::string file;  ///< "en_US/places.tsv"
  std::string text;  ///< Lines without the marks of a comment.
};
/// Of every file that says something, each once.
[[nodiscard]] std::vector<SourceNote> source_notes();

}  // namespace bankseed::corpus
