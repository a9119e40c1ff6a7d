#include "verify/figures/measures.hpp"

#include <cmath>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

namespace bankseed::verify {
namespace {

using Cells = std::initializer_list<std::pair<const char*, double>>;

std::vector<Point> points_of(Cells cells, double out_of = 0) {
  std::vector<Point> points;
  for (const auto& [label, value] : cells)
    points.push_back({.series = "", .label = label, .value = value, .out_of = out_of});
  return points;
}

double value_of(const std::optional<Reading>& reading) {
  REQUIRE(reading);
  return reading->value;
}

}  // namespace

TEST_CASE("digits that follow Benford's law do not deviate, and equal ones do") {
  std::vector<Point> lawful;
  std::vector<Point> equal;
  for (int digit = 1; digit <= 9; ++digit) {
    const std::string label = std::to_string(digit);
    lawful.push_back({"", label, 1'000'000 * std::log10(1.0 + 1.0 / digit), 0});
    equal.push_back({"", label, 100, 0});
  }
  CHECK(value_of(benford_deviation(lawful)) == Approx(0).margin(1e-9));
  CHECK(value_of(benford_deviation(equal)) == Approx(0.0597).margin(1e-4));
  CHECK(benford_deviation(equal)->observations == 900);
  // A digit that is missing deviates, too.
  lawful.erase(lawful.begin());
  CHECK(value_of(benford_deviation(lawful)) > 0.06);
}

TEST_CASE("the limit of the deviation falls with the root of the sample, down to 0.006") {
  CHECK(benford_limit(1'000) == Approx(0.0130).margin(0.0002));
  CHECK(benford_limit(4'000) == Approx(benford_limit(1'000) / 2));
  CHECK(benford_limit(1e9) == 0.006);
}

TEST_CASE("hours give the night's share and the peak") {
  const auto hours = points_of({{"0", 2}, {"4", 1}, {"5", 3}, {"12", 40}, {"19", 54}});
  CHECK(value_of(night_share(hours)) == Approx(0.03));
  CHECK(value_of(small_hours_share(hours)) == Approx(0.04));
  CHECK(value_of(peak_hour(hours)) == 19);
}

TEST_CASE("days are compared by what a day brings") {
  std::vector<Point> weekdays = points_of({{"1", 100}, {"2", 100}, {"3", 100}, {"4", 100}}, 10);
  weekdays.push_back({"", "6", 75, 5});
  CHECK(value_of(saturday_ratio(weekdays)) == Approx(1.5));
  std::vector<Point> since = points_of({{"0", 40}, {"1", 20}}, 20);
  since.push_back({"", "2", 10, 10});
  since.push_back({"", "9", 30, 30});
  CHECK(value_of(payday_ratio(since)) == Approx(1.5));
  const auto winter = points_of({{"11", 100}, {"12", 150}, {"1", 50}}, 30);
  CHECK(value_of(december_ratio(winter)) == Approx(2));
}

TEST_CASE("salaries are counted by the kind of day") {
  const auto days = points_of({{"payday", 90}, {"weekend", 4}, {"other day", 6}});
  CHECK(value_of(share_on_paydays(days)) == Approx(0.9));
  CHECK(value_of(share_on_weekends(days)) == Approx(0.04));
}

TEST_CASE("the exponent of a power law is found again") {
  std::vector<Point> partners;
  for (int k = 1; k <= 3000; ++k)
    partners.push_back({"", std::to_string(k), 1e6 * std::pow(k, -2.2), 0});
  CHECK(value_of(power_law_exponent(partners)) == Approx(2.2).margin(0.15));
  CHECK(value_of(few_partners_share(partners)) > 0.8);
  // Everybody with one partner has no tail.
  CHECK_FALSE(power_law_exponent(points_of({{"1", 500}})));
}

TEST_CASE("equal parts have a Gini coefficient of zero, and one part with all of nearly one") {
  std::vector<Point> parts(100, Point{"", "", 1, 1});
  CHECK(value_of(gini(parts)) == Approx(0).margin(1e-9));
  for (std::size_t i = 0; i < 99; ++i)
    parts[i].value = 0;
  CHECK(value_of(gini(parts)) == Approx(0.99));
}

TEST_CASE("the mean of labels is weighted, and labels that are no numbers are left out") {
  CHECK(value_of(mean_label(points_of({{"20", 3}, {"100", 1}, {"x", 7}}))) == Approx(40));
}

TEST_CASE("segments are compared with the one below") {
  CHECK(value_of(smallest_step(
            points_of({{"retail", 100}, {"premium", 300}, {"corporate", 450}}, 9))) == Approx(1.5));
  CHECK(value_of(smallest_step(points_of({{"retail", 100}, {"premium", 90}}, 9))) == Approx(0.9));
}

TEST_CASE("delinquency is judged from the best grade down") {
  std::vector<Point> grades = {{"", "BB", 20, 100}, {"", "AAA", 0, 50},   {"", "A", 3, 100},
                               {"", "B", 2, 100},   {"", "BBB", 10, 100}, {"", "none", 9, 9}};
  CHECK(value_of(prime_delinquency(grades)) == Approx(0.02));
  CHECK(value_of(grade_inversions(grades)) == 1);
  // Half as many of a hundred may be chance.
  grades[3].value = 10;
  CHECK(value_of(grade_inversions(grades)) == 0);
}

TEST_CASE("promoters less detractors, and flags that led to nothing") {
  CHECK(value_of(net_promoters(points_of({{"0", 10}, {"6", 10}, {"7", 30}, {"9", 50}}))) ==
        Approx(0.3));
  CHECK(value_of(false_alarm_share(
            points_of({{"checks", 900}, {"flagged", 50}, {"flagged, customer reported", 5}}))) ==
        Approx(0.9));
}

TEST_CASE("of nothing, nothing is measured") {
  const std::vector<Point> none;
  for (const auto compute :
       {benford_deviation, night_share, small_hours_share, peak_hour, saturday_ratio, payday_ratio,
        december_ratio, share_on_paydays, share_on_weekends, power_law_exponent, few_partners_share,
        mean_label, gini, smallest_step, prime_delinquency, grade_inversions, net_promoters,
        false_alarm_share})
    CHECK_FALSE(compute(none));
}

}  // namespace bankseed::verify
