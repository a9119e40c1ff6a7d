#pragma once

#include "bank/model/domain.hpp"
#include "bank/settings/describe.hpp"

namespace bankseed {

[[nodiscard]] Domain engagement_domain();

[[nodiscard]] SettingSection describe(InteractionSettings& settings);
[[nodiscard]] SettingSection describe(ComplaintSettings& settings);
[[nodiscard]] SettingSection describe(CampaignSettings& settings);

}  // namespace bankseed
