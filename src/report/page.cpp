#include "report/page.hpp"

#include <string_view>

#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "report/assets.hpp"
#include "report/page_data.hpp"

namespace bankseed::report {
namespace {

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '&': html += "&amp;"; break;
      case '"': html += "&quot;"; break;
      default: html += c;
    }
  }
  return html;
}

/// Without the address of a map for debuggers, which nobody has beside the page.
std::string_view without_source_map(std::string_view script) {
  return script.substr(0, script.rfind("//# sourceMappingURL="));
}

/// What stands for a {{name}} in the page.
std::string part(std::string_view name, const Contents& contents) {
  const Assets files = assets();
  if (name == "title")
    return escaped(fmt::format("bankseed: {} customers", contents.verification.customers));
  if (name == "style") return std::string(files.style);
  if (name == "library") return std::string(without_source_map(files.library));
  if (name == "scripts")
    return fmt::format("{}\n{}\n{}", files.charts, files.schema, files.program);
  if (name == "licence") return escaped(files.licence);
  if (name == "data") return page_data(contents);
  throw Error(fmt::format("the report's page has no part named '{}'", name));
}

}  // namespace

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
    html += rest.substr(0, open);
    html += part(rest.substr(open + 2, close - open - 2), contents);
    rest.remove_prefix(close + 2);
  }
  html += rest;
  return html;
}

}  // namespace bankseed::report
