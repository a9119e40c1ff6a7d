#pragma once

#include <cstdint>
#include <utility>

#include "bank/engagement/plan.hpp"

namespace bankseed {

/// Second half of making EngagementData: dates the interactions and complaints that have been
/// decided on, puts them in order, finds the employees, and makes the surveys.
void date_engagement(const BankModel& model, const CoreBankingPlan& block, EngagementData& data);

/// How many days before the customer's last one a fee was charged, at least and at most, that a
/// complaint of this status can be about.
[[nodiscard]] std::pair<std::int32_t, std::int32_t> charge_ages(const Settings& settings,
                                                                ComplaintStatus status);

}  // namespace bankseed
