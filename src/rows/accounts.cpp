#include "bankseed/rows/accounts.hpp"

namespace bankseed {

static_assert(well_formed<CustomersRow>());
static_assert(well_formed<AccountsRow>());
static_assert(well_formed<TransactionsRow>());
static_assert(well_formed<AccountRelationshipsRow>());

}  // namespace bankseed
