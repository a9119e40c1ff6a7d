#include "bank/loans/amortization.hpp"

#include <cmath>
#include <cstdlib>
#include <vector>

#include <catch2/catch.hpp>

#include "core/random.hpp"

namespace bankseed {
namespace {

// The reference is the annuity formula A = P r / (1 - (1 + r)^-n), r being a twelfth of the nominal
// yearly rate (Brealey, Myers, Allen: Principles of Corporate Finance, chapter 2), in long double,
// and interest in exact 128-bit arithmetic: neither shares code with what is tested.

long double annuity(long double principal_cents, long double rate_per_year, int months) {
  const long double r = rate_per_year / 12;
  if (r == 0) return principal_cents / months;
  return principal_cents * r / (1 - std::pow(1 + r, static_cast<long double>(-months)));
}

/// What a month's payment of one cent is worth at the end of the term.
long double accumulated_cent(long double rate_per_year, int months) {
  const long double r = rate_per_year / 12;
  if (r == 0) return months;
  return (std::pow(1 + r, static_cast<long double>(months)) - 1) / r;
}

std::vector<Installment> schedule_of(const LoanTerms& terms) {
  AmortizationSchedule schedule(terms, level_payment(terms));
  std::vector<Installment> installments;
  installments.reserve(static_cast<std::size_t>(terms.months));
  for (std::int32_t i = 0; i < terms.months; ++i)
    installments.push_back(schedule.next());
  REQUIRE(schedule.balance() == Money{0});
  return installments;
}

/// Nearest whole number to balance * rate / 120,000, halves to even, by exact comparison of
/// distances.
std::int64_t reference_interest(std::int64_t balance, std::int32_t rate) {
  const Int128 exact = static_cast<Int128>(balance) * rate;  // In 1/120,000 cents.
  const auto below = static_cast<std::int64_t>(exact / 120'000);
  const Int128 to_below = exact - static_cast<Int128>(below) * 120'000;
  const Int128 to_above = static_cast<Int128>(below + 1) * 120'000 - exact;
  if (to_below < to_above) return below;
  if (to_above < to_below) return below + 1;
  return below % 2 == 0 ? below : below + 1;
}

void check_schedule(const LoanTerms& terms) {
  CAPTURE(terms.principal.cents, terms.rate.ten_thousandths, terms.months);
  const auto rate = static_cast<long double>(terms.rate.ten_thousandths) / 10'000;
  const std::int64_t payment = level_payment(terms).cents;
  // Rounding interest moves the balance by at most half a cent a month, as if the payment were
  // half a cent off; the least payment in whole cents is at most one cent more.
  const long double exact =
      annuity(static_cast<long double>(terms.principal.cents), rate, terms.months);
  CHECK(static_cast<long double>(payment) >= exact - 0.5L - 1e-6L);
  CHECK(static_cast<long double>(payment) <= exact + 1.5L + 1e-6L);

  std::int64_t balance = terms.principal.cents;
  const auto installments = schedule_of(terms);
  for (std::size_t i = 0; i < installments.size(); ++i) {
    const Installment& installment = installments[i];
    const bool last = i + 1 == installments.size();
    REQUIRE(installment.interest.cents == reference_interest(balance, terms.rate.ten_thousandths));
    REQUIRE(installment.total.cents == installment.principal.cents + installment.interest.cents);
    if (!last) REQUIRE(installment.total.cents <= payment);
    REQUIRE(installment.principal.cents >= 0);
    balance -= installment.principal.cents;
  }
  CHECK(balance == 0);
  CHECK(installments.back().total.cents <= payment);
  // The last is short of the others by what their excess over the exact payment has grown to.
  const long double excess = static_cast<long double>(payment) - exact;
  const long double short_of = (excess + 0.5L) * accumulated_cent(rate, terms.months) + 1;
  CHECK(static_cast<long double>(payment - installments.back().total.cents) <= short_of);
  // One cent less does not clear the loan.
  std::int64_t left = terms.principal.cents;
  for (std::int32_t i = 0; i < terms.months; ++i)
    left += reference_interest(left, terms.rate.ten_thousandths) - (payment - 1);
  CHECK(left > 0);
}

}  // namespace

TEST_CASE("a month's interest is rounded to the nearest cent, halves to the even one") {
  // 0.12 a year is 0.01 a month: 50 cents bring half a cent.
  CHECK(monthly_interest(50, {1200}) == 0);
  CHECK(monthly_interest(150, {1200}) == 2);
  CHECK(monthly_interest(250, {1200}) == 2);
  CHECK(monthly_interest(350, {1200}) == 4);
  CHECK(monthly_interest(51, {1200}) == 1);
  CHECK(monthly_interest(49, {1200}) == 0);
  CHECK(monthly_interest(0, {1200}) == 0);
  CHECK(monthly_interest(100'000'00, {650}) == 541'67);
}

TEST_CASE("level payments are the annuity formula's, rounded up to a cent that clears the loan") {
  struct Example {
    LoanTerms terms;
    std::int64_t payment;
  };
  // By the formula: 599.5505, 1264.1360, 386.6561, 888.4879, 1166.6667 (no interest), 843.8568.
  const std::vector<Example> examples = {
      {{{100'000'00}, {600}, 360}, 599'56}, {{{200'000'00}, {650}, 360}, 1264'14},
      {{{20'000'00}, {600}, 60}, 386'66},   {{{10'000'00}, {1200}, 12}, 888'49},
      {{{14'000'00}, {0}, 12}, 1166'67},    {{{100'000'00}, {600}, 180}, 843'86}};
  for (const Example& example : examples) {
    CAPTURE(example.terms.principal.cents, example.terms.months);
    CHECK(level_payment(example.terms).cents == example.payment);
    check_schedule(example.terms);
  }
}

TEST_CASE("a schedule worked by hand: 1,000.00 at 12 per cent over three months") {
  // Payment 1000 * 0.01 / (1 - 1.01^-3) = 340.0221, so 340.03 clears it.
  const auto installments = schedule_of({{1'000'00}, {1200}, 3});
  CHECK(installments[0].interest.cents == 10'00);
  CHECK(installments[0].principal.cents == 330'03);
  CHECK(installments[1].interest.cents == 6'70);  // 669.97 at 1 per cent: 6.6997
  CHECK(installments[1].principal.cents == 333'33);
  CHECK(installments[2].interest.cents == 3'37);  // 336.64: 3.3664
  CHECK(installments[2].principal.cents == 336'64);
  CHECK(installments[2].total.cents == 340'01);
}

TEST_CASE("schedules are exact for all terms and rates, next to none and high") {
  for (const std::int32_t months : {1, 2, 12, 13, 24, 36, 60, 72, 120, 180, 240, 300, 359, 360}) {
    for (const std::int32_t rate : {0, 1, 2, 10, 350, 655, 750, 1800, 3600, 10'000}) {
      for (const std::int64_t principal :
           {1'00LL, 999'99LL, 5'000'00LL, 123'456'78LL, 800'000'00LL, 99'999'999'99LL})
        check_schedule({{principal}, {rate}, months});
    }
  }
  Draws draws(7, Stream{1}, 1);
  for (int i = 0; i < 2000; ++i) {
    const std::int64_t principal = draws.between(1'000'00, 1'000'000'00);
    const auto rate = static_cast<std::int32_t>(draws.between(0, 2000));
    const auto months = static_cast<std::int32_t>(draws.between(1, 360));
    check_schedule({{principal}, {rate}, months});
  }
}

TEST_CASE("monthly dates keep the day of the month, or the month's last, over leap years") {
  for (const YearMonthDay start : {YearMonthDay{2023, 1, 31},
                                   {2024, 1, 31},
                                   {2024, 2, 29},
                                   {1999, 12, 31},
                                   {2095, 3, 30},
                                   {2026, 11, 19},
                                   {2000, 2, 1}}) {
    const Date first = to_date(start);
    MonthlyDates dates(first);
    for (std::int32_t months = 1; months <= 400; ++months) {
      const Date date = dates.next();
      REQUIRE(date == add_months(first, months));
      const YearMonthDay civil = to_civil(date);
      REQUIRE(civil.day == std::min(start.day, days_in_month(civil.year, civil.month)));
    }
  }
  MonthlyDates leap(to_date({2024, 1, 31}));
  CHECK(leap.next() == to_date({2024, 2, 29}));
  CHECK(leap.next() == to_date({2024, 3, 31}));
  CHECK(leap.next() == to_date({2024, 4, 30}));
}

}  // namespace bankseed
