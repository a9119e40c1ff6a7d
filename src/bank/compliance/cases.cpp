#include "bank/compliance/cases.hpp"

#include <algorithm>
#include <tuple>

#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

/// Of every hundred suspicious activities about large transfers so many are about the latest ones,
/// because reports that are not filed yet are.
constexpr std::uint64_t kLatestPercent = 45;
/// Large transfers so close together are one pattern.
constexpr std::int64_t kPatternDays = 45;
/// A report is opened at most so many days after detection.
constexpr std::int32_t kOpeningDaysMax = 6;
/// Filing is due 30 days after detection (31 CFR 1020.320).
constexpr std::int32_t kFilingDays = 30;

class SuspicionFinder {
 public:
  SuspicionFinder(const BankModel& model, const CoreBankingPlan& block, ComplianceData& data)
      : model_(model), block_(block), data_(data), taken_(block.customers.size(), false) {}

  void find(const TypologyCases& cases) {
    left_ = data_.counts.report_activities;
    cases.for_each([this]<Typology T>(const typename T::Case& one) {
      if (one.reported) add_case(T::kReported, T::kKind, one.account);
    });
    add_large_transfers();
    add_attempts();
  }

 private:
  [[nodiscard]] std::uint64_t& left(SuspiciousActivityKind kind) { return left_[kind]; }

  void add(SuspiciousActivity suspicious_activity) {
    taken_[suspicious_activity.customer] = true;
    --left(suspicious_activity.kind);
    data_.suspicious_activities.push_back(suspicious_activity);
  }

  static void include(const WatchedTransaction& transaction,
                      SuspiciousActivity& suspicious_activity) {
    const bool first = suspicious_activity.movements == 0;
    suspicious_activity.total.cents += transaction.amount.cents;
    suspicious_activity.least =
        first ? transaction.amount : std::min(suspicious_activity.least, transaction.amount);
    suspicious_activity.most = std::max(suspicious_activity.most, transaction.amount);
    suspicious_activity.first =
        first ? transaction.at : std::min(suspicious_activity.first, transaction.at);
    suspicious_activity.last = std::max(suspicious_activity.last, transaction.at);
    ++suspicious_activity.movements;
  }

  /// The watched transactions of an account.
  [[nodiscard]] std::span<const WatchedTransaction> of_account(std::uint32_t account) const {
    const auto range =
        std::equal_range(data_.transactions.begin(), data_.transactions.end(),
                         WatchedTransaction{.account = account},
                         [](const auto& a, const auto& b) { return a.account < b.account; });
    return {range.first, range.second};
  }

  void add_case(SuspiciousActivityKind reported, TransactionKind kind, std::uint32_t account) {
    if (left(reported) == 0) return;
    SuspiciousActivity suspicious_activity{
        .kind = reported, .customer = block_.accounts[account].owner, .account = account};
    for (const WatchedTransaction& transaction : of_account(account)) {
      if (transaction.kind == kind) include(transaction, suspicious_activity);
    }
    if (in_range(suspicious_activity.total)) add(suspicious_activity);
  }

  [[nodiscard]] bool in_range(Money total) const {
    const Range& amount = model_.options.settings.reports.amount;
    return total.cents >= amount.low && total.cents <= amount.high;
  }

  void add_large_transfers() {
    std::vector<std::uint32_t> candidates;
    for (std::uint32_t i = 0; i < data_.transactions.size(); ++i) {
      const WatchedTransaction& transaction = data_.transactions[i];
      const Account& account = block_.accounts[transaction.account];
      if (transaction.kind == TransactionKind::kLargeTransfer &&
          account.currency == model_.currency() &&
          block_.customers[account.owner].status != CustomerStatus::kClosed)
        candidates.push_back(i);
    }
    std::sort(candidates.begin(), candidates.end(), [this](std::uint32_t a, std::uint32_t b) {
      const auto& first = data_.transactions[a];
      const auto& second = data_.transactions[b];
      return std::tie(second.at, a) < std::tie(first.at, b);
    });
    const std::uint64_t wanted = left(SuspiciousActivityKind::kUnusualPattern) +
                                 left(SuspiciousActivityKind::kHighRiskCountry);
    const std::uint64_t latest = (wanted * kLatestPercent + 99) / 100;
    std::uint64_t found = 0;
    for (std::size_t i = 0; i < candidates.size() && found < latest; ++i)
      found += add_large_transfer(candidates[i]) ? 1U : 0U;
    const Permutation order =
        model_.permutation(Stream::kSuspicionPick, block_.quotas.block, candidates.size());
    for (const bool risky : {true, false}) {
      for (std::size_t i = 0; i < candidates.size() && found < wanted; ++i) {
        const std::uint32_t candidate = candidates[order(i)];
        const Account& account = block_.accounts[data_.transactions[candidate].account];
        if ((block_.customers[account.owner].risk != RiskRating::kLow) == risky)
          found += add_large_transfer(candidate) ? 1U : 0U;
      }
    }
  }

  bool add_large_transfer(std::uint32_t trigger) {
    const WatchedTransaction& transaction = data_.transactions[trigger];
    const std::uint32_t customer = block_.accounts[transaction.account].owner;
    if (taken_[customer]) return false;
    const std::uint64_t unusual = left(SuspiciousActivityKind::kUnusualPattern);
    const std::uint64_t abroad = left(SuspiciousActivityKind::kHighRiskCountry);
    Draws draws = model_.draws(Stream::kSuspicion, transaction.id.number);
    const bool pattern = draws.below(unusual + abroad) < unusual;
    SuspiciousActivity suspicious_activity{.kind = pattern
                                                       ? SuspiciousActivityKind::kUnusualPattern
                                                       : SuspiciousActivityKind::kHighRiskCountry,
                                           .customer = customer,
                                           .account = transaction.account,
                                           .trigger = trigger};
    include(transaction, suspicious_activity);
    for (const WatchedTransaction& other : of_account(transaction.account)) {
      const std::int64_t apart = transaction.at.micros - other.at.micros;
      const bool close = apart > 0 && apart < kPatternDays * kMicrosPerDay;
      const Money total{suspicious_activity.total.cents + other.amount.cents};
      if (pattern && close && other.kind == TransactionKind::kLargeTransfer && in_range(total))
        include(other, suspicious_activity);
    }
    if (!in_range(suspicious_activity.total)) return false;
    add(suspicious_activity);
    return true;
  }

  /// Where too few accounts show anything, customers were turned away: there is no account then.
  void add_attempts() {
    const std::uint64_t size = block_.customers.size();
    const Permutation order = model_.permutation(Stream::kAttemptPick, block_.quotas.block, size);
    const Range& amount = model_.options.settings.reports.amount;
    std::uint64_t next = 0;
    for (const SuspiciousActivityKind kind : kAll<SuspiciousActivityKind>) {
      while (left(kind) > 0) {
        std::uint64_t at = next % size;
        while (next < size && !may_attempt(order(at)))
          at = ++next % size;
        ++next;
        const auto customer = static_cast<std::uint32_t>(order(at));
        Draws draws = model_.draws(Stream::kAttempt, block_.customers[customer].id.number);
        const std::int64_t high = std::min(amount.high, amount.low * 8);
        SuspiciousActivity suspicious_activity{.kind = kind, .customer = customer};
        suspicious_activity.total = {draws.between(amount.low, high) / 100 * 100};
        add(suspicious_activity);
      }
    }
  }

  [[nodiscard]] bool may_attempt(std::uint64_t customer) const {
    return !taken_[customer] && block_.customers[customer].status == CustomerStatus::kActive;
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  ComplianceData& data_;
  std::vector<bool> taken_;  // Customers with a suspicious activity already.
  EnumArray<SuspiciousActivityKind, std::uint64_t> left_{};
};

/// The most recent ones are drafts, those before them under review, all others are done.
void set_status(const BankModel& model, ComplianceData& data) {
  const auto& counts = data.counts.report_status;
  const std::uint64_t size = data.suspicious_activities.size();
  const std::uint64_t drafts = counts[ReportStatus::kDraft];
  const std::uint64_t done = size - drafts - counts[ReportStatus::kUnderReview];
  const std::uint64_t closed = counts[ReportStatus::kClosed];
  const Date yesterday = add_days(model.options.as_of, -1);
  for (std::uint64_t i = 0; i < size; ++i) {
    SuspiciousActivity& suspicious_activity = data.suspicious_activities[i];
    if (i >= done) {
      suspicious_activity.status =
          i < size - drafts ? ReportStatus::kUnderReview : ReportStatus::kDraft;
      continue;
    }
    const bool is_closed = is_nth(i, closed, done);
    suspicious_activity.status = is_closed ? ReportStatus::kClosed : ReportStatus::kFiled;
    Draws draws = model.draws(Stream::kFiling, data.before.reports + i);
    const Date detected = date_of(data.checks[suspicious_activity.check].at);
    const std::int32_t latest =
        std::max(suspicious_activity.opened.days, detected.days + kFilingDays);
    const std::int32_t earliest = std::min(suspicious_activity.opened.days + 3, latest);
    const Date filed = {static_cast<std::int32_t>(draws.between(earliest, latest))};
    suspicious_activity.filed = model.working_days.within(filed, suspicious_activity.opened,
                                                          std::min(Date{latest}, yesterday));
  }
}

/// The greater the amount, the higher the tier.
void set_tiers(ComplianceData& data) {
  std::vector<std::uint32_t> order(data.suspicious_activities.size());
  for (std::uint32_t i = 0; i < order.size(); ++i)
    order[i] = i;
  std::sort(order.begin(), order.end(), [&data](std::uint32_t a, std::uint32_t b) {
    return std::tie(data.suspicious_activities[a].total, a) <
           std::tie(data.suspicious_activities[b].total, b);
  });
  for (std::uint64_t i = 0; i < order.size(); ++i) {
    data.suspicious_activities[order[i]].tier =
        value_at<RegulatoryTier>(data.counts.report_tiers, i);
  }
}

}  // namespace

void find_suspicious_activities(const BankModel& model,
                                const CoreBankingPlan& block,
                                const TypologyCases& cases,
                                ComplianceData& data) {
  SuspicionFinder(model, block, data).find(cases);
}

void decide_suspicious_activities(const BankModel& model, ComplianceData& data) {
  const Date yesterday = add_days(model.options.as_of, -1);
  for (SuspiciousActivity& suspicious_activity : data.suspicious_activities) {
    const AmlCheck& check = data.checks[suspicious_activity.check];
    Draws draws =
        model.draws(Stream::kReportOpened, data.before.checks() + suspicious_activity.check);
    const auto later = static_cast<std::int32_t>(draws.below(kOpeningDaysMax));
    const Date detected = date_of(check.at);
    suspicious_activity.opened =
        model.working_days.within(add_days(detected, later), detected,
                                  std::min(add_days(detected, kOpeningDaysMax), yesterday));
  }
  std::sort(data.suspicious_activities.begin(), data.suspicious_activities.end(),
            [](const SuspiciousActivity& a, const SuspiciousActivity& b) {
              return std::tie(a.opened, a.check, a.kind) < std::tie(b.opened, b.check, b.kind);
            });
  for (std::uint32_t i = 0; i < data.suspicious_activities.size(); ++i)
    data.checks[data.suspicious_activities[i].check].suspicious_activity = i;
  set_status(model, data);
  set_tiers(data);
}

}  // namespace bankseed
