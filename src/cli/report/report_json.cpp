#include "cli/report/report_json.hpp"

#include <nlohmann/json.hpp>

#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/catalog.hpp"

namespace bankseed {
namespace {

using Json = nlohmann::ordered_json;

std::string line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string report_json_lines(const RunReport& report,
                              const Progress& progress,
                              const BankOptions& bank) {
  std::string text;
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableId id{static_cast<std::uint16_t>(i)};
    rows += progress.rows(id);
    bytes += progress.bytes(id);
    text += line({{"event", "table"},
                  {"database", name_of(kCatalog[i].database)},
                  {"table", kCatalog[i].name},
                  {"rows", progress.rows(id)},
                  {"bytes", progress.bytes(id)}});
  }
  for (const StageView& stage : report.stages) {
    text += line({{"event", "stage"},
                  {"stage", stage.name},
                  {"seconds", stage.seconds},
                  {"rows", stage.rows},
                  {"bytes", stage.bytes}});
  }
  return text + line({{"event", "run"},
                      {"seed", bank.seed},
                      {"customers", bank.customers},
                      {"as_of", to_text(bank.as_of)},
                      {"algorithm", kAlgorithmVersion},
                      {"target", report.target},
                      {"seconds", report.seconds},
                      {"rows", rows},
                      {"bytes", bytes}});
}

}  // namespace bankseed
