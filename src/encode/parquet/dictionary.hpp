#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "encode/buffer.hpp"

namespace bankseed::parquet {

/// Numbers the different values that it is asked for, in the order in which they first come.
class NumberDictionary {
 public:
  [[nodiscard]] std::uint32_t index_of(std::uint64_t value) {
    if (value == last_value_ && !values_.empty()) return last_index_;
    if (rising_ && (value > last_value_ || values_.empty())) {
      values_.push_back(value);
      last_index_ = static_cast<std::uint32_t>(values_.size()) - 1;
    } else {
      last_index_ = find_or_add(value);
    }
    last_value_ = value;
    return last_index_;
  }
  [[nodiscard]] std::span<const std::uint64_t> values() const noexcept { return values_; }
  void clear();

 private:
  std::uint32_t find_or_add(std::uint64_t value);
  void grow();

  /// As long as values rise, as ids do, each is a new one, and nothing has to be looked up: the
  /// slots are empty.
  bool rising_ = true;
  std::vector<std::uint32_t> slots_;  ///< Index plus one, or 0; a power of two of them.
  std::vector<std::uint64_t> values_;
  unsigned shift_ = 0;
  std::uint64_t last_value_ = 0;
  std::uint32_t last_index_ = 0;
};

/// The same of texts, which it keeps as PLAIN writes them: each after its length.
class TextDictionary {
 public:
  /// Texts that come from now on may lie where others lay before; up to the next call, what lies
  /// at one place stays.
  void begin_texts() noexcept { remembered_.fill({}); }
  [[nodiscard]] std::uint32_t index_of(std::string_view text) {
    Remembered& known = remembered_[slot_of(text)];
    if (known.data == text.data() && known.size == text.size() && known.data != nullptr)
      return known.index;
    known = {.data = text.data(), .size = text.size(), .index = find_or_add(text)};
    return known.index;
  }
  /// The same of a text in memory that the next text may come to lie in.
  [[nodiscard]] std::uint32_t index_of_fleeting(std::string_view text) { return find_or_add(text); }
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
  [[nodiscard]] std::string_view text(std::size_t index) const noexcept {
    const Entry& entry = entries_[index];
    return texts_.view().substr(entry.offset, entry.size);
  }
  /// All texts, each after its length (four bytes, the lowest first).
  [[nodiscard]] std::string_view plain() const noexcept { return texts_.view(); }
  void clear();

 private:
  struct Entry {
    std::size_t offset = 0;
    std::size_t size = 0;
    std::uint64_t hash = 0;
  };
  /// Most texts come from lists and lie at the same place each time.
  struct Remembered {
    const char* data = nullptr;
    std::size_t size = 0;
    std::uint32_t index = 0;
  };
  static constexpr unsigned kRememberedBits = 6;
  static std::size_t slot_of(std::string_view text) noexcept {
    const auto address = reinterpret_cast<std::uintptr_t>(text.data());
    return address * 0x9E37'79B9'7F4A'7C15 >> (64 - kRememberedBits);
  }
  std::uint32_t find_or_add(std::string_view text);
  void grow();

  std::vector<std::uint32_t> slots_;  ///< Index plus one, or 0; a power of two of them.
  std::vector<Entry> entries_;
  Buffer texts_;
  std::array<Remembered, std::size_t{1} << kRememberedBits> remembered_{};
};

/// Appends a text after its length, as PLAIN has it.
void append_plain(Buffer& out, std::string_view text);

}  // namespace bankseed::parquet
