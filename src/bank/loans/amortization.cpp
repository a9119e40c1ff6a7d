#include "bank/loans/amortization.hpp"

#include <algorithm>
#include <compare>
#include <vector>

#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

constexpr auto kUnit = static_cast<std::uint64_t>(kMonthlyRateUnit);

/// a * b / 2^64
Uint128 times(Uint128 a, std::uint64_t b) noexcept {
  return (a >> 64) * b + (static_cast<Uint128>(static_cast<std::uint64_t>(a)) * b >> 64);
}

/// a * b / 2^128
Uint128 times(Uint128 a, Uint128 b) noexcept {
  const Uint128 low = times(a, static_cast<std::uint64_t>(b));
  const auto high = static_cast<std::uint64_t>(b >> 64);
  const Uint128 middle = static_cast<Uint128>(static_cast<std::uint64_t>(a)) * high;
  const Uint128 carry = (static_cast<std::uint64_t>(low) + (middle & UINT64_MAX)) >> 64;
  return (a >> 64) * high + (low >> 64) + (middle >> 64) + carry;
}

/// A natural number of any size, as far as powers need one.
class Natural {
 public:
  explicit Natural(std::uint64_t value) : limbs_{value} {}

  void multiply(std::uint64_t factor) {
    Uint128 carry = 0;
    for (std::uint64_t& limb : limbs_) {
      carry += static_cast<Uint128>(limb) * factor;
      limb = static_cast<std::uint64_t>(carry);
      carry >>= 64;
    }
    if (carry != 0) limbs_.push_back(static_cast<std::uint64_t>(carry));
  }

  [[nodiscard]] std::strong_ordering operator<=>(const Natural& other) const {
    if (limbs_.size() != other.limbs_.size()) return limbs_.size() <=> other.limbs_.size();
    return std::lexicographical_compare_three_way(limbs_.rbegin(), limbs_.rend(),
                                                  other.limbs_.rbegin(), other.limbs_.rend());
  }

 private:
  std::vector<std::uint64_t> limbs_;  // The least first, the last not zero.
};

/// P i / (1 - v), where v = (1 + i)^-n: the annuity of a loan with interest. i is R / U, R being
/// the yearly rate in ten-thousandths, and so v = (U / (U + R))^n.
class Annuity {
 public:
  explicit Annuity(const LoanTerms& terms) noexcept
      : months_(static_cast<std::uint32_t>(terms.months)),
        growth_(kUnit + static_cast<std::uint64_t>(terms.rate.ten_thousandths)),
        interest_(static_cast<std::uint64_t>(terms.principal.cents) *
                  static_cast<std::uint64_t>(terms.rate.ten_thousandths)) {
    const Uint128 upper = (static_cast<Uint128>(kUnit) << 64) / growth_;
    const Uint128 rest = (static_cast<Uint128>(kUnit) << 64) % growth_;
    Uint128 factor = (upper << 64) + (rest << 64) / growth_;
    for (std::uint32_t months = months_; months != 0; months /= 2) {
      if (months % 2 != 0) discount_ = times(discount_, factor);
      factor = times(factor, factor);
    }
  }

  /// In whole cents, right to one of them.
  [[nodiscard]] std::uint64_t estimate() const noexcept {
    return static_cast<std::uint64_t>((static_cast<Uint128>(interest_) << 64) /
                                      ((~discount_ >> 64) * kUnit));
  }

  /// How the annuity compares with so many halves of a cent, exactly. With H for them, it is
  /// 2 P R / U against H (1 - v), which is H U v against H U - 2 P R.
  [[nodiscard]] std::strong_ordering compare(std::uint64_t halves) const {
    const std::uint64_t all = halves * kUnit;
    if (all <= 2 * interest_) return std::strong_ordering::greater;
    const std::uint64_t rest = all - 2 * interest_;
    const Uint128 bound = static_cast<Uint128>(rest) << 64;
    if (times(discount_, all) > bound) return std::strong_ordering::greater;
    if (times(discount_ + error_max(), all) < bound) return std::strong_ordering::less;
    // A tie, or next to one.
    Natural left(all);
    Natural right(rest);
    for (std::uint32_t month = 0; month < months_; ++month) {
      left.multiply(kUnit);
      right.multiply(growth_);
    }
    return left <=> right;
  }

 private:
  /// What v is at most more than the discount: of the factor less than a unit of the last place was
  /// cut off, and a product has its factors' errors and again less than a unit.
  [[nodiscard]] Uint128 error_max() const noexcept { return 2 * months_ + 1; }

  std::uint32_t months_;
  std::uint64_t growth_;
  std::uint64_t interest_;          // P R
  Uint128 discount_ = ~Uint128{0};  // v * 2^128, not more.
};

}  // namespace

Money level_payment(const LoanTerms& terms) {
  BANKSEED_CHECK(terms.months > 0 && terms.principal.cents >= 0);
  if (terms.rate.ten_thousandths == 0)
    return {divide_half_even(terms.principal.cents, terms.months)};
  const Annuity annuity(terms);
  std::uint64_t cents = annuity.estimate();
  const auto is_too_much = [&annuity](std::uint64_t payment) {
    const auto order = annuity.compare(2 * payment - 1);
    return order < 0 || (order == 0 && payment % 2 != 0);
  };
  while (cents > 0 && is_too_much(cents))
    --cents;
  while (!is_too_much(cents + 1))
    ++cents;
  return {static_cast<std::int64_t>(cents)};
}

MonthlyDates::MonthlyDates(Date start) noexcept {
  const YearMonthDay civil = to_civil(start);
  month_start_ = start.days - (civil.day - 1);
  year_ = civil.year;
  month_ = civil.month;
  day_ = civil.day;
}

std::int32_t MonthlyDates::days_of_month() const noexcept {
  if (month_ == 2) return year_ % 4 == 0 && (year_ % 100 != 0 || year_ % 400 == 0) ? 29 : 28;
  // 31 days in the odd months until July, in the even ones from August.
  return 30 + ((month_ + month_ / 8) & 1);
}

Date MonthlyDates::next() noexcept {
  month_start_ += days_of_month();
  if (++month_ == 13) {
    month_ = 1;
    ++year_;
  }
  return {month_start_ + std::min(day_, days_of_month()) - 1};
}

}  // namespace bankseed
