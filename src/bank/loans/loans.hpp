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

/// Decides which of the past installments were paid, late, are pending or were missed (SCH2); needs
/// grades and terms.
void settle_installments(const BankModel& model, LoansData& data);

}  // namespace bankseed
