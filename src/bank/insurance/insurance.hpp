#pragma once

#include "bank/insurance/timeline.hpp"
#include "bank/model/domain.hpp"
#include "bank/settings/describe.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {

[[nodiscard]] Domain insurance_domain();

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
