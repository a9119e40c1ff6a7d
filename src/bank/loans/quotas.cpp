#include "bank/loans/quotas.hpp"

#include <algorithm>

#include "bank/accounts/quotas.hpp"

namespace bankseed {
namespace {

struct StandardTerm {
  std::uint32_t months;
  std::uint32_t weight;
};
using StandardTerms = std::array<StandardTerm, kStandardTermCount>;

/// The terms that lenders offer and how common each is, longest first within a type. Thirty-year
/// mortgages, and auto loans around 67 months, lead in the United States (Federal Housing Finance
/// Agency, National Mortgage Database; Federal Reserve release G.19); the rest are round figures
/// within LOA1's ranges.
constexpr EnumArray<LoanType, StandardTerms> kStandardTerms = {{{
    {{{360, 50}, {300, 6}, {240, 14}, {180, 30}}},
    {{{60, 28}, {48, 16}, {36, 32}, {24, 16}, {12, 8}}},
    {{{72, 36}, {60, 36}, {48, 14}, {36, 10}, {24, 4}}},
    {{{120, 22}, {84, 22}, {60, 28}, {36, 16}, {24, 8}, {12, 4}}},
    {{{180, 24}, {120, 52}, {96, 12}, {60, 12}}},
}}};

using Terms = std::array<std::uint32_t, kStandardTermCount>;

/// Standard terms of a type within the settings' range, and their weights; the range's longest term
/// alone where it holds no standard one.
struct TermChoice {
  Terms months{};
  Terms weights{};
};
TermChoice choose_terms(const StandardTerms& standard, const Range& range) {
  TermChoice choice;
  std::size_t count = 0;
  for (const StandardTerm& term : standard) {
    if (term.weight == 0 || term.months < range.low || term.months > range.high) continue;
    choice.months[count] = term.months;
    choice.weights[count] = term.weight;
    ++count;
  }
  if (count == 0) {
    choice.months[0] = static_cast<std::uint32_t>(range.high);
    choice.weights[0] = 1;
  }
  return choice;
}

/// Median of the amounts asked for, in cents, by type and segment (PRO2). Retail medians lean on
/// the Survey of Consumer Finances 2022.
constexpr EnumArray<LoanType, EnumArray<Segment, std::int64_t>> kMedians = {
    {{{235'000'00, 320'000'00, 380'000'00, 560'000'00},
      {11'000'00, 17'000'00, 24'000'00, 36'000'00},
      {24'000'00, 33'000'00, 42'000'00, 62'000'00},
      {55'000'00, 85'000'00, 150'000'00, 290'000'00},
      {18'000'00, 26'000'00, 30'000'00, 55'000'00}}}};
constexpr EnumArray<LoanType, std::int32_t> kSpreads = {480, 620, 450, 800, 700};

/// Loans by number of items, one to three: homes and businesses pledge several assets, car buyers
/// mostly the car.
constexpr std::array<std::array<std::uint32_t, kItemCounts>, 3> kItemWeights = {
    {{14, 42, 44}, {70, 24, 6}, {20, 38, 42}}};
/// Guaranteed loans by number of guarantors, two to four.
constexpr std::array<std::uint32_t, kItemCounts> kGuarantorWeights = {25, 40, 35};

EnumArray<Segment, QuantileTable> requested_shapes(const LoanSettings& settings, LoanType type) {
  const auto shape = [&settings, type](Segment segment) {
    return QuantileTable::log_normal({.median = kMedians[type][segment],
                                      .sigma_permille = kSpreads[type],
                                      .low = settings.amounts[type].low,
                                      .high = settings.amounts[type].high});
  };
  return by_value<Segment>(shape);
}

/// Counts by number of items, in order of that number. Cut with the largest share first.
std::array<std::uint64_t, kItemCounts> item_counts(
    std::uint64_t n, const std::array<std::uint32_t, kItemCounts>& weights) {
  std::array<std::size_t, kItemCounts> order = {0, 1, 2};
  std::sort(order.begin(), order.end(), [&weights](std::size_t a, std::size_t b) {
    return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
  });
  const Apportionment<kItemCounts> shares(
      {weights[order[0]], weights[order[1]], weights[order[2]]});
  const auto sorted = shares.counts_of(n);
  std::array<std::uint64_t, kItemCounts> counts{};
  for (std::size_t i = 0; i < kItemCounts; ++i)
    counts[order[i]] = sorted[i];
  return counts;
}

}  // namespace

LoanQuotas::LoanQuotas(const LoanSettings& settings)
    : settings_(settings),
      terms_{},
      types_(settings.types),
      application_status_(settings.application_status),
      loan_status_(settings.status),
      guarantor_relationships_(settings.guarantors),
      grades_(settings.grades),
      term_shares_(by_value<LoanType>([&settings](LoanType type) {
        return Apportionment(choose_terms(kStandardTerms[type], settings.terms[type]).weights);
      })),
      requested_(by_value<LoanType>(
          [&settings](LoanType type) { return requested_shapes(settings, type); })) {
  for (const LoanType type : kAll<LoanType>)
    terms_[type] = choose_terms(kStandardTerms[type], settings.terms[type]).months;
}

LoanCounts LoanQuotas::counts_of(std::uint64_t customers) const noexcept {
  LoanCounts counts;
  counts.applicants = share_of(customers, settings_.applicants);
  // Each applicant applies at least once; what the volume asks for beyond that comes on top.
  constexpr std::uint64_t kUnit = 10'000;
  const std::uint64_t wished = std::uint64_t{settings_.applications.per_1200} * kUnit;
  const std::uint64_t first = std::uint64_t{settings_.applicants.basis_points} * kVolumeCustomers;
  const std::uint64_t further = wished - std::min(wished, first);
  // Nobody applies for nobody.
  if (counts.applicants > 0) {
    counts.applications =
        counts.applicants + rounded_share(customers, further, kVolumeCustomers * kUnit);
  }
  counts.application_status = application_status_.counts_of(counts.applications);
  counts.types = types_.counts_of(counts.applications);
  count_loans(counts);
  count_security(counts);
  counts.reassessed = share_of(counts.loan_status[LoanStatus::kActive], settings_.reassessed);
  const auto grades = grades_.counts_of(counts.assessments());
  for (std::size_t i = 0; i < kGradesByShare.size(); ++i)
    counts.grades[kGradesByShare[i]] = grades[i];
  return counts;
}

void LoanQuotas::count_loans(LoanCounts& counts) const noexcept {
  counts.loans = counts.application_status[ApplicationStatus::kApproved];
  counts.loan_types = types_.counts_of(counts.loans);
  for (const LoanType type : kAll<LoanType>) {
    counts.terms[type] = term_shares_[type].counts_of(counts.loan_types[type]);
    for (std::size_t i = 0; i < kStandardTermCount; ++i)
      counts.installments += counts.terms[type][i] * terms_[type][i];
  }
  counts.loan_status = loan_status_.counts_of(counts.loans);
  counts.delinquent = share_of(counts.loan_status[LoanStatus::kActive], settings_.delinquent);
  counts.linked = share_of(counts.loans, settings_.linked);
}

void LoanQuotas::count_security(LoanCounts& counts) const noexcept {
  const std::array<Share, 3> shares = {settings_.secured_mortgages, settings_.secured_auto,
                                       settings_.secured_business};
  for (std::size_t i = 0; i < kSecuredTypes.size(); ++i) {
    const std::uint64_t secured = share_of(counts.loan_types[kSecuredTypes[i]], shares[i]);
    counts.secured[i] = item_counts(secured, kItemWeights[i]);
    for (std::size_t items = 0; items < kItemCounts; ++items)
      counts.collateral += counts.secured[i][items] * (items + 1);
  }
  const std::uint64_t guaranteed =
      share_of(counts.loan_types[LoanType::kPersonal] + counts.loan_types[LoanType::kBusiness],
               settings_.guaranteed);
  counts.guaranteed = item_counts(guaranteed, kGuarantorWeights);
  for (std::size_t items = 0; items < kItemCounts; ++items)
    counts.guarantors += counts.guaranteed[items] * (items + 2);
  counts.guarantor_relationships = guarantor_relationships_.counts_of(counts.guarantors);
}

}  // namespace bankseed
