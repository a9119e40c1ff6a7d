#pragma once

#include <array>
#include <cstdint>

#include "bank/accounts/block_quotas.hpp"
#include "bankseed/bank/settings.hpp"
#include "core/apportionment.hpp"
#include "core/counts.hpp"

namespace bankseed {

/// Gravity of findings in the order of ScreeningSettings::risk_levels, the largest share first.
inline constexpr std::array<RiskRating, 3> kFindingsByShare = {RiskRating::kMedium,
                                                               RiskRating::kLow, RiskRating::kHigh};

/// How many rows of each kind of compliance_db there are about the first n customers of a bank.
/// Monotone in n, as CoreCounts is, so that a block's counts are differences.
struct ComplianceCounts {
  using Counts = void;

  std::uint64_t customers = 0;           ///< KYC records, and initial checks.
  std::uint64_t monitored = 0;           ///< AML2: transactions above 10,000.
  std::uint64_t periodic_customers = 0;  ///< Who are checked again and again (AML1).
  std::uint64_t periodic_checks = 0;
  EnumArray<CheckType, std::uint64_t> check_types{};  ///< Of initial and periodic checks.
  std::uint64_t flagged = 0;
  EnumArray<RiskRating, std::uint64_t> flag_levels{};
  std::uint64_t reports = 0;
  EnumArray<SuspiciousActivityKind, std::uint64_t> report_activities{};
  EnumArray<ReportStatus, std::uint64_t> report_status{};
  EnumArray<RegulatoryTier, std::uint64_t> report_tiers{};
  std::uint64_t audits = 0;
  EnumArray<AuditedEntity, std::uint64_t> audit_entities{};
  EnumArray<AuditAction, std::uint64_t> audit_actions{};
  std::uint64_t audit_values = 0;
  std::uint64_t violations = 0;
  EnumArray<ViolationSubject, std::uint64_t> violation_entities{};
  EnumArray<Severity, std::uint64_t> violation_severities{};
  EnumArray<ViolationStatus, std::uint64_t> violation_status{};

  /// Checks without a transaction, by order: initial ones and periodic ones.
  [[nodiscard]] std::uint64_t screenings() const noexcept { return customers + periodic_checks; }
  [[nodiscard]] std::uint64_t checks() const noexcept { return screenings() + monitored; }
};

/// Transactions above 10,000 among those that `counts` speaks of: never more than the transfers
/// that are not internal (TXN7).
[[nodiscard]] std::uint64_t large_transfers_of(const CoreCounts& counts) noexcept;

/// The apportionment of compliance_db, from the settings.
class ComplianceQuotas {
 public:
  explicit ComplianceQuotas(const Settings& settings) noexcept;

  /// Counts about the first `customers` customers, who have so many transactions above 10,000.
  [[nodiscard]] ComplianceCounts counts_of(std::uint64_t customers,
                                           std::uint64_t large_transfers) const noexcept;
  /// Counts of all blocks before that of `quotas`, and of the block itself.
  [[nodiscard]] ComplianceCounts before(const BlockQuotas& quotas) const noexcept;
  [[nodiscard]] ComplianceCounts of_block(const BlockQuotas& quotas) const noexcept;

 private:
  const Settings& settings_;
  // Periodic checks per customer, as a ratio.
  std::uint64_t periodic_numerator_;
  std::uint64_t periodic_denominator_;
};

}  // namespace bankseed
