#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "bank/engagement/purchases.hpp"
#include "bankseed/rows/ids.hpp"
#include "bankseed/rows/values.hpp"

namespace bankseed {

class BankModel;
struct CoreBankingPlan;
namespace corpus {
struct EngagementTexts;
}  // namespace corpus

/// CAM1
struct Campaign {
  CampaignId id;
  std::string name;
  CampaignType type{};
  Segment target{};
  Date start;
  Date end;  ///< Inclusive; may lie ahead.
};

/// The bank's campaigns of the last two years, in order of their start. They do not scale (E3).
class Campaigns {
 public:
  static constexpr std::size_t kCount = 20;
  /// Every customer who came at least kRecentDays ago and is still active has been there during so
  /// many of them.
  static constexpr std::int64_t kSeenMin = 6;
  /// What a campaign has led to begins so many days later at most.
  static constexpr std::int32_t kTakeUpDays = 60;

  Campaigns(std::uint64_t seed, Date as_of, const corpus::EngagementTexts& texts);

  [[nodiscard]] const Campaign& operator[](std::size_t index) const noexcept { return all_[index]; }
  [[nodiscard]] const std::array<Campaign, kCount>& all() const noexcept { return all_; }

 private:
  std::array<Campaign, kCount> all_;
};

/// RSP1
struct CampaignResponse {
  std::uint32_t customer = 0;  ///< Index into CoreBankingPlan::customers.
  std::uint32_t campaign = 0;  ///< Index into Campaigns.
  Date date;
  ResponseType type{};
  bool converted = false;
  /// The customer takes up what the campaign sells within Campaigns::kTakeUpDays.
  bool led = false;
};

/// The responses of a block's customers, in order of customer and date; `taken` is what they take
/// up (take_ups()). Throws UsageError when the settings ask for more responses than the customers
/// can have given.
[[nodiscard]] std::vector<CampaignResponse> campaign_responses(const BankModel& model,
                                                               const CoreBankingPlan& block,
                                                               std::span<const TakeUp> taken);

}  // namespace bankseed
