#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bankseed {

/// Columns that a UTF-8 text takes: its code points.
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

enum class Align { kLeft, kRight };

/// `text` with spaces to `width` columns.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width, Align align);

/// Rows in aligned columns under a header.
class TextTable {
 public:
  struct Column {
    std::string header;
    Align align = Align::kLeft;
  };
  explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// As many cells as there are columns.
  void add_row(std::vector<std::string> cells);
  /// A line of dashes.
  void add_rule();

  /// Columns between the widest cells; lines end in a newline, without trailing spaces.
  [[nodiscard]] std::string text() const;
  /// Like psql's aligned format: header, rule, cells between vertical bars.
  [[nodiscard]] std::string framed_text() const;
  /// Like psql's expanded format: for each row a line for each column.
  [[nodiscard]] std::string expanded_text() const;
  /// Widest line of framed_text().
  [[nodiscard]] std::size_t framed_width() const;

 private:
  [[nodiscard]] std::vector<std::size_t> widths() const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;  // An empty one is a rule.
};

}  // namespace bankseed
