#include "cli/report/size_estimate.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "bankseed/rows/catalog.hpp"
#include "encode/part_encoder.hpp"

namespace bankseed {
namespace {

constexpr std::uint64_t aligned(std::uint64_t offset, std::uint64_t alignment) {
  return (offset + alignment - 1) / alignment * alignment;
}

/// Bytes of a page that tuples and line pointers have (PostgreSQL documentation, "Database Page
/// Layout"), and of it what building an index fills (its fillfactor is 90).
constexpr std::uint64_t kPage = 8'192;
constexpr std::uint64_t kHeapRoom = kPage - 24;
constexpr std::uint64_t kIndexRoom = (kPage - 40) * 9 / 10;
constexpr std::uint64_t kLinePointer = 4;

/// Where a value ends that begins after `offset` bytes of a tuple, when COPY's binary format has it
/// in `length` bytes.
std::uint64_t end_of_value(Kind kind, std::uint64_t offset, std::uint64_t length) {
  constexpr std::uint64_t kShort = 126;
  switch (kind) {
    case Kind::kBool: return offset + 1;
    case Kind::kInteger:
    case Kind::kSerial:
    case Kind::kDate: return aligned(offset, 4) + 4;
    case Kind::kBigSerial:
    case Kind::kTimestamp: return aligned(offset, 8) + 8;
    // COPY has a head of eight bytes, a table one of three; the digits are the same.
    case Kind::kMoney:
    case Kind::kFraction: return offset + length - 5;
    case Kind::kText:
    case Kind::kId: break;
  }
  return length <= kShort ? offset + 1 + length : aligned(offset, 4) + 4 + length;
}

/// A part of COPY's binary format, value by value.
class BinaryRows {
 public:
  explicit BinaryRows(std::string_view bytes) : bytes_(bytes) {}
  [[nodiscard]] bool is_at_end() const { return bytes_.empty(); }
  /// The number of a row's columns, which stands before them.
  void begin_row() { bytes_.remove_prefix(2); }
  /// The next value; nothing for NULL.
  std::optional<std::string_view> next() {
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < 4; ++i)
      length = length << 8U | static_cast<unsigned char>(bytes_[i]);
    bytes_.remove_prefix(4);
    if (length == ~std::uint32_t{0}) return std::nullopt;
    const std::string_view value = bytes_.substr(0, length);
    bytes_.remove_prefix(length);
    return value;
  }

 private:
  std::string_view bytes_;
};

/// The columns of each index of the table.
std::vector<std::vector<bool>> indexes_of(const TableInfo& table) {
  std::vector<std::vector<bool>> indexes;
  const auto add = [&](const auto& has) {
    std::vector<bool> columns;
    for (const ColumnDef& column : table.columns)
      columns.push_back(has(column));
    indexes.push_back(std::move(columns));
  };
  add([](const ColumnDef& column) { return column.primary_key; });
  for (const ColumnDef& unique : table.columns) {
    if (unique.unique) add([&unique](const ColumnDef& column) { return &column == &unique; });
  }
  for (const IndexDef& index : table.indexes) {
    // Names are separated by ", ".
    const std::string names = " " + std::string(index.columns) + ",";
    add([&names](const ColumnDef& column) {
      return names.find(" " + std::string(column.name) + ",") != std::string::npos;
    });
  }
  return indexes;
}

/// What the entries of an index take. Of equal keys PostgreSQL keeps one, and for each row its
/// place.
class IndexSize {
 public:
  explicit IndexSize(std::vector<bool> columns) : columns_(std::move(columns)) {}
  void begin_row() {
    key_.clear();
    size_ = 0;
  }
  void take(std::size_t column, Kind kind, std::string_view value) {
    if (!columns_[column]) return;
    key_ += value;
    size_ = end_of_value(kind, size_, value.size());
  }
  void end_row() {
    constexpr std::uint64_t kHead = 8;
    constexpr std::uint64_t kPlace = 6;
    const bool is_new = keys_.insert(key_).second;
    bytes_ += is_new ? kHead + aligned(size_, 8) + kLinePointer : kPlace;
  }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_ * kPage / kIndexRoom; }

 private:
  std::vector<bool> columns_;
  std::unordered_set<std::string> keys_;
  std::string key_;
  std::uint64_t size_ = 0;
  std::uint64_t bytes_ = 0;
};

/// What rows in COPY's binary format take in a table and its indexes.
std::uint64_t database_bytes(const TableInfo& table, std::string_view binary) {
  std::vector<IndexSize> indexes;
  for (std::vector<bool>& columns : indexes_of(table))
    indexes.emplace_back(std::move(columns));
  std::uint64_t heap = 0;
  for (BinaryRows rows(binary); !rows.is_at_end();) {
    rows.begin_row();
    for (IndexSize& index : indexes)
      index.begin_row();
    std::uint64_t size = 0;
    bool has_null = false;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      const Kind kind = table.columns[column].kind;
      const auto value = rows.next();
      has_null |= !value;
      if (!value) continue;
      size = end_of_value(kind, size, value->size());
      for (IndexSize& index : indexes)
        index.take(column, kind, *value);
    }
    constexpr std::uint64_t kHead = 23;
    const std::uint64_t nulls = has_null ? (table.columns.size() + 7) / 8 : 0;
    heap += aligned(aligned(kHead + nulls, 8) + size, 8) + kLinePointer;
    for (IndexSize& index : indexes)
      index.end_row();
  }
  std::uint64_t bytes = heap * kPage / kHeapRoom;
  for (const IndexSize& index : indexes)
    bytes += index.bytes();
  return bytes;
}

/// What is seen of a table.
struct Sample {
  std::uint64_t rows = 0;
  Sizes sizes;
  std::unique_ptr<PartEncoder> parquet;
  EncodedPart part;
};

void add_rows(const RowSet& rows, TableId table, Sample& sample) {
  const std::size_t count = rows.row_count(table);
  if (count == 0) return;
  const auto bytes = [&](Format format) {
    Buffer buffer;
    encode(rows, table, format, buffer);
    return buffer;
  };
  sample.rows += count;
  sample.sizes.csv += bytes(Format::kCsv).view().size();
  sample.sizes.jsonl += bytes(Format::kJsonLines).view().size();
  sample.sizes.database += database_bytes(table_info(table), bytes(Format::kPgBinary).view());
  sample.parquet->append(rows, {.first = 0, .count = count}, sample.part);
}

}  // namespace

Sizes& Sizes::operator+=(const Sizes& other) noexcept {
  csv += other.csv;
  jsonl += other.jsonl;
  parquet += other.parquet;
  database += other.database;
  return *this;
}

std::array<Sizes, kTableCount> estimate_sizes(const Bank& bank) {
  constexpr std::uint64_t kRows = 100'000;
  constexpr std::uint64_t kBlocks = 4;
  std::array<Sample, kTableCount> samples;
  const auto table_of = [](std::size_t i) { return TableId{static_cast<std::uint16_t>(i)}; };
  for (std::size_t i = 0; i < kTableCount; ++i)
    samples[i].parquet = make_part_encoder(table_of(i), Format::kParquet, Compression::kZstd);
  RowSet rows;
  std::uint64_t seen = 0;
  // Blocks from all over the bank; small tables are in the first or the last.
  const std::uint64_t blocks = std::min(kBlocks, bank.block_count());
  for (std::uint64_t k = 0; k < blocks && seen < kRows; ++k) {
    rows.clear();
    bank.generate(blocks == 1 ? 0 : k * (bank.block_count() - 1) / (blocks - 1), all_tables(),
                  rows);
    for (std::size_t i = 0; i < kTableCount; ++i) {
      seen += rows.row_count(table_of(i));
      add_rows(rows, table_of(i), samples[i]);
    }
  }
  Compressor compressor(Compression::kZstd);
  std::array<Sizes, kTableCount> sizes;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    Sample& sample = samples[i];
    if (sample.rows == 0) continue;
    sample.parquet->finish(compressor, sample.part);
    const double factor =
        static_cast<double>(bank.row_count(table_of(i))) / static_cast<double>(sample.rows);
    const auto scaled = [factor](std::uint64_t bytes) {
      return static_cast<std::uint64_t>(static_cast<double>(bytes) * factor);
    };
    sizes[i] = {.csv = scaled(sample.sizes.csv),
                .jsonl = scaled(sample.sizes.jsonl),
                .parquet = scaled(sample.part.bytes.view().size()),
                .database = scaled(sample.sizes.database)};
  }
  return sizes;
}

}  // namespace bankseed
