#include "bankseed/bank/suspicions.hpp"

#include <algorithm>
#include <tuple>

#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

/// Of every hundred suspicions about large transfers so many are about the latest ones, because
/// reports that are not filed yet are.
constexpr std::uint64_t kLatestPercent = 45;
/// Large transfers so close together are one pattern.
constexpr std::int64_t kPatternDays = 45;
/// Filing is due 30 days after detection (31 CFR 1020.320).
constexpr std::int32_t kFilingDays = 30;

class SuspicionFinder {
 public:
  SuspicionFinder(const World& world, const BlockData& block, ComplianceData& data)
      : world_(world), block_(block), data_(data), taken_(block.customers.size(), false) {}

  void find(const std::vector<Structuring>& structurings) {
    left_ = data_.counts.report_activities;
    for (const Structuring& structuring : structurings)
      add_structuring(structuring.account);
    add_large_transfers();
    add_attempts();
  }

 private:
  [[nodiscard]] std::uint64_t& left(SuspicionKind kind) {
    return left_[static_cast<std::size_t>(kind)];
  }

  void add(Suspicion suspicion) {
    taken_[suspicion.customer] = true;
    --left(suspicion.kind);
    data_.suspicions.push_back(suspicion);
  }

  static void include(const WatchedTransaction& transaction, Suspicion& suspicion) {
    const bool first = suspicion.movements == 0;
    suspicion.total.cents += transaction.amount.cents;
    suspicion.least = first ? transaction.amount : std::min(suspicion.least, transaction.amount);
    suspicion.most = std::max(suspicion.most, transaction.amount);
    suspicion.first = first ? transaction.at : std::min(suspicion.first, transaction.at);
    suspicion.last = std::max(suspicion.last, transaction.at);
    ++suspicion.movements;
  }

  /// The watched transactions of an account.
  [[nodiscard]] std::span<const WatchedTransaction> of_account(std::uint32_t account) const {
    const auto range =
        std::equal_range(data_.transactions.begin(), data_.transactions.end(),
                         WatchedTransaction{.account = account},
                         [](const auto& a, const auto& b) { return a.account < b.account; });
    return {range.first, range.second};
  }

  void add_structuring(std::uint32_t account) {
    if (left(SuspicionKind::kStructuring) == 0) return;
    Suspicion suspicion{.kind = SuspicionKind::kStructuring,
                        .customer = block_.accounts[account].owner,
                        .account = account};
    for (const WatchedTransaction& transaction : of_account(account)) {
      if (transaction.movement == Movement::kStructuredDeposit) include(transaction, suspicion);
    }
    if (in_range(suspicion.total)) add(suspicion);
  }

  [[nodiscard]] bool in_range(Money total) const {
    const Range& amount = world_.options.settings.reports.amount;
    return total.cents >= amount.low && total.cents <= amount.high;
  }

  void add_large_transfers() {
    std::vector<std::uint32_t> candidates;
    for (std::uint32_t i = 0; i < data_.transactions.size(); ++i) {
      const WatchedTransaction& transaction = data_.transactions[i];
      const Account& account = block_.accounts[transaction.account];
      if (transaction.movement == Movement::kLargeTransfer &&
          account.currency == world_.currency() &&
          block_.customers[account.owner].status != CustomerStatus::kClosed)
        candidates.push_back(i);
    }
    std::sort(candidates.begin(), candidates.end(), [this](std::uint32_t a, std::uint32_t b) {
      const auto& first = data_.transactions[a];
      const auto& second = data_.transactions[b];
      return std::tie(second.at, a) < std::tie(first.at, b);
    });
    const std::uint64_t wanted =
        left(SuspicionKind::kUnusualPattern) + left(SuspicionKind::kHighRiskCountry);
    const std::uint64_t latest = (wanted * kLatestPercent + 99) / 100;
    std::uint64_t found = 0;
    for (std::size_t i = 0; i < candidates.size() && found < latest; ++i)
      found += add_large_transfer(candidates[i]) ? 1U : 0U;
    const Permutation order =
        world_.permutation(Stream::kSuspicionPick, 2 * block_.layout.block, candidates.size());
    for (std::size_t i = 0; i < candidates.size() && found < wanted; ++i)
      found += add_large_transfer(candidates[order(i)]) ? 1U : 0U;
  }

  bool add_large_transfer(std::uint32_t trigger) {
    const WatchedTransaction& transaction = data_.transactions[trigger];
    const std::uint32_t customer = block_.accounts[transaction.account].owner;
    if (taken_[customer]) return false;
    const std::uint64_t unusual = left(SuspicionKind::kUnusualPattern);
    const std::uint64_t abroad = left(SuspicionKind::kHighRiskCountry);
    Draws draws = world_.draws(Stream::kSuspicion, transaction.id.number);
    const bool pattern = draws.below(unusual + abroad) < unusual;
    Suspicion suspicion{
        .kind = pattern ? SuspicionKind::kUnusualPattern : SuspicionKind::kHighRiskCountry,
        .customer = customer,
        .account = transaction.account,
        .trigger = trigger};
    include(transaction, suspicion);
    for (const WatchedTransaction& other : of_account(transaction.account)) {
      const std::int64_t apart = transaction.at.micros - other.at.micros;
      const bool close = apart > 0 && apart < kPatternDays * kMicrosPerDay;
      const Money total{suspicion.total.cents + other.amount.cents};
      if (pattern && close && other.movement == Movement::kLargeTransfer && in_range(total))
        include(other, suspicion);
    }
    if (!in_range(suspicion.total)) return false;
    add(suspicion);
    return true;
  }

  /// Where too few accounts show anything, customers were turned away: there is no account then.
  void add_attempts() {
    const std::uint64_t size = block_.customers.size();
    const Permutation order =
        world_.permutation(Stream::kSuspicionPick, 2 * block_.layout.block + 1, size);
    const Range& amount = world_.options.settings.reports.amount;
    std::uint64_t next = 0;
    for (const auto kind : {SuspicionKind::kStructuring, SuspicionKind::kUnusualPattern,
                            SuspicionKind::kHighRiskCountry}) {
      while (left(kind) > 0) {
        std::uint64_t at = next % size;
        while (next < size && !may_attempt(order(at)))
          at = ++next % size;
        ++next;
        const auto customer = static_cast<std::uint32_t>(order(at));
        Draws draws = world_.draws(Stream::kAttempt, block_.customers[customer].id.number);
        const std::int64_t high = std::min(amount.high, amount.low * 8);
        Suspicion suspicion{.kind = kind, .customer = customer};
        suspicion.total = {draws.between(amount.low, high) / 100 * 100};
        add(suspicion);
      }
    }
  }

  [[nodiscard]] bool may_attempt(std::uint64_t customer) const {
    return !taken_[customer] && block_.customers[customer].status == CustomerStatus::kActive;
  }

  const World& world_;
  const BlockData& block_;
  ComplianceData& data_;
  std::vector<bool> taken_;  // Customers with a suspicion already.
  std::array<std::uint64_t, 3> left_{};
};

/// The most recent ones are drafts, those before them under review, all others are done.
void set_status(const World& world, ComplianceData& data) {
  const auto& counts = data.counts.report_status;
  const std::uint64_t size = data.suspicions.size();
  const std::uint64_t drafts = counts[3];
  const std::uint64_t done = size - drafts - counts[1];
  const std::uint64_t closed = counts[2];
  const Date yesterday = add_days(world.options.as_of, -1);
  for (std::uint64_t i = 0; i < size; ++i) {
    Suspicion& suspicion = data.suspicions[i];
    if (i >= done) {
      suspicion.status = i < size - drafts ? ReportStatus::kUnderReview : ReportStatus::kDraft;
      continue;
    }
    const bool is_closed = (i + 1) * closed / done != i * closed / done;
    suspicion.status = is_closed ? ReportStatus::kClosed : ReportStatus::kFiled;
    Draws draws = world.draws(Stream::kFiling, data.before.reports + i);
    const Date detected = date_of(data.checks[suspicion.check].at);
    const std::int32_t latest = std::max(suspicion.opened.days, detected.days + kFilingDays);
    const std::int32_t earliest = std::min(suspicion.opened.days + 3, latest);
    const Date filed = {static_cast<std::int32_t>(draws.between(earliest, latest))};
    suspicion.filed = std::min(filed, yesterday);
  }
}

/// The greater the amount, the higher the tier.
void set_tiers(ComplianceData& data) {
  std::vector<std::uint32_t> order(data.suspicions.size());
  for (std::uint32_t i = 0; i < order.size(); ++i)
    order[i] = i;
  std::sort(order.begin(), order.end(), [&data](std::uint32_t a, std::uint32_t b) {
    return std::tie(data.suspicions[a].total, a) < std::tie(data.suspicions[b].total, b);
  });
  for (std::uint64_t i = 0; i < order.size(); ++i) {
    data.suspicions[order[i]].tier =
        static_cast<std::uint8_t>(1 + bucket_of(data.counts.report_tiers, i).index);
  }
}

}  // namespace

void find_suspicions(const World& world,
                     const BlockData& block,
                     const std::vector<Structuring>& structurings,
                     ComplianceData& data) {
  SuspicionFinder(world, block, data).find(structurings);
}

void settle_suspicions(const World& world, ComplianceData& data) {
  const Date yesterday = add_days(world.options.as_of, -1);
  for (Suspicion& suspicion : data.suspicions) {
    const AmlCheck& check = data.checks[suspicion.check];
    Draws draws = world.draws(Stream::kScreening, data.before.checks() + suspicion.check);
    const auto later = static_cast<std::int32_t>(draws.below(6));
    suspicion.opened = std::min(add_days(date_of(check.at), later), yesterday);
  }
  std::sort(data.suspicions.begin(), data.suspicions.end(),
            [](const Suspicion& a, const Suspicion& b) {
              return std::tie(a.opened, a.check, a.kind) < std::tie(b.opened, b.check, b.kind);
            });
  for (std::uint32_t i = 0; i < data.suspicions.size(); ++i)
    data.checks[data.suspicions[i].check].suspicion = i;
  set_status(world, data);
  set_tiers(data);
}

}  // namespace bankseed
