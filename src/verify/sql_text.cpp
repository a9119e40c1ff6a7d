#include "verify/sql_text.hpp"

#include <array>

#include "bankseed/core/calendar.hpp"

namespace bankseed::verify {
namespace {

void replace_all(std::string& text, std::string_view from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

std::string fill_in(std::string_view sql, const Parameters& parameters) {
  std::array<char, kDateSizeMax> date{};
  const std::string_view as_of(
      date.data(), static_cast<std::size_t>(put_date(date.data(), parameters.as_of) - date.data()));
  std::string text(sql);
  replace_all(text, "{as_of}", "DATE '" + std::string(as_of) + "'");
  replace_all(text, "{n}", std::to_string(parameters.customers));
  replace_all(text, "{employees}", std::to_string(parameters.employees));
  replace_all(text, "{busy}", parameters.busy ? "true" : "false");
  return text;
}

}  // namespace bankseed::verify
