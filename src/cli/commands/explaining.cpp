// The commands that explain: what the program does, and what its rules mean.

#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bankseed/core/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/suggestion.hpp"
#include "cli/help.hpp"
#include "cli/output.hpp"
#include "cli/refusal.hpp"
#include "cli/verification/rule_list.hpp"

namespace bankseed {
namespace {

/// The command that the words name, one below the other.
const CLI::App& command_of(const CLI::App& program, const std::vector<std::string>& words) {
  const CLI::App* command = &program;
  for (const std::string& word : words) {
    const auto inner = command->get_subcommands(
        [&word](const CLI::App* known) { return known->get_name() == word; });
    if (inner.empty()) {
      const auto names = names_of_commands(*command);
      throw UsageError(names.empty()
                           ? full_name(*command) + " has no commands of its own"
                           : "there is no command '" + word + "'" + suggestion_of_all(word, names));
    }
    command = inner.front();
  }
  return *command;
}

}  // namespace

void add_help_command(CLI::App& program, Invocation& invocation) {
  auto* const command =
      program.add_subcommand("help", "Explain bankseed, or one of its commands, like --help");
  const auto words = std::make_shared<std::vector<std::string>>();
  command->add_option("COMMAND", *words, "generate, or show customer; all when none is named");
  command->footer(
      "Examples:\n"
      "  bankseed help\n"
      "  bankseed help generate\n"
      "  bankseed help show customer\n");
  // The commands are there no longer when it is run. The program's own help() would be that of the
  // command that was called, which is this one.
  command->callback([&program, &invocation, words] {
    const CLI::App& meant = command_of(program, *words);
    invocation.run = [text = meant.get_formatter()->make_help(
                          &meant, "", CLI::AppFormatMode::Normal)] { write_output(text); };
  });
}

void add_rules_command(CLI::App& program, Invocation& invocation) {
  auto* const command =
      program.add_subcommand("rules", "Say what the rules mean that 'bankseed verify' proves");
  const auto ids = std::make_shared<std::vector<std::string>>();
  command->add_option("ID", *ids,
                      "TXN7, or 'TXN*': in full, with the names of its checks; all rules in short "
                      "when none is named");
  command->footer(
      "RULES.md says more: where a rule comes from, and which settings change it.\n"
      "\n"
      "Examples:\n"
      "  bankseed rules\n"
      "  bankseed rules TXN7 'LOA*'\n");
  command->callback([&invocation, ids] {
    invocation.run = [patterns = fmt::format("{}", fmt::join(*ids, ","))] {
      check_rule_patterns("rules", patterns);
      write_output(rules_text(patterns));
    };
  });
}

}  // namespace bankseed
