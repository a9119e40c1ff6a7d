#include "bankseed/rows/loans.hpp"

namespace bankseed {

static_assert(well_formed<LoanApplicationsRow>());
static_assert(well_formed<LoansRow>());
static_assert(well_formed<CollateralRow>());
static_assert(well_formed<RepaymentScheduleRow>());
static_assert(well_formed<LoanGuarantorsRow>());
static_assert(well_formed<RiskAssessmentsRow>());

}  // namespace bankseed
