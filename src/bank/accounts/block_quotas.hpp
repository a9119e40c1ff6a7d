#pragma once

#include <array>
#include <cstdint>
#include <numeric>
#include <vector>

#include "bank/accounts/quotas.hpp"
#include "bank/model/partition.hpp"

namespace bankseed {

/// What a customer's standing allows: recent ones came within the last kRecentDays; dormant and
/// closed ones are no longer active; regular ones are everybody else.
enum class CustomerClass : std::uint8_t { kRecent, kClosed, kDormant, kRegular };
inline constexpr std::size_t kCustomerClassCount = 4;

/// States an account of a regular customer can have, in the order in which they cut the ranks.
enum class AccountState : std::uint8_t { kClosed, kFrozen, kForeign, kHome };
inline constexpr std::size_t kAccountStateCount = 4;

/// A customer's place in the block's table of (class, holding).
struct CustomerCell {
  CustomerClass customer_class;
  std::uint8_t holding;         ///< Index into kHoldingAccounts.
  std::uint64_t position;       ///< Among the members of the cell.
  std::uint64_t first_account;  ///< Key, within the block, of the customer's first account.
  std::uint64_t holder;         ///< Number of account holders of lower rank in the block.
};

/// How the internal transfers (TXN6) of a block, but for those between accounts of one customer,
/// are spread over its home accounts, taken two by two: both accounts of a account_pair have
/// equally many, one of them always on the left of a pair of legs, the other always on the right.
struct LegQuotas {
  /// How many account pairs have at least i + 1 legs on each side; never rising.
  std::array<std::uint64_t, kLegsMax> parallel_legs{};

  /// Legs on each side of one account_pair.
  [[nodiscard]] std::uint32_t legs_of(std::uint64_t account_pair) const noexcept;
  /// Legs on the left (or right) sides of the account pairs before this one.
  [[nodiscard]] std::uint64_t legs_before(std::uint64_t account_pair) const noexcept;
  /// The account_pair to which a left (or right) leg of the block belongs.
  [[nodiscard]] std::uint64_t account_pair_of(std::uint64_t leg) const noexcept;
};

/// Everything about a block that follows from quotas alone: where its members begin in every
/// population, and how the ranks of its customers and accounts are cut. Cheap to make.
class BlockQuotas {
 public:
  BlockQuotas(const CoreQuotas& quotas,
              const BlockPartition& blocks,
              const Range& transactions_per_account,
              std::uint64_t block);

  std::uint64_t block;
  OrdinalRange customers;  ///< Of the bank.
  CoreCounts before;       ///< Of all blocks before this one.
  CoreCounts counts;       ///< Of this block; transactions and legs as the accounts can bear.

  /// Which cell each rank falls into.
  [[nodiscard]] std::vector<CustomerCell> cells_of_ranks() const;

  /// Rank of the customer who holds account `key` (below counts.accounts), and which of the
  /// customer's accounts it is.
  struct AccountOwner {
    std::uint64_t rank;
    std::uint32_t index;
  };
  [[nodiscard]] AccountOwner owner_of(std::uint64_t key) const noexcept;

  [[nodiscard]] std::uint64_t holders() const noexcept {
    return counts.customers - counts.holdings[0];
  }
  [[nodiscard]] std::uint64_t holders_of(CustomerClass customer_class) const noexcept {
    const auto& cells = cells_[static_cast<std::size_t>(customer_class)];
    return std::accumulate(cells.begin() + 1, cells.end(), std::uint64_t{0});
  }
  /// Keys of the accounts of one class of customers are contiguous.
  [[nodiscard]] std::uint64_t accounts_of(CustomerClass customer_class) const noexcept {
    return class_accounts_[static_cast<std::size_t>(customer_class)];
  }
  /// Key of the first account of a regular customer: they come last.
  [[nodiscard]] std::uint64_t first_regular_account() const noexcept {
    return counts.accounts - accounts_of(CustomerClass::kRegular);
  }
  /// How many regular customers' accounts are in each state.
  [[nodiscard]] const std::array<std::uint64_t, kAccountStateCount>& states() const noexcept {
    return states_;
  }
  [[nodiscard]] const LegQuotas& legs() const noexcept { return legs_; }

 private:
  void cut_customers();
  void cut_account_states();
  void cut_legs();
  void fit_transactions(const CoreQuotas& quotas, const Range& per_account);

  std::array<std::array<std::uint64_t, 5>, kCustomerClassCount> cells_{};
  std::array<std::uint64_t, kCustomerClassCount> class_accounts_{};
  std::array<std::uint64_t, kAccountStateCount> states_{};
  LegQuotas legs_;
};

}  // namespace bankseed
