#include <array>

#include <CLI/CLI.hpp>

#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/commands/commands.hpp"
#include "cli/help.hpp"
#include "cli/manual/manual.hpp"
#include "cli/program.hpp"

namespace bankseed {
namespace {

/// The words that the program says are known when it is given another; none where it says nothing
/// of the kind.
std::vector<std::string> known_words(std::vector<std::string> command, const std::string& option) {
  command.insert(command.end(), {option, "?"});
  constexpr std::string_view kIntroduction = "known: ";
  try {
    Invocation invocation;
    read_command_line(command, invocation);
  } catch (const UsageError& error) {
    const std::string_view message = error.what();
    const auto at = message.rfind(kIntroduction);
    if (at == std::string_view::npos) return {};
    std::vector<std::string> words;
    std::string_view rest = message.substr(at + kIntroduction.size());
    while (!rest.empty()) {
      const auto end = std::min(rest.find(", "), rest.size());
      words.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    return words;
  }
  return {};
}

/// What is read only when the command runs, by what --help calls it.
Values values_called(const std::string& name, const std::string& command) {
  if (name == "FILE") return {Values::Kind::kFile, {}};
  if (name == "FOLDER" || name == "DIR") return {Values::Kind::kFolder, {}};
  Values values{Values::Kind::kWords, {}};
  if (name == "DATABASE") {
    for (std::size_t i = 0; i < kDatabaseCount; ++i)
      values.words.emplace_back(name_of(static_cast<Database>(i)));
  } else if (name == "NAME" && command == "datasets") {
    for (const RowTypeInfo& dataset : kDatasets)
      values.words.emplace_back(dataset.name);
  }
  return values.words.empty() ? Values{} : values;
}

CompletedOption completed_option(const CLI::Option& option,
                                 const std::vector<std::string>& command) {
  CompletedOption completed;
  for (const std::string& name : option.get_snames())
    completed.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames())
    completed.names.push_back("--" + name);
  completed.description = option.get_description();
  completed.takes_value = option.get_type_size() != 0;
  completed.is_repeated = option.get_items_expected_max() > 1;
  if (!completed.takes_value) return completed;
  const std::string& name = completed.names.empty() ? option.get_name() : option.get_type_name();
  completed.values = values_called(name, command.empty() ? "" : command.back());
  if (completed.values.kind != Values::Kind::kAnything || completed.names.empty()) return completed;
  if (auto words = known_words(command, completed.names.back()); !words.empty())
    completed.values = {Values::Kind::kWords, std::move(words)};
  return completed;
}

void add_commands(const CLI::App& app,
                  const std::vector<std::string>& words,
                  std::vector<CompletedCommand>& commands) {
  CompletedCommand command{
      .words = words, .description = app.get_description(), .options = {}, .arguments = {}};
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    auto& list = option->nonpositional() ? command.options : command.arguments;
    list.push_back(completed_option(*option, words));
  }
  commands.push_back(std::move(command));
  for (const CLI::App* inner : commands_of(&app)) {
    auto inner_words = words;
    inner_words.push_back(inner->get_name());
    add_commands(*inner, inner_words, commands);
  }
}

}  // namespace

std::vector<CompletedCommand> completed_commands(const CLI::App& program) {
  std::vector<CompletedCommand> commands;
  add_commands(program, {}, commands);
  return commands;
}

}  // namespace bankseed
