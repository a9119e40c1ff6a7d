#include "core/apportionment.hpp"

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
    std::vector<std::uint64_t> last;
    for (int step = 0; step < kFittingSteps; ++step) {
      last = cells;
      for (std::size_t r = 0; r < row_sums_.size(); ++r)
        scale(cells, r * column_sums_.size(), 1, column_sums_.size(), row_sums_[r]);
      for (std::size_t c = 0; c < column_sums_.size(); ++c)
        scale(cells, c, column_sums_.size(), row_sums_.size(), column_sums_[c]);
      if (cells == last) break;  // And would be for ever.
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
    // Wide division costs several times as much; a block's members are few enough to do without.
    const bool narrow = sum < std::uint64_t{1} << 32 && target < std::uint64_t{1} << 12;
    for (std::size_t i = 0; i < count; ++i) {
      auto& cell = cells[first + i * stride];
      if (narrow) {
        cell = cell * (target * kUnit) / static_cast<std::uint64_t>(sum);
      } else {
        cell = static_cast<std::uint64_t>(static_cast<Uint128>(cell) * target * kUnit / sum);
      }
    }
  }

  std::span<const std::uint64_t> row_sums_;
  std::span<const std::uint64_t> column_sums_;
};

/// The cell that the next whole member goes to: of those wished for whose row and column both lack
/// one, the cell with the largest fraction left; the number of cells when there is none.
std::size_t best_cell(std::span<const std::uint32_t> wish,
                      std::span<const std::uint64_t> exact,
                      std::span<const std::uint64_t> cells,
                      std::span<const std::uint64_t> row_left,
                      std::span<const std::uint64_t> column_left) {
  std::size_t best = exact.size();
  std::int64_t best_gap = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    if (wish[i] == 0 || row_left[i / column_left.size()] == 0) continue;
    if (column_left[i % column_left.size()] == 0) continue;
    const auto gap =
        static_cast<std::int64_t>(exact[i]) - static_cast<std::int64_t>(cells[i] * kUnit);
    if (best == exact.size() || gap > best_gap) {
      best = i;
      best_gap = gap;
    }
  }
  return best;
}

/// Gives a row a member where none of its cells that are wished for has a column that lacks one:
/// along a shortest path of moves (row, c) + 1, (r, c) - 1, (r, d) + 1, ... to a column that does.
class Reroute {
 public:
  Reroute(std::span<const std::uint32_t> wish,
          std::span<const std::uint64_t> column_left,
          std::vector<std::uint64_t>& cells)
      : wish_(wish),
        column_left_(column_left),
        cells_(cells),
        column_of_(wish.size() / column_left.size(), kNone),
        row_of_(column_left.size(), kNone) {}

  /// Moves the members; returns the column that got one, or the number of columns when no path
  /// leads to one.
  std::size_t from(std::size_t row) {
    std::vector<std::size_t> rows = {row};
    column_of_[row] = 0;  // Reached.
    for (std::size_t next = 0; next < rows.size(); ++next) {
      for (std::size_t column = 0; column < row_of_.size(); ++column) {
        if (row_of_[column] != kNone || wish_[rows[next] * row_of_.size() + column] == 0) continue;
        row_of_[column] = rows[next];
        if (column_left_[column] > 0) {
          move(row, column);
          return column;
        }
        reach_rows(column, rows);
      }
    }
    return row_of_.size();
  }

 private:
  static constexpr std::size_t kNone = SIZE_MAX;

  /// The rows that could give up a member of this column.
  void reach_rows(std::size_t column, std::vector<std::size_t>& rows) {
    for (std::size_t row = 0; row < column_of_.size(); ++row) {
      if (column_of_[row] != kNone || cells_[row * row_of_.size() + column] == 0) continue;
      column_of_[row] = column;
      rows.push_back(row);
    }
  }

  void move(std::size_t first_row, std::size_t column) {
    for (;;) {
      const std::size_t row = row_of_[column];
      ++cells_[row * row_of_.size() + column];
      if (row == first_row) return;
      column = column_of_[row];
      --cells_[row * row_of_.size() + column];
    }
  }

  std::span<const std::uint32_t> wish_;
  std::span<const std::uint64_t> column_left_;
  std::vector<std::uint64_t>& cells_;
  std::vector<std::size_t> column_of_;  ///< By row: the column over which it was reached.
  std::vector<std::size_t> row_of_;     ///< By column, likewise.
};

std::size_t first_lacking(std::span<const std::uint64_t> left) {
  return static_cast<std::size_t>(
      std::find_if(left.begin(), left.end(), [](std::uint64_t n) { return n > 0; }) - left.begin());
}

}  // namespace

std::vector<std::uint64_t> fit_contingency_table(std::span<const std::uint64_t> row_sums,
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
    const std::size_t cell = best_cell(wish, exact, cells, row_left, column_left);
    std::size_t row = cell / columns;
    std::size_t column = cell % columns;
    if (cell < cells.size()) {
      ++cells[cell];
    } else {
      row = first_lacking(row_left);
      if (row == row_left.size()) return cells;
      column = Reroute(wish, column_left, cells).from(row);
      if (column == columns) {
        column = first_lacking(column_left);
        ++cells[row * columns + column];
      }
    }
    --row_left[row];
    --column_left[column];
  }
}

void distribute(std::uint64_t total,
                std::span<const std::uint32_t> weights,
                std::uint32_t low,
                std::uint32_t high,
                std::span<std::uint32_t> shares) {
  distribute(total, weights, std::vector<std::uint32_t>(weights.size(), low), high, shares);
}

void distribute(std::uint64_t total,
                std::span<const std::uint32_t> weights,
                std::span<const std::uint32_t> lows,
                std::uint32_t high,
                std::span<std::uint32_t> shares) {
  BANKSEED_CHECK(shares.size() == weights.size() && lows.size() == weights.size());
  const std::uint64_t least = std::accumulate(lows.begin(), lows.end(), std::uint64_t{0});
  BANKSEED_CHECK(total >= least && total <= std::uint64_t{high} * weights.size());
  std::uint64_t left = total - least;
  std::copy(lows.begin(), lows.end(), shares.begin());
  while (left > 0) {
    std::uint64_t weight_sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
      weight_sum += shares[i] < high ? std::uint64_t{weights[i]} + 1 : 0;
    BANKSEED_CHECK(weight_sum > 0);
    std::uint64_t weight_before = 0;
    std::uint64_t given_before = 0;
    std::uint64_t given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (shares[i] >= high) continue;
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
