#include "bank/insurance/quotas.hpp"

#include <algorithm>

#include "bank/accounts/quotas.hpp"

namespace bankseed {
namespace {

/// Premiums in a policy's last, unfinished year, in the order in which the policies of one
/// frequency and number of years take them: every number comes equally often.
constexpr std::array<std::uint32_t, 1> kAnnual = {1};
constexpr std::array<std::uint32_t, 4> kQuarterly = {2, 1, 4, 3};
constexpr std::array<std::uint32_t, 12> kMonthly = {5, 10, 3, 8, 1, 6, 11, 4, 9, 2, 7, 12};

std::span<const std::uint32_t> last_year(PremiumFrequency frequency) noexcept {
  switch (frequency) {
    case PremiumFrequency::kAnnual: return kAnnual;
    case PremiumFrequency::kQuarterly: return kQuarterly;
    case PremiumFrequency::kMonthly: return kMonthly;
  }
  BANKSEED_FAIL("unknown frequency");
}

/// Payments of the first n policies of one frequency and number of full years.
std::uint64_t payments_before(PremiumFrequency frequency, std::uint64_t years, std::uint64_t n) {
  const auto cycle = last_year(frequency);
  std::uint64_t sum = 0;
  for (const auto count : cycle)
    sum += count;
  std::uint64_t total = n * years * cycle.size() + n / cycle.size() * sum;
  for (std::uint64_t i = 0; i < n % cycle.size(); ++i)
    total += cycle[i];
  return total;
}

std::array<std::uint32_t, kPolicyYears> cut_years(std::array<std::uint32_t, kPolicyYears> weights,
                                                  std::uint64_t years_max) {
  for (std::size_t i = years_max + 1; i < weights.size(); ++i)
    weights[i] = 0;
  if (std::count(weights.begin(), weights.end(), 0U) == std::ssize(weights)) weights[0] = 1;
  return weights;
}

/// Coverage by segment, from the median in cents, which rises (PRO2).
EnumArray<Segment, QuantileTable> coverage_by_segment(
    const EnumArray<Segment, std::int64_t>& medians,
    std::int32_t sigma_permille,
    const Range& range) {
  return by_value<Segment>([&](Segment segment) {
    return QuantileTable::log_normal({.median = medians[segment],
                                      .sigma_permille = sigma_permille,
                                      .low = range.low,
                                      .high = range.high});
  });
}

}  // namespace

std::uint32_t payments_of(PremiumFrequency frequency,
                          std::uint64_t years,
                          std::uint64_t position) noexcept {
  const auto cycle = last_year(frequency);
  return static_cast<std::uint32_t>(years * cycle.size()) + cycle[position % cycle.size()];
}

InsuranceQuotas::InsuranceQuotas(const InsuranceSettings& settings, std::uint32_t history_years)
    : settings_(settings),
      years_max_(std::clamp<std::uint64_t>(history_years, 2, kPolicyYears + 1) - 2),
      types_(settings.types),
      status_(settings.status),
      frequencies_(settings.frequencies),
      years_(cut_years(settings.years_in_force, years_max_)),
      relationships_(settings.relationships),
      claim_status_(settings.claim_status),
      methods_(settings.methods) {}

InsuranceCounts InsuranceQuotas::counts_of(std::uint64_t customers) const noexcept {
  InsuranceCounts counts;
  counts.holders = share_of(customers, settings_.holders);
  counts.several = share_of(counts.holders, settings_.several);
  counts.three = share_of(counts.several, settings_.three);
  counts.policies = counts.holders + counts.several + counts.three;
  count_policies(counts);
  counts.other_with_beneficiaries = share_of(counts.policies - counts.types[PolicyType::kLife],
                                             settings_.other_with_beneficiaries);
  // One to three on each policy that has any: a bank of a few customers may be given more or fewer.
  counts.beneficiaries = std::clamp(CoreQuotas::scaled(settings_.beneficiaries, customers),
                                    counts.with_beneficiaries(), 3 * counts.with_beneficiaries());
  counts.relationships = relationships_.counts_of(counts.beneficiaries);
  counts.with_claims = share_of(counts.policies, settings_.with_claims);
  counts.second_claims = share_of(counts.with_claims, settings_.second_claims);
  counts.third_claims = share_of(counts.second_claims, settings_.third_claims);
  counts.claims = counts.with_claims + counts.second_claims + counts.third_claims;
  counts.claim_status = claim_status_.counts_of(counts.claims);
  count_events(counts);
  split_payments(counts);
  return counts;
}

void InsuranceQuotas::count_policies(InsuranceCounts& counts) const noexcept {
  counts.types = types_.counts_of(counts.policies);
  counts.status = status_.counts_of(counts.policies);
  counts.linked = share_of(counts.policies, settings_.linked);
  const auto frequencies = frequencies_.counts_of(counts.policies);
  for (const PremiumFrequency frequency : kAll<PremiumFrequency>) {
    auto& by_years = counts.years[frequency];
    by_years = years_.counts_of(frequencies[frequency]);
    for (std::size_t years = 0; years < kPolicyYears; ++years)
      counts.payments += payments_before(frequency, years, by_years[years]);
  }
}

void InsuranceQuotas::split_payments(InsuranceCounts& counts) const noexcept {
  counts.methods = methods_.counts_of(counts.payments);
  counts.from_account = share_of(counts.payments, settings_.from_account);
  counts.pending = share_of(counts.payments, settings_.pending);
  counts.failed = share_of(counts.payments, settings_.failed);
}

/// Every ended policy has a cancellation, every other cancellation a reinstatement after it: their
/// numbers differ by that of the ended policies, which must lie as near as it can to what the
/// shares want (EVT1).
void InsuranceQuotas::count_events(InsuranceCounts& counts) const noexcept {
  const auto& types = settings_.event_types;
  const std::uint32_t renewed = types[PolicyEventType::kRenewal];
  const std::uint64_t events = rounded_share(counts.policies, settings_.events_per_100, 100);
  const std::uint64_t wished =
      events * (types[PolicyEventType::kCancellation] + types[PolicyEventType::kReinstatement]);
  const std::uint64_t ended = 10'000 * counts.ended();
  counts.reinstatements = rounded_share(wished - std::min(wished, ended), 1, 20'000);
  counts.cancellations = counts.reinstatements + counts.ended();
  const std::uint64_t others =
      events - std::min(events, counts.reinstatements + counts.cancellations);
  std::uint64_t anniversaries = 0;
  for (const auto& years : counts.years) {
    for (std::size_t i = 0; i < kPolicyYears; ++i)
      anniversaries += i * years[i];
  }
  const std::uint32_t both =
      std::max<std::uint32_t>(renewed + types[PolicyEventType::kModification], 1);
  const std::uint64_t renewals = rounded_share(others, renewed, both);
  counts.renewals = std::min(renewals, anniversaries);
  counts.modifications = others - renewals;
  counts.performed = share_of(counts.events(), settings_.performed);
}

bool InsuranceQuotas::bearable(const InsuranceCounts& counts) noexcept {
  std::uint64_t anniversaries = 0;
  // Policies that have paid twice: only these can have been cancelled and reinstated.
  std::uint64_t twice = 0;
  for (const auto& by_years : counts.years) {
    for (std::size_t years = 0; years < kPolicyYears; ++years) {
      anniversaries += years * by_years[years];
      twice += years > 0 ? by_years[years] : 0;
    }
  }
  twice += counts.years[PremiumFrequency::kQuarterly][0] / 4 * 3 +
           counts.years[PremiumFrequency::kMonthly][0] / 12 * 11;
  const std::uint64_t spouses = counts.relationships[BeneficiaryTie::kSpouse];
  return counts.renewals <= anniversaries && counts.reinstatements + counts.ended() <= twice &&
         counts.modifications <= 2 * counts.policies &&
         counts.third_claims <= counts.second_claims &&
         counts.second_claims <= counts.with_claims &&
         counts.beneficiaries >= counts.with_beneficiaries() &&
         counts.beneficiaries <= 3 * counts.with_beneficiaries() &&
         spouses <= 2 * counts.with_beneficiaries() &&
         counts.cancellations == counts.reinstatements + counts.ended();
}

// Medians: life after the average individual policy sold (about 200,000 dollars; American Council
// of Life Insurers, 2023), property and vehicle after the values of homes and cars, all rounded.
InsuranceModel::InsuranceModel(const InsuranceSettings& settings, std::uint32_t history_years)
    : quotas(settings, history_years),
      coverage{{{coverage_by_segment({130'000'00, 260'000'00, 480'000'00, 1'000'000'00},
                                     600,
                                     settings.coverage[PolicyType::kLife]),
                 coverage_by_segment({240'000'00, 430'000'00, 900'000'00, 1'800'000'00},
                                     500,
                                     settings.coverage[PolicyType::kProperty]),
                 coverage_by_segment({21'000'00, 34'000'00, 48'000'00, 85'000'00},
                                     420,
                                     settings.coverage[PolicyType::kVehicle]),
                 coverage_by_segment({100'000'00, 180'000'00, 300'000'00, 500'000'00},
                                     550,
                                     settings.coverage[PolicyType::kHealth]),
                 coverage_by_segment({20'000'00, 32'000'00, 45'000'00, 65'000'00},
                                     450,
                                     settings.coverage[PolicyType::kTravel])}}},
      claim_permille(QuantileTable::log_normal({.median = 175,
                                                .sigma_permille = 620,
                                                .low = settings.claim_share.low / 10,
                                                .high = settings.claim_share.high / 10})) {}

}  // namespace bankseed
