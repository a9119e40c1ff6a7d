#pragma once

#include <array>

#include "bank/engagement/campaigns.hpp"
#include "bank/engagement/quotas.hpp"
#include "core/quantile.hpp"

namespace bankseed {

struct BankOptions;

/// What the engagement tables share and is made once; BankModel holds it.
struct EngagementModel {
  EngagementModel(const BankOptions& options, const corpus::EngagementTexts& texts);

  EngagementQuotas quotas;
  Campaigns campaigns;
  /// Minutes, by interaction type; that of e-mails is never asked.
  std::array<QuantileTable, 5> durations;
  /// Hours until a complaint is resolved, by priority: medium, high, low, critical (CMP2).
  std::array<QuantileTable, 4> resolutions;
  /// NPS in thousandths (SUR1): of content customers, and of those with trouble behind them.
  std::array<QuantileTable, 2> nps;
};

}  // namespace bankseed
