// What a Parquet file says beforehand of a column of every kind: readers leave out rows by it.

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "bankseed/rows/ids.hpp"
#include "encode/formats/id_text.hpp"
#include "encode/parquet/row_group.hpp"

namespace bankseed {

struct SampleRow {
  Serial serial;
  BigSerial big_serial;
  std::optional<std::int32_t> integer;
  std::optional<Money> small_money;
  std::optional<Money> money;
  std::optional<Fraction> fraction;
  std::optional<Date> date;
  std::optional<Timestamp> timestamp;
  std::optional<bool> flag;
  std::optional<std::string_view> text;
  std::optional<CampaignId> id;
  std::optional<AnyId> any_id;
};
template <>
struct Table<SampleRow> {
  static constexpr BeginsWithBank kBegins{};
  static constexpr auto kColumns = columns(column<&SampleRow::serial>("INT64").key(),
                                           column<&SampleRow::big_serial>("INT64"),
                                           column<&SampleRow::integer>("INT32"),
                                           column<&SampleRow::small_money>("INT32").digits(9),
                                           column<&SampleRow::money>("INT64").digits(15),
                                           column<&SampleRow::fraction>("INT32"),
                                           column<&SampleRow::date>("INT32"),
                                           column<&SampleRow::timestamp>("INT64"),
                                           column<&SampleRow::flag>("BOOLEAN"),
                                           column<&SampleRow::text>("BYTE_ARRAY"),
                                           column<&SampleRow::id>("BYTE_ARRAY").varchar(50),
                                           column<&SampleRow::any_id>("BYTE_ARRAY").varchar(50));
};

namespace parquet {
namespace {

using Rows = std::vector<SampleRow>;
using Chunks = std::vector<ColumnChunk>;

Chunks chunks_of(const Rows& rows) {
  RowGroup<SampleRow> group;
  group.append(rows);
  Compressor compressor(Compression::kNone);
  Buffer out;
  Chunks chunks;
  group.finish(compressor, out, chunks);
  REQUIRE(chunks.size() == Table<SampleRow>::kColumns.defs.size());
  return chunks;
}

std::string text_of(const auto& id) {
  std::string text(kIdSizeMax, '\0');
  text.resize(static_cast<std::size_t>(put_id_text(text.data(), id) - text.data()));
  return text;
}

/// Checks a chunk against the values that are there; `bytes_of` says what the file makes of one.
template <class Value>
void check_chunk(const ColumnChunk& chunk,
                 const Rows& rows,
                 const auto& value_of,
                 const auto& bytes_of) {
  std::vector<Value> values;
  for (const SampleRow& row : rows) {
    if (const std::optional<Value> value = value_of(row); value) values.push_back(*value);
  }
  CHECK(chunk.value_count == rows.size());
  CHECK(chunk.null_count == rows.size() - values.size());
  REQUIRE(chunk.has_bounds == !values.empty());
  if (values.empty()) return;
  CHECK(chunk.minimum == bytes_of(*std::min_element(values.begin(), values.end())));
  CHECK(chunk.maximum == bytes_of(*std::max_element(values.begin(), values.end())));
}

template <class Stored>
void check_numbers(const ColumnChunk& chunk, const Rows& rows, const auto& value_of) {
  check_chunk<std::int64_t>(chunk, rows, value_of, [](std::int64_t value) {
    const auto stored = static_cast<Stored>(value);
    std::string bytes(sizeof stored, '\0');
    std::memcpy(bytes.data(), &stored, sizeof stored);
    return bytes;
  });
}

void check_texts(const ColumnChunk& chunk, const Rows& rows, const auto& value_of) {
  check_chunk<std::string>(chunk, rows, value_of, [](const std::string& text) { return text; });
}

/// A number of a member that may be missing.
template <class Member>
auto number(std::optional<Member> SampleRow::*member, const auto& number_of_value) {
  return [member, number_of_value](const SampleRow& row) {
    const auto& value = row.*member;
    return value ? std::optional<std::int64_t>(number_of_value(*value)) : std::nullopt;
  };
}
template <class Member>
auto text(std::optional<Member> SampleRow::*member) {
  return [member](const SampleRow& row) {
    const auto& id = row.*member;
    return id ? std::optional<std::string>(text_of(*id)) : std::nullopt;
  };
}

void check(const Rows& rows) {
  // From 1970-01-01 to 2000-01-01.
  constexpr std::int64_t kDays = 10'957;
  constexpr std::int64_t kMicros = kDays * 24 * 60 * 60 * 1'000'000;
  const Chunks chunks = chunks_of(rows);
  const auto money = [](Money value) { return value.cents; };
  check_numbers<std::int64_t>(chunks[0], rows,
                              [](const auto& row) { return std::optional(row.serial.value); });
  check_numbers<std::int64_t>(chunks[1], rows,
                              [](const auto& row) { return std::optional(row.big_serial.value); });
  check_numbers<std::int32_t>(
      chunks[2], rows, number(&SampleRow::integer, [](std::int32_t value) { return value; }));
  check_numbers<std::int32_t>(chunks[3], rows, number(&SampleRow::small_money, money));
  check_numbers<std::int64_t>(chunks[4], rows, number(&SampleRow::money, money));
  check_numbers<std::int32_t>(chunks[5], rows, number(&SampleRow::fraction, [](Fraction value) {
                                return value.ten_thousandths;
                              }));
  check_numbers<std::int32_t>(
      chunks[6], rows, number(&SampleRow::date, [](Date value) { return value.days + kDays; }));
  check_numbers<std::int64_t>(chunks[7], rows, number(&SampleRow::timestamp, [](Timestamp value) {
                                return value.micros + kMicros;
                              }));
  check_numbers<std::int8_t>(chunks[8], rows,
                             number(&SampleRow::flag, [](bool value) { return value ? 1 : 0; }));
  check_texts(chunks[9], rows, [](const SampleRow& row) {
    return row.text ? std::optional<std::string>(*row.text) : std::nullopt;
  });
  check_texts(chunks[10], rows, text(&SampleRow::id));
  check_texts(chunks[11], rows, text(&SampleRow::any_id));
}

/// Values around zero, up to the ends of their types and down, in no order.
SampleRow sample(std::int64_t i, std::int64_t count) {
  static constexpr std::array<std::string_view, 6> kTexts = {"Ann",         "ann",        "",
                                                             "\xc3\x89ric", "Zo\xc3\xab", "Bob"};
  const std::int64_t mixed = i * 7'919 % count - count / 2;  // Prime to count: each once.
  const auto small = static_cast<std::int32_t>(mixed);
  SampleRow row;
  row.serial = {i + 1};
  row.big_serial = {5'000'000'000 + i};
  row.integer = small * (INT32_MAX / static_cast<std::int32_t>(count));
  row.small_money = Money{mixed};
  row.money = Money{mixed * 1'000'000'007};
  row.fraction = Fraction{small};
  row.date = Date{small - 10'957};  // Around 1970, where the file counts from.
  row.timestamp = Timestamp{mixed * 86'400'000'000 - 10'957LL * 86'400'000'000};
  row.flag = i % 2 == 0;
  row.text = kTexts[static_cast<std::size_t>(i) % kTexts.size()];
  row.id = CampaignId{static_cast<std::uint64_t>(mixed + count / 2) + 1};
  row.any_id = AnyId(*row.id);
  return row;
}

/// Only the columns that have to have a value.
SampleRow bare(const SampleRow& row) {
  SampleRow result;
  result.serial = row.serial;
  result.big_serial = row.big_serial;
  return result;
}

Rows samples(std::int64_t count) {
  Rows rows;
  for (std::int64_t i = 0; i < count; ++i)
    rows.push_back(sample(i, count));
  return rows;
}

}  // namespace

TEST_CASE("statistics say the least and the greatest of every kind of column, below zero, too") {
  // Ids of a thousand and more have more digits, and are less than some with fewer, as texts.
  for (const std::int64_t count : {1, 2, 10, 1'000, 3'000}) {
    CAPTURE(count);
    check(samples(count));
  }
}

TEST_CASE("statistics are the same where values are repeated, and are stored in a dictionary") {
  Rows rows = samples(50);
  for (int i = 0; i < 100; ++i)
    rows.insert(rows.end(), rows.begin(), rows.begin() + 50);
  check(rows);
  CHECK(chunks_of(rows)[4].has_dictionary);
}

TEST_CASE("statistics count what is missing, and know no bounds of nothing") {
  Rows rows = samples(1'000);
  // The greatest and the least are among those that go.
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i % 3 != 1 || rows[i].integer > 1'000'000'000) rows[i] = bare(rows[i]);
  }
  check(rows);
  std::transform(rows.begin(), rows.end(), rows.begin(), bare);
  check(rows);
  check({});
}

TEST_CASE("a text too long to be a bound leaves its column without bounds, and no part of it") {
  const std::string fits = "\xc3\xbf" + std::string(62, 'x');  // After all others.
  const std::string too_long = fits + "x";
  Rows rows = samples(10);
  rows[3].text = fits;
  check(rows);
  rows[3].text = too_long;
  CHECK_FALSE(chunks_of(rows)[9].has_bounds);
  // In the middle it does no harm.
  const std::string in_between = "T" + too_long;
  rows[3].text = in_between;
  check(rows);
}

}  // namespace parquet
}  // namespace bankseed
