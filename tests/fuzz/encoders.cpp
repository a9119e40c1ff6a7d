// Rows of any table, with any values in them, through every format and back by readers that share
// no line with the encoders.

#include <deque>
#include <map>
#include <memory>
#include <tuple>
#include <utility>

#include <nlohmann/json.hpp>

#include "bankseed/rows/row_set.hpp"
#include "cells.hpp"
#include "encode/encoder.hpp"
#include "encode/file_framing.hpp"
#include "encode/part_encoder.hpp"
#include "fuzz.hpp"
#include "input.hpp"
#include "parquet_file.hpp"

namespace bankseed::fuzz {
namespace {

/// Days from 2000-01-01 to the first and the last day that have four digits for the year.
constexpr std::int64_t kFirstDay = -730'119;
constexpr std::int64_t kLastDay = 2'921'939;

/// Makes rows of an input, and says what should come out.
class RowMaker {
 public:
  explicit RowMaker(Input input) : input_(input) {}

  template <class Row, auto... Members>
  void add(RowSet& rows, const ColumnList<Members...>& columns) {
    std::vector<Row>& all = rows.of<Row>();
    const std::size_t basis = 1 + input_.up_to(4);
    const std::size_t count = basis << input_.up_to(2);
    const bool is_varied = input_.take<std::uint8_t>() % 2 == 1;
    for (std::size_t i = 0; i < count; ++i) {
      if (i < basis) {
        Row& row = all.emplace_back();
        std::size_t column = 0;
        ((fill(row.*Members, columns.defs[column++])), ...);
      } else {
        // Copied first: the vector may move.
        Row row = all[i % basis];
        if (is_varied) ((vary(row.*Members, i)), ...);
        all.push_back(row);
      }
    }
    for (const Row& row : all) {
      CellRow& cells = expected_.emplace_back();
      std::size_t column = 0;
      ((cells.push_back(expected_cell(row.*Members, columns.defs[column++]))), ...);
    }
  }

  [[nodiscard]] const CellRows& expected() const { return expected_; }

 private:
  void fill(bool& value, const ColumnDef& /*column*/) {
    value = input_.take<std::uint8_t>() % 2 == 1;
  }
  void fill(std::int32_t& value, const ColumnDef& /*column*/) {
    value = input_.take<std::int32_t>();
  }
  void fill(Serial& value, const ColumnDef& /*column*/) {
    value.value = input_.take<std::int32_t>() & 0x7FFFFFFF;
  }
  void fill(BigSerial& value, const ColumnDef& /*column*/) {
    value.value = input_.take<std::int64_t>();
  }
  void fill(Money& value, const ColumnDef& column) {
    std::int64_t limit = 1;
    for (int i = 0; i < column.precision; ++i)
      limit *= 10;
    value.cents = input_.take<std::int64_t>() % limit;
  }
  void fill(Fraction& value, const ColumnDef& /*column*/) {
    value.ten_thousandths = input_.take<std::int32_t>();
  }
  void fill(Date& value, const ColumnDef& /*column*/) {
    value.days = static_cast<std::int32_t>(kFirstDay + day());
  }
  void fill(Timestamp& value, const ColumnDef& /*column*/) {
    value.micros = (kFirstDay + day()) * kMicrosOfDay +
                   static_cast<std::int64_t>(input_.up_to(kMicrosOfDay - 1));
  }
  std::int64_t day() {
    return static_cast<std::int64_t>(
        input_.up_to(static_cast<std::uint64_t>(kLastDay - kFirstDay)));
  }
  void fill(std::string_view& value, const ColumnDef& column) {
    std::string text;
    // The bank's texts are UTF-8.
    for (const char c : input_.bytes(input_.take<std::uint8_t>())) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte >= 0x80) text += static_cast<char>(0xC0U | byte >> 6U);
      text += byte >= 0x80 ? static_cast<char>(0x80U | (byte & 0x3FU)) : c;
    }
    // With ends of lines between its tokens, which are legal, and must not show.
    if (column.json) text = "{\"a\":\n" + nlohmann::json(text).dump() + "\r\n}";
    value = texts_.emplace_back(std::move(text));
  }
  template <class Kind>
  void fill(Id<Kind>& value, const ColumnDef& /*column*/) {
    value.number = input_.take<std::uint64_t>() >> input_.up_to(63);
  }
  void fill(AnyId& value, const ColumnDef& /*column*/) {
    const std::uint64_t number = input_.take<std::uint64_t>();
    switch (input_.up_to(3)) {
      case 0: value = AccountId{number}; break;
      case 1: value = LoanId{number}; break;
      case 2: value = EmployeeId{number}; break;
      default: value = kSystemAssessor;
    }
  }
  template <class T>
  void fill(std::optional<T>& value, const ColumnDef& column) {
    value.reset();
    if (input_.take<std::uint8_t>() % 2 == 1) fill(value.emplace(), column);
  }

  // Another value, for dictionaries to grow.
  static void vary(bool& value, std::size_t i) { value = i % 3 == 0; }
  static void vary(std::int32_t& value, std::size_t i) { value ^= static_cast<std::int32_t>(i); }
  static void vary(Serial& value, std::size_t i) { value.value ^= static_cast<std::int64_t>(i); }
  static void vary(BigSerial& value, std::size_t i) { value.value ^= static_cast<std::int64_t>(i); }
  static void vary(Money& value, std::size_t i) { value.cents = static_cast<std::int64_t>(i); }
  static void vary(Fraction& value, std::size_t i) {
    value.ten_thousandths ^= static_cast<std::int32_t>(i);
  }
  static void vary(Date& value, std::size_t i) { value.days = static_cast<std::int32_t>(i); }
  static void vary(Timestamp& value, std::size_t i) {
    value.micros = static_cast<std::int64_t>(i) * 1'234'567;
  }
  static void vary(std::string_view& value, std::size_t i) {
    if (value.empty() || value.starts_with('{')) return;  // Documents stay documents.
    value.remove_suffix(i % value.size());
    // Letters stay whole.
    if (static_cast<unsigned char>(value.back()) >= 0xC0) value.remove_suffix(1);
  }
  template <class Kind>
  static void vary(Id<Kind>& value, std::size_t i) {
    value.number ^= i;
  }
  static void vary(AnyId& value, std::size_t i) {
    if (value.format.digits_min != 0) value.number ^= i;
  }
  template <class T>
  static void vary(std::optional<T>& value, std::size_t i) {
    if (i % 5 == 0) {
      value.reset();
    } else if (value) {
      vary(*value, i);
    }
  }

  static Cell expected_cell(bool value, const ColumnDef& /*column*/) {
    return value ? "true" : "false";
  }
  static Cell expected_cell(std::int32_t value, const ColumnDef& /*column*/) {
    return cell_of_integer(value);
  }
  static Cell expected_cell(Serial value, const ColumnDef& /*column*/) {
    return cell_of_integer(value.value);
  }
  static Cell expected_cell(BigSerial value, const ColumnDef& /*column*/) {
    return cell_of_integer(value.value);
  }
  static Cell expected_cell(Money value, const ColumnDef& /*column*/) {
    return cell_of_decimal(value.cents, 2);
  }
  static Cell expected_cell(Fraction value, const ColumnDef& /*column*/) {
    return cell_of_decimal(value.ten_thousandths, 4);
  }
  static Cell expected_cell(Date value, const ColumnDef& /*column*/) {
    return cell_of_day(value.days);
  }
  static Cell expected_cell(Timestamp value, const ColumnDef& /*column*/) {
    return cell_of_moment(value.micros);
  }
  static Cell expected_cell(std::string_view value, const ColumnDef& /*column*/) {
    return std::string(value);
  }
  static Cell expected_cell(const AnyId& value, const ColumnDef& /*column*/) {
    return cell_of_id(value);
  }
  template <class T>
  static Cell expected_cell(const std::optional<T>& value, const ColumnDef& column) {
    return value ? expected_cell(*value, column) : Cell();
  }

  Input input_;
  std::deque<std::string> texts_;
  CellRows expected_;
};

void check_same(CellRows found, CellRows expected, Columns columns, std::string_view format) {
  for (CellRows* const rows : {&found, &expected}) {
    for (CellRow& row : *rows) {
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].json && row[i]) row[i] = canonical_json(*row[i]);
      }
    }
  }
  check(found == expected, format);
}

/// All rows as one part of a file.
std::string file_of(
    const RowSet& rows, TableId table, std::size_t count, Format format, Compression compression) {
  const Columns columns = row_type_info(table).columns;
  // Used again and again, as in the program: whatever was before must not show.
  static std::map<std::tuple<std::size_t, Format, Compression>, std::unique_ptr<PartEncoder>> used;
  auto& encoder = used[{index_of(table), format, compression}];
  if (!encoder) encoder = make_part_encoder(table, format, compression);
  static Compressor none(Compression::kNone);
  static Compressor zstd(Compression::kZstd);
  Compressor& compressor = compression == Compression::kNone ? none : zstd;
  EncodedPart part;
  part.table = table;
  part.rows = count;
  encoder->append(rows, {0, count / 2}, part);
  encoder->append(rows, {count / 2, count - count / 2}, part);
  encoder->finish(compressor, part);
  FileFraming framing(columns, format, compression);
  Buffer out;
  framing.begin(out);
  framing.add(out.size(), part, out);
  out.append(part.bytes.view());
  framing.end(out);
  return std::string(out.view());
}

/// A file for Excel has the lines and fields of CSV, with other marks.
void check_excel(std::string_view file, std::size_t count, Columns columns, char separator) {
  std::size_t fields = 0;
  std::size_t lines = 0;
  bool is_inside = false;
  for (const char c : file) {
    if (c == '"') is_inside = !is_inside;
    if (is_inside) continue;
    fields += c == separator || c == '\n' ? 1 : 0;
    lines += c == '\n' ? 1 : 0;
  }
  check(!is_inside && lines == count + 1, "lines for Excel");
  check(fields == (count + 1) * columns.size(), "fields for Excel");
}

void check_all_formats(const RowSet& rows, TableId table, const CellRows& expected) {
  const Columns columns = row_type_info(table).columns;
  for (const Compression compression : {Compression::kNone, Compression::kZstd}) {
    const auto file = file_of(rows, table, expected.size(), Format::kParquet, compression);
    check_same(read_parquet(file, columns), expected, columns, "Parquet");
  }
  const auto encoded = [&](Format format) {
    Buffer out;
    check(encode(rows, table, format, out) == expected.size(), "all rows are encoded");
    return std::string(out.view());
  };
  check_same(read_csv(encoded(Format::kCsv), columns), expected, columns, "CSV");
  check_same(read_copy_text(encoded(Format::kPgText), columns), expected, columns, "COPY text");
  check_same(read_copy_binary(encoded(Format::kPgBinary), columns), expected, columns,
             "COPY binary");
  check_same(read_json_lines(encoded(Format::kJsonLines), columns), expected, columns,
             "JSON lines");
  check(nlohmann::json::parse("[" + encoded(Format::kJson) + "]").size() == expected.size(),
        "an array of JSON");
  check_excel(file_of(rows, table, expected.size(), Format::kExcelCsv, Compression::kNone),
              expected.size(), columns, ',');
  check_excel(file_of(rows, table, expected.size(), Format::kExcelCsvSemicolon, Compression::kNone),
              expected.size(), columns, ';');
}

}  // namespace

void try_input(std::string_view bytes) {
  Input input(bytes);
  const std::size_t wanted = input.take<std::uint8_t>() % kRowTypeCount;
  std::size_t table = 0;
  for_each_row_type([&]<class Row>() {
    if (table++ != wanted) return;
    RowSet rows;
    RowMaker maker(input);
    maker.add<Row>(rows, Table<Row>::kColumns);
    check_all_formats(rows, kTableId<Row>, maker.expected());
  });
}

}  // namespace bankseed::fuzz
