#pragma once

#include "bankseed/bank/loans_data.hpp"

namespace bankseed {

// Steps in which LoansData is made, in this order; each needs what the ones before have decided.

/// Chooses the delinquent loans (LOA4) and judges all applications and some loans (RSK1); needs
/// dates and the number of past installments.
void assess_credit(const World& world, const BlockData& block, LoansData& data);

/// Decides which of the past installments were paid, late, are pending or were missed (SCH2); needs
/// grades and terms.
void settle_installments(const World& world, LoansData& data);

}  // namespace bankseed
