#pragma once

#include <optional>
#include <span>

#include "verify/figures/figures.hpp"

namespace bankseed::verify {

/// What a measure computes: the number, and how many things it was computed from.
struct Reading {
  double value = 0;
  double observations = 0;
};

// Each condenses points into one number, and returns nothing when there are none to speak of.
// "Label" is a number where the comment calls it so; points whose label is none are left out.

/// Mean absolute deviation of the shares of first digits (labels 1 to 9) from Benford's law.
[[nodiscard]] std::optional<Reading> benford_deviation(std::span<const Point> points);
/// Highest deviation that chance explains in one of a hundred samples of `observations` amounts,
/// but not below 0.006.
[[nodiscard]] double benford_limit(double observations);

/// Share of the hours (labels 0 to 23) before 05:00, and of those from 03:00 to before 06:00.
[[nodiscard]] std::optional<Reading> night_share(std::span<const Point> points);
[[nodiscard]] std::optional<Reading> small_hours_share(std::span<const Point> points);
/// The busiest hour.
[[nodiscard]] std::optional<Reading> peak_hour(std::span<const Point> points);
/// A Saturday (label 6) against a day from Monday to Thursday; `out_of` counts the days.
[[nodiscard]] std::optional<Reading> saturday_ratio(std::span<const Point> points);
/// The days 0 and 1 after a payday against all others; `out_of` counts the days.
[[nodiscard]] std::optional<Reading> payday_ratio(std::span<const Point> points);
/// December against the mean of the November before and the January after, which growth does not
/// disturb; labels are 11, 12 and 1.
[[nodiscard]] std::optional<Reading> december_ratio(std::span<const Point> points);

/// Share of the points that are labelled "payday" and "weekend".
[[nodiscard]] std::optional<Reading> share_on_paydays(std::span<const Point> points);
[[nodiscard]] std::optional<Reading> share_on_weekends(std::span<const Point> points);

/// Exponent of the power law that numbers of partners (labels, from 2) follow, by maximum
/// likelihood.
[[nodiscard]] std::optional<Reading> power_law_exponent(std::span<const Point> points);
/// Share of those with at most two partners.
[[nodiscard]] std::optional<Reading> few_partners_share(std::span<const Point> points);

/// Mean of labels that are numbers, weighted by the values.
[[nodiscard]] std::optional<Reading> mean_label(std::span<const Point> points);
/// Gini coefficient of values that are sums over equal parts of a population, smallest first.
[[nodiscard]] std::optional<Reading> gini(std::span<const Point> points);
/// Mean of a segment against that of the segment below it, where that is least; the points are the
/// segments from the lowest up, `out_of` counts accounts.
[[nodiscard]] std::optional<Reading> smallest_step(std::span<const Point> points);

/// Delinquent loans of the grades AAA, AA and A together.
[[nodiscard]] std::optional<Reading> prime_delinquency(std::span<const Point> points);
/// How often, from AAA down, a grade is less often delinquent than the one above it.
[[nodiscard]] std::optional<Reading> grade_inversions(std::span<const Point> points);

/// Promoters (9, 10) less detractors (0 to 6), as a share.
[[nodiscard]] std::optional<Reading> net_promoters(std::span<const Point> points);
/// Share of flagged checks about customers on whom no report was made.
[[nodiscard]] std::optional<Reading> false_alarm_share(std::span<const Point> points);

}  // namespace bankseed::verify
