#include "bankseed/rows/customer.hpp"

namespace bankseed {

static_assert(well_formed<CustomerProfilesRow>());
static_assert(well_formed<InteractionsRow>());
static_assert(well_formed<SatisfactionSurveysRow>());
static_assert(well_formed<ComplaintsRow>());
static_assert(well_formed<CampaignsRow>());
static_assert(well_formed<CampaignResponsesRow>());

}  // namespace bankseed
