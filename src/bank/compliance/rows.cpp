#include "bank/compliance/rows/rows.hpp"

#include "bank/compliance/compliance.hpp"
#include "bank/compliance/rules.hpp"

namespace bankseed {
namespace {

std::uint64_t compliance_rows_before(const BankModel& model, TableId table, std::uint64_t block) {
  if (table == kTableId<RegulatoryReportsRow>) return block == 0 ? 0 : kRegulatoryReportCount;
  if (table == kTableId<ComplianceRulesRow>) return block == 0 ? 0 : kComplianceRuleCount;
  const CoreCounts core = counts_before(model, block);
  const ComplianceCounts counts =
      ComplianceQuotas(model.options.settings).counts_of(core.customers, large_transfers_of(core));
  if (table == kTableId<AmlChecksRow>) return counts.checks();
  if (table == kTableId<SuspiciousActivityReportsRow>) return counts.reports;
  if (table == kTableId<AuditTrailsRow>) return counts.audits;
  if (table == kTableId<RuleViolationsRow>) return counts.violations;
  return counts.customers;
}

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

}  // namespace

Domain compliance_domain() {
  return {.tables = tables_of_rows<KycRecordsRow, AmlChecksRow, SuspiciousActivityReportsRow,
                                   RegulatoryReportsRow, AuditTrailsRow, ComplianceRulesRow,
                                   RuleViolationsRow>(),
          .rows_before = compliance_rows_before,
          .append = append_compliance};
}

}  // namespace bankseed
