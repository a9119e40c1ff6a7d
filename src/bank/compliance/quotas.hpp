#pragma once

#include <array>
#include <cstdint>

#include "bank/accounts/block_quotas.hpp"
#include "bankseed/bank/settings.hpp"
#include "core/apportionment.hpp"
#include "core/counts.hpp"

namespace bankseed {

/// In the order of ReportSettings::activities.
enum class SuspiciousActivityKind : std::uint8_t {
  kStructuring,
  kUnusualPattern,
  kHighRiskCountry
};

/// How many rows of each kind of compliance_db there are about the first n customers of a bank.
/// Monotone in n, as CoreCounts is, so that a block's counts are differences.
struct ComplianceCounts {
  using Counts = void;

  std::uint64_t customers = 0;  ///< KYC records, and initial checks.
  std::array<std::uint64_t, 3> documents{};
  std::uint64_t monitored = 0;           ///< AML2: transactions above 10,000.
  std::uint64_t periodic_customers = 0;  ///< Who are checked again and again (AML1).
  std::uint64_t periodic_checks = 0;
  std::array<std::uint64_t, 3> check_types{};  ///< Of initial and periodic checks.
  std::uint64_t flagged = 0;
  std::array<std::uint64_t, 3> flag_levels{};
  std::uint64_t reports = 0;
  std::array<std::uint64_t, 3> report_activities{};
  std::array<std::uint64_t, 4> report_status{};
  std::array<std::uint64_t, 3> report_tiers{};
  std::uint64_t audits = 0;
  std::array<std::uint64_t, 5> audit_entities{};
  std::array<std::uint64_t, 4> audit_actions{};
  std::uint64_t audit_values = 0;
  std::uint64_t violations = 0;
  std::array<std::uint64_t, 3> violation_entities{};
  std::array<std::uint64_t, 4> violation_severities{};
  std::array<std::uint64_t, 4> violation_status{};

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
