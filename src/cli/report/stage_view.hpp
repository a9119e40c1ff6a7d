#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bankseed {

/// How far a stage of a run is, as a display shows it.
struct StageView {
  struct Database {
    std::string_view name;
    std::uint64_t rows = 0;
    std::uint64_t rows_total = 0;
  };

  std::string name;
  std::string detail;  ///< What a stage that moves no rows is at; may be empty.
  double seconds = 0;  ///< Since the stage began.
  std::uint64_t rows = 0;
  std::uint64_t rows_total = 0;  ///< 0: a stage that moves no rows.
  std::uint64_t bytes = 0;       ///< Encoded, of `rows`.
  std::vector<Database> databases;
};

/// Lines of at most `width` columns: the stage, and one for each database.
[[nodiscard]] std::vector<std::string> live_lines(const StageView& stage, std::size_t width);

/// One line about a stage that has ended.
[[nodiscard]] std::string ended_line(const StageView& stage);

/// 0.042 s, 4.20 s, 12 s, 2 min 05 s, 1 h 02 min.
[[nodiscard]] std::string duration_text(double seconds);

/// Rows in a second; 0 while no time has passed.
[[nodiscard]] std::uint64_t rate(std::uint64_t count, double seconds) noexcept;

}  // namespace bankseed
