#include "report/page.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "report/assets.hpp"
#include "report/dataset_columns.hpp"
#include "report/headline.hpp"
#include "report/page_data.hpp"
#include "verify/selection.hpp"

namespace bankseed::report {
namespace {

/// Without the address of a map for debuggers, which nobody has beside the page.
std::string_view without_source_map(std::string_view script) {
  return script.substr(0, script.rfind("//# sourceMappingURL="));
}

/// What stands for a {{name}} in the page.
std::string part(std::string_view name, const Contents& contents) {
  const Assets files = assets();
  if (name == "title") return escaped(contents.title);
  if (name == "style") return std::string(files.style);
  if (name == "verdict") return verdict(contents);
  if (name == "failures") return failures(contents);
  if (name == "facts") return facts(contents);
  if (name == "repeat") return escaped(contents.repeat_command);
  if (name == "notes") return notes(contents);
  if (name == "program") return escaped(contents.program);
  if (name == "datasets") return dataset_columns(contents);
  if (name == "library") return std::string(without_source_map(files.library));
  if (name == "scripts")
    return fmt::format("{}\n{}\n{}\n{}", files.drawing, files.charts, files.schema, files.program);
  if (name == "licence") return escaped(files.licence);
  if (name == "data") return page_data(contents);
  throw Error(fmt::format("the report's page has no part named '{}'", name));
}

/// Whether the page has what stands between {{#name}} and {{/name}}.
bool has(std::string_view name, const Contents& contents) {
  if (name == "databases") return contents.subject == Subject::kDatabases;
  if (name == "datasets") return contents.subject == Subject::kDatasets;
  if (name == "failures") return !failures(contents).empty();
  if (name == "repeat") return !contents.repeat_command.empty();
  if (name == "notes") return !contents.notes.empty();
  if (name == "program") return !contents.program.empty();
  throw Error(fmt::format("the report's page has no condition named '{}'", name));
}

}  // namespace

std::vector<Check> checks_of(const verify::Report& verification) {
  std::vector<Check> checks;
  for (const verify::Outcome& outcome : verification.outcomes) {
    checks.push_back({.id = std::string(outcome.rule->id),
                      .name = std::string(outcome.rule->name),
                      .group = std::string(verify::group_of(outcome.rule->id)),
                      .text = std::string(outcome.rule->text),
                      .verdict = outcome.verdict,
                      .expected = outcome.expected,
                      .found = outcome.found,
                      .violations = outcome.violations,
                      .sql = outcome.sql,
                      .microseconds = outcome.microseconds});
  }
  return checks;
}

void require_chart_library() {
  if (!assets().library.empty()) return;
  throw UsageError(
      fmt::format("this build of bankseed has no chart library and makes no HTML report; where npm "
                  "is installed "
                  "and reaches its registry, remove {} and build again, or give cmake "
                  "-DBANKSEED_CHART_LIBRARY=FILE, the file dist/chart.umd.min.js of Chart.js 4",
                  chart_library_path()));
}

std::string html_page(const Contents& contents) {
  require_chart_library();
  // Parts are put in once, so that what they hold is never taken for a name.
  std::string html;
  std::string_view rest = assets().page;
  for (auto open = rest.find("{{"); open != std::string_view::npos; open = rest.find("{{")) {
    const auto close = rest.find("}}", open);
    const std::string_view name = rest.substr(open + 2, close - open - 2);
    html += rest.substr(0, open);
    rest.remove_prefix(close + 2);
    if (name.starts_with('#')) {
      if (has(name.substr(1), contents)) continue;
      const std::string end = fmt::format("{{{{/{}}}}}", name.substr(1));
      rest.remove_prefix(rest.find(end) + end.size());
    } else if (!name.starts_with('/')) {
      html += part(name, contents);
    }
  }
  html += rest;
  return html;
}

}  // namespace bankseed::report
