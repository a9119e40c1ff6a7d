#include "bank/compliance/screening.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "bank/compliance/cases.hpp"
#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

/// An initial check is made within so many seconds: a little less than a week (AML1).
constexpr std::uint64_t kInitialSeconds = std::uint64_t{7} * 86'400 - 3600;
/// Periodic checks begin so long after onboarding.
constexpr std::int64_t kFirstPeriodDays = 30;
/// Monitoring looks at a transaction within three days of it (AML2): the same hour, or during the
/// second night at the latest.
constexpr std::int32_t kMonitoringDays = 2;
/// What was structured is noticed so many days later.
constexpr std::int64_t kNoticeDaysMin = 2;
constexpr std::int64_t kNoticeDaysMax = 9;
/// How often customers are checked.
constexpr EnumArray<RiskRating, std::uint32_t> kCheckWeights = {2, 3, 6};
/// How much commoner suspicious findings are.
constexpr EnumArray<RiskRating, std::uint32_t> kFlagWeights = {2, 5, 12};
constexpr std::uint32_t kMonitoringFlagWeight = 3;

/// During the night's batch, between 01:00 and 05:00.
std::int64_t batch_second(std::uint64_t uniform) {
  return 3600 + static_cast<std::int64_t>(scale_to(uniform, 4 * std::uint64_t{3600}));
}

class CheckBuilder {
 public:
  CheckBuilder(const BankModel& model, const CoreBankingPlan& block, ComplianceData& data)
      : model_(model), block_(block), data_(data) {}

  void build() {
    count_periodic_checks();
    first_large_ = 0;
    std::uint64_t suspicion_count = data_.suspicious_activities.size();
    detections_.assign(block_.customers.size(), std::nullopt);
    for (std::uint32_t i = 0; i < suspicion_count; ++i) {
      if (!data_.suspicious_activities[i].trigger)
        detections_[data_.suspicious_activities[i].customer] = i;
    }
    data_.checks.reserve(data_.counts.checks());
    for (std::uint32_t i = 0; i < block_.customers.size(); ++i)
      add_checks(i);
    set_types();
    flag();
    set_levels();
  }

 private:
  /// Half of the customers are checked periodically (AML1): whoever structured deposits, then the
  /// riskier ones; the newest have not been here for long enough. Then how often each.
  void count_periodic_checks() {
    periodic_.assign(block_.customers.size(), 0);
    std::uint64_t count = data_.counts.periodic_customers;
    if (data_.counts.periodic_checks == 0) return;
    count = std::clamp<std::uint64_t>(count, 1, block_.customers.size());
    using Key = std::tuple<bool, std::uint64_t, std::uint32_t>;
    std::vector<Key> keys;
    std::vector<bool> structured(block_.customers.size(), false);
    for (const SuspiciousActivity& suspicious_activity : data_.suspicious_activities) {
      if (!suspicious_activity.trigger) structured[suspicious_activity.customer] = true;
    }
    for (std::uint32_t i = 0; i < block_.customers.size(); ++i) {
      const Customer& customer = block_.customers[i];
      std::uint64_t draw =
          model_.draws(Stream::kPeriodicChoice, customer.id.number - 1).next() >> 8;
      draw /= kCheckWeights[customer.risk];
      if (structured[i]) draw = 0;
      const bool recent = customer.customer_class == CustomerClass::kRecent;
      keys.emplace_back(recent && !structured[i], draw, i);
    }
    std::sort(keys.begin(), keys.end());
    std::vector<std::uint32_t> weights;
    for (std::uint64_t i = 0; i < count; ++i) {
      const Customer& customer = block_.customers[std::get<2>(keys[i])];
      const std::int64_t days =
          (customer.active_until.micros - customer.created_at.micros) / kMicrosPerDay;
      weights.push_back(static_cast<std::uint32_t>(days + 400) * kCheckWeights[customer.risk]);
    }
    const std::uint64_t total = data_.counts.periodic_checks;
    const auto high = static_cast<std::uint32_t>(4 * (total / count + 1));
    std::vector<std::uint32_t> shares(count);
    distribute(total, weights, total >= count ? 1 : 0, high, shares);
    for (std::uint64_t i = 0; i < count; ++i)
      periodic_[std::get<2>(keys[i])] = shares[i];
  }

  void add_checks(std::uint32_t index) {
    const Customer& customer = block_.customers[index];
    Draws draws = model_.draws(Stream::kPeriodicScreening, customer.id.number - 1);
    const std::size_t first = data_.checks.size();
    // The square of a uniform draw: mostly during the first days.
    const std::uint64_t draw = draws.next();
    const std::uint64_t seconds =
        std::min(kInitialSeconds, seconds_between(customer.created_at, customer.active_until) - 1);
    const std::uint64_t after = 1 + scale_to(scale_to(draw, draw), seconds);
    const Timestamp initial = {customer.created_at.micros +
                               static_cast<std::int64_t>(after) * kMicrosPerSecond};
    data_.checks.push_back({.customer = index, .at = initial, .initial = true});
    const std::optional<std::uint32_t> suspicious_activity = detections_[index];
    std::optional<std::size_t> detecting;
    for (std::uint32_t i = 0; i < periodic_[index]; ++i) {
      data_.checks.push_back({.customer = index, .at = periodic_moment(customer, i, draws)});
    }
    if (suspicious_activity)
      detecting = place_detection(first, data_.suspicious_activities[*suspicious_activity], draws);
    if (detecting) data_.checks[*detecting].suspicious_activity = suspicious_activity;
    add_monitoring(index);
    std::sort(data_.checks.begin() + static_cast<std::ptrdiff_t>(first), data_.checks.end(),
              [](const AmlCheck& a, const AmlCheck& b) {
                return std::tie(a.at, a.transaction) < std::tie(b.at, b.transaction);
              });
  }

  [[nodiscard]] static std::uint64_t seconds_between(Timestamp first, Timestamp last) {
    return static_cast<std::uint64_t>((last.micros - first.micros) / kMicrosPerSecond);
  }

  /// At night, once in each of equal parts of the customer's time.
  [[nodiscard]] Timestamp periodic_moment(const Customer& customer,
                                          std::uint32_t i,
                                          Draws& draws) const {
    const std::int64_t count = periodic_[customer.id.number - 1 - block_.quotas.customers.first];
    const std::int64_t whole = customer.active_until.micros - customer.created_at.micros;
    const std::int64_t start =
        customer.created_at.micros + std::min(kFirstPeriodDays * kMicrosPerDay, whole / 4);
    const std::int64_t part = (customer.active_until.micros - start) / count;
    const std::int64_t day = start + part * i + draws.between(0, part - 1);
    const Timestamp at = at_second(date_of({day}), batch_second(draws.next()));
    if (at > customer.created_at && at < customer.active_until) return at;
    return {day};
  }

  /// The check that notices structured deposits: the customer's periodic one nearest to the time,
  /// moved there; the initial one where it has no other.
  [[nodiscard]] std::size_t place_detection(std::size_t first,
                                            const SuspiciousActivity& suspicious_activity,
                                            Draws& draws) {
    const auto days = static_cast<std::int32_t>(draws.between(kNoticeDaysMin, kNoticeDaysMax));
    const std::int64_t second = batch_second(draws.next());
    const std::size_t last = data_.checks.size() - 1;
    if (!suspicious_activity.account || last == first) return last;
    const Date wished = add_days(date_of(suspicious_activity.last), days);
    const Date noticed = std::min(wished, add_days(model_.options.as_of, -1));
    const Timestamp at = at_second(noticed, second);
    std::size_t nearest = last;
    for (std::size_t i = first + 1; i <= last; ++i) {
      const auto apart = [&](std::size_t check) {
        return std::abs(data_.checks[check].at.micros - at.micros);
      };
      if (apart(i) < apart(nearest)) nearest = i;
    }
    data_.checks[nearest].at = at;
    return nearest;
  }

  void add_monitoring(std::uint32_t index) {
    const auto& transactions = data_.transactions;
    for (; first_large_ < transactions.size(); ++first_large_) {
      const WatchedTransaction& transaction = transactions[first_large_];
      const std::uint32_t owner = block_.accounts[transaction.account].owner;
      if (owner > index) return;
      if (transaction.kind != TransactionKind::kLargeTransfer) continue;
      AmlCheck check{.customer = index,
                     .at = monitoring_moment(transaction, block_.customers[index]),
                     .type = CheckType::kTransactionMonitoring};
      check.transaction = first_large_;
      data_.checks.push_back(check);
    }
  }

  [[nodiscard]] Timestamp monitoring_moment(const WatchedTransaction& transaction,
                                            const Customer& customer) const {
    Draws draws = model_.draws(Stream::kMonitoring, transaction.id.number);
    const std::uint64_t night = draws.below(10);
    const std::int32_t days = night < 2 ? 0 : (night < 8 ? 1 : kMonitoringDays);
    const std::int64_t second = batch_second(draws.next());
    const std::int64_t soon = draws.between(40, 3600);
    const Timestamp batch = at_second(add_days(date_of(transaction.at), days), second);
    if (days > 0 && batch < customer.active_until) return batch;
    const std::int64_t room =
        (customer.active_until.micros - transaction.at.micros) / kMicrosPerSecond - 1;
    return {transaction.at.micros +
            std::min(soon, std::max<std::int64_t>(room, 1)) * kMicrosPerSecond};
  }

  /// A watchlist is where structuring shows; the other checks cut what is left.
  void set_types() {
    auto counts = data_.counts.check_types;
    for (AmlCheck& check : data_.checks) {
      if (check.transaction || !check.suspicious_activity || counts[CheckType::kWatchlist] == 0)
        continue;
      check.type = CheckType::kWatchlist;
      --counts[CheckType::kWatchlist];
    }
    std::uint64_t size = 0;
    for (const auto count : counts)
      size += count;
    const auto order =
        model_.permutation(Stream::kScreeningType, block_.quotas.block, size).images();
    std::uint64_t next = 0;
    for (AmlCheck& check : data_.checks) {
      if (check.transaction || check.suspicious_activity) continue;
      check.type = value_at<CheckType>(counts, order[next++]);
    }
  }

  /// AML3: what leads to a report, and others, by weight.
  void flag() {
    std::vector<std::uint32_t> triggers(data_.transactions.size(), UINT32_MAX);
    for (std::uint32_t i = 0; i < data_.suspicious_activities.size(); ++i) {
      if (data_.suspicious_activities[i].trigger)
        triggers[*data_.suspicious_activities[i].trigger] = i;
    }
    keys_.clear();
    for (std::uint32_t i = 0; i < data_.checks.size(); ++i) {
      AmlCheck& check = data_.checks[i];
      if (check.transaction && triggers[*check.transaction] != UINT32_MAX)
        check.suspicious_activity = triggers[*check.transaction];
      std::uint64_t draw =
          model_.draws(Stream::kScreeningFlag, data_.before.checks() + i).next() >> 8;
      const RiskRating risk = block_.customers[check.customer].risk;
      draw /= std::uint64_t{kFlagWeights[risk]} * (check.transaction ? kMonitoringFlagWeight : 1);
      if (check.suspicious_activity) {
        data_.suspicious_activities[*check.suspicious_activity].check = i;
        draw = 0;
      }
      keys_.emplace_back(draw, i);
    }
    const auto end = keys_.begin() + static_cast<std::ptrdiff_t>(data_.counts.flagged);
    std::nth_element(keys_.begin(), end, keys_.end());
    keys_.erase(end, keys_.end());
    for (const auto& [draw, i] : keys_)
      data_.checks[i].flagged = true;
  }

  /// What was reported weighs most; then chance decides.
  void set_levels() {
    for (auto& [key, i] : keys_) {
      Draws draws = model_.draws(Stream::kScreening, data_.before.checks() + i);
      key = draws.next() >> (data_.checks[i].suspicious_activity ? 4 : 1);
    }
    std::sort(keys_.begin(), keys_.end());
    const auto& counts = data_.counts.flag_levels;
    constexpr std::array kLevels = {RiskRating::kHigh, RiskRating::kMedium, RiskRating::kLow};
    const std::array by_gravity = {counts[kLevels[0]], counts[kLevels[1]], counts[kLevels[2]]};
    for (std::uint64_t rank = 0; rank < keys_.size(); ++rank)
      data_.checks[keys_[rank].second].level = kLevels[bucket_of(by_gravity, rank).index];
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  ComplianceData& data_;
  std::vector<std::uint32_t> periodic_;                   // By customer.
  std::vector<std::optional<std::uint32_t>> detections_;  // By customer: a suspicious activity.
  std::uint32_t first_large_ = 0;                         // Transactions before are done.
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keys_;  // Of the flagged checks.
};

/// The entries of the accounts that had large transfers or structured deposits.
void watch(const CoreBankingPlan& block,
           Ledger& ledger,
           Arena& arena,
           std::vector<WatchedTransaction>& out) {
  constexpr std::uint64_t kDescribed = 6;
  auto accounts = ledger.accounts_with_large_transfers();
  ledger.cases().for_each(
      [&accounts]<Typology T>(const typename T::Case& one) { accounts.push_back(one.account); });
  std::sort(accounts.begin(), accounts.end());
  accounts.erase(std::unique(accounts.begin(), accounts.end()), accounts.end());
  // A tiny bank may have none of these, but rules are broken there, too.
  if (accounts.empty() && !block.accounts.empty()) accounts.push_back(0);
  for (const std::uint32_t index : accounts) {
    const Account& account = block.accounts[index];
    std::uint64_t number = account.first_transaction;
    for (const LedgerEntry& entry : ledger.entries_of(account)) {
      WatchedTransaction transaction{.id = {++number},
                                     .account = index,
                                     .at = entry.at,
                                     .amount = entry.amount,
                                     .kind = entry.kind,
                                     .incoming = entry.incoming,
                                     .by_staff = entry.by_staff,
                                     .processed_by = ledger.processed_by(entry),
                                     .description = {}};
      if (entry.kind == TransactionKind::kLargeTransfer || number % kDescribed == 0)
        transaction.description = ledger.description(entry, arena);
      out.push_back(transaction);
    }
  }
}

}  // namespace

ComplianceData::ComplianceData(const BankModel& model,
                               const CoreBankingPlan& block,
                               Ledger& ledger,
                               Arena& arena) {
  const ComplianceQuotas quotas(model.options.settings);
  before = quotas.before(block.quotas);
  counts = quotas.of_block(block.quotas);
  watch(block, ledger, arena, transactions);
  find_suspicious_activities(model, block, ledger.cases(), *this);
  CheckBuilder(model, block, *this).build();
  decide_suspicious_activities(model, *this);
}

}  // namespace bankseed
