#include "bank/compliance/quotas.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "bank/accounts/quotas.hpp"

namespace bankseed {
namespace {

constexpr std::uint64_t kWhole = 10'000;  // Basis points.

}  // namespace

std::uint64_t large_transfers_of(const CoreCounts& counts) noexcept {
  const std::uint64_t other_transfers = counts.transfers - std::min(counts.transfers, counts.legs);
  return std::min(counts.large_transfers, other_transfers);
}

/// The monitoring checks are given by the transactions (AML2) and are a stated share of all checks
/// (AML1): that says how many checks there are, and what initial ones leave over is periodic. Taken
/// as a ratio per customer, because that never falls from one customer to the next.
ComplianceQuotas::ComplianceQuotas(const Settings& settings) noexcept : settings_(settings) {
  const TransactionSettings& transactions = settings.transactions;
  // Transactions above 10,000 per customer.
  const std::uint64_t large = std::uint64_t{transactions.count.per_1200} * transactions.types[2] *
                              transactions.above_10000.basis_points;
  const std::uint64_t large_of = kVolumeCustomers * kWhole * kWhole;
  const std::uint64_t divisor = std::max<std::uint64_t>(1, std::gcd(large, large_of));
  const std::uint64_t monitoring = std::clamp<std::uint64_t>(
      settings.screening.types[CheckType::kTransactionMonitoring], 1, kWhole);
  const std::uint64_t others = large / divisor * (kWhole - monitoring);
  periodic_denominator_ = large_of / divisor * monitoring;
  periodic_numerator_ = others - std::min(others, periodic_denominator_);
  const std::uint64_t common = std::gcd(periodic_numerator_, periodic_denominator_);
  periodic_numerator_ /= common;
  periodic_denominator_ /= common;
}

ComplianceCounts ComplianceQuotas::counts_of(std::uint64_t customers,
                                             std::uint64_t large_transfers) const noexcept {
  ComplianceCounts counts;
  counts.customers = customers;
  const ScreeningSettings& screening = settings_.screening;
  counts.monitored = large_transfers;
  counts.periodic_customers = share_of(customers, screening.periodic);
  if (screening.periodic.basis_points > 0)
    counts.periodic_checks = rounded_share(customers, periodic_numerator_, periodic_denominator_);
  auto others = screening.types;
  others[CheckType::kTransactionMonitoring] = 0;
  counts.check_types = ApportionmentOf(others).counts_of(counts.screenings());
  counts.flagged = share_of(counts.checks(), screening.flagged);
  const auto findings = Apportionment<3>(screening.risk_levels).counts_of(counts.flagged);
  for (std::size_t i = 0; i < kFindingsByShare.size(); ++i)
    counts.flag_levels[kFindingsByShare[i]] = findings[i];
  const ReportSettings& reports = settings_.reports;
  counts.reports = CoreQuotas::scaled(reports.count, customers);
  counts.report_activities = ApportionmentOf(reports.activities).counts_of(counts.reports);
  counts.report_status = ApportionmentOf(reports.status).counts_of(counts.reports);
  counts.report_tiers = ApportionmentOf(reports.tiers).counts_of(counts.reports);
  const AuditSettings& audit = settings_.audit;
  counts.audits = CoreQuotas::scaled(audit.count, customers);
  counts.audit_entities = ApportionmentOf(audit.entities).counts_of(counts.audits);
  counts.audit_actions = ApportionmentOf(audit.actions).counts_of(counts.audits);
  counts.audit_values = share_of(counts.audits, audit.with_values);
  const RuleSettings& rules = settings_.rules;
  counts.violations = CoreQuotas::scaled(rules.violations, customers);
  counts.violation_entities = ApportionmentOf(rules.entities).counts_of(counts.violations);
  counts.violation_severities = ApportionmentOf(rules.severities).counts_of(counts.violations);
  counts.violation_status = ApportionmentOf(rules.status).counts_of(counts.violations);
  return counts;
}

ComplianceCounts ComplianceQuotas::before(const BlockQuotas& quotas) const noexcept {
  return counts_of(quotas.before.customers, large_transfers_of(quotas.before));
}

ComplianceCounts ComplianceQuotas::of_block(const BlockQuotas& quotas) const noexcept {
  const std::uint64_t large_before = large_transfers_of(quotas.before);
  return counts_of(quotas.before.customers + quotas.counts.customers,
                   large_before + large_transfers_of(quotas.counts)) -
         before(quotas);
}

}  // namespace bankseed
