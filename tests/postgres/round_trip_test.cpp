// Rows through a real server: in as binary and as text COPY, out as PostgreSQL itself writes them.

#include <algorithm>
#include <array>
#include <regex>

#include <catch2/catch.hpp>

#include "bankseed/core/calendar.hpp"
#include "core/random.hpp"
#include "encode/encoder.hpp"
#include "encode/formats/pg_binary.hpp"
#include "schema/ddl.hpp"
#include "support/servers/test_server.hpp"

namespace bankseed::testing {
namespace {

constexpr std::size_t kRowsPerTable = 2'000;

/// Fills rows with values of the column's whole range, every third one from its edges.
class RowMaker {
 public:
  explicit RowMaker(Arena& arena) : arena_(arena) {}

  template <class Row, auto... Members>
  Row make(const ColumnList<Members...>& columns) {
    Row row{};
    std::size_t i = 0;
    (fill(row.*Members, columns.defs[i++]), ...);
    return row;
  }

 private:
  std::uint64_t below(std::uint64_t bound) { return draws_.below(bound); }
  std::int64_t number(std::initializer_list<std::int64_t> edges,
                      std::int64_t low,
                      std::int64_t high) {
    if (below(3) == 0) return edges.begin()[below(edges.size())];
    // Of every size: a uniform draw hardly ever has few digits.
    const std::int64_t drawn = draws_.between(low, high) >> below(48);
    return std::clamp(drawn, low, high);
  }

  template <class T>
  void fill(std::optional<T>& value, const ColumnDef& column) {
    value = T{};
    fill(*value, column);
    if (below(3) == 0) value = std::nullopt;
  }
  void fill(bool& value, const ColumnDef& /*column*/) { value = below(2) == 0; }
  void fill(std::int32_t& value, const ColumnDef& column) {
    std::int64_t low = INT32_MIN;
    std::int64_t high = INT32_MAX;
    const std::regex range("BETWEEN (\\d+) AND (\\d+)");
    std::cmatch match;
    if (std::regex_search(column.check_sql.begin(), column.check_sql.end(), match, range)) {
      low = std::stol(match[1]);
      high = std::stol(match[2]);
    }
    value = static_cast<std::int32_t>(number({low, high}, low, high));
  }
  void fill(Serial& value, const ColumnDef& /*column*/) {
    value.value = number({1, INT32_MAX}, 1, INT32_MAX);
  }
  void fill(BigSerial& value, const ColumnDef& /*column*/) {
    value.value = number({1, INT64_MAX}, 1, INT64_MAX);
  }
  void fill(Money& value, const ColumnDef& column) {
    std::int64_t limit = 1;
    for (int i = 0; i < column.precision; ++i)
      limit *= 10;
    const std::int64_t most = limit - 1;
    value.cents = number({0, 1, -1, 10, 99, 100, -100, 10'000, 999'999, 1'000'000, 99'999'999,
                          100'000'000, 100'000'001, most, -most, limit / 10},
                         -most, most);
    if (below(4) == 0) value.cents = value.cents / 1'000'000 * 1'000'000;
  }
  void fill(Fraction& value, const ColumnDef& /*column*/) {
    value.ten_thousandths = static_cast<std::int32_t>(
        number({0, 1, -1, 9'999, 10'000, 99'999, -99'999}, -99'999, 99'999));
  }
  Date date() {
    const Date first = to_date({1, 1, 1});
    const Date last = to_date({9999, 12, 31});
    return {static_cast<std::int32_t>(
        number({first.days, last.days, 0, -1, 59}, first.days, last.days))};
  }
  void fill(Date& value, const ColumnDef& /*column*/) { value = date(); }
  void fill(Timestamp& value, const ColumnDef& /*column*/) {
    value = start_of(date());
    value.micros +=
        number({0, 1, kMicrosPerDay - 1, kMicrosPerSecond, 100'000}, 0, kMicrosPerDay - 1);
  }
  void fill(std::string_view& value, const ColumnDef& column) {
    static constexpr std::array<std::string_view, 16> kPieces = {
        "a",  "Z",    "\\",   "\t", "\n", "\r",       "\v",           "\b",
        "\f", "\x01", "\x7f", "'",  "\"", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x8f\xa6"};
    static constexpr std::array<std::string_view, 5> kEdges = {"", "\\N", "\\.", " a ", "a\\"};
    const std::size_t length_max = column.length == 0 ? 300 : column.length;
    if (below(3) == 0) {
      value = kEdges[below(kEdges.size())];
      return;
    }
    std::string text;
    const auto length = below(4) == 0 ? length_max : below(length_max + 1);
    for (std::size_t i = 0; i < length; ++i)
      text += kPieces[below(below(2) == 0 ? 2 : kPieces.size())];
    value = arena_.intern(text);
  }
  template <class IdKind>
  void fill(Id<IdKind>& value, const ColumnDef& column) {
    const bool narrow = column.length < kIdSizeMax;
    value.number = below(3) == 0 && !narrow ? UINT64_MAX - below(2)
                                            : (draws_.next() >> (narrow ? 44 : 0)) >> below(20);
  }
  void fill(AnyId& value, const ColumnDef& column) {
    if (below(4) == 0) {
      value = kSystemAssessor;
      return;
    }
    CustomerId id;
    fill(id, column);
    value = id;
  }

  Draws draws_{20240229, Stream{0}, 0};
  Arena& arena_;
};

// The server keeps rows in an order of its own (it fills gaps in earlier pages), so that rows are
// compared in order of their bytes.

std::vector<std::string> sorted_lines(std::string_view text) {
  std::vector<std::string> lines;
  for (; !text.empty(); text.remove_prefix(lines.back().size() + 1))
    lines.emplace_back(text.substr(0, text.find('\n')));
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char byte : bytes)
    value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

std::vector<std::string> sorted_tuples(std::string_view stream) {
  REQUIRE(stream.substr(0, pg_binary::kHeader.size()) == pg_binary::kHeader);
  std::vector<std::string> tuples;
  std::size_t at = pg_binary::kHeader.size();
  while (stream.substr(at, 2) != pg_binary::kTrailer) {
    const std::size_t begin = at;
    const std::uint32_t field_count = big_endian(stream.substr(at, 2));
    at += 2;
    for (std::uint32_t i = 0; i < field_count; ++i) {
      const std::uint32_t size = big_endian(stream.substr(at, 4));
      at += 4 + (size == UINT32_MAX ? 0 : size);
    }
    tuples.emplace_back(stream.substr(begin, at - begin));
  }
  CHECK(at + 2 == stream.size());
  std::sort(tuples.begin(), tuples.end());
  return tuples;
}

constexpr std::string_view kNone = "no difference";

/// The first two rows that differ.
std::string difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (a[i] != b[i]) return "<" + a[i] + "> <" + b[i] + ">";
  }
  return std::string(a.size() == b.size() ? kNone : "different numbers of rows");
}

}  // namespace

TEST_CASE("rows of every table come back from the server as the bytes that were sent") {
  const bool has_wide_keys = GENERATE(false, true);
  const Format format = has_wide_keys ? Format::kPgBinaryWide : Format::kPgBinary;
  auto& server = test_server();
  TestConnection connection(server.conninfo(server.create_database()));
  RowSet rows;
  RowMaker maker(rows.arena());
  Buffer binary;
  Buffer text;
  for_each_table([&]<class Row>() {
    const TableId table = kTableId<Row>;
    INFO(table_info(table).name);
    for (std::size_t i = 0; i < kRowsPerTable; ++i)
      rows.of<Row>().push_back(maker.make<Row>(Table<Row>::kColumns));
    binary.clear();
    binary.append(stream_header(format));
    encode(rows, table, format, binary);
    binary.append(stream_trailer(format));
    text.clear();
    encode(rows, table, Format::kPgText, text);

    const std::string name = qualified_name(table_info(table));
    const std::string count = std::to_string(kRowsPerTable);
    connection.execute(create_table(table_info(table, has_wide_keys)));
    const auto check_contents = [&] {
      const auto lines = sorted_lines(connection.copy_out("COPY " + name + " TO STDOUT"));
      CHECK(difference(lines, sorted_lines(text.view())) == kNone);
      const auto tuples =
          sorted_tuples(connection.copy_out("COPY " + name + " TO STDOUT (FORMAT binary)"));
      CHECK(difference(tuples, sorted_tuples(binary.view())) == kNone);
    };
    CHECK(connection.copy_in("COPY " + name + " FROM STDIN (FORMAT binary)", binary.view()) ==
          count);
    check_contents();
    connection.execute("TRUNCATE " + name);
    CHECK(connection.copy_in("COPY " + name + " FROM STDIN", text.view()) == count);
    check_contents();
  });
}

TEST_CASE("the digest of what was sent is that of what the server holds") {
  auto& server = test_server();
  TestConnection connection(server.conninfo(server.create_database()));
  RowSet rows;
  RowMaker maker(rows.arena());
  auto& interactions = rows.of<InteractionsRow>();
  while (interactions.size() < kRowsPerTable)
    interactions.push_back(maker.make<InteractionsRow>(Table<InteractionsRow>::kColumns));
  const TableId table = kTableId<InteractionsRow>;
  TableDigest sent;
  digest(rows, table, sent);
  Buffer text;
  encode(rows, table, Format::kPgText, text);
  connection.execute(create_table(table_info(table)));
  connection.copy_in("COPY interactions FROM STDIN", text.view());
  TableDigest held;
  const std::string out = connection.copy_out(
      "COPY (SELECT * FROM interactions ORDER BY md5(notes), interaction_id) TO STDOUT");
  CHECK((out != text.view()));
  std::string_view rest = out;
  for (; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1))
    held.add(rest.substr(0, rest.find('\n')));
  CHECK(held == sent);
  CHECK(held.row_count() == kRowsPerTable);
}

}  // namespace bankseed::testing
