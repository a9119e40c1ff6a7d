#pragma once

#include <cstdint>
#include <string>

#include "bankseed/core/types.hpp"

namespace bankseed {

/// One of `count` parts, numbered from 0, into which things that have an order are cut: of equal
/// size to within one, by these two numbers alone. What is cut so can be made part by part, at
/// other times and in other places, and is the same. Where there are more parts than things, some
/// are empty, but never the first.
struct Part {
  std::uint64_t index = 0;
  std::uint64_t count = 1;

  /// Of `total` things the first that is in the part.
  [[nodiscard]] constexpr std::uint64_t first(std::uint64_t total) const noexcept {
    return static_cast<std::uint64_t>((static_cast<Uint128>(total) * index + count - 1) / count);
  }
  /// And the first that is in the next one.
  [[nodiscard]] constexpr std::uint64_t last(std::uint64_t total) const noexcept {
    return Part{index + 1, count}.first(total);
  }
  [[nodiscard]] constexpr bool is_first() const noexcept { return index == 0; }
  [[nodiscard]] constexpr bool is_last() const noexcept { return index + 1 == count; }
  bool operator==(const Part&) const = default;
};

/// As people write it: "3/64".
[[nodiscard]] inline std::string to_text(Part part) {
  return std::to_string(part.index) + "/" + std::to_string(part.count);
}

}  // namespace bankseed
