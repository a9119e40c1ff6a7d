#include "bankseed/bank/compliance_rules.hpp"
#include "bankseed/bank/compliance_tables.hpp"
#include "bankseed/bank/domains.hpp"

namespace bankseed {
namespace {

std::uint64_t compliance_rows_before(const World& world, TableId table, std::uint64_t block) {
  if (table == kTableId<RegulatoryReportsRow>) return block == 0 ? 0 : kRegulatoryReportCount;
  if (table == kTableId<ComplianceRulesRow>) return block == 0 ? 0 : kComplianceRuleCount;
  const CoreCounts core = counts_before(world, block);
  const ComplianceCounts counts =
      ComplianceQuotas(world.options.settings).counts_of(core.customers, large_transfers_of(core));
  if (table == kTableId<AmlChecksRow>) return counts.checks();
  if (table == kTableId<SuspiciousActivityReportsRow>) return counts.reports;
  if (table == kTableId<AuditTrailsRow>) return counts.audits;
  if (table == kTableId<RuleViolationsRow>) return counts.violations;
  return counts.customers;
}

void append_compliance(Block& block, const TableSet& tables, RowSet& out) {
  const World& world = block.world();
  const bool first = block.data().layout.block == 0;
  if (wants<KycRecordsRow>(tables)) append_kyc_records(world, block.data(), out);
  const bool checks = wants<AmlChecksRow>(tables);
  const bool reports = wants<SuspiciousActivityReportsRow>(tables);
  const bool violations = wants<RuleViolationsRow>(tables);
  const bool audits = wants<AuditTrailsRow>(tables);
  if (checks || reports || violations || audits) {
    const ComplianceData data(world, block.data(), block.ledger(), out.arena());
    if (checks) append_aml_checks(world, block.data(), data, out);
    if (reports) append_suspicious_activity_reports(world, block.data(), data, out);
    if (audits) append_audit_trails(block, data, out);
    if (violations) append_rule_violations(world, block.data(), data, out);
  }
  if (first && wants<ComplianceRulesRow>(tables)) append_compliance_rules(world, out);
  if (first && wants<RegulatoryReportsRow>(tables)) append_regulatory_reports(world, out);
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
