#include <algorithm>
#include <array>
#include <tuple>

#include "bank/insurance/insurance.hpp"
#include "bank/insurance/text/text.hpp"
#include "bankseed/core/check.hpp"
#include "bankseed/rows/row_set.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

/// Nobody claims in the first days, nor has claims on a policy as young as kYoungDays, as long as
/// there are others.
constexpr std::int32_t kFirstDays = 2;
constexpr std::int32_t kYoungDays = 60;
/// A second or third claim comes on policies that have run for at least so long.
constexpr std::int32_t kSeveralDays = 300;
/// Days between the last possible claim and the end of all dealings with the holder.
constexpr std::int32_t kSettlingDays = 8;
/// Claims are not dealt with strictly in order: by so many days more or less.
constexpr std::uint64_t kDisorderDays = 35;
/// Claims that are granted in full, in per cent.
constexpr std::uint64_t kInFull = 45;

constexpr std::uint64_t kShortClaimNumbers = 90'000'000;
constexpr std::uint64_t kLongClaimNumbers = 90'000'000'000;

/// Claims of a block (CLM1).
class Claims {
 public:
  Claims(const BankModel& model, const CoreBankingPlan& block, const InsuranceData& insurance)
      : model_(model), block_(block), insurance_(insurance) {}

  std::vector<Claim> make() {
    choose_policies();
    choose_dates();
    choose_status();
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      const bool further = i > 0 && claims_[i].policy == claims_[i - 1].policy;
      set_amounts(claims_[i], further ? &claims_[i - 1] : nullptr);
    }
    return std::move(claims_);
  }

 private:
  void choose_policies() {
    const auto& policies = insurance_.policies;
    const InsuranceCounts& counts = insurance_.counts;
    const Permutation order =
        model_.permutation(Stream::kClaimPolicy, block_.quotas.block, policies.size());
    per_policy_.assign(policies.size(), 0);
    const std::array wanted = {counts.with_claims, counts.second_claims, counts.third_claims};
    for (std::uint32_t round = 0; round < wanted.size(); ++round) {
      std::uint64_t left = wanted[round];
      const std::int32_t days_wanted = round == 0 ? kYoungDays : kSeveralDays;
      for (const bool any : {false, true}) {
        for (std::uint64_t rank = 0; rank < order.size() && left > 0; ++rank) {
          const std::uint64_t i = order.inverse(rank);
          const std::int32_t days = policies[i].in_force_to.days - policies[i].start.days;
          if (per_policy_[i] != round || (!any && days < days_wanted)) continue;
          ++per_policy_[i];
          --left;
        }
      }
      BANKSEED_CHECK(left == 0);
    }
  }

  /// Evenly over the days in force, in order of time within a policy.
  void choose_dates() {
    std::uint64_t number = insurance_.before.claims;
    for (std::size_t i = 0; i < per_policy_.size(); ++i) {
      const Policy& policy = insurance_.policies[i];
      const std::size_t first = claims_.size();
      for (std::uint32_t j = 0; j < per_policy_[i]; ++j) {
        Claim claim;
        claim.policy = &policy;
        claim.date = date_within(policy, number + j, {j, per_policy_[i]});
        claims_.push_back(claim);
      }
      const auto begin = claims_.begin() + static_cast<std::ptrdiff_t>(first);
      std::sort(begin, claims_.end(),
                [](const Claim& a, const Claim& b) { return a.date < b.date; });
      for (auto claim = begin; claim != claims_.end(); ++claim)
        claim->id = {++number};
    }
    BANKSEED_CHECK(claims_.size() == insurance_.counts.claims);
  }

  /// One of the policy's claims: they share its time.
  struct Turn {
    std::uint32_t place;
    std::uint32_t count;
  };
  [[nodiscard]] Date date_within(const Policy& policy, std::uint64_t ordinal, Turn turn) const {
    Draws draws = model_.draws(Stream::kClaimDate, ordinal);
    const Date last = std::max(policy.start, add_days(policy.in_force_to, -kSettlingDays));
    const Date first = std::min(last, add_days(policy.start, kFirstDays));
    // The last third of each turn but the last is left out.
    const std::int64_t days = last.days - first.days;
    const std::int64_t begin = days * turn.place / turn.count;
    std::int64_t end = days * (turn.place + 1) / turn.count;
    if (turn.place + 1 < turn.count) end -= (end - begin) / 3;
    const Date date = add_days(first, static_cast<std::int32_t>(draws.between(begin, end)));
    return policy.in_force_on(date) ? date : add_days(policy.suspension->first, -1);
  }

  /// The newest claims are under review, those before them approved and not paid yet; where the
  /// policy has ended nothing is left open as long as there are others.
  void choose_status() {
    std::vector<std::tuple<bool, std::int64_t, std::uint64_t>> order;
    for (const Claim& claim : claims_) {
      Draws draws = model_.draws(Stream::kClaimOrder, claim.id.number);
      const auto disorder = static_cast<std::int64_t>(draws.below(kDisorderDays));
      order.emplace_back(claim.policy->ended(), disorder - claim.date.days, claim.id.number);
    }
    std::sort(order.begin(), order.end());
    const auto& counts = insurance_.counts.claim_status;
    const std::uint64_t under_review = counts[ClaimStatus::kUnderReview];
    const std::uint64_t open = under_review + counts[ClaimStatus::kApproved];
    const std::uint64_t all_rejected = counts[ClaimStatus::kRejected];
    for (std::uint64_t rank = 0; rank < order.size(); ++rank) {
      Claim& claim = claims_[std::get<2>(order[rank]) - insurance_.before.claims - 1];
      if (rank < open) {
        claim.status = rank < under_review ? ClaimStatus::kUnderReview : ClaimStatus::kApproved;
        continue;
      }
      // Every so many-th of the settled ones was rejected.
      const std::uint64_t settled = order.size() - open;
      const std::uint64_t place = rank - open;
      const bool rejected = is_nth(place, all_rejected, settled);
      claim.status = rejected ? ClaimStatus::kRejected : ClaimStatus::kPaid;
    }
  }

  /// `before`: the policy's claim before this one, which is over another sum, and, of a life, about
  /// another thing.
  void set_amounts(Claim& claim, const Claim* before) const {
    const Policy& policy = *claim.policy;
    Draws draws = model_.draws(Stream::kClaim, claim.id.number);
    const std::int64_t coverage = policy.coverage.cents;
    const std::int64_t permille = model_.insurance.claim_permille(draws.next());
    const std::int64_t more = draws.between(0, coverage / 1000);
    const Range& share = model_.options.settings.insurance.claim_share;
    const std::int64_t least = (coverage * share.low + 9999) / 10'000;
    std::int64_t cents =
        std::min(coverage * permille / 1000 + more, coverage * share.high / 10'000);
    // Sums of life insurance are round; many estimates are in whole dollars.
    const std::int64_t unit = policy.type == PolicyType::kLife ? 500'00 : 1'00;
    if (policy.type == PolicyType::kLife || draws.chance({1, 2})) cents = cents / unit * unit;
    claim.amount = {std::max(cents, least)};
    if (before != nullptr && claim.amount == before->amount)
      claim.amount.cents += claim.amount.cents + 3 * unit <= coverage ? 3 * unit : -unit;
    const bool in_full = draws.below(100) < kInFull;
    const std::int64_t granted = draws.between(720, 980);
    const std::int64_t days = draws.between(6, 55);
    claim.text_draw = draws.next();
    claim.theme_draw = sub_draw(claim.text_draw, 0);
    if (before != nullptr && policy.type == PolicyType::kLife) {
      claim.theme_draw = before->theme_draw;
      claim.theme_step = before->theme_step + 1;
    }
    if (claim.status == ClaimStatus::kPaid || claim.status == ClaimStatus::kApproved) {
      claim.approved = claim.amount;
      if (!in_full) claim.approved = Money{claim.amount.cents * granted / 1000 / 1'00 * 1'00};
    }
    if (claim.status == ClaimStatus::kPaid) {
      const Customer& owner = block_.customers[policy.owner];
      const Date last = owner.status == CustomerStatus::kActive ? add_days(model_.options.as_of, -1)
                                                                : date_of(owner.active_until);
      claim.settled =
          model_.working_days.within(add_days(claim.date, static_cast<std::int32_t>(days)),
                                     claim.date, std::max(claim.date, last));
    }
    // A claim under review is in the hands of somebody who is still there (ASG1).
    const Until until = claim.status == ClaimStatus::kUnderReview ? Until::kToday : Until::kThatDay;
    // Who sold a policy does not settle its claims, where somebody else can.
    constexpr int kTries = 6;
    for (int i = 0; i < kTries; ++i) {
      claim.processed_by =
          model_.roster.pick(Role::kInsuranceAgent, claim.date, draws.next(), until);
      if (claim.processed_by != policy.agent) break;
    }
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  const InsuranceData& insurance_;
  std::vector<std::uint32_t> per_policy_;
  std::vector<Claim> claims_;
};

/// "CL-2025-48102937"
std::string_view claim_number_text(Arena& arena, const Claim& claim, const Permutation& numbers) {
  return Text(arena)
      .add("CL-")
      .number(static_cast<std::uint64_t>(to_civil(claim.date).year))
      .add('-')
      .number(numbers.size() / 9 + numbers(claim.id.number - 1))
      .view();
}

}  // namespace

void append_claims(const BankModel& model,
                   const CoreBankingPlan& block,
                   const InsuranceData& insurance,
                   RowSet& out) {
  const std::uint64_t total = model.insurance.quotas.counts_of(model.options.customers).claims;
  const Permutation numbers =
      model.permutation(Stream::kClaimNumber, 0,
                        total <= kShortClaimNumbers ? kShortClaimNumbers : kLongClaimNumbers);
  for (const Claim& claim : Claims(model, block, insurance).make()) {
    const Customer& owner = block.customers[claim.policy->owner];
    const ClaimText text = claim_text(model, owner, claim, out.arena());
    out.of<ClaimsRow>().push_back({.claim_id = claim.id,
                                   .policy_id = claim.policy->id,
                                   .claim_number = claim_number_text(out.arena(), claim, numbers),
                                   .claim_type = text.type,
                                   .claim_amount = claim.amount,
                                   .claim_date = claim.date,
                                   .status = text_of(claim.status),
                                   .approved_amount = claim.approved,
                                   .settlement_date = claim.settled,
                                   .description = text.description,
                                   .processed_by = claim.processed_by});
  }
}

}  // namespace bankseed
