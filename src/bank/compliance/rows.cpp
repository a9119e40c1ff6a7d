#include "bank/compliance/rows/rows.hpp"

#include "bank/accounts/accounts.hpp"
#include "bank/compliance/compliance.hpp"
#include "bank/compliance/rules.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {
namespace {}  // namespace

void append_compliance(Block& block, const TableSet& tables, RowSet& out) {
  const BankModel& model = block.model();
  const bool first = block.core_banking().quotas.block == 0;
  if (wants<KycRecordsRow>(tables)) append_kyc_records(model, block.core_banking(), out);
  const bool checks = wants<AmlChecksRow>(tables);
  const bool reports = wants<SuspiciousActivityReportsRow>(tables);
  const bool violations = wants<RuleViolationsRow>(tables);
  const bool audits = wants<AuditTrailsRow>(tables);
  if (checks || reports || violations || audits) {
    const ComplianceData data(model, block.core_banking(), block.ledger(), out.arena());
    if (checks) append_aml_checks(model, block.core_banking(), data, out);
    if (reports) append_suspicious_activity_reports(model, block.core_banking(), data, out);
    if (audits) append_audit_trails(block, data, out);
    if (violations) append_rule_violations(model, block.core_banking(), data, out);
  }
  if (first && wants<ComplianceRulesRow>(tables)) append_compliance_rules(model, out);
  if (first && wants<RegulatoryReportsRow>(tables)) append_regulatory_reports(model, out);
}

template <>
ComplianceCounts counts_before<ComplianceCounts>(const BankModel& model, std::uint64_t block) {
  const auto core = counts_before<CoreCounts>(model, block);
  return ComplianceQuotas(model.options.settings)
      .counts_of(core.customers, large_transfers_of(core));
}

}  // namespace bankseed
