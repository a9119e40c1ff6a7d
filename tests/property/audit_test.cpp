#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

/// What the checks look up; the rows live as long as the bank.
struct Lookup {
  explicit Lookup(const RowSet& rows)
      : customers(rows_by(rows, &CustomersRow::customer_id)),
        accounts(rows_by(rows, &AccountsRow::account_id)),
        transactions(rows_by(rows, &TransactionsRow::transaction_id)),
        loans(rows_by(rows, &LoansRow::loan_id)),
        policies(rows_by(rows, &PoliciesRow::policy_id)),
        staff(rows) {}
  RowsBy<CustomerId, CustomersRow> customers;
  RowsBy<AccountId, AccountsRow> accounts;
  RowsBy<TransactionId, TransactionsRow> transactions;
  RowsBy<LoanId, LoansRow> loans;
  RowsBy<PolicyId, PoliciesRow> policies;
  Staff staff;
};

/// When the entity came to be; fails where there is none.
Timestamp came_to_be(const AuditTrailsRow& row, const Lookup& lookup) {
  const std::uint64_t number = row.entity_id.number;
  if (row.entity_type == "customer") {
    CHECK(row.entity_id == AnyId(CustomerId{number}));
    return lookup.customers.at({number})->created_at;
  }
  if (row.entity_type == "account") {
    CHECK(row.entity_id == AnyId(AccountId{number}));
    return start_of(lookup.accounts.at({number})->opened_date);
  }
  if (row.entity_type == "transaction") {
    CHECK(row.entity_id == AnyId(TransactionId{number}));
    return lookup.transactions.at({number})->transaction_date;
  }
  if (row.entity_type == "loan") {
    CHECK(row.entity_id == AnyId(LoanId{number}));
    return start_of(lookup.loans.at({number})->disbursement_date);
  }
  CHECK(row.entity_type == "policy");
  CHECK(row.entity_id == AnyId(PolicyId{number}));
  return lookup.policies.at({number})->created_at;
}

/// Whether any table of such entities has the column.
bool has_column(std::string_view entity, std::string_view column) {
  static const std::map<std::string_view, std::vector<std::string_view>> tables = {
      {"customer", {"customers", "customer_profiles"}},
      {"account", {"accounts"}},
      {"transaction", {"transactions"}},
      {"loan", {"loans"}},
      {"policy", {"policies"}}};
  for (const TableInfo& table : kCatalog) {
    const auto& names = tables.at(entity);
    if (std::find(names.begin(), names.end(), table.name) == names.end()) continue;
    for (const ColumnDef& info : table.columns) {
      if (info.name == column) return true;
    }
  }
  return false;
}

void check_values(const AuditTrailsRow& row) {
  if (!row.old_value) {
    CHECK_FALSE(row.new_value.has_value());
    CHECK(row.action != "delete");
    return;
  }
  const auto old_value = nlohmann::json::parse(*row.old_value);
  CHECK(row.new_value.has_value() == (row.action == "update"));
  if (!row.new_value) return;
  const auto new_value = nlohmann::json::parse(*row.new_value);
  REQUIRE(old_value.is_object());
  REQUIRE(new_value.is_object());
  CHECK(old_value != new_value);
  for (const auto& values : {old_value, new_value}) {
    for (const auto& [column, value] : values.items()) {
      CAPTURE(row.entity_type, column);
      CHECK(has_column(row.entity_type, column));
    }
  }
}

/// Of what an entry is about: the kind, and the id's number.
using RecordKey = std::pair<std::string_view, std::uint64_t>;
RecordKey key_of(const AuditTrailsRow& row) {
  return {row.entity_type, row.entity_id.number};
}

/// {"phone": "..."}
std::pair<std::string, std::string> column_and_value(std::string_view object) {
  const auto parsed = nlohmann::json::parse(object);
  return {parsed.begin().key(), parsed.begin()->dump()};
}

TEST_CASE("what a column was changed to is what it is changed from the next time (AUD1)") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const Lookup lookup(whole.rows);
    std::map<std::pair<RecordKey, std::string>, std::string> latest;
    std::uint64_t followed = 0;
    for (const auto& row : whole.rows.of<AuditTrailsRow>()) {
      if (!row.new_value) continue;
      const auto [column, before] = column_and_value(*row.old_value);
      const auto [known, first] = latest.try_emplace({key_of(row), column}, before);
      CAPTURE(row.audit_id.value, column);
      CHECK(known->second == before);
      known->second = column_and_value(*row.new_value).second;
      followed += first ? 0U : 1U;
    }
    for (const auto& [what, value] : latest) {
      if (what.second != "phone") continue;
      CHECK(value == '"' + std::string(lookup.customers.at({what.first.second})->phone) + '"');
    }
    if (customers >= 1200) CHECK(followed > 20);
  });
}

TEST_CASE("a deletion takes away what is gone, or what a record can do without (AUD1)") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const Lookup lookup(whole.rows);
    std::set<RecordKey> gone;
    std::uint64_t parts = 0;
    for (const auto& row : whole.rows.of<AuditTrailsRow>()) {
      CAPTURE(row.audit_id.value);
      CHECK(gone.count(key_of(row)) == 0);
      if (row.action != "delete") continue;
      const std::string column = column_and_value(*row.old_value).first;
      if (column == "account_status") {
        const auto& account = *lookup.accounts.at({row.entity_id.number});
        REQUIRE(account.closed_date);
        CHECK(date_of(row.performed_at) == *account.closed_date);
      }
      if (column == "account_status" || column == "customer_status") {
        gone.insert(key_of(row));
      } else {
        CHECK_FALSE(has_column(row.entity_type, column));
        ++parts;
      }
    }
    if (customers < 1200) return;
    CHECK(gone.size() * 1200 > 40 * customers);
    CHECK(parts * 1200 > 100 * customers);
  });
}

TEST_CASE("what is new is entered at the moment that the row has (AUD1)") {
  for_each_bank([](const WholeBank& whole, std::uint64_t /*customers*/) {
    const Lookup lookup(whole.rows);
    for (const auto& row : whole.rows.of<AuditTrailsRow>()) {
      if (row.action != "create") continue;
      CAPTURE(row.audit_id.value, row.entity_type);
      const Timestamp came = came_to_be(row, lookup);
      const std::int64_t second =
          (row.performed_at.micros - start_of(date_of(row.performed_at)).micros) / kMicrosPerSecond;
      CHECK(second >= 8 * kSecondsPerHour);
      // A record of the last second of the day is entered within three more.
      CHECK(second <= 18 * kSecondsPerHour + 3);
      CHECK(date_of(row.performed_at) == date_of(came));
      if (row.entity_type == "account" || row.entity_type == "loan") continue;
      CHECK(row.performed_at.micros - came.micros <= 60 * kMicrosPerSecond);
    }
  });
}

TEST_CASE("audit trails hold AUD1") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const Lookup lookup(whole.rows);
    const auto& rows = whole.rows.of<AuditTrailsRow>();
    std::uint64_t with_values = 0;
    for (const auto& row : rows) {
      CAPTURE(row.audit_id.value, row.entity_type, row.action);
      CHECK(row.performed_at >= came_to_be(row, lookup));
      CHECK(row.performed_at < start_of(kAsOf));
      const EmployeesRow& actor = *lookup.staff.by_id.at(row.performed_by);
      if (customers >= 120) CHECK(Staff::employed(actor, date_of(row.performed_at)));
      check_values(row);
      with_values += row.new_value ? 1U : 0U;
      const bool is_reserved =
          row.ip_address.starts_with("10.") || row.ip_address.starts_with("192.0.2.") ||
          row.ip_address.starts_with("198.51.100.") || row.ip_address.starts_with("203.0.113.");
      CHECK(is_reserved);
    }
    if (customers < 120) return;
    CHECK(in_scaled_range(rows.size(), customers, 5000, 8000));
    CHECK(is_share(with_values, rows.size(), 3000));
    check_shares(counts_by(rows, [](const auto& row) { return row.action; }),
                 {{"update", 5000}, {"create", 3000}, {"view", 1500}, {"delete", 500}});
    CHECK(counts_by(rows, [](const auto& row) { return row.entity_type; }).size() == 5);
  });
}

}  // namespace
}  // namespace bankseed::testing
