// How busy accounts are, over time (TXN8).

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>

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

}  // namespace
}  // namespace bankseed::testing
