#pragma once

#include <span>
#include <string>
#include <string_view>

#include "bankseed/rows/datasets.hpp"

namespace bankseed::verify {

/// What there is to know of a bank to judge the rows of its datasets.
struct DatasetFacts {
  Date as_of;
  std::string_view currency;     ///< ISO 4217, of most accounts.
  bool has_tax_numbers = false;  ///< People have a CPF, businesses a CNPJ.
};

/// A promise about each row of a dataset (RULES.md), which looks at that row alone.
template <class Row>
struct RowCheck {
  std::string_view id;
  std::string_view name;
  std::string_view text;  ///< A sentence for people.
  /// What is wrong with the row; empty when nothing is.
  std::string (*breach)(const Row& row, const DatasetFacts& facts);
};

// The checks of each dataset beside those that follow from its description.
[[nodiscard]] std::span<const RowCheck<CustomerRecord>> checks_of(const CustomerRecord& row);
[[nodiscard]] std::span<const RowCheck<AccountRecord>> checks_of(const AccountRecord& row);
[[nodiscard]] std::span<const RowCheck<TransactionRecord>> checks_of(const TransactionRecord& row);
[[nodiscard]] std::span<const RowCheck<LoanRecord>> checks_of(const LoanRecord& row);
[[nodiscard]] std::span<const RowCheck<CreditCardRecord>> checks_of(const CreditCardRecord& row);
[[nodiscard]] std::span<const RowCheck<BranchRecord>> checks_of(const BranchRecord& row);
[[nodiscard]] std::span<const RowCheck<ComplianceRecord>> checks_of(const ComplianceRecord& row);
[[nodiscard]] std::span<const RowCheck<InvestmentRecord>> checks_of(const InvestmentRecord& row);
[[nodiscard]] std::span<const RowCheck<DigitalActivityRecord>> checks_of(
    const DigitalActivityRecord& row);

}  // namespace bankseed::verify
