// The datasets that say in other words what the databases say (DS8).

#include <algorithm>
#include <array>

#include "bank/datasets/datasets.hpp"
#include "bank/domains.hpp"
#include "bank/model/identity_text.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {
namespace {

// What the values of the databases are called in the datasets.
constexpr EnumArray<AccountType, AccountRecordType> kAccountTypes = {
    AccountRecordType::kChecking, AccountRecordType::kSavings, AccountRecordType::kInvestment,
    AccountRecordType::kInvestment};
constexpr EnumArray<TransactionType, TransactionRecordType> kTransactionTypes = {
    TransactionRecordType::kDeposit, TransactionRecordType::kWithdrawal,
    TransactionRecordType::kTransfer, TransactionRecordType::kPayment,
    TransactionRecordType::kPayment};
constexpr EnumArray<LoanType, LoanRecordType> kLoanTypes = {
    LoanRecordType::kMortgage, LoanRecordType::kPersonal, LoanRecordType::kAuto,
    LoanRecordType::kBusiness, LoanRecordType::kEducation};
constexpr EnumArray<LoanStatus, LoanRecordStatus> kLoanStatus = {
    LoanRecordStatus::kActive, LoanRecordStatus::kPaidOff, LoanRecordStatus::kDefault};

/// The term for a value that stands in a row.
template <class E, class Term>
std::string_view term_of(const EnumArray<E, Term>& terms, std::string_view value) {
  const std::optional<E> known = value_of<E>(value);
  BANKSEED_CHECK(known);
  return text_of(terms[*known]);
}

/// An empty text is none.
std::optional<std::string_view> if_any(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

void append_customer_records(Block& block, const TableSet& /*tables*/, RowSet& out) {
  const auto profiles = rows_of_block<CustomerProfilesRow>(block, out);
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    const CustomerProfilesRow& profile = profiles[i];
    const Customer& customer = block.core_banking().customers[i];
    const bool business = customer.segment == Segment::kCorporate;
    CustomerRecord record{.customer_id = profile.customer_id,
                          .name = profile.full_name,
                          .email = profile.email,
                          .phone_number = profile.phone,
                          .address = profile.address,
                          .customer_type = text_of(business ? CustomerRecordType::kBusiness
                                                            : CustomerRecordType::kIndividual),
                          .cpf = {},
                          .cnpj = {},
                          .created_at = profile.created_at,
                          .updated_at = profile.updated_at};
    if (business) {
      record.cnpj = if_any(firm_id_text(block.model(), customer, out.arena()));
    } else {
      record.cpf = if_any(personal_id_text(block.model(), customer, out.arena()));
    }
    out.of<CustomerRecord>().push_back(record);
  }
}

void append_account_records(Block& block, const TableSet& /*tables*/, RowSet& out) {
  const auto transactions = rows_of_block<TransactionsRow>(block, out);
  const auto rows = rows_of_block<AccountsRow>(block, out);
  std::size_t next = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const AccountsRow& row = rows[i];
    const Account& account = block.core_banking().accounts[i];
    const std::size_t first = next;
    while (next < transactions.size() && transactions[next].account_id == row.account_id)
      ++next;
    const Timestamp opened = account.window.first;
    Timestamp updated = next > first ? transactions[next - 1].transaction_date : opened;
    if (row.closed_date) updated = std::max(updated, account.window.last);
    const bool business =
        block.core_banking().customers[account.owner].segment == Segment::kCorporate &&
        account.type == AccountType::kChecking;
    out.of<AccountRecord>().push_back(
        {.account_id = row.account_id,
         .customer_id = row.customer_id,
         .account_type =
             text_of(business ? AccountRecordType::kBusiness : kAccountTypes[account.type]),
         .balance = row.balance,
         .currency = row.currency,
         .created_at = opened,
         .updated_at = updated});
  }
}

void append_transaction_records(Block& block, const TableSet& /*tables*/, RowSet& out) {
  const std::uint64_t first_account = block.core_banking().quotas.before.accounts + 1;
  for (const TransactionsRow& row : rows_of_block<TransactionsRow>(block, out)) {
    const Account& account = block.core_banking().accounts[row.account_id.number - first_account];
    out.of<TransactionRecord>().push_back(
        {.transaction_id = row.transaction_id,
         .account_id = row.account_id,
         .transaction_type = term_of(kTransactionTypes, row.transaction_type),
         .amount = row.transaction_amount,
         .currency = account.currency,
         .transaction_date = row.transaction_date,
         .description = row.description});
  }
}

void append_loan_records(Block& block, const TableSet& /*tables*/, RowSet& out) {
  for (const LoansRow& row : rows_of_block<LoansRow>(block, out)) {
    out.of<LoanRecord>().push_back({.loan_id = row.loan_id,
                                    .customer_id = row.customer_id,
                                    .loan_type = term_of(kLoanTypes, row.loan_type),
                                    .loan_amount = row.principal_amount,
                                    // A fraction's ten-thousandths are hundredths of a per cent.
                                    .interest_rate = {row.interest_rate.ten_thousandths},
                                    .term = row.term_months,
                                    .start_date = row.disbursement_date,
                                    .end_date = row.maturity_date,
                                    .loan_status = term_of(kLoanStatus, row.loan_status)});
  }
}

}  // namespace bankseed
