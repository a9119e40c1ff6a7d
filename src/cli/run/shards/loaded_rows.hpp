#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "bankseed/rows/tables.hpp"
#include "cli/report/report.hpp"
#include "sink/connection_settings.hpp"
#include "sink/postgres/interrupter.hpp"

namespace bankseed {

/// Adds the rows of those tables of the database that are among `tables` and there. Throws
/// DatabaseError, also while a load is at work.
void digest_database(const DatabaseAddress& address,
                     const TableSet& tables,
                     Interrupter* interrupter,
                     TableDigests& digests);

/// Keys as they are counted: a table's are numbers, or all of one length.
struct InOrderOfKeys {
  bool operator()(std::string_view left, std::string_view right) const {
    return left.size() != right.size() ? left.size() < right.size() : left < right;
  }
};

/// Rows by table and key, the first column's value: lines of COPY's text format without their ends.
using RowsByKey = std::map<std::string, std::string, InOrderOfKeys>;
using TableRows = std::array<RowsByKey, kTableCount>;

/// The first column's value in a line of COPY's text format.
[[nodiscard]] std::string_view key_of(std::string_view line);

/// Adds to `found` those rows of the database that have the keys of `wanted`, as they stand there
/// by now. Throws DatabaseError, also while a load is at work.
void find_rows(const DatabaseAddress& address,
               const TableRows& wanted,
               Interrupter* interrupter,
               TableRows& found);

}  // namespace bankseed
