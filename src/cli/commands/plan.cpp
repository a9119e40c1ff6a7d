#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "bankseed/bank/bank.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/options.hpp"
#include "cli/configuration/values.hpp"
#include "cli/output.hpp"
#include "cli/report/size_estimate.hpp"
#include "cli/report/text_table.hpp"
#include "cli/run/destination.hpp"
#include "cli/run/signals.hpp"
#include "pipeline/pipeline.hpp"

namespace bankseed {
namespace {

struct PlanOptions {
  BankFlags bank;
  std::string format = "text";
};

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f}", static_cast<double>(bytes) / 1e6);
}

/// Exactly: of a snapshot by making it.
RowsOfTables counted_rows(const Bank& bank) {
  if (!bank.options().is_snapshot()) return estimate_rows(bank);
  NullDestination nowhere;
  Progress progress;
  const SignalWatch signals;
  Pipeline pipeline(bank, nowhere.sinks(), {}, progress, signals.token());
  for (const TableSet& tables : nowhere.steps())
    pipeline.run_step(tables);
  RowsOfTables rows{};
  for (std::size_t i = 0; i < kTableCount; ++i)
    rows[i] = progress.rows(TableId{static_cast<std::uint16_t>(i)});
  return rows;
}

std::string row_section(const RowsOfTables& rows_of) {
  TextTable table({{"phase"}, {"database"}, {"table"}, {"rows", Align::kRight}});
  std::uint64_t rows = 0;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const std::uint64_t count = rows_of[i];
    rows += count;
    table.add_row({std::string(name_of(kCatalog[i].phase)),
                   std::string(name_of(kCatalog[i].database)), std::string(kCatalog[i].name),
                   grouped(count)});
  }
  table.add_rule();
  table.add_row({"all", "", "", grouped(rows)});
  return table.text();
}

std::string size_section(const std::array<Sizes, kTableCount>& sizes, bool is_snapshot) {
  TextTable table({{"megabytes, about"},
                   {"csv", Align::kRight},
                   {"jsonl", Align::kRight},
                   {"parquet", Align::kRight},
                   {"in PostgreSQL", Align::kRight}});
  const auto add = [&table](std::string_view name, const Sizes& bytes) {
    table.add_row({std::string(name), megabytes(bytes.csv), megabytes(bytes.jsonl),
                   megabytes(bytes.parquet), megabytes(bytes.database)});
  };
  Sizes all;
  for (std::size_t database = 0; database < kDatabaseCount; ++database) {
    Sizes of_database;
    for (std::size_t i = 0; i < kTableCount; ++i) {
      if (kCatalog[i].database == static_cast<Database>(database)) of_database += sizes[i];
    }
    add(kDatabaseNames[database], of_database);
    all += of_database;
  }
  table.add_rule();
  add("six databases", all);
  return table.text() +
         (is_snapshot ? "\nOf a day in the bank's past all rows were made, to be counted.\n" : "") +
         "\nRows are exact. Bytes are those of a few blocks of this bank, made and measured,\n"
         "in proportion. PostgreSQL's are with indexes, as a load leaves them; left out\n"
         "are 8 MB for the catalogue of each database, and the server's log (WAL).\n";
}

std::string plan_json(const BankOptions& options,
                      const RowsOfTables& rows_of,
                      const std::array<Sizes, kTableCount>& sizes) {
  using Json = nlohmann::ordered_json;
  Json tables = Json::array();
  std::uint64_t rows = 0;
  Sizes all;
  const auto bytes = [](const Sizes& of) {
    return Json{
        {"csv", of.csv}, {"jsonl", of.jsonl}, {"parquet", of.parquet}, {"database", of.database}};
  };
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const std::uint64_t count = rows_of[i];
    rows += count;
    all += sizes[i];
    tables.push_back({{"phase", name_of(kCatalog[i].phase)},
                      {"database", name_of(kCatalog[i].database)},
                      {"table", kCatalog[i].name},
                      {"rows", count},
                      {"estimated_bytes", bytes(sizes[i])}});
  }
  Json document = {{"customers", options.customers},
                   {"seed", options.seed},
                   {"as_of", to_text(options.as_of)},
                   {"locale", name_of(options.locale)},
                   {"rows", rows},
                   {"estimated_bytes", bytes(all)},
                   {"tables", std::move(tables)}};
  if (options.seen_on) document["seen_on"] = to_text(*options.seen_on);
  return document.dump(1) + "\n";
}

void run_plan(const PlanOptions& options) {
  const BankOptions bank_options = effective_configuration(options.bank).bank;
  const Bank bank(bank_options);
  const RowsOfTables rows = counted_rows(bank);
  const auto sizes = estimate_sizes(bank, rows);
  write_output(options.format == "json"
                   ? plan_json(bank_options, rows, sizes)
                   : row_section(rows) + "\n" + size_section(sizes, bank_options.is_snapshot()));
}

}  // namespace

void add_plan_command(CLI::App& program, Invocation& invocation) {
  auto* const command =
      program.add_subcommand("plan", "Say how many rows and megabytes each table would have");
  const auto options = std::make_shared<PlanOptions>();
  add_bank_options(*command, options->bank);
  add_format_option(*command, options->format, {"text", "json"});
  command->footer(
      "Examples:\n"
      "  bankseed plan --customers 1M\n"
      "  bankseed plan --seen-on 2026-01-01    # makes all rows, to count them\n"
      "  bankseed plan --set transactions.activity=busy --format json\n");
  command->callback([&invocation, options] { invocation.run = [options] { run_plan(*options); }; });
}

}  // namespace bankseed
