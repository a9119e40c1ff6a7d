#pragma once

#include <optional>
#include <string_view>

#include "bankseed/rows/ids.hpp"
#include "bankseed/rows/values.hpp"
#include "bankseed/schema/table.hpp"

namespace bankseed {

// Rows of the nine datasets (DS1-DS9), described like the tables. Their text points into
// a corpus (static) or into the arena of the RowSet that holds them. A customer, account,
// transaction or loan has the id that it has in the databases.

struct CreditCardIdFormat {
  static constexpr IdFormat kFormat{"CARD", 8};
};
struct ComplianceRecordIdFormat {
  static constexpr IdFormat kFormat{"CPL", 9};
};
struct InvestmentIdFormat {
  static constexpr IdFormat kFormat{"INV", 8};
};
struct DigitalActivityIdFormat {
  static constexpr IdFormat kFormat{"ACT", 9};
};
using CreditCardId = Id<CreditCardIdFormat>;
using ComplianceRecordId = Id<ComplianceRecordIdFormat>;
using InvestmentId = Id<InvestmentIdFormat>;
using DigitalActivityId = Id<DigitalActivityIdFormat>;

struct CustomerRecord {
  CustomerId customer_id;
  std::string_view name;
  std::string_view email;
  std::string_view phone_number;
  std::string_view address;
  std::string_view customer_type;
  std::optional<std::string_view> cpf;
  std::optional<std::string_view> cnpj;
  Timestamp created_at;
  Timestamp updated_at;
};
template <>
struct Table<CustomerRecord> {
  static constexpr std::string_view kName = "customers";
  static constexpr std::string_view kComment = "Everybody who has dealings with the bank.";
  static constexpr BeginsAt<&CustomerRecord::created_at> kBegins{};
  static constexpr auto kColumns =
      columns(column<&CustomerRecord::customer_id>("Identifies the customer.").varchar(50).key(),
              column<&CustomerRecord::name>(
                  "Full name; of a business the owner's, as a sole trader's firm has it.")
                  .direct_identifier(),
              column<&CustomerRecord::email>("Unique, in a domain reserved for examples.")
                  .direct_identifier(),
              column<&CustomerRecord::phone_number>("In a range that is assigned to nobody.")
                  .direct_identifier(),
              column<&CustomerRecord::address>("Postal address.").direct_identifier(),
              column<&CustomerRecord::customer_type>().one_of<CustomerRecordType>(),
              column<&CustomerRecord::cpf>("CPF of an individual in Brazil.").direct_identifier(),
              column<&CustomerRecord::cnpj>("CNPJ of a business in Brazil.").direct_identifier(),
              column<&CustomerRecord::created_at>("When the customer came, local bank time."),
              column<&CustomerRecord::updated_at>("When the record last changed, local bank time.")
                  .changes("with each change"));
};

struct AccountRecord {
  AccountId account_id;
  CustomerId customer_id;
  std::string_view account_type;
  Money balance;
  std::string_view currency;
  Timestamp created_at;
  Timestamp updated_at;
};
template <>
struct Table<AccountRecord> {
  static constexpr std::string_view kName = "accounts";
  static constexpr std::string_view kComment = "Accounts of the customers.";
  static constexpr BeginsAt<&AccountRecord::created_at> kBegins{};
  static constexpr auto kColumns =
      columns(column<&AccountRecord::account_id>("Identifies the account.").varchar(50).key(),
              column<&AccountRecord::customer_id>("Who owns it.").varchar(50),
              column<&AccountRecord::account_type>().one_of<AccountRecordType>(),
              column<&AccountRecord::balance>("Balance in the account's currency.")
                  .changes("with each transaction")
                  .financial()
                  .digits(15),
              column<&AccountRecord::currency>("ISO 4217."),
              column<&AccountRecord::created_at>("When it was opened, local bank time."),
              column<&AccountRecord::updated_at>("When its balance or status last changed.")
                  .changes("with each transaction, and on closing"));
};

struct TransactionRecord {
  TransactionId transaction_id;
  AccountId account_id;
  std::string_view transaction_type;
  Money amount;
  std::string_view currency;
  Timestamp transaction_date;
  std::string_view description;
};
template <>
struct Table<TransactionRecord> {
  static constexpr std::string_view kName = "transactions";
  static constexpr std::string_view kComment = "Movements on the accounts, in order of time.";
  static constexpr BeginsAt<&TransactionRecord::transaction_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&TransactionRecord::transaction_id>("Identifies the movement.").varchar(50).key(),
      column<&TransactionRecord::account_id>("Account that moved.").varchar(50),
      column<&TransactionRecord::transaction_type>().one_of<TransactionRecordType>(),
      column<&TransactionRecord::amount>("Always positive; the account's currency.")
          .financial()
          .digits(15),
      column<&TransactionRecord::currency>("ISO 4217."),
      column<&TransactionRecord::transaction_date>("When it was booked, local bank time."),
      column<&TransactionRecord::description>("Text on the statement.").quasi_identifier());
};

struct LoanRecord {
  LoanId loan_id;
  CustomerId customer_id;
  std::string_view loan_type;
  Money loan_amount;
  Money interest_rate;
  std::int32_t term = 0;
  Date start_date;
  Date end_date;
  std::string_view loan_status;
};
template <>
struct Table<LoanRecord> {
  static constexpr std::string_view kName = "loans";
  static constexpr std::string_view kComment = "Loans that were paid out.";
  static constexpr BeginsWith<&LoanRecord::loan_id> kBegins{};
  static constexpr auto kColumns =
      columns(column<&LoanRecord::loan_id>("Identifies the loan.").varchar(50).key(),
              column<&LoanRecord::customer_id>("Who borrowed.").varchar(50),
              column<&LoanRecord::loan_type>().one_of<LoanRecordType>(),
              column<&LoanRecord::loan_amount>("Amount lent.").financial().digits(15),
              column<&LoanRecord::interest_rate>("Per cent a year.").financial().digits(5),
              column<&LoanRecord::term>("Months."),
              column<&LoanRecord::start_date>("Day of the payment."),
              column<&LoanRecord::end_date>("Day on which the last installment is due."),
              column<&LoanRecord::loan_status>()
                  .changes("when it is paid off or given up")
                  .financial()
                  .one_of<LoanRecordStatus>());
};

struct CreditCardRecord {
  CreditCardId card_id;
  CustomerId customer_id;
  std::string_view card_number;
  std::string_view card_type;
  Date expiry_date;
  Money credit_limit;
  Money current_balance;
  Timestamp created_at;
  Timestamp updated_at;
};
template <>
struct Table<CreditCardRecord> {
  static constexpr std::string_view kName = "credit_cards";
  static constexpr std::string_view kComment = "Credit cards of the customers.";
  static constexpr BeginsAt<&CreditCardRecord::created_at> kBegins{};
  static constexpr auto kColumns = columns(
      column<&CreditCardRecord::card_id>("Identifies the card.").varchar(50).key(),
      column<&CreditCardRecord::customer_id>("Who holds it.").varchar(50),
      column<&CreditCardRecord::card_number>(
          "Sixteen digits, the last one the Luhn check digit; unique.")
          .direct_identifier(),
      column<&CreditCardRecord::card_type>().one_of<CardBrand>(),
      column<&CreditCardRecord::expiry_date>("Last day of validity, the last of a month.")
          .quasi_identifier(),
      column<&CreditCardRecord::credit_limit>("In the bank's currency.").financial().digits(15),
      column<&CreditCardRecord::current_balance>("What is owed; at most the limit.")
          .changes("when the record was last changed")
          .financial()
          .digits(15),
      column<&CreditCardRecord::created_at>("When the card was first issued."),
      column<&CreditCardRecord::updated_at>("When limit, balance or validity last changed.")
          .changes("with each change"));
};

struct BranchRecord {
  BranchCode branch_id;
  std::string_view branch_name;
  std::string_view address;
  std::string_view phone_number;
  Timestamp created_at;
  Timestamp updated_at;
};
template <>
struct Table<BranchRecord> {
  static constexpr std::string_view kName = "branches";
  static constexpr std::string_view kComment = "Branches; the first ones are the databases'.";
  static constexpr BeginsAt<&BranchRecord::created_at> kBegins{};
  static constexpr auto kColumns = columns(
      column<&BranchRecord::branch_id>("The branch code of the databases.").varchar(10).key(),
      column<&BranchRecord::branch_name>("Name, unique."),
      column<&BranchRecord::address>("Postal address."),
      column<&BranchRecord::phone_number>("In a range that is assigned to nobody."),
      column<&BranchRecord::created_at>("When the branch opened."),
      column<&BranchRecord::updated_at>("When the record last changed.")
          .changes("with each change"));
};

struct ComplianceRecord {
  ComplianceRecordId compliance_id;
  CustomerId customer_id;
  std::string_view compliance_type;
  std::string_view status;
  Date review_date;
  std::string_view comments;
};
template <>
struct Table<ComplianceRecord> {
  static constexpr std::string_view kName = "compliance";
  static constexpr std::string_view kComment =
      "For each customer the check of the identity (KYC), the first check against money laundering "
      "(AML), and the consent to the use of personal data (LGPD).";
  static constexpr BeginsAt<&ComplianceRecord::review_date> kBegins{};
  static constexpr auto kColumns =
      columns(column<&ComplianceRecord::compliance_id>("Identifies the record.").varchar(50).key(),
              column<&ComplianceRecord::customer_id>("Who was looked at.").varchar(50),
              column<&ComplianceRecord::compliance_type>().one_of<ReviewType>(),
              column<&ComplianceRecord::status>().one_of<ReviewStatus>(),
              column<&ComplianceRecord::review_date>("Day of the review."),
              column<&ComplianceRecord::comments>("What came out.").quasi_identifier());
};

struct InvestmentRecord {
  InvestmentId investment_id;
  CustomerId customer_id;
  AccountId account_id;
  std::string_view investment_type;
  Money amount;
  Date purchase_date;
  std::optional<Date> maturity_date;
  std::string_view status;
};
template <>
struct Table<InvestmentRecord> {
  static constexpr std::string_view kName = "investments";
  static constexpr std::string_view kComment = "Investments that are held through accounts.";
  static constexpr BeginsAt<&InvestmentRecord::purchase_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&InvestmentRecord::investment_id>("Identifies the investment.").varchar(50).key(),
      column<&InvestmentRecord::customer_id>("Who invested.").varchar(50),
      column<&InvestmentRecord::account_id>("Account that paid, of the same customer.").varchar(50),
      column<&InvestmentRecord::investment_type>().one_of<InvestmentType>(),
      column<&InvestmentRecord::amount>("Amount invested, in the account's currency.")
          .financial()
          .digits(15),
      column<&InvestmentRecord::purchase_date>("After the account was opened."),
      column<&InvestmentRecord::maturity_date>(
          "End of the term of fixed income; stocks and funds have none."),
      column<&InvestmentRecord::status>()
          .changes("on maturity, sale, or when the account is closed")
          .one_of<InvestmentStatus>());
};

struct DigitalActivityRecord {
  DigitalActivityId activity_id;
  CustomerId customer_id;
  std::string_view activity_type;
  Timestamp timestamp;
  std::string_view ip_address;
  std::string_view device_type;
};
template <>
struct Table<DigitalActivityRecord> {
  static constexpr std::string_view kName = "digital_activity";
  static constexpr std::string_view kComment =
      "What customers did online in the last year, in order of time for each customer.";
  static constexpr BeginsAt<&DigitalActivityRecord::timestamp> kBegins{};
  static constexpr auto kColumns = columns(
      column<&DigitalActivityRecord::activity_id>("Identifies the activity.").varchar(50).key(),
      column<&DigitalActivityRecord::customer_id>("Who was online.").varchar(50),
      column<&DigitalActivityRecord::activity_type>().one_of<OnlineActivity>(),
      column<&DigitalActivityRecord::timestamp>("When, local bank time."),
      column<&DigitalActivityRecord::ip_address>("From a range reserved for documentation.")
          .quasi_identifier(),
      column<&DigitalActivityRecord::device_type>().quasi_identifier().one_of<Device>());
};

}  // namespace bankseed
