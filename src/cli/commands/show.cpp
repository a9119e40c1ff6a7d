#include <algorithm>
#include <memory>
#include <numeric>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
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
#include "cli/run/shards/loaded_rows.hpp"
#include "cli/run/shards/server_map.hpp"
#include "cli/run/signals.hpp"
#include "encode/encoder.hpp"

namespace bankseed {
namespace {

struct ShowOptions {
  BankFlags bank;
  ConnectionFlags server;
  std::optional<ServerMap> map;
  bool is_loaded = false;  ///< The rows are those in the databases.
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

/// A bank on servers of a map, or on the one that is configured.
struct LoadedBank {
  BankOptions options;
  std::vector<MappedServer> servers;
};

LoadedBank loaded_bank(const ShowOptions& options, Interrupter* interrupter) {
  const BankFlags& flags = options.bank;
  if (flags.customers || flags.employees || flags.seed || flags.as_of || flags.seen_on ||
      flags.locale || !flags.sources.assignments.empty()) {
    throw UsageError(
        "--loaded takes the bank's options from the databases; leave out those of the bank");
  }
  ConnectionFlags server = options.server;
  server.file = flags.sources.file;
  LoadedBank loaded{.options = {}, .servers = servers_of(options.map, server)};
  const RecordedBank recorded = naming(loaded.servers.front(), [&] {
    return read_recorded_bank(loaded.servers.front().connections, interrupter);
  });
  if (!options.map) {
    require_whole(recorded, "the customer's rows may be on others",
                  "name all its servers with --server-map FILE");
  }
  loaded.options = require_options(recorded, "--loaded");
  return loaded;
}

/// The rows that are about a customer, as a run makes them.
TableRows made_rows(const BankOptions& options, CustomerId customer) {
  const Bank bank(options);
  RowSet rows;
  bank.show_customer(customer, rows);
  TableRows made;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    Buffer buffer;
    encode(rows, TableId{static_cast<std::uint16_t>(i)}, Format::kPgText, buffer);
    for (std::string_view text = buffer.view(); !text.empty();) {
      const std::string_view line = text.substr(0, text.find('\n'));
      made[i].emplace(key_of(line), line);
      text.remove_prefix(line.size() + 1);
    }
  }
  return made;
}

std::size_t row_count(const TableRows& rows) {
  return std::accumulate(rows.begin(), rows.end(), std::size_t{0},
                         [](std::size_t sum, const RowsByKey& of) { return sum + of.size(); });
}

/// Of the rows that a run has made those that are there, as they stand there by now.
TableRows stored_rows(const LoadedBank& bank, const TableRows& made, Interrupter* interrupter) {
  TableRows stored;
  for (const MappedServer& server : bank.servers) {
    naming(server, [&] {
      for (const DatabaseAddress& address : server.connections)
        find_rows(address, made, interrupter, stored);
    });
  }
  return stored;
}

/// Tables in the order in which somebody who looks for these rows would go about it.
std::string tables_text(const TableRows& rows, const ShowOptions& options) {
  const auto width = terminal_width(STDOUT_FILENO);
  std::string text;
  for (std::size_t database = 0; database < kDatabaseCount; ++database) {
    for (std::size_t i = 0; i < kTableCount; ++i) {
      const TableInfo& info = kCatalog[i];
      if (info.database != static_cast<Database>(database) || rows[i].empty()) continue;
      std::string lines;
      for (const auto& [key, line] : rows[i])
        lines += line + "\n";
      text += options.format == "text"
                  ? rows_text(info, lines, width)
                  : fmt::format("# {}.{}\n{}", name_of(info.database), info.name, lines);
    }
  }
  return text;
}

/// What a reader should know before the rows: of which bank they are.
std::string heading(CustomerId customer, const std::string& bank, const std::string& note) {
  return wrapped("", fmt::format("customer {} of {}{}", customer.number, bank, note), 0) + "\n";
}

std::string shown_text(const ShowOptions& options) {
  const CustomerId customer{parse_customer(options.customer)};
  const bool is_text = options.format == "text";
  if (!options.is_loaded) {
    if (options.map) throw UsageError("--server-map goes with --loaded");
    const BankOptions bank = effective_configuration(options.bank).bank;
    const TableRows made = made_rows(bank, customer);
    std::string rows = tables_text(made, options);
    if (!is_text) return rows;
    return heading(customer, "this bank: " + bank_description(bank),
                   row_count(made) == 0 ? "; is not there yet on that day"
                                        : " (--loaded: of the loaded bank)") +
           rows;
  }
  StopBySignal stop;
  const LoadedBank bank = loaded_bank(options, stop.interrupter());
  const TableRows made = made_rows(bank.options, customer);
  const TableRows stored = stored_rows(bank, made, stop.interrupter());
  const std::size_t gone = row_count(made) - row_count(stored);
  std::string rows = tables_text(stored, options);
  if (!is_text) return rows;
  return heading(customer, "the loaded bank: " + bank_description(bank.options),
                 gone == 0 ? ""
                           : fmt::format("; {} of its {} rows {} no longer there", grouped(gone),
                                         grouped(row_count(made)), gone == 1 ? "is" : "are")) +
         rows;
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
      ->add_flag(
          "--loaded", options->is_loaded,
          "The rows as they stand in the databases: those that the run has loaded, with what "
          "was changed since")
      ->disable_flag_override()
      ->group("The bank");
  add_server_map_option(*command, options->map,
                        "With --loaded: the bank is on the servers of this map", "Connection");
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
  command->callback([&invocation, options] {
    invocation.run = [options] { write_output(shown_text(*options)); };
  });
}

}  // namespace bankseed
