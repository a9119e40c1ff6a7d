#pragma once

#include <array>

#include "bank/loans/quotas.hpp"
#include "bank/loans/timeline.hpp"
#include "bank/model/domain.hpp"
#include "bank/settings/describe.hpp"

namespace bankseed {

template <>
LoanCounts counts_before<LoanCounts>(const BankModel& model, std::uint64_t block);

void append_loans(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kLoanTables = {
    counted<LoanApplicationsRow, &LoanCounts::applications>(),
    counted<LoansRow, &LoanCounts::loans>(),
    counted<CollateralRow, &LoanCounts::collateral>(),
    counted<RepaymentScheduleRow, &LoanCounts::installments>(),
    counted<LoanGuarantorsRow, &LoanCounts::guarantors>(),
    counted<RiskAssessmentsRow, &LoanCounts::assessments>()};
inline constexpr Domain kLoansDomain{.tables = kLoanTables, .append = append_loans};

[[nodiscard]] SettingSection describe(LoanSettings& settings);

// Steps in which LoansData is made, in this order; each needs what the ones before have decided.

/// Chooses the delinquent loans (LOA4) and judges all applications and some loans (RSK1); needs
/// dates and the number of past installments.
void assess_credit(const BankModel& model, const CoreBankingPlan& block, LoansData& data);

}  // namespace bankseed
