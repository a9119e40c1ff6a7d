#include "bank/accounts/ledger/payees.hpp"

#include <algorithm>

#include "bankseed/core/calendar.hpp"

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

/// Draws that are independent of each other, out of one.
std::uint64_t part(std::uint64_t draw, std::uint64_t n) {
  std::uint64_t mixed = draw + (n + 1) * 0x9E3779B97F4A7C15ULL;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
  return mixed ^ (mixed >> 31);
}

std::uint64_t amount_draw(const Bill& bill, std::uint64_t draw) {
  constexpr std::uint64_t kPercent = UINT64_MAX / 100;
  return kPercent * bill.low + scale_to(draw, kPercent * (bill.high - bill.low));
}

/// A day of the month that every month has.
std::int32_t day_of_month(std::uint64_t draw) {
  return 1 + static_cast<std::int32_t>(scale_to(draw, 28));
}

}  // namespace

void Payees::reset(const Account& account, std::uint64_t customer) {
  account_ = &account;
  first_ = add_days(date_of(account.window.first), 1);
  last_ = date_of({account.window.last.micros - 1});
  habit_ = model_.draws(Stream::kPayee, customer).next();
}

void Payees::settle(std::span<LedgerEntry> entries) {
  if (account_->type != AccountType::kChecking) return;
  settle_salaries(entries);
  settle_bills(entries);
  settle_gym(entries);
}

const corpus::Merchant& Payees::shop(std::uint64_t draw) const {
  auto uniform = static_cast<std::uint32_t>(scale_to(draw, 100));
  std::size_t place = 0;
  while (uniform >= kShopping[place].percent)
    uniform -= kShopping[place++].percent;
  const Shopping& shopping = kShopping[place];
  const auto& shops = model_.corpus->merchants(shopping.category);
  if (shopping.shops == 0 || scale_to(part(draw, 1), 100) >= kLoyalPercent)
    return shops.pick(part(draw, 2));
  // The lesser of two draws: the first of them is where one goes most.
  const std::uint64_t which =
      std::min(scale_to(part(draw, 3), shopping.shops), scale_to(part(draw, 4), shopping.shops));
  return shops.pick(part(habit_, 100 + 16 * place + which));
}

const corpus::Merchant& Payees::biller(std::uint64_t draw) const {
  const Bill& bill = kBills[scale_to(draw, kBills.size())];
  return model_.corpus->merchants(bill.category).pick(part(draw, 1));
}

void Payees::find(std::span<const LedgerEntry> entries, TransactionKind kind) {
  found_.clear();
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    if (entries[i].kind == kind && !entries[i].by_staff) found_.push_back(i);
  }
}

void Payees::settle_salaries(std::span<LedgerEntry> entries) {
  find(entries, TransactionKind::kPayroll);
  const std::uint64_t paydays =
      first_ < last_ ? model_.rhythm.payday_count(first_, last_) : std::uint64_t{0};
  const std::uint64_t paid = std::min<std::uint64_t>(found_.size(), paydays);
  for (std::uint64_t i = 0; i < found_.size(); ++i) {
    LedgerEntry& entry = entries[found_[i]];
    if (i >= paid) {
      entry.kind = TransactionKind::kCredit;
      continue;
    }
    // In the middle of the payday's part of the draws.
    const std::uint64_t payday = (2 * i + 1) * paydays / (2 * paid);
    const std::uint64_t part_of_draws = UINT64_MAX / paydays;
    entry.day = model_.rhythm.day(Activity::kPayroll, first_, last_,
                                  payday * part_of_draws + part_of_draws / 2);
  }
}

Date Payees::first_due(std::int32_t day) const {
  const YearMonthDay civil = to_civil(first_);
  const Date same_month = add_days(first_, day - civil.day);
  return same_month < first_ ? add_months(same_month, 1) : same_month;
}

std::uint32_t Payees::months_with(std::int32_t day) const {
  const Date due = first_due(day);
  if (due >= last_) return 0;
  const YearMonthDay from = to_civil(due);
  const YearMonthDay to = to_civil(add_days(last_, -1));
  const std::int32_t months = 12 * (to.year - from.year) + to.month - from.month;
  return static_cast<std::uint32_t>(months + (to.day >= from.day ? 1 : 0));
}

void Payees::spread(std::span<LedgerEntry> entries,
                    std::span<const std::uint32_t> chosen,
                    const corpus::Merchant& payee,
                    std::uint64_t amount,
                    std::int32_t day) const {
  const std::uint64_t months = months_with(day);
  for (std::uint64_t i = 0; i < chosen.size(); ++i) {
    LedgerEntry& entry = entries[chosen[i]];
    const std::uint64_t month = (2 * i + 1) * months / (2 * chosen.size());
    entry.day = add_months(first_due(day), static_cast<std::int32_t>(month));
    entry.payee = &payee;
    entry.amount_draw = amount;
  }
}

/// Bill after bill, as many as there are payments: the first come every month, the last as often as
/// there is room. Who pays less than one bill a month shows some of one of them.
void Payees::settle_bills(std::span<LedgerEntry> entries) {
  find(entries, TransactionKind::kPayment);
  std::span<const std::uint32_t> left = found_;
  for (std::size_t i = 0; i < kBills.size() && !left.empty(); ++i) {
    std::size_t place = i;
    const std::int32_t day = day_of_month(part(habit_, 10 + place));
    const std::size_t months = months_with(day);
    if (i == 0 && left.size() < months) place = scale_to(part(habit_, 1), kBills.size());
    const std::size_t paid = std::min(left.size(), months);
    const Bill& bill = kBills[place];
    spread(entries, left.first(paid),
           model_.corpus->merchants(bill.category).pick(part(habit_, 20 + place)),
           amount_draw(bill, part(habit_, 30 + place)), day);
    left = left.subspan(paid);
  }
}

void Payees::settle_gym(std::span<LedgerEntry> entries) {
  if (scale_to(part(habit_, 2), 100) >= kGymPercent) return;
  find(entries, TransactionKind::kPurchase);
  const std::int32_t day = day_of_month(part(habit_, 3));
  const std::size_t months = months_with(day);
  if (found_.size() < kPurchasesPerMonth * months) return;
  spread(entries, std::span(found_).first(months),
         model_.corpus->merchants(kGym.category).pick(part(habit_, 4)),
         amount_draw(kGym, part(habit_, 5)), day);
}

}  // namespace bankseed
