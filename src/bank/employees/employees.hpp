#pragma once

#include "bank/model/domain.hpp"
#include "bank/settings/describe.hpp"

namespace bankseed {

[[nodiscard]] Domain employees_domain();
[[nodiscard]] Domain assignments_domain();

[[nodiscard]] SettingSection describe(EmployeeSettings& settings);
[[nodiscard]] SettingSection describe(TrainingSettings& settings);
[[nodiscard]] SettingSection describe(AssignmentSettings& settings);

}  // namespace bankseed
