#pragma once

#include "bank/model/domain.hpp"
#include "bank/settings/describe.hpp"

namespace bankseed {

[[nodiscard]] Domain customers_domain();
[[nodiscard]] Domain accounts_domain();

[[nodiscard]] SettingSection describe(CustomerSettings& settings);
[[nodiscard]] SettingSection describe(AccountSettings& settings);
[[nodiscard]] SettingSection describe(TransactionSettings& settings);
[[nodiscard]] SettingSection describe(RelationshipSettings& settings);

}  // namespace bankseed
