#pragma once

#include "bank/loans/timeline.hpp"
#include "bank/model/domain.hpp"
#include "bank/settings/describe.hpp"

namespace bankseed {

[[nodiscard]] Domain loans_domain();

[[nodiscard]] SettingSection describe(LoanSettings& settings);

// Steps in which LoansData is made, in this order; each needs what the ones before have decided.

/// Chooses the delinquent loans (LOA4) and judges all applications and some loans (RSK1); needs
/// dates and the number of past installments.
void assess_credit(const BankModel& model, const CoreBankingPlan& block, LoansData& data);

}  // namespace bankseed
