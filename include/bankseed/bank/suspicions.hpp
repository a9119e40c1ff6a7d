#pragma once

#include "bankseed/bank/compliance_data.hpp"

namespace bankseed {

/// Decides what the block's reports are about; the checks that found it, dates and status are not
/// known yet. Needs the transactions of `data`.
void find_suspicions(const World& world,
                     const BlockData& block,
                     const std::vector<Structuring>& structurings,
                     ComplianceData& data);

/// Puts the suspicions in order, and sets their dates, status and tier, once each has its check.
void settle_suspicions(const World& world, ComplianceData& data);

}  // namespace bankseed
