#pragma once

#include <string>

namespace bankseed::testing {

/// A text that was broken into lines, in one: between words stands one blank.
inline std::string in_one_line(const std::string& text) {
  std::string line;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\n';
    if (!is_blank) line += c;
    if (is_blank && !line.ends_with(' ')) line += ' ';
  }
  return line;
}

}  // namespace bankseed::testing
