#pragma once

#include <array>

#include "bank/accounts/quotas.hpp"
#include "bank/model/domain.hpp"
#include "bank/settings/describe.hpp"

namespace bankseed {

template <>
CoreCounts counts_before<CoreCounts>(const BankModel& model, std::uint64_t block);

void append_customers(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kCustomerTables = {
    counted<CustomersRow, &CoreCounts::customers>(),
    counted<CustomerProfilesRow, &CoreCounts::customers>()};
inline constexpr Domain kCustomersDomain{.tables = kCustomerTables, .append = append_customers};

void append_accounts(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kAccountTables = {
    counted<AccountsRow, &CoreCounts::accounts>(),
    counted<TransactionsRow, &CoreCounts::transactions>(),
    counted<AccountRelationshipsRow, &CoreCounts::relationships>()};
inline constexpr Domain kAccountsDomain{.tables = kAccountTables, .append = append_accounts};

[[nodiscard]] SettingSection describe(CustomerSettings& settings);
[[nodiscard]] SettingSection describe(AccountSettings& settings);
[[nodiscard]] SettingSection describe(TransactionSettings& settings);
[[nodiscard]] SettingSection describe(RelationshipSettings& settings);

}  // namespace bankseed
