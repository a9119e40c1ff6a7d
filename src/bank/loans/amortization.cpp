#include "bank/loans/amortization.hpp"

#include <algorithm>

#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

constexpr std::int64_t kMonthsTimesUnit = std::int64_t{12} * 10'000;
constexpr int kFixedBits = 62;

/// Whether paying so much every month leaves nothing at the end of the term.
bool clears(const LoanTerms& terms, std::int64_t payment) noexcept {
  std::int64_t balance = terms.principal.cents;
  if (payment <= monthly_interest(balance, terms.rate)) return balance == 0;
  for (std::int32_t month = 0; month < terms.months && balance > 0; ++month)
    balance += monthly_interest(balance, terms.rate) - payment;
  return balance <= 0;
}

/// a * b / 2^62
std::uint64_t times(std::uint64_t a, std::uint64_t b) noexcept {
  return static_cast<std::uint64_t>((static_cast<Uint128>(a) * b) >> kFixedBits);
}

/// The annuity formula P r / (1 - (1 + r)^-n) in fixed point, good to a few cents.
std::int64_t annuity(const LoanTerms& terms) noexcept {
  const auto principal = static_cast<std::uint64_t>(terms.principal.cents);
  if (terms.rate.ten_thousandths == 0) return terms.principal.cents / terms.months;
  const auto rate = static_cast<std::uint64_t>(terms.rate.ten_thousandths);
  constexpr auto kUnit = static_cast<std::uint64_t>(kMonthsTimesUnit);
  constexpr std::uint64_t kOne = std::uint64_t{1} << kFixedBits;
  std::uint64_t factor =
      static_cast<std::uint64_t>((static_cast<Uint128>(kOne) * kUnit) / (kUnit + rate));
  std::uint64_t discount = kOne;
  for (auto months = static_cast<std::uint32_t>(terms.months); months != 0; months /= 2) {
    if (months % 2 != 0) discount = times(discount, factor);
    factor = times(factor, factor);
  }
  BANKSEED_CHECK(discount < kOne);  // A positive rate discounts.
  const Uint128 interest = static_cast<Uint128>(principal) * rate;
  return static_cast<std::int64_t>((interest << kFixedBits) /
                                   (static_cast<Uint128>(kOne - discount) * kUnit));
}

}  // namespace

Money level_payment(const LoanTerms& terms) noexcept {
  BANKSEED_CHECK(terms.months > 0 && terms.principal.cents >= 0);
  // `high` clears, `low` does not: steps of growing width away from the formula's answer find such
  // a pair, mostly at once; bisection does the rest.
  std::int64_t high = annuity(terms) + 1;
  std::int64_t step = 1;
  while (!clears(terms, high)) {
    high += step;
    step *= 2;
  }
  std::int64_t low = high - 1;
  for (step = 1; low >= 0 && clears(terms, low); step *= 2) {
    high = low;
    low -= step;
  }
  low = std::max<std::int64_t>(low, -1);
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    if (clears(terms, middle)) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return {high};
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
