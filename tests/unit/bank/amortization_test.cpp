#include "bank/loans/amortization.hpp"

#include <cstdint>
#include <utility>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>

#include "core/random.hpp"

namespace bankseed {
namespace {

// The reference is the annuity formula A = P i / (1 - (1 + i)^-n), i being a twelfth of the nominal
// yearly rate (Brealey, Myers, Allen: Principles of Corporate Finance, chapter 2), as a fraction of
// two integers of arbitrary precision, and interest in exact 128-bit arithmetic: neither shares
// code with what is tested.

using boost::multiprecision::cpp_int;

/// Numerator and denominator.
using Rational = std::pair<cpp_int, cpp_int>;

/// What a loan of one cent costs a month: (r / 120,000) g^n / (g^n - 1), g = 1 + r / 120,000.
Rational annuity_of_a_cent(std::int32_t rate, std::int32_t months) {
  if (rate == 0) return {1, months};
  const auto n = static_cast<unsigned>(months);
  const cpp_int grown = pow(cpp_int(120'000 + rate), n);
  return {rate * grown, 120'000 * (grown - pow(cpp_int(120'000), n))};
}

/// Nearest whole number, halves to the even one.
std::int64_t nearest(const cpp_int& numerator, const cpp_int& denominator) {
  const cpp_int below = numerator / denominator;
  const cpp_int twice_the_rest = 2 * (numerator % denominator);
  const bool up = twice_the_rest > denominator || (twice_the_rest == denominator && below % 2 != 0);
  return static_cast<std::int64_t>(below) + (up ? 1 : 0);
}

std::int64_t reference_payment(const LoanTerms& terms) {
  const auto [numerator, denominator] = annuity_of_a_cent(terms.rate.ten_thousandths, terms.months);
  return nearest(numerator * terms.principal.cents, denominator);
}

/// Principals below 10^13 cents whose annuity comes nearer to half a cent than any smaller one's:
/// the convergents h / k of the continued fraction of twice a cent's annuity (Hardy and Wright,
/// chapter 10): where h is odd, the annuity of k cents is about h / 2.
std::vector<std::int64_t> principals_next_to_halves(std::int32_t rate, std::int32_t months) {
  std::vector<std::int64_t> found;
  auto [numerator, denominator] = annuity_of_a_cent(rate, months);
  numerator *= 2;
  cpp_int h = 1;
  cpp_int h_before = 0;
  cpp_int k = 0;
  cpp_int k_before = 1;
  while (denominator != 0) {
    const cpp_int part = numerator / denominator;
    numerator -= part * denominator;
    swap(numerator, denominator);
    h_before += part * h;
    swap(h, h_before);
    k_before += part * k;
    swap(k, k_before);
    if (k >= 10'000'000'000'000) break;
    if (h % 2 != 0) found.push_back(static_cast<std::int64_t>(k));
  }
  return found;
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
  const std::int64_t payment = level_payment(terms).cents;
  REQUIRE(payment == reference_payment(terms));
  std::int64_t balance = terms.principal.cents;
  const auto installments = schedule_of(terms);
  for (std::size_t i = 0; i < installments.size(); ++i) {
    const Installment& installment = installments[i];
    REQUIRE(installment.interest.cents == reference_interest(balance, terms.rate.ten_thousandths));
    REQUIRE(installment.total.cents == installment.principal.cents + installment.interest.cents);
    REQUIRE(installment.principal.cents >= 0);
    balance -= installment.principal.cents;
    // Until the last, or the principal is repaid.
    if (i + 1 < installments.size() && balance > 0) REQUIRE(installment.total.cents == payment);
  }
  CHECK(balance == 0);
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

TEST_CASE("level payments are the annuity, rounded to the nearest cent (SCH1)") {
  struct Example {
    LoanTerms terms;
    std::int64_t payment;
  };
  // By the formula: 1581.6489, 599.5505, 1264.1360, 386.6561, 888.4879, 1166.6667 (no interest),
  // 843.8568.
  const std::vector<Example> examples = {
      {{{18'000'00}, {990}, 12}, 1581'65},   {{{100'000'00}, {600}, 360}, 599'55},
      {{{200'000'00}, {650}, 360}, 1264'14}, {{{20'000'00}, {600}, 60}, 386'66},
      {{{10'000'00}, {1200}, 12}, 888'49},   {{{14'000'00}, {0}, 12}, 1166'67},
      {{{100'000'00}, {600}, 180}, 843'86}};
  for (const Example& example : examples) {
    CAPTURE(example.terms.principal.cents, example.terms.months);
    CHECK(level_payment(example.terms).cents == example.payment);
    check_schedule(example.terms);
  }
}

TEST_CASE("half a cent goes to the even one (SCH1)") {
  CHECK(level_payment({{1}, {0}, 2}).cents == 0);
  CHECK(level_payment({{3}, {0}, 2}).cents == 2);
  CHECK(level_payment({{2'100}, {0}, 24}).cents == 88);  // 87.5
  CHECK(level_payment({{2'148}, {0}, 24}).cents == 90);  // 89.5
  // At 1 per cent a month for one month; at 100 per cent a year for two: 169/300 of the principal.
  CHECK(level_payment({{50}, {1200}, 1}).cents == 50);
  CHECK(level_payment({{150}, {1200}, 1}).cents == 152);
  CHECK(level_payment({{150}, {10'000}, 2}).cents == 84);
  CHECK(level_payment({{450}, {10'000}, 2}).cents == 254);
  CHECK(level_payment({{149}, {10'000}, 2}).cents == 84);
  CHECK(level_payment({{151}, {10'000}, 2}).cents == 85);
}

TEST_CASE("payments next to half a cent are rounded as arbitrary precision says (SCH1)") {
  std::size_t checked = 0;
  const auto check = [&checked](const LoanTerms& terms) {
    CAPTURE(terms.principal.cents, terms.rate.ten_thousandths, terms.months);
    REQUIRE(level_payment(terms).cents == reference_payment(terms));
    ++checked;
  };
  for (const std::int32_t months : {1, 2, 3, 5, 12, 24, 36, 84, 180, 360, 479, 480}) {
    for (std::int32_t rate = 0; rate <= 10'000; rate = rate < 10 ? rate + 1 : rate * 23 / 20) {
      for (const std::int64_t principal : principals_next_to_halves(rate, months)) {
        check({{principal}, {rate}, months});
        check({{principal + 1}, {rate}, months});
        // Odd multiples are halves, too, while they are not far from it.
        if (principal < 1'000'000) check({{principal * 3}, {rate}, months});
      }
    }
  }
  CHECK(checked > 10'000);
}

TEST_CASE("a schedule worked by hand: 1,000.00 at 12 per cent over three months") {
  const auto installments = schedule_of({{1'000'00}, {1200}, 3});  // 340.0221
  CHECK(installments[0].interest.cents == 10'00);
  CHECK(installments[0].principal.cents == 330'02);
  CHECK(installments[1].interest.cents == 6'70);  // 669.98 at 1 per cent: 6.6998
  CHECK(installments[1].principal.cents == 333'32);
  CHECK(installments[2].interest.cents == 3'37);  // 336.66: 3.3666
  CHECK(installments[2].principal.cents == 336'66);
  CHECK(installments[2].total.cents == 340'03);
}

TEST_CASE("schedules are exact for all terms and rates, next to none and high") {
  for (const std::int32_t months :
       {1, 2, 12, 13, 24, 36, 60, 72, 120, 180, 240, 300, 359, 360, 480}) {
    for (const std::int32_t rate : {0, 1, 2, 10, 350, 655, 750, 1800, 3600, 10'000}) {
      for (const std::int64_t principal : {1'00LL, 999'99LL, 5'000'00LL, 123'456'78LL, 800'000'00LL,
                                           99'999'999'99LL, 1'000'000'000'00LL})
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
