#pragma once

#include "bankseed/bank/block_data.hpp"
#include "bankseed/bank/world.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {

// One function per domain: appends the rows of the wanted tables that belong to one block, in id
// order within each table. Pure: everything comes from the world and the block.

/// employees, departments, performance_reviews, training_programs, employee_training.
void append_employees(const World& world, std::uint64_t block, const TableSet& tables, RowSet& out);

/// employee_assignments.
void append_assignments(const World& world, const BlockData& block, RowSet& out);

/// customers, customer_profiles.
void append_customers(const World& world,
                      const BlockData& block,
                      const TableSet& tables,
                      RowSet& out);

/// accounts, transactions, account_relationships.
void append_accounts(const World& world,
                     const BlockData& block,
                     const TableSet& tables,
                     RowSet& out);

}  // namespace bankseed
