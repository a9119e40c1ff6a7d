#pragma once

#include "bank/compliance/screening.hpp"

namespace bankseed {

/// Decides what the block's reports are about; the checks that found it, dates and status are not
/// known yet. Needs the transactions of `data`.
void find_suspicious_activities(const BankModel& model,
                                const CoreBankingPlan& block,
                                const TypologyCases& cases,
                                ComplianceData& data);

/// Puts the suspicious activities in order, and sets their dates, status and tier, once each has
/// its check.
void decide_suspicious_activities(const BankModel& model, ComplianceData& data);

}  // namespace bankseed
