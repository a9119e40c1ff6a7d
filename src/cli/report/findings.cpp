#include "cli/report/findings.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "bankseed/core/error.hpp"
#include "cli/help.hpp"

namespace bankseed {
namespace {

std::string_view name_of(Weight weight) {
  switch (weight) {
    case Weight::kFine: return "ok";
    case Weight::kHint: return "hint";
    case Weight::kWarning: return "warning";
    case Weight::kObstacle: break;
  }
  return "fails";
}

std::size_t count(const std::vector<Finding>& findings, Weight weight) {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [weight](const Finding& finding) { return finding.weight == weight; }));
}

std::string verdict_of(const std::vector<Finding>& findings) {
  const auto obstacles = count(findings, Weight::kObstacle);
  const auto warnings = count(findings, Weight::kWarning);
  if (obstacles > 0) return fmt::format("a run would fail: {} in the way", obstacles);
  if (warnings > 0) return fmt::format("a run would work; {} worth knowing before", warnings);
  return "nothing is in the way";
}

}  // namespace

int findings_exit_code(const std::vector<Finding>& findings) {
  if (count(findings, Weight::kObstacle) > 0) return static_cast<int>(ExitCode::kUsage);
  return static_cast<int>(count(findings, Weight::kWarning) > 0 ? ExitCode::kFailed
                                                                : ExitCode::kOk);
}

std::string findings_text(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    constexpr std::size_t kIndent = 25;
    text += wrapped(fmt::format("{:<8} {}", name_of(finding.weight), finding.topic),
                    finding.where + (finding.where.empty() ? "" : ": ") + finding.text, kIndent);
  }
  return text + "\n" + verdict_of(findings) + "\n";
}

std::string findings_json(const std::vector<Finding>& findings) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const Finding& finding : findings) {
    list.push_back({{"weight", name_of(finding.weight)},
                    {"topic", finding.topic},
                    {"where", finding.where},
                    {"text", finding.text}});
  }
  const Json report = {{"exit_code", findings_exit_code(findings)},
                       {"verdict", verdict_of(findings)},
                       {"findings", std::move(list)}};
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace bankseed
