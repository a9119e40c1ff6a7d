#include <memory>

#include <CLI/CLI.hpp>

#include "bankseed/bank/bank.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/options.hpp"
#include "cli/configuration/values.hpp"
#include "cli/output.hpp"
#include "cli/report/text_table.hpp"

namespace bankseed {
namespace {

void run_plan(const BankFlags& flags) {
  const Bank bank(effective_configuration(flags).bank);
  TextTable table({{"phase"}, {"database"}, {"table"}, {"rows", Align::kRight}});
  std::uint64_t rows = 0;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const std::uint64_t count = bank.row_count(TableId{static_cast<std::uint16_t>(i)});
    rows += count;
    table.add_row({std::string(name_of(kCatalog[i].phase)),
                   std::string(name_of(kCatalog[i].database)), std::string(kCatalog[i].name),
                   grouped(count)});
  }
  table.add_rule();
  table.add_row({"all", "", "", grouped(rows)});
  write_output(table.text());
}

}  // namespace

void add_plan_command(CLI::App& program, Invocation& invocation) {
  auto* const command =
      program.add_subcommand("plan", "Say how many rows each table would have, without making any");
  const auto flags = std::make_shared<BankFlags>();
  add_bank_options(*command, *flags);
  command->callback([&invocation, flags] { invocation.run = [flags] { run_plan(*flags); }; });
}

}  // namespace bankseed
