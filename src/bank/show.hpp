#pragma once

#include "bankseed/rows/ids.hpp"

namespace bankseed {

class RowSet;

/// Drops all rows but those that are about the customer: master row, profile, accounts with their
/// transactions, loans, policies, checks, and what else refers to these. `rows` holds all tables of
/// the customer's block.
void keep_rows_about(CustomerId customer, RowSet& rows);

}  // namespace bankseed
