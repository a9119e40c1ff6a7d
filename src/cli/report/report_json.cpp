#include "cli/report/report_json.hpp"

#include <nlohmann/json.hpp>

#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/configuration/configuration.hpp"
#include "cli/configuration/configuration_text.hpp"
#include "cli/verification/json.hpp"

namespace bankseed {
namespace {

using Json = nlohmann::ordered_json;

std::string line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json table_object(TableId table, const Progress& progress) {
  const TableInfo& info = table_info(table);
  return {{"database", name_of(info.database)},
          {"table", info.name},
          {"rows", progress.rows(table)},
          {"bytes", progress.bytes(table)}};
}

Json stage_object(const StageView& stage) {
  return {{"stage", stage.name},
          {"seconds", stage.seconds},
          {"rows", stage.rows},
          {"bytes", stage.bytes}};
}

Json run_object(const RunReport& report, const Progress& progress, const BankOptions& bank) {
  Json run = {{"seed", bank.seed},
              {"customers", bank.customers},
              {"as_of", to_text(bank.as_of)},
              {"algorithm", kAlgorithmVersion},
              {"target", report.target},
              {"seconds", report.seconds},
              {"rows", progress.rows(all_tables())},
              {"bytes", progress.bytes(all_tables())}};
  if (bank.seen_on) run["seen_on"] = to_text(*bank.seen_on);
  if (const auto& shard = report.shard)
    run["shard"] = {{"index", shard->index}, {"count", shard->count}};
  return run;
}

std::string event(const char* name, const Json& fields) {
  Json json = {{"event", name}};
  json.update(fields);
  return line(json);
}

}  // namespace

std::string report_json_lines(const RunReport& report,
                              const Progress& progress,
                              const BankOptions& bank) {
  std::string text;
  for (std::size_t i = 0; i < kTableCount; ++i)
    text += event("table", table_object(TableId{static_cast<std::uint16_t>(i)}, progress));
  for (const StageView& stage : report.stages)
    text += event("stage", stage_object(stage));
  return text + event("run", run_object(report, progress, bank));
}

std::string report_json(const RunReport& report,
                        const Progress& progress,
                        const BankOptions& bank,
                        const TableDigests& digests,
                        const std::optional<Verification>& verification) {
  Json run = run_object(report, progress, bank);
  run["locale"] = name_of(bank.locale);
  run["settings"] = changed_settings(bank.settings);
  run["repeat"] = report.repeat_command;
  Json tables = Json::array();
  for (std::size_t i = 0; i < kTableCount; ++i) {
    Json table = table_object(TableId{static_cast<std::uint16_t>(i)}, progress);
    if (digests[i].row_count() > 0) table["digest"] = digests[i].hex();
    tables.push_back(std::move(table));
  }
  Json stages = Json::array();
  for (const StageView& stage : report.stages)
    stages.push_back(stage_object(stage));
  Json document = {
      {"run", std::move(run)}, {"tables", std::move(tables)}, {"stages", std::move(stages)}};
  if (verification) document["verification"] = Json::parse(verification_json(*verification));
  return document.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace bankseed
