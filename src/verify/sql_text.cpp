#include "verify/sql_text.hpp"

#include <array>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed::verify {
namespace {

void replace_all(std::string& text, std::string_view from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// Puts what `make` returns for it in the place of each "{name:argument}".
template <class Make>
void expand(std::string& text, std::string_view name, const Make& make) {
  const std::string opening = "{" + std::string(name) + ":";
  for (auto at = text.find(opening); at != std::string::npos; at = text.find(opening, at)) {
    const auto first = at + opening.size();
    const auto last = text.find('}', first);
    BANKSEED_CHECK(last != std::string::npos);
    text.replace(at, last + 1 - at, make(text.substr(first, last - first)));
  }
}

/// That `day` is a holiday, or later in the week than `last_weekday` (1 is Monday).
std::string is_closed(const std::string& day, int last_weekday, const ClosingDays& closing) {
  return "(date_part('isodow', " + day + ") > " + std::to_string(last_weekday) + " OR (" + day +
         ")::date = ANY (" + closing.holidays + "))";
}

/// That a day of `range`, "first .. last", is not closed.
std::string has_open_day(const std::string& range, int last_weekday, const ClosingDays& closing) {
  constexpr std::string_view kDots = " .. ";
  const auto dots = range.find(kDots);
  BANKSEED_CHECK(dots != std::string::npos);
  return "EXISTS (SELECT FROM generate_series((" + range.substr(0, dots) + ")::timestamp, (" +
         range.substr(dots + kDots.size()) + ")::timestamp, interval '1 day') AS days(day) " +
         "WHERE NOT " + is_closed("days.day", last_weekday, closing) + ")";
}

void expand_days(std::string& text, const ClosingDays& closing) {
  constexpr int kFriday = 5;
  const int branches = closing.open_on_saturdays ? kFriday + 1 : kFriday;
  const auto closed = [&closing](int last_weekday) {
    return [=, &closing](const std::string& day) { return is_closed(day, last_weekday, closing); };
  };
  const auto open = [&closing](int last_weekday) {
    return [=, &closing](const std::string& days) {
      return has_open_day(days, last_weekday, closing);
    };
  };
  expand(text, "closed", closed(kFriday));
  expand(text, "worked", open(kFriday));
  expand(text, "shut", closed(branches));
  expand(text, "open", open(branches));
}

}  // namespace

std::string fill_in(std::string_view sql, const Parameters& parameters) {
  std::string text(sql);
  replace_all(text, "{as_of}", "DATE '" + to_text(parameters.as_of) + "'");
  replace_all(text, "{announced}", "DATE '" + to_text(parameters.announced) + "'");
  replace_all(text, "{n}", std::to_string(parameters.customers));
  replace_all(text, "{employees}", std::to_string(parameters.employees));
  expand_days(text, parameters.closing);
  replace_all(text, "{busy}", parameters.busy ? "true" : "false");
  return text;
}

}  // namespace bankseed::verify
