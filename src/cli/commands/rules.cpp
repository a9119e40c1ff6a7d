#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "cli/verification/rule_list.hpp"

namespace bankseed {

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
