#pragma once

#include <string>
#include <string_view>

#include "bankseed/rows/tables.hpp"

namespace bankseed {

/// The tables that a list of patterns means: "accounts_db.*,loans_db.loans,kyc_*". A pattern is a
/// table's name, with or without its database, in which * and ? stand for other letters; blanks
/// around it are nothing. Throws UsageError, beginning with `name`, for a pattern that means no
/// table.
[[nodiscard]] TableSet parse_tables(std::string_view name, std::string_view patterns);

/// Patterns, one for each table, that mean these tables.
[[nodiscard]] std::string patterns_of(const TableSet& tables);

}  // namespace bankseed
