#pragma once

#include <cstdint>
#include <vector>

#include "bank/insurance/timeline.hpp"

namespace bankseed {

/// Decides what happened to the policies of a block after their start: renewals, a cancellation
/// that was taken back, changes, and which premiums failed or are under way (EVT1, PAY1). Sets the
/// members of `policies` that say so; ends the current term accordingly. `counts` is what is asked
/// of them.
void simulate_policies(const BankModel& model,
                       const CoreBankingPlan& block,
                       const InsuranceCounts& counts,
                       std::vector<Policy>& policies);

}  // namespace bankseed
