#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bankseed/rows/catalog.hpp"

namespace bankseed::fuzz {

/// A value as a person would write it: 1234.50, 2026-11-01 09:30:00, true; nothing when missing.
using Cell = std::optional<std::string>;
using CellRow = std::vector<Cell>;
using CellRows = std::vector<CellRow>;
using Columns = std::span<const ColumnDef>;

inline constexpr std::int64_t kMicrosOfDay = 86'400'000'000;

// Values by the plainest means, for the encoders' are not plain.
[[nodiscard]] std::string cell_of_integer(std::int64_t value);
/// `value` in units of the last of so many places.
[[nodiscard]] std::string cell_of_decimal(std::int64_t value, unsigned places);
[[nodiscard]] std::string cell_of_day(std::int64_t days_since_2000);
[[nodiscard]] std::string cell_of_moment(std::int64_t micros_since_2000);
[[nodiscard]] std::string cell_of_id(const AnyId& id);

// What others would read. Each ends the program when the bytes are not of the format.
[[nodiscard]] CellRows read_csv(std::string_view bytes, Columns columns);
[[nodiscard]] CellRows read_copy_text(std::string_view bytes, Columns columns);
[[nodiscard]] CellRows read_copy_binary(std::string_view bytes, Columns columns);
[[nodiscard]] CellRows read_json_lines(std::string_view bytes, Columns columns);

/// A document without the blanks that mean nothing.
[[nodiscard]] std::string canonical_json(std::string_view document);

}  // namespace bankseed::fuzz
