#include <algorithm>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "bankseed/bank/bank.hpp"
#include "bankseed/core/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/configuration/options.hpp"
#include "cli/configuration/values.hpp"
#include "cli/help.hpp"
#include "cli/output.hpp"
#include "cli/report/terminal.hpp"
#include "cli/report/text_table.hpp"
#include "cli/run/recorded_bank.hpp"
#include "cli/run/signals.hpp"
#include "encode/encoder.hpp"

namespace bankseed {
namespace {

struct ShowOptions {
  BankFlags bank;
  ConnectionFlags server;
  bool is_loaded = false;  ///< The bank is the one in the databases.
  std::string customer;
  std::string format = "text";
};

/// A value of COPY's text format, as a person reads it: NULL is nothing.
std::string readable(std::string_view value) {
  if (value == "\\N") return "";
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool escaped_backslash = value.substr(i, 2) == "\\\\";
    text += value[i];
    if (escaped_backslash) ++i;
  }
  return text;
}

bool is_number(Kind kind) {
  return kind == Kind::kInteger || kind == Kind::kSerial || kind == Kind::kBigSerial ||
         kind == Kind::kMoney || kind == Kind::kFraction;
}

/// Without a width, for no terminal, only single rows are turned on their side.
std::string rows_text(const TableInfo& info,
                      std::string_view lines,
                      std::optional<std::size_t> width) {
  std::vector<TextTable::Column> columns;
  for (const ColumnDef& column : info.columns) {
    columns.push_back(
        {std::string(column.name), is_number(column.kind) ? Align::kRight : Align::kLeft});
  }
  TextTable table(std::move(columns));
  std::size_t count = 0;
  for (; !lines.empty(); ++count) {
    std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(line.size() + 1);
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < info.columns.size(); ++i) {
      const std::string_view value = line.substr(0, line.find('\t'));
      cells.push_back(readable(value));
      line.remove_prefix(std::min(value.size() + 1, line.size()));
    }
    table.add_row(std::move(cells));
  }
  const bool upright = width ? table.framed_width() <= *width : count > 1;
  return std::string(name_of(info.database)) + "." + std::string(info.name) + " (" +
         std::to_string(count) + (count == 1 ? " row)\n" : " rows)\n") +
         (upright ? table.framed_text() : table.expanded_text()) + "\n";
}

/// The options of the bank that stands in the databases.
BankOptions loaded_bank(const ShowOptions& options) {
  const BankFlags& flags = options.bank;
  if (flags.customers || flags.employees || flags.seed || flags.as_of || flags.locale ||
      !flags.sources.assignments.empty()) {
    throw UsageError(
        "--loaded takes the bank's options from the databases; leave out those of the bank");
  }
  ConnectionFlags server = options.server;
  server.file = flags.sources.file;
  StopBySignal stop;
  const RecordedBank recorded =
      read_recorded_bank(existing_connections(server), stop.interrupter());
  if (recorded.options) return *recorded.options;
  throw Error(fmt::format("--loaded: {}", fmt::join(recorded.notes, "; ")));
}

void run_show(const ShowOptions& options) {
  const CustomerId customer{parse_customer(options.customer)};
  const BankOptions bank_options =
      options.is_loaded ? loaded_bank(options) : effective_configuration(options.bank).bank;
  const Bank bank(bank_options);
  RowSet rows;
  bank.show_customer(customer, rows);
  const auto width = terminal_width(STDOUT_FILENO);
  const bool is_text = options.format == "text";
  std::string text;
  if (is_text) {
    text = wrapped("",
                   fmt::format("customer {} of {}: {}{}", customer.number,
                               options.is_loaded ? "the loaded bank" : "this bank",
                               bank_description(bank_options),
                               options.is_loaded ? "" : " (--loaded: of the loaded bank)"),
                   0) +
           "\n";
  }
  // By database, as somebody who looks for these rows would go about it.
  for (std::size_t database = 0; database < kDatabaseCount; ++database) {
    for (std::size_t i = 0; i < kTableCount; ++i) {
      const TableInfo& info = kCatalog[i];
      if (info.database != static_cast<Database>(database)) continue;
      Buffer lines;
      if (encode(rows, TableId{static_cast<std::uint16_t>(i)}, Format::kPgText, lines) == 0)
        continue;
      if (!is_text) {
        text += "# " + std::string(name_of(info.database)) + "." + std::string(info.name) + "\n" +
                std::string(lines.view());
      } else {
        text += rows_text(info, lines.view(), width);
      }
    }
  }
  write_output(text);
}

}  // namespace

void add_show_command(CLI::App& program, Invocation& invocation) {
  auto* const show = program.add_subcommand("show", "Print rows without any database");
  show->require_subcommand(1);
  show->footer(
      "Example:\n"
      "  bankseed show customer 42\n");
  auto* const command = show->add_subcommand(
      "customer",
      "Print every row, of all six databases, that is about one customer. The rows are computed "
      "alone, without the rest of the bank, and are those that 'generate' loads with the same "
      "options.");
  const auto options = std::make_shared<ShowOptions>();
  command->add_option("N", options->customer, "42, or CUST00000042")->required();
  command
      ->add_flag("--loaded", options->is_loaded,
                 "Of the bank that the databases hold, with the options of the run that loaded it")
      ->disable_flag_override()
      ->group("The bank");
  add_format_option(*command, options->format, {"text", "tsv"});
  add_bank_options(*command, options->bank);
  add_connection_options(*command, options->server.urls);
  add_patience_options(*command, options->server.patience);
  command->footer(
      "tsv is lines of COPY's text format after a line '# database.table'.\n"
      "\n"
      "Examples:\n"
      "  bankseed show customer 42\n"
      "  bankseed show customer CUST00000042 --loaded\n"
      "  bankseed show customer 7 --seed 9 --as-of 2025-12-31 --format tsv\n");
  command->callback([&invocation, options] { invocation.run = [options] { run_show(*options); }; });
}

}  // namespace bankseed
