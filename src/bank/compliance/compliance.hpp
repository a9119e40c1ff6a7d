#pragma once

#include "bank/model/domain.hpp"
#include "bank/settings/describe.hpp"

namespace bankseed {

[[nodiscard]] Domain compliance_domain();

[[nodiscard]] SettingSection describe(IdentitySettings& settings);
[[nodiscard]] SettingSection describe(ScreeningSettings& settings);
[[nodiscard]] SettingSection describe(ReportSettings& settings);
[[nodiscard]] SettingSection describe(AuditSettings& settings);
[[nodiscard]] SettingSection describe(RuleSettings& settings);

}  // namespace bankseed
