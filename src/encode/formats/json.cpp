#include "encode/formats/json.hpp"

#include <algorithm>

namespace bankseed::json {
namespace {

/// The letter after the backslash, or 0 for characters that have none.
constexpr char letter_of(char c) noexcept {
  switch (c) {
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    case '"':
    case '\\': return c;
    default: return 0;
  }
}

constexpr std::string_view kHexDigits = "0123456789abcdef";

}  // namespace

char* put_escaped(char* out, std::string_view value) noexcept {
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (const char letter = letter_of(c); letter != 0) {
      *out++ = '\\';
      *out++ = letter;
    } else if (byte < 0x20) {
      out = put_word(out, "\\u00");
      *out++ = kHexDigits[byte >> 4U];
      *out++ = kHexDigits[byte & 15U];
    } else {
      *out++ = c;
    }
  }
  return out;
}

char* put_document(char* out, std::string_view document) noexcept {
  // Ends of lines stand between the tokens of a document, never inside a string.
  return std::transform(document.begin(), document.end(), out,
                        [](char c) { return c == '\n' || c == '\r' ? ' ' : c; });
}

}  // namespace bankseed::json
