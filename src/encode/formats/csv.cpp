#include "encode/formats/csv.hpp"

namespace bankseed::csv {

char* put_with_care(char* out, std::string_view value) noexcept {
  // A line of \. alone ends COPY's input, even in CSV.
  const bool quoted =
      value.empty() || value == "\\." || value.find_first_of("\",\n\r") != std::string_view::npos;
  if (quoted) *out++ = '"';
  for (const char c : value) {
    if (c == '"') *out++ = '"';
    *out++ = c;
  }
  if (quoted) *out++ = '"';
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
