#pragma once

#include <algorithm>
#include <cstdint>

#include "bankseed/core/types.hpp"

namespace bankseed {

/// [first, last) of a population, 0-based.
struct OrdinalRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  [[nodiscard]] constexpr std::uint64_t size() const noexcept { return last - first; }
};

/// How customers are cut into blocks, the unit of work and of apportionment: of equal size to
/// within one, between 500 and 999 (all in one below 500). A function of their number alone.
class BlockPartition {
 public:
  static constexpr std::uint64_t kCustomersPerBlock = 500;

  constexpr explicit BlockPartition(std::uint64_t customers) noexcept
      : customers_(customers), count_(std::max<std::uint64_t>(1, customers / kCustomersPerBlock)) {}

  [[nodiscard]] constexpr std::uint64_t count() const noexcept { return count_; }
  [[nodiscard]] constexpr std::uint64_t customers() const noexcept { return customers_; }
  /// Part of a population of `total` that belongs to `block`, when it is cut like the customers.
  [[nodiscard]] constexpr OrdinalRange part(std::uint64_t total,
                                            std::uint64_t block) const noexcept {
    return {cut(total, block), cut(total, block + 1)};
  }
  [[nodiscard]] constexpr OrdinalRange customers_of(std::uint64_t block) const noexcept {
    return part(customers_, block);
  }
  [[nodiscard]] constexpr std::uint64_t block_of(std::uint64_t customer) const noexcept {
    // The greatest b with cut(b) <= customer.
    return static_cast<std::uint64_t>(((static_cast<Uint128>(customer) + 1) * count_ - 1) /
                                      customers_);
  }

 private:
  [[nodiscard]] constexpr std::uint64_t cut(std::uint64_t total,
                                            std::uint64_t block) const noexcept {
    return static_cast<std::uint64_t>(static_cast<Uint128>(total) * block / count_);
  }

  std::uint64_t customers_;
  std::uint64_t count_;
};

}  // namespace bankseed
