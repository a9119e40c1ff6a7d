#pragma once

#include "bank/engagement/plan.hpp"

namespace bankseed {

/// Second half of making EngagementData: dates the interactions and complaints that have been
/// decided on, puts them in order, finds the employees, and makes the surveys.
void date_engagement(const BankModel& model, const CoreBankingPlan& block, EngagementData& data);

}  // namespace bankseed
