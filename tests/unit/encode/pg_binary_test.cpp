#include "encode/formats/pg_binary.hpp"

#include <cstdint>
#include <limits>
#include <string>

#include <catch2/catch.hpp>

#include "encode/encoder.hpp"

namespace bankseed {
namespace {

template <class T>
std::string hex_of(const T& value) {
  std::string bytes(pg_binary::bound(value) + pg_binary::kFixedSizeMax, '\x55');
  char* const end = pg_binary::put(bytes.data(), value);
  bytes.resize(static_cast<std::size_t>(end - bytes.data()));
  std::string text;
  for (const char byte : bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto value_of_byte = static_cast<unsigned char>(byte);
    text += kDigits[value_of_byte >> 4];
    text += kDigits[value_of_byte & 15];
  }
  return text;
}

struct KnownNumeric {
  std::int64_t value;
  std::string_view bytes;
};

}  // namespace

TEST_CASE("money is encoded as PostgreSQL's numeric_send sends it") {
  // What SELECT encode(numeric_send(x::numeric(20,2)), 'hex') says, after the length word.
  static constexpr KnownNumeric kKnown[] = {
      {0,
       "00000008"
       "0000000000000002"},
      {-1,
       "0000000a"
       "0001ffff40000002"
       "0064"},
      {1,
       "0000000a"
       "0001ffff00000002"
       "0064"},
      {10,
       "0000000a"
       "0001ffff00000002"
       "03e8"},
      {100,
       "0000000a"
       "0001000000000002"
       "0001"},
      {12'345,
       "0000000c"
       "0002000000000002"
       "007b1194"},
      {1'000'000,
       "0000000a"
       "0001000100000002"
       "0001"},
      {100'000'000,
       "0000000a"
       "0001000100000002"
       "0064"},
      {1'000'001,
       "0000000e"
       "0003000100000002"
       "000100000064"},
      {9'999'999'999,
       "0000000e"
       "0003000100000002"
       "270f270f26ac"},
      {-9'999'999'999,
       "0000000e"
       "0003000140000002"
       "270f270f26ac"},
      {10'000'000'000,
       "0000000a"
       "0001000200000002"
       "0001"},
      {99'999'999'999'999,
       "00000010"
       "0004000200000002"
       "270f270f270f26ac"},
      {100'000'000'000'000,
       "0000000a"
       "0001000300000002"
       "0001"},
      {999'999'999'999'999,
       "00000012"
       "0005000300000002"
       "0009270f270f270f26ac"},
      {100'000'000'000'010,
       "00000012"
       "0005000300000002"
       "000100000000000003e8"},
      {std::numeric_limits<std::int64_t>::max(),
       "00000014"
       "0006000400000002"
       "000908b91c231ac61e4e02bc"},
  };
  for (const auto& known : kKnown) {
    INFO(known.value);
    CHECK(hex_of(Money{known.value}) == known.bytes);
  }
}

TEST_CASE("fractions are encoded as PostgreSQL's numeric_send sends them") {
  static constexpr KnownNumeric kKnown[] = {
      {0,
       "00000008"
       "0000000000000004"},
      {1,
       "0000000a"
       "0001ffff00000004"
       "0001"},
      {-1,
       "0000000a"
       "0001ffff40000004"
       "0001"},
      {650,
       "0000000a"
       "0001ffff00000004"
       "028a"},
      {10'000,
       "0000000a"
       "0001000000000004"
       "0001"},
      {99'999,
       "0000000c"
       "0002000000000004"
       "0009270f"},
      {-99'999,
       "0000000c"
       "0002000040000004"
       "0009270f"},
  };
  for (const auto& known : kKnown) {
    INFO(known.value);
    CHECK(hex_of(Fraction{static_cast<std::int32_t>(known.value)}) == known.bytes);
  }
}

TEST_CASE("integers, dates and booleans are big-endian with their width before them") {
  CHECK(hex_of(true) == "0000000101");
  CHECK(hex_of(false) == "0000000100");
  CHECK(hex_of(std::int32_t{-2}) == "00000004fffffffe");
  CHECK(hex_of(Serial{258}) == "0000000400000102");
  CHECK(hex_of(BigSerial{std::int64_t{1} << 40}) == "000000080000010000000000");
  CHECK(hex_of(Date{-1}) == "00000004ffffffff");
  CHECK(hex_of(Timestamp{1}) == "000000080000000000000001");
}

TEST_CASE("ids are encoded as their text, padded to their width and wider when they are longer") {
  CHECK(hex_of(std::string_view("ab")) == "000000026162");
  CHECK(hex_of(CustomerId{7}) == hex_of(std::string_view("CUST00000007")));
  CHECK(hex_of(TransactionId{123'456'789}) == hex_of(std::string_view("TXN123456789")));
  CHECK(hex_of(TransactionId{1'000'000'000}) == hex_of(std::string_view("TXN1000000000")));
  CHECK(hex_of(TransactionId{UINT64_MAX}) == hex_of(std::string_view("TXN18446744073709551615")));
  CHECK(hex_of(BranchCode{18}) == hex_of(std::string_view("BR018")));
  CHECK(hex_of(ViolationId{1'234'567}) == hex_of(std::string_view("VIO1234567")));
  CHECK(hex_of(AnyId(LoanId{42})) == hex_of(std::string_view("LOAN00000042")));
  CHECK(hex_of(kSystemAssessor) == hex_of(std::string_view("SYSTEM")));
}

TEST_CASE("a missing value is a length of minus one") {
  CHECK(hex_of(std::optional<Date>{}) == "ffffffff");
  CHECK(hex_of(std::optional<std::string_view>{}) == "ffffffff");
  CHECK(hex_of(std::optional<std::string_view>{""}) == "00000000");
  CHECK(hex_of(std::optional<EmployeeId>{EmployeeId{1}}) == hex_of(std::string_view("EMP000001")));
}

TEST_CASE("a tuple is the number of fields and the fields, and a stream has header and trailer") {
  RowSet rows;
  rows.of<DepartmentsRow>().push_back({.department_id = {3},
                                       .department_name = "risk",
                                       .department_head_id = std::nullopt,
                                       .budget = {0}});
  Buffer out;
  CHECK(encode(rows, kTableId<DepartmentsRow>, Format::kPgBinary, out) == 1);
  CHECK(encode(rows, kTableId<LoansRow>, Format::kPgBinary, out) == 0);
  constexpr std::string_view kTuple(
      "\0\4"
      "\0\0\0\6DEPT03"
      "\0\0\0\4risk"
      "\377\377\377\377"
      "\0\0\0\10\0\0\0\0\0\0\0\2",
      2 + 10 + 8 + 4 + 12);
  CHECK(out.view() == kTuple);
  CHECK(stream_header(Format::kPgBinary).size() == 19);
  CHECK(stream_trailer(Format::kPgBinary) == "\377\377");
  CHECK(stream_header(Format::kPgText).empty());
}

TEST_CASE("a buffer keeps its bytes while it grows and its memory when it is cleared") {
  Buffer buffer;
  std::string expected;
  for (int i = 0; i < 20'000; ++i) {
    buffer.append(std::to_string(i));
    expected += std::to_string(i);
  }
  CHECK(buffer.view() == expected);
  const auto capacity = buffer.capacity();
  buffer.clear();
  CHECK(buffer.size() == 0);
  CHECK(buffer.capacity() == capacity);
  buffer.append("x");
  CHECK(buffer.view() == "x");
  CHECK(buffer.capacity() == capacity);
}

}  // namespace bankseed
