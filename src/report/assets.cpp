// Carries the files of src/report/assets and the chart library inside the program. The build gives
// BANKSEED_REPORT_ASSETS, the directory that holds them, and BANKSEED_CHART_LIBRARY, a file.

#include "report/assets.hpp"

#include <cstddef>

#include "core/embed.hpp"

BANKSEED_EMBED(bankseed_report_page, BANKSEED_REPORT_ASSETS "/page.html");
BANKSEED_EMBED(bankseed_report_style, BANKSEED_REPORT_ASSETS "/style.css");
BANKSEED_EMBED(bankseed_report_drawing, BANKSEED_REPORT_ASSETS "/drawing.js");
BANKSEED_EMBED(bankseed_report_charts, BANKSEED_REPORT_ASSETS "/charts.js");
BANKSEED_EMBED(bankseed_report_schema, BANKSEED_REPORT_ASSETS "/schema.js");
BANKSEED_EMBED(bankseed_report_program, BANKSEED_REPORT_ASSETS "/report.js");
BANKSEED_EMBED(bankseed_report_licence, BANKSEED_REPORT_ASSETS "/chart_library_licence.txt");
BANKSEED_EMBED(bankseed_report_library, BANKSEED_CHART_LIBRARY);

namespace bankseed::report {
namespace {

std::string_view between(const char* begin, const char* end) noexcept {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

Assets assets() noexcept {
  return {
      .page = between(bankseed_report_page, bankseed_report_page_end),
      .style = between(bankseed_report_style, bankseed_report_style_end),
      .drawing = between(bankseed_report_drawing, bankseed_report_drawing_end),
      .charts = between(bankseed_report_charts, bankseed_report_charts_end),
      .schema = between(bankseed_report_schema, bankseed_report_schema_end),
      .program = between(bankseed_report_program, bankseed_report_program_end),
      .licence = between(bankseed_report_licence, bankseed_report_licence_end),
      .library = between(bankseed_report_library, bankseed_report_library_end),
  };
}

std::string_view chart_library_path() noexcept {
  return BANKSEED_CHART_LIBRARY;
}

}  // namespace bankseed::report
