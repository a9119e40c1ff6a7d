#include "core/apportionment.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "core/random.hpp"

namespace bankseed {
namespace {

constexpr Stream kStream{9};
/// Longest list of shares in the rules.
constexpr std::size_t kSharesMax = 7;
using ShareList = std::array<std::uint32_t, kSharesMax>;

/// The lists of shares in RULES.md, in per cent, largest first; the rest is 0.
constexpr std::array<ShareList, 34> kShareLists = {{
    {40, 20, 15, 15, 10},       // EMP1 roles
    {70, 30},                   // EMP3, TRN1
    {95, 5},                    // EMP4, ACC4
    {80, 15, 5},                // TRN2, REG1
    {40, 35, 15, 8, 2},         // REV1
    {60, 40},                   // ASG1, INT1
    {85, 15},                   // ASG1, TXN4
    {60, 25, 10, 5},            // PRO1 segments, CMP1 status
    {90, 7, 3},                 // PRO1 status
    {85, 10, 5},                // PRO1 KYC, LOA2
    {70, 25, 5},                // PRO1 risk
    {80, 20},                   // PRO1 agent, INT2
    {75, 25},                   // ACC1
    {50, 30, 15, 5},            // ACC2 types, RSP1, AUD1
    {92, 5, 3},                 // ACC2 status
    {40, 30, 20, 10},           // TXN2, EVT1, AML1
    {60, 30, 10},               // REL1, GUA1, SAR1 tiers
    {90, 10},                   // TXN7, RUL1
    {35, 25, 20, 15, 5},        // INT1, POL1
    {70, 20, 10},               // INT2
    {40, 25, 20, 10, 5},        // CMP1
    {50, 20, 20, 10},           // CMP1 priority
    {30, 25, 20, 15, 10},       // APP1
    {65, 25, 7, 3},             // APP1 status
    {90, 5, 3, 2},              // SCH2
    {30, 25, 20, 10, 8, 5, 2},  // RSK1 grades
    {50, 30, 20},               // POL1 frequency
    {88, 7, 5},                 // POL1 status
    {50, 30, 10, 10},           // BEN1
    {50, 25, 15, 10},           // CLM1
    {60, 20, 15, 5},            // PAY1, VIO1 status
    {50, 35, 15},               // KYC1
    {40, 35, 25},               // SAR1
    {45, 25, 20, 10},           // VIO1 severity
}};

std::uint64_t sum_of(const std::vector<std::uint64_t>& values) {
  return std::accumulate(values.begin(), values.end(), std::uint64_t{0});
}

/// Whether the sums can be met with nothing in the cells that nobody wished for: augmenting paths,
/// one member at a time.
class Feasibility {
 public:
  Feasibility(std::vector<std::uint64_t> rows,
              std::vector<std::uint64_t> columns,
              std::vector<std::uint32_t> wish)
      : rows_(std::move(rows)), columns_(std::move(columns)), wish_(std::move(wish)) {
    flow_.resize(wish_.size());
  }

  bool holds() {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      while (rows_[row] > 0) {
        seen_.assign(columns_.size(), false);
        if (!place(row)) return false;
        --rows_[row];
      }
    }
    return true;
  }

 private:
  bool place(std::size_t row) {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      if (wish_[row * columns_.size() + column] == 0 || seen_[column]) continue;
      seen_[column] = true;
      if (columns_[column] > 0) {
        --columns_[column];
        ++flow_[row * columns_.size() + column];
        return true;
      }
      for (std::size_t other = 0; other < rows_.size(); ++other) {
        if (other == row || flow_[other * columns_.size() + column] == 0) continue;
        if (!place(other)) continue;
        --flow_[other * columns_.size() + column];
        ++flow_[row * columns_.size() + column];
        return true;
      }
    }
    return false;
  }

  std::vector<std::uint64_t> rows_;
  std::vector<std::uint64_t> columns_;
  std::vector<std::uint32_t> wish_;
  std::vector<std::uint64_t> flow_;
  std::vector<bool> seen_;
};

struct RandomTable {
  std::vector<std::uint64_t> rows;
  std::vector<std::uint64_t> columns;
  std::vector<std::uint32_t> wish;
};

RandomTable random_table(std::uint64_t number) {
  Draws draws(1, kStream, number);
  RandomTable table;
  table.rows.resize(1 + draws.below(5));
  table.columns.resize(1 + draws.below(5));
  const std::uint64_t total = draws.below(draws.chance({1, 3}) ? 12 : 2'000);
  for (std::uint64_t i = 0; i < total; ++i) {
    // Uneven: the least of two draws.
    ++table.rows[std::min(draws.below(table.rows.size()), draws.below(table.rows.size()))];
    ++table.columns[std::min(draws.below(table.columns.size()), draws.below(table.columns.size()))];
  }
  for (std::size_t i = 0; i < table.rows.size() * table.columns.size(); ++i) {
    const bool none = draws.chance({1, 3});
    table.wish.push_back(none ? 0 : static_cast<std::uint32_t>(1 + draws.below(1'000)));
  }
  return table;
}

}  // namespace

TEST_CASE("a rounded share is the nearest whole number, halves up") {
  CHECK(rounded_share(0, 1, 3) == 0);
  CHECK(rounded_share(1, 1, 2) == 1);
  CHECK(rounded_share(5, 1, 10) == 1);
  CHECK(rounded_share(4, 1, 10) == 0);
  CHECK(rounded_share(1'200, 3, 100) == 36);
  CHECK(rounded_share(std::uint64_t{1} << 62, 3'000'000'000, 4'000'000'000) ==
        (std::uint64_t{3} << 60));
  // Both ways of computing it, on either side of where they part.
  for (const std::uint64_t total : {(std::uint64_t{1} << 31) - 1, std::uint64_t{1} << 31})
    CHECK(rounded_share(total, 10'000, 10'000) == total);
}

TEST_CASE("apportioned counts add up, and one more member adds one to one category") {
  for (const auto& shares : kShareLists) {
    INFO("shares " << shares[0] << ", " << shares[1] << ", " << shares[2]);
    REQUIRE(std::accumulate(shares.begin(), shares.end(), 0U) == 100);
    const Apportionment<kSharesMax> apportionment(shares);
    auto before = apportionment.counts_of(0);
    bool good = before == Apportionment<kSharesMax>::Counts{};
    for (std::uint64_t n = 1; n <= 5'000; ++n) {
      const auto counts = apportionment.counts_of(n);
      std::uint64_t added = 0;
      for (std::size_t i = 0; i < counts.size(); ++i) {
        good = good && counts[i] >= before[i];
        added += counts[i] - before[i];
      }
      good = good && added == 1;
      before = counts;
    }
    CHECK(good);
  }
}

TEST_CASE("E1: every share of the rules holds to one row or half a percentage point") {
  for (const auto& shares : kShareLists) {
    const Apportionment<kSharesMax> apportionment(shares);
    std::uint64_t worst = 0;  // In hundredths of a row.
    bool good = true;
    for (std::uint64_t n = 1; n <= 5'000; ++n) {
      const auto counts = apportionment.counts_of(n);
      for (std::size_t i = 0; i < counts.size(); ++i) {
        const std::uint64_t exact = n * shares[i];
        const std::uint64_t count = counts[i] * 100;
        const std::uint64_t off = count > exact ? count - exact : exact - count;
        worst = std::max(worst, off);
        if (n >= 120) good = good && off <= std::max<std::uint64_t>(100, n / 2);
        if (shares[i] == 0) good = good && counts[i] == 0;
      }
    }
    INFO("shares " << shares[0] << ", " << shares[1] << ", " << shares[2]);
    CHECK(good);
    CHECK(worst <= 100);
  }
}

TEST_CASE("the parts of consecutive ranges add up to the whole") {
  const Apportionment<4> apportionment({60, 25, 10, 5});
  std::array<std::uint64_t, 4> sum{};
  Draws draws(3, kStream, 0);
  std::uint64_t at = 0;
  while (at < 1'000'000) {
    const std::uint64_t next = at + draws.below(3'000);
    const auto part = apportionment.counts_of(at, next);
    CHECK(std::accumulate(part.begin(), part.end(), std::uint64_t{0}) == next - at);
    for (std::size_t i = 0; i < sum.size(); ++i)
      sum[i] += part[i];
    at = next;
  }
  CHECK(sum == apportionment.counts_of(at));
}

TEST_CASE("a rank falls into the bucket that the counts cut") {
  const std::array<std::uint64_t, 4> counts = {2, 0, 3, 1};
  const std::array<std::size_t, 6> expected = {0, 0, 2, 2, 2, 3};
  const std::array<std::uint64_t, 6> positions = {0, 1, 0, 1, 2, 0};
  for (std::uint64_t rank = 0; rank < 6; ++rank) {
    CHECK(bucket_of(counts, rank).index == expected[rank]);
    CHECK(bucket_of(counts, rank).position == positions[rank]);
  }
}

TEST_CASE("a fitted table meets its sums exactly and keeps unwished cells empty where it can") {
  std::size_t feasible_tables = 0;
  for (std::uint64_t number = 0; number < 4'000; ++number) {
    const RandomTable table = random_table(number);
    const std::size_t columns = table.columns.size();
    const auto cells = fit_contingency_table(table.rows, table.columns, table.wish);
    REQUIRE(cells.size() == table.wish.size());
    bool sums_met = true;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      std::uint64_t sum = 0;
      for (std::size_t c = 0; c < columns; ++c)
        sum += cells[r * columns + c];
      sums_met = sums_met && sum == table.rows[r];
    }
    for (std::size_t c = 0; c < columns; ++c) {
      std::uint64_t sum = 0;
      for (std::size_t r = 0; r < table.rows.size(); ++r)
        sum += cells[r * columns + c];
      sums_met = sums_met && sum == table.columns[c];
    }
    std::uint64_t unwished = 0;
    for (std::size_t i = 0; i < cells.size(); ++i)
      unwished += table.wish[i] == 0 ? cells[i] : 0;
    const bool feasible = Feasibility(table.rows, table.columns, table.wish).holds();
    feasible_tables += feasible ? 1 : 0;
    INFO("table " << number << ", " << sum_of(table.rows) << " members");
    CHECK(sums_met);
    CHECK((unwished == 0 || !feasible));
  }
  CHECK(feasible_tables > 500);
}

TEST_CASE("a fitted table without preferences has rows and columns independent") {
  const std::vector<std::uint64_t> rows = {720, 300, 120, 60};
  const std::vector<std::uint64_t> columns = {840, 300, 60};
  const std::vector<std::uint32_t> wish(12, 1);
  const auto cells = fit_contingency_table(rows, columns, wish);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::uint64_t exact = rows[i / 3] * columns[i % 3];
    const std::uint64_t cell = cells[i] * 1'200;
    CHECK((cell > exact ? cell - exact : exact - cell) <= 1'200);
  }
}

TEST_CASE("a distributed total is exact, within its bounds, and follows the weights") {
  for (std::uint64_t number = 0; number < 500; ++number) {
    Draws draws(2, kStream, number);
    std::vector<std::uint32_t> weights(1 + draws.below(200));
    for (auto& weight : weights)
      weight = static_cast<std::uint32_t>(draws.below(1'000));
    const auto low = static_cast<std::uint32_t>(draws.below(6));
    const auto high = low + static_cast<std::uint32_t>(draws.below(46));
    const std::uint64_t total =
        low * weights.size() + draws.below((high - low) * weights.size() + 1);
    std::vector<std::uint32_t> shares(weights.size(), 77);
    distribute(total, weights, low, high, shares);
    INFO(number);
    CHECK(std::accumulate(shares.begin(), shares.end(), std::uint64_t{0}) == total);
    CHECK(*std::min_element(shares.begin(), shares.end()) >= low);
    CHECK(*std::max_element(shares.begin(), shares.end()) <= high);
  }
}

TEST_CASE("equal weights share evenly, and unequal ones in proportion") {
  const std::vector<std::uint32_t> equal(7, 5);
  std::vector<std::uint32_t> shares(7);
  distribute(100, equal, 0, 1'000, shares);
  CHECK(*std::max_element(shares.begin(), shares.end()) -
            *std::min_element(shares.begin(), shares.end()) <=
        1);
  const std::vector<std::uint32_t> unequal = {999, 1'999, 3'999};
  shares.resize(3);
  distribute(7'000, unequal, 0, 10'000, shares);
  CHECK(shares == std::vector<std::uint32_t>{1'000, 2'000, 4'000});
  distribute(12, unequal, 4, 4, shares);
  CHECK(shares == std::vector<std::uint32_t>{4, 4, 4});
  // What the first cannot take, all the others share.
  const std::vector<std::uint32_t> one_heavy = {999, 0, 0, 0, 0};
  shares.resize(5);
  distribute(30, one_heavy, 0, 10, shares);
  CHECK(shares == std::vector<std::uint32_t>{10, 5, 5, 5, 5});
  const std::vector<std::uint32_t> lows = {500, 0, 9'000};
  shares.resize(3);
  distribute(16'500, unequal, lows, 10'000, shares);
  CHECK(shares == std::vector<std::uint32_t>{2'500, 4'000, 10'000});
}

}  // namespace bankseed
