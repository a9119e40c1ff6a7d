#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "bank/compliance/rows/rows.hpp"
#include "bank/compliance/rules.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "bankseed/rows/row_set.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

/// Of every hundred breaches so many are of the last weeks, because those that are not settled are.
constexpr std::uint64_t kLatestPercent = 45;
constexpr std::int32_t kLatestDays = 75;

struct Violation {
  std::uint64_t rule = 0;  ///< Place in kComplianceRules.
  ViolationSubject kind{};
  std::uint32_t entity = 0;    ///< Transaction, account or customer of the block.
  std::uint32_t customer = 0;  ///< Whose it is.
  Timestamp at{};
  std::uint64_t draw = 0;
  Severity severity{};
  ViolationStatus status{};
};

class ViolationBuilder {
 public:
  ViolationBuilder(const BankModel& model, const CoreBankingPlan& block, const ComplianceData& data)
      : model_(model), block_(block), data_(data) {}

  std::vector<Violation> build() {
    auto left = data_.counts.violation_entities;
    // A tiny bank may have no accounts.
    using enum ViolationSubject;
    if (data_.transactions.empty()) left[kCustomer] += std::exchange(left[kTransaction], 0);
    if (block_.accounts.empty()) left[kCustomer] += std::exchange(left[kAccount], 0);
    add_transactions(left[kTransaction]);
    add_others(kAccount, left[kAccount], block_.accounts.size());
    add_others(kCustomer, left[kCustomer], block_.customers.size());
    std::sort(violations_.begin(), violations_.end(), [](const Violation& a, const Violation& b) {
      return std::tie(a.at, a.kind, a.entity, a.draw) < std::tie(b.at, b.kind, b.entity, b.draw);
    });
    set_severities();
    set_status();
    return std::move(violations_);
  }

 private:
  /// The rule that the transaction breaks by what it is, where it breaks one.
  [[nodiscard]] static std::optional<std::size_t> broken_rule(const WatchedTransaction& transaction,
                                                              std::uint64_t draw) {
    const std::int64_t cents = transaction.amount.cents;
    const auto above = [cents](std::size_t place) -> std::optional<std::size_t> {
      if (cents <= kComplianceRules[place].threshold_cents) return std::nullopt;
      return place;
    };
    switch (transaction.kind) {
      case TransactionKind::kLargeTransfer:
        if (scale_to(draw, 10) < 2) return kHighRiskCountries;
        if (const auto rule = above(kWireApproval)) return rule;
        return kTransferRecord;
      case TransactionKind::kTransfer:
      case TransactionKind::kInternalTransfer:
        if (!transaction.by_staff && above(kOnlineLimit)) return kOnlineLimit;
        return above(kTransferRecord);
      case TransactionKind::kStructuredDeposit: return kStructuredCash;
      case TransactionKind::kCashDeposit: return above(kCashReview);
      case TransactionKind::kCashMachine: return above(kMachineLimit);
      case TransactionKind::kTellerWithdrawal: return above(kTellerLimit);
      case TransactionKind::kPurchase: return above(kCardLimit);
      case TransactionKind::kPayroll:
      case TransactionKind::kPension:
      case TransactionKind::kCredit:
      case TransactionKind::kDeposit:
      case TransactionKind::kInterest:
      case TransactionKind::kDirectDebit:
      case TransactionKind::kStandingDebit:
      case TransactionKind::kPayment:
      case TransactionKind::kInstallment:
      case TransactionKind::kPremium:
      case TransactionKind::kFee: return std::nullopt;
    }
    BANKSEED_FAIL("unknown kind of transaction");
  }

  void add_transactions(std::uint64_t count) {
    const std::uint64_t latest = count * kLatestPercent / 100;
    const Timestamp recent = start_of(add_days(model_.options.as_of, -kLatestDays));
    std::vector<Violation> candidates;
    std::vector<std::uint32_t> others;  // Recent ones that break nothing by what they are.
    std::uint64_t recent_count = 0;
    for (std::uint32_t i = 0; i < data_.transactions.size(); ++i) {
      const WatchedTransaction& transaction = data_.transactions[i];
      Draws draws = model_.draws(Stream::kViolation, transaction.id.number);
      const auto rule = broken_rule(transaction, draws.next());
      const bool is_recent = transaction.at >= recent;
      if (rule) {
        candidates.push_back(violation_of(i, *rule, draws));
        recent_count += is_recent ? 1 : 0;
      } else if (is_recent) {
        others.push_back(i);
      }
    }
    // Too few in a small bank, or too few of late: what was done many times in a day can be
    // anything.
    const auto add_other = [&](std::uint32_t i) {
      Draws draws = model_.draws(Stream::kOtherViolation, data_.transactions[i].id.number);
      candidates.push_back(violation_of(i, kDailyCount, draws));
    };
    for (const std::uint32_t other : others) {
      if (recent_count++ >= latest) break;
      add_other(other);
    }
    for (std::uint32_t i = 0; candidates.size() < count && i < data_.transactions.size(); ++i)
      add_other(i);
    for (std::uint32_t i = 0; candidates.size() < count; ++i)
      candidates.push_back(candidates[i]);
    std::sort(candidates.begin(), candidates.end(), [](const Violation& a, const Violation& b) {
      return std::tie(b.at, a.entity) < std::tie(a.at, b.entity);
    });
    const Permutation order = model_.permutation(Stream::kViolatingTransaction, block_.quotas.block,
                                                 candidates.size() - latest);
    for (std::uint64_t i = 0; i < count; ++i)
      violations_.push_back(candidates[i < latest ? i : latest + order(i - latest)]);
  }

  [[nodiscard]] Violation violation_of(std::uint32_t index, std::size_t rule, Draws& draws) const {
    const WatchedTransaction& transaction = data_.transactions[index];
    const std::uint32_t owner = block_.accounts[transaction.account].owner;
    // At once, by the system, or the next morning, by a person.
    const std::int64_t seconds = 2 + static_cast<std::int64_t>(draws.below(90));
    Timestamp at = {transaction.at.micros + seconds * kMicrosPerSecond};
    const Timestamp morning =
        at_second(add_days(date_of(transaction.at), 1), std::int64_t{8} * 3600 + seconds * 97);
    if (draws.chance({1, 2}) && morning < block_.customers[owner].active_until) at = morning;
    return {.rule = rule,
            .kind = ViolationSubject::kTransaction,
            .entity = index,
            .customer = owner,
            .at = at,
            .draw = draws.next()};
  }

  /// Accounts and customers by a permutation, so that each is there once as long as they last.
  void add_others(ViolationSubject kind, std::uint64_t count, std::uint64_t size) {
    if (count == 0) return;
    const auto group = 4 * block_.quotas.block + static_cast<std::uint64_t>(kind);
    const Permutation order = model_.permutation(Stream::kViolationPick, group, size);
    const std::uint64_t first = kind == ViolationSubject::kAccount ? 0 : block_.accounts.size();
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto entity = static_cast<std::uint32_t>(order(i % size));
      const std::uint64_t ordinal = data_.before.violations + i;
      Draws draws = model_.draws(Stream::kViolationKind, 2 * ordinal + (first == 0 ? 0 : 1));
      const bool latest = is_nth(i, kLatestPercent, 100);
      Violation violation{.kind = kind, .entity = entity, .customer = entity};
      Window window{};
      if (kind == ViolationSubject::kAccount) {
        violation.customer = block_.accounts[entity].owner;
        window = block_.accounts[entity].window;
      } else {
        const Customer& customer = block_.customers[entity];
        window = {.first = customer.created_at, .last = customer.active_until};
      }
      violation.at = moment(window, latest, draws);
      violation.rule = pick_rule(kind, draws);
      violation.draw = draws.next();
      violations_.push_back(violation);
    }
  }

  [[nodiscard]] Timestamp moment(Window window, bool latest, Draws& draws) const {
    const Timestamp recent = start_of(add_days(model_.options.as_of, -kLatestDays));
    const std::uint64_t day = draws.next();
    const std::uint64_t second = draws.next();
    if (latest && window.last > recent) window.first = std::max(window.first, recent);
    return model_.rhythm.moment(Activity::kTransfer, window, day, second);
  }

  /// VIO1: a customer breaks rules about places and speed, an account also limits. All rules that
  /// apply are older than any customer.
  [[nodiscard]] static std::size_t pick_rule(ViolationSubject kind, Draws& draws) {
    constexpr std::array<std::size_t, 4> kOfCustomers = {13, 13, 17, 17};
    constexpr std::array<std::size_t, 8> kOfAccounts = {10, 10, 12, 16, 16, 6, 7, 9};
    if (kind == ViolationSubject::kCustomer) return kOfCustomers[draws.below(kOfCustomers.size())];
    return kOfAccounts[draws.below(kOfAccounts.size())];
  }

  /// By the rule's gravity, and chance.
  void set_severities() {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keys;
    for (std::uint32_t i = 0; i < violations_.size(); ++i) {
      const std::uint64_t gravity = kComplianceRules[violations_[i].rule].gravity;
      keys.emplace_back((violations_[i].draw >> 2) + (gravity << 60), i);
    }
    std::sort(keys.rbegin(), keys.rend());
    const auto& counts = data_.counts.violation_severities;
    constexpr std::array kOrder = {Severity::kCritical, Severity::kHigh, Severity::kMedium,
                                   Severity::kLow};
    const std::array by_gravity = {counts[kOrder[0]], counts[kOrder[1]], counts[kOrder[2]],
                                   counts[kOrder[3]]};
    for (std::uint64_t rank = 0; rank < keys.size(); ++rank)
      violations_[keys[rank].second].severity = kOrder[bucket_of(by_gravity, rank).index];
  }

  /// The latest are open, those before them under investigation, as long as the customer is one.
  void set_status() {
    auto left = data_.counts.violation_status;
    auto& open = left[ViolationStatus::kOpen];
    auto& investigating = left[ViolationStatus::kInvestigating];
    std::vector<std::uint32_t> settled;
    for (auto i = static_cast<std::uint32_t>(violations_.size()); i-- > 0;) {
      Violation& violation = violations_[i];
      const bool closed = block_.customers[violation.customer].status == CustomerStatus::kClosed;
      if (open + investigating == 0 || (closed && open + investigating <= i)) {
        settled.push_back(i);
        continue;
      }
      violation.status = open > 0 ? ViolationStatus::kOpen : ViolationStatus::kInvestigating;
      --(open > 0 ? open : investigating);
    }
    const Permutation order =
        model_.permutation(Stream::kViolationStatus, block_.quotas.block, settled.size());
    for (std::uint64_t i = 0; i < settled.size(); ++i)
      violations_[settled[i]].status = value_at<ViolationStatus>(left, order(i));
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  const ComplianceData& data_;
  std::vector<Violation> violations_;
};

std::string_view resolution(const BankModel& model,
                            const CoreBankingPlan& block,
                            const ComplianceData& data,
                            const Violation& violation,
                            Arena& arena) {
  const corpus::ComplianceTexts& texts = *model.corpus->compliance_texts;
  const auto& [findings, measures] = texts.settlement(kComplianceRules[violation.rule].kind);
  const Customer& customer = block.customers[violation.customer];
  Text text(arena);
  texts.settled.add_to(text, findings.pick(violation.draw << 8),
                       measures.pick(violation.draw << 20));
  text.add(' ');
  switch (violation.kind) {
    case ViolationSubject::kTransaction: {
      const WatchedTransaction& transaction = data.transactions[violation.entity];
      const Account& account = block.accounts[transaction.account];
      (transaction.incoming ? texts.about_incoming : texts.about_outgoing)
          .add_to(text, transaction.amount, account.currency, date_of(transaction.at), account.id);
      break;
    }
    case ViolationSubject::kAccount: {
      const PersonName name = name_of(model, customer);
      texts.about_account.add_to(text, corpus::FullName{name.first, name.last});
      break;
    }
    case ViolationSubject::kCustomer: texts.about_customer.add_to(text, customer.branch); break;
  }
  return text.view();
}

}  // namespace

void append_rule_violations(const BankModel& model,
                            const CoreBankingPlan& block,
                            const ComplianceData& data,
                            RowSet& out) {
  const Date yesterday = add_days(model.options.as_of, -1);
  std::uint64_t number = data.before.violations;
  for (const Violation& violation : ViolationBuilder(model, block, data).build()) {
    RuleViolationsRow row{.violation_id = {++number},
                          .rule_id = {violation.rule + 1},
                          .entity_type = text_of(violation.kind),
                          .entity_id = {},
                          .violation_date = violation.at,
                          .severity = text_of(violation.severity),
                          .status = text_of(violation.status),
                          .resolution_notes = {},
                          .resolved_by = {},
                          .resolved_date = {}};
    switch (violation.kind) {
      case ViolationSubject::kTransaction:
        row.entity_id = data.transactions[violation.entity].id;
        break;
      case ViolationSubject::kAccount: row.entity_id = block.accounts[violation.entity].id; break;
      case ViolationSubject::kCustomer: row.entity_id = block.customers[violation.entity].id; break;
    }
    if (violation.status == ViolationStatus::kResolved) {
      // Grave ones are settled sooner.
      const bool grave =
          violation.severity == Severity::kCritical || violation.severity == Severity::kHigh;
      const auto days = static_cast<std::int32_t>(scale_to(violation.draw << 32, grave ? 12 : 40));
      const Date noticed = date_of(violation.at);
      const Date day = model.working_days.within(add_days(noticed, 1 + days), noticed, yesterday);
      row.resolved_date = day;
      row.resolved_by = model.roster.pick(Role::kComplianceOfficer, day, violation.draw << 16);
      row.resolution_notes = resolution(model, block, data, violation, out.arena());
    }
    out.of<RuleViolationsRow>().push_back(row);
  }
}

}  // namespace bankseed
