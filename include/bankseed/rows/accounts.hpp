#pragma once

#include <optional>
#include <string_view>

#include "bankseed/rows/ids.hpp"
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
  static constexpr auto kColumns = columns(
      column<&CustomersRow::customer_id>("Identifies the customer in all six databases.")
          .varchar(50)
          .key(),
      column<&CustomersRow::first_name>("Given name.").varchar(100).not_null(),
      column<&CustomersRow::last_name>("Family name.").varchar(100).not_null(),
      column<&CustomersRow::date_of_birth>(
          "Date of birth; 18 to 85 years old, and at least 18 when the customer was created."),
      column<&CustomersRow::email>("Contact address, unique, in a domain reserved for examples.")
          .varchar(150),
      column<&CustomersRow::phone>("Contact number, in a range reserved for fiction.").varchar(20),
      column<&CustomersRow::created_at>("When the customer was created, local bank time.")
          .default_to("CURRENT_TIMESTAMP"));
};

}  // namespace bankseed
