#pragma once

#include "bank/model/domain.hpp"
#include "bank/settings/describe.hpp"

namespace bankseed {

[[nodiscard]] SettingSection describe(DatasetSettings& settings);

// A domain for each dataset, so that none is made from more than it needs.

/// DS8: customers, accounts, transactions, loans and compliance, out of the databases' own rows.
[[nodiscard]] Domain customer_records();
[[nodiscard]] Domain account_records();
[[nodiscard]] Domain transaction_records();
[[nodiscard]] Domain loan_records();
[[nodiscard]] Domain compliance_records();

[[nodiscard]] Domain branch_records();            ///< DS4
[[nodiscard]] Domain credit_card_records();       ///< DS3
[[nodiscard]] Domain investment_records();        ///< DS5
[[nodiscard]] Domain digital_activity_records();  ///< DS6

}  // namespace bankseed
