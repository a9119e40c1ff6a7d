#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace bankseed {

/// Eight bytes at a time: which of them are of some kind. Each function returns a word that is not
/// zero when any of the eight is.
namespace eight_bytes {

inline constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
inline constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080;

[[nodiscard]] constexpr std::uint64_t equal_to(std::uint64_t word, unsigned char byte) noexcept {
  const std::uint64_t zero_where_equal = word ^ (kOnes * byte);
  return (zero_where_equal - kOnes) & ~zero_where_equal & kHighBits;
}
/// `limit` is at most 128.
[[nodiscard]] constexpr std::uint64_t less_than(std::uint64_t word, unsigned char limit) noexcept {
  return (word - kOnes * limit) & ~word & kHighBits;
}

}  // namespace eight_bytes

namespace detail {
template <class Unsigned>
Unsigned move_word(char* out, const char* text) noexcept {
  Unsigned word = 0;
  std::memcpy(&word, text, sizeof word);
  std::memcpy(out, &word, sizeof word);
  return word;
}
}  // namespace detail

/// Copies `text` to `out` (no byte further than its size) and returns whether `Watch::finds(word)`
/// says of any eight bytes of it that something is there. Missing bytes are blanks.
template <class Watch>
bool watched_copy(char* out, std::string_view text) noexcept {
  const std::size_t size = text.size();
  const char* const from = text.data();
  if (size >= 8) {
    std::uint64_t found = 0;
    for (std::size_t i = 0; i + 8 <= size; i += 8)
      found |= Watch::finds(detail::move_word<std::uint64_t>(out + i, from + i));
    // The last eight once more: some of them have been copied already.
    found |= Watch::finds(detail::move_word<std::uint64_t>(out + size - 8, from + size - 8));
    return found != 0;
  }
  if (size >= 4) {
    const auto first = detail::move_word<std::uint32_t>(out, from);
    const auto last = detail::move_word<std::uint32_t>(out + size - 4, from + size - 4);
    return Watch::finds(std::uint64_t{last} << 32 | first) != 0;
  }
  std::uint64_t word = eight_bytes::kOnes * ' ';
  for (std::size_t i = 0; i < size; ++i) {
    out[i] = from[i];
    word = word << 8 | static_cast<unsigned char>(from[i]);
  }
  return Watch::finds(word) != 0;
}

}  // namespace bankseed
