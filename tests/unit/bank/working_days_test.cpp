#include "bank/model/working_days.hpp"

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "corpus/corpus.hpp"

namespace bankseed {
namespace {

using corpus::Locale;

Date day(std::string_view text) {
  const auto date = parse_date(text);
  REQUIRE(date);
  return *date;
}

WorkingDays days_of(Locale locale, Date first, Date last) {
  return {corpus::Corpus::of(locale).holidays, first, last};
}

/// Days from Monday to Friday of a year on which nobody works.
std::vector<std::string> closed_in(Locale locale, std::int32_t year) {
  const Date first = to_date({year, 1, 1});
  const Date last = to_date({year + 1, 1, 1});
  const WorkingDays working = days_of(locale, first, last);
  std::vector<std::string> closed;
  for (Date date = first; date < last; date = add_days(date, 1)) {
    if (!is_weekend(date) && !working.is_working_day(date))
      closed.push_back(to_text(date).substr(5));
    if (is_weekend(date)) CHECK_FALSE(working.is_working_day(date));
  }
  return closed;
}

struct Published {
  std::int32_t year;
  std::vector<std::string> closed;
};

}  // namespace

TEST_CASE("American banks are closed on the federal holidays, as they are observed") {
  // OPM, Federal Holidays by year; the National Archives' pages on the Thanksgivings of 1939 to
  // 1941. New Year's Day of 2022 and of 2028 were and will be observed the year before.
  const std::vector<Published> years = {
      {1939, {"01-02", "02-22", "05-30", "07-04", "09-04", "11-10", "11-23", "12-25"}},
      {1941, {"01-01", "02-21", "05-30", "07-04", "09-01", "11-11", "11-20", "12-25"}},
      {1975, {"01-01", "02-17", "05-26", "07-04", "09-01", "10-13", "10-27", "11-27", "12-25"}},
      {2019,
       {"01-01", "01-21", "02-18", "05-27", "07-04", "09-02", "10-14", "11-11", "11-28", "12-25"}},
      {2020,
       {"01-01", "01-20", "02-17", "05-25", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25"}},
      {2021,
       {"01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11", "11-25",
        "12-24", "12-31"}},
      {2022,
       {"01-17", "02-21", "05-30", "06-20", "07-04", "09-05", "10-10", "11-11", "11-24", "12-26"}},
      {2023,
       {"01-02", "01-16", "02-20", "05-29", "06-19", "07-04", "09-04", "10-09", "11-10", "11-23",
        "12-25"}},
      {2024,
       {"01-01", "01-15", "02-19", "05-27", "06-19", "07-04", "09-02", "10-14", "11-11", "11-28",
        "12-25"}},
      {2026,
       {"01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26",
        "12-25"}},
      {2027,
       {"01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11", "11-25",
        "12-24", "12-31"}},
  };
  for (const Published& published : years) {
    CAPTURE(published.year);
    CHECK(closed_in(Locale::kEnUs, published.year) == published.closed);
  }
}

TEST_CASE("Brazilian banks are closed on the national holidays, Carnival and Corpus Christi") {
  // ANBIMA, Feriados nacionais. The 20th of November is everybody's since 2024.
  const std::vector<Published> years = {
      {2019, {"01-01", "03-04", "03-05", "04-19", "05-01", "06-20", "11-15", "12-25"}},
      {2021,
       {"01-01", "02-15", "02-16", "04-02", "04-21", "06-03", "09-07", "10-12", "11-02", "11-15"}},
      {2023,
       {"02-20", "02-21", "04-07", "04-21", "05-01", "06-08", "09-07", "10-12", "11-02", "11-15",
        "12-25"}},
      {2024, {"01-01", "02-12", "02-13", "03-29", "05-01", "05-30", "11-15", "11-20", "12-25"}},
      {2025, {"01-01", "03-03", "03-04", "04-18", "04-21", "05-01", "06-19", "11-20", "12-25"}},
      {2026,
       {"01-01", "02-16", "02-17", "04-03", "04-21", "05-01", "06-04", "09-07", "10-12", "11-02",
        "11-20", "12-25"}},
  };
  for (const Published& published : years) {
    CAPTURE(published.year);
    CHECK(closed_in(Locale::kPtBr, published.year) == published.closed);
  }
}

TEST_CASE("a day that is not worked on leads to the working days beside it") {
  const WorkingDays working = days_of(Locale::kEnUs, day("2021-12-20"), day("2022-02-01"));
  CHECK(working.on_or_after(day("2021-12-23")) == day("2021-12-23"));
  CHECK(working.on_or_before(day("2021-12-23")) == day("2021-12-23"));
  CHECK(working.on_or_after(day("2021-12-24")) == day("2021-12-27"));
  CHECK(working.on_or_before(day("2021-12-26")) == day("2021-12-23"));
  CHECK(working.on_or_after(day("2021-12-31")) == day("2022-01-03"));
  CHECK(working.on_or_before(day("2022-01-17")) == day("2022-01-14"));

  const auto days = working.in(day("2021-12-24"), day("2022-01-04"));
  const std::vector<Date> expected = {day("2021-12-27"), day("2021-12-28"), day("2021-12-29"),
                                      day("2021-12-30"), day("2022-01-03")};
  CHECK(std::vector<Date>(days.begin(), days.end()) == expected);
  CHECK(working.in(day("2021-12-24"), day("2021-12-27")).empty());
  CHECK(working.in(day("2021-12-20"), day("2022-02-01")).size() == 28);
}

TEST_CASE("E7: what is wished for a day that is not worked on spreads over the week") {
  const Date first = day("2022-01-03");
  const Date last = day("2025-12-31");
  const WorkingDays working = days_of(Locale::kEnUs, day("2021-12-01"), day("2026-02-01"));
  std::array<int, 7> moved{};
  int count = 0;
  for (Date date = first; date < last; date = add_days(date, 1)) {
    const Date found = working.within(date, first, last);
    CHECK(working.is_working_day(found));
    CHECK((first <= found && found <= last));
    CHECK(std::abs(found.days - date.days) <= 10);
    if (working.is_working_day(date)) {
      CHECK(found == date);
      continue;
    }
    ++moved[static_cast<std::size_t>(weekday_of(found))];
    ++count;
  }
  for (std::size_t weekday = 0; weekday < 5; ++weekday) {
    CAPTURE(weekday);
    CHECK(moved[weekday] * 100 > count * 12);
    CHECK(moved[weekday] * 100 < count * 28);
  }
  // Never out of what is allowed; the day itself where nothing is.
  CHECK(working.within(day("2022-01-08"), day("2022-01-08"), day("2022-01-10")) ==
        day("2022-01-10"));
  CHECK(working.within(day("2022-01-08"), day("2022-01-07"), day("2022-01-09")) ==
        day("2022-01-07"));
  CHECK(working.within(day("2022-01-08"), day("2022-01-08"), day("2022-01-09")) ==
        day("2022-01-08"));
}

}  // namespace bankseed
