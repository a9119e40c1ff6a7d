#pragma once

#include <vector>

#include "bank/accounts/plan.hpp"

namespace bankseed {

/// The block's transfers between accounts of one customer (TXN13), as many as their quota says, and
/// sets how many each account has: from where the salary comes in to what is saved on, and back.
[[nodiscard]] std::vector<OwnLeg> place_own_transfers(const BankModel& model,
                                                      CoreBankingPlan& block);

}  // namespace bankseed
