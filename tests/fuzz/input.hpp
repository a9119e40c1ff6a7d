#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace bankseed::fuzz {

/// Ends the program, with `what` on standard error, unless the condition holds.
void check(bool condition, std::string_view what);

/// Bytes as numbers and texts, one after the other; zeros when there are no more.
class Input {
 public:
  explicit Input(std::string_view bytes) : bytes_(bytes) {}

  template <class Number>
  Number take() {
    Number number{};
    const std::size_t size = std::min(sizeof number, bytes_.size());
    std::memcpy(&number, bytes_.data(), size);
    bytes_.remove_prefix(size);
    return number;
  }
  /// From 0 to `high`.
  std::uint64_t up_to(std::uint64_t high) {
    const auto number = take<std::uint64_t>();
    return high == ~std::uint64_t{0} ? number : number % (high + 1);
  }
  /// So many bytes, or what is left.
  std::string_view bytes(std::size_t size) {
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(taken.size());
    return taken;
  }
  [[nodiscard]] std::string_view rest() const { return bytes_; }

 private:
  std::string_view bytes_;
};

/// Pieces of a text between separators.
[[nodiscard]] std::vector<std::string> pieces_of(std::string_view text, char separator);

}  // namespace bankseed::fuzz
