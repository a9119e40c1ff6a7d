#include "cli/verification/html_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/error.hpp"
#include "cli/configuration/values.hpp"
#include "cli/output.hpp"
#include "cli/report/stage_view.hpp"
#include "report/page.hpp"
#include "sink/postgres/load/bank_state.hpp"

namespace bankseed {
namespace {

using RowCounts = decltype(report::Contents::rows);

/// Rows of each table: as the checks have counted them, else counted now.
RowCounts count_tables(const verify::Report& report,
                       const ConnectionSettings& connections,
                       Interrupter* interrupter) {
  RowCounts rows{};
  for (const verify::Outcome& outcome : report.outcomes) {
    if (const auto* const shape = std::get_if<verify::RowsOf>(&outcome.rule->check))
      rows[index_of(shape->table)] = outcome.rows;
  }
  const auto is_counted = [](const auto& count) { return count.has_value(); };
  if (std::all_of(rows.begin(), rows.begin() + kTableCount, is_counted)) return rows;
  try {
    const BankStatus status = bank_status(connections, interrupter);
    for (std::size_t i = 0; i < kTableCount; ++i) {
      if (!rows[i] && status.existing[i]) rows[i] = status.rows[i];
    }
  } catch (const DatabaseError&) {
    // The checks have told what is wrong with the server.
  }
  return rows;
}

std::vector<report::Fact> facts_of(const Verification& verification, const RowCounts& rows) {
  const verify::Report& report = verification.report;
  std::uint64_t sum = 0;
  std::uint64_t tables = 0;
  for (const auto& count : rows) {
    sum += count.value_or(0);
    if (count) ++tables;
  }
  return {{"Seed", verification.seed ? std::to_string(*verification.seed) : ""},
          {"As of", to_text(report.as_of)},
          {"Customers", grouped(report.customers)},
          {"Rows", grouped(sum)},
          {"Tables", std::to_string(tables)},
          {"Verified in", duration_text(static_cast<double>(report.microseconds) / 1e6)},
          {.name = "Loaded", .value = verification.loaded, .is_long = true},
          {.name = "Where", .value = verification.where, .is_long = true}};
}

}  // namespace

void check_html_report() {
  report::require_chart_library();
}

void write_html_report(WholeFile& file,
                       const Verification& verification,
                       const ConnectionSettings& connections,
                       Interrupter* interrupter) {
  report::Contents contents;
  contents.rows = count_tables(verification.report, connections, interrupter);
  contents.title = fmt::format("A bank of {} customer{}", grouped(verification.report.customers),
                               verification.report.customers == 1 ? "" : "s");
  contents.facts = facts_of(verification, contents.rows);
  contents.program = program_version();
  contents.repeat_command = verification.repeat_command;
  contents.notes = verification.notes;
  contents.checks = report::checks_of(verification.report);
  contents.shortcomings = verification.shortcomings;
  contents.figures = verification.figures;
  file.publish(report::html_page(contents));
}

}  // namespace bankseed
