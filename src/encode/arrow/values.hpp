#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "bankseed/core/types.hpp"
#include "bankseed/schema/column.hpp"
#include "encode/arrow/c_data.hpp"
#include "encode/buffer.hpp"

namespace bankseed::arrow {

/// Days and microseconds are counted from 1970-01-01 in Arrow, from 2000-01-01 in the rows.
inline constexpr std::int32_t kDaysBefore2000 = 10'957;
inline constexpr std::int64_t kMicrosBefore2000 =
    std::int64_t{kDaysBefore2000} * 86'400 * 1'000'000;

/// Truth values, one bit each, the first in the lowest bit.
class Bits {
 public:
  void append(bool value);
  [[nodiscard]] std::int64_t zeros() const noexcept { return zeros_; }
  [[nodiscard]] Buffer take();

 private:
  Buffer bytes_;
  std::uint8_t byte_ = 0;
  unsigned filled_ = 0;  ///< Bits of the byte.
  std::int64_t zeros_ = 0;
};

/// What all columns have in common: which rows have no value. For one batch; not recycled, since
/// whoever gets the batch keeps its memory.
class Presence {
 public:
  void append(bool is_present) { bits_.append(is_present); }
  /// Makes the array of a column, whose buffers follow the one that says what is missing.
  void finish(std::int64_t rows, std::vector<Buffer> buffers, ArrowArray& out);

 private:
  Bits bits_;
};

/// Numbers of one width: int32, int64, and decimal128 as Int128.
template <class Number>
class Numbers {
 public:
  void append(Number value) {
    char* const at = bytes_.reserve(sizeof value);
    std::memcpy(at, &value, sizeof value);
    bytes_.commit(at + sizeof value);
  }
  void append_nothing() { append(Number{}); }
  [[nodiscard]] std::vector<Buffer> take();

 private:
  Buffer bytes_;
};
extern template class Numbers<std::int8_t>;
extern template class Numbers<std::int32_t>;
extern template class Numbers<std::int64_t>;
extern template class Numbers<Int128>;

class Booleans {
 public:
  void append(bool value) { bits_.append(value); }
  void append_nothing() { append(false); }
  [[nodiscard]] std::vector<Buffer> take();

 private:
  Bits bits_;
};

/// UTF-8, with 32 bits for where each begins.
class Texts {
 public:
  Texts() { ends_.append(0); }
  void append(std::string_view text) {
    bytes_.append(text);
    ends_.append(static_cast<std::int32_t>(bytes_.size()));
  }
  void append_nothing() { append({}); }
  [[nodiscard]] std::vector<Buffer> take();

 private:
  Numbers<std::int32_t> ends_;
  Buffer bytes_;
};

/// Texts out of a list, as their numbers in it.
class Choices {
 public:
  explicit Choices(std::span<const std::string_view> values) : values_(values) {}
  void append(std::string_view text) {
    if (text.data() != last_.data() || text.size() != last_.size()) find(text);
    numbers_.append(number_);
  }
  void append_nothing() { numbers_.append(0); }
  [[nodiscard]] std::vector<Buffer> take() { return numbers_.take(); }
  /// The list itself, for the array of the column.
  void add_dictionary(ArrowArray& column) const;

 private:
  void find(std::string_view text);

  std::span<const std::string_view> values_;
  Numbers<std::int8_t> numbers_;
  std::string_view last_;
  std::int8_t number_ = 0;
};

/// Makes the array of a struct, a record batch, out of those of its columns.
void finish_batch(std::int64_t rows, std::vector<ArrowArray> columns, ArrowArray& out);

}  // namespace bankseed::arrow
