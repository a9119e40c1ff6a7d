#include <algorithm>
#include <map>
#include <set>

#include "bankseed/core/arena.hpp"
#include "core/text.hpp"
#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

constexpr std::int64_t kLarge = 10'000'00;

/// What the checks look up; the rows live as long as the bank.
struct Lookup {
  explicit Lookup(const RowSet& rows)
      : customers(rows_by(rows, &CustomersRow::customer_id)),
        accounts(rows_by(rows, &AccountsRow::account_id)),
        transactions(rows_by(rows, &TransactionsRow::transaction_id)),
        of_account(rows_of_each(rows, &TransactionsRow::account_id)),
        profiles(rows_by(rows, &CustomerProfilesRow::customer_id)),
        staff(rows) {}
  RowsBy<CustomerId, CustomersRow> customers;
  RowsBy<AccountId, AccountsRow> accounts;
  RowsBy<TransactionId, TransactionsRow> transactions;
  RowsOf<AccountId, TransactionsRow> of_account;
  RowsBy<CustomerId, CustomerProfilesRow> profiles;
  Staff staff;
};

bool is_monitoring(const AmlChecksRow& row) {
  return row.check_type == "transaction_monitoring";
}

void check_aml(const AmlChecksRow& row, const Lookup& lookup) {
  const CustomersRow& customer = *lookup.customers.at(row.customer_id);
  CHECK(row.check_date > customer.created_at);
  CHECK(row.check_date < start_of(kAsOf));
  CHECK_FALSE(row.screening_result.empty());
  CHECK(row.aml_flag == row.risk_level.has_value());
  if (row.aml_flag) {
    lookup.staff.check_reference(row.reviewed_by, "compliance_officer", date_of(row.check_date));
  } else {
    CHECK_FALSE(row.reviewed_by.has_value());
  }
  CHECK(row.transaction_id.has_value() == is_monitoring(row));
  if (!row.transaction_id) return;
  const TransactionsRow& transaction = *lookup.transactions.at(*row.transaction_id);
  CHECK(transaction.transaction_amount.cents > kLarge);
  CHECK(lookup.accounts.at(transaction.account_id)->customer_id == row.customer_id);
  CHECK(row.check_date > transaction.transaction_date);
  CHECK(row.check_date.micros <= transaction.transaction_date.micros + 3 * kMicrosPerDay);
}

TEST_CASE("screenings hold AML1, AML2 and AML3") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const Lookup lookup(whole.rows);
    const auto& rows = whole.rows.of<AmlChecksRow>();
    std::set<TransactionId> monitored;
    std::set<CustomerId> initial;
    std::set<CustomerId> periodic;
    std::uint64_t flagged = 0;
    for (const auto& row : rows) {
      check_aml(row, lookup);
      flagged += row.aml_flag ? 1U : 0U;
      if (row.transaction_id) CHECK(monitored.insert(*row.transaction_id).second);
      if (is_monitoring(row)) continue;
      const bool first = initial.insert(row.customer_id).second;
      if (!first) periodic.insert(row.customer_id);
      const std::int64_t after =
          row.check_date.micros - lookup.customers.at(row.customer_id)->created_at.micros;
      if (first) CHECK(after <= 7 * kMicrosPerDay);
    }
    CHECK(initial.size() == customers);
    std::uint64_t large = 0;
    for (const auto& row : whole.rows.of<TransactionsRow>())
      large += row.transaction_amount.cents > kLarge ? 1U : 0U;
    CHECK(monitored.size() == large);
    if (customers < 120) return;
    CHECK(in_scaled_range(rows.size(), customers, 3000, 4000));
    CHECK(is_share(periodic.size(), customers, 5000));
    CHECK(is_share(flagged, rows.size(), 500));
    check_shares(counts_by(rows, [](const auto& row) { return row.check_type; }),
                 {{"watchlist", 4000},
                  {"sanctions", 3000},
                  {"pep_screening", 2000},
                  {"transaction_monitoring", 1000}});
    auto levels = counts_by(rows, [](const auto& row) { return row.risk_level.value_or(""); });
    levels.erase("");
    check_shares(levels, {{"medium", 6000}, {"low", 3500}, {"high", 500}});
  });
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// The amount is the sum of some of the account's transactions of one kind, each named or counted
/// in the description.
void check_transactions_behind(const SuspiciousActivityReportsRow& row, const Lookup& lookup) {
  const AccountsRow& account = *lookup.accounts.at(*row.account_id);
  CHECK(account.customer_id == row.customer_id);
  CHECK(account.currency == "USD");
  CHECK(holds(row.description, account.account_number.substr(account.account_number.size() - 4)));
  std::int64_t structured = 0;
  std::set<std::int64_t> large_sums;
  std::vector<const TransactionsRow*> large;
  for (const auto* transaction : lookup.of_account.at(*row.account_id)) {
    const std::int64_t cents = transaction->transaction_amount.cents;
    const bool before = date_of(transaction->transaction_date) <= row.report_date;
    if (transaction->transaction_type == "deposit" && holds(transaction->description, "Cash") &&
        cents >= kLarge * 80 / 100 && before)
      structured += cents;
    if (cents <= kLarge || !before) continue;
    large.push_back(transaction);
    // All that lie within 45 days before the latest.
    std::int64_t sum = 0;
    for (const auto* other : large) {
      if (other->transaction_date.micros >
          transaction->transaction_date.micros - 45 * kMicrosPerDay)
        sum += other->transaction_amount.cents;
    }
    large_sums.insert(sum);
    large_sums.insert(cents);
  }
  if (row.activity_type == "structuring") {
    CHECK(row.amount_involved.cents == structured);
  } else {
    CHECK(large_sums.count(row.amount_involved.cents) == 1);
  }
}

void check_report(const SuspiciousActivityReportsRow& row, const Lookup& lookup) {
  CHECK(row.report_date < kAsOf);
  CHECK(row.report_date >= date_of(lookup.customers.at(row.customer_id)->created_at));
  CHECK(row.amount_involved.cents >= 5'000'00);
  CHECK(row.amount_involved.cents <= 500'000'00);
  Arena arena;
  CHECK(holds(row.description, Text(arena).grouped_money(row.amount_involved).view()));
  CHECK(holds(row.description, lookup.customers.at(row.customer_id)->last_name));
  CHECK(row.filed_date.has_value() == (row.sar_status == "filed" || row.sar_status == "closed"));
  if (row.filed_date) {
    CHECK(*row.filed_date >= row.report_date);
    CHECK(*row.filed_date <= add_days(row.report_date, 30));
    CHECK(*row.filed_date < kAsOf);
  } else {
    CHECK(lookup.profiles.at(row.customer_id)->customer_status != "closed");
  }
  lookup.staff.check_reference(row.filed_by, "compliance_officer", row.report_date);
  if (row.account_id) check_transactions_behind(row, lookup);
}

TEST_CASE("suspicious activity reports hold SAR1") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const Lookup lookup(whole.rows);
    std::map<CustomerId, std::set<Date>> flagged;
    for (const auto& row : whole.rows.of<AmlChecksRow>()) {
      if (row.aml_flag) flagged[row.customer_id].insert(date_of(row.check_date));
    }
    const auto& rows = whole.rows.of<SuspiciousActivityReportsRow>();
    std::uint64_t with_account = 0;
    for (const auto& row : rows) {
      CAPTURE(row.sar_id.number);
      check_report(row, lookup);
      with_account += row.account_id ? 1U : 0U;
      // The flagged check comes first, within days.
      const auto& days = flagged[row.customer_id];
      const auto after = days.upper_bound(row.report_date);
      REQUIRE(after != days.begin());
      CHECK(*std::prev(after) >= add_days(row.report_date, -6));
      if (customers >= 120 && !row.filed_date) CHECK(row.report_date >= add_days(kAsOf, -150));
    }
    if (customers < 120) return;
    CHECK(in_scaled_range(rows.size(), customers, 30, 50));
    CHECK(is_share(with_account, rows.size(), 10'000));
    check_shares(counts_by(rows, [](const auto& row) { return row.activity_type; }),
                 {{"structuring", 4000}, {"unusual_pattern", 3500}, {"high_risk_country", 2500}});
    check_shares(counts_by(rows, [](const auto& row) { return row.sar_status; }),
                 {{"filed", 4000}, {"under_review", 3000}, {"closed", 2000}, {"draft", 1000}});
    check_shares(counts_by(rows, [](const auto& row) { return row.regulatory_tier; }),
                 {{"tier1", 6000}, {"tier2", 3000}, {"tier3", 1000}});
  });
}

TEST_CASE("SAR1: accounts that look like structuring are not all reported, and risk is rated") {
  const WholeBank bank(bank_options(5000, 61));
  std::map<AccountId, int> suspicious;
  for (const TransactionsRow& row : bank.rows.of<TransactionsRow>()) {
    const bool below =
        row.transaction_amount.cents >= 8'000'00 && row.transaction_amount.cents < 10'000'00;
    if (below && row.description.starts_with("Cash deposit")) ++suspicious[row.account_id];
  }
  const auto alike = std::count_if(suspicious.begin(), suspicious.end(),
                                   [](const auto& account) { return account.second >= 3; });
  const auto profiles = rows_by(bank.rows, &CustomerProfilesRow::customer_id);
  std::int64_t reported = 0;
  std::int64_t rated = 0;
  std::int64_t reports = 0;
  for (const SuspiciousActivityReportsRow& row : bank.rows.of<SuspiciousActivityReportsRow>()) {
    reported += row.activity_type == "structuring" && row.account_id;
    rated += profiles.at(row.customer_id)->risk_rating != "low";
    ++reports;
  }
  REQUIRE(reported > 20);
  CHECK(alike * 10 > reported * 13);
  // Of all customers 30 % are rated above low.
  CHECK(rated * 2 > reports);
}

}  // namespace
}  // namespace bankseed::testing
