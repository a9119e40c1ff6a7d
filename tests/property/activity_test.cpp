// How busy accounts are, over time (TXN8).

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/corpus.hpp"
#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

constexpr std::size_t kQuarters = 12;
using QuarterCounts = std::array<std::uint64_t, kQuarters>;

bool pays_the_bank(const TransactionsRow& row) {
  return row.description.starts_with("Loan payment, ") ||
         row.description.starts_with("Insurance premium, policy ");
}

/// Transactions in each of the quarters of a year that end on as_of, the latest last.
template <class Includes>
QuarterCounts transactions_by_quarter(const RowSet& rows, Date as_of, const Includes& includes) {
  std::array<Date, kQuarters> begins{};
  for (std::size_t i = 0; i < kQuarters; ++i)
    begins[i] = add_months(as_of, -3 * static_cast<std::int32_t>(kQuarters - i));
  QuarterCounts counts{};
  for (const auto& row : rows.of<TransactionsRow>()) {
    const auto next = std::upper_bound(begins.begin(), begins.end(), date_of(row.transaction_date));
    if (next != begins.begin() && includes(row.account_id))
      ++counts[static_cast<std::size_t>(next - begins.begin()) - 1];
  }
  return counts;
}

/// Whether each lies within a quarter of their mean, beside what chance may add: twice the root of
/// the mean.
bool is_steady(const QuarterCounts& counts) {
  const double mean =
      static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0})) /
      static_cast<double>(counts.size());
  return std::all_of(counts.begin(), counts.end(), [mean](std::uint64_t count) {
    return std::abs(static_cast<double>(count) - mean) <= mean / 4 + 2 * std::sqrt(mean);
  });
}

void check_activity(const BankOptions& options) {
  CAPTURE(options.customers, options.seed, options.as_of.days);
  const WholeBank whole(options);
  const Date since = add_months(options.as_of, -36);
  std::set<AccountId> old;
  for (const auto& row : whole.rows.of<AccountsRow>()) {
    if (row.opened_date <= since) old.insert(row.account_id);
  }
  std::set<AccountId> paying;
  for (const auto& row : whole.rows.of<TransactionsRow>()) {
    if (pays_the_bank(row) && old.contains(row.account_id)) paying.insert(row.account_id);
  }
  REQUIRE(paying.size() * 100 > old.size() * 15);
  const auto by_quarter = [&](const std::set<AccountId>& accounts) {
    return transactions_by_quarter(whole.rows, options.as_of,
                                   [&](AccountId id) { return accounts.contains(id); });
  };
  const QuarterCounts all = by_quarter(old);
  CAPTURE(all);
  CHECK(is_steady(all));
  const QuarterCounts payers = by_quarter(paying);
  CAPTURE(payers);
  CHECK(is_steady(payers));
}

TEST_CASE("the activity of old accounts is steady, of those that pay the bank, too (TXN8)") {
  constexpr std::array<std::uint64_t, 3> kSizes = {500, 1200, 5000};
  for (const Date as_of : {*parse_date("2024-02-29"), *parse_date("2026-11-01"), kAsOf}) {
    for (const std::uint64_t customers : kSizes) {
      for (std::uint64_t seed = 1; seed <= (customers == 5000 ? 2 : 10); ++seed) {
        BankOptions options = bank_options(customers, seed);
        options.as_of = as_of;
        check_activity(options);
      }
    }
  }
}

/// What comes after the prefix, up to the next comma; empty where the text has another.
std::string_view payee_of(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return {};
  text.remove_prefix(prefix.size());
  return text.substr(0, text.find(','));
}

std::set<std::string_view> names_of(corpus::MerchantCategory category) {
  const auto& merchants = corpus::Corpus::of(corpus::Locale::kEnUs).merchants(category);
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < merchants.size(); ++i)
    names.insert(merchants[i].name);
  return names;
}

TEST_CASE("customers of a busy bank have habits: a few shops, one gym, bills on their day (TXN8)") {
  BankOptions options = bank_options(120, 3);
  options.settings.transactions = TransactionSettings::of(LedgerActivity::kBusy);
  const WholeBank whole(options);
  const auto gyms = names_of(corpus::MerchantCategory::kFitness);
  const auto groceries = names_of(corpus::MerchantCategory::kGrocery);
  std::uint64_t with_gym = 0;
  std::uint64_t shoppers = 0;
  for (const auto& [id, rows] : rows_of_each(whole.rows, &TransactionsRow::account_id)) {
    std::set<std::pair<std::string_view, std::int32_t>> gym_days;
    std::map<std::string_view, std::uint64_t> shops;
    std::uint64_t bought = 0;
    for (const TransactionsRow* row : rows) {
      const std::string_view shop = payee_of(row->description, "Card purchase, ");
      if (gyms.contains(shop)) gym_days.emplace(shop, to_civil(date_of(row->transaction_date)).day);
      if (groceries.contains(shop)) {
        ++shops[shop];
        ++bought;
      }
    }
    CAPTURE(id.number, bought);
    CHECK(gym_days.size() <= 1);
    with_gym += gym_days.size();
    if (bought < 100) continue;
    ++shoppers;
    std::vector<std::uint64_t> visits;
    for (const auto& [shop, count] : shops)
      visits.push_back(count);
    std::sort(visits.rbegin(), visits.rend());
    // Three shops, nine times out of ten; the rest anywhere.
    CHECK((visits[0] + (visits.size() > 1 ? visits[1] : 0) + (visits.size() > 2 ? visits[2] : 0)) *
              10 >=
          bought * 8);
  }
  CHECK(with_gym > 10);
  CHECK(shoppers > 10);
}

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [text](std::string_view beginning) { return text.starts_with(beginning); });
}

/// The months in which an account's holder gets a pension follow each other; nobody is too young or
/// too old for the income, nor paid less than half of `wage_cents` on a payday.
void check_incomes(corpus::Locale locale, std::int64_t wage_cents) {
  BankOptions options = bank_options(600, 61);
  options.locale = locale;
  options.settings.transactions = TransactionSettings::of(LedgerActivity::kBusy);
  const WholeBank whole(options);
  std::map<CustomerId, Date> born;
  for (const auto& row : whole.rows.of<CustomersRow>())
    born[row.customer_id] = row.date_of_birth;
  std::map<AccountId, CustomerId> owners;
  for (const auto& row : whole.rows.of<AccountsRow>())
    owners[row.account_id] = row.customer_id;
  std::uint64_t pensioners = 0;
  for (const auto& [id, rows] : rows_of_each(whole.rows, &TransactionsRow::account_id)) {
    const Date birthday = born.at(owners.at(id));
    std::vector<std::int32_t> months;
    for (const TransactionsRow* row : rows) {
      const Date day = date_of(row->transaction_date);
      if (begins_with_any(row->description, {"Payroll, ", "Salário, "})) {
        CHECK(full_years(birthday, add_months(day, -1)) < 67);
        CHECK(row->transaction_amount.cents >= wage_cents / 2);
        CHECK(months.empty());
      } else if (begins_with_any(row->description, {"Social Security benefit", "Pension, ",
                                                    "Benefício INSS", "Aposentadoria"})) {
        CHECK(full_years(birthday, day) >= 62);
        const YearMonthDay civil = to_civil(day);
        const std::int32_t month = 12 * civil.year + civil.month;
        if (!months.empty()) CHECK(month == months.back() + 1);
        months.push_back(month);
      }
    }
    pensioners += months.empty() ? 0U : 1U;
  }
  CHECK(pensioners > 10);
}

TEST_CASE("INC1: salaries end with a pension, which comes every month of a busy bank") {
  check_incomes(corpus::Locale::kEnUs, 1'256'66);
  check_incomes(corpus::Locale::kPtBr, 937'00);
}

}  // namespace
}  // namespace bankseed::testing
