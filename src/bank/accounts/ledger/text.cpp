#include "core/text.hpp"

#include <array>

#include "bank/accounts/ledger/ledger.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

using corpus::MerchantCategory;
using corpus::StatementText;

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

constexpr std::int64_t kLargeDebitCents = 600'00;
constexpr std::int64_t kSmallDebitCents = 140'00;

constexpr std::size_t kOverdraftFee = 2;  ///< Of StatementText::kFee.
/// Above this balance nobody has just overdrawn an account.
constexpr std::int64_t kOverdraftCents = 250'00;

/// Draws that are independent of each other, out of one: the n-th base-1000 digit's fraction.
std::uint64_t part(std::uint64_t draw, std::uint32_t n) {
  return draw * (0x9E3779B97F4A7C15ULL + 2 * std::uint64_t{n} * 0xBF58476D1CE4E5B9ULL);
}

const corpus::Merchant& purchase_at(const corpus::Corpus& corpus, std::uint64_t draw) {
  auto uniform = static_cast<std::uint32_t>(scale_to(draw, 100));
  std::size_t category = 0;
  while (uniform >= kPurchaseShares[category])
    uniform -= kPurchaseShares[category++];
  return corpus.merchants(kPurchases[category]).pick(part(draw, 1));
}

/// What the letters of a pattern stand for (corpus::StatementText).
struct StatementFacts {
  std::string_view employer;
  std::string_view merchant;
  const corpus::Place* place = nullptr;
  std::string_view first_name;
  std::string_view last_name;
  std::string_view bank;
  std::uint64_t account = 0;
  std::uint64_t machine = 0;
  BranchCode branch;
  std::string_view contract;
  std::int32_t installment = 0;
  std::int32_t installments = 0;
};

void add_fact(Text& text, char letter, const StatementFacts& facts) {
  switch (letter) {
    case 'e': text.add(facts.employer); break;
    case 'm': text.add(facts.merchant); break;
    case 'c': text.add(facts.place->city); break;
    case 't': text.add(facts.place->state); break;
    case 'n': text.add(facts.first_name).add(' ').add(facts.last_name); break;
    case 'b': text.add(facts.bank); break;
    case 'd': text.number(facts.account % 10'000, 4); break;
    case 'k': text.number(facts.machine); break;
    case 'r': text.id(facts.branch); break;
    case 'p': text.add(facts.contract); break;
    case 'i': text.number(static_cast<std::uint64_t>(facts.installment)); break;
    case 'j': text.number(static_cast<std::uint64_t>(facts.installments)); break;
    default: BANKSEED_FAIL("unknown letter in a pattern");
  }
}

std::string_view filled(std::string_view pattern, const StatementFacts& facts, Arena& arena) {
  Text text(arena);
  for (auto at = pattern.find('%'); at != std::string_view::npos; at = pattern.find('%')) {
    text.add(pattern.substr(0, at));
    add_fact(text, pattern[at + 1], facts);
    pattern.remove_prefix(at + 2);
  }
  return text.add(pattern).view();
}

StatementText debit_text(AccountType type, Money amount) {
  if (type != AccountType::kChecking) return StatementText::kSavingsDebit;
  if (amount.cents >= kLargeDebitCents) return StatementText::kLargeDebit;
  return amount.cents >= kSmallDebitCents ? StatementText::kMiddlingDebit
                                          : StatementText::kSmallDebit;
}

std::string_view fee_text(const corpus::Corpus& corpus, const LedgerEntry& entry) {
  const auto& fees = corpus.statement(StatementText::kFee);
  const std::size_t fee = fee_of(entry);
  if (fee == kOverdraftFee && entry.balance_after.cents > kOverdraftCents)
    return corpus.statement(StatementText::kReturnedItemFee).front();
  return fees[fee];
}

StatementText credit_text(const LedgerEntry& entry) {
  const std::int32_t month = to_civil(date_of(entry.at)).month;
  if (month >= 2 && month <= 5 && entry.text_draw % 3 == 0) return StatementText::kTaxRefund;
  return entry.text_draw % 2 == 0 ? StatementText::kSavingsPlan : StatementText::kElectronicDeposit;
}

std::string_view scheduled_text(const corpus::Corpus& corpus,
                                const ScheduledPayment& payment,
                                Arena& arena) {
  StatementFacts facts;
  if (const auto* const policy = std::get_if<const Policy*>(&payment.reason)) {
    facts.contract = policy_number_text(arena, **policy);
    return filled(corpus.statement(StatementText::kPremium).front(), facts, arena);
  }
  const Loan& loan = *std::get<const Loan*>(payment.reason);
  facts.contract = loan_number_text(arena, loan);
  facts.installment = payment.installment;
  facts.installments = loan.terms.months;
  return filled(corpus.statement(StatementText::kInstallment).front(), facts, arena);
}

}  // namespace

std::string_view account_number_text(Arena& arena, std::uint64_t number) {
  return Text(arena).number(number).view();
}

std::string_view Ledger::transfer_text(const LedgerEntry& entry, Arena& arena) const {
  const corpus::Corpus& corpus = *model_.corpus;
  const auto pattern = [&](StatementText in, StatementText out) {
    return corpus.statement(entry.incoming ? in : out).front();
  };
  StatementFacts facts;
  if (entry.kind == TransactionKind::kInternalTransfer) {
    const Leg& leg = legs_[entry.leg];
    const auto name = customer_name(model_, leg.partner_customer);
    facts.first_name = name.first;
    facts.last_name = name.last;
    facts.account = leg.partner_number;
    return filled(pattern(StatementText::kInternalTransferIn, StatementText::kInternalTransferOut),
                  facts, arena);
  }
  const std::uint64_t draw = entry.text_draw;
  const bool large = entry.kind == TransactionKind::kLargeTransfer;
  if (large || scale_to(draw, 10) < 5) {
    const auto& banks = corpus.statement(StatementText::kOtherBank);
    facts.bank = banks[scale_to(part(draw, 1), banks.size())];
    facts.account = scale_to(part(draw, 2), 10'000);
    return filled(large ? pattern(StatementText::kWireIn, StatementText::kWireOut)
                        : pattern(StatementText::kBankTransferIn, StatementText::kBankTransferOut),
                  facts, arena);
  }
  const auto& names = scale_to(part(draw, 3), 2) == 0 ? corpus.female_names : corpus.male_names;
  facts.first_name = names.pick(part(draw, 4));
  facts.last_name = corpus.surnames.pick(part(draw, 5));
  return filled(entry.by_staff
                    ? pattern(StatementText::kCounterTransferIn, StatementText::kCounterTransferOut)
                    : pattern(StatementText::kOnlineTransferIn, StatementText::kOnlineTransferOut),
                facts, arena);
}

std::string_view Ledger::text_of(const LedgerEntry& entry, Arena& arena) const {
  const std::uint64_t draw = entry.text_draw;
  const corpus::Corpus& corpus = *model_.corpus;
  const auto only = [&corpus](StatementText text) { return corpus.statement(text).front(); };
  const auto one_of = [&](StatementText text) {
    const auto& patterns = corpus.statement(text);
    return patterns[scale_to(draw, patterns.size())];
  };
  StatementFacts facts;
  facts.place = habits_.place;
  switch (entry.kind) {
    case TransactionKind::kPayroll:
      facts.employer = habits_.employer->name;
      return filled(only(StatementText::kPayroll), facts, arena);
    case TransactionKind::kCredit: return only(credit_text(entry));
    case TransactionKind::kDeposit:
      return entry.by_staff ? only(StatementText::kDepositAtCounter)
                            : one_of(StatementText::kDeposit);
    case TransactionKind::kStructuredDeposit:
      if (entry.by_staff) return only(StatementText::kCashDepositAtCounter);
      facts.branch = {1 + scale_to(part(draw, 6), model_.branch_places.size())};
      return filled(only(StatementText::kCashDepositAtBranchMachine), facts, arena);
    case TransactionKind::kCashDeposit:
      return only(entry.by_staff ? StatementText::kCashDepositAtCounter
                                 : StatementText::kCashDepositAtMachine);
    case TransactionKind::kInterest: return only(StatementText::kInterest);
    case TransactionKind::kPurchase:
      facts.merchant = purchase_at(corpus, draw).name;
      return filled(only(StatementText::kPurchase), facts, arena);
    case TransactionKind::kCashMachine:
      facts.machine = 1000 + scale_to(draw, 9000);
      return filled(only(StatementText::kCashWithdrawalAtMachine), facts, arena);
    case TransactionKind::kDirectDebit: return one_of(debit_text(habits_.type, entry.amount));
    case TransactionKind::kTellerWithdrawal: return only(StatementText::kCashWithdrawalAtCounter);
    case TransactionKind::kPayment:
      facts.merchant =
          corpus.merchants(kBillers[scale_to(draw, kBillers.size())]).pick(part(draw, 1)).name;
      return filled(only(StatementText::kPayment), facts, arena);
    case TransactionKind::kInstallment:
    case TransactionKind::kPremium: return scheduled_text(corpus, *entry.scheduled, arena);
    case TransactionKind::kFee: return fee_text(corpus, entry);
    case TransactionKind::kTransfer:
    case TransactionKind::kLargeTransfer:
    case TransactionKind::kInternalTransfer: return transfer_text(entry, arena);
  }
  BANKSEED_FAIL("unknown kind of transaction");
}

std::optional<EmployeeId> Ledger::processed_by(const LedgerEntry& entry) const {
  if (!entry.by_staff) return std::nullopt;
  return model_.roster.pick(Role::kCustomerService, date_of(entry.at), part(entry.text_draw, 9));
}

void Ledger::append_rows(const Account& account,
                         Arena& arena,
                         std::vector<TransactionsRow>& out) const {
  std::uint64_t number = account.first_transaction;
  for (const LedgerEntry& entry : entries_) {
    TransactionsRow row{.transaction_id = {++number},
                        .account_id = account.id,
                        .transaction_type = kTransactionTraits[entry.kind].type,
                        .transaction_amount = entry.amount,
                        .transaction_date = entry.at,
                        .description = text_of(entry, arena),
                        .balance_after = entry.balance_after,
                        .counterparty_account = {},
                        .processed_by = {}};
    if (entry.kind == TransactionKind::kInternalTransfer)
      row.counterparty_account = account_number_text(arena, legs_[entry.leg].partner_number);
    row.processed_by = processed_by(entry);
    out.push_back(row);
  }
}

}  // namespace bankseed
