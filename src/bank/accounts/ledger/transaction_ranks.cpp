#include "bank/accounts/ledger/transaction_ranks.hpp"

#include <algorithm>
#include <span>

#include "bank/accounts/activity.hpp"
#include "bank/accounts/income.hpp"
#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

/// How many salaries and pensions each account before gets: one on every payday, fewer where there
/// are not so many deposits or transactions.
std::vector<std::uint64_t> count_salaries(const BankModel& model,
                                          const CoreBankingPlan& block,
                                          const ScheduledPayments& payments,
                                          std::uint64_t deposits) {
  std::vector<std::uint64_t> counts(block.accounts.size());
  std::uint64_t wished = 0;
  if (activity_traits(model.options.settings).every_payday) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const Account& account = block.accounts[i];
      if (!account.salaried) continue;
      const IncomeHistory income(model, block.customers[account.owner]);
      counts[i] = std::min<std::uint64_t>(IncomeDays(model, account, income).count(),
                                          account.base_count - payments.of_account(i).size());
      wished += counts[i];
    }
  }
  std::vector<std::uint64_t> before = {0};
  for (const std::uint64_t count : counts)
    before.push_back(before.back() + (wished <= deposits ? count : count * deposits / wished));
  return before;
}

}  // namespace

TransactionRanks::TransactionRanks(const BankModel& model,
                                   const CoreBankingPlan& block,
                                   const ScheduledPayments& payments,
                                   std::uint64_t deposits)
    : block_(block),
      payments_(payments),
      salaries_before_(count_salaries(model, block, payments, deposits)),
      order_(model.permutation(Stream::kTransactionType,
                               block.quotas.block,
                               block.quotas.counts.transactions - block.quotas.counts.legs -
                                   payments.size() - salaries())) {}

std::uint64_t TransactionRanks::first_of(std::size_t account) const noexcept {
  return block_.accounts[account].first_base - payments_.before(account) -
         salaries_before_[account];
}

std::uint64_t TransactionRanks::count_of(std::size_t account) const noexcept {
  return block_.accounts[account].base_count - payments_.of_account(account).size();
}

void TransactionRanks::find_ranks(std::size_t account, std::vector<std::uint64_t>& ranks) const {
  ranks.resize(count_of(account));
  const std::uint64_t own = salaries_of(account);
  for (std::uint64_t i = 0; i < own; ++i)
    ranks[i] = salaries_before_[account] + i;
  const std::span<std::uint64_t> others = std::span(ranks).subspan(own);
  order_.find_images(first_of(account), others);
  for (std::uint64_t& rank : others)
    rank += salaries();
}

TransactionRanks::Place TransactionRanks::place_of(std::uint64_t rank) const noexcept {
  const bool salary = rank < salaries();
  const std::uint64_t place = salary ? rank : order_.inverse(rank - salaries());
  std::size_t low = 0;  // The last account that begins at or before the place.
  for (std::size_t high = block_.accounts.size(); high - low > 1;) {
    const std::size_t middle = low + (high - low) / 2;
    ((salary ? salaries_before_[middle] : first_of(middle)) <= place ? low : high) = middle;
  }
  const std::uint64_t turn =
      salary ? place - salaries_before_[low] : place - first_of(low) + salaries_of(low);
  const Window& window = block_.accounts[low].window;
  const Date first = date_of(window.first);
  const auto days = static_cast<std::uint64_t>(date_of(window.last).days - first.days);
  return {low, add_days(first, static_cast<std::int32_t>(
                                   rounded_down_share(2 * turn + 1, days, 2 * count_of(low))))};
}

}  // namespace bankseed
