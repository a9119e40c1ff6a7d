#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bankseed/rows/catalog.hpp"
#include "sink/connection_settings.hpp"
#include "sink/postgres/connection.hpp"

namespace bankseed::verify {

// Profiles: what is counted and measured of every column of a loaded bank, for catalogues. All
// numbers are exact. Values that name a person (Sensitivity) are counted and never read; of what
// else says something of a person no samples are taken.

/// How many rows have a value.
struct ValueFrequency {
  std::string value;
  std::uint64_t frequency = 0;
};

/// Values are as PostgreSQL writes them.
struct ColumnProfile {
  ColumnDef column;
  std::uint64_t values = 0;    ///< Rows that have one.
  std::uint64_t distinct = 0;  ///< Different values.
  /// Of numbers, dates and times. All of these are absent where there is no value.
  std::optional<std::string> least;
  std::optional<std::string> greatest;
  /// Of numbers.
  std::optional<std::string> mean;
  std::optional<std::string> median;
  std::optional<std::string> deviation;  ///< Of a sample; absent for a single value, too.
  /// Of each value, in order, where they are few.
  std::optional<std::vector<ValueFrequency>> frequencies;
  /// Of the first rows, by key, that have one.
  std::optional<std::vector<std::string>> samples;
};

struct TableProfile {
  TableId table{};
  std::int64_t measured_at = 0;  ///< Milliseconds since 1970, UTC, by the server's clock.
  std::uint64_t rows = 0;
  std::uint64_t columns = 0;            ///< Of the table, those that are not the bank's included.
  std::vector<ColumnProfile> profiles;  ///< Of the bank's columns; none of an empty table.
};

/// Throws DatabaseError, which says how a bank is loaded, when the table is not there.
void require_table(Connection& connection, const TableInfo& table);

/// Reads the profiles of all tables, in the order of the catalogue, whoever loaded the bank. Each
/// database is read in a session and in one snapshot, all of them at the same time. Throws
/// DatabaseError for what cannot be read, Interrupted when `interrupter`, which outlives the call,
/// stops it.
[[nodiscard]] std::vector<TableProfile> read_profiles(const ConnectionSettings& connections,
                                                      Interrupter* interrupter);

}  // namespace bankseed::verify
