#include "bankseed/rows/compliance.hpp"

namespace bankseed {

static_assert(well_formed<KycRecordsRow>());
static_assert(well_formed<AmlChecksRow>());
static_assert(well_formed<SuspiciousActivityReportsRow>());
static_assert(well_formed<RegulatoryReportsRow>());
static_assert(well_formed<AuditTrailsRow>());
static_assert(well_formed<ComplianceRulesRow>());
static_assert(well_formed<RuleViolationsRow>());

}  // namespace bankseed
