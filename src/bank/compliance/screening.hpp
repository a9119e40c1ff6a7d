#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "bank/accounts/ledger/ledger.hpp"
#include "bank/compliance/quotas.hpp"
#include "bankseed/core/arena.hpp"

namespace bankseed {

/// A transaction of an account that compliance looks at.
struct WatchedTransaction {
  TransactionId id{};
  std::uint32_t account = 0;  ///< Index into CoreBankingPlan::accounts.
  Timestamp at{};
  Money amount{};
  TransactionKind kind{};
  bool incoming = false;
  bool by_staff = false;
  std::optional<EmployeeId> processed_by{};
  std::string_view description{};  ///< Of every sixth, and of all above 10,000; else empty.
};

/// AML1 to AML3: one check of a customer.
struct AmlCheck {
  std::uint32_t customer = 0;  ///< Index into CoreBankingPlan::customers.
  Timestamp at{};
  CheckType type{};
  bool initial = false;                        ///< The one within a week of onboarding.
  std::optional<std::uint32_t> transaction{};  ///< Index into ComplianceData::transactions.
  std::optional<std::uint32_t>
      suspicious_activity{};  ///< What it led to; index into suspicious activities.
  bool flagged = false;
  RiskRating level{};
};

/// SAR1: what a report is about. Where there is an account, amount and dates are those of its
/// transactions; elsewhere the customer only tried.
struct SuspiciousActivity {
  SuspiciousActivityKind kind{};
  std::uint32_t customer = 0;  ///< Index into CoreBankingPlan::customers.
  std::optional<std::uint32_t> account{};
  std::optional<std::uint32_t> trigger{};  ///< The transaction that a monitoring check stopped at.
  std::uint32_t movements = 0;
  Money total{};
  Money least{};
  Money most{};
  Timestamp first{};
  Timestamp last{};
  std::uint32_t check = 0;  ///< The flagged check; index into ComplianceData::checks.
  Date opened{};
  std::optional<Date> filed{};
  ReportStatus status{};
  RegulatoryTier tier{};
};

/// What compliance knows about a block: checks in the order of their ids, by customer and in order
/// of time, and suspicious activities in the order of the reports' ids, by the day they were
/// opened.
struct ComplianceData {
  /// The descriptions of transactions live in `arena`.
  ComplianceData(const BankModel& model,
                 const CoreBankingPlan& block,
                 Ledger& ledger,
                 Arena& arena);

  ComplianceCounts before;                       ///< Of all blocks before this one.
  ComplianceCounts counts;                       ///< Of the block.
  std::vector<WatchedTransaction> transactions;  ///< In order of ids.
  std::vector<AmlCheck> checks;
  std::vector<SuspiciousActivity> suspicious_activities;
};

}  // namespace bankseed
