#include "cli/report/report.hpp"

#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"
#include "cli/configuration/values.hpp"
#include "cli/help.hpp"
#include "cli/report/text_table.hpp"

namespace bankseed {
namespace {

constexpr std::size_t kReportIndent = 14;

std::string megabytes(double bytes) {
  return fmt::format("{:.1f}", bytes / 1e6);
}

std::string table_section(const Progress& progress) {
  TextTable table({{"database"}, {"table"}, {"rows", Align::kRight}, {"MB", Align::kRight}});
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableId id{static_cast<std::uint16_t>(i)};
    if (progress.rows(id) == 0) continue;
    rows += progress.rows(id);
    bytes += progress.bytes(id);
    table.add_row({std::string(name_of(kCatalog[i].database)), std::string(kCatalog[i].name),
                   grouped(progress.rows(id)), megabytes(static_cast<double>(progress.bytes(id)))});
  }
  table.add_rule();
  table.add_row({"all", "", grouped(rows), megabytes(static_cast<double>(bytes))});
  return table.text();
}

std::string database_section(const Progress& progress) {
  TextTable table({{"database"}, {"rows", Align::kRight}, {"MB", Align::kRight}});
  const auto add = [&table, &progress](std::string name, const TableSet& tables) {
    table.add_row({std::move(name), grouped(progress.rows(tables)),
                   megabytes(static_cast<double>(progress.bytes(tables)))});
  };
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const TableSet tables = tables_of(static_cast<Database>(i));
    if (progress.rows(tables) > 0) add(std::string(kDatabaseNames[i]), tables);
  }
  table.add_rule();
  add("all", all_tables());
  return table.text();
}

/// Seconds, of which a reader knows that they are.
std::string short_time(double seconds) {
  if (seconds < 10) return fmt::format("{:.2f}", seconds);
  return seconds < 60 ? fmt::format("{:.0f}", seconds) : duration_text(seconds);
}

/// "time:  0.42 s (tables 0.09, rows 0.21, keys 0.11)", the steps that move rows as one.
std::string time_line(const RunReport& report) {
  std::string text;
  const auto add = [&text](std::string_view name, double seconds) {
    constexpr double kWorthTelling = 0.02;
    if (seconds < kWorthTelling) return;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, short_time(seconds));
  };
  double moving = 0;
  for (std::size_t i = 0; i < report.stages.size(); ++i) {
    const StageView& stage = report.stages[i];
    if (stage.rows_total == 0) {
      add(stage.name, stage.seconds);
      continue;
    }
    moving += stage.seconds;
    const bool is_last = i + 1 == report.stages.size() || report.stages[i + 1].rows_total == 0;
    if (is_last) add("rows", moving);
  }
  if (!text.empty()) text = " (" + text + ")";
  return wrapped("time:", duration_text(report.seconds) + text, kReportIndent);
}

std::vector<std::string> stage_cells(const StageView& stage) {
  if (stage.rows_total == 0) return {stage.name, duration_text(stage.seconds), "", "", ""};
  return {stage.name, duration_text(stage.seconds), grouped(stage.rows),
          grouped(rate(stage.rows, stage.seconds)),
          megabytes(static_cast<double>(stage.bytes) / std::max(stage.seconds, 1e-9))};
}

std::string stage_section(const RunReport& report) {
  TextTable table({{"stage"},
                   {"time", Align::kRight},
                   {"rows", Align::kRight},
                   {"rows/s", Align::kRight},
                   {"MB/s", Align::kRight}});
  StageView all;
  all.name = "all";
  all.seconds = report.seconds;
  for (const StageView& stage : report.stages) {
    table.add_row(stage_cells(stage));
    all.rows += stage.rows;
    all.rows_total += stage.rows_total;
    all.bytes += stage.bytes;
  }
  table.add_rule();
  table.add_row(stage_cells(all));
  return table.text();
}

}  // namespace

std::string report_text(const RunReport& report, const Progress& progress, Detail detail) {
  std::string rows;
  if (report.has_rows) {
    rows =
        (detail == Detail::kTables ? table_section(progress) : database_section(progress)) + "\n";
  }
  if (report.finished_rows > 0) {
    rows = fmt::format("{}{} in {} tables\n", padded("rows:", kReportIndent, Align::kLeft),
                       grouped(report.finished_rows), kTableCount);
  }
  rows += detail == Detail::kTables ? stage_section(report) + "\n" : time_line(report);
  return rows + padded(report.done, kReportIndent, Align::kLeft) + report.target + "\n" +
         "to repeat:    " + report.repeat_command + "\n";
}

std::string digest_text(const TableDigests& digests) {
  TableDigest all;
  std::uint64_t rows = 0;
  std::string text;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (digests[i].row_count() == 0) continue;
    const std::string line = fmt::format("{}  {}  {}.{}", digests[i].hex(), digests[i].row_count(),
                                         name_of(kCatalog[i].database), kCatalog[i].name);
    all.add(line);
    rows += digests[i].row_count();
    text += line + "\n";
  }
  return text + fmt::format("{}  {}  all\n", all.hex(), rows);
}

}  // namespace bankseed
