#pragma once

#include "bank/accounts/accounts.hpp"
#include "bank/model/block.hpp"
#include "bank/settings/describe.hpp"
#include "bankseed/rows/dataset_catalog.hpp"

namespace bankseed {

[[nodiscard]] SettingSection describe(DatasetSettings& settings);

/// One dataset and the pure functions that make its rows.
struct DatasetDomain {
  /// Rows of the databases that the dataset's are made from, in DatasetRows::tables().
  TableSet tables;

  /// Rows in the blocks before `block`, in O(1); `block` may be the number of blocks.
  std::uint64_t (*rows_before)(const BankModel& model, std::uint64_t block) = nullptr;

  /// Appends the block's rows, in id order.
  void (*append)(Block& block, DatasetRows& out) = nullptr;
};

/// DS8: customers, accounts, transactions, loans and compliance, out of the databases' own rows.
[[nodiscard]] DatasetDomain customer_records();
[[nodiscard]] DatasetDomain account_records();
[[nodiscard]] DatasetDomain transaction_records();
[[nodiscard]] DatasetDomain loan_records();
[[nodiscard]] DatasetDomain compliance_records();

[[nodiscard]] DatasetDomain branch_records();            ///< DS4
[[nodiscard]] DatasetDomain credit_card_records();       ///< DS3
[[nodiscard]] DatasetDomain investment_records();        ///< DS5
[[nodiscard]] DatasetDomain digital_activity_records();  ///< DS6

/// The domain of a dataset.
[[nodiscard]] DatasetDomain domain_of(Dataset dataset);

}  // namespace bankseed
