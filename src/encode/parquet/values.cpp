#include "encode/parquet/values.hpp"

#include <algorithm>
#include <cstring>

#include "encode/parquet/hybrid.hpp"

namespace bankseed::parquet {
namespace {

constexpr std::size_t kEntriesMax = 65'536;
constexpr std::size_t kDictionaryBytesMax = std::size_t{1} << 20;
/// Of fewer values nothing can be said yet.
constexpr std::size_t kValuesToJudge = 4'096;
constexpr std::size_t kBoundSizeMax = 64;

void write_indexes(PageWriter& pages,
                   std::span<const std::uint32_t> indexes,
                   std::size_t entries,
                   PageRanges ranges,
                   Presence presence) {
  const unsigned bit_width = bit_width_of(entries);
  for (PageRange range = ranges.next(); range.rows > 0; range = ranges.next()) {
    append_levels(pages.body(), presence, range);
    const char width = static_cast<char>(bit_width);
    pages.body().append({&width, 1});
    append_hybrid(pages.body(), indexes.subspan(range.first_value, range.values), bit_width);
    pages.end_data_page(range.rows, Encoding::kRleDictionary);
  }
}

/// The size of some texts that follow each other, each after its length.
std::size_t size_of_texts(std::string_view texts, std::size_t count) noexcept {
  std::size_t end = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t size = 0;
    std::memcpy(&size, texts.data() + end, sizeof size);
    end += sizeof size + size;
  }
  return end;
}

}  // namespace

bool pays_off(std::size_t entries, std::size_t bytes, std::size_t values) noexcept {
  if (entries > kEntriesMax || bytes > kDictionaryBytesMax) return false;
  return values < kValuesToJudge || entries * 4 <= values * 3;
}

void NumberValues::end_rows() {
  const std::size_t entries = dictionary_.values().size();
  if (coded_ && !pays_off(entries, entries * sizeof(std::uint64_t), indexes_.size()))
    give_up_dictionary();
}

void NumberValues::give_up_dictionary() {
  const auto values = dictionary_.values();
  plain_.reserve(indexes_.size() * 2);
  for (const std::uint32_t index : indexes_)
    plain_.push_back(values[index]);
  dictionary_.clear();
  indexes_.clear();
  coded_ = false;
}

void NumberValues::write(PageWriter& pages,
                         std::size_t rows,
                         Presence presence,
                         ColumnChunk& bounds) {
  // A column of nothing but nulls has no dictionary to speak of.
  if (coded_ && indexes_.empty()) coded_ = false;
  const auto values = coded_ ? dictionary_.values() : std::span<const std::uint64_t>(plain_);
  if (!values.empty()) form_.set_bounds(values, bounds);
  PageRanges ranges(rows, presence);
  if (coded_) {
    form_.append(pages.body(), values);
    pages.end_dictionary_page(values.size());
    write_indexes(pages, indexes_, values.size(), ranges, presence);
  } else {
    for (PageRange range = ranges.next(); range.rows > 0; range = ranges.next()) {
      append_levels(pages.body(), presence, range);
      form_.append(pages.body(), values.subspan(range.first_value, range.values));
      pages.end_data_page(range.rows, Encoding::kPlain);
    }
  }
  dictionary_.clear();
  indexes_.clear();
  plain_.clear();
  coded_ = true;
}

void TextBounds::set(ColumnChunk& chunk) const {
  if (empty_ || minimum_.size() > kBoundSizeMax || maximum_.size() > kBoundSizeMax) return;
  chunk.has_bounds = true;
  chunk.minimum = minimum_;
  chunk.maximum = maximum_;
}

void TextValues::end_rows() {
  if (coded_ && !pays_off(dictionary_.size(), dictionary_.plain().size(), indexes_.size()))
    give_up_dictionary();
}

void TextValues::give_up_dictionary() {
  for (const std::uint32_t index : indexes_)
    append_plain(plain_, dictionary_.text(index));
  for (std::size_t i = 0; i < dictionary_.size(); ++i)
    bounds_.add(dictionary_.text(i));
  dictionary_.clear();
  indexes_.clear();
  coded_ = false;
}

void TextValues::write(PageWriter& pages,
                       std::size_t rows,
                       Presence presence,
                       ColumnChunk& bounds) {
  if (coded_ && indexes_.empty()) coded_ = false;
  if (coded_) {
    for (std::size_t i = 0; i < dictionary_.size(); ++i)
      bounds_.add(dictionary_.text(i));
    pages.body().append(dictionary_.plain());
    pages.end_dictionary_page(dictionary_.size());
    write_indexes(pages, indexes_, dictionary_.size(), {rows, presence}, presence);
  } else {
    write_plain(pages, rows, presence);
  }
  bounds_.set(bounds);
  dictionary_.clear();
  indexes_.clear();
  plain_.clear();
  bounds_.clear();
  coded_ = true;
}

void TextValues::write_plain(PageWriter& pages, std::size_t rows, Presence presence) {
  PageRanges ranges(rows, presence);
  std::string_view texts = plain_.view();
  for (PageRange range = ranges.next(); range.rows > 0; range = ranges.next()) {
    append_levels(pages.body(), presence, range);
    const std::size_t size = size_of_texts(texts, range.values);
    pages.body().append(texts.substr(0, size));
    texts.remove_prefix(size);
    pages.end_data_page(range.rows, Encoding::kPlain);
  }
}

void BooleanValues::write(PageWriter& pages,
                          std::size_t rows,
                          Presence presence,
                          ColumnChunk& bounds) {
  if (!bits_.empty()) {
    const auto [least, greatest] = std::minmax_element(bits_.begin(), bits_.end());
    bounds.has_bounds = true;
    bounds.minimum.assign(1, static_cast<char>(*least));
    bounds.maximum.assign(1, static_cast<char>(*greatest));
  }
  PageRanges ranges(rows, presence);
  for (PageRange range = ranges.next(); range.rows > 0; range = ranges.next()) {
    append_levels(pages.body(), presence, range);
    append_bits(pages.body(),
                std::span<const std::uint8_t>(bits_).subspan(range.first_value, range.values));
    pages.end_data_page(range.rows, Encoding::kPlain);
  }
  bits_.clear();
}

}  // namespace bankseed::parquet
