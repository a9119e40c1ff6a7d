#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's name.
class App;
class FormatterBase;
class Option;
}  // namespace CLI

namespace bankseed {

/// Columns that help is written for.
inline constexpr std::size_t kHelpWidth = 80;

/// Words of `text` in lines of at most kHelpWidth columns, indented by `indent`; the first line
/// starts after `first`, which is padded to `indent` or has a line of its own.
[[nodiscard]] std::string wrapped(std::string_view first,
                                  std::string_view text,
                                  std::size_t indent);

// What help and manual pages are made of.

/// "-q, --quiet", "--to TARGET"; of an argument its name.
[[nodiscard]] std::string option_name(const CLI::Option* option);
/// The commands of the program, or of a command, that are shown.
[[nodiscard]] std::vector<const CLI::App*> commands_of(const CLI::App* app);
/// "Usage: bankseed verify [OPTIONS]", and the end of the line.
[[nodiscard]] std::string usage_of(const CLI::App* app);
/// Options under one heading; "Options", which every command has, comes last.
struct OptionGroup {
  std::string name;
  std::vector<const CLI::Option*> options;
};
[[nodiscard]] std::vector<OptionGroup> option_groups(const CLI::App& app);
/// A command with those that it belongs to: bankseed show customer.
[[nodiscard]] std::string full_name(const CLI::App& app);

/// Writes the help of the program and of each command: usage, description, options by group,
/// examples.
[[nodiscard]] std::shared_ptr<CLI::FormatterBase> help_formatter();

}  // namespace bankseed
