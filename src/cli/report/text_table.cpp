#include "cli/report/text_table.hpp"

#include <algorithm>
#include <numeric>

#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

constexpr std::string_view kGap = "  ";

void trim_end(std::string& line) {
  while (line.ends_with(' '))
    line.pop_back();
}

}  // namespace

std::size_t display_width(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string padded(std::string_view text, std::size_t width, Align align) {
  const std::size_t used = display_width(text);
  const std::string space(width > used ? width - used : 0, ' ');
  return align == Align::kLeft ? std::string(text) + space : space + std::string(text);
}

void TextTable::add_row(std::vector<std::string> cells) {
  BANKSEED_CHECK(cells.size() == columns_.size());
  rows_.push_back(std::move(cells));
}

void TextTable::add_rule() {
  rows_.emplace_back();
}

std::vector<std::size_t> TextTable::widths() const {
  std::vector<std::size_t> widths;
  for (const Column& column : columns_)
    widths.push_back(display_width(column.header));
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i]));
  }
  return widths;
}

std::string TextTable::text() const {
  const auto width = widths();
  const std::size_t total = std::accumulate(width.begin(), width.end(), std::size_t{0}) +
                            kGap.size() * (width.size() - 1);
  std::string result;
  const auto add_line = [&](const auto& cell_of) {
    std::string line;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) line += kGap;
      line += padded(cell_of(i), width[i], columns_[i].align);
    }
    trim_end(line);
    result += line + "\n";
  };
  add_line([this](std::size_t i) -> std::string_view { return columns_[i].header; });
  for (const auto& row : rows_) {
    if (row.empty()) {
      result += std::string(total, '-') + "\n";
    } else {
      add_line([&row](std::size_t i) -> std::string_view { return row[i]; });
    }
  }
  return result;
}

std::size_t TextTable::framed_width() const {
  const auto width = widths();
  return std::accumulate(width.begin(), width.end(), std::size_t{0}) + 3 * width.size() - 1;
}

std::string TextTable::framed_text() const {
  const auto width = widths();
  std::string result;
  std::string rule;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    result += (i == 0 ? " " : "| ") + padded(columns_[i].header, width[i], Align::kLeft) + " ";
    rule += (i == 0 ? "" : "+") + std::string(width[i] + 2, '-');
  }
  trim_end(result);
  result += "\n" + rule + "\n";
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += (i == 0 ? " " : "| ") + padded(row[i], width[i], columns_[i].align) + " ";
    trim_end(line);
    result += line + "\n";
  }
  return result;
}

std::string TextTable::expanded_text() const {
  std::size_t width = 0;
  for (const Column& column : columns_)
    width = std::max(width, display_width(column.header));
  std::string result;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (rows_.size() > 1) result += "-[ " + std::to_string(row + 1) + " ]-\n";
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      std::string line = padded(columns_[i].header, width, Align::kLeft) + " | " + rows_[row][i];
      trim_end(line);
      result += line + "\n";
    }
  }
  return result;
}

}  // namespace bankseed
