#include "encode/parquet/page_writer.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "encode/parquet/hybrid.hpp"
#include "encode/parquet/thrift.hpp"

namespace bankseed::parquet {
namespace {

constexpr std::size_t kRowsPerPage = 65'536;

/// PageType in parquet.thrift.
constexpr std::int32_t kDataPage = 0;
constexpr std::int32_t kDictionaryPage = 2;

}  // namespace

void PageWriter::begin_chunk() {
  chunk_ = {};
  chunk_.offset = out_.size() - group_begin_;
  chunk_.data_offset = chunk_.offset;
}

void PageWriter::end_dictionary_page(std::size_t entries) {
  compressed_.clear();
  compressor_.append(body_.view(), compressed_);
  header_.clear();
  ThriftWriter header(header_);
  header.i32(1, kDictionaryPage);
  header.i32(2, static_cast<std::int32_t>(body_.size()));
  header.i32(3, static_cast<std::int32_t>(compressed_.size()));
  header.begin_struct(7);
  header.i32(1, static_cast<std::int32_t>(entries));
  header.i32(2, static_cast<std::int32_t>(Encoding::kPlain));
  header.end_struct();
  header.end_struct();
  store_page(compressed_.view());
  chunk_.has_dictionary = true;
  chunk_.data_offset = out_.size() - group_begin_;
}

void PageWriter::end_data_page(std::size_t values, Encoding encoding) {
  compressed_.clear();
  compressor_.append(body_.view(), compressed_);
  header_.clear();
  ThriftWriter header(header_);
  header.i32(1, kDataPage);
  header.i32(2, static_cast<std::int32_t>(body_.size()));
  header.i32(3, static_cast<std::int32_t>(compressed_.size()));
  header.begin_struct(5);
  header.i32(1, static_cast<std::int32_t>(values));
  header.i32(2, static_cast<std::int32_t>(encoding));
  header.i32(3, static_cast<std::int32_t>(Encoding::kRle));  // Of definition levels
  header.i32(4, static_cast<std::int32_t>(Encoding::kRle));  // and of repetition levels.
  header.end_struct();
  header.end_struct();
  store_page(compressed_.view());
  chunk_.value_count += values;
}

void PageWriter::store_page(std::string_view compressed) {
  out_.append(header_.view());
  out_.append(compressed);
  chunk_.size += header_.size() + compressed.size();
  chunk_.plain_size += header_.size() + body_.size();
  body_.clear();
}

ColumnChunk PageWriter::end_chunk() {
  return std::exchange(chunk_, {});
}

PageRange PageRanges::next() {
  const std::size_t first = last_.first_row + last_.rows;
  const std::size_t rows = std::min(kRowsPerPage, rows_ - first);
  const std::size_t first_value = last_.first_value + last_.values;
  std::size_t values = rows;
  if (!presence_.empty()) {
    const auto there = presence_.subspan(first, rows);
    values = static_cast<std::size_t>(std::count(there.begin(), there.end(), 1));
  }
  last_ = {.first_row = first, .rows = rows, .first_value = first_value, .values = values};
  return last_;
}

void append_levels(Buffer& body, Presence presence, const PageRange& range) {
  if (presence.empty()) return;
  Buffer levels;
  append_hybrid(levels, presence.subspan(range.first_row, range.rows));
  const auto size = static_cast<std::uint32_t>(levels.size());
  char* const p = body.reserve(4);
  std::memcpy(p, &size, 4);
  body.commit(p + 4);
  body.append(levels.view());
}

}  // namespace bankseed::parquet
