#include "encode/parquet/thrift.hpp"

#include "bankseed/core/check.hpp"
#include "encode/parquet/varint.hpp"

namespace bankseed::parquet {
namespace {

constexpr std::uint8_t kTrue = 1;
constexpr std::uint8_t kFalse = 2;
constexpr std::uint8_t kI32 = 5;
constexpr std::uint8_t kI64 = 6;
constexpr std::uint8_t kBinary = 8;
constexpr std::uint8_t kList = 9;
constexpr std::uint8_t kStruct = 12;

/// Lists of fewer elements say how many in the byte that says of what.
constexpr std::size_t kShortList = 15;

}  // namespace

void ThriftWriter::boolean(std::int16_t id, bool value) {
  field(id, value ? kTrue : kFalse);
}

void ThriftWriter::i32(std::int16_t id, std::int32_t value) {
  field(id, kI32);
  zigzag(value);
}

void ThriftWriter::i64(std::int16_t id, std::uint64_t value) {
  field(id, kI64);
  zigzag(static_cast<std::int64_t>(value));
}

void ThriftWriter::binary(std::int16_t id, std::string_view value) {
  field(id, kBinary);
  element_binary(value);
}

void ThriftWriter::begin_struct(std::int16_t id) {
  field(id, kStruct);
  last_ids_.push_back(0);
}

void ThriftWriter::begin_list(std::int16_t id, ListOf elements, std::size_t count) {
  field(id, kList);
  const auto type = static_cast<std::uint8_t>(elements);
  if (count < kShortList) {
    byte(static_cast<std::uint8_t>(count << 4U | type));
  } else {
    byte(static_cast<std::uint8_t>(kShortList << 4U | type));
    varint(count);
  }
}

void ThriftWriter::element_i32(std::int32_t value) {
  zigzag(value);
}

void ThriftWriter::element_binary(std::string_view value) {
  varint(value.size());
  out_.append(value);
}

void ThriftWriter::end_struct() {
  BANKSEED_CHECK(!last_ids_.empty());
  byte(0);
  last_ids_.pop_back();
}

void ThriftWriter::field(std::int16_t id, std::uint8_t type) {
  const int step = id - last_ids_.back();
  BANKSEED_CHECK(step > 0 && step <= 15);
  byte(static_cast<std::uint8_t>(static_cast<unsigned>(step) << 4U | type));
  last_ids_.back() = id;
}

void ThriftWriter::byte(std::uint8_t value) {
  char* const out = out_.reserve(1);
  *out = static_cast<char>(value);
  out_.commit(out + 1);
}

void ThriftWriter::varint(std::uint64_t value) {
  out_.commit(put_varint(out_.reserve(kVarintSizeMax), value));
}

void ThriftWriter::zigzag(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  varint(bits << 1U ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

}  // namespace bankseed::parquet
