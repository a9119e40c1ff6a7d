#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/random.hpp"

namespace bankseed {

/// Divides by a number that stays the same: a product with its reciprocal, which is too small by
/// less than one, costs a fraction of a division.
class Divisor {
 public:
  Divisor() = default;
  /// Not 0.
  explicit constexpr Divisor(std::uint64_t value) noexcept
      : value_(value), reciprocal_(UINT64_MAX / value) {}

  struct Result {
    std::uint64_t quotient;
    std::uint64_t rest;
  };
  [[nodiscard]] constexpr Result divide(std::uint64_t dividend) const noexcept {
    const std::uint64_t quotient = scale_to(dividend, reciprocal_);
    const std::uint64_t rest = dividend - quotient * value_;
    // No branch: the rest is as good as random.
    const std::uint64_t more = rest >= value_ ? 1 : 0;
    return {.quotient = quotient + more, .rest = rest - (more != 0 ? value_ : 0)};
  }
  [[nodiscard]] constexpr std::uint64_t value() const noexcept { return value_; }

 private:
  std::uint64_t value_ = 1;
  std::uint64_t reciprocal_ = UINT64_MAX;
};

/// Keyed bijection of [0, n), computable in both directions in O(1) and without memory: a Feistel
/// network over a rectangle of just over n cells, walked until it is back inside [0, n).
class Permutation {
 public:
  /// A bijection of [0, size) of its own for every (seed, stream, group). size may be 0.
  Permutation(std::uint64_t seed, Stream stream, std::uint64_t group, std::uint64_t size) noexcept;

  /// Image of i, which is below size().
  [[nodiscard]] std::uint64_t operator()(std::uint64_t i) const noexcept;
  /// Images of [0, size()), in order. Faster than asking for one after the other where something
  /// is decided by each: a processor works at several as long as nothing waits for one of them.
  [[nodiscard]] std::vector<std::uint64_t> images() const;
  /// Of as many as `images` has room for, from `first` on; all are below size().
  void find_images(std::uint64_t first, std::span<std::uint64_t> images) const noexcept;
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

  /// Where a member stands in the rectangle.
  struct Cell {
    std::uint64_t left;
    std::uint64_t right;
  };
  [[nodiscard]] Cell cell(std::uint64_t i) const noexcept;
  [[nodiscard]] Cell mixed(Cell cell, std::size_t round) const noexcept;
  /// Goes on from a cell, which need not be a member, to the next one that is.
  [[nodiscard]] std::uint64_t walk(std::uint64_t i) const noexcept;

  std::uint64_t size_;
  std::uint64_t left_size_;  // The rectangle: left_size_ * right_size_ >= size_.
  std::uint64_t right_size_;
  Divisor by_right_size_;
  std::size_t rounds_;
  std::array<std::uint64_t, kRoundsOfSmall> keys_{};  // The first rounds_ of them.
};

/// Keyed bijection of [0, size) that moves nobody out of their run of at most 32: what comes by
/// turns comes in no order that one could see, and the first n members are, to within a run, the
/// first n of the other side. A run's order is one of 64 that are drawn once, so both directions
/// are one look-up.
class Shuffle {
 public:
  static constexpr std::uint64_t kRunMax = 32;

  /// `run`, from 1 to kRunMax: how many members change places with each other.
  Shuffle(std::uint64_t seed,
          Stream stream,
          std::uint64_t size,
          std::uint64_t run = kRunMax) noexcept;

  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  [[nodiscard]] std::uint64_t operator()(std::uint64_t i) const noexcept {
    const auto [run, place] = run_.divide(i);
    return i - place + order_of(run).forward[place];
  }
  [[nodiscard]] std::uint64_t inverse(std::uint64_t i) const noexcept {
    const auto [run, place] = run_.divide(i);
    return i - place + order_of(run).backward[place];
  }
  /// The members below this are exactly those that the first of them, by either side, are: the
  /// least such number from n on.
  [[nodiscard]] std::uint64_t closed_from(std::uint64_t n) const noexcept {
    return std::min((n + run_.value() - 1) / run_.value() * run_.value(), size_);
  }
  /// Likewise the greatest up to n, which is at most size().
  [[nodiscard]] std::uint64_t closed_to(std::uint64_t n) const noexcept {
    return n == size_ ? n : n - run_.divide(n).rest;
  }

 private:
  struct Order {
    std::array<std::uint8_t, kRunMax> forward;
    std::array<std::uint8_t, kRunMax> backward;
  };
  static constexpr std::uint64_t kOrders = 64;

  /// An order of the first `length` of a run, drawn; the others stay where they are.
  static Order drawn(Draws draws, std::uint64_t length) noexcept;

  [[nodiscard]] const Order& order_of(std::uint64_t run) const noexcept {
    if (run == last_run_) return last_;
    // The upper bits of a product with the golden ratio: neighbours have different orders.
    return orders_[(run * 0x9E3779B97F4A7C15ULL + offset_) >> 58];
  }

  std::uint64_t size_;
  Divisor run_;
  std::uint64_t last_run_;  // The one that is not full.
  std::uint64_t offset_;
  std::array<Order, kOrders> orders_{};
  Order last_;
};

}  // namespace bankseed
