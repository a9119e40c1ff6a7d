#pragma once

#include <array>

#include "bank/insurance/quotas.hpp"
#include "bank/insurance/timeline.hpp"
#include "bank/model/domain.hpp"
#include "bank/settings/describe.hpp"
#include "bankseed/rows/row_source.hpp"

namespace bankseed {

template <>
InsuranceCounts counts_before<InsuranceCounts>(const BankModel& model, std::uint64_t block);

void append_insurance(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kInsuranceTables = {
    counted<PoliciesRow, &InsuranceCounts::policies>(),
    counted<BeneficiariesRow, &InsuranceCounts::beneficiaries>(),
    counted<ClaimsRow, &InsuranceCounts::claims>(),
    counted<PremiumPaymentsRow, &InsuranceCounts::payments>(),
    counted<PolicyEventsRow, &InsuranceCounts::events>()};
inline constexpr Domain kInsuranceDomain{.tables = kInsuranceTables, .append = append_insurance};

[[nodiscard]] SettingSection describe(InsuranceSettings& settings);

// Each appends the rows of one table that belong to the block, in order of ids.

void append_beneficiaries(const BankModel& model,
                          const CoreBankingPlan& block,
                          const InsuranceData& insurance,
                          RowSet& out);
void append_claims(const BankModel& model,
                   const CoreBankingPlan& block,
                   const InsuranceData& insurance,
                   RowSet& out);
void append_policy_events(const BankModel& model,
                          const CoreBankingPlan& block,
                          const InsuranceData& insurance,
                          RowSet& out);

}  // namespace bankseed
