#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bank/accounts/ledger/typologies/typology.hpp"

namespace bankseed {

/// Cash deposits just below the reporting threshold, in quick succession on one account: what a
/// report of structuring (SAR1; 31 U.S.C. 5324) is about. 80-99 % of 10,000, three to five within
/// days, are our choice.
struct Structuring {
  static constexpr SuspiciousActivityKind kReported = SuspiciousActivityKind::kStructuring;
  static constexpr TransactionKind kKind = TransactionKind::kStructuredDeposit;

  struct Case {
    std::uint32_t account = 0;   ///< Index into CoreBankingPlan::accounts.
    std::uint32_t deposits = 0;  ///< The account's first so many deposits, by ordinal.
    Window window{};             ///< When they were made.
    bool reported = false;       ///< Others have an explanation: they only look alike.
  };

  /// As many as reports about it, customers of higher risk first, and half as many that look alike;
  /// or fewer where too few accounts bear it.
  [[nodiscard]] static std::vector<Case> plan(const BankModel& model,
                                              const CoreBankingPlan& block,
                                              const TransactionRanks& ranks,
                                              std::uint64_t deposits);
  /// Makes the first deposits drawn the structured ones.
  static void label(const BankModel& model, const Case& one, std::span<LedgerEntry> entries);
};
static_assert(Typology<Structuring>);

/// Greatest amount that a report of a cash transaction is not asked for (31 CFR 1010.311).
inline constexpr Money kReportingThreshold{10'000'00};

}  // namespace bankseed
