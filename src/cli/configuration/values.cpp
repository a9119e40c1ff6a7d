#include "cli/configuration/values.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <absl/time/civil_time.h>
#include <absl/time/clock.h>
#include <absl/time/time.h>

#include "bankseed/bank/options.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/error.hpp"
#include "bankseed/rows/ids.hpp"

namespace bankseed {
namespace {

constexpr std::uint32_t kExponentMax = 18;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes digits, with single underscores between them, off the front of `text`.
std::string take_digits(std::string_view& text) {
  std::string digits;
  std::size_t at = 0;
  while (at < text.size()) {
    const bool separator = text[at] == '_' && at > 0 && is_digit(text[at - 1]) &&
                           at + 1 < text.size() && is_digit(text[at + 1]);
    if (!separator && !is_digit(text[at])) break;
    if (!separator) digits += text[at];
    ++at;
  }
  text.remove_prefix(at);
  return digits;
}

/// The power of ten that stands at the end: "", "e6", "k", "M", "G".
std::optional<std::uint32_t> parse_exponent(std::string_view text) {
  if (text.empty()) return 0;
  if (text == "k" || text == "K") return 3;
  if (text == "M") return 6;
  if (text == "G") return 9;
  if (text[0] != 'e' && text[0] != 'E') return std::nullopt;
  text.remove_prefix(text.starts_with("e+") || text.starts_with("E+") ? 2 : 1);
  std::uint32_t exponent = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return exponent;
}

struct ParsedCount {
  bool is_number = false;
  bool is_whole = true;
  bool fits = true;
  std::uint64_t value = 0;
};

ParsedCount parse_number(std::string_view text) {
  std::string digits = take_digits(text);
  std::string decimals;
  if (!digits.empty() && text.starts_with('.')) {
    text.remove_prefix(1);
    decimals = take_digits(text);
    if (decimals.empty()) return {};
  }
  const auto exponent = parse_exponent(text);
  if (digits.empty() || !exponent) return {};
  while (decimals.ends_with('0'))
    decimals.pop_back();
  if (decimals.size() > *exponent) return {.is_number = true, .is_whole = false};
  if (*exponent > kExponentMax) return {.is_number = true, .fits = false};
  digits += decimals + std::string(*exponent - decimals.size(), '0');
  ParsedCount result{.is_number = true};
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), result.value);
  result.fits = error == std::errc();
  return result;
}

}  // namespace

std::uint64_t parse_count(std::string_view name, std::string_view text, CountRange range) {
  const std::string start = std::string(name) + ": '" + std::string(text) + "' ";
  const bool negative = text.starts_with('-');
  const ParsedCount parsed = parse_number(negative ? text.substr(1) : text);
  if (!parsed.is_number) {
    throw UsageError(start + "is not a number; write it like 1000, 1_000_000, 1e6, 10k or 2M");
  }
  if (!parsed.is_whole) throw UsageError(start + "is not a whole number");
  if (negative || (parsed.fits && parsed.value < range.low)) {
    throw UsageError(start + "is too small; the least is " + grouped(range.low));
  }
  if (!parsed.fits || parsed.value > range.high) {
    throw UsageError(start + "is too large; the most is " + grouped(range.high));
  }
  return parsed.value;
}

std::uint64_t parse_seed(std::string_view name, std::string_view text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw UsageError(std::string(name) + ": '" + std::string(text) +
                     "' is not a whole number from 0 to 18446744073709551615");
  }
  return seed;
}

Date parse_day(std::string_view name, std::string_view text) {
  if (const auto date = parse_date(text)) {
    if (*date >= kAsOfMin && *date <= kAsOfMax) return *date;
    throw UsageError(std::string(name) + ": '" + std::string(text) + "' is not a day from " +
                     to_text(kAsOfMin) + " to " + to_text(kAsOfMax));
  }
  const bool has_form = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                        std::count_if(text.begin(), text.end(), is_digit) == 8;
  throw UsageError(
      std::string(name) + ": '" + std::string(text) +
      (has_form ? "' is a day that does not exist" : "' is not a date; write it like 2025-12-31"));
}

std::uint64_t parse_customer(std::string_view text) {
  std::string_view digits = text;
  const std::string_view prefix = CustomerIdFormat::kFormat.prefix;
  if (digits.starts_with(prefix)) digits.remove_prefix(prefix.size());
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number == 0) {
    throw UsageError("customer '" + std::string(text) +
                     "' is neither a number like 42 nor an id like " + std::string(prefix) +
                     "00000042");
  }
  return number;
}

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3)
    text.insert(at - 3, 1, ',');
  return text;
}

Date today() {
  const absl::CivilDay day = absl::ToCivilDay(absl::Now(), absl::LocalTimeZone());
  return to_date({static_cast<std::int32_t>(day.year()), day.month(), day.day()});
}

std::string shell_word(std::string_view word) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+.,/:@%";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string_view::npos) {
    return std::string(word);
  }
  std::string quoted = "'";
  for (const char c : word)
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace bankseed
