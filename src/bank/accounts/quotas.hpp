#pragma once

#include <array>
#include <cstdint>

#include "bankseed/bank/settings.hpp"
#include "core/apportionment.hpp"
#include "core/counts.hpp"

namespace bankseed {

/// How many of each kind there are among the first n customers of a bank. Every count grows
/// monotonically with n, so that the counts of a block of customers, and the ordinals at which they
/// begin, are differences of these: nothing has to be counted by making it.
struct CoreCounts {
  using Counts = void;

  std::uint64_t customers = 0;
  std::uint64_t recent = 0;  ///< Customers of the last months; always of status active.
  std::uint64_t dormant = 0;
  std::uint64_t closed = 0;
  std::array<std::uint64_t, 5> holdings{};  ///< Customers with 0, 1, 3, 4, 5 accounts (ACC1).
  EnumArray<Segment, std::uint64_t> segments{};
  EnumArray<RiskRating, std::uint64_t> risk{};
  EnumArray<KycStatus, std::uint64_t> kyc{};
  std::uint64_t with_agent = 0;

  std::uint64_t accounts = 0;
  EnumArray<AccountType, std::uint64_t> account_types{};
  EnumArray<AccountStatus, std::uint64_t> account_status{};
  std::uint64_t foreign_accounts = 0;

  std::uint64_t transactions = 0;
  std::uint64_t legs = 0;       ///< Sides of internal transfers (TXN6); even.
  std::uint64_t own_pairs = 0;  ///< Pairs of legs between two accounts of one customer (TXN13).
  std::uint64_t deposits = 0;
  std::uint64_t withdrawals = 0;
  std::uint64_t transfers = 0;        ///< Legs included.
  std::uint64_t large_transfers = 0;  ///< Above 10,000 (TXN7); never legs.
  std::uint64_t payments = 0;
  std::uint64_t fees = 0;

  std::uint64_t portfolios = 0;  ///< ASG1: customer_portfolio assignments.
  std::uint64_t ended_portfolios = 0;
  std::uint64_t branch_coverage = 0;
  std::uint64_t relationships = 0;

  [[nodiscard]] std::uint64_t assignments() const noexcept { return portfolios + branch_coverage; }
  /// Pairs of legs that a permutation of the bank makes (BankModel::leg_pairing).
  [[nodiscard]] std::uint64_t shuffled_pairs() const noexcept { return legs / 2 - own_pairs; }
};

/// Number of accounts that go with each entry of CoreCounts::holdings.
inline constexpr std::array<std::uint32_t, 5> kHoldingAccounts = {0, 1, 3, 4, 5};

/// The apportionment of the core banking tables, from their settings.
class CoreQuotas {
 public:
  explicit CoreQuotas(const Settings& settings);

  [[nodiscard]] CoreCounts counts_of(std::uint64_t customers) const noexcept;

  /// CoreCounts::shuffled_pairs() alone, cheaper.
  [[nodiscard]] std::uint64_t shuffled_pairs_of(std::uint64_t customers) const noexcept;

  /// What an account may receive by internal transfers in all: every range of balances can bear it
  /// beside the deposits (TXN5).
  [[nodiscard]] Money received_max() const noexcept { return received_max_; }

  /// Sets the counts of each type of transaction from their number and that of the legs.
  void split_transactions(CoreCounts& counts) const noexcept;

  /// `volume` for so many customers.
  [[nodiscard]] static std::uint64_t scaled(Volume volume, std::uint64_t customers) noexcept {
    return rounded_share(customers, volume.per_1200, kVolumeCustomers);
  }

 private:
  void count_accounts(CoreCounts& counts) const noexcept;
  [[nodiscard]] std::uint64_t legs_among(std::uint64_t transfers) const noexcept;
  [[nodiscard]] std::uint64_t own_pairs_among(std::uint64_t legs) const noexcept;
  /// How much of the internal transfers the customers with several accounts can make.
  [[nodiscard]] Share own_share() const noexcept;

  Settings settings_;
  ApportionmentOf<Segment> segments_;
  ApportionmentOf<CustomerStatus> status_;
  ApportionmentOf<RiskRating> risk_;
  ApportionmentOf<KycStatus> kyc_;
  Apportionment<3> several_;
  ApportionmentOf<AccountType> account_types_;
  ApportionmentOf<AccountStatus> account_status_;
  Apportionment<4> transaction_types_;
  Money received_max_;
  Share own_share_{};
};

/// An account takes part in so many internal transfers at most, and in so many of them with another
/// account of its owner.
inline constexpr std::uint32_t kLegsMax = 20;
inline constexpr std::uint32_t kOwnLegsMax = 5;

/// `share` of n, rounded half up.
[[nodiscard]] inline std::uint64_t share_of(std::uint64_t n, Share share) noexcept {
  return rounded_share(n, share.basis_points, 10'000);
}

/// Share of all customers who came within the last kRecentDays (Distributions::creation).
inline constexpr Share kRecentShare{620};
inline constexpr std::int32_t kRecentDays = 120;

}  // namespace bankseed
