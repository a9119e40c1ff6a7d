#include "encode/formats/pg_text.hpp"

#include <algorithm>
#include <cstring>

namespace bankseed::pg_text {
namespace {

/// The letter after the backslash, or 0 for characters that stand for themselves.
constexpr char escape_of(char c) noexcept {
  switch (c) {
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    case '\v': return 'v';
    case '\\': return '\\';
    default: return 0;
  }
}

}  // namespace

char* put(char* out, std::string_view value) noexcept {
  if (std::none_of(value.begin(), value.end(), [](char c) { return escape_of(c) != 0; })) {
    // An empty text may have no address, which memcpy does not take.
    if (!value.empty()) std::memcpy(out, value.data(), value.size());
    return out + value.size();
  }
  for (const char c : value) {
    const char escape = escape_of(c);
    if (escape != 0) *out++ = '\\';
    *out++ = escape != 0 ? escape : c;
  }
  return out;
}

}  // namespace bankseed::pg_text
