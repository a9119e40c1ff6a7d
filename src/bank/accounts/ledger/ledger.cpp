#include "bank/accounts/ledger/ledger.hpp"

#include <algorithm>
#include <utility>

#include "bank/accounts/ledger/terms/channels.hpp"
#include "bank/accounts/ledger/terms/fees.hpp"
#include "bank/accounts/ledger/terms/rates.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// Order of the buckets that a transaction's rank falls into.
enum TypeCell : std::size_t { kDeposits, kWithdrawals, kTransfers, kLarge, kPayments, kFees };

/// Who earns more than this on a payday pays more rent and card bills.
constexpr std::int64_t kRentSalaryCents = 1'300'00;

/// `cents` rounded down to a multiple of `unit`, but not below `low`.
std::int64_t rounded_down(std::int64_t cents, std::int64_t unit, std::int64_t low) {
  return std::max(low, cents / unit * unit);
}

/// That one of two entries which is no internal transfer; the later one where both are none.
LedgerEntry& movable_of(LedgerEntry& earlier, LedgerEntry& later) {
  if (later.kind != TransactionKind::kInternalTransfer) return later;
  BANKSEED_CHECK(earlier.kind != TransactionKind::kInternalTransfer);
  return earlier;
}

}  // namespace

Ledger::Ledger(const BankModel& model,
               const CoreBankingPlan& block,
               const ScheduledPayments& payments,
               std::span<const Money> pays)
    : model_(model),
      block_(block),
      payments_(payments),
      pays_(pays),
      traits_(activity_traits(model.options.settings)),
      internal_(model),
      ranks_(model, block, payments, block.quotas.counts.deposits),
      payees_(model) {
  const CoreCounts& counts = block.quotas.counts;
  const std::uint64_t other_transfers = counts.transfers - std::min(counts.transfers, counts.legs);
  const std::uint64_t large = std::min(counts.large_transfers, other_transfers);
  type_cells_ = {counts.deposits,
                 counts.withdrawals,
                 other_transfers - large,
                 large,
                 counts.payments - payments.size(),
                 counts.fees};
  std::uint64_t sum = 0;
  for (const auto cell : type_cells_)
    sum += cell;
  BANKSEED_CHECK(sum == ranks_.size());
  // Internal transfers and scheduled payments are made by machine: what staff books is among the
  // others.
  const Share share = model.options.settings.transactions.processed_by;
  const std::uint64_t before = block.quotas.before.transactions;
  staff_count_ = std::min(ranks_.size() - ranks_.salaries(),
                          share_of(before + counts.transactions, share) - share_of(before, share));
  cases_.plan(model, block, ranks_, counts.deposits);
}

std::vector<std::uint32_t> Ledger::accounts_with_large_transfers() const {
  return accounts_with(kLarge, {INT32_MIN});
}

std::vector<std::uint32_t> Ledger::accounts_with_fees(Date since) const {
  return accounts_with(kFees, since);
}

std::vector<std::uint32_t> Ledger::accounts_with(std::size_t cell, Date since) const {
  std::vector<std::uint32_t> found;
  std::uint64_t first = 0;
  for (std::size_t i = 0; i < cell; ++i)
    first += type_cells_[i];
  for (std::uint64_t rank = first; rank < first + type_cells_[cell]; ++rank) {
    const auto [account, about] = ranks_.place_of(rank);
    if (about >= since) found.push_back(static_cast<std::uint32_t>(account));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

const std::vector<LedgerEntry>& Ledger::entries_of(const Account& account) {
  entries_.clear();
  legs_.clear();
  const Customer& owner = block_.customers[account.owner];
  const std::uint64_t customer = owner.id.number - 1;
  habits_ = {.owner = &owner,
             .segment = owner.segment,
             .type = account.type,
             .employer = &employer_of(model_, customer),
             .place = owner.place,
             .currency = account.currency,
             .branch = owner.branch};
  if (account.salaried) {
    const Range& deposits = model_.options.settings.transactions.amounts[TransactionType::kDeposit];
    habits_.salary_cents = std::clamp(pays_[account.owner].cents, deposits.low, deposits.high);
    habits_.income.emplace(model_, owner);
  }
  payees_.reset(account, holder_of(account));
  internal_.append_legs(block_, account, legs_);
  draw_base(account);
  for (std::uint32_t i = 0; i < legs_.size(); ++i) {
    entries_.push_back({.at = legs_[i].moment,
                        .kind = TransactionKind::kInternalTransfer,
                        .incoming = legs_[i].incoming,
                        .leg = i,
                        .amount = legs_[i].amount,
                        .balance_after = {},
                        .amount_draw = 0,
                        .text_draw = i});
  }
  order(account);
  limit_repeated_credits();
  compute_balances_backwards(account);
  return entries_;
}

std::int64_t Ledger::salary_of(const LedgerEntry& entry) const {
  const Range& range = model_.options.settings.transactions.amounts[TransactionType::kDeposit];
  const Money paid = habits_.income->paid_on({habits_.salary_cents}, date_of(entry.at));
  return std::clamp(paid.cents, range.low, range.high);
}

Payees::Holder Ledger::holder_of(const Account& account) const {
  Payees::Holder holder = {.customer = block_.quotas.customers.first + account.owner,
                           .salary_cents = habits_.salary_cents,
                           .income = habits_.income ? &*habits_.income : nullptr};
  const std::span<const Account> accounts = block_.accounts_of(block_.customers[account.owner]);
  // Where the salary comes in, else the first checking account.
  const auto main =
      std::min_element(accounts.begin(), accounts.end(), [](const Account& a, const Account& b) {
        return std::pair(!a.salaried, a.type) < std::pair(!b.salaried, b.type);
      });
  holder.household = main->key == account.key;
  for (const ScheduledPayment& payment :
       payments_.of_account(static_cast<std::size_t>(&account - block_.accounts.data()))) {
    const Loan* const* const loan = std::get_if<const Loan*>(&payment.reason);
    if (loan == nullptr) continue;
    holder.mortgage_here |= (*loan)->type == LoanType::kMortgage;
    holder.auto_loan_here |= (*loan)->type == LoanType::kAuto;
  }
  return holder;
}

void Ledger::draw_base(const Account& account) {
  const auto index = static_cast<std::uint32_t>(&account - block_.accounts.data());
  for (const ScheduledPayment& payment : payments_.of_account(index))
    entries_.push_back(draw_scheduled(account, payment, entries_.size()));
  const std::size_t first = entries_.size();
  moment_draws_.clear();
  ranks_.find_ranks(index, account_ranks_);
  for (const std::uint64_t rank : account_ranks_)
    entries_.push_back(draw_entry(account, rank, entries_.size()));
  payees_.settle(std::span(entries_).subspan(first));
  place_in_time(account, first);
  cases_.for_each([&]<Typology T>(const typename T::Case& one) {
    if (one.account == index) T::label(model_, one, entries_);
  });
}

void Ledger::place_in_time(const Account& account, std::size_t first) {
  slots_.reset(account.window, std::size_t{account.base_count} + legs_.size());
  for (std::size_t i = 0; i < first; ++i)
    slots_.take(entries_[i].scheduled->date, TimeSlots::kAnyDays);
  for (const Leg& leg : legs_)
    slots_.take(date_of(leg.moment), TimeSlots::kAnyDays);
  for (std::size_t i = first; i < entries_.size(); ++i) {
    if (entries_[i].day) slots_.take(*entries_[i].day, TimeSlots::kAnyDays);
  }
  for (std::size_t i = first; i < entries_.size(); ++i) {
    LedgerEntry& entry = entries_[i];
    auto [day_draw, second_draw] = moment_draws_[i - first];
    Window window = account.window;
    if (entry.day) {
      window = {.first = start_of(*entry.day), .last = start_of(add_days(*entry.day, 1))};
    } else {
      day_draw = slots_.take_next(day_draw);
      if (entry.kind == TransactionKind::kLargeTransfer)
        window = whole_days_of(window, model_.working_days);
    }
    entry.at = model_.rhythm.moment(activity_of(entry.kind, entry.by_staff), window, day_draw,
                                    second_draw);
    // A short window may hold no payday, or no working day, or begin in the afternoon.
    const Date on = date_of(entry.at);
    if (entry.kind == TransactionKind::kPayroll && !model_.rhythm.is_payday(on))
      entry.kind = TransactionKind::kDeposit;
    if (entry.kind == TransactionKind::kDirectDebit && account.type == AccountType::kChecking &&
        !(model_.working_days.is_working_day(on) && is_early(entry.at)))
      entry.kind = TransactionKind::kPurchase;
  }
}

LedgerEntry Ledger::draw_scheduled(const Account& account,
                                   const ScheduledPayment& payment,
                                   std::uint64_t index) const {
  LedgerEntry entry;
  entry.kind = std::holds_alternative<const Loan*>(payment.reason) ? TransactionKind::kInstallment
                                                                   : TransactionKind::kPremium;
  entry.amount = payment.amount;
  entry.scheduled = &payment;
  Draws draws = model_.draws(Stream::kScheduledPayment, account.first_transaction + index);
  const std::uint64_t day_draw = draws.next();
  const std::uint64_t second_draw = draws.next();
  entry.text_draw = draws.next();
  const Window day = {.first = start_of(payment.date), .last = start_of(add_days(payment.date, 1))};
  entry.at = model_.rhythm.moment(activity_of(entry.kind, false), day, day_draw, second_draw);
  return entry;
}

LedgerEntry Ledger::draw_entry(const Account& account, std::uint64_t rank, std::uint64_t index) {
  // Every n-th rank is booked by staff: exact, and in the same share of every type.
  LedgerEntry entry;
  const bool salary = rank < ranks_.salaries();
  entry.by_staff =
      !salary && is_nth(rank - ranks_.salaries(), staff_count_, ranks_.size() - ranks_.salaries());
  Draws draws = model_.draws(Stream::kTransaction, account.first_transaction + index);
  const std::uint64_t uniform = draws.below(100);
  switch (static_cast<TypeCell>(bucket_of(type_cells_, rank).index)) {
    case kDeposits:
      entry.kind =
          salary ? TransactionKind::kPayroll : deposit_kind(account, entry.by_staff, uniform);
      break;
    case kWithdrawals: entry.kind = withdrawal_kind(account, entry.by_staff, uniform); break;
    case kTransfers: entry.kind = TransactionKind::kTransfer; break;
    case kLarge: entry.kind = TransactionKind::kLargeTransfer; break;
    case kPayments: entry.kind = TransactionKind::kPayment; break;
    case kFees: entry.kind = TransactionKind::kFee; break;
  }
  const std::uint64_t day_draw = draws.next();
  const std::uint64_t second_draw = draws.next();
  moment_draws_.emplace_back(day_draw, second_draw);
  entry.amount_draw = draws.next();
  entry.text_draw = draws.next();
  // Four in ten people transfer round amounts.
  entry.round = draws.chance({4, 10});
  return entry;
}

TransactionKind Ledger::deposit_kind(const Account& account,
                                     bool by_staff,
                                     std::uint64_t uniform) const {
  if (by_staff) return uniform < 60 ? TransactionKind::kCashDeposit : TransactionKind::kDeposit;
  if (account.type == AccountType::kChecking) {
    if (account.salaried && uniform < traits_.payroll_percent) return TransactionKind::kPayroll;
    return uniform < 82 ? TransactionKind::kDeposit : TransactionKind::kCashDeposit;
  }
  return uniform < 40 ? TransactionKind::kInterest : TransactionKind::kDeposit;
}

TransactionKind Ledger::withdrawal_kind(const Account& account,
                                        bool by_staff,
                                        std::uint64_t uniform) const {
  if (by_staff) return TransactionKind::kTellerWithdrawal;
  if (account.type == AccountType::kChecking) {
    if (uniform < 58) return TransactionKind::kPurchase;
    return uniform < 76 ? TransactionKind::kCashMachine : TransactionKind::kDirectDebit;
  }
  if (account.type == AccountType::kCd) return TransactionKind::kDirectDebit;
  return uniform < 30 ? TransactionKind::kCashMachine : TransactionKind::kDirectDebit;
}

/// Sorts by time and makes the moments strictly increasing (TXN4). An internal transfer keeps its
/// moment, which the other side has, too; whatever else falls on it or on the same second as
/// another moves on by seconds.
void Ledger::order(const Account& account) {
  const auto by_time = [](const LedgerEntry& a, const LedgerEntry& b) {
    return a.at != b.at ? a.at < b.at : a.text_draw < b.text_draw;
  };
  std::sort(entries_.begin(), entries_.end(), by_time);
  if (cause_fees(entries_, account.type, habits_.currency != model_.currency()))
    std::sort(entries_.begin(), entries_.end(), by_time);
  bool moved = true;
  while (moved) {
    moved = false;
    for (std::size_t i = 1; i < entries_.size(); ++i) {
      if (entries_[i - 1].at < entries_[i].at) continue;
      movable_of(entries_[i - 1], entries_[i]).at.micros += kMicrosPerSecond;
      moved = true;
    }
    if (moved) std::sort(entries_.begin(), entries_.end(), by_time);
  }
  BANKSEED_CHECK(entries_.empty() || (entries_.front().at >= account.window.first &&
                                      entries_.back().at < account.window.last));
}

/// Interest is credited once a month, and a salary once on a payday: what comes beside it is
/// another credit.
void Ledger::limit_repeated_credits() {
  std::int32_t interest_month = 0;
  Date payday{};
  for (LedgerEntry& entry : entries_) {
    const Date day = date_of(entry.at);
    if (entry.kind == TransactionKind::kInterest) {
      const YearMonthDay civil = to_civil(day);
      const std::int32_t month = 12 * civil.year + civil.month;
      if (month == std::exchange(interest_month, month)) entry.kind = TransactionKind::kCredit;
    } else if (entry.kind == TransactionKind::kPayroll) {
      if (day == std::exchange(payday, day)) entry.kind = TransactionKind::kCredit;
    }
  }
}

/// reserves_[i]: the least balance before entry i that the entries before it need: what came in,
/// less what went out since. Whether what an entry needs stays within the limit.
bool Ledger::plan_reserves(std::int64_t limit) {
  reserves_.clear();
  std::int64_t needed = 0;
  bool within = true;
  for (const LedgerEntry& entry : entries_) {
    reserves_.push_back(needed);
    switch (kTransactionTraits[entry.kind].amount) {
      case AmountRule::kInflow: needed += least_inflow(entry); break;
      case AmountRule::kGivenInflow: needed += entry.amount.cents; break;
      case AmountRule::kGiven:
        needed += entry.incoming ? entry.amount.cents : -entry.amount.cents;
        break;
      case AmountRule::kOutflow:
      case AmountRule::kEitherWay: needed -= most_outflow(entry); break;
    }
    needed = std::max<std::int64_t>(needed, 0);
    within = within && needed <= limit;
  }
  reserves_.push_back(needed);
  return within;
}

/// Where salaries come in whole, they are as high as the account can bear; one that cannot bear the
/// least wage gets other credits.
void Ledger::fit_income(std::int64_t balance_max) {
  while (!plan_reserves(balance_max) && traits_.every_payday && habits_.salary_cents > 0) {
    const std::int64_t less = habits_.salary_cents * 9 / 10;
    if (less >= habits_.income->least().cents) {
      habits_.salary_cents = less;
      continue;
    }
    habits_.salary_cents = 0;
    for (LedgerEntry& entry : entries_) {
      if (is_income(entry.kind)) entry.kind = TransactionKind::kCredit;
    }
  }
}

/// Amounts and balances, from the final balance backwards (TXN5). Before an outflow there was more,
/// which is always possible; before an inflow there was less, so an inflow is at most what is left
/// above the least that the inflows before it need.
void Ledger::compute_balances_backwards(const Account& account) {
  const Range& limits = model_.options.settings.accounts.balances[account.type];
  fit_income(limits.high);
  const bool pensioned = habits_.income && habits_.income->retires() < model_.options.as_of;
  const std::int64_t needed = reserves_.back();
  std::int64_t balance = account.drawn_balance.cents;
  if (balance < needed) {
    // A little above the least, so that the balances do not pile up on it.
    const std::int64_t more = (balance % 89) * (needed / 400 + 1);
    balance = std::min(needed + more, std::max(needed, limits.high));
  }
  BANKSEED_CHECK(balance <= limits.high);
  final_balance_ = {balance};
  // Where a salary comes in there was room for it before: bills of others were paid from the last.
  const std::int64_t usual = std::max(balance, habits_.salary_cents * (pensioned ? 2 : 1) * 5 / 4);
  for (std::size_t i = entries_.size(); i-- > 0;) {
    LedgerEntry& entry = entries_[i];
    entry.balance_after = {balance};
    const std::int64_t available = balance - reserves_[i];
    const bool above_usual = balance > usual;
    switch (kTransactionTraits[entry.kind].amount) {
      case AmountRule::kInflow: set_inflow(entry, available); break;
      case AmountRule::kOutflow: set_outflow(entry, above_usual, -available); break;
      case AmountRule::kEitherWay: set_transfer(entry, available, above_usual); break;
      case AmountRule::kGivenInflow: entry.incoming = true; break;
      case AmountRule::kGiven: break;
    }
    balance += entry.incoming ? -entry.amount.cents : entry.amount.cents;
    BANKSEED_CHECK(balance >= reserves_[i]);
  }
}

/// What an inflow needs at least: a salary that comes in on every payday comes in whole.
std::int64_t Ledger::least_inflow(const LedgerEntry& entry) const {
  if (traits_.every_payday && is_income(entry.kind)) return salary_of(entry);
  return model_.options.settings.transactions.amounts[TransactionType::kDeposit].low;
}

/// What an outflow can be raised to where what came in before needs it: the bill of a card, or what
/// is put aside elsewhere, of who has a salary to pay it from.
std::int64_t Ledger::most_outflow(const LedgerEntry& entry) const {
  const TransactionTraits& traits = kTransactionTraits[entry.kind];
  const Range& range = model_.options.settings.transactions.amounts[traits.type];
  const std::int64_t wished = std::max(range.low, 2 * habits_.salary_cents);
  if (entry.kind == TransactionKind::kDirectDebit) return std::min(wished, range.high);
  if (entry.kind == TransactionKind::kTransfer)
    return std::min(wished, model_.distributions.transfer[habits_.segment].high());
  return range.low;
}

void Ledger::set_inflow(LedgerEntry& entry, std::int64_t available) const {
  const Range& range = model_.options.settings.transactions.amounts[TransactionType::kDeposit];
  entry.incoming = true;
  if (is_income(entry.kind)) {
    const std::int64_t salary = salary_of(entry);
    if (salary <= available) {
      entry.amount = {salary};
      return;
    }
    entry.kind = TransactionKind::kCredit;
  }
  if (entry.kind == TransactionKind::kInterest) {
    const std::int64_t rate =
        interest_basis_points(habits_.type, habits_.currency, date_of(entry.at));
    const std::int64_t interest = entry.balance_after.cents / 12 * rate / 10'000;
    if (interest >= range.low && interest <= std::min(available, range.high)) {
      entry.amount = {interest};
      return;
    }
    entry.kind = TransactionKind::kCredit;
  }
  const std::int64_t limit = std::clamp(available, range.low, range.high);
  std::int64_t cents =
      model_.distributions.deposit[habits_.segment].within(entry.amount_draw, range.low, limit);
  if (entry.kind == TransactionKind::kCashDeposit) cents = rounded_down(cents, 10'00, range.low);
  entry.amount = {cents};
}

std::int64_t Ledger::direct_debit(std::int64_t cents, const Range& withdrawals) const {
  const std::int64_t by_salary =
      cents * std::max(habits_.salary_cents, kRentSalaryCents) / kRentSalaryCents;
  return std::max(by_salary <= withdrawals.high ? by_salary : cents, withdrawals.low);
}

void Ledger::set_outflow(LedgerEntry& entry, bool above_usual, std::int64_t least) const {
  const Distributions& distributions = model_.distributions;
  const Range& withdrawals =
      model_.options.settings.transactions.amounts[TransactionType::kWithdrawal];
  const Range& fees = model_.options.settings.transactions.amounts[TransactionType::kFee];
  const std::uint64_t draw = entry.amount_draw;
  const auto cents = [&]() -> std::int64_t {
    switch (entry.kind) {
      case TransactionKind::kPurchase: return distributions.purchase(draw);
      case TransactionKind::kDirectDebit:
        // Rent and card bills where there was money to pay them from, small ones otherwise.
        if (above_usual)
          return std::clamp(distributions.payment(draw), withdrawals.low, withdrawals.high);
        return direct_debit(distributions.direct_debit(draw), withdrawals);
      case TransactionKind::kCashMachine:
        return rounded_down(distributions.cash(draw), 20'00, withdrawals.low);
      case TransactionKind::kTellerWithdrawal:
        return rounded_down(distributions.teller_withdrawal(draw), 10'00, withdrawals.low);
      case TransactionKind::kPayment: return distributions.payment(draw);
      case TransactionKind::kFee:
        settle_fee(entry);
        return std::clamp(model_.corpus->statements->charge(*entry.fee).price.cents, fees.low,
                          fees.high);
      case TransactionKind::kPayroll:
      case TransactionKind::kPension:
      case TransactionKind::kCredit:
      case TransactionKind::kDeposit:
      case TransactionKind::kCashDeposit:
      case TransactionKind::kStructuredDeposit:
      case TransactionKind::kInterest:
      case TransactionKind::kTransfer:
      case TransactionKind::kLargeTransfer:
      case TransactionKind::kInternalTransfer:
      case TransactionKind::kStandingDebit:
      case TransactionKind::kInstallment:
      case TransactionKind::kPremium: break;
    }
    BANKSEED_FAIL("no kind of outflow");
  };
  entry.amount = {std::max(cents(), least)};
}

/// A transfer leads back to the usual balance where it can: going backwards in time, one that came
/// in lowers the balance.
void Ledger::set_transfer(LedgerEntry& entry, std::int64_t available, bool above_usual) const {
  const bool large = entry.kind == TransactionKind::kLargeTransfer;
  const QuantileTable& shape =
      large ? model_.distributions.large_transfer : model_.distributions.transfer[habits_.segment];
  std::int64_t cents = shape(entry.amount_draw);
  if (entry.round) {
    const std::int64_t unit = large ? 500'00 : (cents >= 500'00 ? 50'00 : 10'00);
    cents = std::min(std::max(shape.low(), cents / unit * unit), shape.high());
    if (large && cents % unit != 0) cents = std::min((cents / unit + 1) * unit, shape.high());
  }
  entry.incoming = above_usual && cents <= available && !entry.charged;
  entry.amount = {std::max(cents, -available)};
}

}  // namespace bankseed
