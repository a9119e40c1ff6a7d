// HIS1: what a bank as seen on a day before owes itself on that day, by its rows alone.

#include <array>
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "core/random.hpp"
#include "encode/encoder.hpp"
#include "property/history/references.hpp"
#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

constexpr std::int32_t kYears = 10;
constexpr std::uint64_t kDays = 8;

/// Days of the bank's past, anywhere in it, and some of the last weeks.
std::vector<Date> some_days(std::uint64_t seed) {
  Draws draws(seed, static_cast<Stream>(1), 0);
  std::vector<Date> days;
  const Date first = add_months(kAsOf, -12 * kYears);
  for (std::uint64_t i = 0; i < kDays; ++i) {
    const std::int32_t earliest = i % 2 == 0 ? first.days + 1 : kAsOf.days - 60;
    days.push_back({static_cast<std::int32_t>(draws.between(earliest, kAsOf.days - 1))});
  }
  return days;
}

/// Calls check(rows, day) for snapshots of banks of several sizes and seeds, in both countries.
template <class Check>
void for_each_snapshot(const Check& check) {
  for (const std::uint64_t customers : {1U, 7U, 120U, 1200U}) {
    for (const Date day : some_days(customers)) {
      BankOptions options = bank_options(customers, customers + 7);
      options.locale = day.days % 2 == 0 ? corpus::Locale::kEnUs : corpus::Locale::kPtBr;
      options.seen_on = day;
      CAPTURE(customers, to_text(day));
      check(WholeBank(options).rows, day);
    }
  }
}

/// Calls visit("table.column", column, value) for each value of the rows of the databases.
template <class Visit>
void for_each_value(const RowSet& rows, const Visit& visit) {
  for_each_table([&]<class Row>() {
    for (const Row& row : rows.of<Row>()) {
      for_each_column(
          row,
          [&](const ColumnDef& column, const auto& value) {
            visit(fmt::format("{}.{}", Table<Row>::kName, column.name), column, value);
          },
          Table<Row>::kColumns);
    }
  });
}

/// How many values are wrong, by column.
void check_none(const std::map<std::string, int>& wrong) {
  for (const auto& [column, count] : wrong)
    UNSCOPED_INFO(column << " " << count);
  CHECK(wrong.empty());
}

TEST_CASE("HIS1: every reference of a snapshot leads to one of its rows") {
  for_each_snapshot([](const RowSet& rows, Date /*day*/) {
    std::set<std::string> keys;
    for_each_value(rows, [&](const std::string& path, const ColumnDef& column, const auto& value) {
      if (column.primary_key || column.unique) keys.insert(path + "=" + key_text(value));
    });
    std::map<std::string, int> broken;
    for_each_value(rows, [&](const std::string& path, const ColumnDef& column, const auto& value) {
      const std::string key = reference_text(column, value);
      if (key.empty()) return;
      const auto is_there = [&](const std::string& parent) {
        return keys.contains(parent + "=" + key);
      };
      if (!any_parent(column, is_there)) ++broken[path];
    });
    check_none(broken);
  });
}

/// What lies ahead by nature (E5), or is announced.
const std::set<std::string> kAhead = {"campaigns.start_date",    "campaigns.end_date",
                                      "loans.maturity_date",     "policies.start_date",
                                      "policies.end_date",       "repayment_schedule.due_date",
                                      "kyc_records.expiry_date", "kyc_records.next_review_date"};

template <class Value>
bool lies_ahead(const Value& value, Date day) {
  if constexpr (kNullable<Value>) {
    return value && lies_ahead(*value, day);
  } else if constexpr (std::is_same_v<Value, Date>) {
    return value >= day;
  } else if constexpr (std::is_same_v<Value, Timestamp>) {
    return value >= start_of(day);
  } else {
    return false;
  }
}

TEST_CASE("HIS1: nothing of a snapshot is of the day or later") {
  for_each_snapshot([](const RowSet& rows, Date day) {
    std::map<std::string, int> broken;
    for_each_value(rows,
                   [&](const std::string& path, const ColumnDef& /*column*/, const auto& value) {
                     if (!kAhead.contains(path) && lies_ahead(value, day)) ++broken[path];
                   });
    check_none(broken);
  });
}

TEST_CASE("HIS1: on every day balances follow from transactions, debts from installments") {
  for_each_snapshot([](const RowSet& rows, Date day) {
    std::map<AccountId, Money> last;
    for (const TransactionsRow& row : rows.of<TransactionsRow>())
      last[row.account_id] = row.balance_after;
    for (const AccountsRow& row : rows.of<AccountsRow>()) {
      if (const auto known = last.find(row.account_id); known != last.end())
        REQUIRE(row.balance == known->second);
      REQUIRE(row.balance.cents >= 0);
      REQUIRE((row.account_status == "closed") == row.closed_date.has_value());
    }
    const auto schedules = rows_of_each(rows, &RepaymentScheduleRow::loan_id);
    for (const LoansRow& row : rows.of<LoansRow>()) {
      const auto& schedule = schedules.at(row.loan_id);
      REQUIRE(schedule.size() == static_cast<std::size_t>(row.term_months));
      std::int64_t unpaid = 0;
      bool missed = false;
      for (const RepaymentScheduleRow* installment : schedule) {
        if (!installment->payment_date) unpaid += installment->principal_amount.cents;
        missed = missed || installment->payment_status == "missed";
      }
      CAPTURE(row.loan_id.number);
      REQUIRE(row.outstanding_balance.cents <= unpaid);
      REQUIRE(row.outstanding_balance.cents >= 0);
      REQUIRE(row.default_status == missed);
      if (row.loan_status == "paid_off") REQUIRE(unpaid == 0);
      if (row.loan_status == "defaulted") REQUIRE(row.outstanding_balance.cents == unpaid);
      if (row.loan_status == "defaulted") REQUIRE(row.default_status);
    }
    const auto policies = rows_by(rows, &PoliciesRow::policy_id);
    for (const auto& [id, policy] : policies)
      REQUIRE((policy->policy_status == "active") == (policy->end_date >= day));
  });
}

TEST_CASE("HIS1: on every day customers, their checks and what is under way agree") {
  for_each_snapshot([](const RowSet& rows, Date day) {
    const auto records = rows_by(rows, &KycRecordsRow::customer_id);
    const auto profiles = rows_by(rows, &CustomerProfilesRow::customer_id);
    REQUIRE(records.size() == profiles.size());
    REQUIRE(rows.of<CustomersRow>().size() == profiles.size());
    for (const auto& [id, profile] : profiles) {
      const KycRecordsRow& record = *records.at(id);
      REQUIRE(record.kyc_status == profile->kyc_status);
      REQUIRE((record.kyc_status == "expired") == (record.expiry_date < day));
      REQUIRE(profile->updated_at >= profile->created_at);
      REQUIRE(profile->updated_at < start_of(day));
    }
    for (const PoliciesRow& row : rows.of<PoliciesRow>()) {
      if (row.policy_status == "active")
        REQUIRE(profiles.at(row.customer_id)->customer_status == "active");
    }
    for (const LoansRow& row : rows.of<LoansRow>()) {
      if (row.loan_status != "paid_off")
        REQUIRE(profiles.at(row.customer_id)->customer_status != "closed");
    }
    for (const AccountsRow& row : rows.of<AccountsRow>()) {
      if (row.account_status != "closed")
        REQUIRE(profiles.at(row.customer_id)->customer_status != "closed");
    }
    for (const ComplaintsRow& row : rows.of<ComplaintsRow>()) {
      const bool under_way = row.status == "open" || row.status == "investigating";
      REQUIRE((row.status == "resolved") == row.resolved_date.has_value());
      if (under_way) REQUIRE(profiles.at(row.customer_id)->customer_status == "active");
      if (under_way) REQUIRE(day.days - date_of(row.filed_date).days <= 180);
    }
    for (const LoanApplicationsRow& row : rows.of<LoanApplicationsRow>()) {
      const bool decided = row.status == "approved" || row.status == "rejected";
      REQUIRE(decided == row.decision_date.has_value());
      REQUIRE((row.status == "approved") == row.approved_amount.has_value());
      REQUIRE((row.status == "rejected") == row.rejection_reason.has_value());
    }
    for (const ClaimsRow& row : rows.of<ClaimsRow>()) {
      REQUIRE((row.status == "paid") == row.settlement_date.has_value());
      const bool granted = row.status == "paid" || row.status == "approved";
      REQUIRE(granted == row.approved_amount.has_value());
    }
    for (const RuleViolationsRow& row : rows.of<RuleViolationsRow>())
      REQUIRE((row.status == "resolved") == row.resolved_date.has_value());
    for (const SuspiciousActivityReportsRow& row : rows.of<SuspiciousActivityReportsRow>()) {
      const bool filed = row.sar_status == "filed" || row.sar_status == "closed";
      REQUIRE(filed == row.filed_date.has_value());
    }
  });
}

TEST_CASE("HIS1: both legs of a transfer are there, or none") {
  for_each_snapshot([](const RowSet& rows, Date /*day*/) {
    const auto accounts = rows_by(rows, &AccountsRow::account_id);
    std::map<std::string, int> legs;
    for (const TransactionsRow& row : rows.of<TransactionsRow>()) {
      if (!row.counterparty_account) continue;
      const std::string own(accounts.at(row.account_id)->account_number);
      const std::string other(*row.counterparty_account);
      const int sign = own < other ? 1 : -1;
      legs[fmt::format("{} {} {} {}", std::min(own, other), std::max(own, other),
                       row.transaction_date.micros, row.transaction_amount.cents)] += sign;
    }
    for (const auto& [leg, sum] : legs) {
      CAPTURE(leg);
      REQUIRE(sum == 0);
    }
  });
}

TEST_CASE("HIS1: tables of a snapshot made alone are the same, and the past only grows") {
  BankOptions options = bank_options(1200, 11);
  std::array<std::uint64_t, kRowTypeCount> before{};
  for (const std::int32_t ago : {2000, 900, 100, 1}) {
    options.seen_on = add_days(kAsOf, -ago);
    const Bank bank(options);
    RowSet all;
    const auto every = all_tables() | all_datasets();
    bank.generate(0, every, all);
    for (std::size_t i = 0; i < kRowTypeCount; ++i) {
      const TableId table{static_cast<std::uint16_t>(i)};
      CAPTURE(ago, row_type_info(table).name);
      RowSet alone;
      TableSet one;
      one.set(i);
      bank.generate(0, one, alone);
      TableDigest whole_digest;
      TableDigest alone_digest;
      digest(all, table, whole_digest);
      digest(alone, table, alone_digest);
      CHECK(whole_digest.hex() == alone_digest.hex());
      CHECK(whole_digest.row_count() >= before[i]);
      before[i] = whole_digest.row_count();
    }
  }
}

TEST_CASE("HIS1: days on which a bank cannot be seen are refused") {
  BankOptions options = bank_options(7, 1);
  options.seen_on = add_days(kAsOf, 1);
  CHECK_THROWS_WITH(Bank(options), Catch::Contains("what happens then is not known"));
  options.seen_on = add_months(kAsOf, -12 * kYears);
  CHECK_THROWS_WITH(Bank(options), Catch::Contains("it begins on 2016-11-19"));
  options.seen_on = add_days(*options.seen_on, 1);
  CHECK_NOTHROW(Bank(options));
}

}  // namespace
}  // namespace bankseed::testing
