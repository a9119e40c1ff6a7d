#include "bankseed/core/calendar.hpp"

#include <string>

#include <absl/time/civil_time.h>
#include <catch2/catch.hpp>

namespace bankseed {
namespace {

Date day(std::string_view text) {
  const auto date = parse_date(text);
  REQUIRE(date);
  return *date;
}

}  // namespace

TEST_CASE("known dates have their known numbers and weekdays") {
  CHECK(day("2000-01-01").days == 0);
  CHECK(day("1970-01-01").days == -10'957);
  CHECK(day("2024-02-29").days == 8'825);
  CHECK(day("1900-01-01").days == -36'524);
  CHECK(weekday_of(day("1969-07-20")) == Weekday::kSunday);
  CHECK(weekday_of(day("2000-01-01")) == Weekday::kSaturday);
  CHECK(weekday_of(day("2024-02-29")) == Weekday::kThursday);
  CHECK(is_weekend(day("2024-03-02")));
  CHECK(is_weekend(day("2024-03-03")));
  CHECK_FALSE(is_weekend(day("2024-03-04")));
}

TEST_CASE("every day of 1700 to 2300 is where counting and abseil put it") {
  // Those of banks as of 1900 to 2200: births a hundred years before, maturities forty years after.
  YearMonthDay civil{1700, 1, 1};
  Date date{-109'572};
  absl::CivilDay reference(1700, 1, 1);
  auto weekday = Weekday::kFriday;
  bool good = true;
  for (; civil.year <= 2300; date = add_days(date, 1), ++reference) {
    const bool leap = (civil.year % 4 == 0 && civil.year % 100 != 0) || civil.year % 400 == 0;
    constexpr std::array<std::int32_t, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const std::int32_t last =
        civil.month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(civil.month - 1)];
    good = good && to_civil(date) == civil && to_date(civil) == date &&
           weekday_of(date) == weekday && days_in_month(civil.year, civil.month) == last &&
           reference == absl::CivilDay(civil.year, civil.month, civil.day) &&
           static_cast<int>(absl::GetWeekday(reference)) == static_cast<int>(weekday) &&
           parse_date(to_text(date)) == date;
    weekday = static_cast<Weekday>((static_cast<int>(weekday) + 1) % 7);
    if (++civil.day > last) civil = {civil.year, civil.month + 1, 1};
    if (civil.month > 12) civil = {civil.year + 1, 1, 1};
  }
  CHECK(good);
}

TEST_CASE("a month later is the same day, or the last day of a shorter month") {
  CHECK(add_months(day("2023-01-31"), 1) == day("2023-02-28"));
  CHECK(add_months(day("2024-01-31"), 1) == day("2024-02-29"));
  CHECK(add_months(day("2024-01-31"), 2) == day("2024-03-31"));
  CHECK(add_months(day("2024-01-31"), 3) == day("2024-04-30"));
  CHECK(add_months(day("2024-02-29"), 12) == day("2025-02-28"));
  CHECK(add_months(day("2024-02-29"), -12) == day("2023-02-28"));
  CHECK(add_months(day("2024-02-29"), 48) == day("2028-02-29"));
  CHECK(add_months(day("2024-11-15"), 2) == day("2025-01-15"));
  CHECK(add_months(day("2024-01-15"), -1) == day("2023-12-15"));
  CHECK(add_months(day("2024-03-31"), -1) == day("2024-02-29"));
  CHECK(add_months(day("2024-05-31"), 360) == day("2054-05-31"));
  CHECK(add_months(day("2024-05-31"), 0) == day("2024-05-31"));
}

TEST_CASE("only dates that exist are read") {
  for (const auto* wrong :
       {"", "2024", "2024-2-9", "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-01",
        "2024-01-00", "2024-01-32", "0000-01-01", "2024/01/01", "2024-01-01 ", " 2024-01-01",
        "20a4-01-01", "-024-01-01", "2024-+1-01"}) {
    INFO(wrong);
    CHECK_FALSE(parse_date(wrong));
  }
  CHECK(parse_date("0001-01-01"));
  CHECK(parse_date("9999-12-31"));
  CHECK(to_text(day("0001-01-01")) == "0001-01-01");
  CHECK(to_text(day("9999-12-31")) == "9999-12-31");
}

TEST_CASE("a timestamp's date and text are right on both sides of midnight and of the epoch") {
  const Date epoch{0};
  CHECK(date_of(start_of(epoch)) == epoch);
  CHECK(date_of({start_of(epoch).micros - 1}) == add_days(epoch, -1));
  CHECK(date_of({start_of(epoch).micros + kMicrosPerDay - 1}) == epoch);
  CHECK(date_of({start_of(add_days(epoch, -1)).micros}) == add_days(epoch, -1));
  CHECK(to_text(at_second(day("2024-02-29"), 86'399)) == "2024-02-29 23:59:59");
  CHECK(to_text(Timestamp{start_of(day("2024-02-29")).micros + 1}) == "2024-02-29 00:00:00.000001");
  CHECK(to_text(Timestamp{start_of(day("2024-02-29")).micros + 120'000}) ==
        "2024-02-29 00:00:00.12");
  CHECK(to_text(Timestamp{start_of(day("1999-12-31")).micros + 3'723'000'010}) ==
        "1999-12-31 01:02:03.00001");
}

TEST_CASE("a weekday of a month is counted from its beginning or its end") {
  CHECK(nth_weekday(2024, 9, Weekday::kMonday, 1) == day("2024-09-02"));
  CHECK(nth_weekday(2025, 9, Weekday::kMonday, 1) == day("2025-09-01"));
  CHECK(nth_weekday(2024, 11, Weekday::kThursday, 4) == day("2024-11-28"));
  CHECK(last_weekday(2024, 5, Weekday::kMonday) == day("2024-05-27"));
  CHECK(last_weekday(2021, 5, Weekday::kMonday) == day("2021-05-31"));
  CHECK(last_weekday(2024, 2, Weekday::kThursday) == day("2024-02-29"));
}

TEST_CASE("Easter is where the almanacs have it") {
  // US Naval Observatory, The Date of Easter; the earliest and the latest of the centuries among
  // them.
  for (const std::string_view text :
       {"1818-03-22", "1886-04-25", "1900-04-15", "1913-03-23", "1943-04-25", "1954-04-18",
        "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2020-04-12",
        "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05",
        "2027-03-28", "2028-04-16", "2038-04-25", "2049-04-18", "2076-04-19", "2100-03-28"}) {
    CAPTURE(text);
    CHECK(easter_sunday(to_civil(day(text)).year) == day(text));
  }
}

TEST_CASE("years are full on their anniversary") {
  CHECK(full_years(day("1984-05-17"), day("2026-05-16")) == 41);
  CHECK(full_years(day("1984-05-17"), day("2026-05-17")) == 42);
  CHECK(full_years(day("2000-02-29"), day("2018-02-28")) == 17);
  CHECK(full_years(day("2000-02-29"), day("2018-03-01")) == 18);
  CHECK(full_years(day("2000-02-29"), day("2020-02-29")) == 20);
  CHECK(full_years(day("2000-02-28"), day("2020-02-28")) == 20);
  CHECK(full_years(day("1899-12-31"), day("1900-01-01")) == 0);
  CHECK(full_years(day("2024-02-29"), day("2024-02-29")) == 0);
}

}  // namespace bankseed
