#pragma once

#include <array>

#include "bank/engagement/campaigns.hpp"
#include "bank/engagement/quotas.hpp"
#include "bank/model/domain.hpp"
#include "bank/settings/describe.hpp"

namespace bankseed {

template <>
EngagementCounts counts_before<EngagementCounts>(const BankModel& model, std::uint64_t block);

void append_engagement(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kEngagementTables = {
    counted<InteractionsRow, &EngagementCounts::interactions>(),
    counted<SatisfactionSurveysRow, &EngagementCounts::surveys>(),
    counted<ComplaintsRow, &EngagementCounts::complaints>(),
    fixed<CampaignsRow, Campaigns::kCount>(),
    counted<CampaignResponsesRow, &EngagementCounts::responses>()};
inline constexpr Domain kEngagementDomain{.tables = kEngagementTables, .append = append_engagement};

[[nodiscard]] SettingSection describe(InteractionSettings& settings);
[[nodiscard]] SettingSection describe(ComplaintSettings& settings);
[[nodiscard]] SettingSection describe(CampaignSettings& settings);

}  // namespace bankseed
