#include "encode/parquet/footer.hpp"

#include <array>
#include <cstring>
#include <limits>

#include "bankseed/core/check.hpp"
#include "encode/parquet/number_forms.hpp"
#include "encode/parquet/page_writer.hpp"
#include "encode/parquet/thrift.hpp"

// Numbers of fields and values are those of parquet.thrift, version 2.10 of the format.

namespace bankseed::parquet {
namespace {

constexpr std::int32_t kFileVersion = 2;
constexpr std::string_view kCreatedBy = "bankseed version " BANKSEED_VERSION;

enum class PhysicalType : std::int32_t { kBoolean = 0, kInt32 = 1, kInt64 = 2, kByteArray = 6 };
enum class Repetition : std::int32_t { kRequired = 0, kOptional = 1 };
/// What readers of old take for the logical type.
enum class ConvertedType : std::int32_t { kUtf8 = 0, kDecimal = 5, kDate = 6, kJson = 19 };
constexpr std::int32_t kUncompressed = 0;
constexpr std::int32_t kZstd = 6;

/// Fields of LogicalType, which is a union.
constexpr std::int16_t kLogicalString = 1;
constexpr std::int16_t kLogicalDecimal = 5;
constexpr std::int16_t kLogicalDate = 6;
constexpr std::int16_t kLogicalTimestamp = 8;
constexpr std::int16_t kLogicalJson = 12;

constexpr std::int32_t kFractionPrecision = 5;
constexpr std::int32_t kFractionScale = 4;
constexpr std::int32_t kMoneyScale = 2;

PhysicalType physical_type_of(const ColumnDef& column) {
  switch (column.kind) {
    case Kind::kBool: return PhysicalType::kBoolean;
    case Kind::kText:
    case Kind::kId: return PhysicalType::kByteArray;
    default: return is_int32(column) ? PhysicalType::kInt32 : PhysicalType::kInt64;
  }
}

void append_empty_logical_type(ThriftWriter& out, std::int16_t which) {
  out.begin_struct(10);
  out.begin_struct(which);
  out.end_struct();
  out.end_struct();
}

void append_decimal(ThriftWriter& out, std::int32_t scale, std::int32_t precision) {
  out.i32(6, static_cast<std::int32_t>(ConvertedType::kDecimal));
  out.i32(7, scale);
  out.i32(8, precision);
  out.begin_struct(10);
  out.begin_struct(kLogicalDecimal);
  out.i32(1, scale);
  out.i32(2, precision);
  out.end_struct();
  out.end_struct();
}

void append_text(ThriftWriter& out, bool json) {
  out.i32(6, static_cast<std::int32_t>(json ? ConvertedType::kJson : ConvertedType::kUtf8));
  append_empty_logical_type(out, json ? kLogicalJson : kLogicalString);
}

/// Local time: no old type says that.
void append_timestamp(ThriftWriter& out) {
  out.begin_struct(10);
  out.begin_struct(kLogicalTimestamp);
  out.boolean(1, false);  // isAdjustedToUTC
  out.begin_struct(2);    // unit:
  out.begin_struct(2);    // microseconds
  out.end_struct();
  out.end_struct();
  out.end_struct();
  out.end_struct();
}

void append_logical_type(ThriftWriter& out, const ColumnDef& column) {
  switch (column.kind) {
    case Kind::kMoney: return append_decimal(out, kMoneyScale, column.precision);
    case Kind::kFraction: return append_decimal(out, kFractionScale, kFractionPrecision);
    case Kind::kDate:
      out.i32(6, static_cast<std::int32_t>(ConvertedType::kDate));
      return append_empty_logical_type(out, kLogicalDate);
    case Kind::kTimestamp: return append_timestamp(out);
    case Kind::kText: return append_text(out, column.json);
    case Kind::kId: return append_text(out, false);
    case Kind::kBool:
    case Kind::kInteger:
    case Kind::kSerial:
    case Kind::kBigSerial: return;
  }
}

void append_schema(ThriftWriter& out, std::span<const ColumnDef> columns) {
  out.begin_list(2, ThriftWriter::ListOf::kStruct, columns.size() + 1);
  out.begin_element_struct();
  out.binary(4, "schema");
  out.i32(5, static_cast<std::int32_t>(columns.size()));
  out.end_struct();
  for (const ColumnDef& column : columns) {
    const Repetition repetition = column.nullable ? Repetition::kOptional : Repetition::kRequired;
    out.begin_element_struct();
    out.i32(1, static_cast<std::int32_t>(physical_type_of(column)));
    out.i32(3, static_cast<std::int32_t>(repetition));
    out.binary(4, column.name);
    append_logical_type(out, column);
    out.end_struct();
  }
}

void append_statistics(ThriftWriter& out, const ColumnChunk& chunk) {
  out.begin_struct(12);
  out.i64(3, chunk.null_count);
  if (chunk.has_bounds) {
    out.binary(5, chunk.maximum);
    out.binary(6, chunk.minimum);
    out.boolean(7, true);  // They are values, not approximations.
    out.boolean(8, true);
  }
  out.end_struct();
}

void append_encodings(ThriftWriter& out, const ColumnChunk& chunk) {
  out.begin_list(2, ThriftWriter::ListOf::kI32, chunk.has_dictionary ? 3 : 2);
  out.element_i32(static_cast<std::int32_t>(Encoding::kPlain));
  out.element_i32(static_cast<std::int32_t>(Encoding::kRle));
  if (chunk.has_dictionary) out.element_i32(static_cast<std::int32_t>(Encoding::kRleDictionary));
}

}  // namespace

void Footer::add(std::uint64_t offset, std::uint64_t rows, std::span<const ColumnChunk> chunks) {
  BANKSEED_CHECK(chunks.size() == columns_.size());
  std::uint64_t size = 0;
  std::uint64_t plain_size = 0;
  ThriftWriter out(group_bytes_);
  out.begin_list(1, ThriftWriter::ListOf::kStruct, chunks.size());
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    const ColumnChunk& chunk = chunks[i];
    out.begin_element_struct();
    out.i64(2, 0);  // Where a copy of the metadata is: nowhere.
    out.begin_struct(3);
    out.i32(1, static_cast<std::int32_t>(physical_type_of(columns_[i])));
    append_encodings(out, chunk);
    out.begin_list(3, ThriftWriter::ListOf::kBinary, 1);
    out.element_binary(columns_[i].name);
    out.i32(4, compression_ == Compression::kZstd ? kZstd : kUncompressed);
    out.i64(5, chunk.value_count);
    out.i64(6, chunk.plain_size);
    out.i64(7, chunk.size);
    out.i64(9, offset + chunk.data_offset);
    if (chunk.has_dictionary) out.i64(11, offset + chunk.offset);
    append_statistics(out, chunk);
    out.end_struct();
    out.end_struct();
    size += chunk.size;
    plain_size += chunk.plain_size;
  }
  out.i64(2, plain_size);
  out.i64(3, rows);
  out.i64(5, offset);
  out.i64(6, size);
  out.end_struct();
  rows_ += rows;
  ++groups_;
}

void Footer::append_to(Buffer& out) const {
  const std::size_t begin = out.size();
  ThriftWriter writer(out);
  writer.i32(1, kFileVersion);
  append_schema(writer, columns_);
  writer.i64(3, rows_);
  writer.begin_list(4, ThriftWriter::ListOf::kStruct, groups_);
  out.append(group_bytes_.view());
  writer.binary(6, kCreatedBy);
  // The order in which bounds are the least and the greatest: that of the types.
  writer.begin_list(7, ThriftWriter::ListOf::kStruct, columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    writer.begin_element_struct();
    writer.begin_struct(1);
    writer.end_struct();
    writer.end_struct();
  }
  writer.end_struct();
  const std::size_t size = out.size() - begin;
  BANKSEED_CHECK(size <= std::numeric_limits<std::int32_t>::max());
  std::array<char, 4> length{};
  const auto length_value = static_cast<std::uint32_t>(size);
  std::memcpy(length.data(), &length_value, length.size());
  out.append({length.data(), length.size()});
  out.append(kMagic);
}

Footer::State Footer::state() const {
  return {.rows = rows_, .groups = groups_, .bytes = std::string(group_bytes_.view())};
}

void Footer::restore(const State& state) {
  rows_ = state.rows;
  groups_ = state.groups;
  group_bytes_.clear();
  group_bytes_.append(state.bytes);
}

}  // namespace bankseed::parquet
