#pragma once

#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's name.
class App;
}  // namespace CLI

namespace bankseed {

/// The names of the commands of `app`.
[[nodiscard]] std::vector<std::string> names_of_commands(const CLI::App& app);

/// Throws UsageError for the first of the words that nobody takes: what it may have been meant to
/// be, which of `program`'s commands take it, or where it belongs. `app` is the command that is
/// named, or else the default one, and then `is_default`.
[[noreturn]] void refuse(const std::vector<std::string>& words,
                         const CLI::App& app,
                         const CLI::App& program,
                         bool is_default);

}  // namespace bankseed
