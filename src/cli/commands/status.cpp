#include <algorithm>
#include <memory>
#include <numeric>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "bankseed/bank/bank.hpp"
#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/configuration_text.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/configuration/options.hpp"
#include "cli/configuration/values.hpp"
#include "cli/help.hpp"
#include "cli/output.hpp"
#include "cli/report/text_table.hpp"
#include "cli/run/shards/different_servers.hpp"
#include "cli/run/shards/server_map.hpp"
#include "cli/run/shards/spread.hpp"
#include "cli/run/signals.hpp"
#include "core/part.hpp"
#include "sink/postgres/load/bank_state.hpp"

namespace bankseed {
namespace {

struct StatusOptions {
  ConnectionFlags server;
  std::optional<ServerMap> map;
  std::string format = "text";
};

/// The run that the rows of a database are of; null where there is none.
const RunStatus* run_of_rows(const DatabaseStatus& status) {
  if (status.loaded) return &*status.loaded;
  return status.run && status.run->state != "failed" ? &*status.run : nullptr;
}

/// The bank whose rows are in a database; nothing where another version has written what it is.
std::optional<BankOptions> bank_of(const DatabaseStatus& status) {
  const RunStatus* const run = run_of_rows(status);
  if (run == nullptr || run->algorithm_version != kAlgorithmVersion) return std::nullopt;
  try {
    return parse_configuration(run->configuration, "configuration of the recorded run").bank;
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// Rows of a table that a run of the bank has loaded where it is recorded: on one of several
/// servers those of its shards.
std::uint64_t planned_rows(const Bank& bank, const RunStatus& run, TableId table) {
  if (run.here.size() == run.shards || tables_on_every_server()[index_of(table)])
    return bank.row_count(table);
  const std::uint64_t blocks = bank.block_count();
  return bank.rows_before(table, Part{run.here.last, run.shards}.first(blocks)) -
         bank.rows_before(table, Part{run.here.first, run.shards}.first(blocks));
}

/// Tables of a database that its last run has loaded, by its plan, and of those how many are empty.
struct Emptied {
  std::size_t loaded = 0;
  std::size_t empty = 0;
  [[nodiscard]] bool is_all() const { return empty > 0 && empty == loaded; }
};

Emptied emptied_since(const BankStatus& status, Database database) {
  Emptied emptied;
  const DatabaseStatus& of_database = status.databases[static_cast<std::size_t>(database)];
  const auto options = bank_of(of_database);
  // How many rows a snapshot had nobody knows who has not made it.
  if (!options || options->is_snapshot() || of_database.is_locked ||
      of_database.run->state != "complete")
    return emptied;
  const Bank bank(*options);
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const bool is_loaded =
        kCatalog[i].database == database &&
        planned_rows(bank, *of_database.run, TableId{static_cast<std::uint16_t>(i)}) > 0;
    emptied.loaded += is_loaded ? 1U : 0U;
    emptied.empty += is_loaded && status.rows[i] == 0 ? 1U : 0U;
  }
  return emptied;
}

/// A run that is complete says nothing of rows that somebody has emptied since.
std::string state_of(const BankStatus& status, Database database) {
  const auto& run = status.databases[static_cast<std::size_t>(database)].run;
  if (!run) return "";
  return emptied_since(status, database).is_all() ? "emptied since" : run->state;
}

/// What a person should know of a database beside its last run.
std::string remark(const BankStatus& bank, Database database) {
  const DatabaseStatus& status = bank.databases[static_cast<std::size_t>(database)];
  if (!status.exists) return "is not there";
  if (status.is_locked) return "being loaded";
  if (status.taken_down > 0) {
    return fmt::format("{} constraints and indexes missing: run 'bankseed repair'",
                       status.taken_down);
  }
  if (!status.shortcomings.empty()) return "not complete, see below";
  if (status.loaded) {
    return fmt::format("the last run has failed; its rows are of the run that began at {}",
                       status.loaded->started_at);
  }
  const Emptied emptied = emptied_since(bank, database);
  if (emptied.empty > 0 && !emptied.is_all())
    return fmt::format("{} of {} tables empty since", emptied.empty, emptied.loaded);
  if (!status.run) return "never loaded by bankseed";
  if (status.run->algorithm_version == kAlgorithmVersion) return "";
  return fmt::format("loaded by algorithm {}; this is {}", status.run->algorithm_version,
                     kAlgorithmVersion);
}

/// Each bank that the databases hold: one, unless somebody has loaded only some of them.
std::vector<std::string> banks_of(const BankStatus& status) {
  std::vector<std::string> banks;
  for (const DatabaseStatus& database : status.databases) {
    const auto options = bank_of(database);
    if (!options) continue;
    const auto changed = changed_settings(options->settings);
    std::string text = bank_description(*options);
    if (!changed.empty()) text += fmt::format("; settings of its own: {}", fmt::join(changed, " "));
    if (std::find(banks.begin(), banks.end(), text) == banks.end()) banks.push_back(text);
  }
  return banks;
}

/// Of a run by shards that has not come to its end, what there is and what to do.
std::string shards_text(const BankStatus& status) {
  if (status.shards.empty()) return "";
  const auto missing_here = std::count(status.shards.begin(), status.shards.end(), false);
  const std::uint64_t loaded = status.here.size() - static_cast<std::uint64_t>(missing_here);
  const auto missing = missing_shards_text(status.shards);
  if (missing.empty() && loaded < status.shards.size()) {
    return fmt::format(
        "{} of {}, all that belong to this server, are loaded: go on with 'bankseed "
        "generate --finish'",
        to_text(status.here), status.shards.size());
  }
  if (missing.empty()) {
    return fmt::format("all {} shards are loaded: go on with 'bankseed generate --finish'", loaded);
  }
  return fmt::format("{} of {} shards {} loaded; {}", loaded, status.here.size(),
                     loaded == 1 ? "is" : "are", missing);
}

std::string bank_section(const MappedServer& server, const BankStatus& status) {
  std::string text;
  for (const std::string& bank : banks_of(status))
    text += wrapped("", bank, 0);
  const std::string shards = with_map(server, shards_text(status));
  return shards.empty() ? text : text + wrapped("", shards, 0);
}

/// True where all databases hold the one bank that is described above the table.
bool is_one_bank(const BankStatus& status) {
  return banks_of(status).size() == 1 &&
         std::all_of(status.databases.begin(), status.databases.end(),
                     [](const DatabaseStatus& database) { return bank_of(database).has_value(); });
}

/// No line is longer than 80 columns, whatever the seed.
std::string database_section(const MappedServer& server, const BankStatus& status) {
  const bool is_one = is_one_bank(status);
  std::vector<TextTable::Column> columns = {{"database"}, {"last run"}, {"began"}};
  if (!is_one) columns.insert(columns.end(), {{"as of"}, {"seed"}});
  TextTable table(columns);
  std::string remarks;
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const auto database = static_cast<Database>(i);
    const auto& run = status.databases[i].run;
    constexpr std::size_t kToTheMinute = std::string_view("2026-11-26 09:30").size();
    std::vector<std::string> cells = {std::string(kDatabaseNames[i]), state_of(status, database),
                                      run ? run->started_at.substr(0, kToTheMinute) : ""};
    if (!is_one) {
      cells.push_back(run ? run->as_of : "");
      cells.push_back(run ? std::to_string(run->seed) : "");
    }
    table.add_row(std::move(cells));
    constexpr std::size_t kRemarkIndent = 15;
    if (const std::string text = with_map(server, remark(status, database)); !text.empty())
      remarks += wrapped(kDatabaseNames[i], text, kRemarkIndent);
  }
  return table.text() + (remarks.empty() ? "" : "\n") + remarks;
}

std::string table_section(const BankStatus& status) {
  TextTable table({{"database"}, {"table"}, {"rows", Align::kRight}});
  std::uint64_t rows = 0;
  for (std::size_t database = 0; database < kDatabaseCount; ++database) {
    for (std::size_t i = 0; i < kTableCount; ++i) {
      if (kCatalog[i].database != static_cast<Database>(database)) continue;
      rows += status.rows[i];
      table.add_row({std::string(kDatabaseNames[database]), std::string(kCatalog[i].name),
                     status.existing[i] ? grouped(status.rows[i]) : "no table"});
    }
  }
  table.add_rule();
  table.add_row({"all", "", grouped(rows)});
  return table.text();
}

/// What is missing, a line each.
std::string shortcoming_section(const MappedServer& server, const BankStatus& status) {
  std::string text;
  for (const DatabaseStatus& database : status.databases) {
    for (const std::string& shortcoming : database.shortcomings)
      text += wrapped("", with_map(server, shortcoming), 0);
  }
  return text.empty() ? "" : "\n" + text;
}

using Json = nlohmann::ordered_json;

Json status_object(const MappedServer& server, const BankStatus& status) {
  Json databases = Json::array();
  Json bank;  // Null where none is known.
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const DatabaseStatus& database = status.databases[i];
    Json run;
    if (database.run) {
      run = {{"state", state_of(status, static_cast<Database>(i))},
             {"seed", database.run->seed},
             {"as_of", database.run->as_of},
             {"algorithm", database.run->algorithm_version},
             {"began", database.run->started_at},
             {"ended", database.run->ended_at}};
    }
    databases.push_back({{"database", kDatabaseNames[i]},
                         {"where", database.description},
                         {"exists", database.exists},
                         {"is_being_loaded", database.is_locked},
                         {"last_run", std::move(run)},
                         {"remark", with_map(server, remark(status, static_cast<Database>(i)))},
                         {"shortcomings", database.shortcomings}});
    if (const auto options = bank_of(database); options && bank.is_null()) {
      bank = {{"customers", options->customers},
              {"seed", options->seed},
              {"as_of", to_text(options->as_of)},
              {"locale", name_of(options->locale)},
              {"settings", changed_settings(options->settings)}};
      if (options->seen_on) bank["seen_on"] = to_text(*options->seen_on);
    }
  }
  Json tables = Json::array();
  for (std::size_t i = 0; i < kTableCount; ++i) {
    tables.push_back({{"database", name_of(kCatalog[i].database)},
                      {"table", kCatalog[i].name},
                      {"exists", status.existing[i]},
                      {"rows", status.rows[i]}});
  }
  Json shards;  // Null where nothing is loaded by them.
  if (!status.shards.empty()) {
    shards = {{"count", status.shards.size()}, {"missing", Json::array()}};
    for (std::size_t i = 0; i < status.shards.size(); ++i) {
      if (!status.shards[i]) shards["missing"].push_back(i);
    }
  }
  return {{"where", description_of(server.connections)},
          {"bank", std::move(bank)},
          {"shards", std::move(shards)},
          {"rows", std::accumulate(status.rows.begin(), status.rows.end(), std::uint64_t{0})},
          {"databases", std::move(databases)},
          {"tables", std::move(tables)}};
}

void run_status(const StatusOptions& options) {
  StopBySignal stop;
  std::string text;
  Json objects = Json::array();
  const auto servers = servers_of(options.map, options.server);
  require_different_servers(servers, stop.interrupter());
  for (const MappedServer& server : servers) {
    const BankStatus status =
        naming(server, [&] { return bank_status(server.connections, stop.interrupter()); });
    text += (text.empty() ? "" : "\n") + of_server(server, description_of(server.connections)) +
            "\n" + bank_section(server, status) + "\n" + database_section(server, status) + "\n" +
            table_section(status) + shortcoming_section(server, status);
    objects.push_back(status_object(server, status));
  }
  if (options.format == "json") {
    const Json document = options.map ? Json{{"servers", std::move(objects)}} : objects.front();
    text = document.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  write_output(text);
}

}  // namespace

void add_status_command(CLI::App& program, Invocation& invocation) {
  auto* const command =
      program.add_subcommand("status", "Say what is loaded: rows in each table, the last run");
  const auto options = std::make_shared<StatusOptions>();
  add_format_option(*command, options->format, {"text", "json"});
  add_server_map_option(*command, options->map, "Of the servers of this map, one after the other",
                        "Connection");
  add_server_options(*command, options->server);
  command->footer(
      "Examples:\n"
      "  bankseed status\n"
      "  bankseed status --url postgresql://me@db.host --format json\n");
  command->callback(
      [&invocation, options] { invocation.run = [options] { run_status(*options); }; });
}

}  // namespace bankseed
