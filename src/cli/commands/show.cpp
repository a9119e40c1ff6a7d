#include <algorithm>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "bankseed/bank/bank.hpp"
#include "bankseed/core/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/options.hpp"
#include "cli/configuration/values.hpp"
#include "cli/output.hpp"
#include "cli/report/terminal.hpp"
#include "cli/report/text_table.hpp"
#include "encode/encoder.hpp"

namespace bankseed {
namespace {

struct ShowOptions {
  BankFlags bank;
  std::string customer;
  bool tab_separated = false;
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

void run_show(const ShowOptions& options) {
  const CustomerId customer{parse_customer(options.customer)};
  const Bank bank(effective_configuration(options.bank).bank);
  RowSet rows;
  bank.show_customer(customer, rows);
  const auto width = terminal_width(STDOUT_FILENO);
  std::string text;
  // By database, as somebody who looks for these rows would go about it.
  for (std::size_t database = 0; database < kDatabaseCount; ++database) {
    for (std::size_t i = 0; i < kTableCount; ++i) {
      const TableInfo& info = kCatalog[i];
      if (info.database != static_cast<Database>(database)) continue;
      Buffer lines;
      if (encode(rows, TableId{static_cast<std::uint16_t>(i)}, Format::kPgText, lines) == 0)
        continue;
      if (options.tab_separated) {
        text += "# " + std::string(name_of(info.database)) + "." + std::string(info.name) + "\n" +
                std::string(lines.view());
      } else {
        text += rows_text(info, lines.view(), width);
      }
    }
  }
  write_output(text);
}

void take_format(ShowOptions& options, const std::string& format) {
  if (format != "text" && format != "tsv")
    throw UsageError("--format: there is no format '" + format + "'; known: text, tsv");
  options.tab_separated = format == "tsv";
}

}  // namespace

void add_show_command(CLI::App& program, Invocation& invocation) {
  auto* const show = program.add_subcommand("show", "Print rows without any database");
  show->require_subcommand(1);
  auto* const command = show->add_subcommand(
      "customer",
      "Print every row, of all six databases, that is about one customer. The rows are computed "
      "alone, without the rest of the bank, and are those that 'generate' loads with the same "
      "options.");
  const auto options = std::make_shared<ShowOptions>();
  command->add_option("N", options->customer, "42, or CUST00000042")->required();
  command
      ->add_option_function<std::string>(
          "--format", [options](const std::string& text) { take_format(*options, text); },
          "text (tables to read, the default) or tsv (lines of COPY's text format after a line "
          "'# database.table')")
      ->type_name("FORMAT")
      ->group("Output");
  add_bank_options(*command, options->bank);
  command->callback([&invocation, options] { invocation.run = [options] { run_show(*options); }; });
}

}  // namespace bankseed
