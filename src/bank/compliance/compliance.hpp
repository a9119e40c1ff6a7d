#pragma once

#include <array>

#include "bank/compliance/quotas.hpp"
#include "bank/compliance/rows/rows.hpp"
#include "bank/compliance/rules.hpp"
#include "bank/model/domain.hpp"
#include "bank/settings/describe.hpp"

namespace bankseed {

template <>
ComplianceCounts counts_before<ComplianceCounts>(const BankModel& model, std::uint64_t block);

void append_compliance(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kComplianceTables = {
    counted<KycRecordsRow, &ComplianceCounts::customers>(),
    counted<AmlChecksRow, &ComplianceCounts::checks>(),
    counted<SuspiciousActivityReportsRow, &ComplianceCounts::reports>(),
    fixed<RegulatoryReportsRow, kRegulatoryReportCount>(),
    counted<AuditTrailsRow, &ComplianceCounts::audits>(),
    fixed<ComplianceRulesRow, kComplianceRuleCount>(),
    counted<RuleViolationsRow, &ComplianceCounts::violations>()};
inline constexpr Domain kComplianceDomain{.tables = kComplianceTables, .append = append_compliance};

[[nodiscard]] SettingSection describe(IdentitySettings& settings);
[[nodiscard]] SettingSection describe(ScreeningSettings& settings);
[[nodiscard]] SettingSection describe(ReportSettings& settings);
[[nodiscard]] SettingSection describe(AuditSettings& settings);
[[nodiscard]] SettingSection describe(RuleSettings& settings);

}  // namespace bankseed
