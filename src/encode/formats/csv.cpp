#include "encode/formats/csv.hpp"

#include <algorithm>

namespace bankseed::csv {

namespace {

/// Finds bytes that call for quotes.
struct MustQuote {
  [[nodiscard]] static constexpr std::uint64_t finds(std::uint64_t word) noexcept {
    using eight_bytes::equal_to;
    return equal_to(word, '"') | equal_to(word, ',') | equal_to(word, '\n') | equal_to(word, '\r');
  }
};

}  // namespace

char* put_with_care(char* out, std::string_view value) noexcept {
  // A line of \. alone ends COPY's input, even in CSV.
  const bool quoted = value.empty() || watched_copy<MustQuote>(out + 1, value) || value == "\\.";
  if (!quoted) return std::copy(value.begin(), value.end(), out);
  *out++ = '"';
  if (value.find('"') == std::string_view::npos) {
    // Mostly it was a comma, and the text stands there already.
    out += value.size();
  } else {
    for (const char c : value) {
      if (c == '"') *out++ = '"';
      *out++ = c;
    }
  }
  *out++ = '"';
  return out;
}

void append_header(Buffer& out, std::span<const ColumnDef> columns) {
  // Names of columns are names of C++ members: nothing in them needs quotes.
  for (const ColumnDef& column : columns) {
    if (&column != columns.data()) out.append(",");
    out.append(column.name);
  }
  out.append("\n");
}

}  // namespace bankseed::csv
