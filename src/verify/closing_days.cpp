#include "verify/closing_days.hpp"

#include <algorithm>
#include <vector>

#include "bankseed/core/calendar.hpp"
#include "verify/session.hpp"

namespace bankseed::verify {
namespace {

constexpr std::int32_t kYearsBehind = 12;

using Days = std::vector<Date>;

/// 5 U.S.C. 6103, with the days of the acts before it; those on a Saturday are kept on Friday,
/// those on a Sunday on Monday.
Days american(std::int32_t year) {
  const auto kept = [year](std::int32_t month, std::int32_t day) {
    const Date date = to_date({year, month, day});
    if (weekday_of(date) == Weekday::kSaturday) return add_days(date, -1);
    return weekday_of(date) == Weekday::kSunday ? add_days(date, 1) : date;
  };
  const bool mondays = year >= 1971;
  Days days = {kept(1, 1), kept(7, 4), kept(12, 25)};
  days.push_back(mondays ? nth_weekday(year, 2, Weekday::kMonday, 3) : kept(2, 22));
  days.push_back(mondays ? last_weekday(year, 5, Weekday::kMonday) : kept(5, 30));
  if (year >= 1894) days.push_back(nth_weekday(year, 9, Weekday::kMonday, 1));
  if (mondays) days.push_back(nth_weekday(year, 10, Weekday::kMonday, 2));
  if (year >= 1986) days.push_back(nth_weekday(year, 1, Weekday::kMonday, 3));
  if (year >= 2021) days.push_back(kept(6, 19));
  if (year >= 1971 && year <= 1977) {
    days.push_back(nth_weekday(year, 10, Weekday::kMonday, 4));
  } else if (year >= 1938) {
    days.push_back(kept(11, 11));
  }
  if (year >= 1942 || year == 1939) {
    days.push_back(nth_weekday(year, 11, Weekday::kThursday, 4));
  } else if (year >= 1940) {
    days.push_back(nth_weekday(year, 11, Weekday::kThursday, 3));
  } else {
    days.push_back(last_weekday(year, 11, Weekday::kThursday));
  }
  return days;
}

/// The national holidays, Carnival and Corpus Christi.
Days brazilian(std::int32_t year) {
  const auto on = [year](std::int32_t month, std::int32_t day) {
    return to_date({year, month, day});
  };
  const Date easter = easter_sunday(year);
  Days days = {add_days(easter, -48), add_days(easter, -47), add_days(easter, -2),
               add_days(easter, 60)};
  if (year >= 1890) days.insert(days.end(), {on(1, 1), on(4, 21), on(9, 7), on(11, 2), on(11, 15)});
  if (year >= 1922) days.push_back(on(12, 25));
  if (year >= 1925) days.push_back(on(5, 1));
  if (year >= 1980) days.push_back(on(10, 12));
  if (year >= 2024) days.push_back(on(11, 20));
  return days;
}

}  // namespace

ClosingDays closing_days(std::string_view country, Date first, Date as_of) {
  const bool is_american = country == "United States";
  if (!is_american && country != "Brasil") return {};
  const std::int32_t last = to_civil(as_of).year + 1;
  std::string text;
  for (std::int32_t year = to_civil(first).year; year <= last; ++year) {
    for (const Date day : is_american ? american(year) : brazilian(year)) {
      if (!is_weekend(day)) text += (text.empty() ? "" : ",") + to_text(day);
    }
  }
  return {.holidays = "'{" + text + "}'::date[]", .open_on_saturdays = is_american};
}

ClosingDays read_closing_days(const ConnectionSettings& connections,
                              Date as_of,
                              Interrupter* interrupter) {
  const auto one = [&](Database database, const std::string& sql) -> std::string {
    try {
      auto connection = open_session(connections[static_cast<std::size_t>(database)], interrupter);
      const QueryResult found = connection.execute(sql);
      return std::string(found.size() == 0 ? "" : found.text(0, 0));
    } catch (const DatabaseError&) {
      // Whatever needs these rows will say so.
      return {};
    }
  };
  const Date hired = parse_date(one(Database::kEmployees,
                                    "SELECT min(hire_date)::text FROM "
                                    "employees"))
                         .value_or(as_of);
  return closing_days(one(Database::kCustomer, "SELECT country FROM customer_profiles LIMIT 1"),
                      std::min(hired, add_months(as_of, -12 * kYearsBehind)), as_of);
}

}  // namespace bankseed::verify
