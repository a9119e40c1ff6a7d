#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's name.
class App;
class FormatterBase;
}  // namespace CLI

namespace bankseed {

/// Columns that help is written for.
inline constexpr std::size_t kHelpWidth = 80;

/// Words of `text` in lines of at most kHelpWidth columns, indented by `indent`; the first line
/// starts after `first`, which is padded to `indent` or has a line of its own.
[[nodiscard]] std::string wrapped(std::string_view first,
                                  std::string_view text,
                                  std::size_t indent);

/// A command with those that it belongs to: bankseed show customer.
[[nodiscard]] std::string full_name(const CLI::App& app);

/// Writes the help of the program and of each command: usage, description, options by group,
/// examples.
[[nodiscard]] std::shared_ptr<CLI::FormatterBase> help_formatter();

}  // namespace bankseed
