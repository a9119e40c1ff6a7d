#include "cli/verification/html_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bankseed/bank/options.hpp"
#include "bankseed/core/error.hpp"
#include "report/page.hpp"
#include "sink/postgres/load/bank_state.hpp"

namespace bankseed {
namespace {

using RowCounts = std::array<std::optional<std::uint64_t>, kTableCount>;

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
  if (std::all_of(rows.begin(), rows.end(), is_counted)) return rows;
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

}  // namespace

void check_html_report() {
  report::require_chart_library();
}

void write_html_report(WholeFile& file,
                       const Verification& verification,
                       const ConnectionSettings& connections,
                       Interrupter* interrupter) {
  report::Contents contents{.verification = verification.report,
                            .figures = verification.figures,
                            .rows = count_tables(verification.report, connections, interrupter),
                            .facts = {}};
  report::Facts& facts = contents.facts;
  facts.seed = verification.seed;
  facts.loaded = verification.loaded;
  facts.databases = verification.where;
  facts.program = fmt::format("bankseed {} (algorithm {})", BANKSEED_VERSION, kAlgorithmVersion);
  facts.notes = verification.notes;
  facts.repeat_command = verification.repeat_command;
  file.publish(report::html_page(contents));
}

}  // namespace bankseed
