#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bankseed::testing {

struct SourceFile {
  std::string path;  ///< Relative to the repository's root.
  std::string text;
};
using SourceFiles = std::vector<SourceFile>;
/// One line each: the file, and what is wrong with it.
using Findings = std::vector<std::string>;
/// A line for each, for CHECK(joined(...) == joined({})), which then prints them all.
[[nodiscard]] std::string joined(const Findings& findings);

/// All code of the project, and the CMakeLists.txt of its folders.
[[nodiscard]] SourceFiles read_source_files();
/// A document at the top of the repository.
[[nodiscard]] std::string read_document(std::string_view name);

/// Whether the file is C++, and not a CMakeLists.txt.
[[nodiscard]] bool is_code(const SourceFile& file);

/// "bank" for include/bankseed/bank/bank.hpp and src/bank/loans/plan.cpp; empty outside the layers.
[[nodiscard]] std::string_view layer_of(std::string_view path);

/// The text with comments and the insides of character and string constants blanked out, lines
/// kept.
[[nodiscard]] std::string code_of(std::string_view text);

/// Whether `c` may stand in a name.
[[nodiscard]] bool is_word(char c);
/// Whether `word` stands in `code`, not as a part of a longer name where it begins or ends with a
/// letter.
[[nodiscard]] bool has_word(std::string_view code, std::string_view word);

/// What stands between the quotes or brackets of each #include.
[[nodiscard]] std::vector<std::string_view> includes_of(std::string_view text);
/// The path of the file that `file` means by an include; empty when it is none of `files`.
[[nodiscard]] std::string included_path(const SourceFiles& files,
                                        const SourceFile& file,
                                        std::string_view include);

}  // namespace bankseed::testing
