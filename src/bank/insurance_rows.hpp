#pragma once

#include "bankseed/bank/insurance_data.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {

// Each appends the rows of one table that belong to the block, in order of ids.

void append_beneficiaries(const World& world,
                          const BlockData& block,
                          const InsuranceData& insurance,
                          RowSet& out);
void append_claims(const World& world,
                   const BlockData& block,
                   const InsuranceData& insurance,
                   RowSet& out);
void append_policy_events(const World& world,
                          const BlockData& block,
                          const InsuranceData& insurance,
                          RowSet& out);

}  // namespace bankseed
