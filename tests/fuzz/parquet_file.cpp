#include "parquet_file.hpp"

// A second reader of Parquet, of as much of it as is written: one page version, flat columns, PLAIN
// and dictionaries, no compression or zstd.

#include <map>
#include <memory>

#include <fmt/format.h>
#include <zstd.h>

#include "input.hpp"

namespace bankseed::fuzz {
namespace {

constexpr std::int64_t kDaysFrom1970To2000 = 10'957;

/// What is left to read.
struct Bytes {
  std::string_view left;

  std::string_view take(std::size_t size) {
    check(size <= left.size(), "bytes end too early");
    const std::string_view taken = left.substr(0, size);
    left.remove_prefix(size);
    return taken;
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(take(1).front()); }
  std::uint64_t little_endian(std::size_t size) {
    std::uint64_t value = 0;
    unsigned shift = 0;
    for (const char c : take(size)) {
      value |= std::uint64_t{static_cast<unsigned char>(c)} << shift;
      shift += 8;
    }
    return value;
  }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      check(shift < 64, "a number is too long");
      const std::uint64_t next = byte();
      value |= (next & 0x7FU) << shift;
      if (next < 0x80) return value;
    }
  }
  std::int64_t zigzag() {
    const std::uint64_t value = varint();
    return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
  }
};

/// Any value of Thrift's compact protocol: a number, bytes, or fields by their numbers (of a list,
/// by their places).
struct Node {
  std::int64_t number = 0;
  std::string bytes;
  std::map<std::int64_t, Node> fields;

  [[nodiscard]] const Node& at(std::int64_t field) const {
    const auto found = fields.find(field);
    check(found != fields.end(), "a field is missing");
    return found->second;
  }
  [[nodiscard]] bool has(std::int64_t field) const { return fields.contains(field); }
};

constexpr unsigned kTrue = 1;
constexpr unsigned kFalse = 2;
constexpr unsigned kList = 9;
constexpr unsigned kStruct = 12;

Node read_struct(Bytes& bytes);

Node read_value(Bytes& bytes, unsigned type) {
  Node node;
  switch (type) {
    case kTrue: node.number = 1; break;
    case kFalse: break;
    case 3: node.number = bytes.byte(); break;
    case 4:
    case 5:
    case 6: node.number = bytes.zigzag(); break;
    case 8: node.bytes = bytes.take(bytes.varint()); break;
    case kList: {
      const unsigned head = bytes.byte();
      const std::uint64_t count = head >> 4U == 15 ? bytes.varint() : head >> 4U;
      for (std::uint64_t i = 0; i < count; ++i)
        node.fields[static_cast<std::int64_t>(i)] = read_value(bytes, head & 15U);
      node.number = static_cast<std::int64_t>(count);
      break;
    }
    case kStruct: return read_struct(bytes);
    default: check(false, "a type of Thrift that Parquet has not");
  }
  return node;
}

Node read_struct(Bytes& bytes) {
  Node node;
  std::int64_t field = 0;
  while (true) {
    const unsigned head = bytes.byte();
    if (head == 0) return node;
    field = head >> 4U == 0 ? bytes.zigzag() : field + (head >> 4U);
    check(!node.has(field), "a field is there twice");
    node.fields[field] = read_value(bytes, head & 15U);
  }
}

/// Runs and packed bits.
std::vector<std::uint32_t> read_hybrid(Bytes bytes, unsigned width, std::size_t count) {
  std::vector<std::uint32_t> values;
  while (values.size() < count) {
    const std::uint64_t head = bytes.varint();
    if (head % 2 == 0) {
      const auto value = static_cast<std::uint32_t>(bytes.little_endian((width + 7) / 8));
      check(head / 2 <= count, "a run is longer than the page");
      values.insert(values.end(), head / 2, value);
      continue;
    }
    const std::string_view packed = bytes.take(head / 2 * width);
    for (std::size_t bit = 0; bit + width <= packed.size() * 8 && width > 0; bit += width) {
      std::uint32_t value = 0;
      for (unsigned i = 0; i < width; ++i) {
        const auto from = static_cast<unsigned char>(packed[(bit + i) / 8]);
        value |= (static_cast<std::uint32_t>(from) >> ((bit + i) % 8) & 1U) << i;
      }
      values.push_back(value);
    }
    check(width > 0, "packed bits of no width");
  }
  values.resize(count);
  return values;
}

std::string decompressed(std::string_view bytes, std::int64_t codec, std::int64_t size) {
  if (codec == 0) return std::string(bytes);
  check(codec == 6, "a compression that is not written");
  std::string text(static_cast<std::size_t>(size), '\0');
  const std::size_t got = ZSTD_decompress(text.data(), text.size(), bytes.data(), bytes.size());
  check(ZSTD_isError(got) == 0 && got == text.size(), "zstd does not take a page");
  return text;
}

std::string cell_of_number(std::int64_t value, const ColumnDef& column) {
  switch (column.kind) {
    case Kind::kMoney: return cell_of_decimal(value, 2);
    case Kind::kFraction: return cell_of_decimal(value, 4);
    case Kind::kDate: return cell_of_day(value - kDaysFrom1970To2000);
    case Kind::kTimestamp: return cell_of_moment(value - kDaysFrom1970To2000 * kMicrosOfDay);
    default: return cell_of_integer(value);
  }
}

/// So many values as PLAIN has them.
std::vector<std::string> read_plain(Bytes bytes,
                                    std::int64_t type,
                                    std::size_t count,
                                    const ColumnDef& column) {
  std::vector<std::string> values;
  for (std::size_t i = 0; i < count; ++i) {
    switch (type) {
      case 0: {
        check(i / 8 < bytes.left.size(), "bits end too early");
        const auto from = static_cast<unsigned char>(bytes.left[i / 8]);
        values.emplace_back((from >> (i % 8) & 1U) != 0 ? "true" : "false");
        break;
      }
      case 1: {
        const auto bits = static_cast<std::uint32_t>(bytes.little_endian(4));
        values.push_back(cell_of_number(static_cast<std::int32_t>(bits), column));
        break;
      }
      case 2: {
        const auto bits = static_cast<std::int64_t>(bytes.little_endian(8));
        values.push_back(cell_of_number(bits, column));
        break;
      }
      case 6: values.emplace_back(bytes.take(bytes.little_endian(4))); break;
      default: check(false, "a type that is not written");
    }
  }
  check(type == 0 || bytes.left.empty(), "a page has more values than it says");
  return values;
}

/// One column of one row group.
class ChunkReader {
 public:
  ChunkReader(std::string_view file, const Node& metadata, const ColumnDef& column)
      : metadata_(metadata), column_(column) {
    const std::int64_t first = metadata.has(11) ? metadata.at(11).number : metadata.at(9).number;
    const auto size = static_cast<std::size_t>(metadata.at(7).number);
    check(first >= 4 && static_cast<std::size_t>(first) + size <= file.size(), "where a chunk is");
    pages_.left = file.substr(static_cast<std::size_t>(first), size);
  }

  std::vector<Cell> read() {
    while (!pages_.left.empty())
      read_page();
    check(std::ssize(cells_) == metadata_.at(5).number, "a chunk has as many values as it says");
    return std::move(cells_);
  }

 private:
  void read_page() {
    const Node head = read_struct(pages_);
    const auto stored = pages_.take(static_cast<std::size_t>(head.at(3).number));
    const std::string body = decompressed(stored, metadata_.at(4).number, head.at(2).number);
    check(std::ssize(body) == head.at(2).number, "a page has the size that it says");
    if (head.at(1).number == 2) {
      const auto entries = static_cast<std::size_t>(head.at(7).at(1).number);
      dictionary_ = read_plain({body}, metadata_.at(1).number, entries, column_);
    } else {
      read_data_page(head.at(5), {body});
    }
  }

  void read_data_page(const Node& head, Bytes body) {
    const auto rows = static_cast<std::size_t>(head.at(1).number);
    std::vector<std::uint32_t> levels(rows, 1);
    if (column_.nullable) {
      const auto size = body.little_endian(4);
      levels = read_hybrid({body.take(size)}, 1, rows);
    }
    const auto there = static_cast<std::size_t>(std::count(levels.begin(), levels.end(), 1U));
    std::vector<std::string> values;
    if (head.at(2).number == 8) {
      const unsigned width = body.byte();
      for (const std::uint32_t index : read_hybrid(body, width, there)) {
        check(index < dictionary_.size(), "an index leads out of the dictionary");
        values.push_back(dictionary_[index]);
      }
    } else {
      values = read_plain(body, metadata_.at(1).number, there, column_);
    }
    auto value = values.begin();
    for (const std::uint32_t level : levels)
      cells_.push_back(level == 1 ? Cell(*value++) : Cell());
  }

  const Node& metadata_;
  const ColumnDef& column_;
  Bytes pages_;
  std::vector<std::string> dictionary_;
  std::vector<Cell> cells_;
};

}  // namespace

CellRows read_parquet(std::string_view file, Columns columns) {
  check(file.size() > 12 && file.starts_with("PAR1") && file.ends_with("PAR1"), "no Parquet file");
  Bytes length{file.substr(file.size() - 8)};
  const std::size_t size = length.little_endian(4);
  check(size + 12 <= file.size(), "the footer is longer than the file");
  Bytes footer_bytes{file.substr(file.size() - 8 - size, size)};
  const Node footer = read_struct(footer_bytes);
  check(footer_bytes.left.empty(), "more stands in the footer than it says");
  CellRows rows;
  for (const auto& [place, group] : footer.at(4).fields) {
    const std::size_t first = rows.size();
    rows.resize(first + static_cast<std::size_t>(group.at(3).number));
    check(group.at(1).number == std::ssize(columns), "a row group has as many chunks as columns");
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Node& metadata = group.at(1).at(static_cast<std::int64_t>(i)).at(3);
      const auto cells = ChunkReader(file, metadata, columns[i]).read();
      check(cells.size() == rows.size() - first, "a column has as many values as rows");
      for (std::size_t row = 0; row < cells.size(); ++row)
        rows[first + row].push_back(cells[row]);
    }
  }
  check(footer.at(3).number == std::ssize(rows), "a file has as many rows as it says");
  return rows;
}

}  // namespace bankseed::fuzz
