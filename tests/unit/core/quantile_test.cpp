#include "core/quantile.hpp"

#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

#include <catch2/catch.hpp>

#include "core/random.hpp"

namespace bankseed {
namespace {

constexpr Stream kQuantileStream{13};
constexpr std::uint64_t kHalf = std::uint64_t{1} << 63;
/// One part in 10,000 of the mass.
constexpr std::uint64_t kBasisPoint = UINT64_MAX / 10'000;
constexpr double kFixedOne = 4'294'967'296.0;  // 2^32

QuantileTable purchases() {
  // Its mean is that of debit payments in the Federal Reserve Payments Study 2016, 38 USD.
  return QuantileTable::log_normal(
      {.median = 17'18, .sigma_permille = 1'260, .low = 1'00, .high = 5'000'00});
}
QuantileTable ages() {
  return QuantileTable::normal(
      {.mean = 43'000, .deviation = 14'000, .low = 18'000, .high = 85'000});
}

void check_table(const QuantileTable& table, std::int64_t low, std::int64_t high) {
  CHECK(table.low() == low);
  CHECK(table.high() == high);
  CHECK(table(0) == low);
  CHECK(table(UINT64_MAX) <= high);
  std::int64_t before = low;
  bool rising = true;
  std::size_t at_limits = 0;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    const std::int64_t value = table(i * (UINT64_MAX / 100'000));
    rising = rising && value >= before && value <= high;
    at_limits += value == low || value == high ? 1 : 0;
    before = value;
  }
  CHECK(rising);
  // Cut, not clamped: hardly anything falls on the limits themselves.
  CHECK(at_limits < 200);
}

}  // namespace

TEST_CASE("the normal quantile has its known values, rises, and is symmetric") {
  CHECK(normal_quantile(kHalf) == 0);
  CHECK(static_cast<double>(normal_quantile(kBasisPoint * 9'750)) / kFixedOne ==
        Approx(1.959964).epsilon(0.0005));
  CHECK(static_cast<double>(normal_quantile(kBasisPoint * 8'413)) / kFixedOne ==
        Approx(0.99982).epsilon(0.0005));
  CHECK(static_cast<double>(normal_quantile(kBasisPoint * 50)) / kFixedOne ==
        Approx(-2.575829).epsilon(0.0005));
  std::int64_t before = normal_quantile(0);
  for (std::uint64_t i = 1; i < 20'000; ++i) {
    const std::uint64_t uniform = i * (UINT64_MAX / 20'000);
    const std::int64_t value = normal_quantile(uniform);
    REQUIRE(value >= before);
    REQUIRE(std::abs(value + normal_quantile(0 - uniform)) <= 2'000);
    before = value;
  }
}

TEST_CASE("powers of two are exact to one part in a million") {
  const auto fixed = [](double exponent) {
    return static_cast<std::int64_t>(exponent * kFixedOne);
  };
  CHECK(exp2_fixed(0) == 65'536);
  CHECK(exp2_fixed(fixed(1)) == 131'072);
  CHECK(exp2_fixed(fixed(-16)) == 1);
  CHECK(exp2_fixed(fixed(46)) == std::uint64_t{1} << 62);
  for (double exponent = 0; exponent < 40; exponent += 0.137) {
    double expected = 65'536;
    for (int i = 0; i < static_cast<int>(exponent); ++i)
      expected *= 2;
    expected *= std::exp2(exponent - static_cast<int>(exponent));
    CHECK(static_cast<double>(exp2_fixed(fixed(exponent))) == Approx(expected).epsilon(2e-5));
  }
}

TEST_CASE("tables rise from their least to their greatest value and pile nothing on the limits") {
  check_table(purchases(), 1'00, 5'000'00);
  check_table(ages(), 18'000, 85'000);
  check_table(QuantileTable::rising(0, 1'000'000'000), 0, 1'000'000'000);
  check_table(
      QuantileTable::log_normal(
          {.median = 40'000'00, .sigma_permille = 900, .low = 10'000'00, .high = 500'000'00}),
      10'000'00, 500'000'00);
}

TEST_CASE("a log-normal table has the median and the spread that were asked for") {
  const auto table = QuantileTable::log_normal(
      {.median = 17'18, .sigma_permille = 1'260, .low = 0, .high = 1'000'000'00});
  CHECK(static_cast<double>(table(kHalf)) == Approx(1'718).epsilon(0.01));
  // One and a half standard deviations up and down: e^(1.5 * 1.26) = 6.619.
  CHECK(static_cast<double>(table(kBasisPoint * 9'332)) == Approx(1'718 * 6.619).epsilon(0.02));
  CHECK(static_cast<double>(table(kBasisPoint * 668)) == Approx(1'718 / 6.619).epsilon(0.02));
}

TEST_CASE("a normal table has the mean and the deviation that were asked for") {
  const auto table = QuantileTable::normal(
      {.mean = 0, .deviation = 1'000'000, .low = -3'000'000, .high = 3'000'000});
  CHECK(std::abs(table(kHalf)) < 2'000);
  CHECK(static_cast<double>(table(kBasisPoint * 8'413)) == Approx(998'000).epsilon(0.01));
  CHECK(static_cast<double>(table(kBasisPoint * 1'587)) == Approx(-998'000).epsilon(0.01));
}

TEST_CASE("a rising table is twice as dense at its end as at its beginning") {
  const auto table = QuantileTable::rising(0, 1'000'000);
  // The median of a density from 1 to 2: sqrt(2.5) - 1.
  CHECK(static_cast<double>(table(kHalf)) == Approx(581'139).epsilon(0.001));
  const std::int64_t first = table(kBasisPoint * 100);
  const std::int64_t last = 1'000'000 - table(kBasisPoint * 9'900);
  CHECK(static_cast<double>(first) / static_cast<double>(last) == Approx(2).epsilon(0.02));
}

TEST_CASE("values within narrower limits are distributed as the table's own between them") {
  const auto table = ages();
  constexpr std::int64_t kLow = 30'000;
  constexpr std::int64_t kHigh = 50'000;
  // Twenty classes between the limits, drawn directly (what falls outside drawn again) and cut.
  constexpr std::size_t kClasses = 20;
  constexpr int kDraws = 200'000;
  const auto class_of = [](std::int64_t value) {
    return static_cast<std::size_t>(value - kLow) * kClasses / (kHigh - kLow + 1);
  };
  std::array<std::int64_t, kClasses> direct{};
  std::array<std::int64_t, kClasses> cut{};
  Draws draws(1, kQuantileStream, 0);
  for (int i = 0; i < kDraws;) {
    const std::int64_t value = table(draws.next());
    if (value < kLow || value > kHigh) continue;
    ++direct[class_of(value)];
    ++i;
  }
  for (int i = 0; i < kDraws; ++i) {
    const std::int64_t value = table.within(draws.next(), kLow, kHigh);
    REQUIRE(value >= kLow);
    REQUIRE(value <= kHigh);
    ++cut[class_of(value)];
  }
  for (std::size_t i = 0; i < kClasses; ++i) {
    INFO("class " << i << ": " << direct[i] << " and " << cut[i]);
    // Five standard deviations of a difference of two counts near 10,000.
    CHECK(std::abs(direct[i] - cut[i]) < 750);
  }
}

TEST_CASE("limits outside the table change nothing, and a single value can be asked for") {
  const auto table = purchases();
  Draws draws(2, kQuantileStream, 0);
  for (int i = 0; i < 10'000; ++i) {
    const std::uint64_t uniform = draws.next();
    REQUIRE(table.within(uniform, 0, INT64_MAX) == table(uniform));
    const std::int64_t bound = 1'00 + static_cast<std::int64_t>(draws.below(4'999'00));
    REQUIRE(table.within(uniform, 0, bound) <= bound);
    REQUIRE(table.within(uniform, bound, INT64_MAX) >= bound);
    REQUIRE(table.within(uniform, bound, bound) == bound);
  }
}

TEST_CASE("the tables are the ones that banks made before have") {
  std::vector<std::int64_t> values;
  for (const std::uint64_t share : {std::uint64_t{1}, std::uint64_t{2'500}, std::uint64_t{5'000},
                                    std::uint64_t{7'777}, std::uint64_t{9'999}}) {
    values.push_back(purchases()(share * kBasisPoint));
    values.push_back(ages()(share * kBasisPoint));
  }
  CHECK(values == std::vector<std::int64_t>{100, 18'015, 759, 34'733, 17'49, 43'625, 45'51, 54'042,
                                            4'884'62, 84'845});
}

}  // namespace bankseed
