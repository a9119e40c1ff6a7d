#pragma once

#include "corpus/phrase.hpp"

namespace bankseed::corpus {

/// statements.tsv: what an account statement says about a movement. {account} is the last four
/// digits of an account, {contract} a number of a loan or a policy.
struct StatementTexts : private TextFile {
  explicit StatementTexts(const TextFile& file) : TextFile(file) { end(); }

  Phrase<"employer"> payroll{*this, "payroll"};
  Phrase<"employer"> employers_pension{*this, "employers_pension"};
  Phrase<> state_pension{*this, "state_pension"};
  Phrase<> tax_refund{*this, "tax_refund"};
  Phrase<> savings_plan{*this, "savings_plan"};
  Phrase<> electronic_deposit{*this, "electronic_deposit"};
  Phrases<> deposits{*this, "deposit"};
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
  Phrases<> savings_debits{*this, "savings_debit"};
  Phrase<"biller"> payment{*this, "payment"};
  Phrase<"contract", "installment", "installments"> installment{*this, "installment"};
  Phrase<"contract"> premium{*this, "premium"};
  std::array<Phrase<>, 6> fees = each<Phrase<>>(
      "fee",
      {"maintenance", "foreign_machine", "overdraft", "wire", "stopped_payment", "foreign_wire"});
  Phrase<> returned_item_fee{*this, "returned_item_fee"};
  Phrase<"bank", "account"> wire_in{*this, "wire_in"};
  Phrase<"bank", "account"> wire_out{*this, "wire_out"};
  Phrase<"bank", "account"> bank_transfer_in{*this, "bank_transfer_in"};
  Phrase<"bank", "account"> bank_transfer_out{*this, "bank_transfer_out"};
  Phrase<"name"> counter_transfer_in{*this, "counter_transfer_in"};
  Phrase<"name"> counter_transfer_out{*this, "counter_transfer_out"};
  Phrase<"name"> online_transfer_in{*this, "online_transfer_in"};
  Phrase<"name"> online_transfer_out{*this, "online_transfer_out"};
  Phrase<"name", "account"> internal_transfer_in{*this, "internal_transfer_in"};
  Phrase<"name", "account"> internal_transfer_out{*this, "internal_transfer_out"};
  Phrases<> other_banks{*this, "other_bank"};
};

}  // namespace bankseed::corpus
