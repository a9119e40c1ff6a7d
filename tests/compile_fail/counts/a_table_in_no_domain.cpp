// error: a table is in no domain

#include "bank/loans/loans.hpp"
#ifdef WRONG
namespace bankseed {
inline constexpr Domain kNothing{.tables = {}, .append = append_loans};
}  // namespace bankseed
#define kLoansDomain kNothing
#endif
#include "bank/domains.cpp"
