#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "bankseed/core/check.hpp"
#include "bankseed/core/types.hpp"

namespace bankseed::corpus {

/// Draws indexes in proportion to integer weights in constant time: Walker's alias method in Vose's
/// form (IEEE Trans. Software Eng. 17(9), 1991), in integers only, so that every platform draws the
/// same.
class AliasTable {
 public:
  /// `weights` must not be empty nor all zero, and their sum times their number below 2^64.
  explicit AliasTable(std::span<const std::uint64_t> weights);

  /// Maps a value uniform over all 2^64 to an index; a weight of zero is never drawn.
  [[nodiscard]] std::size_t pick(std::uint64_t uniform) const noexcept {
    const Uint128 product = static_cast<Uint128>(uniform) * slots_.size();
    const auto index = static_cast<std::size_t>(product >> 64);
    const Slot& slot = slots_[index];
    // What is left below the index is uniform again: it decides between the slot's two owners.
    return static_cast<std::uint64_t>(product) < slot.threshold ? index : slot.alias;
  }

  [[nodiscard]] std::size_t size() const noexcept { return slots_.size(); }

 private:
  struct Slot {
    std::uint64_t threshold;  // In 2^-64 of the slot.
    std::size_t alias;        // Owner of the rest of the slot.
  };

  std::vector<Slot> slots_;
};

/// Weighted list of entries, in the order in which they were given.
template <class T>
class Weighted {
 public:
  /// As many weights as entries; as AliasTable wants them.
  Weighted(std::vector<T> entries, std::span<const std::uint64_t> weights)
      : entries_(std::move(entries)), table_(weights) {
    BANKSEED_CHECK(entries_.size() == table_.size());
  }

  /// Maps a value uniform over all 2^64 to an entry in proportion to its weight; O(1).
  [[nodiscard]] const T& pick(std::uint64_t uniform) const noexcept {
    return entries_[table_.pick(uniform)];
  }

  /// The entry at index `i` < size().
  [[nodiscard]] const T& operator[](std::size_t i) const noexcept { return entries_[i]; }

  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

 private:
  std::vector<T> entries_;
  AliasTable table_;
};

}  // namespace bankseed::corpus
