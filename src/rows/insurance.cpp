#include "bankseed/rows/insurance.hpp"

namespace bankseed {

static_assert(well_formed<PoliciesRow>());
static_assert(well_formed<BeneficiariesRow>());
static_assert(well_formed<ClaimsRow>());
static_assert(well_formed<PremiumPaymentsRow>());
static_assert(well_formed<PolicyEventsRow>());

}  // namespace bankseed
