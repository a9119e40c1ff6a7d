#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "bankseed/core/arena.hpp"
#include "bankseed/core/check.hpp"
#include "bankseed/core/types.hpp"
#include "core/digits.hpp"

namespace bankseed {

/// Composes one text in an arena from pieces: Text(arena).add("POS ").add(merchant).view().
/// At most kSizeMax bytes in all; a piece that does not fit is a programmer error.
class Text {
 public:
  static constexpr std::size_t kSizeMax = 2048;

  explicit Text(Arena& arena) : arena_(arena), begin_(arena.allocate(kSizeMax)), out_(begin_) {}

  Text& add(std::string_view piece) {
    need(piece.size());
    out_ = put_text(out_, piece);
    return *this;
  }
  Text& add(char c) {
    need(1);
    *out_++ = c;
    return *this;
  }
  /// Makes the first letter a capital one.
  Text& capitalize() {
    if (out_ != begin_ && *begin_ >= 'a' && *begin_ <= 'z')
      *begin_ = static_cast<char>(*begin_ - 'a' + 'A');
    return *this;
  }
  /// Decimal digits, zero-padded to `digits_min`.
  Text& number(std::uint64_t value, std::uint8_t digits_min = 1) {
    need(20);
    out_ = put_digits(out_, value, digits_min);
    return *this;
  }
  /// 1234567.89
  Text& money(Money value) {
    need(24);
    out_ = put_money(out_, value);
    return *this;
  }
  /// 1,234,567.89, as people write it; or 1.234.567,89.
  Text& grouped_money(Money value, bool decimal_comma = false);
  /// 2024-02-29
  Text& date(Date value);
  Text& id(AnyId value) {
    need(kIdSizeMax);
    out_ = put_id(out_, value.format, value.number);
    return *this;
  }
  /// Ends the text; it is valid until the arena is cleared. Call once, as the last thing.
  [[nodiscard]] std::string_view view() { return arena_.commit(out_); }

 private:
  void need(std::size_t size) const {
    BANKSEED_CHECK(static_cast<std::size_t>(out_ - begin_) + size <= kSizeMax);
  }

  Arena& arena_;
  char* begin_;
  char* out_;
};

}  // namespace bankseed
