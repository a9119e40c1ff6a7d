// error: could not convert 'number'

#include "bankseed/rows/loans.hpp"

namespace bankseed {

LoanId loan_of(std::uint64_t number) {
#ifdef WRONG
  return number;
#else
  return {number};
#endif
}

}  // namespace bankseed
