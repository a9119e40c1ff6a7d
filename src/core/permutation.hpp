#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/random.hpp"

namespace bankseed {

/// Keyed bijection of [0, n), computable in both directions in O(1) and without memory: a Feistel
/// network over a rectangle of just over n cells, walked until it is back inside [0, n).
class Permutation {
 public:
  /// A bijection of [0, size) of its own for every (seed, stream, group). size may be 0.
  Permutation(std::uint64_t seed, Stream stream, std::uint64_t group, std::uint64_t size) noexcept;

  /// Image of i, which is below size().
  [[nodiscard]] std::uint64_t operator()(std::uint64_t i) const noexcept;
  /// The i with (*this)(i) == rank, which is below size().
  [[nodiscard]] std::uint64_t inverse(std::uint64_t rank) const noexcept;
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

 private:
  /// Few cells mix slowly: with 6 rounds the orders of 5 members differ by a third in how often
  /// they occur, and those of 8 are still told from chance; with 24 they are not, among 1.6
  /// million. From 128 members on, 6 suffice for every pair of members.
  static constexpr std::size_t kRounds = 6;
  static constexpr std::size_t kRoundsOfSmall = 24;
  static constexpr std::uint64_t kSmallSize = 128;

  std::uint64_t size_;
  std::uint64_t left_size_;  // The rectangle: left_size_ * right_size_ >= size_.
  std::uint64_t right_size_;
  std::size_t rounds_;
  std::array<std::uint64_t, kRoundsOfSmall> keys_{};  // The first rounds_ of them.
};

}  // namespace bankseed
