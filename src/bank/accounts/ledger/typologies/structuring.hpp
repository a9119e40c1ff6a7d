#pragma once

#include <cstdint>
#include <vector>

#include "bank/accounts/ledger/transaction_ranks.hpp"

namespace bankseed {

/// Cash deposits just below the reporting threshold, in quick succession on one account: what a
/// report of structuring (SAR1; 31 U.S.C. 5324) is about. 80-99 % of 10,000, three to five within
/// days, are our choice.
struct Structuring {
  std::uint32_t account = 0;   ///< Index into CoreBankingPlan::accounts.
  std::uint32_t deposits = 0;  ///< The account's first so many deposits, by ordinal.
  Window window{};             ///< When they were made.
};

/// The block's accounts on which deposits were structured, in order of accounts: as many as reports
/// about it, or fewer where too few accounts bear it. The ranks below `deposits` are deposits
/// (TXN2).
[[nodiscard]] std::vector<Structuring> structurings_of(const BankModel& model,
                                                       const CoreBankingPlan& block,
                                                       const TransactionRanks& ranks,
                                                       std::uint64_t deposits);

/// Amount of the structured deposit with this draw.
[[nodiscard]] Money structured_amount(const BankModel& model, std::uint64_t uniform) noexcept;

/// Greatest amount that a report of a cash transaction is not asked for (31 CFR 1010.311).
inline constexpr Money kReportingThreshold{10'000'00};

}  // namespace bankseed
