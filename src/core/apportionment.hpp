#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "bankseed/core/check.hpp"
#include "bankseed/core/enums.hpp"
#include "bankseed/core/types.hpp"

namespace bankseed {

/// numerator / denominator, rounded half up. Exact for values below 2^63.
[[nodiscard]] constexpr std::uint64_t rounded_share(std::uint64_t total,
                                                    std::uint64_t numerator,
                                                    std::uint64_t denominator) noexcept {
  // Wide division costs several times as much and is rarely needed.
  if (total < std::uint64_t{1} << 31 && numerator < std::uint64_t{1} << 31 &&
      denominator < std::uint64_t{1} << 62)
    return (total * numerator * 2 + denominator) / (denominator * 2);
  const Uint128 doubled = static_cast<Uint128>(total) * numerator * 2 + denominator;
  return static_cast<std::uint64_t>(doubled / (static_cast<Uint128>(denominator) * 2));
}

/// value * numerator / denominator, rounded down; below 2^64.
[[nodiscard]] constexpr std::uint64_t rounded_down_share(std::uint64_t value,
                                                         std::uint64_t numerator,
                                                         std::uint64_t denominator) noexcept {
  if ((value | numerator) < std::uint64_t{1} << 32) return value * numerator / denominator;
  return static_cast<std::uint64_t>(static_cast<Uint128>(value) * numerator / denominator);
}

/// Whether the member at `place` is one of `chosen` that are spread evenly over `total`: of any run
/// of places so many are as the share says, to within one. `offset`, below `total`, moves them.
[[nodiscard]] constexpr bool is_nth(std::uint64_t place,
                                    std::uint64_t chosen,
                                    std::uint64_t total,
                                    std::uint64_t offset = 0) noexcept {
  // Whether a multiple of the total lies between what stands for this place and for the next.
  return (place * chosen + offset) % total + chosen >= total;
}

/// Splits whole numbers by fixed weights, exactly and **monotonically**: counts_of(n + 1) adds one
/// to one category and takes from none. So the part of any range [a, b) of a population is
/// counts_of(b) - counts_of(a), never negative, and the parts of consecutive ranges add up to the
/// whole: every block of customers knows its own quotas, and where they begin, in O(1) and without
/// knowing any other block. Each category takes its rounded share of what the categories before it
/// have left, so list the largest first: then no count is further than one from the exact share.
template <std::size_t kSize>
class Apportionment {
 public:
  using Counts = std::array<std::uint64_t, kSize>;

  /// Weights in any common unit; at least one is positive.
  constexpr explicit Apportionment(const std::array<std::uint32_t, kSize>& weights)
      : weights_(weights) {
    for (const auto weight : weights)
      total_ += weight;
    BANKSEED_CHECK(total_ > 0);
  }

  /// How many of the first n members fall to each category; they sum to n.
  [[nodiscard]] constexpr Counts counts_of(std::uint64_t n) const noexcept {
    Counts counts{};
    std::uint64_t weight_left = total_;
    for (std::size_t i = 0; i < kSize && weight_left > 0; ++i) {
      counts[i] = weights_[i] == weight_left ? n : rounded_share(n, weights_[i], weight_left);
      n -= counts[i];
      weight_left -= weights_[i];
    }
    return counts;
  }

  /// How many of the members [first, last) fall to each category.
  [[nodiscard]] constexpr Counts counts_of(std::uint64_t first, std::uint64_t last) const noexcept {
    const Counts before = counts_of(first);
    Counts counts = counts_of(last);
    for (std::size_t i = 0; i < kSize; ++i)
      counts[i] -= before[i];
    return counts;
  }

 private:
  std::array<std::uint32_t, kSize> weights_;
  std::uint64_t total_ = 0;
};

/// The same for the values of an enum, in their order.
template <class E>
class ApportionmentOf {
 public:
  using Counts = EnumArray<E, std::uint64_t>;

  constexpr explicit ApportionmentOf(const EnumArray<E, std::uint32_t>& weights)
      : shares_(weights) {}

  [[nodiscard]] constexpr Counts counts_of(std::uint64_t n) const noexcept {
    return {shares_.counts_of(n)};
  }
  [[nodiscard]] constexpr Counts counts_of(std::uint64_t first, std::uint64_t last) const noexcept {
    return {shares_.counts_of(first, last)};
  }

 private:
  Apportionment<kCountOf<E>> shares_;
};

/// The bucket that `rank` falls into when [0, sum of counts) is cut by the counts in order.
struct Bucket {
  std::size_t index;       ///< Which bucket.
  std::uint64_t position;  ///< Place within it, 0-based.
};
[[nodiscard]] constexpr Bucket bucket_of(std::span<const std::uint64_t> counts,
                                         std::uint64_t rank) noexcept {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (rank < counts[i]) return {i, rank};
    rank -= counts[i];
  }
  BANKSEED_FAIL("rank beyond the sum of counts");
}

/// The value of E whose bucket `rank` falls into, where each has one.
template <class E>
[[nodiscard]] constexpr E value_at(std::span<const std::uint64_t, kCountOf<E>> counts,
                                   std::uint64_t rank) noexcept {
  return static_cast<E>(bucket_of(counts, rank).index);
}

/// A whole-number table, rows times columns in row order, whose row and column sums are exactly the
/// given ones (which must have equal totals) and whose cells follow `wish` (any unit, row order) as
/// closely as the sums allow; a cell whose wish is 0 stays 0 while the sums can be met otherwise.
[[nodiscard]] std::vector<std::uint64_t> fit_contingency_table(
    std::span<const std::uint64_t> row_sums,
    std::span<const std::uint64_t> column_sums,
    std::span<const std::uint32_t> wish);

/// A table with a row for each value of Row and a column for each of Column.
template <class Row, class Column, class T>
using EnumTable = EnumArray<Row, EnumArray<Column, T>>;

/// The cells, row after row.
template <class Row, class Column, class T>
[[nodiscard]] constexpr auto in_row_order(const EnumTable<Row, Column, T>& table) noexcept {
  std::array<T, kCountOf<Row> * kCountOf<Column>> cells{};
  auto next = cells.begin();
  for (const auto& row : table)
    next = std::copy(row.begin(), row.end(), next);
  return cells;
}

/// The cell that `rank` falls into when [0, sum of cells) is cut by the cells, row after row.
template <class Row, class Column>
struct EnumCell {
  Row row;
  Column column;
  std::uint64_t position;  ///< Place within it, 0-based.
};
template <class Row, class Column>
[[nodiscard]] constexpr EnumCell<Row, Column> cell_at(
    const EnumTable<Row, Column, std::uint64_t>& cells, std::uint64_t rank) noexcept {
  for (const Row row : kAll<Row>) {
    for (const Column column : kAll<Column>) {
      if (rank < cells[row][column]) return {row, column, rank};
      rank -= cells[row][column];
    }
  }
  BANKSEED_FAIL("rank beyond the sum of cells");
}

template <class Row, class Column>
[[nodiscard]] EnumTable<Row, Column, std::uint64_t> fit_contingency_table(
    const EnumArray<Row, std::uint64_t>& row_sums,
    const EnumArray<Column, std::uint64_t>& column_sums,
    const EnumTable<Row, Column, std::uint32_t>& wish) {
  const std::vector<std::uint64_t> cells =
      fit_contingency_table(std::span(row_sums), std::span(column_sums), in_row_order(wish));
  EnumTable<Row, Column, std::uint64_t> table;
  auto next = cells.begin();
  for (auto& row : table) {
    for (std::uint64_t& cell : row)
      cell = *next++;
  }
  return table;
}

/// Splits `total` over members in proportion to `weights`, each between low and high, sum exact
/// (`total` must lie between low and high times the number of members). Appends nothing; writes
/// `shares`, which has as many entries as `weights`.
void distribute(std::uint64_t total,
                std::span<const std::uint32_t> weights,
                std::uint32_t low,
                std::uint32_t high,
                std::span<std::uint32_t> shares);
/// The same, each with a least of its own; `total` is at least the sum of these, none of which is
/// above `high`.
void distribute(std::uint64_t total,
                std::span<const std::uint32_t> weights,
                std::span<const std::uint32_t> lows,
                std::uint32_t high,
                std::span<std::uint32_t> shares);

}  // namespace bankseed
