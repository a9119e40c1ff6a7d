#include "bank/accounts/ledger/typologies/structuring.hpp"

#include <algorithm>

#include "bank/compliance/quotas.hpp"
#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

constexpr std::uint32_t kDepositsMin = 3;
constexpr std::uint32_t kDepositsMax = 5;
constexpr std::int64_t kWindowDaysMin = 6;
constexpr std::int64_t kWindowDaysMax = 21;
/// An account on which deposits are structured has been open for so many days.
constexpr std::int32_t kAgeDaysMin = 100;
/// For every hundred that are reported, so many accounts show the same and nobody is reported:
/// restaurants, shops, sales of cars.
constexpr std::uint64_t kLookAlikePercent = 50;
/// Reports that are not filed yet are about the last weeks, so many cases are.
constexpr std::uint64_t kRecentPercent = 45;
constexpr std::int32_t kRecentDaysMin = 14;
constexpr std::int32_t kRecentDaysMax = 46;

Range amounts_of(const BankModel& model) {
  const std::int64_t top =
      std::min(model.options.settings.transactions.amounts[TransactionType::kDeposit].high,
               kReportingThreshold.cents);
  return {top * 80 / 100, top * 99 / 100};
}

/// Whether the account can take in so much cash (TXN5) and is in a state to be looked at.
bool may_structure(const BankModel& model, const CoreBankingPlan& block, const Account& account) {
  if (account.type != AccountType::kSavings && account.type != AccountType::kMoneyMarket)
    return false;
  if (account.status != AccountStatus::kActive || account.currency != model.currency())
    return false;
  if (block.customers[account.owner].status != CustomerStatus::kActive) return false;
  const std::int64_t limit = model.options.settings.accounts.balances[account.type].high;
  return account.drawn_balance.cents + kDepositsMax * amounts_of(model).high <= limit &&
         account.opened.days + kAgeDaysMin < model.options.as_of.days;
}

std::uint32_t deposit_count(std::uint32_t account,
                            const TransactionRanks& ranks,
                            std::uint64_t deposits) {
  std::vector<std::uint64_t> own;
  ranks.find_ranks(account, own);
  return static_cast<std::uint32_t>(
      std::count_if(own.begin(), own.end(), [&](std::uint64_t rank) { return rank < deposits; }));
}

Window draw_window(const BankModel& model, const Account& account, bool recent, Draws& draws) {
  const auto length = static_cast<std::int32_t>(draws.between(kWindowDaysMin, kWindowDaysMax));
  const Date as_of = model.options.as_of;
  const std::uint64_t uniform = draws.next();
  const std::int32_t earliest = date_of(account.window.first).days + 1 + length;
  const std::int32_t latest = as_of.days - (recent ? kRecentDaysMin : kRecentDaysMax);
  const std::int32_t from = recent ? as_of.days - kRecentDaysMax : earliest;
  const auto width = static_cast<std::uint64_t>(latest - from) + 1;
  const Date last = {from + static_cast<std::int32_t>(scale_to(uniform, width))};
  return {.first = start_of(add_days(last, -length)), .last = start_of(last)};
}

/// Amount of the structured deposit with this draw.
Money structured_amount(const BankModel& model, std::uint64_t uniform) noexcept {
  const Range range = amounts_of(model);
  const auto width = static_cast<std::uint64_t>(range.high - range.low) + 1;
  const std::int64_t cents = range.low + static_cast<std::int64_t>(scale_to(uniform, width));
  // Cash comes in notes.
  return {std::max(range.low, cents / 20'00 * 20'00)};
}

}  // namespace

std::vector<Structuring::Case> Structuring::plan(const BankModel& model,
                                                 const CoreBankingPlan& block,
                                                 const TransactionRanks& ranks,
                                                 std::uint64_t deposits) {
  const std::uint64_t count =
      ComplianceQuotas(model.options.settings).of_block(block.quotas).report_activities[kReported];
  const std::uint64_t wanted = count + (count * kLookAlikePercent + 99) / 100;
  std::vector<Case> found;
  const Permutation order =
      model.permutation(Stream::kStructuring, block.quotas.block, block.accounts.size());
  const auto add = [&](std::uint32_t index) {
    const Account& account = block.accounts[index];
    if (!may_structure(model, block, account)) return;
    const bool same_owner = std::any_of(found.begin(), found.end(), [&](const Case& other) {
      return block.accounts[other.account].owner == account.owner;
    });
    const std::uint32_t possible = deposit_count(index, ranks, deposits);
    if (same_owner || possible < kDepositsMin) return;
    Draws draws = model.draws(Stream::kStructuringCase, block.quotas.before.accounts + account.key);
    const std::uint64_t number = found.size();
    const bool recent = is_nth(number, kRecentPercent, 100);
    const auto wished = static_cast<std::uint32_t>(draws.between(kDepositsMin, kDepositsMax));
    const Window window = draw_window(model, account, recent, draws);
    found.push_back({.account = index,
                     .deposits = std::min(wished, possible),
                     .window = window,
                     .reported = number < count});
  };
  for (const bool risky : {true, false}) {
    for (std::uint64_t i = 0; i < block.accounts.size() && found.size() < wanted; ++i) {
      const auto index = static_cast<std::uint32_t>(order(i));
      const Customer& owner = block.customers[block.accounts[index].owner];
      if ((owner.risk != RiskRating::kLow) == risky) add(index);
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Case& a, const Case& b) { return a.account < b.account; });
  return found;
}

void Structuring::label(const BankModel& model, const Case& one, std::span<LedgerEntry> entries) {
  std::uint32_t left = one.deposits;
  for (LedgerEntry& entry : entries) {
    if (left == 0 || !is_inflow(entry.kind)) continue;
    --left;
    entry.kind = kKind;
    entry.amount = structured_amount(model, entry.amount_draw);
    entry.at = model.rhythm.moment(activity_of(kKind, entry.by_staff), one.window, entry.text_draw,
                                   entry.amount_draw);
  }
}

}  // namespace bankseed
