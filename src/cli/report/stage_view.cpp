#include "cli/report/stage_view.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cli/configuration/values.hpp"
#include "cli/report/text_table.hpp"

namespace bankseed {
namespace {

constexpr std::size_t kNameWidth = 14;
constexpr std::size_t kBarWidthMax = 30;
constexpr std::size_t kBarWidthMin = 8;
// A rate over less than this says nothing.
constexpr double kRateSeconds = 0.3;

/// "[####----]  52 %", as wide as there is room for beside `used` columns.
std::string bar(std::uint64_t rows, std::uint64_t rows_total, std::size_t room) {
  const double share =
      rows_total == 0 ? 1.0
                      : std::min(1.0, static_cast<double>(rows) / static_cast<double>(rows_total));
  std::string percent = fmt::format("{:3} %", static_cast<int>(std::floor(share * 100)));
  if (room < kBarWidthMin + 4 + percent.size()) return percent;
  const std::size_t width = std::min(kBarWidthMax, room - 4 - percent.size());
  const auto done = static_cast<std::size_t>(std::floor(share * static_cast<double>(width)));
  return "[" + std::string(done, '#') + std::string(width - done, '-') + "] " + percent;
}

/// Name, bar and text, in that order, in `width` columns.
std::string line(std::string_view name,
                 std::uint64_t rows,
                 std::uint64_t rows_total,
                 const std::string& text,
                 std::size_t width) {
  const std::size_t used = kNameWidth + 2 + 2 + text.size();
  std::string result = padded(name, kNameWidth, Align::kLeft) + "  " +
                       bar(rows, rows_total, width > used ? width - used : 0) + "  " + text;
  result.resize(std::min(result.size(), width));
  return result;
}

std::string time_left_text(double seconds) {
  return seconds < 10 ? fmt::format("{:.0f} s", std::ceil(seconds)) : duration_text(seconds);
}

std::string speed(const StageView& stage) {
  if (stage.seconds < kRateSeconds || stage.rows == 0) return "";
  std::string text = fmt::format(", {} rows/s", grouped(rate(stage.rows, stage.seconds)));
  if (stage.rows < stage.rows_total) {
    const double left = stage.seconds * static_cast<double>(stage.rows_total - stage.rows) /
                        static_cast<double>(stage.rows);
    text += ", " + time_left_text(left) + " left";
  }
  return text;
}

}  // namespace

std::uint64_t rate(std::uint64_t count, double seconds) noexcept {
  return seconds > 0 ? static_cast<std::uint64_t>(static_cast<double>(count) / seconds) : 0;
}

std::string duration_text(double seconds) {
  if (seconds < 1) return fmt::format("{:.3f} s", seconds);
  if (seconds < 10) return fmt::format("{:.2f} s", seconds);
  const auto whole = static_cast<std::uint64_t>(seconds);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3'600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3'600, whole % 3'600 / 60);
}

std::vector<std::string> live_lines(const StageView& stage, std::size_t width) {
  std::vector<std::string> lines;
  if (stage.rows_total == 0) {
    lines.push_back(fmt::format("{}  {:.0f} s{}{}", stage.name, std::floor(stage.seconds),
                                stage.detail.empty() ? "" : "  ", stage.detail));
    lines.back().resize(std::min(lines.back().size(), width));
    return lines;
  }
  lines.push_back(line(stage.name, stage.rows, stage.rows_total,
                       grouped(stage.rows) + " rows" + speed(stage), width));
  for (const StageView::Database& database : stage.databases) {
    lines.push_back(line("  " + std::string(database.name), database.rows, database.rows_total,
                         grouped(database.rows) + " rows", width));
  }
  return lines;
}

std::string ended_line(const StageView& stage) {
  if (stage.rows_total == 0) return fmt::format("{}: {}", stage.name, duration_text(stage.seconds));
  return fmt::format("{}: {} rows in {}, {} rows/s", stage.name, grouped(stage.rows),
                     duration_text(stage.seconds), grouped(rate(stage.rows, stage.seconds)));
}

}  // namespace bankseed
