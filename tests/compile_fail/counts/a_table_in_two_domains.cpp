// error: a table is in two domains

#include "bank/datasets/datasets.hpp"
#ifdef WRONG
#define kDigitalActivityRecords kInvestmentRecords  // And one in none.
#endif
#include "bank/domains.cpp"
