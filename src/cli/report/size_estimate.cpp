#include "cli/report/size_estimate.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
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
/// Layout"), and of it what building an index fills: 90 %, of what leads to other pages 70 %.
constexpr std::uint64_t kPage = 8'192;
constexpr std::uint64_t kHeapRoom = kPage - 24;
constexpr std::uint64_t kIndexRoom = (kPage - 40) * 9 / 10;
constexpr std::uint64_t kInnerRoom = (kPage - 40) * 7 / 10;
constexpr std::uint64_t kLinePointer = 4;

double quotient(std::uint64_t part, std::uint64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

std::uint64_t whole(double pages) {
  return static_cast<std::uint64_t>(std::ceil(pages));
}

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

/// The pages of rows one after the other, none of which is on two.
class HeapPages {
 public:
  void add(std::uint64_t tuple) {
    if (used_ + tuple > kHeapRoom) {
      ++full_;
      used_ = 0;
    }
    used_ += tuple;
  }
  [[nodiscard]] double pages() const { return full_ + quotient(used_, kHeapRoom); }

 private:
  double full_ = 0;
  std::uint64_t used_ = 0;
};

/// The pages of an index, the first of which says where the others begin. Of equal keys PostgreSQL
/// keeps one, and for each row its place, in entries of a tenth of a page at most.
class IndexPages {
 public:
  explicit IndexPages(std::vector<bool> columns) : columns_(std::move(columns)) {}
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
    Key& key = keys_[key_];
    key.entry = kHead + aligned(size_, 8);
    ++key.rows;
  }
  /// Of an index of `factor` times as many rows.
  [[nodiscard]] std::uint64_t pages(double factor) const {
    std::uint64_t entries = 0;
    std::uint64_t bytes = 0;
    for (const auto& [text, key] : keys_) {
      const std::uint64_t places = (kEntryMax - key.entry) / kPlace;
      const std::uint64_t full = key.rows / places;
      entries += full + (key.rows % places > 0 ? 1 : 0);
      bytes += full * bytes_of(key.entry, places) + bytes_of(key.entry, key.rows % places);
    }
    if (entries == 0) return 1;
    // A page ends with a copy of the key with which the next one begins, which leads there, too.
    const std::uint64_t entry = bytes / entries;
    const double leaves = quotient(bytes, kIndexRoom - entry / 2) * factor;
    const double inner = leaves > 1 ? leaves * quotient(entry, kInnerRoom) : 0;
    return 1 + whole(leaves) + whole(inner);
  }

 private:
  struct Key {
    std::uint64_t entry = 0;  ///< Bytes of an entry for one row.
    std::uint64_t rows = 0;
  };
  static constexpr std::uint64_t kPlace = 6;
  static constexpr std::uint64_t kEntryMax = kPage / 10 / 8 * 8;

  /// Of an entry for so many rows.
  static std::uint64_t bytes_of(std::uint64_t entry, std::uint64_t rows) {
    if (rows == 0) return 0;
    return (rows == 1 ? entry : aligned(entry + kPlace * rows, 8)) + kLinePointer;
  }

  std::vector<bool> columns_;
  std::unordered_map<std::string, Key> keys_;
  std::string key_;
  std::uint64_t size_ = 0;
};

/// Whether what is too long for a page is put beside the table: PostgreSQL decides it by how long a
/// row could be, in letters of four bytes.
bool has_overflow(const TableInfo& table) {
  constexpr std::uint64_t kLetter = 4;
  constexpr std::uint64_t kRowMax = 2'032;
  std::uint64_t longest = 0;
  for (const ColumnDef& column : table.columns) {
    const bool is_text = column.kind == Kind::kText || column.kind == Kind::kId;
    if (is_text && column.length == 0) return true;
    longest += is_text ? kLetter * column.length + 4 : 8;
  }
  return longest > kRowMax;
}

/// What is seen of a table and its indexes.
class DatabasePages {
 public:
  explicit DatabasePages(const TableInfo& table) : table_(&table) {
    for (std::vector<bool>& columns : indexes_of(table))
      indexes_.emplace_back(std::move(columns));
  }
  /// Rows in COPY's binary format.
  void add(std::string_view binary) {
    for (BinaryRows rows(binary); !rows.is_at_end();)
      add_row(rows);
  }
  /// Of a table of `factor` times as many rows.
  [[nodiscard]] std::uint64_t bytes(double factor) const {
    const std::uint64_t heap = whole(heap_.pages() * factor);
    std::uint64_t pages = heap + (has_overflow(*table_) ? 1 : 0) + beside(heap);
    for (const IndexPages& index : indexes_)
      pages += index.pages(factor);
    return pages * kPage;
  }

 private:
  /// The maps of free space (a tree; none of a few pages) and of what is visible.
  static std::uint64_t beside(std::uint64_t heap) {
    constexpr std::uint64_t kFew = 4;
    constexpr std::uint64_t kOfFreeSpace = 4'069;
    constexpr std::uint64_t kOfVisible = 32'672;
    const std::uint64_t free_space = heap > kFew ? 2 + heap / kOfFreeSpace + 1 : 0;
    return free_space + heap / kOfVisible + 1;
  }

  void add_row(BinaryRows& rows) {
    const TableInfo& table = *table_;
    rows.begin_row();
    for (IndexPages& index : indexes_)
      index.begin_row();
    std::uint64_t size = 0;
    bool has_null = false;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      const Kind kind = table.columns[column].kind;
      const auto value = rows.next();
      has_null |= !value;
      if (!value) continue;
      size = end_of_value(kind, size, value->size());
      for (IndexPages& index : indexes_)
        index.take(column, kind, *value);
    }
    constexpr std::uint64_t kHead = 23;
    const std::uint64_t nulls = has_null ? (table.columns.size() + 7) / 8 : 0;
    heap_.add(aligned(aligned(kHead + nulls, 8) + size, 8) + kLinePointer);
    for (IndexPages& index : indexes_)
      index.end_row();
  }

  const TableInfo* table_;
  HeapPages heap_;
  std::vector<IndexPages> indexes_;
};

/// What is seen of a table.
struct Sample {
  std::uint64_t rows = 0;
  Sizes sizes;
  std::optional<DatabasePages> database;
  std::unique_ptr<PartEncoder> parquet;
  EncodedPart part;
  Format binary = Format::kPgBinary;
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
  sample.database->add(bytes(sample.binary).view());
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

RowsOfTables estimate_rows(const Bank& bank, const Spread& spread) {
  RowsOfTables whole{};
  for (std::size_t i = 0; i < kTableCount; ++i)
    whole[i] = spread.row_count(bank, TableId{static_cast<std::uint16_t>(i)});
  if (!bank.options().is_snapshot()) return whole;
  RowsOfTables made{};
  RowsOfTables places{};
  constexpr std::uint64_t kBlocks = 3;
  const std::uint64_t last = bank.block_count() - 1;
  RowSet rows;
  for (std::uint64_t k = 0; k < std::min(kBlocks, last + 1); ++k) {
    const std::uint64_t block = k * last / std::max<std::uint64_t>(1, std::min(kBlocks - 1, last));
    rows.clear();
    bank.generate(block, all_tables(), rows);
    for (std::size_t i = 0; i < kTableCount; ++i) {
      const TableId table{static_cast<std::uint16_t>(i)};
      made[i] += rows.row_count(table);
      places[i] += bank.rows_before(table, block + 1) - bank.rows_before(table, block);
    }
  }
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (places[i] == 0) continue;
    const double share = static_cast<double>(made[i]) / static_cast<double>(places[i]);
    whole[i] = static_cast<std::uint64_t>(static_cast<double>(whole[i]) * share);
  }
  return whole;
}

std::array<Sizes, kTableCount> estimate_sizes(const Bank& bank, const RowsOfTables& table_rows) {
  constexpr std::uint64_t kRows = 100'000;
  constexpr std::uint64_t kBlocks = 4;
  std::array<Sample, kTableCount> samples;
  const TableSet wide = tables_with_wide_keys(bank);
  const auto table_of = [](std::size_t i) { return TableId{static_cast<std::uint16_t>(i)}; };
  for (std::size_t i = 0; i < kTableCount; ++i) {
    samples[i].database.emplace(table_info(table_of(i), wide[i]));
    samples[i].binary = wide[i] ? Format::kPgBinaryWide : Format::kPgBinary;
    samples[i].parquet = make_part_encoder(table_of(i), Format::kParquet, Compression::kZstd);
  }
  RowSet rows;
  std::uint64_t seen = 0;
  // Blocks from all over the bank; small tables are in the first or the last.
  const std::uint64_t last = bank.block_count() - 1;
  const std::uint64_t blocks = std::min(kBlocks, last + 1);
  for (std::uint64_t k = 0; k < blocks && seen < kRows; ++k) {
    rows.clear();
    bank.generate(blocks == 1 ? 0 : k * last / (blocks - 1), all_tables(), rows);
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
    const double factor = static_cast<double>(table_rows[i]) / static_cast<double>(sample.rows);
    const auto scaled = [factor](std::uint64_t bytes) {
      return static_cast<std::uint64_t>(static_cast<double>(bytes) * factor);
    };
    sizes[i] = {.csv = scaled(sample.sizes.csv),
                .jsonl = scaled(sample.sizes.jsonl),
                .parquet = scaled(sample.part.bytes.view().size()),
                .database = sample.database->bytes(factor)};
  }
  return sizes;
}

}  // namespace bankseed
