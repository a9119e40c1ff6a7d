#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "bankseed/bank/bank.hpp"
#include "bankseed/core/calendar.hpp"
#include "encode/arrow/record_batch.hpp"
#include "encode/arrow/schema.hpp"
#include "encode/encoder.hpp"
#include "support/bank_rows.hpp"

namespace bankseed {
namespace {

constexpr std::int32_t kDaysTo2000 = 10'957;

bool is_valid(const ArrowArray& array, std::int64_t row) {
  const auto* const bits = static_cast<const std::uint8_t*>(array.buffers[0]);
  return bits == nullptr || (bits[row / 8] >> (row % 8) & 1) != 0;
}

template <class Number>
Number number_at(const ArrowArray& array, std::int64_t row) {
  Number number{};
  constexpr auto kSize = static_cast<std::int64_t>(sizeof number);
  std::memcpy(&number, static_cast<const char*>(array.buffers[1]) + row * kSize, sizeof number);
  return number;
}

std::string_view text_at(const ArrowArray& array, std::int64_t row) {
  const auto begin = number_at<std::int32_t>(array, row);
  const auto end = number_at<std::int32_t>(array, row + 1);
  return {static_cast<const char*>(array.buffers[2]) + begin,
          static_cast<std::size_t>(end - begin)};
}

/// An amount or a share as it is written: two decimals, or four.
std::string decimal_text(Int128 value, int decimals) {
  const auto number = static_cast<std::int64_t>(value);
  std::string digits = std::to_string(number < 0 ? -number : number);
  const auto width = static_cast<std::size_t>(decimals) + 1;
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  digits.insert(digits.size() - static_cast<std::size_t>(decimals), ".");
  return (number < 0 ? "-" : "") + digits;
}

/// A value as COPY's text format has it, of a text without what that escapes.
std::string cell(const ArrowSchema& schema, const ArrowArray& array, std::int64_t row) {
  if (!is_valid(array, row)) return "\\N";
  const std::string_view format = schema.format;
  if (schema.dictionary != nullptr)
    return std::string(text_at(*array.dictionary, number_at<std::int8_t>(array, row)));
  if (format == "b") {
    const auto* const bits = static_cast<const std::uint8_t*>(array.buffers[1]);
    return (bits[row / 8] >> (row % 8) & 1) != 0 ? "t" : "f";
  }
  if (format == "i") return std::to_string(number_at<std::int32_t>(array, row));
  if (format == "l") return std::to_string(number_at<std::int64_t>(array, row));
  if (format == "tdD") return to_text(Date{number_at<std::int32_t>(array, row) - kDaysTo2000});
  if (format == "tsu:") {
    constexpr std::int64_t kMicros = std::int64_t{kDaysTo2000} * 86'400 * 1'000'000;
    return to_text(Timestamp{number_at<std::int64_t>(array, row) - kMicros});
  }
  if (format.starts_with("d:")) {
    const int decimals = format.back() - '0';
    return decimal_text(number_at<Int128>(array, row), decimals);
  }
  REQUIRE(format == "u");
  return std::string(text_at(array, row));
}

/// A batch with its description, released at the end.
class Batch {
 public:
  Batch(const RowSet& rows, TableId table, const arrow::ColumnChoice& columns) {
    arrow::export_schema(table, columns, schema_);
    const auto batch = arrow::make_record_batch(table, columns);
    batch->append(rows);
    batch->append(RowSet());
    batch->finish(array_);
  }
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
  Batch(Batch&&) = delete;
  Batch& operator=(Batch&&) = delete;
  ~Batch() {
    if (array_.release != nullptr) array_.release(&array_);
    if (schema_.release != nullptr) schema_.release(&schema_);
  }

  [[nodiscard]] const ArrowSchema& schema() const noexcept { return schema_; }
  [[nodiscard]] ArrowArray& array() noexcept { return array_; }
  [[nodiscard]] std::string lines() const {
    std::string text;
    for (std::int64_t row = 0; row < array_.length; ++row) {
      for (std::int64_t i = 0; i < array_.n_children; ++i) {
        text += i == 0 ? "" : "\t";
        text += cell(*schema_.children[i], *array_.children[i], row);
      }
      text += "\n";
    }
    return text;
  }

 private:
  ArrowSchema schema_{};
  ArrowArray array_{};
};

RowSet rows_of_all(const Bank& bank) {
  RowSet rows;
  TableSet all;
  all.set();
  bank.generate(0, all, rows);
  return rows;
}

/// Of a tab and a backslash in a text, what COPY makes of them.
std::string without_escapes(std::string_view lines) {
  std::string text(lines);
  for (auto at = text.find("\\\\"); at != std::string::npos; at = text.find("\\\\", at + 1))
    text.erase(at, 1);
  return text;
}

}  // namespace

TEST_CASE("a record batch says of each table and dataset what COPY's text does") {
  const Bank bank(testing::bank_options(300, 7));
  const RowSet rows = rows_of_all(bank);
  for (std::size_t i = 0; i < kRowTypeCount; ++i) {
    const TableId table{static_cast<std::uint16_t>(i)};
    CAPTURE(row_type_info(table).name);
    Batch batch(rows, table, arrow::all_columns(table));
    CHECK(batch.array().length == static_cast<std::int64_t>(rows.row_count(table)));
    Buffer text;
    encode(rows, table, Format::kPgText, text);
    CHECK(batch.lines() == without_escapes(text.view()));
  }
}

TEST_CASE("a batch has the columns that were asked for, in that order, and its own description") {
  const Bank bank(testing::bank_options(40, 7));
  const RowSet rows = rows_of_all(bank);
  const TableId table = kTableId<AccountsRow>;
  const auto columns = table_info(table).columns;
  const arrow::ColumnChoice choice = {columns.size() - 1, 0};
  Batch batch(rows, table, choice);
  REQUIRE(batch.array().n_children == 2);
  REQUIRE(batch.schema().n_children == 2);
  CHECK(std::string_view(batch.schema().format) == "+s");
  CHECK(batch.schema().children[0]->name == columns.back().name);
  CHECK(batch.schema().children[1]->name == columns.front().name);
  CHECK(batch.array().null_count == 0);
  for (std::size_t i = 0; i < choice.size(); ++i) {
    const ColumnDef& column = columns[choice[i]];
    const bool is_nullable = (batch.schema().children[i]->flags & ARROW_FLAG_NULLABLE) != 0;
    CHECK(is_nullable == column.nullable);
    CHECK(batch.schema().children[i]->metadata != nullptr);
  }
}

TEST_CASE("a column that somebody has moved out of a batch outlives it") {
  const Bank bank(testing::bank_options(40, 7));
  const RowSet rows = rows_of_all(bank);
  const TableId table = kTableId<AccountsRow>;
  ArrowArray column{};
  std::int64_t length = 0;
  {
    Batch batch(rows, table, arrow::all_columns(table));
    length = batch.array().length;
    column = *batch.array().children[0];
    batch.array().children[0]->release = nullptr;
  }
  CHECK(column.length == length);
  CHECK(text_at(column, 0).starts_with("ACC"));
  column.release(&column);
  CHECK(column.release == nullptr);
}

TEST_CASE("a batch of no rows is one") {
  Batch batch(RowSet(), kTableId<CustomersRow>, arrow::all_columns(kTableId<CustomersRow>));
  CHECK(batch.array().length == 0);
  CHECK(batch.lines().empty());
}

}  // namespace bankseed
