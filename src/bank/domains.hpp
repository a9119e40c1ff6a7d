#pragma once

#include <array>

#include "bank/model/domain.hpp"

namespace bankseed {

/// All domains; together they make all tables.
[[nodiscard]] std::array<Domain, 8> domains();

/// Appends the block's rows of the tables, by all domains.
void append_tables(Block& block, const TableSet& tables, RowSet& out);

}  // namespace bankseed
