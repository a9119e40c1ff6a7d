#include "bank/accounts/quotas.hpp"

#include <algorithm>
#include <functional>

namespace bankseed {
namespace {

/// In a row, and without anything that goes out in between, an account has so many deposits at
/// most.
constexpr std::int64_t kDepositsInRow = 250;

/// Of internal transfers, so many are between accounts of one customer, where those who have
/// several make three for every two of them at most.
constexpr Share kOwnShareMax{4'000};
constexpr std::uint64_t kOwnPairsPerTwo = 3;

/// The least upper limit of the balances, less the least that the most deposits add up to.
Money bearable(const Settings& settings) {
  std::int64_t least = INT64_MAX;
  for (const Range& range : settings.accounts.balances)
    least = std::min(least, range.high);
  const TransactionSettings& transactions = settings.transactions;
  return {least - std::min(transactions.per_account.high, kDepositsInRow) *
                      transactions.amounts[TransactionType::kDeposit].low};
}

}  // namespace

CoreQuotas::CoreQuotas(const Settings& settings)
    : settings_(settings),
      segments_(settings.customers.segments),
      status_(settings.customers.status),
      risk_(settings.customers.risk),
      kyc_(settings.customers.kyc),
      several_(settings.accounts.several_counts),
      account_types_(settings.accounts.types),
      account_status_(settings.accounts.status),
      transaction_types_(settings.transactions.types),
      received_max_(bearable(settings)),
      own_share_(own_share()) {}

CoreCounts CoreQuotas::counts_of(std::uint64_t customers) const noexcept {
  CoreCounts counts;
  counts.customers = customers;
  const auto status = status_.counts_of(customers);
  counts.dormant = status[CustomerStatus::kDormant];
  counts.closed = status[CustomerStatus::kClosed];
  // Out of those of status active, so that the parts always add up.
  const std::uint64_t active = status[CustomerStatus::kActive];
  const std::uint64_t active_share = settings_.customers.status[CustomerStatus::kActive];
  counts.recent =
      rounded_share(active, kRecentShare.basis_points, std::max<std::uint64_t>(active_share, 1));
  counts.recent = std::min(counts.recent, active);
  counts.segments = segments_.counts_of(customers);
  counts.risk = risk_.counts_of(customers);
  counts.kyc = kyc_.counts_of(customers);
  counts.with_agent = share_of(customers, settings_.customers.with_agent);
  counts.portfolios = share_of(customers, settings_.assignments.portfolio);
  counts.ended_portfolios = share_of(counts.portfolios, settings_.assignments.ended);
  counts.branch_coverage = scaled(settings_.assignments.branch_coverage, customers);
  counts.relationships = scaled(settings_.relationships.count, customers);
  count_accounts(counts);
  counts.transactions = scaled(settings_.transactions.count, customers);
  split_transactions(counts);
  counts.legs = legs_among(counts.transfers);
  counts.own_pairs = own_pairs_among(counts.legs);
  return counts;
}

void CoreQuotas::count_accounts(CoreCounts& counts) const noexcept {
  const std::uint64_t holders = share_of(counts.customers, settings_.accounts.holders);
  const std::uint64_t several = share_of(holders, settings_.accounts.several);
  const auto fours_fives_threes = several_.counts_of(several);
  counts.holdings = {counts.customers - holders, holders - several, fours_fives_threes[2],
                     fours_fives_threes[0], fours_fives_threes[1]};
  for (std::size_t i = 0; i < counts.holdings.size(); ++i)
    counts.accounts += counts.holdings[i] * kHoldingAccounts[i];
  counts.account_types = account_types_.counts_of(counts.accounts);
  counts.account_status = account_status_.counts_of(counts.accounts);
  counts.foreign_accounts = share_of(counts.accounts, settings_.accounts.foreign_currency);
}

void CoreQuotas::split_transactions(CoreCounts& counts) const noexcept {
  const TransactionSettings& settings = settings_.transactions;
  const auto types = transaction_types_.counts_of(counts.transactions);
  counts.deposits = types[0];
  counts.withdrawals = types[1];
  counts.transfers = types[2];
  counts.fees = share_of(types[3], settings.fees);
  counts.payments = types[3] - counts.fees;
  counts.large_transfers = share_of(counts.transfers, settings.above_10000);
}

std::uint64_t CoreQuotas::shuffled_pairs_of(std::uint64_t customers) const noexcept {
  const std::uint64_t transactions = scaled(settings_.transactions.count, customers);
  const std::uint64_t legs = legs_among(transaction_types_.counts_of(transactions)[2]);
  return legs / 2 - own_pairs_among(legs);
}

std::uint64_t CoreQuotas::own_pairs_among(std::uint64_t legs) const noexcept {
  return share_of(legs / 2, own_share_);
}

Share CoreQuotas::own_share() const noexcept {
  // An account may get so many that there is room in its balance for the least amount alone.
  const std::int64_t least = settings_.transactions.amounts[TransactionType::kTransfer].low;
  if (received_max_.cents < 4 * kLegsMax * least) return {0};
  constexpr std::uint64_t kMany = 1'000'000;  // Customers: for a ratio.
  const std::uint64_t several =
      share_of(share_of(kMany, settings_.accounts.holders), settings_.accounts.several);
  const std::uint64_t transactions = scaled(settings_.transactions.count, kMany);
  const std::uint64_t pairs = legs_among(transaction_types_.counts_of(transactions)[2]) / 2;
  const std::uint64_t possible =
      rounded_share(10'000, several * kOwnPairsPerTwo, std::max<std::uint64_t>(2 * pairs, 1));
  return {static_cast<std::uint32_t>(std::min<std::uint64_t>(possible, kOwnShareMax.basis_points))};
}

std::uint64_t CoreQuotas::legs_among(std::uint64_t transfers) const noexcept {
  return 2 * rounded_share(transfers, settings_.transactions.internal.basis_points, 20'000);
}

}  // namespace bankseed
