#include "cli/verification/json.hpp"

#include <nlohmann/json.hpp>

#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/catalog.hpp"
#include "verify/selection.hpp"

namespace bankseed {
namespace {

using Json = nlohmann::ordered_json;
using verify::Outcome;
using verify::Report;
using verify::Verdict;

Json bank_object(const Verification& verification) {
  const Report& report = verification.report;
  Json bank = {{"databases", verification.where},
               {"customers", report.customers},
               {"employees", report.employees},
               {"as_of", to_text(report.as_of)}};
  bank["seed"] = verification.seed ? Json(*verification.seed) : Json();
  bank["notes"] = verification.notes;
  bank["shortcomings"] = verification.shortcomings;
  return bank;
}

Json summary_object(const Report& report) {
  return {{"checks", report.outcomes.size()},
          {"hold", report.count(Verdict::kHolds)},
          {"fail", report.count(Verdict::kFails)},
          {"not_checked", report.count(Verdict::kNotChecked)},
          {"skipped", report.count(Verdict::kSkipped)},
          {"microseconds", report.microseconds}};
}

/// Null where a table could not be counted, or no plan is known.
Json table_objects(const Report& report) {
  Json tables = Json::array();
  for (const Outcome& outcome : report.outcomes) {
    const auto* const shape = std::get_if<verify::RowsOf>(&outcome.rule->check);
    if (shape == nullptr) continue;
    const TableInfo& info = table_info(shape->table);
    Json table = {{"database", name_of(info.database)}, {"table", info.name}};
    table["rows"] = outcome.rows ? Json(*outcome.rows) : Json();
    table["plan"] = report.plan ? Json((*report.plan)[index_of(shape->table)]) : Json();
    tables.push_back(std::move(table));
  }
  return tables;
}

Json check_object(const Outcome& outcome) {
  Json violations = Json::array();
  for (const verify::Violation& violation : outcome.violations)
    violations.push_back({{"key", violation.key}, {"detail", violation.detail}});
  return {{"id", outcome.rule->id},
          {"name", outcome.rule->name},
          {"group", verify::group_of(outcome.rule->id)},
          {"text", outcome.rule->text},
          {"verdict", name_of(outcome.verdict)},
          {"expected", outcome.expected},
          {"found", outcome.found},
          {"offences", std::move(violations)},
          {"sql", outcome.sql},
          {"microseconds", outcome.microseconds}};
}

Json figure_objects(const std::vector<verify::Figure>& figures) {
  Json measures = Json::array();
  for (const verify::Figure& figure : figures) {
    for (const verify::Measure& measure : figure.measures) {
      Json object = {{"figure", figure.id}, {"name", measure.name}};
      object["value"] = measure.value ? Json(*measure.value) : Json();
      object["low"] = measure.band.low ? Json(*measure.band.low) : Json();
      object["high"] = measure.band.high ? Json(*measure.band.high) : Json();
      object["observations"] = measure.observations;
      object["is_inside"] = measure.standing == verify::Standing::kNotJudged
                                ? Json()
                                : Json(measure.standing == verify::Standing::kInside);
      object["source"] = measure.source;
      object["note"] = measure.note;
      measures.push_back(std::move(object));
    }
  }
  return measures;
}

/// Text of a database that is no UTF-8 does not end the report.
std::string dumped(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string verification_json(const Verification& verification) {
  const Report& report = verification.report;
  Json checks = Json::array();
  for (const Outcome& outcome : report.outcomes)
    checks.push_back(check_object(outcome));
  Json document = {{"bank", bank_object(verification)},
                   {"summary", summary_object(report)},
                   {"tables", table_objects(report)},
                   {"checks", std::move(checks)}};
  if (!verification.figures.empty()) document["figures"] = figure_objects(verification.figures);
  return dumped(document, 1) + "\n";
}

std::string verification_json_lines(const Verification& verification) {
  const Report& report = verification.report;
  std::string text;
  const auto add = [&text](const char* event, const Json& fields) {
    Json line = {{"event", event}};
    line.update(fields);
    text += dumped(line, -1) + "\n";
  };
  for (const Outcome& outcome : report.outcomes)
    add("check", check_object(outcome));
  add("verification", summary_object(report));
  return text;
}

}  // namespace bankseed
