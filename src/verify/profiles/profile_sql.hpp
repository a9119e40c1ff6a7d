#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "bankseed/schema/table.hpp"

namespace bankseed::verify {

// The queries of profiles. Where DataHub's own profiler measures the same, it is by the same
// expression, so that the numbers are the same to the last digit.

/// Whether least and greatest value are measured, and mean, median and deviation, too.
[[nodiscard]] bool is_ordered(const ColumnDef& column) noexcept;
[[nodiscard]] bool is_number(const ColumnDef& column) noexcept;
/// Whether samples of its values may be taken.
[[nodiscard]] bool has_samples(const ColumnDef& column) noexcept;
/// Whether its values may be counted one by one.
[[nodiscard]] bool has_frequencies(const ColumnDef& column) noexcept;

/// One row: milliseconds since 1970, rows, columns of the table, and for each column its values,
/// different values, and, as far as they are measured, least, greatest, mean, median, deviation.
[[nodiscard]] std::string measuring_sql(const TableInfo& table);

/// For each value of each of these columns, NULL among them, a row: a number in which the bits of
/// all columns but its own are set (the last column's is 1), rows, and of each column its value.
[[nodiscard]] std::string frequency_sql(const TableInfo& table,
                                        std::span<const std::size_t> columns);

/// The values of the first rows by key that have one: place of the column in the table, value; in
/// this order. Empty where no column may be sampled.
[[nodiscard]] std::string sample_sql(const TableInfo& table);

}  // namespace bankseed::verify
