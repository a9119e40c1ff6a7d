#include <set>

#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

TEST_CASE("compliance rules hold RUL1") {
  for_each_bank([](const WholeBank& whole, std::uint64_t) {
    const auto& rows = whole.rows.of<ComplianceRulesRow>();
    REQUIRE(rows.size() == 18);
    std::uint64_t active = 0;
    std::set<std::string> names;
    std::set<std::int64_t> thresholds;
    for (const auto& row : rows) {
      CHECK(row.created_date < kAsOf);
      CHECK(names.insert(std::string(row.rule_name)).second);
      CHECK_FALSE(row.description.empty());
      active += row.is_active ? 1U : 0U;
      if (row.threshold_value) thresholds.insert(row.threshold_value->cents);
    }
    CHECK(is_share(active, rows.size(), 9000));
    for (const std::int64_t known : {10'000'00, 3'000'00, 5'00})
      CHECK(thresholds.count(known) == 1);
    const auto types = counts_by(rows, [](const auto& row) { return row.rule_type; });
    CHECK(types.size() == 4);
    for (const auto* type :
         {"transaction_limit", "velocity_check", "geographic_restriction", "amount_threshold"})
      CHECK(types.at(type) >= 3);
  });
}

/// What the checks look up; the rows live as long as the bank.
struct Lookup {
  explicit Lookup(const RowSet& rows)
      : customers(rows_by(rows, &CustomerProfilesRow::customer_id)),
        masters(rows_by(rows, &CustomersRow::customer_id)),
        accounts(rows_by(rows, &AccountsRow::account_id)),
        transactions(rows_by(rows, &TransactionsRow::transaction_id)),
        rules(rows_by(rows, &ComplianceRulesRow::rule_id)),
        staff(rows) {}
  RowsBy<CustomerId, CustomerProfilesRow> customers;
  RowsBy<CustomerId, CustomersRow> masters;
  RowsBy<AccountId, AccountsRow> accounts;
  RowsBy<TransactionId, TransactionsRow> transactions;
  RowsBy<ComplianceRuleId, ComplianceRulesRow> rules;
  Staff staff;
};

/// The entity exists, and was there; returns its customer.
CustomerId check_entity(const RuleViolationsRow& row, const Lookup& lookup) {
  const std::uint64_t number = row.entity_id.number;
  if (row.entity_type == "transaction") {
    CHECK(row.entity_id == AnyId(TransactionId{number}));
    const TransactionsRow& transaction = *lookup.transactions.at({number});
    CHECK(row.violation_date > transaction.transaction_date);
    return lookup.accounts.at(transaction.account_id)->customer_id;
  }
  if (row.entity_type == "account") {
    CHECK(row.entity_id == AnyId(AccountId{number}));
    const AccountsRow& account = *lookup.accounts.at({number});
    CHECK(date_of(row.violation_date) >= account.opened_date);
    if (account.closed_date) CHECK(date_of(row.violation_date) <= *account.closed_date);
    return account.customer_id;
  }
  CHECK(row.entity_type == "customer");
  CHECK(row.entity_id == AnyId(CustomerId{number}));
  CHECK(row.violation_date > lookup.masters.at({number})->created_at);
  return {number};
}

void check_fits(const RuleViolationsRow& row,
                const ComplianceRulesRow& rule,
                const Lookup& lookup) {
  CHECK(rule.is_active);
  CHECK(rule.created_date < date_of(row.violation_date));
  const bool anybody =
      rule.rule_type == "geographic_restriction" || rule.rule_type == "velocity_check";
  if (row.entity_type == "customer") CHECK(anybody);
  if (row.entity_type == "account") CHECK((anybody || rule.rule_type == "transaction_limit"));
  // A transaction is above the threshold that it is said to break.
  if (row.entity_type == "transaction" && !anybody) {
    CHECK(lookup.transactions.at({row.entity_id.number})->transaction_amount >=
          *rule.threshold_value);
  }
}

TEST_CASE("rule violations hold VIO1") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const Lookup lookup(whole.rows);
    const auto& rows = whole.rows.of<RuleViolationsRow>();
    for (const auto& row : rows) {
      CAPTURE(row.violation_id.number);
      const CustomerId owner = check_entity(row, lookup);
      check_fits(row, *lookup.rules.at(row.rule_id), lookup);
      CHECK(row.violation_date < start_of(kAsOf));
      const bool resolved = row.status == "resolved";
      CHECK(row.resolved_date.has_value() == resolved);
      CHECK(row.resolution_notes.has_value() == resolved);
      if (resolved) {
        CHECK(*row.resolved_date >= date_of(row.violation_date));
        CHECK(*row.resolved_date < kAsOf);
        lookup.staff.check_reference(row.resolved_by, "compliance_officer", *row.resolved_date);
      } else {
        CHECK_FALSE(row.resolved_by.has_value());
      }
      if (customers >= 120 && (row.status == "open" || row.status == "investigating")) {
        CHECK(row.violation_date >= start_of(add_days(kAsOf, -120)));
        CHECK(lookup.customers.at(owner)->customer_status != "closed");
      }
    }
    if (customers < 120) return;
    CHECK(in_scaled_range(rows.size(), customers, 200, 300));
    check_shares(counts_by(rows, [](const auto& row) { return row.entity_type; }),
                 {{"transaction", 6000}, {"account", 2500}, {"customer", 1500}});
    check_shares(counts_by(rows, [](const auto& row) { return row.severity; }),
                 {{"critical", 1000}, {"high", 2500}, {"medium", 4500}, {"low", 2000}});
    check_shares(
        counts_by(rows, [](const auto& row) { return row.status; }),
        {{"resolved", 6000}, {"investigating", 2000}, {"false_positive", 1500}, {"open", 500}});
  });
}

}  // namespace
}  // namespace bankseed::testing
