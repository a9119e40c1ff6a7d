#pragma once

#include "corpus/phrase.hpp"

namespace bankseed::corpus {

/// What money moves by, where a text says so. Some channels are closed at times
/// (bank/accounts/ledger/terms/channels.hpp).
enum class PaymentChannel : std::uint8_t { kAny, kAch, kWire, kTed, kPix };

/// A text with the channel of the movement that it is about.
template <PlaceName... kNames>
struct ChannelPhrase {
  ChannelPhrase(TextFile& file, std::string_view key) : ChannelPhrase(file.line(key)) {}

  PaymentChannel channel{};
  Phrase<kNames...> phrase;

 private:
  static constexpr std::array<std::string_view, 5> kChannels = {"any", "ach", "wire", "ted", "pix"};

  explicit ChannelPhrase(Line line)
      : channel(static_cast<PaymentChannel>(line.one_of(kChannels))), phrase(line) {
    line.end();
  }
};
template <PlaceName... kNames>
using ChannelPhrases = ListOf<ChannelPhrase<kNames...>>;

/// What the bank charges for.
enum class Fee : std::uint8_t {
  kMaintenance,
  kPaperStatement,
  kForeignMachine,  ///< A withdrawal at a machine of another network.
  kOverdraft,
  kReturnedItem,
  kWire,
  kForeignWire,
  kStoppedPayment,
  kBankCheck
};

/// A line of the price list, which ledger, complaints and notes read: cents, and what a statement
/// says.
struct Charge {
  Charge(TextFile& file, std::string_view key) : Charge(file.line(key)) {}

  Money price;
  Phrase<> text;

 private:
  explicit Charge(Line line) : price{static_cast<std::int64_t>(line.number())}, text(line) {
    line.end();
  }
};

/// statements.tsv: what an account statement says about a movement. {account} is the last four
/// digits of an account, {contract} a number of a loan or a policy. Of texts with a channel one is
/// taken whose channel is open: any of the deposits and savings_debits, of the others the first.
struct StatementTexts : private TextFile {
  explicit StatementTexts(const TextFile& file) : TextFile(file) { end(); }

  Phrase<"employer"> payroll{*this, "payroll"};
  Phrase<"employer"> employers_pension{*this, "employers_pension"};
  Phrase<> state_pension{*this, "state_pension"};
  ChannelPhrases<> tax_refunds{*this, "tax_refund"};
  Phrase<> savings_plan{*this, "savings_plan"};
  ChannelPhrases<> electronic_deposits{*this, "electronic_deposit"};
  ChannelPhrases<> deposits{*this, "deposit"};
  Phrase<> deposit_at_counter{*this, "deposit_at_counter"};
  Phrase<> cash_deposit_at_counter{*this, "cash_deposit_at_counter"};
  Phrase<> cash_deposit_at_machine{*this, "cash_deposit_at_machine"};
  Phrase<"branch"> cash_deposit_at_branch_machine{*this, "cash_deposit_at_branch_machine"};
  Phrase<> interest{*this, "interest"};
  Phrase<"merchant", "city", "state"> purchase{*this, "purchase"};
  Phrase<"machine", "city"> cash_withdrawal_at_machine{*this, "cash_withdrawal_at_machine"};
  Phrase<> cash_withdrawal_at_counter{*this, "cash_withdrawal_at_counter"};
  std::array<Phrase<>, 8> debits =
      each<Phrase<>>("debit",
                     {"rent", "mortgage", "card", "insurance", "auto_loan", "education",
                      "membership", "brokerage"});
  ChannelPhrases<> savings_debits{*this, "savings_debit"};
  Phrase<"biller"> payment{*this, "payment"};
  Phrase<> certificate_payment{*this, "certificate_payment"};
  Phrase<> certificate_deposit{*this, "certificate_deposit"};
  Phrase<> certificate_withdrawal{*this, "certificate_withdrawal"};
  Phrase<"contract", "installment", "installments"> installment{*this, "installment"};
  Phrase<"contract"> premium{*this, "premium"};
  /// By Fee.
  std::array<Charge, 9> charges =
      each<Charge>("fee",
                   {"maintenance", "paper_statement", "foreign_machine", "overdraft",
                    "returned_item", "wire", "foreign_wire", "stopped_payment", "bank_check"});
  ChannelPhrases<"bank", "account"> wires_in{*this, "wire_in"};
  ChannelPhrases<"bank", "account"> wires_out{*this, "wire_out"};
  ChannelPhrases<"bank", "account"> bank_transfers_in{*this, "bank_transfer_in"};
  ChannelPhrases<"bank", "account"> bank_transfers_out{*this, "bank_transfer_out"};
  Phrase<"name"> counter_transfer_in{*this, "counter_transfer_in"};
  Phrase<"name"> counter_transfer_out{*this, "counter_transfer_out"};
  ChannelPhrases<"name"> online_transfers_in{*this, "online_transfer_in"};
  ChannelPhrases<"name"> online_transfers_out{*this, "online_transfer_out"};
  ChannelPhrases<"name", "account"> internal_transfers_in{*this, "internal_transfer_in"};
  ChannelPhrases<"name", "account"> internal_transfers_out{*this, "internal_transfer_out"};
  /// Between accounts of one customer, by type of the other one.
  std::array<Phrase<"account">, 4> own_transfers_in =
      each<Phrase<"account">>("own_transfer_in", {"checking", "savings", "money_market", "cd"});
  std::array<Phrase<"account">, 4> own_transfers_out =
      each<Phrase<"account">>("own_transfer_out", {"checking", "savings", "money_market", "cd"});
  Phrases<> other_banks{*this, "other_bank"};

  [[nodiscard]] const Charge& charge(Fee fee) const noexcept {
    return charges[static_cast<std::size_t>(fee)];
  }
};

}  // namespace bankseed::corpus
