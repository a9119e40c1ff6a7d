#pragma once

#include <array>
#include <cstdint>

#include "bankseed/bank/settings.hpp"
#include "core/apportionment.hpp"
#include "core/counts.hpp"
#include "core/quantile.hpp"

namespace bankseed {

/// Policies began within the last five years (POL1).
inline constexpr std::size_t kPolicyYears = 5;

/// Months between two premiums.
inline constexpr EnumArray<PremiumFrequency, std::int32_t> kPeriodMonths = {12, 3, 1};

/// Insurance of the first n customers of a bank; like CoreCounts, what a block has is the
/// difference of two of these. All but what cannot be met by a bank of a few customers.
struct InsuranceCounts {
  using Counts = void;

  std::uint64_t holders = 0;  ///< Customers with policies.
  std::uint64_t several = 0;  ///< Holders of two or three.
  std::uint64_t three = 0;
  std::uint64_t policies = 0;
  EnumArray<PolicyType, std::uint64_t> types{};
  EnumArray<PolicyStatus, std::uint64_t> status{};
  /// Policies by frequency and full years in force: together with a policy's place in its cell they
  /// say how many premiums it has paid, so that the payments have a number in closed form (PAY1).
  EnumArray<PremiumFrequency, std::array<std::uint64_t, kPolicyYears>> years{};
  std::uint64_t linked = 0;

  std::uint64_t other_with_beneficiaries = 0;  ///< Policies that are not life.
  std::uint64_t beneficiaries = 0;
  EnumArray<BeneficiaryTie, std::uint64_t> relationships{};

  std::uint64_t with_claims = 0;
  std::uint64_t second_claims = 0;  ///< Policies with a second claim, and with a third.
  std::uint64_t third_claims = 0;
  std::uint64_t claims = 0;
  EnumArray<ClaimStatus, std::uint64_t> claim_status{};

  std::uint64_t payments = 0;
  EnumArray<PaymentMethod, std::uint64_t> methods{};
  std::uint64_t from_account = 0;
  std::uint64_t pending = 0;
  std::uint64_t failed = 0;

  std::uint64_t renewals = 0;
  std::uint64_t modifications = 0;
  std::uint64_t cancellations = 0;
  std::uint64_t reinstatements = 0;
  std::uint64_t performed = 0;  ///< Events that an employee entered.

  [[nodiscard]] std::uint64_t events() const noexcept {
    return renewals + modifications + cancellations + reinstatements;
  }
  [[nodiscard]] std::uint64_t ended() const noexcept {
    return status[PolicyStatus::kLapsed] + status[PolicyStatus::kCancelled];
  }
  [[nodiscard]] std::uint64_t with_beneficiaries() const noexcept {
    return types[PolicyType::kLife] + other_with_beneficiaries;
  }
};

/// Premiums paid by the policy at `position` (of the whole bank) among those of one frequency and
/// number of full years in force.
[[nodiscard]] std::uint32_t payments_of(PremiumFrequency frequency,
                                        std::uint64_t years,
                                        std::uint64_t position) noexcept;

/// The apportionment of insurance, from its settings.
class InsuranceQuotas {
 public:
  /// Policies are younger than the customers: with a shorter history they have fewer years.
  InsuranceQuotas(const InsuranceSettings& settings, std::uint32_t history_years);

  [[nodiscard]] InsuranceCounts counts_of(std::uint64_t customers) const noexcept;

  /// Sets what follows from the number of payments.
  void split_payments(InsuranceCounts& counts) const noexcept;

  /// Whether a block's policies can bear the claims, beneficiaries and events that its counts ask
  /// of them. Always for the requirements' own shares; settings can ask for too much.
  [[nodiscard]] static bool bearable(const InsuranceCounts& counts) noexcept;

  /// Most full years that a policy can have been in force.
  [[nodiscard]] std::uint64_t years_max() const noexcept { return years_max_; }

 private:
  void count_policies(InsuranceCounts& counts) const noexcept;
  void count_events(InsuranceCounts& counts) const noexcept;

  InsuranceSettings settings_;
  std::uint64_t years_max_;
  ApportionmentOf<PolicyType> types_;
  ApportionmentOf<PolicyStatus> status_;
  ApportionmentOf<PremiumFrequency> frequencies_;
  Apportionment<5> years_;
  ApportionmentOf<BeneficiaryTie> relationships_;
  ApportionmentOf<ClaimStatus> claim_status_;
  ApportionmentOf<PaymentMethod> methods_;
};

/// What insurance has made once for the whole bank.
struct InsuranceModel {
  InsuranceModel(const InsuranceSettings& settings, std::uint32_t history_years);

  InsuranceQuotas quotas;
  /// POL1: cents, by policy type and customer segment.
  EnumArray<PolicyType, EnumArray<Segment, QuantileTable>> coverage;
  QuantileTable claim_permille;  ///< CLM1: claim as a share of the coverage.
};

}  // namespace bankseed
