#pragma once

#include <cstdint>
#include <string>
#include <vector>

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

/// Shards that stand together: from `first` to before `last`.
struct ShardRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;

  [[nodiscard]] constexpr std::uint64_t size() const noexcept { return last - first; }
  [[nodiscard]] constexpr bool contains(std::uint64_t shard) const noexcept {
    return shard >= first && shard < last;
  }
  bool operator==(const ShardRange&) const = default;
};

/// As people write it: "shards 0 to 31".
[[nodiscard]] inline std::string to_text(ShardRange range) {
  if (range.size() == 1) return "shard " + std::to_string(range.first);
  return "shards " + std::to_string(range.first) + " to " + std::to_string(range.last - 1);
}

/// Into so many parts, shards, that are made in other places a bank may be cut.
inline constexpr std::uint64_t kShardsMax = 100'000;

/// Of shards that are there, by their numbers, "5 of 8 shards are missing: 1/8, 2/8, ..."; empty
/// when none is.
[[nodiscard]] inline std::string missing_shards_text(const std::vector<bool>& are_there) {
  constexpr std::size_t kNamed = 10;
  std::size_t missing = 0;
  std::string names;
  for (Part shard{0, are_there.size()}; shard.index < shard.count; ++shard.index) {
    if (are_there[shard.index] || ++missing > kNamed) continue;
    names += (missing == 1 ? "" : ", ") + to_text(shard);
  }
  if (missing == 0) return "";
  if (missing > kNamed) names += " and " + std::to_string(missing - kNamed) + " more";
  return std::to_string(missing) + " of " + std::to_string(are_there.size()) + " shards " +
         (missing == 1 ? "is" : "are") + " missing: " + names;
}

}  // namespace bankseed
