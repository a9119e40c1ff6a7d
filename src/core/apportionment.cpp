#include "bankseed/core/apportionment.hpp"

#include <algorithm>
#include <numeric>

namespace bankseed {
namespace {

/// Unit of the real-valued intermediate table: cells are counted in 2^-20 of a member.
constexpr std::uint64_t kUnit = std::uint64_t{1} << 20;
constexpr int kFittingSteps = 24;

class TableFit {
 public:
  TableFit(std::span<const std::uint64_t> row_sums, std::span<const std::uint64_t> column_sums)
      : row_sums_(row_sums), column_sums_(column_sums) {}

  /// Iterative proportional fitting in fixed point: scales rows and columns in turn.
  [[nodiscard]] std::vector<std::uint64_t> proportional(std::span<const std::uint32_t> wish) const {
    std::vector<std::uint64_t> cells(wish.begin(), wish.end());
    for (auto& cell : cells)
      cell *= kUnit;
    for (int step = 0; step < kFittingSteps; ++step) {
      for (std::size_t r = 0; r < row_sums_.size(); ++r)
        scale(cells, r * column_sums_.size(), 1, column_sums_.size(), row_sums_[r]);
      for (std::size_t c = 0; c < column_sums_.size(); ++c)
        scale(cells, c, column_sums_.size(), row_sums_.size(), column_sums_[c]);
    }
    return cells;
  }

 private:
  static void scale(std::vector<std::uint64_t>& cells,
                    std::size_t first,
                    std::size_t stride,
                    std::size_t count,
                    std::uint64_t target) {
    Uint128 sum = 0;
    for (std::size_t i = 0; i < count; ++i)
      sum += cells[first + i * stride];
    if (sum == 0) return;
    for (std::size_t i = 0; i < count; ++i) {
      auto& cell = cells[first + i * stride];
      cell = static_cast<std::uint64_t>(static_cast<Uint128>(cell) * target * kUnit / sum);
    }
  }

  std::span<const std::uint64_t> row_sums_;
  std::span<const std::uint64_t> column_sums_;
};

/// Takes the next whole member for a cell whose row and column both lack one: the cell with the
/// largest fraction left, cells that were wished for before those that were not.
std::size_t best_cell(std::span<const std::uint64_t> exact,
                      std::span<const std::uint64_t> cells,
                      std::span<const std::uint64_t> row_left,
                      std::span<const std::uint64_t> column_left) {
  std::size_t best = exact.size();
  std::int64_t best_gap = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    if (row_left[i / column_left.size()] == 0 || column_left[i % column_left.size()] == 0) continue;
    const auto gap = exact[i] == 0 ? INT64_MIN / 2 - static_cast<std::int64_t>(cells[i])
                                   : static_cast<std::int64_t>(exact[i]) -
                                         static_cast<std::int64_t>(cells[i] * kUnit);
    if (best == exact.size() || gap > best_gap) {
      best = i;
      best_gap = gap;
    }
  }
  return best;
}

/// Row and column lacks that no cell with a wish can fill: moves one member along
/// (row, c) -> (r, c) -> (r, column), so that no unwished cell is needed if any detour exists.
bool detour(std::span<const std::uint64_t> exact,
            std::vector<std::uint64_t>& cells,
            std::size_t columns,
            std::size_t row,
            std::size_t column) {
  for (std::size_t r = 0; r < exact.size() / columns; ++r) {
    if (exact[r * columns + column] == 0) continue;
    for (std::size_t c = 0; c < columns; ++c) {
      if (exact[row * columns + c] == 0 || cells[r * columns + c] == 0) continue;
      --cells[r * columns + c];
      ++cells[row * columns + c];
      ++cells[r * columns + column];
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<std::uint64_t> fit_table(std::span<const std::uint64_t> row_sums,
                                     std::span<const std::uint64_t> column_sums,
                                     std::span<const std::uint32_t> wish) {
  const std::size_t columns = column_sums.size();
  BANKSEED_CHECK(wish.size() == row_sums.size() * columns);
  BANKSEED_CHECK(std::accumulate(row_sums.begin(), row_sums.end(), std::uint64_t{0}) ==
                 std::accumulate(column_sums.begin(), column_sums.end(), std::uint64_t{0}));
  const auto exact = TableFit(row_sums, column_sums).proportional(wish);
  std::vector<std::uint64_t> row_left(row_sums.begin(), row_sums.end());
  std::vector<std::uint64_t> column_left(column_sums.begin(), column_sums.end());
  std::vector<std::uint64_t> cells(exact.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    auto& row = row_left[i / columns];
    auto& column = column_left[i % columns];
    cells[i] = std::min({exact[i] / kUnit, row, column});
    row -= cells[i];
    column -= cells[i];
  }
  for (;;) {
    const std::size_t cell = best_cell(exact, cells, row_left, column_left);
    if (cell == cells.size()) return cells;
    if (exact[cell] != 0 || !detour(exact, cells, columns, cell / columns, cell % columns))
      ++cells[cell];
    --row_left[cell / columns];
    --column_left[cell % columns];
  }
}

void distribute(std::uint64_t total,
                std::span<const std::uint32_t> weights,
                std::uint32_t low,
                std::uint32_t high,
                std::span<std::uint32_t> shares) {
  BANKSEED_CHECK(shares.size() == weights.size());
  BANKSEED_CHECK(total >= std::uint64_t{low} * weights.size());
  BANKSEED_CHECK(total <= std::uint64_t{high} * weights.size());
  std::uint64_t left = total - std::uint64_t{low} * weights.size();
  std::fill(shares.begin(), shares.end(), low);
  while (left > 0) {
    std::uint64_t weight_sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
      weight_sum += shares[i] < high ? std::uint64_t{weights[i]} + 1 : 0;
    BANKSEED_CHECK(weight_sum > 0);
    std::uint64_t weight_before = 0;
    std::uint64_t given_before = 0;
    std::uint64_t given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (shares[i] == high) continue;
      weight_before += std::uint64_t{weights[i]} + 1;
      const std::uint64_t upto = rounded_share(left, weight_before, weight_sum);
      const auto share = static_cast<std::uint32_t>(
          std::min<std::uint64_t>(upto - given_before, high - shares[i]));
      given_before = upto;
      shares[i] += share;
      given += share;
    }
    left -= given;
  }
}

}  // namespace bankseed
