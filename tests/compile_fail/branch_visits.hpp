#pragma once

#include "rows/catalog_checks.hpp"

// A table that the bank does not have, for cases to get wrong.

namespace bankseed {

struct BranchVisitsRow {
  Serial visit_id;
  LoanId loan_id;
};

/// All tables, and this one before or after them.
template <class... Rows>
consteval RowTypes<BranchVisitsRow, Rows...> first_of(RowTypes<Rows...> /*rows*/) {
  return {};
}
template <class... Rows>
consteval RowTypes<Rows..., BranchVisitsRow> last_of(RowTypes<Rows...> /*rows*/) {
  return {};
}

}  // namespace bankseed
