#include "core/text.hpp"

#include <algorithm>
#include <array>

#include "bank/accounts/ledger/ledger.hpp"
#include "bank/accounts/ledger/terms/channels.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "corpus/texts/statements.hpp"

namespace bankseed {
namespace {

using corpus::StatementTexts;

/// Which of a list of texts an account statement has at a moment, as their channels are open
/// (TXN9).
class OpenTexts {
 public:
  OpenTexts(const WorkingDays& working_days, Timestamp at) : working_days_(working_days), at_(at) {}

  /// The first, if there is any.
  template <class Texts>
  [[nodiscard]] const auto* first(const Texts& texts) const {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (is_open(texts[i].channel, at_, working_days_)) return &texts[i].phrase;
    }
    return static_cast<decltype(&texts[0].phrase)>(nullptr);
  }
  /// Any; there is one.
  template <class Texts>
  [[nodiscard]] const auto& pick(const Texts& texts, std::uint64_t draw) const {
    for (std::uint32_t i = 0; i < kTries; ++i) {
      const auto& text = texts.pick(i == 0 ? draw : sub_draw(draw, 20 + i));
      if (is_open(text.channel, at_, working_days_)) return text.phrase;
    }
    const auto* const found = first(texts);
    BANKSEED_CHECK(found != nullptr);
    return *found;
  }

 private:
  static constexpr std::uint32_t kTries = 6;

  const WorkingDays& working_days_;
  Timestamp at_;
};

std::string_view credit_text(const StatementTexts& texts,
                             const corpus::TaxRefunds& refunds,
                             const LedgerEntry& entry,
                             AccountType type,
                             const OpenTexts& open) {
  const YearMonthDay day = to_civil(date_of(entry.at));
  if (refunds.pays_on(day.month, day.day) && entry.text_draw % refunds.one_in == 0) {
    if (const auto* const refund = open.first(texts.tax_refunds)) return *refund;
  }
  // A savings plan fills what is saved on.
  if (entry.text_draw % 2 == 0 && type != AccountType::kChecking) return texts.savings_plan;
  const auto* const deposit = open.first(texts.electronic_deposits);
  BANKSEED_CHECK(deposit != nullptr);
  return *deposit;
}

std::string_view scheduled_text(const StatementTexts& texts,
                                const ScheduledPayment& payment,
                                Arena& arena) {
  if (const auto* const policy = std::get_if<const Policy*>(&payment.reason))
    return texts.premium.text(arena, policy_number_text(arena, **policy));
  const Loan& loan = *std::get<const Loan*>(payment.reason);
  return texts.installment.text(arena, loan_number_text(arena, loan), payment.installment,
                                loan.terms.months);
}

corpus::Digits last_four(std::uint64_t account) {
  return {account % 10'000, 4};
}

}  // namespace

std::string_view account_number_text(Arena& arena, std::uint64_t number) {
  return Text(arena).number(number).view();
}

const Account* Ledger::own_account(std::uint64_t number) const {
  for (const Account& account : block_.accounts_of(*habits_.owner)) {
    if (account.number == number) return &account;
  }
  return nullptr;
}

std::string_view Ledger::transfer_text(const LedgerEntry& entry, Arena& arena) const {
  const corpus::Corpus& corpus = *model_.corpus;
  const StatementTexts& texts = *corpus.statements;
  const bool in = entry.incoming;
  const OpenTexts open(model_.working_days, entry.at);
  if (entry.kind == TransactionKind::kInternalTransfer) {
    const Leg& leg = legs_[entry.leg];
    if (const Account* const own = own_account(leg.partner_number)) {
      const auto type = static_cast<std::size_t>(own->type);
      return (in ? texts.own_transfers_in : texts.own_transfers_out)[type].text(
          arena, last_four(leg.partner_number));
    }
    const PersonName name = customer_name(model_, leg.partner_customer);
    return open.first(in ? texts.internal_transfers_in : texts.internal_transfers_out)
        ->text(arena, corpus::FullName{name.first, name.last}, last_four(leg.partner_number));
  }
  const std::uint64_t draw = entry.text_draw;
  const bool large = entry.kind == TransactionKind::kLargeTransfer;
  if (large || scale_to(draw, 10) < 5) {
    const auto& wires = in ? texts.wires_in : texts.wires_out;
    const auto& transfers = in ? texts.bank_transfers_in : texts.bank_transfers_out;
    if (const auto* const text = open.first(large ? wires : transfers)) {
      return text->text(arena, texts.other_banks.pick(sub_draw(draw, 1)),
                        last_four(scale_to(sub_draw(draw, 2), 10'000)));
    }
  }
  const auto& names = scale_to(sub_draw(draw, 3), 2) == 0 ? corpus.female_names : corpus.male_names;
  const corpus::FullName name{names.pick(sub_draw(draw, 4)),
                              corpus.surnames.pick(sub_draw(draw, 5))};
  if (entry.by_staff)
    return (in ? texts.counter_transfer_in : texts.counter_transfer_out).text(arena, name);
  return open.first(in ? texts.online_transfers_in : texts.online_transfers_out)->text(arena, name);
}

std::string_view Ledger::text_of(const LedgerEntry& entry, Arena& arena) const {
  const std::uint64_t draw = entry.text_draw;
  const corpus::Corpus& corpus = *model_.corpus;
  const StatementTexts& texts = *corpus.statements;
  const corpus::Place& place = *habits_.place;
  const OpenTexts open(model_.working_days, entry.at);
  switch (entry.kind) {
    case TransactionKind::kPayroll: return texts.payroll.text(arena, habits_.employer->name);
    case TransactionKind::kPension:
      if (habits_.income->has_employers_pension({habits_.salary_cents}))
        return texts.employers_pension.text(arena, habits_.employer->name);
      return texts.state_pension;
    case TransactionKind::kCredit:
      if (habits_.type == AccountType::kCd) return texts.certificate_deposit;
      return credit_text(texts, corpus.locale->tax_refunds, entry, habits_.type, open);
    case TransactionKind::kDeposit:
      if (entry.by_staff) return texts.deposit_at_counter;
      if (habits_.type == AccountType::kCd) return texts.certificate_deposit;
      return open.pick(texts.deposits, draw);
    case TransactionKind::kStructuredDeposit:
      if (entry.by_staff) return texts.cash_deposit_at_counter;
      return texts.cash_deposit_at_branch_machine.text(
          arena, BranchCode{1 + scale_to(sub_draw(draw, 6), model_.branches.size())});
    case TransactionKind::kCashDeposit:
      return entry.by_staff ? texts.cash_deposit_at_counter : texts.cash_deposit_at_machine;
    case TransactionKind::kInterest: return texts.interest;
    case TransactionKind::kPurchase:
      return texts.purchase.text(arena,
                                 (entry.payee != nullptr ? *entry.payee : payees_.shop(draw)).name,
                                 place.city, place.state);
    case TransactionKind::kCashMachine:
      return texts.cash_withdrawal_at_machine.text(arena, 1000 + scale_to(draw, 9000), place.city);
    case TransactionKind::kDirectDebit:
    case TransactionKind::kStandingDebit:
      if (habits_.type == AccountType::kCd) return texts.certificate_withdrawal;
      if (habits_.type != AccountType::kChecking) return open.pick(texts.savings_debits, draw);
      return texts.debits[static_cast<std::size_t>(entry.debit)];
    case TransactionKind::kTellerWithdrawal: return texts.cash_withdrawal_at_counter;
    case TransactionKind::kPayment:
      // Nobody pays bills out of a certificate.
      if (habits_.type == AccountType::kCd) return texts.certificate_payment;
      return texts.payment.text(
          arena, (entry.payee != nullptr ? *entry.payee : payees_.biller(draw)).name);
    case TransactionKind::kInstallment:
    case TransactionKind::kPremium: return scheduled_text(texts, *entry.scheduled, arena);
    case TransactionKind::kFee: return texts.charge(*entry.fee).text;
    case TransactionKind::kTransfer:
    case TransactionKind::kLargeTransfer:
    case TransactionKind::kInternalTransfer: return transfer_text(entry, arena);
  }
  BANKSEED_FAIL("unknown kind of transaction");
}

std::optional<EmployeeId> Ledger::processed_by(const LedgerEntry& entry) const {
  if (!entry.by_staff) return std::nullopt;
  return model_.roster.pick_in(habits_.branch, Role::kCustomerService, date_of(entry.at),
                               sub_draw(entry.text_draw, 9));
}

void Ledger::append_rows(const Account& account,
                         Arena& arena,
                         std::vector<TransactionsRow>& out) const {
  std::uint64_t number = account.first_transaction;
  for (const LedgerEntry& entry : entries_) {
    TransactionsRow row{.transaction_id = {++number},
                        .account_id = account.id,
                        .transaction_type = bankseed::text_of(kTransactionTraits[entry.kind].type),
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
