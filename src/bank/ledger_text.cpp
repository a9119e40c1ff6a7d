#include <array>

#include "bankseed/bank/ledger.hpp"
#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

using corpus::MerchantCategory;

constexpr std::array<MerchantCategory, 12> kPurchases = {MerchantCategory::kGrocery,
                                                         MerchantCategory::kRestaurant,
                                                         MerchantCategory::kFuel,
                                                         MerchantCategory::kPharmacy,
                                                         MerchantCategory::kApparel,
                                                         MerchantCategory::kElectronics,
                                                         MerchantCategory::kHomeImprovement,
                                                         MerchantCategory::kTravel,
                                                         MerchantCategory::kEntertainment,
                                                         MerchantCategory::kOnlineRetail,
                                                         MerchantCategory::kHealth,
                                                         MerchantCategory::kCharity};
/// Shares in per cent, after the counts of the Diary of Consumer Payment Choice 2023.
constexpr std::array<std::uint32_t, 12> kPurchaseShares = {24, 22, 13, 6, 6, 3, 5, 3, 4, 10, 3, 1};
static_assert([] {
  std::uint32_t sum = 0;
  for (const auto share : kPurchaseShares)
    sum += share;
  return sum == 100;
}());

constexpr std::array<MerchantCategory, 5> kBillers = {
    MerchantCategory::kUtilities, MerchantCategory::kTelecom, MerchantCategory::kInsurance,
    MerchantCategory::kSubscription, MerchantCategory::kGovernment};

/// What is debited automatically, by amount: large, middling and small sums have other reasons.
constexpr std::array<std::string_view, 4> kLargeDebits = {
    "Rent payment, ACH", "Credit card payment, ACH", "Mortgage payment, other lender, ACH",
    "Credit card payment, ACH"};
constexpr std::array<std::string_view, 4> kMiddlingDebits = {
    "Auto loan payment, other lender, ACH", "Credit card payment, ACH", "Insurance premium, ACH",
    "Student loan payment, ACH"};
constexpr std::array<std::string_view, 4> kSmallDebits = {
    "Insurance premium, ACH", "Membership dues, ACH", "Brokerage contribution, ACH",
    "Credit card payment, ACH"};
constexpr std::array<std::string_view, 4> kSavingsDebits = {
    "Electronic withdrawal, ACH", "Online withdrawal to linked checking",
    "Electronic withdrawal, ACH", "Brokerage contribution, ACH"};
constexpr std::int64_t kLargeDebitCents = 600'00;
constexpr std::int64_t kSmallDebitCents = 140'00;

constexpr std::array<std::string_view, 6> kFeeTexts = {
    "Monthly maintenance fee", "Cash machine fee, other network",
    "Overdraft fee",           "Outgoing wire fee",
    "Stop payment fee",        "Foreign wire fee"};
constexpr std::size_t kOverdraftFee = 2;
/// Above this balance nobody has just overdrawn an account.
constexpr std::int64_t kOverdraftCents = 250'00;

constexpr std::array<std::string_view, 6> kDepositTexts = {
    "Mobile check deposit", "Electronic deposit, ACH credit", "Person-to-person payment received",
    "Mobile check deposit", "Electronic deposit, ACH credit", "Expense reimbursement, ACH credit"};
constexpr std::array<std::string_view, 6> kOtherBanks = {
    "Lakemont Savings Bank", "Harbor Street Credit Union", "First Prairie Bank",
    "Cordell National Bank", "Tidewater Community Bank",   "Bristlecone Online Bank"};

/// Draws that are independent of each other, out of one: the n-th base-1000 digit's fraction.
std::uint64_t part(std::uint64_t draw, std::uint32_t n) {
  return draw * (0x9E3779B97F4A7C15ULL + 2 * std::uint64_t{n} * 0xBF58476D1CE4E5B9ULL);
}

const corpus::Merchant& purchase_at(const corpus::Corpus& corpus, std::uint64_t draw) {
  auto lot = static_cast<std::uint32_t>(scale_to(draw, 100));
  std::size_t category = 0;
  while (lot >= kPurchaseShares[category])
    lot -= kPurchaseShares[category++];
  return corpus.merchants(kPurchases[category]).pick(part(draw, 1));
}

std::string_view debit_text(AccountType type, Money amount, std::uint64_t choice) {
  if (type != AccountType::kChecking) return kSavingsDebits[choice];
  if (amount.cents >= kLargeDebitCents) return kLargeDebits[choice];
  return amount.cents >= kSmallDebitCents ? kMiddlingDebits[choice] : kSmallDebits[choice];
}

std::string_view fee_text(const LedgerEntry& entry) {
  const std::uint64_t fee = scale_to(entry.amount_draw, kFeeTexts.size());
  if (fee == kOverdraftFee && entry.balance_after.cents > kOverdraftCents)
    return "Returned item fee";
  return kFeeTexts[fee];
}

std::string_view credit_text(const LedgerEntry& entry) {
  const std::int32_t month = to_civil(date_of(entry.at)).month;
  if (month >= 2 && month <= 5 && entry.text_draw % 3 == 0) return "Tax refund, ACH credit";
  return entry.text_draw % 2 == 0 ? "Automatic savings plan" : "Electronic deposit, ACH credit";
}

std::string_view type_of(Movement movement) {
  switch (movement) {
    case Movement::kPayroll:
    case Movement::kCredit:
    case Movement::kDeposit:
    case Movement::kCashDeposit:
    case Movement::kStructuredDeposit:
    case Movement::kInterest: return "deposit";
    case Movement::kPurchase:
    case Movement::kDirectDebit:
    case Movement::kCashMachine:
    case Movement::kTellerWithdrawal: return "withdrawal";
    case Movement::kTransfer:
    case Movement::kLargeTransfer:
    case Movement::kInternalTransfer: return "transfer";
    case Movement::kPayment:
    case Movement::kInstallment:
    case Movement::kPremium: return "payment";
    case Movement::kFee: return "fee";
  }
  return {};
}

std::string_view scheduled_text(const ScheduledPayment& payment, Arena& arena) {
  if (const auto* const policy = std::get_if<const Policy*>(&payment.reason)) {
    const std::string_view number = policy_number_text(arena, **policy);
    return Text(arena).add("Insurance premium, policy ").add(number).view();
  }
  const Loan& loan = *std::get<const Loan*>(payment.reason);
  const std::string_view number = loan_number_text(arena, loan);
  return Text(arena)
      .add("Loan payment, ")
      .add(number)
      .add(", installment ")
      .number(static_cast<std::uint64_t>(payment.installment))
      .add(" of ")
      .number(static_cast<std::uint64_t>(loan.terms.months))
      .view();
}

}  // namespace

std::string_view account_number_text(Arena& arena, std::uint64_t number) {
  return Text(arena).number(number).view();
}

std::string_view Ledger::transfer_text(const LedgerEntry& entry, Arena& arena) const {
  Text text(arena);
  text.add(entry.movement == Movement::kLargeTransfer ? "Wire transfer " : "Transfer ");
  text.add(entry.incoming ? "from " : "to ");
  if (entry.movement == Movement::kInternalTransfer) {
    const Leg& leg = legs_[entry.leg];
    const auto name = customer_name(world_, leg.partner_customer);
    return text.add(name.first)
        .add(' ')
        .add(name.last)
        .add(", account ending ")
        .number(leg.partner_number % 10'000, 4)
        .view();
  }
  const std::uint64_t draw = entry.text_draw;
  if (entry.movement == Movement::kLargeTransfer || scale_to(draw, 10) < 5) {
    text.add(kOtherBanks[scale_to(part(draw, 1), kOtherBanks.size())]).add(", account ending ");
    return text.number(scale_to(part(draw, 2), 10'000), 4).view();
  }
  const auto& names =
      scale_to(part(draw, 3), 2) == 0 ? world_.corpus->female_names : world_.corpus->male_names;
  return text.add(names.pick(part(draw, 4)))
      .add(' ')
      .add(world_.corpus->surnames.pick(part(draw, 5)))
      .add(entry.by_staff ? ", at the counter" : ", online")
      .view();
}

std::string_view Ledger::text_of(const LedgerEntry& entry, Arena& arena) const {
  const std::uint64_t draw = entry.text_draw;
  const corpus::Corpus& corpus = *world_.corpus;
  switch (entry.movement) {
    case Movement::kPayroll: return Text(arena).add("Payroll, ").add(habits_.employer->name).view();
    case Movement::kCredit: return credit_text(entry);
    case Movement::kDeposit:
      if (entry.by_staff) return "Check deposit at the counter";
      return kDepositTexts[scale_to(draw, kDepositTexts.size())];
    case Movement::kStructuredDeposit:
      if (entry.by_staff) return "Cash deposit at the counter";
      return Text(arena)
          .add("Cash deposit, machine at branch ")
          .id(BranchCode{1 + scale_to(part(draw, 6), world_.branch_places.size())})
          .view();
    case Movement::kCashDeposit:
      return entry.by_staff ? "Cash deposit at the counter" : "Cash deposit, cash machine";
    case Movement::kInterest: return "Interest credited";
    case Movement::kPurchase:
      return Text(arena)
          .add("Card purchase, ")
          .add(purchase_at(corpus, draw).name)
          .add(", ")
          .add(habits_.place->city)
          .add(' ')
          .add(habits_.place->state)
          .view();
    case Movement::kCashMachine:
      return Text(arena)
          .add("Cash withdrawal, machine ")
          .number(1000 + scale_to(draw, 9000))
          .add(", ")
          .add(habits_.place->city)
          .view();
    case Movement::kDirectDebit:
      return debit_text(habits_.type, entry.amount, scale_to(draw, kLargeDebits.size()));
    case Movement::kTellerWithdrawal: return "Cash withdrawal at the counter";
    case Movement::kPayment:
      return Text(arena)
          .add("Bill payment, ")
          .add(corpus.merchants(kBillers[scale_to(draw, kBillers.size())]).pick(part(draw, 1)).name)
          .view();
    case Movement::kInstallment:
    case Movement::kPremium: return scheduled_text(*entry.scheduled, arena);
    case Movement::kFee: return fee_text(entry);
    default: return transfer_text(entry, arena);
  }
}

std::optional<EmployeeId> Ledger::processed_by(const LedgerEntry& entry) const {
  if (!entry.by_staff) return std::nullopt;
  return world_.roster.pick(Role::kCustomerService, date_of(entry.at), part(entry.text_draw, 9));
}

void Ledger::append_rows(const Account& account,
                         Arena& arena,
                         std::vector<TransactionsRow>& out) const {
  std::uint64_t number = account.first_transaction;
  for (const LedgerEntry& entry : entries_) {
    TransactionsRow row{.transaction_id = {++number},
                        .account_id = account.id,
                        .transaction_type = type_of(entry.movement),
                        .transaction_amount = entry.amount,
                        .transaction_date = entry.at,
                        .description = text_of(entry, arena),
                        .balance_after = entry.balance_after,
                        .counterparty_account = {},
                        .processed_by = {}};
    if (entry.movement == Movement::kInternalTransfer)
      row.counterparty_account = account_number_text(arena, legs_[entry.leg].partner_number);
    row.processed_by = processed_by(entry);
    out.push_back(row);
  }
}

}  // namespace bankseed
