#include "bank/insurance/plan.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "bank/insurance/holders.hpp"
#include "bank/insurance/timeline.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// Frequency by type: travel is paid once a year, health every month.
constexpr EnumTable<PolicyType, PremiumFrequency, std::uint32_t> kFrequencyWeights = {
    40, 30, 30, 65, 30, 5, 40, 40, 20, 25, 25, 50, 100, 0, 0};

/// The last premium fell due at least so many days ago: it has reached a working day.
constexpr std::int32_t kSettledDays = WorkingDays::kClosedMax + 1;
/// Ended policies ended at least so many days ago: their last payments are no longer under way.
constexpr std::int32_t kEndedDays = 35;
/// A policy is in force for at least so many days before it ends.
constexpr std::int32_t kInForceDays = 20;
/// Days on which a premium can fall due: every month has them.
constexpr std::int32_t kLastDueDay = 28;
constexpr EnumArray<PremiumFrequency, std::int32_t> kPeriodDays = {365, 89, 28};

class Drafting {
 public:
  Drafting(const BankModel& model,
           const CoreBankingPlan& block,
           const InsuranceCounts& before,
           const InsuranceCounts& counts)
      : model_(model), block_(block), before_(before), counts_(counts) {}

  std::vector<PolicyDraft> make() {
    drafts_.reserve(counts_.policies);
    cut_cells();
    choose_types();
    choose_ended();
    choose_linked();
    for (PolicyDraft& draft : drafts_)
      set_dates(draft);
    find_owners();
    keep_life_ages();
    return std::move(drafts_);
  }

 private:
  [[nodiscard]] Permutation order(Stream stream) const {
    return model_.permutation(stream, block_.quotas.block, drafts_.size());
  }

  void cut_cells() {
    for (const PremiumFrequency frequency : kAll<PremiumFrequency>) {
      for (std::uint32_t years = 0; years < kPolicyYears; ++years) {
        for (std::uint64_t j = 0; j < counts_.years[frequency][years]; ++j) {
          PolicyDraft draft;
          draft.key = before_.policies + drafts_.size();
          draft.frequency = frequency;
          draft.years = years;
          draft.payments = payments_of(frequency, years, before_.years[frequency][years] + j);
          drafts_.push_back(draft);
        }
      }
    }
    BANKSEED_CHECK(drafts_.size() == counts_.policies);
  }

  void choose_types() {
    const auto frequencies = by_value<PremiumFrequency>([this](PremiumFrequency frequency) {
      const auto& years = counts_.years[frequency];
      return std::accumulate(years.begin(), years.end(), std::uint64_t{0});
    });
    const auto cells = fit_contingency_table(counts_.types, frequencies, kFrequencyWeights);
    std::size_t next = 0;
    std::uint64_t part = kCountOf<PremiumFrequency> * block_.quotas.block;
    for (const PremiumFrequency frequency : kAll<PremiumFrequency>) {
      const auto types =
          by_value<PolicyType>([&](PolicyType type) { return cells[type][frequency]; });
      const auto types_order =
          model_.permutation(Stream::kPolicyTypeOrder, part++, frequencies[frequency]).images();
      for (std::uint64_t j = 0; j < frequencies[frequency]; ++j)
        drafts_[next++].type = value_at<PolicyType>(types, types_order[j]);
    }
  }

  /// Who let a policy lapse had paid before; and there must be time left after the end.
  void choose_ended() {
    const auto years_max = static_cast<std::uint32_t>(model_.insurance.quotas.years_max());
    const Permutation ranks = order(Stream::kPolicyStatusOrder);
    std::uint64_t lapsed = counts_.status[PolicyStatus::kLapsed];
    std::uint64_t cancelled = counts_.status[PolicyStatus::kCancelled];
    for (const bool strict : {true, false}) {
      for (std::uint64_t rank = 0; rank < ranks.size() && lapsed + cancelled > 0; ++rank) {
        PolicyDraft& draft = drafts_[ranks.inverse(rank)];
        if (draft.status != PolicyStatus::kActive) continue;
        if (strict && draft.years + 1 > std::max(years_max, 1U)) continue;
        const std::uint32_t paid = draft.frequency == PremiumFrequency::kMonthly ? 3 : 2;
        if (lapsed > 0 && (!strict || draft.payments >= paid)) {
          draft.status = PolicyStatus::kLapsed;
          --lapsed;
        } else if (cancelled > 0) {
          draft.status = PolicyStatus::kCancelled;
          --cancelled;
        }
      }
    }
  }

  /// Every so many-th in order of the number of payments, so that the linked policies have their
  /// share of those, too; then exchanged until there are enough payments to come out of accounts.
  void choose_linked() {
    std::vector<std::uint32_t> sorted(drafts_.size());
    std::iota(sorted.begin(), sorted.end(), 0U);
    std::sort(sorted.begin(), sorted.end(), [this](std::uint32_t a, std::uint32_t b) {
      return std::tie(drafts_[a].payments, a) < std::tie(drafts_[b].payments, b);
    });
    const std::uint64_t size = sorted.size();
    Draws draws = model_.draws(Stream::kPolicyLinked, block_.quotas.block);
    const std::uint64_t offset = size == 0 ? 0 : draws.below(size);
    std::uint64_t payments = 0;
    for (std::uint64_t rank = 0; rank < size; ++rank) {
      PolicyDraft& draft = drafts_[sorted[rank]];
      draft.linked = is_nth(rank, counts_.linked, size, offset);
      payments += draft.linked ? draft.payments : 0;
    }
    while (payments < counts_.from_account) {
      const auto few = std::find_if(sorted.begin(), sorted.end(),
                                    [this](std::uint32_t i) { return drafts_[i].linked; });
      const auto many = std::find_if(sorted.rbegin(), sorted.rend(),
                                     [this](std::uint32_t i) { return !drafts_[i].linked; });
      if (few == sorted.end() || many == sorted.rend()) return;
      if (drafts_[*many].payments <= drafts_[*few].payments) return;
      drafts_[*few].linked = false;
      drafts_[*many].linked = true;
      payments += drafts_[*many].payments - drafts_[*few].payments;
    }
  }

  void set_dates(PolicyDraft& draft) const {
    Draws draws = model_.draws(Stream::kPolicyDates, draft.key);
    const std::int32_t months = kPeriodMonths[draft.frequency];
    Date last_due;
    if (draft.status == PolicyStatus::kActive) {
      last_due = last_due_of_active(months, draws);
      draft.end = add_days(model_.options.as_of, -1);
    } else {
      draft.end = end_of_ended(draft, draws);
      last_due = add_days(draft.end, -days_after_last_due(draft, draws));
    }
    const std::int32_t day = to_civil(last_due).day;
    last_due = add_days(last_due, std::min(0, kLastDueDay - day));
    draft.start = add_months(last_due, -months * static_cast<std::int32_t>(draft.payments - 1));
  }

  /// The next premium falls due after as_of, the last one some days before.
  [[nodiscard]] Date last_due_of_active(std::int32_t months, Draws& draws) const {
    const Date as_of = model_.options.as_of;
    Date first = add_months(as_of, -months);
    const YearMonthDay civil = to_civil(as_of);
    first = civil.day >= kLastDueDay ? add_months(to_date({civil.year, civil.month, 1}), 1 - months)
                                     : add_days(first, 1);
    return {static_cast<std::int32_t>(draws.between(first.days, as_of.days - kSettledDays))};
  }

  /// Rather lately than long ago; the bank works on it.
  [[nodiscard]] Date end_of_ended(const PolicyDraft& draft, Draws& draws) const {
    const auto years_max = static_cast<std::int32_t>(model_.insurance.quotas.years_max());
    const std::int32_t left = years_max - static_cast<std::int32_t>(draft.years);
    const Date as_of = model_.options.as_of;
    const std::int32_t room = as_of.days - add_months(as_of, -12 * left).days - 45;
    const auto days = static_cast<std::uint64_t>(std::max(room, 1));
    const std::uint64_t first = draws.below(days);
    const std::uint64_t second = draws.below(days);
    const Date latest = add_days(as_of, -kEndedDays);
    return model_.working_days.within(
        add_days(latest, -static_cast<std::int32_t>(std::min(first, second))),
        add_days(latest, 1 - static_cast<std::int32_t>(days)), latest);
  }

  /// A lapsed policy ended after the days of grace, before another premium fell due; a cancelled
  /// one at any time. Three days are left for moving the due day to the 28th.
  [[nodiscard]] static std::int32_t days_after_last_due(const PolicyDraft& draft, Draws& draws) {
    const std::int32_t period = kPeriodDays[draft.frequency];
    std::int64_t low = draft.payments == 1 ? kInForceDays : 5;
    std::int64_t high = period - 4;
    if (draft.status == PolicyStatus::kLapsed && draft.frequency != PremiumFrequency::kMonthly) {
      low = 31;
      high = 60;
    }
    return static_cast<std::int32_t>(draws.between(low, high));
  }

  void find_owners() {
    const std::size_t size = drafts_.size();
    std::vector<std::uint32_t> by_start(size);
    std::iota(by_start.begin(), by_start.end(), 0U);
    std::sort(by_start.begin(), by_start.end(), [this](std::uint32_t a, std::uint32_t b) {
      return std::tie(drafts_[a].start, a) < std::tie(drafts_[b].start, b);
    });
    // Second and third policies come among the later two thirds: their holders are there by then.
    const std::size_t first = size / 3;
    const Permutation places =
        model_.permutation(Stream::kPolicyExtra, block_.quotas.block, size - first);
    std::vector<bool> further(size);
    for (std::uint64_t rank = 0; rank < counts_.policies - counts_.holders; ++rank)
      further[first + places.inverse(rank)] = true;
    PolicyHolders holders(model_, block_);
    std::uint64_t seconds_left = counts_.several;
    for (std::size_t place = 0; place < size; ++place) {
      PolicyDraft& draft = drafts_[by_start[place]];
      if (!further[place]) {
        holders.add_holder(draft);
      } else if (seconds_left > 0) {
        holders.add_policy(draft, 1);
        --seconds_left;
      } else {
        holders.add_policy(draft, 2);
      }
    }
  }

  [[nodiscard]] bool may_insure_life(const PolicyDraft& draft) const {
    const Date born = block_.customers[draft.owner].date_of_birth;
    return full_years(born, draft.start) <= kLifeStartYearsMax;
  }

  /// The life of somebody too old is not insured: another of their risks is, instead of that of
  /// somebody younger, whose life is.
  void keep_life_ages() {
    const std::size_t size = drafts_.size();
    for (std::size_t i = 0; i < size; ++i) {
      PolicyDraft& draft = drafts_[i];
      if (draft.type != PolicyType::kLife || may_insure_life(draft)) continue;
      const auto exchange = [&](bool same_frequency) {
        for (std::size_t step = 1; step < size; ++step) {
          PolicyDraft& other = drafts_[(i + step) % size];
          if (other.type == PolicyType::kLife || !may_insure_life(other) ||
              (same_frequency ? other.frequency != draft.frequency
                              : other.type == PolicyType::kTravel))
            continue;
          std::swap(draft.type, other.type);
          return true;
        }
        return false;
      };
      if (!exchange(true)) exchange(false);
    }
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  const InsuranceCounts& before_;
  const InsuranceCounts& counts_;
  std::vector<PolicyDraft> drafts_;
};

}  // namespace

std::vector<PolicyDraft> draft_policies(const BankModel& model,
                                        const CoreBankingPlan& block,
                                        const InsuranceCounts& before,
                                        const InsuranceCounts& counts) {
  return Drafting(model, block, before, counts).make();
}

}  // namespace bankseed
