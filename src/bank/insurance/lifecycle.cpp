#include "bank/insurance/lifecycle.hpp"

#include <algorithm>
#include <tuple>

#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

/// Terms of life insurance in years, and of others that do not renew every year.
constexpr std::array<std::int32_t, 5> kLifeTerms = {10, 15, 20, 25, 30};
constexpr std::array<std::int32_t, 3> kOtherTerms = {2, 3, 5};

/// Changes are seldom made to a policy as young as this.
constexpr std::int32_t kYoungPolicyDays = 30;
constexpr std::uint32_t kModificationsMax = 2;

class Stories {
 public:
  Stories(const BankModel& model,
          const CoreBankingPlan& block,
          const InsuranceCounts& counts,
          std::vector<Policy>& policies)
      : model_(model), block_(block), counts_(counts), policies_(policies) {}

  void tell() {
    choose_renewals();
    for (Policy& policy : policies_)
      set_term(policy);
    choose_suspensions();
    choose_failures();
    choose_pending();
    choose_modifications();
  }

 private:
  [[nodiscard]] Permutation order(Stream stream) const {
    return model_.permutation(stream, block_.quotas.block, policies_.size());
  }

  /// Policies with a term of one year renew on every anniversary: first others than life, until
  /// there are as many renewals as wanted; what is then missing renews once, after a longer term.
  void choose_renewals() {
    const Permutation ranks = order(Stream::kPolicyRenewal);
    std::uint64_t left = counts_.renewals;
    const auto give = [&left](Policy& policy, std::uint32_t years, std::uint32_t renewals) {
      policy.renewal_years = years;
      policy.renewals = renewals;
      left -= renewals;
    };
    for (const bool life : {false, true}) {
      for (std::uint64_t rank = 0; rank < ranks.size() && left > 0; ++rank) {
        Policy& policy = policies_[ranks.inverse(rank)];
        const std::uint32_t years = policy.full_years();
        if ((policy.type == PolicyType::kLife) == life && years > 0 && years <= left)
          give(policy, 1, years);
      }
    }
    for (std::uint64_t rank = 0; rank < ranks.size() && left > 0; ++rank) {
      Policy& policy = policies_[ranks.inverse(rank)];
      if (policy.renewals == 0 && policy.full_years() > 0) give(policy, policy.full_years(), 1);
    }
  }

  /// The last day of the term that is running; an ended policy keeps its end.
  void set_term(Policy& policy) const {
    if (policy.ended()) return;
    Draws draws = model_.draws(Stream::kPolicyTerm, policy.id.number);
    const auto years = static_cast<std::int32_t>(policy.full_years());
    std::int32_t term = 0;
    if (policy.renewals > 0) {
      term = static_cast<std::int32_t>(policy.renewal_years * (policy.renewals + 1));
    } else if (policy.type == PolicyType::kLife) {
      term = life_term(policy, draws.below(kLifeTerms.size()));
    } else if (years == 0 && (policy.type == PolicyType::kTravel || draws.chance({85, 100}))) {
      term = 1;
    } else {
      while (term <= years)
        term = kOtherTerms[draws.below(kOtherTerms.size())];
    }
    policy.end = add_days(add_months(policy.start, 12 * term), -1);
  }

  /// The drawn one, or the longest that does not last too long.
  [[nodiscard]] std::int32_t life_term(const Policy& policy, std::size_t place) const {
    const Date born = block_.customers[policy.owner].date_of_birth;
    const Date latest = add_months(born, 12 * kLifeEndYearsMax);
    while (place > 0 && add_months(policy.start, 12 * kLifeTerms[place]) > latest)
      --place;
    return kLifeTerms[place];
  }

  /// Between two premiums an active policy was cancelled and soon reinstated.
  void choose_suspensions() {
    const Permutation ranks = order(Stream::kPolicySuspension);
    std::uint64_t left = counts_.reinstatements;
    for (std::uint64_t rank = 0; rank < ranks.size() && left > 0; ++rank) {
      Policy& policy = policies_[ranks.inverse(rank)];
      if (policy.ended() || policy.payment_count < 2) continue;
      Draws draws = model_.draws(Stream::kSuspension, policy.id.number);
      policy.suspension_payment = static_cast<std::uint32_t>(draws.below(policy.payment_count - 1));
      const bool monthly = policy.frequency == PremiumFrequency::kMonthly;
      const auto days =
          static_cast<std::int32_t>(monthly ? draws.between(6, 9) : draws.between(10, 25));
      const auto more =
          static_cast<std::int32_t>(monthly ? draws.between(4, 6) : draws.between(8, 40));
      const WorkingDays& working_days = model_.working_days;
      const Date paid = working_days.on_or_after(policy.due(policy.suspension_payment));
      const Date first = working_days.on_or_after(add_days(paid, days));
      policy.suspension = {first, working_days.on_or_after(add_days(first, more))};
      --left;
    }
  }

  /// The last premiums of lapsed policies failed; then those before a suspension; then others.
  void choose_failures() {
    std::uint64_t left = counts_.failed;
    for (Policy& policy : policies_) {
      if (policy.status != PolicyStatus::kLapsed) continue;
      const std::uint32_t wanted = policy.frequency == PremiumFrequency::kMonthly ? 2 : 1;
      policy.failed_last =
          static_cast<std::uint32_t>(std::min<std::uint64_t>({wanted, left, policy.payment_count}));
      left -= policy.failed_last;
    }
    const Permutation ranks = order(Stream::kPremiumFailed);
    for (const bool suspended : {true, false}) {
      for (std::uint64_t rank = 0; rank < ranks.size() && left > 0; ++rank) {
        Policy& policy = policies_[ranks.inverse(rank)];
        if (policy.ended() || policy.payment_count < 2 ||
            suspended != policy.suspension.has_value())
          continue;
        Draws draws = model_.draws(Stream::kFailedPremium, policy.id.number);
        policy.failed_payment =
            suspended ? policy.suspension_payment
                      : static_cast<std::uint32_t>(draws.below(policy.payment_count - 1));
        --left;
      }
    }
  }

  /// The most recent payments are under way.
  void choose_pending() {
    std::vector<std::pair<std::int32_t, std::uint32_t>> last;
    for (std::uint32_t i = 0; i < policies_.size(); ++i) {
      const Policy& policy = policies_[i];
      if (!policy.ended()) {
        last.emplace_back(
            -model_.working_days.on_or_after(policy.due(policy.payment_count - 1)).days, i);
      }
    }
    std::sort(last.begin(), last.end());
    for (std::size_t i = 0; i < last.size() && i < counts_.pending; ++i)
      policies_[last[i].second].last_pending = true;
  }

  void choose_modifications() {
    const Permutation places = model_.permutation(Stream::kPolicyModified, block_.quotas.block,
                                                  kModificationsMax * policies_.size());
    std::uint64_t left = counts_.modifications;
    for (const bool young : {false, true}) {
      for (std::uint64_t rank = 0; rank < places.size() && left > 0; ++rank) {
        Policy& policy = policies_[places.inverse(rank) % policies_.size()];
        if ((policy.in_force_to.days - policy.start.days < kYoungPolicyDays) != young) continue;
        ++policy.modifications;
        --left;
      }
    }
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  const InsuranceCounts& counts_;
  std::vector<Policy>& policies_;
};

}  // namespace

void simulate_policies(const BankModel& model,
                       const CoreBankingPlan& block,
                       const InsuranceCounts& counts,
                       std::vector<Policy>& policies) {
  Stories(model, block, counts, policies).tell();
}

}  // namespace bankseed
