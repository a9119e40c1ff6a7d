#include "encode/formats/excel_csv.hpp"

#include <algorithm>
#include <string>

namespace bankseed::excel_csv {
namespace {

/// A field of a line: its value, without quotes.
struct Field {
  std::string value;
  bool is_quoted = false;
};

/// Takes a field, and what ends it, off the front.
Field take_field(std::string_view& lines) {
  Field field{.value = {}, .is_quoted = lines.starts_with('"')};
  std::size_t at = field.is_quoted ? 1 : 0;
  bool is_inside = field.is_quoted;
  for (; is_inside || (lines[at] != ',' && lines[at] != '\n'); ++at) {
    if (lines[at] == '"') {
      const bool is_doubled = lines[at + 1] == '"';
      is_inside = is_doubled;
      if (!is_doubled) continue;
      ++at;
    }
    field.value += lines[at];
  }
  lines.remove_prefix(at + 1);
  return field;
}

std::string with_doubled_quotes(std::string_view text) {
  std::string doubled;
  for (const char c : text)
    doubled += c == '"' ? std::string("\"\"") : std::string(1, c);
  return doubled;
}

/// Whether Excel would make something else of a text: a formula, a number, a day.
bool is_taken_for_another(std::string_view text) {
  if (text.empty()) return false;
  constexpr std::string_view kBeginsFormula = "=+-@\t\r";
  constexpr std::string_view kOfNumbers = "0123456789+-.,:/()%eE $";
  return kBeginsFormula.find(text.front()) != std::string_view::npos ||
         text.find_first_not_of(kOfNumbers) == std::string_view::npos;
}

/// The value of a text column as the formula that yields it, or marked as text where it is longer
/// than a formula's texts may be.
std::string as_text(std::string_view value) {
  constexpr std::size_t kFormulaTextMax = 255;
  if (!is_taken_for_another(value)) return std::string(value);
  if (value.size() > kFormulaTextMax) return "'" + std::string(value);
  return "=\"" + with_doubled_quotes(value) + "\"";
}

void append_field(Buffer& out, const Field& field, const ColumnDef& column, Separator separator) {
  std::string value = field.value;
  if (column.kind == Kind::kText || column.kind == Kind::kId) {
    value = as_text(value);
  } else if (separator == Separator::kSemicolon &&
             (column.kind == Kind::kMoney || column.kind == Kind::kFraction)) {
    std::replace(value.begin(), value.end(), '.', ',');
  }
  const std::string special = {'"', '\n', '\r', static_cast<char>(separator)};
  const bool needs_quotes =
      (field.is_quoted && value.empty()) || value.find_first_of(special) != std::string::npos;
  if (!needs_quotes) return out.append(value);
  out.append("\"");
  out.append(with_doubled_quotes(value));
  out.append("\"");
}

}  // namespace

void append_header(Buffer& out, std::span<const ColumnDef> columns, Separator separator) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  const char between = static_cast<char>(separator);
  out.append(kByteOrderMark);
  for (const ColumnDef& column : columns) {
    if (&column != columns.data()) out.append({&between, 1});
    out.append(column.name);
  }
  out.append("\n");
}

void append_lines(Buffer& out,
                  std::string_view lines,
                  std::span<const ColumnDef> columns,
                  Separator separator) {
  const char between = static_cast<char>(separator);
  while (!lines.empty()) {
    for (const ColumnDef& column : columns) {
      if (&column != columns.data()) out.append({&between, 1});
      append_field(out, take_field(lines), column, separator);
    }
    out.append("\n");
  }
}

}  // namespace bankseed::excel_csv
