#include "core/permutation.hpp"

#include <bit>
#include <utility>

#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// Least r with r * r >= n, for n below 2^62.
std::uint64_t ceil_sqrt(std::uint64_t n) noexcept {
  // A root has half as many bits, rounded up.
  std::uint64_t high = std::uint64_t{1} << (std::bit_width(n) + 1) / 2;
  std::uint64_t low = high / 2;
  while (low < high) {
    const std::uint64_t middle = (low + high) / 2;
    if (middle * middle >= n) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/// A keyed hash, scaled to [0, bound): both halves of one wide product, whose upper bits depend on
/// all of the value and of the key. The constant is that of the golden ratio.
std::uint64_t mix_below(std::uint64_t value, std::uint64_t key, std::uint64_t bound) noexcept {
  const Uint128 product = static_cast<Uint128>(value ^ key) * (key ^ 0x9E3779B97F4A7C15ULL);
  return scale_to(static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product),
                  bound);
}

}  // namespace

Permutation::Permutation(std::uint64_t seed,
                         Stream stream,
                         std::uint64_t group,
                         std::uint64_t size) noexcept
    // One member stays where it is.
    : size_(size), rounds_(size < 2 ? 0 : (size < kSmallSize ? kRoundsOfSmall : kRounds)) {
  BANKSEED_CHECK(size < std::uint64_t{1} << 62);
  // Even: were both sides odd, every round would be an even permutation, and so the whole.
  left_size_ = (ceil_sqrt(size) + 1) / 2 * 2;
  right_size_ = left_size_ == 0 ? 0 : (size + left_size_ - 1) / left_size_;
  if (right_size_ != 0) by_right_size_ = Divisor(right_size_);
  Draws draws(seed, stream, group);
  for (std::size_t round = 0; round < rounds_; ++round)
    keys_[round] = draws.next();
}

Permutation::Cell Permutation::cell(std::uint64_t i) const noexcept {
  const auto [left, right] = by_right_size_.divide(i);
  return {.left = left, .right = right};
}

Permutation::Cell Permutation::mixed(Cell cell, std::size_t round) const noexcept {
  cell.left += mix_below(cell.right, keys_[round], left_size_);
  if (cell.left >= left_size_) cell.left -= left_size_;
  cell.right += mix_below(cell.left, keys_[round + 1], right_size_);
  if (cell.right >= right_size_) cell.right -= right_size_;
  return cell;
}

std::uint64_t Permutation::walk(std::uint64_t i) const noexcept {
  do {
    Cell at = cell(i);
    for (std::size_t round = 0; round < rounds_; round += 2)
      at = mixed(at, round);
    i = at.left * right_size_ + at.right;
  } while (i >= size_);
  return i;
}

std::uint64_t Permutation::operator()(std::uint64_t i) const noexcept {
  BANKSEED_CHECK(i < size_);
  return walk(i);
}

std::vector<std::uint64_t> Permutation::images() const {
  std::vector<std::uint64_t> all(size_);
  find_images(0, all);
  return all;
}

void Permutation::find_images(std::uint64_t first, std::span<std::uint64_t> images) const noexcept {
  BANKSEED_CHECK(first <= size_ && images.size() <= size_ - first);
  // Side by side: each step of one has to wait for the step before.
  constexpr std::size_t kLanes = 4;
  std::size_t i = 0;
  for (; i + kLanes <= images.size(); i += kLanes) {
    std::array<Cell, kLanes> cells{};
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      cells[lane] = cell(first + i + lane);
    for (std::size_t round = 0; round < rounds_; round += 2) {
      for (Cell& one : cells)
        one = mixed(one, round);
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const std::uint64_t image = cells[lane].left * right_size_ + cells[lane].right;
      images[i + lane] = image < size_ ? image : walk(image);
    }
  }
  for (; i < images.size(); ++i)
    images[i] = walk(first + i);
}

std::uint64_t Permutation::inverse(std::uint64_t rank) const noexcept {
  BANKSEED_CHECK(rank < size_);
  do {
    auto [left, right] = cell(rank);
    for (std::size_t round = rounds_; round > 0; round -= 2) {
      const std::uint64_t from_left = mix_below(left, keys_[round - 1], right_size_);
      right = right >= from_left ? right - from_left : right + right_size_ - from_left;
      const std::uint64_t from_right = mix_below(right, keys_[round - 2], left_size_);
      left = left >= from_right ? left - from_right : left + left_size_ - from_right;
    }
    rank = left * right_size_ + right;
  } while (rank >= size_);
  return rank;
}

Shuffle::Shuffle(std::uint64_t seed, Stream stream, std::uint64_t size, std::uint64_t run) noexcept
    : size_(size),
      run_(run),
      last_run_(size / run),
      offset_(Draws(seed, stream, kOrders + 1).next()),
      last_(drawn({seed, stream, kOrders}, size % run)) {
  BANKSEED_CHECK(run > 0 && run <= kRunMax);
  for (std::uint64_t i = 0; i < kOrders; ++i)
    orders_[i] = drawn({seed, stream, i}, run);
}

Shuffle::Order Shuffle::drawn(Draws draws, std::uint64_t length) noexcept {
  Order order{};
  for (std::uint8_t i = 0; i < kRunMax; ++i)
    order.forward[i] = i;
  for (std::uint64_t left = length; left > 1; --left)
    std::swap(order.forward[left - 1], order.forward[draws.below(left)]);
  for (std::uint8_t i = 0; i < kRunMax; ++i)
    order.backward[order.forward[i]] = i;
  return order;
}

}  // namespace bankseed
