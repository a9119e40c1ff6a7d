#include "cells.hpp"

#include <chrono>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "input.hpp"

namespace bankseed::fuzz {
namespace {

/// Takes `size` bytes off the front.
std::string_view take(std::string_view& bytes, std::size_t size) {
  check(size <= bytes.size(), "a value ends before its bytes do");
  const std::string_view taken = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return taken;
}

std::int64_t take_big_endian(std::string_view& bytes, std::size_t size) {
  std::uint64_t value = 0;
  for (const char c : take(bytes, size))
    value = value << 8U | static_cast<unsigned char>(c);
  const unsigned shift = 64 - 8 * static_cast<unsigned>(size);
  return static_cast<std::int64_t>(value << shift) >> shift;
}

/// What a field of a text format is: a time may have a T in it, a truth value has two names.
std::string cell_of_text(std::string_view text, const ColumnDef& column) {
  std::string cell(text);
  if (column.kind == Kind::kTimestamp && cell.size() > 10 && cell[10] == 'T') cell[10] = ' ';
  if (column.kind == Kind::kBool && cell == "t") return "true";
  if (column.kind == Kind::kBool && cell == "f") return "false";
  return cell;
}

/// RFC 4180, as PostgreSQL reads it: a value that is missing has no quotes.
Cell take_csv_field(std::string_view& bytes, char& end) {
  std::string value;
  bool is_quoted = false;
  bool is_inside = false;
  while (true) {
    check(!bytes.empty(), "a line of CSV does not end");
    const char c = take(bytes, 1).front();
    if (is_inside && c == '"' && bytes.starts_with('"')) {
      value += take(bytes, 1);
    } else if (c == '"') {
      is_inside = !is_inside;
      is_quoted = true;
    } else if (!is_inside && (c == ',' || c == '\n')) {
      end = c;
      break;
    } else {
      value += c;
    }
  }
  if (value.empty() && !is_quoted) return std::nullopt;
  return value;
}

Cell take_copy_text_field(std::string_view& bytes, char& end) {
  std::string value;
  bool is_missing = false;
  while (true) {
    check(!bytes.empty(), "a line of COPY does not end");
    const char c = take(bytes, 1).front();
    if (c == '\t' || c == '\n') {
      end = c;
      break;
    }
    if (c != '\\') {
      value += c;
      continue;
    }
    constexpr std::string_view kLetters = "bfnrtv\\";
    constexpr std::string_view kMeant = "\b\f\n\r\t\v\\";
    const char letter = take(bytes, 1).front();
    const std::size_t at = kLetters.find(letter);
    is_missing = letter == 'N' && value.empty();
    check(is_missing || at != std::string_view::npos, "an escape that COPY does not know");
    if (!is_missing) value += kMeant[at];
  }
  if (is_missing) return std::nullopt;
  return value;
}

template <class TakeField>
CellRows read_lines(std::string_view bytes, Columns columns, const TakeField& take_field) {
  CellRows rows;
  while (!bytes.empty()) {
    CellRow& row = rows.emplace_back();
    char end = 0;
    for (const ColumnDef& column : columns) {
      const Cell cell = take_field(bytes, end);
      row.push_back(cell ? Cell(cell_of_text(*cell, column)) : cell);
      check((end == '\n') == (&column == &columns.back()), "a line has as many fields as columns");
    }
  }
  return rows;
}

/// numeric_recv of PostgreSQL: digits of base 10000, the first of them of weight 10000^weight.
std::string cell_of_numeric(std::string_view bytes) {
  const auto count = take_big_endian(bytes, 2);
  const auto weight = take_big_endian(bytes, 2);
  const auto sign = take_big_endian(bytes, 2);
  const auto places = take_big_endian(bytes, 2);
  check(sign == 0 || sign == 0x4000, "the sign of a numeric");
  check(count >= 0 && static_cast<std::size_t>(count) * 2 == bytes.size(), "the size of a numeric");
  std::string units;
  std::string fraction;
  for (std::int64_t i = 0, place = weight; i < count; ++i, --place) {
    const auto digit = take_big_endian(bytes, 2);
    check(digit >= 0 && digit < 10'000, "a digit of a numeric");
    check(digit != 0 || (i != 0 && i + 1 != count), "zeros at an end of a numeric");
    (place >= 0 ? units : fraction) += fmt::format("{:04}", digit);
  }
  for (auto place = weight - count; place >= 0; --place)
    units += "0000";
  for (auto place = weight; place < -1; ++place)
    fraction.insert(0, "0000");
  units.erase(0, std::min(units.find_first_not_of('0'), units.size()));
  const auto size = static_cast<std::size_t>(places);
  check(fraction.find_first_not_of('0', std::min(size, fraction.size())) == std::string::npos,
        "a numeric has more places than it says");
  fraction.resize(size, '0');
  return (sign == 0 ? "" : "-") + (units.empty() ? "0" : units) + "." + fraction;
}

std::string cell_of_binary(std::string_view value, const ColumnDef& column) {
  const auto number = [&value](std::size_t size) {
    check(value.size() == size, "a value has the width of its type");
    return take_big_endian(value, size);
  };
  switch (column.kind) {
    case Kind::kBool: return number(1) == 1 ? "true" : "false";
    case Kind::kInteger:
    case Kind::kSerial: return cell_of_integer(number(4));
    case Kind::kBigSerial: return cell_of_integer(number(8));
    case Kind::kMoney:
    case Kind::kFraction: return cell_of_numeric(value);
    case Kind::kDate: return cell_of_day(number(4));
    case Kind::kTimestamp: return cell_of_moment(number(8));
    case Kind::kText:
    case Kind::kId: return std::string(value);
  }
  return {};
}

/// The members of one object; numbers as they are written.
class ObjectReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  [[nodiscard]] const CellRow& cells() const { return cells_; }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  bool null() override { return put(std::nullopt); }
  bool boolean(bool value) override { return put(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return put(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return put(std::to_string(value)); }
  bool number_float(number_float_t /*value*/, const string_t& text) override { return put(text); }
  bool string(string_t& value) override { return put(value); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return begin(); }
  bool end_object() override { return end(); }
  bool start_array(std::size_t /*size*/) override { return begin(); }
  bool end_array() override { return end(); }
  bool key(string_t& name) override {
    if (depth_ == 1) names_.push_back(name);
    return true;
  }
  bool parse_error(std::size_t /*position*/,
                   const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    return false;
  }

 private:
  bool put(const Cell& cell) {
    if (depth_ == 1) cells_.push_back(cell);
    return true;
  }
  bool begin() {
    if (depth_ == 1) cells_.emplace_back("a document");
    ++depth_;
    return true;
  }
  bool end() {
    --depth_;
    return true;
  }

  int depth_ = 0;
  CellRow cells_;
  std::vector<std::string> names_;
};

CellRow read_object(std::string_view line, Columns columns) {
  ObjectReader reader;
  check(nlohmann::json::sax_parse(line, &reader), "a line is no JSON");
  CellRow row = reader.cells();
  check(row.size() == columns.size() && reader.names().size() == columns.size(),
        "an object has as many members as columns");
  const auto object = nlohmann::json::parse(line);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    check(reader.names()[i] == columns[i].name, "a member has another name");
    if (!row[i]) continue;
    row[i] = columns[i].json ? object[reader.names()[i]].dump() : cell_of_text(*row[i], columns[i]);
  }
  return row;
}

}  // namespace

std::string cell_of_integer(std::int64_t value) {
  return std::to_string(value);
}

std::string cell_of_decimal(std::int64_t value, unsigned places) {
  const bool is_negative = value < 0;
  std::string digits = std::to_string(value).substr(is_negative ? 1 : 0);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, ".");
  return (is_negative ? "-" : "") + digits;
}

std::string cell_of_day(std::int64_t days_since_2000) {
  using std::chrono::days;
  const std::chrono::year_month_day day =
      std::chrono::sys_days(std::chrono::year(2000) / 1 / 1) + days(days_since_2000);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::string cell_of_moment(std::int64_t micros_since_2000) {
  auto day = micros_since_2000 / kMicrosOfDay;
  auto micros = micros_since_2000 % kMicrosOfDay;
  if (micros < 0) {
    --day;
    micros += kMicrosOfDay;
  }
  const auto second = micros / 1'000'000;
  std::string text = fmt::format("{} {:02}:{:02}:{:02}", cell_of_day(day), second / 3600,
                                 second / 60 % 60, second % 60);
  if (micros % 1'000'000 != 0) text += fmt::format(".{:06}", micros % 1'000'000);
  while (micros % 1'000'000 != 0 && text.ends_with('0'))
    text.pop_back();
  return text;
}

std::string cell_of_id(const AnyId& id) {
  const std::string digits =
      id.number == 0 && id.format.digits_min == 0 ? std::string() : std::to_string(id.number);
  const std::size_t size = std::max<std::size_t>(digits.size(), id.format.digits_min);
  return std::string(id.format.prefix) + std::string(size - digits.size(), '0') + digits;
}

CellRows read_csv(std::string_view bytes, Columns columns) {
  return read_lines(bytes, columns, take_csv_field);
}

CellRows read_copy_text(std::string_view bytes, Columns columns) {
  return read_lines(bytes, columns, take_copy_text_field);
}

CellRows read_copy_binary(std::string_view bytes, Columns columns) {
  CellRows rows;
  while (!bytes.empty()) {
    CellRow& row = rows.emplace_back();
    check(take_big_endian(bytes, 2) == std::ssize(columns),
          "a tuple has as many fields as columns");
    for (const ColumnDef& column : columns) {
      const auto size = take_big_endian(bytes, 4);
      check(size >= -1, "the size of a field");
      if (size < 0) {
        row.emplace_back();
      } else {
        row.emplace_back(cell_of_binary(take(bytes, static_cast<std::size_t>(size)), column));
      }
    }
  }
  return rows;
}

CellRows read_json_lines(std::string_view bytes, Columns columns) {
  check(bytes.empty() || bytes.ends_with('\n'), "the last line does not end");
  CellRows rows;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    rows.push_back(read_object(take(bytes, end), columns));
    bytes.remove_prefix(1);
  }
  return rows;
}

std::string canonical_json(std::string_view document) {
  return nlohmann::json::parse(document).dump();
}

}  // namespace bankseed::fuzz
