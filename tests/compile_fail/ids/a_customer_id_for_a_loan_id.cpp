// error: from 'Id<bankseed::CustomerIdFormat>' to 'Id<bankseed::LoanIdFormat>'

#include "bankseed/rows/loans.hpp"

namespace bankseed {

LoanId loan_of(const LoansRow& row) {
#ifdef WRONG
  return row.customer_id;
#else
  return row.loan_id;
#endif
}

}  // namespace bankseed
