#pragma once

#include <cstdint>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/types.hpp"

namespace bankseed {

/// What a loan's schedule follows from.
struct LoanTerms {
  Money principal;          ///< Below 10^13 cents.
  Fraction rate;            ///< Nominal, per year; 0 to 1.
  std::int32_t months = 0;  ///< At least one.
};

/// A yearly rate in ten-thousandths over this is the rate of a month.
inline constexpr std::int64_t kMonthlyRateUnit = std::int64_t{12} * 10'000;

/// numerator / denominator (not negative, below 2^61), rounded to the nearest whole number, halves
/// to the even one.
[[nodiscard]] constexpr std::int64_t divide_half_even(std::int64_t numerator,
                                                      std::int64_t denominator) noexcept {
  const std::int64_t whole = numerator / denominator;
  const std::int64_t doubled_rest = 2 * (numerator - whole * denominator);
  const bool up = doubled_rest > denominator || (doubled_rest == denominator && whole % 2 != 0);
  return whole + (up ? 1 : 0);
}

/// A month's interest on `balance` (below 10^13 cents) at a yearly rate: a twelfth of the rate,
/// rounded half-even to whole cents (SCH1).
[[nodiscard]] constexpr std::int64_t monthly_interest(std::int64_t balance,
                                                      Fraction rate) noexcept {
  return divide_half_even(balance * rate.ten_thousandths, kMonthlyRateUnit);
}

/// The annuity P i / (1 - (1 + i)^-n), where i is a twelfth of the rate, or P / n without interest,
/// rounded half-even to whole cents, exactly (SCH1).
[[nodiscard]] Money level_payment(const LoanTerms& terms);

/// One row of a schedule; total is principal + interest.
struct Installment {
  Money principal;
  Money interest;
  Money total;
};

/// Walks through the installments of a level-payment loan in order. The principal parts sum to the
/// principal to the cent; every installment is the level payment but the last, which takes what is
/// left, mostly some cents more or less. Where so little was lent that nothing is left before, the
/// installments after that are zero.
class AmortizationSchedule {
 public:
  /// `payment` is level_payment(terms), which the caller keeps.
  constexpr AmortizationSchedule(const LoanTerms& terms, Money payment) noexcept
      : balance_(terms.principal.cents),
        payment_(payment.cents),
        rate_(terms.rate),
        months_left_(terms.months) {}

  /// The next installment; call as often as there are months.
  constexpr Installment next() noexcept {
    const std::int64_t interest = monthly_interest(balance_, rate_);
    --months_left_;
    std::int64_t principal = payment_ - interest;
    if (months_left_ == 0 || principal > balance_) principal = balance_;
    balance_ -= principal;
    return {.principal = {principal}, .interest = {interest}, .total = {principal + interest}};
  }

  /// Principal that the installments so far have left unpaid.
  [[nodiscard]] constexpr Money balance() const noexcept { return {balance_}; }

 private:
  std::int64_t balance_;
  std::int64_t payment_;
  Fraction rate_;
  std::int32_t months_left_;
};

/// Walks through add_months(start, 1), add_months(start, 2), ... at a fraction of its cost.
class MonthlyDates {
 public:
  explicit MonthlyDates(Date start) noexcept;

  /// The same day of the next month, or that month's last day where it has no such day.
  [[nodiscard]] Date next() noexcept;

 private:
  [[nodiscard]] std::int32_t days_of_month() const noexcept;

  std::int32_t month_start_;  // Day number of the first of the month.
  std::int32_t year_;
  std::int32_t month_;
  std::int32_t day_;
};

}  // namespace bankseed
