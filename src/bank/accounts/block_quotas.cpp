#include "bank/accounts/block_quotas.hpp"

#include <algorithm>

#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

constexpr std::size_t kHoldingCount = kHoldingAccounts.size();

/// Weights of the parallel legs of internal transfers: the share of accounts with at least i + 1 of
/// them falls like (i + 1)^-1.2, a tail exponent of 2.2 for the number of transfers: between the
/// 1.7 and 2.3 of the LDBC Financial Benchmark (Qi et al. 2023, arXiv 2306.15975).
constexpr std::array<std::uint32_t, kLegsMax> kParallelLegWeights = {
    10000, 4353, 2676, 1895, 1450, 1165, 968, 825, 716, 631,
    563,   507,  461,  421,  388,  359,  334, 312, 292, 275};

}  // namespace

std::uint32_t LegQuotas::legs_of(std::uint64_t account_pair) const noexcept {
  std::uint32_t count = 0;
  while (count < kLegsMax && parallel_legs[count] > account_pair)
    ++count;
  return count;
}

std::uint64_t LegQuotas::legs_before(std::uint64_t account_pair) const noexcept {
  std::uint64_t legs = 0;
  for (const std::uint64_t parallel_leg : parallel_legs)
    legs += std::min(parallel_leg, account_pair);
  return legs;
}

std::uint64_t LegQuotas::account_pair_of(std::uint64_t leg) const noexcept {
  std::uint64_t low = 0;
  std::uint64_t high = parallel_legs[0];
  while (high - low > 1) {
    const std::uint64_t middle = (low + high) / 2;
    if (legs_before(middle) <= leg) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

BlockQuotas::BlockQuotas(const CoreQuotas& quotas,
                         const BlockPartition& blocks,
                         const Range& transactions_per_account,
                         std::uint64_t block_index)
    : block(block_index), customers(blocks.customers_of(block_index)) {
  before = quotas.counts_of(customers.first);
  counts = quotas.counts_of(customers.last) - before;
  cut_customers();
  cut_account_states();
  cut_legs();
  fit_transactions(quotas, transactions_per_account);
}

/// Fills the table of classes and holdings. Closed and recent customers have at most one account:
/// so closed accounts stay within their share, and a new customer does not own five accounts.
void BlockQuotas::cut_customers() {
  auto left = counts.holdings;
  const auto place = [&](CustomerClass customer_class, std::uint64_t size, bool several) {
    auto& cells = cells_[static_cast<std::size_t>(customer_class)];
    const std::uint64_t all = counts.customers;
    for (std::size_t holding = 0; holding < kHoldingCount && several; ++holding) {
      if (holding == 1) continue;  // Takes what is left.
      cells[holding] =
          std::min({left[holding], size, rounded_share(size, counts.holdings[holding], all)});
    }
    if (!several) {
      const std::uint64_t few = std::max<std::uint64_t>(1, counts.holdings[0] + counts.holdings[1]);
      cells[0] = std::min({left[0], size, rounded_share(size, counts.holdings[0], few)});
    }
    std::uint64_t missing = size;
    for (std::size_t holding = 0; holding < kHoldingCount; ++holding)
      missing -= std::min(missing, cells[holding]);
    for (const std::size_t holding : {1U, 0U, 2U, 3U, 4U}) {
      const std::uint64_t more = std::min(missing, left[holding] - cells[holding]);
      cells[holding] += more;
      missing -= more;
      left[holding] -= cells[holding];
    }
    BANKSEED_CHECK(missing == 0);
  };
  place(CustomerClass::kClosed, counts.closed, false);
  place(CustomerClass::kRecent, counts.recent, false);
  place(CustomerClass::kDormant, counts.dormant, true);
  cells_[static_cast<std::size_t>(CustomerClass::kRegular)] = left;
  for (std::size_t i = 0; i < kCustomerClassCount; ++i) {
    for (std::size_t holding = 0; holding < kHoldingCount; ++holding)
      class_accounts_[i] += cells_[i][holding] * kHoldingAccounts[holding];
  }
}

void BlockQuotas::cut_account_states() {
  std::uint64_t left = accounts_of(CustomerClass::kRegular);
  const auto take = [&left](std::uint64_t wished) {
    const std::uint64_t taken = std::min(left, wished);
    left -= taken;
    return taken;
  };
  const std::uint64_t closed = counts.account_status[AccountStatus::kClosed];
  states_[0] = take(closed - std::min(closed, accounts_of(CustomerClass::kClosed)));
  states_[1] = take(counts.account_status[AccountStatus::kFrozen]);
  states_[2] = take(counts.foreign_accounts);
  states_[3] = left;
}

void BlockQuotas::cut_legs() {
  const std::uint64_t account_pairs = states_[static_cast<std::size_t>(AccountState::kHome)] / 2;
  std::uint64_t left = std::min(counts.legs / 2, account_pairs * kLegsMax);
  // Between accounts of one customer only where all others leave room enough.
  counts.own_pairs = 2 * left > account_pairs * kLegsMax ? 0 : std::min(counts.own_pairs, left);
  left -= counts.own_pairs;
  const std::uint64_t total = left;
  std::uint64_t weight_sum = 0;
  for (const auto weight : kParallelLegWeights)
    weight_sum += weight;
  std::uint64_t above = account_pairs;
  for (std::size_t i = 0; i < kLegsMax; ++i) {
    legs_.parallel_legs[i] =
        std::min({left, above, rounded_share(total, kParallelLegWeights[i], weight_sum)});
    above = legs_.parallel_legs[i];
    left -= legs_.parallel_legs[i];
  }
  // What rounding left over widens the first parallel legs that still may be wider.
  for (std::size_t i = 0; left > 0; i = (i + 1) % kLegsMax) {
    const std::uint64_t limit = i == 0 ? account_pairs : legs_.parallel_legs[i - 1];
    const std::uint64_t more = std::min(left, limit - legs_.parallel_legs[i]);
    legs_.parallel_legs[i] += more;
    left -= more;
  }
}

/// A bank of a few customers may have too few accounts for its quota of transactions, or too many
/// (TXN1): there the accounts decide.
void BlockQuotas::fit_transactions(const CoreQuotas& quotas, const Range& per_account) {
  const std::uint64_t wished = counts.transactions;
  const auto low = static_cast<std::uint64_t>(per_account.low);
  const auto high = static_cast<std::uint64_t>(per_account.high) - kLegsMax;
  std::uint64_t legs = 2 * counts.own_pairs;
  for (const std::uint64_t parallel_leg : legs_.parallel_legs)
    legs += 2 * parallel_leg;
  const std::uint64_t base = wished - std::min(wished, legs);
  counts.transactions = legs + std::clamp(base, low * counts.accounts, high * counts.accounts);
  if (counts.transactions != wished) quotas.split_transactions(counts);
  counts.legs = legs;
  // Of transactions that were far too many there may be more legs left than transfers.
  for (std::uint64_t* const other :
       {&counts.withdrawals, &counts.deposits, &counts.payments, &counts.fees}) {
    const std::uint64_t more = std::min(*other, legs - std::min(legs, counts.transfers));
    *other -= more;
    counts.transfers += more;
  }
}

std::vector<CustomerCell> BlockQuotas::cells_of_ranks() const {
  std::vector<CustomerCell> cells;
  cells.reserve(counts.customers);
  std::uint64_t account = 0;
  std::uint64_t holder = 0;
  for (std::size_t i = 0; i < kCustomerClassCount; ++i) {
    for (std::size_t holding = 0; holding < kHoldingCount; ++holding) {
      for (std::uint64_t position = 0; position < cells_[i][holding]; ++position) {
        cells.push_back({.customer_class = static_cast<CustomerClass>(i),
                         .holding = static_cast<std::uint8_t>(holding),
                         .position = position,
                         .first_account = account,
                         .holder = holder});
        account += kHoldingAccounts[holding];
        if (holding != 0) ++holder;
      }
    }
  }
  BANKSEED_CHECK(cells.size() == counts.customers);
  return cells;
}

BlockQuotas::AccountOwner BlockQuotas::owner_of(std::uint64_t key) const noexcept {
  std::uint64_t rank = 0;
  for (const auto& cells : cells_) {
    for (std::size_t holding = 0; holding < kHoldingCount; ++holding) {
      const std::uint64_t accounts = cells[holding] * kHoldingAccounts[holding];
      if (key < accounts) {
        return {.rank = rank + key / kHoldingAccounts[holding],
                .index = static_cast<std::uint32_t>(key % kHoldingAccounts[holding])};
      }
      key -= accounts;
      rank += cells[holding];
    }
  }
  BANKSEED_FAIL("key beyond the block's accounts");
}

}  // namespace bankseed
