#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "bankseed/rows/ids.hpp"
#include "bankseed/rows/values.hpp"
#include "bankseed/schema/table.hpp"

namespace bankseed {

// Rows of accounts_db. The text of every row points into a corpus (static) or into the arena of the
// RowSet that holds it, and lives as long as that.

struct CustomersRow {
  CustomerId customer_id;
  std::string_view first_name;
  std::string_view last_name;
  Date date_of_birth;
  std::string_view email;
  std::string_view phone;
  Timestamp created_at;
};
template <>
struct Table<CustomersRow> {
  static constexpr std::string_view kName = "customers";
  static constexpr std::string_view kComment =
      "Customer master: one row per person who has dealings with the bank.";
  static constexpr Database kDatabase = Database::kAccounts;
  static constexpr Phase kPhase = Phase::kFoundation;
  static constexpr BeginsAt<&CustomersRow::created_at> kBegins{};
  static constexpr auto kColumns = columns(
      column<&CustomersRow::customer_id>("Identifies the customer in all six databases.")
          .varchar(50)
          .key(),
      column<&CustomersRow::first_name>("Given name.").direct_identifier().varchar(100).not_null(),
      column<&CustomersRow::last_name>("Family name.").direct_identifier().varchar(100).not_null(),
      column<&CustomersRow::date_of_birth>(
          "Date of birth; 18 to 85 years old, and at least 18 when the customer was created.")
          .quasi_identifier(),
      column<&CustomersRow::email>("Contact address, unique, in a domain reserved for examples.")
          .direct_identifier()
          .varchar(150),
      column<&CustomersRow::phone>("Contact number, in a range reserved for fiction.")
          .direct_identifier()
          .varchar(20),
      column<&CustomersRow::created_at>("When the customer was created, local bank time.")
          .default_to("CURRENT_TIMESTAMP"));
};

struct AccountsRow {
  AccountId account_id;
  std::string_view account_number;
  CustomerId customer_id;
  std::string_view account_type;
  std::string_view account_status;
  Money balance;
  std::string_view currency;
  Date opened_date;
  std::optional<Date> closed_date;
  BranchCode branch_code;
};
template <>
struct Table<AccountsRow> {
  static constexpr std::string_view kName = "accounts";
  static constexpr std::string_view kComment = "Deposit accounts.";
  static constexpr Database kDatabase = Database::kAccounts;
  static constexpr Phase kPhase = Phase::kCoreBanking;
  static constexpr BeginsAt<&AccountsRow::opened_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&AccountsRow::account_id>("Identifies the account in all six databases.")
          .varchar(50)
          .key(),
      column<&AccountsRow::account_number>(
          "Number that customers use: 10 or 12 digits, the last one the Luhn check digit; unique.")
          .direct_identifier()
          .varchar(20)
          .not_null()
          .unique(),
      column<&AccountsRow::customer_id>("Customer who owns the account.")
          .varchar(50)
          .not_null()
          .to("customers.customer_id"),
      column<&AccountsRow::account_type>().one_of<AccountType>().varchar(50).not_null(),
      column<&AccountsRow::account_status>()
          .changes("when it is frozen or closed")
          .one_of<AccountStatus>()
          .varchar(20)
          .default_to("'active'"),
      column<&AccountsRow::balance>(
          "Balance in the account's currency; of a closed account the last one before closing.")
          .changes("with each transaction")
          .financial()
          .digits(15)
          .default_to("0.00"),
      column<&AccountsRow::currency>("ISO 4217 code, mostly that of the bank's country.")
          .varchar(3)
          .default_to("'USD'"),
      column<&AccountsRow::opened_date>("Day of opening, not before the customer was created.")
          .not_null(),
      column<&AccountsRow::closed_date>("Day of closing; set exactly when the status is closed.")
          .changes("when it is closed"),
      column<&AccountsRow::branch_code>("Branch that keeps the account, BR001 to BR018.")
          .quasi_identifier()
          .varchar(10));
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"customer_id"}}};
};

struct TransactionsRow {
  TransactionId transaction_id;
  AccountId account_id;
  std::string_view transaction_type;
  Money transaction_amount;
  Timestamp transaction_date;
  std::string_view description;
  Money balance_after;
  std::optional<std::string_view> counterparty_account;
  std::optional<EmployeeId> processed_by;
};
template <>
struct Table<TransactionsRow> {
  static constexpr std::string_view kName = "transactions";
  static constexpr std::string_view kComment =
      "Movements on accounts, in order of time within each account.";
  static constexpr Database kDatabase = Database::kAccounts;
  static constexpr Phase kPhase = Phase::kCoreBanking;
  static constexpr BeginsAt<&TransactionsRow::transaction_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&TransactionsRow::transaction_id>("Identifies the movement.").varchar(50).key(),
      column<&TransactionsRow::account_id>("Account that moved.")
          .varchar(50)
          .not_null()
          .to("accounts.account_id"),
      column<&TransactionsRow::transaction_type>().one_of<TransactionType>().varchar(50).not_null(),
      column<&TransactionsRow::transaction_amount>(
          "Amount in the account's currency, always positive; the type, and for a transfer the "
          "description, tells the direction.")
          .financial()
          .digits(15)
          .not_null(),
      column<&TransactionsRow::transaction_date>(
          "When it was booked, local bank time; strictly rising within an account.")
          .default_to("CURRENT_TIMESTAMP"),
      column<&TransactionsRow::description>("Statement text; says to or from for a transfer.")
          .quasi_identifier(),
      column<&TransactionsRow::balance_after>(
          "Balance of the account right after it, in the account's currency; never negative.")
          .financial()
          .digits(15),
      column<&TransactionsRow::counterparty_account>(
          "Number of the other account of an internal transfer, which holds the other leg")
          .direct_identifier()
          .varchar(20)
          .to_external("accounts_db.accounts.account_number"),
      column<&TransactionsRow::processed_by>("Employee who booked it, where it was booked by hand")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"));
  static constexpr std::array<IndexDef, 2> kIndexes = {{{"account_id"}, {"transaction_date"}}};
};

struct AccountRelationshipsRow {
  Serial relationship_id;
  AccountId primary_account_id;
  AccountId related_account_id;
  std::string_view relationship_type;
  Timestamp created_at;
};
template <>
struct Table<AccountRelationshipsRow> {
  static constexpr std::string_view kName = "account_relationships";
  static constexpr std::string_view kComment = "Links between accounts of different customers.";
  static constexpr Database kDatabase = Database::kAccounts;
  static constexpr Phase kPhase = Phase::kCoreBanking;
  static constexpr BeginsAt<&AccountRelationshipsRow::created_at> kBegins{};
  static constexpr auto kColumns = columns(
      column<&AccountRelationshipsRow::relationship_id>("Numbers the link.").key(),
      column<&AccountRelationshipsRow::primary_account_id>("Account that grants the relationship.")
          .varchar(50)
          .not_null()
          .to("accounts.account_id"),
      column<&AccountRelationshipsRow::related_account_id>("Account of the other customer.")
          .varchar(50)
          .not_null()
          .to("accounts.account_id"),
      column<&AccountRelationshipsRow::relationship_type>("Role of the other customer")
          .quasi_identifier()
          .one_of<AccountRole>()
          .varchar(50)
          .not_null(),
      column<&AccountRelationshipsRow::created_at>("When the link was made, local bank time.")
          .default_to("CURRENT_TIMESTAMP"));
};

}  // namespace bankseed
