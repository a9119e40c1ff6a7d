#include "cli/secrets.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace bankseed {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kDots = "...";

/// user:password@ after "://". A password that is not escaped may hold anything, '@', "://" and
/// blanks included: of several URLs in a line all is hidden from the first one's password to the
/// last '@'.
std::string without_passwords_of_urls(std::string_view text) {
  constexpr std::string_view kBegin = "://";
  std::string out;
  while (true) {
    const std::size_t begin = text.find(kBegin);
    if (begin == std::string_view::npos) return out.append(text);
    out.append(text.substr(0, begin + kBegin.size()));
    text.remove_prefix(begin + kBegin.size());
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::size_t end = line.rfind('@');
    const std::size_t colon = text.find(':');
    if (end == std::string_view::npos || colon > end) continue;
    out.append(text.substr(0, colon + 1)).append(kDots);
    text.remove_prefix(end);
  }
}

bool begins_with_password(std::string_view text) {
  constexpr std::string_view kWord = "password";
  return text.size() >= kWord.size() &&
         std::equal(kWord.begin(), kWord.end(), text.begin(), [](char expected, char c) {
           return std::tolower(static_cast<unsigned char>(c)) == expected;
         });
}

/// How long the value is that a keyword's '=' is followed by, blanks before it included.
std::size_t value_size(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  if (begin == text.size() || text[begin] != '\'')
    return std::min(text.find_first_of(kBlanks, begin), text.size());
  std::size_t at = begin + 1;
  while (at < text.size() && text[at] != '\'')
    at += text[at] == '\\' ? 2U : 1U;
  // What follows a quote without a blank belongs to it: one that was not escaped.
  return std::min(text.find_first_of(kBlanks, std::min(at + 1, text.size())), text.size());
}

/// password=... and sslpassword=..., as keywords and as parameters of a URL.
std::string without_password_parameters(std::string_view text) {
  constexpr std::size_t kWordSize = 8;
  std::string out;
  while (!text.empty()) {
    const std::size_t equals =
        begins_with_password(text) ? text.find_first_not_of(kBlanks, kWordSize) : text.size();
    if (equals >= text.size() || text[equals] != '=') {
      out += text.front();
      text.remove_prefix(1);
      continue;
    }
    out.append(text.substr(0, equals + 1)).append(kDots);
    text.remove_prefix(equals + 1);
    text.remove_prefix(value_size(text));
  }
  return out;
}

}  // namespace

std::string without_secrets(std::string_view text) {
  // What is hidden may have stood between two halves of something else that is to be.
  std::string hidden(text);
  for (std::string before; before != hidden;) {
    before = std::move(hidden);
    hidden = without_password_parameters(without_passwords_of_urls(before));
  }
  return hidden;
}

bool is_connection_url(std::string_view word) {
  return word.starts_with("postgresql://") || word.starts_with("postgres://");
}

}  // namespace bankseed
