#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "bankseed/core/check.hpp"
#include "core/random.hpp"

namespace bankseed {

/// Deals the members of one population, one after the other, to cells of exact sizes, every
/// arrangement equally likely (selection sampling: Knuth, TAOCP volume 2, 3.4.2, algorithm S). For
/// a block's own members, which are gone through in order anyway: several times as fast as ranking
/// them by a Permutation, which can be asked for any member at random.
class SelectionSampler {
 public:
  static constexpr std::size_t kCellsMax = 32;

  /// As many members as the sizes of the cells add up to.
  SelectionSampler(const Draws& draws, std::span<const std::uint64_t> cells)
      : draws_(draws), cells_(cells.size()) {
    BANKSEED_CHECK(cells.size() <= kCellsMax);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      left_[i] = cells[i];
      members_ += cells[i];
    }
  }

  /// The cell of the next member.
  [[nodiscard]] std::size_t next() noexcept {
    BANKSEED_CHECK(members_ > 0);
    std::uint64_t uniform = draws_.below(members_--);
    for (std::size_t i = 0; i < cells_; ++i) {
      if (uniform < left_[i]) {
        --left_[i];
        return i;
      }
      uniform -= left_[i];
    }
    BANKSEED_FAIL("cells do not add up to the members");
  }

 private:
  Draws draws_;
  std::size_t cells_;
  std::uint64_t members_ = 0;
  std::array<std::uint64_t, kCellsMax> left_{};
};

}  // namespace bankseed
