#include "bank/domains.hpp"

#include "bank/accounts/accounts.hpp"
#include "bank/compliance/compliance.hpp"
#include "bank/employees/employees.hpp"
#include "bank/engagement/engagement.hpp"
#include "bank/insurance/insurance.hpp"
#include "bank/loans/loans.hpp"

namespace bankseed {

std::array<Domain, 8> domains() {
  return {employees_domain(),  assignments_domain(), customers_domain(), accounts_domain(),
          engagement_domain(), loans_domain(),       insurance_domain(), compliance_domain()};
}

void append_tables(Block& block, const TableSet& tables, RowSet& out) {
  for (const Domain& domain : domains()) {
    if ((domain.tables & tables).any()) domain.append(block, tables & domain.tables, out);
  }
}

}  // namespace bankseed
