#pragma once

#include "bank/compliance/screening.hpp"
#include "bank/model/block.hpp"
#include "bankseed/rows/row_source.hpp"

namespace bankseed {

/// KYC1: one record for each customer of the block.
void append_kyc_records(const BankModel& model, const CoreBankingPlan& block, RowSet& out);

/// AML1 to AML3
void append_aml_checks(const BankModel& model,
                       const CoreBankingPlan& block,
                       const ComplianceData& data,
                       RowSet& out);

/// SAR1
void append_suspicious_activity_reports(const BankModel& model,
                                        const CoreBankingPlan& block,
                                        const ComplianceData& data,
                                        RowSet& out);

/// VIO1
void append_rule_violations(const BankModel& model,
                            const CoreBankingPlan& block,
                            const ComplianceData& data,
                            RowSet& out);

/// AUD1
void append_audit_trails(Block& block, const ComplianceData& data, RowSet& out);

/// REG1: the returns of the last eight quarters and two years; the bank's, not a block's.
void append_regulatory_reports(const BankModel& model, RowSet& out);
inline constexpr std::uint64_t kRegulatoryReportCount = 26;

}  // namespace bankseed
