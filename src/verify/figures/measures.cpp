#include "verify/figures/measures.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "bankseed/rows/values.hpp"

namespace bankseed::verify {
namespace {

/// The label as a number; nothing when it is none.
std::optional<double> number_of(const Point& point) {
  const std::string& text = point.label;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// What the values and their `out_of` of a selection come to.
struct Sums {
  double value = 0;
  double out_of = 0;
};

template <class Wanted>
Sums sums_where(std::span<const Point> points, Wanted wanted) {
  Sums sums;
  for (const Point& point : points) {
    if (!wanted(point)) continue;
    sums.value += point.value;
    sums.out_of += point.out_of;
  }
  return sums;
}

Sums sums_of(std::span<const Point> points) {
  return sums_where(points, [](const Point&) { return true; });
}

/// Sums over labels from `low` to `high`.
Sums sums_between(std::span<const Point> points, double low, double high) {
  return sums_where(points, [low, high](const Point& point) {
    const auto number = number_of(point);
    return number && *number >= low && *number <= high;
  });
}

std::optional<Reading> share(double part, double whole) {
  if (whole <= 0) return std::nullopt;
  return Reading{part / whole, whole};
}

/// Values per `out_of` of one selection against those of another.
std::optional<Reading> ratio_of_rates(const Sums& one, const Sums& other) {
  if (one.out_of <= 0 || other.out_of <= 0 || other.value <= 0) return std::nullopt;
  return Reading{(one.value / one.out_of) / (other.value / other.out_of), one.value + other.value};
}

std::optional<Reading> share_labelled(std::span<const Point> points, std::string_view label) {
  const auto part =
      sums_where(points, [label](const Point& point) { return point.label == label; });
  return share(part.value, sums_of(points).value);
}

constexpr auto kWorstPrimeGrade = CreditGrade::kA;

}  // namespace

std::optional<Reading> benford_deviation(std::span<const Point> points) {
  const double total = sums_between(points, 1, 9).value;
  if (total <= 0) return std::nullopt;
  double deviation = 0;
  for (int digit = 1; digit <= 9; ++digit) {
    const double found = sums_between(points, digit, digit).value / total;
    deviation += std::abs(found - std::log10(1.0 + 1.0 / digit));
  }
  return Reading{deviation / 9, total};
}

double benford_limit(double observations) {
  // 0.0124 at 1,000 amounts and 0.0058 at 5,000: falls with the square root.
  constexpr double kPerRoot = 0.41;
  return std::max(0.006, kPerRoot / std::sqrt(observations));
}

std::optional<Reading> night_share(std::span<const Point> points) {
  return share(sums_between(points, 0, 4).value, sums_of(points).value);
}

std::optional<Reading> small_hours_share(std::span<const Point> points) {
  return share(sums_between(points, 3, 5).value, sums_of(points).value);
}

std::optional<Reading> peak_hour(std::span<const Point> points) {
  const auto peak =
      std::max_element(points.begin(), points.end(),
                       [](const Point& a, const Point& b) { return a.value < b.value; });
  if (peak == points.end() || !number_of(*peak)) return std::nullopt;
  return Reading{*number_of(*peak), sums_of(points).value};
}

std::optional<Reading> saturday_ratio(std::span<const Point> points) {
  return ratio_of_rates(sums_between(points, 6, 6), sums_between(points, 1, 4));
}

std::optional<Reading> payday_ratio(std::span<const Point> points) {
  return ratio_of_rates(sums_between(points, 0, 1), sums_between(points, 2, 31));
}

std::optional<Reading> december_ratio(std::span<const Point> points) {
  const Sums november = sums_between(points, 11, 11);
  const Sums december = sums_between(points, 12, 12);
  const Sums january = sums_between(points, 1, 1);
  return ratio_of_rates(december,
                        {november.value + january.value, november.out_of + january.out_of});
}

std::optional<Reading> share_on_paydays(std::span<const Point> points) {
  return share_labelled(points, "payday");
}

std::optional<Reading> share_on_weekends(std::span<const Point> points) {
  return share_labelled(points, "weekend");
}

std::optional<Reading> power_law_exponent(std::span<const Point> points) {
  // The tail begins at two partners. Clauset, Shalizi and Newman (2009), equation 3.7.
  constexpr double kTailFrom = 2;
  double count = 0;
  double sum_of_logs = 0;
  for (const Point& point : points) {
    const auto partners = number_of(point);
    if (!partners || *partners < kTailFrom) continue;
    count += point.value;
    sum_of_logs += point.value * std::log(*partners / (kTailFrom - 0.5));
  }
  if (count <= 0 || sum_of_logs <= 0) return std::nullopt;
  return Reading{1 + count / sum_of_logs, count};
}

std::optional<Reading> few_partners_share(std::span<const Point> points) {
  return share(sums_between(points, 1, 2).value, sums_of(points).value);
}

std::optional<Reading> mean_label(std::span<const Point> points) {
  double sum = 0;
  double count = 0;
  for (const Point& point : points) {
    const auto number = number_of(point);
    if (!number) continue;
    sum += *number * point.value;
    count += point.value;
  }
  if (count <= 0) return std::nullopt;
  return Reading{sum / count, count};
}

std::optional<Reading> gini(std::span<const Point> points) {
  const Sums total = sums_of(points);
  if (points.empty() || total.value <= 0) return std::nullopt;
  // Twice the area between the diagonal and the Lorenz curve, by trapezoids.
  const double width = 1.0 / static_cast<double>(points.size());
  double below = 0;
  double area = 0;
  for (const Point& point : points) {
    const double above = below + point.value / total.value;
    area += width * (below + above) / 2;
    below = above;
  }
  return Reading{1 - 2 * area, total.out_of};
}

std::optional<Reading> smallest_step(std::span<const Point> points) {
  if (points.size() < 2) return std::nullopt;
  Reading reading{HUGE_VAL, points[0].out_of};
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i - 1].value <= 0) return std::nullopt;
    reading.value = std::min(reading.value, points[i].value / points[i - 1].value);
    reading.observations = std::min(reading.observations, points[i].out_of);
  }
  return reading;
}

std::optional<Reading> prime_delinquency(std::span<const Point> points) {
  const Sums prime = sums_where(points, [](const Point& point) {
    const auto grade = value_of<CreditGrade>(point.label);
    return grade && *grade <= kWorstPrimeGrade;
  });
  return share(prime.value, prime.out_of);
}

std::optional<Reading> grade_inversions(std::span<const Point> points) {
  Reading reading;
  double above = 0;
  double rows_above = 0;
  for (const std::string_view grade : kTexts<CreditGrade>) {
    const Sums loans =
        sums_where(points, [grade](const Point& point) { return point.label == grade; });
    if (loans.out_of <= 0) continue;
    const double rate = loans.value / loans.out_of;
    // Three standard errors of so rare events may be chance.
    const double chance =
        rows_above > 0 ? 3 * std::sqrt((rate + above) / std::min(loans.out_of, rows_above)) : 0;
    if (rate + chance < above) ++reading.value;
    above = rate;
    rows_above = loans.out_of;
    reading.observations += loans.out_of;
  }
  if (reading.observations <= 0) return std::nullopt;
  return reading;
}

std::optional<Reading> net_promoters(std::span<const Point> points) {
  return share(sums_between(points, 9, 10).value - sums_between(points, 0, 6).value,
               sums_of(points).value);
}

std::optional<Reading> false_alarm_share(std::span<const Point> points) {
  const auto named = [points](std::string_view label) {
    return sums_where(points, [label](const Point& point) { return point.label == label; }).value;
  };
  return share(named("flagged") - named("flagged, customer reported"), named("flagged"));
}

}  // namespace bankseed::verify
