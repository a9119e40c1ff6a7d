#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "core/digits.hpp"
#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

/// What the checks look up; the rows live as long as the bank.
struct Lookup {
  explicit Lookup(const RowSet& rows)
      : staff(rows),
        customers(rows_by(rows, &CustomersRow::customer_id)),
        profiles(rows_by(rows, &CustomerProfilesRow::customer_id)),
        accounts(rows_by(rows, &AccountsRow::account_id)),
        numbers(rows_by(rows, &AccountsRow::account_number)),
        transactions(rows_of_each(rows, &TransactionsRow::account_id)) {}
  Staff staff;
  RowsBy<CustomerId, CustomersRow> customers;
  RowsBy<CustomerId, CustomerProfilesRow> profiles;
  RowsBy<AccountId, AccountsRow> accounts;
  RowsBy<std::string_view, AccountsRow> numbers;
  RowsOf<AccountId, TransactionsRow> transactions;
};

TEST_CASE("profiles hold PRO1 and PRO2") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const Lookup lookup(whole.rows);
    const auto& rows = whole.rows.of<CustomerProfilesRow>();
    REQUIRE(rows.size() == customers);
    std::uint64_t with_agent = 0;
    for (const auto& row : rows) {
      const CustomersRow& master = *lookup.customers.at(row.customer_id);
      CHECK(row.full_name == std::string(master.first_name) + " " + std::string(master.last_name));
      CHECK(row.email == master.email);
      CHECK(row.phone == master.phone);
      CHECK(row.onboarding_date == date_of(master.created_at));
      CHECK(row.updated_at >= row.created_at);
      CHECK(row.updated_at < start_of(kAsOf));
      if (!row.assigned_agent_id) continue;
      ++with_agent;
      CHECK(lookup.staff.is(*row.assigned_agent_id, "customer_service", row.onboarding_date));
    }
    if (customers < 120) return;
    check_shares(
        counts_by(rows, [](const auto& row) { return row.customer_segment; }),
        {{"retail", 6000}, {"premium", 2500}, {"corporate", 1000}, {"private_banking", 500}});
    check_shares(counts_by(rows, [](const auto& row) { return row.customer_status; }),
                 {{"active", 9000}, {"dormant", 700}, {"closed", 300}});
    check_shares(counts_by(rows, [](const auto& row) { return row.kyc_status; }),
                 {{"verified", 8500}, {"pending", 1000}, {"expired", 500}});
    check_shares(counts_by(rows, [](const auto& row) { return row.risk_rating; }),
                 {{"low", 7000}, {"medium", 2500}, {"high", 500}});
    CHECK(is_share(with_agent, customers, 8000));
  });
}

TEST_CASE("high risk is commoner among corporate, pending among the newest, balances rise (PRO2)") {
  const WholeBank whole(bank_options(12'000, 3));
  std::map<std::string, std::array<std::uint64_t, 2>> high;
  std::array<std::array<std::uint64_t, 2>, 2> pending{};
  std::map<CustomerId, std::string> segments;
  for (const auto& row : whole.rows.of<CustomerProfilesRow>()) {
    auto& counts = high[std::string(row.customer_segment)];
    ++counts[1];
    counts[0] += row.risk_rating == "high" ? 1U : 0U;
    auto& newest = pending.at(row.onboarding_date > add_days(kAsOf, -100) ? 1 : 0);
    ++newest[1];
    newest[0] += row.kyc_status == "pending" ? 1U : 0U;
    segments[row.customer_id] = row.customer_segment;
  }
  CHECK(high["corporate"][0] * high["retail"][1] > 2 * high["retail"][0] * high["corporate"][1]);
  CHECK(pending[1][0] * pending[0][1] > 2 * pending[0][0] * pending[1][1]);
  std::map<std::string, std::vector<std::int64_t>> balances;
  for (const auto& row : whole.rows.of<AccountsRow>()) {
    if (row.account_type == "savings")
      balances[segments[row.customer_id]].push_back(row.balance.cents);
  }
  const auto median = [&balances](const char* segment) {
    auto& values = balances[segment];
    std::nth_element(values.begin(), values.begin() + std::ssize(values) / 2, values.end());
    return values[values.size() / 2];
  };
  CHECK(median("retail") < median("premium"));
  CHECK(median("premium") < median("corporate"));
  CHECK(median("corporate") < median("private_banking"));
}

void check_account(const AccountsRow& row, const Lookup& lookup) {
  const std::map<std::string_view, std::pair<std::int64_t, std::int64_t>> ranges = {
      {"checking", {50'00, 25'000'00}},
      {"savings", {100'00, 100'000'00}},
      {"money_market", {10'000'00, 500'000'00}},
      {"cd", {5'000'00, 200'000'00}}};
  const auto [low, high] = ranges.at(row.account_type);
  CHECK(row.balance.cents >= low);
  CHECK(row.balance.cents <= high);
  CHECK(row.account_number.size() == 10);
  const auto number = std::stoull(std::string(row.account_number));
  CHECK(luhn_digit(number / 10) == number % 10);
  const CustomerProfilesRow& owner = *lookup.profiles.at(row.customer_id);
  CHECK(row.opened_date >= owner.onboarding_date);
  CHECK(row.opened_date < kAsOf);
  CHECK((row.account_status == "closed") == row.closed_date.has_value());
  if (row.closed_date) {
    CHECK(*row.closed_date > row.opened_date);
    CHECK(*row.closed_date < kAsOf);
  }
  if (owner.customer_status == "closed") CHECK(row.account_status == "closed");
}

TEST_CASE("private bankers are thirty at least (PRO2), and savings rise with age (ACC3)") {
  const WholeBank whole(bank_options(5'000, 3));
  const auto customers = rows_by(whole.rows, &CustomersRow::customer_id);
  const auto age = [&customers](CustomerId id) {
    return full_years(customers.at(id)->date_of_birth, kAsOf);
  };
  for (const auto& row : whole.rows.of<CustomerProfilesRow>()) {
    if (row.customer_segment == "private_banking") CHECK(age(row.customer_id) >= 30);
  }
  std::array<std::int64_t, 3> sums{};
  std::array<std::int64_t, 3> counts{};
  for (const auto& row : whole.rows.of<AccountsRow>()) {
    if (row.account_type != "savings") continue;
    const std::int32_t years = age(row.customer_id);
    const std::size_t group = years < 35 ? 0 : (years < 55 ? 1 : 2);
    sums.at(group) += row.balance.cents;
    ++counts.at(group);
  }
  CHECK(sums[0] / counts[0] * 12 < sums[1] / counts[1] * 10);
  CHECK(sums[1] / counts[1] * 12 < sums[2] / counts[2] * 10);
}

TEST_CASE("accounts hold ACC1 to ACC4") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const Lookup lookup(whole.rows);
    const auto& rows = whole.rows.of<AccountsRow>();
    CHECK(lookup.numbers.size() == rows.size());
    std::map<CustomerId, std::uint64_t> held;
    std::uint64_t foreign = 0;
    for (const auto& row : rows) {
      check_account(row, lookup);
      ++held[row.customer_id];
      foreign += row.currency != "USD" ? 1U : 0U;
    }
    std::uint64_t several = 0;
    for (const auto& [customer, count] : held) {
      several += count > 1 ? 1U : 0U;
      CHECK((count == 1 || (count >= 3 && count <= 5)));
    }
    CHECK(held.size() == (customers * 3 + 2) / 4);
    if (customers < 120) return;
    CHECK(is_share(several, held.size(), 2500));
    CHECK(in_scaled_range(rows.size(), customers, 1500, 1800));
    check_shares(counts_by(rows, [](const auto& row) { return row.account_type; }),
                 {{"checking", 5000}, {"savings", 3000}, {"money_market", 1500}, {"cd", 500}});
    check_shares(counts_by(rows, [](const auto& row) { return row.account_status; }),
                 {{"active", 9200}, {"frozen", 500}, {"closed", 300}});
    CHECK(is_share(foreign, rows.size(), 500));
  });
}

std::int64_t signed_amount(const TransactionsRow& row) {
  const bool incoming = row.transaction_type == "deposit" ||
                        (row.transaction_type == "transfer" &&
                         row.description.find(" from ") != std::string_view::npos);
  const bool outgoing =
      row.transaction_type == "transfer" && row.description.find(" to ") != std::string_view::npos;
  if (row.transaction_type == "transfer") CHECK(incoming != outgoing);
  return incoming ? row.transaction_amount.cents : -row.transaction_amount.cents;
}

void check_amount(const TransactionsRow& row) {
  const std::map<std::string_view, std::pair<std::int64_t, std::int64_t>> ranges = {
      {"deposit", {20'00, 10'000'00}},
      {"withdrawal", {20'00, 5'000'00}},
      {"transfer", {50'00, 50'000'00}},
      {"payment", {10'00, 2'000'00}},
      {"fee", {10'00, 100'00}}};
  const auto [low, high] = ranges.at(row.transaction_type);
  CHECK(row.transaction_amount.cents >= low);
  CHECK(row.transaction_amount.cents <= high);
}

/// TXN1, TXN4, TXN5 on one account.
void check_history(const AccountsRow& account,
                   const std::vector<const TransactionsRow*>& history,
                   const Lookup& lookup) {
  CHECK(history.size() >= 5);
  CHECK(history.size() <= 50);
  const TransactionsRow* before = nullptr;
  for (const TransactionsRow* row : history) {
    check_amount(*row);
    CHECK(row->balance_after.cents >= 0);
    if (before != nullptr) {
      CHECK(before->transaction_date < row->transaction_date);
      CHECK(before->balance_after.cents + signed_amount(*row) == row->balance_after.cents);
    } else {
      CHECK(row->balance_after.cents - signed_amount(*row) >= 0);
    }
    before = row;
    CHECK(date_of(row->transaction_date) >= account.opened_date);
    CHECK(row->transaction_date <
          start_of(account.closed_date ? add_days(*account.closed_date, 1) : kAsOf));
    if (account.account_status == "frozen")
      CHECK(row->transaction_date < start_of(add_days(kAsOf, -20)));
    if (row->description.starts_with("Payroll")) {
      CHECK_FALSE(is_weekend(date_of(row->transaction_date)));
      const auto day = to_civil(date_of(row->transaction_date)).day;
      CHECK(((day >= 12 && day <= 15) || day >= 26));
    }
    if (row->processed_by) {
      const EmployeesRow& employee = *lookup.staff.by_id.at(*row->processed_by);
      CHECK(Staff::employed(employee, date_of(row->transaction_date)));
    }
  }
  CHECK(history.back()->balance_after == account.balance);
}

TEST_CASE("transactions hold TXN1 to TXN5 and TXN7") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const Lookup lookup(whole.rows);
    const auto& rows = whole.rows.of<TransactionsRow>();
    for (const auto& account : whole.rows.of<AccountsRow>())
      check_history(account, lookup.transactions.at(account.account_id), lookup);
    if (customers < 120) return;
    CHECK(in_scaled_range(rows.size(), customers, 15'000, 20'000));
    auto types = counts_by(rows, [](const auto& row) { return row.transaction_type; });
    types["payment and fee"] = types["payment"] + types["fee"];
    types.erase("payment");
    types.erase("fee");
    check_shares(
        types,
        {{"deposit", 4000}, {"withdrawal", 3000}, {"transfer", 2000}, {"payment and fee", 1000}});
    std::uint64_t by_staff = 0;
    std::uint64_t at_night = 0;
    std::uint64_t large = 0;
    for (const auto& row : rows) {
      by_staff += row.processed_by ? 1U : 0U;
      const std::int64_t micros =
          row.transaction_date.micros - start_of(date_of(row.transaction_date)).micros;
      at_night += micros < 5 * kSecondsPerHour * kMicrosPerSecond ? 1U : 0U;
      if (row.transaction_amount.cents > 10'000'00) {
        ++large;
        CHECK(row.transaction_type == "transfer");
      }
    }
    CHECK(is_share(by_staff, rows.size(), 1500));
    CHECK(is_share(large, types["transfer"], 1000));
    CHECK(at_night * 100 < rows.size() * 5);
  });
}

TEST_CASE(
    "interest is credited once a month, a salary once a payday, and staff charges no upkeep") {
  const WholeBank whole(bank_options(4'000, 11));
  const Lookup lookup(whole.rows);
  std::uint64_t interest = 0;
  std::uint64_t salaries = 0;
  std::uint64_t fees_of_staff = 0;
  for (const auto& [account, transactions] : lookup.transactions) {
    std::set<YearMonthDay> months;
    std::set<Date> paydays;
    for (const TransactionsRow* row : transactions) {
      INFO(row->transaction_id.number << " " << row->description);
      const Date day = date_of(row->transaction_date);
      if (row->description == "Interest credited") {
        ++interest;
        YearMonthDay month = to_civil(day);
        month.day = 1;
        CHECK(months.insert(month).second);
      } else if (row->description.substr(0, 7) == "Payroll") {
        ++salaries;
        CHECK(paydays.insert(day).second);
      } else if (row->transaction_type == "fee" && row->processed_by) {
        ++fees_of_staff;
        CHECK(row->description != "Monthly maintenance fee");
      }
    }
  }
  CHECK(interest > 1'000);
  CHECK(salaries > 1'000);
  CHECK(fees_of_staff > 50);
}

TEST_CASE("internal transfers have both legs, on open accounts of the same currency (TXN6)") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const Lookup lookup(whole.rows);
    std::uint64_t transfers = 0;
    std::uint64_t legs = 0;
    for (const auto& row : whole.rows.of<TransactionsRow>()) {
      transfers += row.transaction_type == "transfer" ? 1U : 0U;
      if (!row.counterparty_account) continue;
      ++legs;
      CHECK(row.transaction_type == "transfer");
      CHECK(row.transaction_amount.cents <= 10'000'00);
      const AccountsRow& own = *lookup.accounts.at(row.account_id);
      const AccountsRow& other = *lookup.numbers.at(*row.counterparty_account);
      CHECK(own.account_id != other.account_id);
      CHECK(own.currency == other.currency);
      CHECK(other.opened_date <= date_of(row.transaction_date));
      CHECK(other.account_status == "active");
      std::uint64_t matches = 0;
      for (const TransactionsRow* leg : lookup.transactions.at(other.account_id)) {
        const bool names_own =
            leg->counterparty_account && *leg->counterparty_account == own.account_number;
        if (names_own && leg->transaction_date == row.transaction_date &&
            leg->transaction_amount == row.transaction_amount &&
            signed_amount(*leg) == -signed_amount(row)) {
          ++matches;
        }
      }
      CHECK(matches == 1);
    }
    CHECK(legs % 2 == 0);
    if (customers >= 120) CHECK(is_share(legs, transfers, 3000));
  });
}

TEST_CASE("a few accounts take part in many internal transfers, most in few or none (TXN6)") {
  const WholeBank whole(bank_options(12'000, 9));
  std::map<AccountId, std::uint64_t> degree;
  for (const auto& row : whole.rows.of<TransactionsRow>()) {
    if (row.counterparty_account) ++degree[row.account_id];
  }
  std::map<std::uint64_t, std::uint64_t> with;
  for (const auto& [account, count] : degree)
    ++with[count];
  CHECK(with[1] > 2 * with[2]);
  CHECK(with[2] > with[4]);
  CHECK(with.rbegin()->first >= 15);
}

TEST_CASE("customers move money between accounts of their own, and the texts say so (TXN13)") {
  for (const std::uint64_t customers : {1'200U, 2'750U}) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const WholeBank whole(bank_options(customers, seed));
      const Lookup lookup(whole.rows);
      std::uint64_t legs = 0;
      std::uint64_t own = 0;
      std::uint64_t put_aside = 0;
      std::uint64_t taken_back = 0;
      for (const auto& row : whole.rows.of<TransactionsRow>()) {
        if (!row.counterparty_account) continue;
        ++legs;
        const AccountsRow& account = *lookup.accounts.at(row.account_id);
        const AccountsRow& other = *lookup.numbers.at(*row.counterparty_account);
        const bool is_own = account.customer_id == other.customer_id;
        const std::string last_four(other.account_number.substr(other.account_number.size() - 4));
        CAPTURE(row.description, other.account_type);
        CHECK(is_own == (row.description.find(" ..." + last_four) != std::string_view::npos));
        if (!is_own) continue;
        ++own;
        const std::map<std::string_view, std::string> names = {{"checking", "checking"},
                                                               {"savings", "savings"},
                                                               {"money_market", "money market"},
                                                               {"cd", "certificate"}};
        const std::string& type = names.at(other.account_type);
        CHECK(row.description.find(" " + type + " ...") != std::string_view::npos);
        if (account.account_type != "checking" || other.account_type == "checking") continue;
        ++(signed_amount(row) < 0 ? put_aside : taken_back);
      }
      // A few legs of others lead to the same customer by chance.
      CHECK(own * 100 >= legs * 39);
      CHECK(own * 100 <= legs * 42);
      CHECK(put_aside > taken_back);
    }
  }
}

TEST_CASE("relationships hold REL1") {
  for_each_bank([](const WholeBank& whole, std::uint64_t customers) {
    const Lookup lookup(whole.rows);
    const auto& rows = whole.rows.of<AccountRelationshipsRow>();
    std::set<std::pair<AccountId, AccountId>> account_pairs;
    for (const auto& row : rows) {
      const AccountsRow& primary = *lookup.accounts.at(row.primary_account_id);
      const AccountsRow& related = *lookup.accounts.at(row.related_account_id);
      CHECK(primary.customer_id != related.customer_id);
      CHECK(account_pairs
                .insert({std::min(primary.account_id, related.account_id),
                         std::max(primary.account_id, related.account_id)})
                .second);
      CHECK(date_of(row.created_at) >= std::max(primary.opened_date, related.opened_date));
      CHECK(row.created_at < start_of(kAsOf));
    }
    if (customers < 120) return;
    CHECK(in_scaled_range(rows.size(), customers, 100, 150));
    check_shares(counts_by(rows, [](const auto& row) { return row.relationship_type; }),
                 {{"joint_owner", 6000}, {"beneficiary", 3000}, {"authorized_user", 1000}});
  });
}

TEST_CASE("whoever lives together shares an address, and is named by each other (CUS5)") {
  std::uint64_t couples = 0;
  std::uint64_t coupled = 0;
  std::uint64_t spouses = 0;
  std::uint64_t spouses_at_home = 0;
  for_each_bank([&](const WholeBank& whole, std::uint64_t customers) {
    const Lookup lookup(whole.rows);
    const auto policies = rows_by(whole.rows, &PoliciesRow::policy_id);
    std::map<std::string_view, std::set<std::string_view>> homes;
    for (const auto& row : whole.rows.of<CustomerProfilesRow>())
      CHECK(homes[row.address].insert(row.full_name).second);
    std::uint64_t people = 0;
    for (const auto& [address, names] : homes) {
      CHECK(names.size() <= 3);
      people += names.size() > 1 ? names.size() : 0;
    }
    CHECK(people == (customers * 4 / 10 < 2 ? 0 : customers * 4 / 10));
    const auto address_of = [&lookup](CustomerId customer) {
      return lookup.profiles.at(customer)->address;
    };
    for (const auto& row : whole.rows.of<AccountRelationshipsRow>()) {
      const std::string_view one =
          address_of(lookup.accounts.at(row.primary_account_id)->customer_id);
      const std::string_view other =
          address_of(lookup.accounts.at(row.related_account_id)->customer_id);
      ++couples;
      coupled += one == other ? 1U : 0U;
    }
    for (const auto& row : whole.rows.of<BeneficiariesRow>()) {
      if (row.relationship != "spouse") continue;
      const auto& home = homes.at(address_of(policies.at(row.policy_id)->customer_id));
      ++spouses;
      spouses_at_home += home.contains(row.beneficiary_name) ? 1U : 0U;
    }
  });
  CHECK(coupled * 100 > couples * 70);
  CHECK(spouses_at_home * 100 > spouses * 20);
}

TEST_CASE("show_customer gives the same rows as the whole bank") {
  const WholeBank whole(bank_options(1200, 4));
  const Lookup lookup(whole.rows);
  for (const std::uint64_t number : {1U, 42U, 600U, 601U, 1200U}) {
    RowSet shown;
    whole.bank.show_customer({number}, shown);
    REQUIRE(shown.of<CustomersRow>().size() == 1);
    CHECK(shown.of<CustomersRow>()[0].email == lookup.customers.at({number})->email);
    std::uint64_t accounts = 0;
    for (const auto& row : whole.rows.of<AccountsRow>())
      accounts += row.customer_id == CustomerId{number} ? 1U : 0U;
    CHECK(shown.of<AccountsRow>().size() == accounts);
    for (const auto& row : shown.of<TransactionsRow>()) {
      const AccountsRow& account = *lookup.accounts.at(row.account_id);
      CHECK(account.customer_id == CustomerId{number});
    }
  }
  RowSet shown;
  CHECK_THROWS_AS(whole.bank.show_customer({1201}, shown), std::runtime_error);
  CHECK_THROWS_AS(whole.bank.show_customer({0}, shown), std::runtime_error);
}

}  // namespace
}  // namespace bankseed::testing
