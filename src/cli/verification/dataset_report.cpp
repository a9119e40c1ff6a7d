#include "cli/verification/dataset_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/configuration/configuration.hpp"
#include "cli/configuration/values.hpp"
#include "cli/output.hpp"
#include "cli/report/stage_view.hpp"
#include "report/page.hpp"

namespace bankseed {
namespace {

report::Check check_of(const verify::DatasetOutcome& outcome, std::string_view dataset) {
  const bool holds = outcome.breaches == 0;
  return {.id = std::string(outcome.id),
          .name = outcome.name,
          .group = std::string(dataset),
          .text = outcome.text,
          .verdict = holds ? verify::Verdict::kHolds : verify::Verdict::kFails,
          .expected = "no row that breaks it",
          .found = holds ? fmt::format("none in {} rows", grouped(outcome.rows))
                         : fmt::format("{} in {} rows", grouped(outcome.breaches),
                                       grouped(outcome.rows)),
          .violations = outcome.violations,
          .sql = {}};
}

std::vector<report::Fact> facts_of(const DatasetRun& run, std::uint64_t rows) {
  return {{"Seed", std::to_string(run.bank.seed)},
          {"As of", to_text(run.bank.as_of)},
          {"Locale", std::string(name_of(run.bank.locale))},
          {"Rows", grouped(rows)},
          {"Datasets", std::to_string(run.datasets.count())},
          {"Written in", duration_text(run.seconds)},
          {.name = "Where", .value = run.folder, .is_long = true},
          {.name = "Format", .value = run.format, .is_long = true}};
}

}  // namespace

verify::DatasetFacts dataset_facts(const BankOptions& bank) {
  const corpus::LocaleDescription& locale = corpus::description_of(bank.locale);
  return {.as_of = bank.day_seen(),
          .currency = locale.currency,
          .has_tax_numbers = locale.national_ids != corpus::NationalIds::kNone};
}

std::size_t write_dataset_report(WholeFile& file,
                                 const verify::DatasetInspection& inspection,
                                 const DatasetRun& run) {
  report::Contents contents;
  contents.subject = report::Subject::kDatasets;
  std::uint64_t rows = 0;
  for (std::size_t i = kTableCount; i < kRowTypeCount; ++i) {
    if (!run.datasets[i]) continue;
    const TableId dataset{static_cast<std::uint16_t>(i)};
    const auto outcomes = inspection.outcomes(dataset);
    for (const verify::DatasetOutcome& outcome : outcomes)
      contents.checks.push_back(check_of(outcome, row_type_info(dataset).name));
    contents.rows[i] = outcomes.front().rows;
    rows += *contents.rows[i];
  }
  contents.title = fmt::format("{} of a bank of {} customer{}",
                               run.datasets.count() == 1 ? "A dataset" : "Datasets",
                               grouped(run.bank.customers), run.bank.customers == 1 ? "" : "s");
  contents.facts = facts_of(run, rows);
  contents.program = program_version();
  contents.repeat_command = run.repeat_command;
  contents.figures = inspection.figures();
  file.publish(report::html_page(contents));
  return static_cast<std::size_t>(std::count_if(
      contents.checks.begin(), contents.checks.end(),
      [](const report::Check& check) { return check.verdict != verify::Verdict::kHolds; }));
}

}  // namespace bankseed
