#pragma once

#include <string_view>

namespace bankseed::report {

/// What a page is put together from, as the files stand in src/report/assets.
struct Assets {
  std::string_view page;  ///< HTML with {{names}} where the other parts go.
  std::string_view style;
  std::string_view drawing;  ///< Scripts, in the order in which they run.
  std::string_view charts;
  std::string_view schema;
  std::string_view program;
  std::string_view licence;  ///< Of the chart library.
  std::string_view library;  ///< Chart.js; empty when the build could not get it.
};

[[nodiscard]] Assets assets() noexcept;

/// The file that the chart library is built from.
[[nodiscard]] std::string_view chart_library_path() noexcept;

}  // namespace bankseed::report
