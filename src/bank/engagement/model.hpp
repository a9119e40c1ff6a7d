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
  /// Minutes; that of e-mails is never asked.
  EnumArray<InteractionType, QuantileTable> durations;
  /// Hours until a complaint is resolved, by priority (CMP2).
  EnumArray<Severity, QuantileTable> resolutions;
  /// NPS in thousandths (SUR1): of content customers, and of those with trouble behind them.
  std::array<QuantileTable, 2> nps;
};

}  // namespace bankseed
