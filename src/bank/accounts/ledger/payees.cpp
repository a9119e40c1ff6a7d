#include "bank/accounts/ledger/payees.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace bankseed {
namespace {

using corpus::MerchantCategory;

/// What card purchases are for: the share in per cent, after the counts of the Diary of Consumer
/// Payment Choice 2023, and to how many shops of the kind a customer keeps; 0 where to any.
struct Shopping {
  MerchantCategory category;
  std::uint32_t percent;
  std::uint32_t shops;
};
constexpr std::array<Shopping, 12> kShopping = {{
    {MerchantCategory::kGrocery, 24, 3},
    {MerchantCategory::kRestaurant, 22, 7},
    {MerchantCategory::kFuel, 13, 2},
    {MerchantCategory::kPharmacy, 6, 2},
    {MerchantCategory::kApparel, 6, 4},
    {MerchantCategory::kElectronics, 3, 2},
    {MerchantCategory::kHomeImprovement, 5, 2},
    {MerchantCategory::kTravel, 3, 0},
    {MerchantCategory::kEntertainment, 4, 4},
    {MerchantCategory::kOnlineRetail, 10, 4},
    {MerchantCategory::kHealth, 3, 2},
    {MerchantCategory::kCharity, 1, 1},
}};
static_assert([] {
  std::uint32_t sum = 0;
  for (const Shopping& shopping : kShopping)
    sum += shopping.percent;
  return sum == 100;
}());
/// So many in a hundred purchases are at a shop where the customer keeps going.
constexpr std::uint64_t kLoyalPercent = 90;

/// The bills of a month, and where in the distribution of payments each lies, in per cent.
struct Bill {
  MerchantCategory category;
  std::uint32_t low;
  std::uint32_t high;
};
constexpr std::array<Bill, 5> kBills = {{
    {MerchantCategory::kSubscription, 2, 14},
    {MerchantCategory::kUtilities, 30, 75},
    {MerchantCategory::kTelecom, 25, 60},
    {MerchantCategory::kInsurance, 40, 80},
    {MerchantCategory::kGovernment, 20, 90},
}};
/// The gym's fee likewise, among purchases.
constexpr Bill kGym = {MerchantCategory::kFitness, 66, 88};
constexpr std::uint64_t kGymPercent = 55;
/// Who goes to a gym has so many purchases a month at least.
constexpr std::size_t kPurchasesPerMonth = 4;

/// What is debited every month: how many in a hundred accounts pay it, and how much, in cents
/// before the locale's percentage for bills, rounded down to a multiple of `unit`. Rent and
/// mortgages are below.
struct Standing {
  Debit debit;
  std::uint64_t percent;
  std::int64_t low;
  std::int64_t high;
  std::int64_t unit;
};
constexpr std::array<Standing, 5> kStanding = {{
    {Debit::kInsurance, 85, 60'00, 230'00, 1},
    {Debit::kAutoLoan, 35, 220'00, 560'00, 1},
    {Debit::kEducation, 18, 140'00, 420'00, 1},
    {Debit::kMembership, 50, 25'00, 110'00, 50},
    {Debit::kBrokerage, 30, 50'00, 500'00, 25'00},
}};
/// About a third of households rent, and a bit more pay off a mortgage (American Housing Survey);
/// the others have done so, or live with somebody.
constexpr std::uint64_t kRentPercent = 36;
constexpr std::uint64_t kMortgagePercent = 36;
/// In per cent of a month's income; an income of two paydays where none comes in here.
constexpr std::uint64_t kHousingLow = 18;
constexpr std::uint64_t kHousingHigh = 30;
constexpr std::int64_t kUnknownIncomeCents = 2 * 1'300'00;
constexpr std::int64_t kRentUnit = 5'00;
/// Debits are due until this day of the month: the next working day is in the same month, too.
constexpr std::uint64_t kLastDebitDay = 24;

std::uint64_t amount_draw(const Bill& bill, std::uint64_t draw) {
  constexpr std::uint64_t kPercent = UINT64_MAX / 100;
  return kPercent * bill.low + scale_to(draw, kPercent * (bill.high - bill.low));
}

/// A day of the month that every month has.
std::int32_t day_of_month(std::uint64_t draw) {
  return 1 + static_cast<std::int32_t>(scale_to(draw, 28));
}

}  // namespace

void Payees::reset(const Account& account, const Holder& holder) {
  account_ = &account;
  holder_ = holder;
  std::tie(first_, last_) = inner_days(account.window);
  first_civil_ = to_civil(first_);
  habit_ = model_.draws(Stream::kPayee, holder.customer).next();
  account_habit_ = sub_draw(habit_, account.number);
}

void Payees::settle(std::span<LedgerEntry> entries) {
  if (account_->type != AccountType::kChecking) return;
  settle_salaries(entries);
  settle_bills(entries);
  settle_debits(entries);
  settle_gym(entries);
}

const corpus::Merchant& Payees::shop(std::uint64_t draw) const {
  auto uniform = static_cast<std::uint32_t>(scale_to(draw, 100));
  std::size_t place = 0;
  while (uniform >= kShopping[place].percent)
    uniform -= kShopping[place++].percent;
  const Shopping& shopping = kShopping[place];
  const auto& shops = model_.corpus->merchants(shopping.category);
  if (shopping.shops == 0 || scale_to(sub_draw(draw, 1), 100) >= kLoyalPercent)
    return shops.pick(sub_draw(draw, 2));
  // The lesser of two draws: the first of them is where one goes most.
  const std::uint64_t which = std::min(scale_to(sub_draw(draw, 3), shopping.shops),
                                       scale_to(sub_draw(draw, 4), shopping.shops));
  return shops.pick(sub_draw(habit_, 100 + 16 * place + which));
}

const corpus::Merchant& Payees::biller(std::uint64_t draw) const {
  const Bill& bill = kBills[scale_to(draw, kBills.size())];
  return model_.corpus->merchants(bill.category).pick(sub_draw(draw, 1));
}

void Payees::find(std::span<const LedgerEntry> entries, TransactionKind kind) {
  found_.clear();
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    if (entries[i].kind == kind && !entries[i].by_staff) found_.push_back(i);
  }
}

void Payees::settle_salaries(std::span<LedgerEntry> entries) {
  find(entries, TransactionKind::kPayroll);
  if (found_.empty()) return;
  const IncomeDays days(model_, *account_, *holder_.income);
  const std::uint64_t paid = std::min<std::uint64_t>(found_.size(), days.count());
  for (std::uint64_t i = 0; i < found_.size(); ++i) {
    LedgerEntry& entry = entries[found_[i]];
    if (i >= paid) {
      entry.kind = TransactionKind::kCredit;
      continue;
    }
    entry.day = days[(2 * i + 1) * days.count() / (2 * paid)];
    if (*entry.day >= holder_.income->retires()) entry.kind = TransactionKind::kPension;
  }
}

Date Payees::first_due(std::int32_t day) const {
  const Date same_month = add_days(first_, day - first_civil_.day);
  return same_month < first_ ? add_months(same_month, 1) : same_month;
}

std::uint32_t Payees::months_of(const Monthly& monthly) const {
  const Date due = first_due(monthly.day);
  const Date end = monthly.debit ? add_days(last_, -WorkingDays::kClosedMax) : last_;
  if (due >= end) return 0;
  // The first is in the month after the window's first day's, if not in the same.
  const std::int32_t skipped = monthly.day < first_civil_.day ? 1 : 0;
  const YearMonthDay to = to_civil(add_days(end, -1));
  const std::int32_t months =
      12 * (to.year - first_civil_.year) + to.month - first_civil_.month - skipped;
  return static_cast<std::uint32_t>(months + (to.day >= monthly.day ? 1 : 0));
}

void Payees::spread(std::span<LedgerEntry> entries,
                    std::span<const std::uint32_t> chosen,
                    const Monthly& monthly) const {
  if (chosen.empty()) return;
  const std::uint64_t months = months_of(monthly);
  const Date first = first_due(monthly.day);
  for (std::uint64_t i = 0; i < chosen.size(); ++i) {
    LedgerEntry& entry = entries[chosen[i]];
    const std::uint64_t month = (2 * i + 1) * months / (2 * chosen.size());
    const Date due = add_months(first, static_cast<std::int32_t>(month));
    entry.day = monthly.debit ? model_.working_days.on_or_after(due) : due;
    if (monthly.debit) {
      entry.debit = *monthly.debit;
    } else {
      entry.payee = monthly.payee;
      entry.amount_draw = monthly.amount_draw;
    }
    if (monthly.amount) {
      entry.kind = TransactionKind::kStandingDebit;
      entry.amount = *monthly.amount;
    }
  }
}

std::span<const std::uint32_t> Payees::deal(std::span<LedgerEntry> entries) {
  std::span<const std::uint32_t> left = found_;
  if (left.size() < months_of(monthly_.front()))
    std::swap(monthly_.front(), monthly_[scale_to(sub_draw(habit_, 1), monthly_.size())]);
  for (const Monthly& monthly : monthly_) {
    const std::size_t paid = std::min<std::size_t>(left.size(), months_of(monthly));
    spread(entries, left.first(paid), monthly);
    left = left.subspan(paid);
  }
  return left;
}

void Payees::settle_bills(std::span<LedgerEntry> entries) {
  find(entries, TransactionKind::kPayment);
  monthly_.clear();
  for (std::size_t place = 0; place < kBills.size(); ++place) {
    const Bill& bill = kBills[place];
    monthly_.push_back(
        {.day = day_of_month(sub_draw(habit_, 10 + place)),
         .payee = &model_.corpus->merchants(bill.category).pick(sub_draw(habit_, 20 + place)),
         .amount_draw = amount_draw(bill, sub_draw(habit_, 30 + place))});
  }
  deal(entries);
}

void Payees::add_debit(Debit debit, std::uint64_t n, std::optional<Money> amount) {
  const std::uint64_t day = 1 + scale_to(sub_draw(account_habit_, 10 + n), kLastDebitDay);
  monthly_.push_back({.day = static_cast<std::int32_t>(day), .debit = debit, .amount = amount});
}

void Payees::add_housing() {
  const std::uint64_t housing = scale_to(sub_draw(account_habit_, 1), 100);
  if (!holder_.household || holder_.mortgage_here || housing >= kRentPercent + kMortgagePercent)
    return;
  const bool rents = housing < kRentPercent;
  const std::int64_t income =
      holder_.salary_cents > 0 ? 2 * holder_.salary_cents : kUnknownIncomeCents;
  const auto percent =
      static_cast<std::int64_t>(100 * kHousingLow + scale_to(sub_draw(account_habit_, 2),
                                                             100 * (kHousingHigh - kHousingLow)));
  const std::int64_t cents = income * percent / 100'00;
  add_debit(rents ? Debit::kRent : Debit::kMortgage, 0,
            within_withdrawals(rents ? cents / kRentUnit * kRentUnit : cents));
}

Money Payees::within_withdrawals(std::int64_t cents) const {
  const Range& range = model_.options.settings.transactions.amounts[TransactionType::kWithdrawal];
  return {std::clamp(cents, range.low, range.high)};
}

/// Rent and a card first, and another card last. Whose debits are more than that shops with them.
void Payees::settle_debits(std::span<LedgerEntry> entries) {
  find(entries, TransactionKind::kDirectDebit);
  monthly_.clear();
  add_housing();
  add_debit(Debit::kCard, 1, std::nullopt);
  for (std::uint64_t i = 0; i < kStanding.size(); ++i) {
    const Standing& standing = kStanding[i];
    if (scale_to(sub_draw(account_habit_, 30 + i), 100) >= standing.percent) continue;
    if (standing.debit == Debit::kAutoLoan && (!holder_.household || holder_.auto_loan_here))
      continue;
    if (standing.debit == Debit::kEducation && !holder_.household) continue;
    const auto width = static_cast<std::uint64_t>(standing.high - standing.low) + 1;
    const std::int64_t cents = (standing.low + static_cast<std::int64_t>(scale_to(
                                                   sub_draw(account_habit_, 40 + i), width))) *
                               model_.corpus->locale->bill_percent / 100;
    add_debit(standing.debit, 10 + i, within_withdrawals(cents / standing.unit * standing.unit));
  }
  add_debit(Debit::kCard, 2, std::nullopt);
  for (const std::uint32_t index : deal(entries))
    entries[index].kind = TransactionKind::kPurchase;
}

void Payees::settle_gym(std::span<LedgerEntry> entries) {
  if (scale_to(sub_draw(habit_, 2), 100) >= kGymPercent) return;
  find(entries, TransactionKind::kPurchase);
  const Monthly fee = {.day = day_of_month(sub_draw(habit_, 3)),
                       .payee = &model_.corpus->merchants(kGym.category).pick(sub_draw(habit_, 4)),
                       .amount_draw = amount_draw(kGym, sub_draw(habit_, 5))};
  const std::size_t months = months_of(fee);
  if (found_.size() < kPurchasesPerMonth * months) return;
  spread(entries, std::span(found_).first(months), fee);
}

}  // namespace bankseed
