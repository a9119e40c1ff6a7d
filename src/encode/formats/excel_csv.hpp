#pragma once

#include <span>
#include <string_view>

#include "bankseed/schema/column.hpp"
#include "encode/buffer.hpp"

/// CSV that Excel shows as it is meant when somebody opens it: a byte-order mark, so that it is
/// taken for UTF-8; the separator, and the decimal sign, of the country; and texts that could be
/// taken for numbers, days or formulas as ="+1-555", so that they stay texts.
namespace bankseed::excel_csv {

enum class Separator : char { kComma = ',', kSemicolon = ';' };

/// Appends the byte-order mark and the line of names.
void append_header(Buffer& out, std::span<const ColumnDef> columns, Separator separator);

/// Appends lines of csv.hpp, rows of these columns, as Excel takes them.
void append_lines(Buffer& out,
                  std::string_view lines,
                  std::span<const ColumnDef> columns,
                  Separator separator);

}  // namespace bankseed::excel_csv
