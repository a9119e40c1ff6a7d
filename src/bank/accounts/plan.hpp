#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "bank/accounts/block_quotas.hpp"
#include "bank/model/model.hpp"
#include "bank/model/rhythm.hpp"

namespace bankseed {

/// The customers who live at one address (CUS5), by ordinal: a head alone; a couple, with or
/// without a grown child; a parent with a grown child. All of one block.
struct Household {
  std::uint64_t head = 0;
  std::optional<std::uint64_t> partner;
  std::optional<std::uint64_t> child;
};

/// What is decided about a customer before any row is made; every table agrees on it.
struct Customer {
  CustomerId id;
  std::uint64_t rank = 0;  ///< In the block.
  CustomerClass customer_class{};
  CustomerStatus status{};
  Segment segment{};
  KycStatus kyc{};
  RiskRating risk{};
  Timestamp created_at;
  Date verified;  ///< Identity, on or before the day of the first account (KYC1).
  /// Nothing about the customer happened at or after this moment: as_of for active customers, the
  /// last sign of life for dormant ones, the closing for closed ones.
  Timestamp active_until;
  Date date_of_birth;
  const corpus::Place* place = nullptr;
  BranchCode branch;
  Household household;
  bool has_agent = false;      ///< PRO1: 80 %; agent_of() says who.
  bool has_portfolio = false;  ///< ASG1
  bool portfolio_ended = false;
  std::uint32_t first_account = 0;  ///< Index into CoreBankingPlan::accounts.
  std::uint32_t account_count = 0;
};

/// What is decided about an account before any row is made.
struct Account {
  AccountId id;
  std::uint64_t key = 0;    ///< In the block, in order of ranks.
  std::uint32_t owner = 0;  ///< Index into CoreBankingPlan::customers.
  AccountType type{};
  AccountStatus status{};
  std::string_view currency;
  std::uint64_t number = 0;  ///< account_number.
  Date opened;
  std::optional<Date> closed;
  /// All transactions lie in here: from opening until as_of, the freezing, the closing, or the last
  /// sign of life of a dormant customer.
  Window window;
  bool salaried = false;            ///< The holder's salary comes in.
  Money drawn_balance;              ///< Before it is raised to what the transactions need (TXN5).
  std::uint32_t leg_count = 0;      ///< Sides of internal transfers (TXN6), but for those below.
  std::uint64_t home_position = 0;  ///< Of an account with legs: place among the home accounts.
  // Where count_transactions() was called:
  std::uint32_t own_leg_count = 0;      ///< Sides of transfers to or from the owner's others.
  std::uint32_t first_own_leg = 0;      ///< Index into CoreBankingPlan::own_legs.
  std::uint32_t base_count = 0;         ///< Other transactions.
  std::uint64_t first_base = 0;         ///< Those of the block's accounts before this one.
  std::uint64_t first_transaction = 0;  ///< Ordinal in the bank, 0-based: id minus one.

  [[nodiscard]] std::uint32_t all_legs() const noexcept { return leg_count + own_leg_count; }
};

/// One side of a transfer between two accounts of one customer (TXN13).
struct OwnLeg {
  std::uint32_t account = 0;  ///< Index into CoreBankingPlan::accounts, as the next one.
  std::uint32_t partner = 0;
  std::uint32_t pair = 0;  ///< Place among those of the block.
  std::uint32_t slot = 0;  ///< Time of the hour that either account has for this pair alone.
  bool is_first = false;   ///< Of the two, the account from which money is mostly put aside.
};

/// A block's customers and their accounts, in order of ids. What the domains make their rows from.
struct CoreBankingPlan {
  CoreBankingPlan(const BankModel& model, std::uint64_t block);

  BlockQuotas quotas;
  std::vector<Customer> customers;
  std::vector<Account> accounts;
  std::vector<OwnLeg> own_legs;  ///< By account; where count_transactions() was called.

  [[nodiscard]] std::span<const OwnLeg> own_legs_of(const Account& account) const noexcept {
    return std::span(own_legs).subspan(account.first_own_leg, account.own_leg_count);
  }
  [[nodiscard]] std::span<const Account> accounts_of(const Customer& customer) const noexcept {
    return std::span(accounts).subspan(customer.first_account, customer.account_count);
  }

  /// Says how many transactions each account has: what only the ledger needs.
  void count_transactions(const BankModel& model);

 private:
  void settle_kyc(const BankModel& model);
};

/// The first account of each customer that is not closed, where there is one.
[[nodiscard]] std::vector<const Account*> open_accounts(const CoreBankingPlan& block);

/// Ranks of a block's customers, and of the accounts of its regular ones: what their quotas cut.
[[nodiscard]] Permutation customer_ranks(const BankModel& model,
                                         const BlockQuotas& quotas) noexcept;
[[nodiscard]] Permutation account_states(const BankModel& model,
                                         const BlockQuotas& quotas) noexcept;

/// Name of the customer with this ordinal.
struct PersonName {
  bool female;
  std::string_view first;
  std::string_view last;
};
[[nodiscard]] PersonName customer_name(const BankModel& model, std::uint64_t customer) noexcept;
[[nodiscard]] PersonName name_of(const BankModel& model, const Customer& customer) noexcept;

/// Who looks after the customer today, where anybody does (PRO1); was there when the customer came.
[[nodiscard]] std::optional<EmployeeId> agent_of(const BankModel& model,
                                                 const Customer& customer) noexcept;

/// When the customer with this ordinal was created (CUS1); needs nothing but the class.
[[nodiscard]] Timestamp created_at(const BankModel& model,
                                   std::uint64_t customer,
                                   CustomerClass customer_class) noexcept;

/// When the identity of the customer with this ordinal was verified, or was to be (KYC1).
[[nodiscard]] Date verification_date(const BankModel& model,
                                     std::uint64_t customer,
                                     Timestamp created,
                                     Timestamp active_until) noexcept;

/// Days between which a customer opens accounts.
struct OwnerDays {
  Date created;
  Date verified;
  Date active_until;
};

/// When the `index`-th account of a customer was opened (ACC4), the account having this key in the
/// bank: not before the customer's identity was verified, and on a working day (E7).
[[nodiscard]] Date opened_date(const BankModel& model,
                               std::uint64_t bank_key,
                               std::uint32_t index,
                               const OwnerDays& owner) noexcept;

/// account_number of the account with this key in the bank (ACC4).
[[nodiscard]] std::uint64_t account_number(const BankModel& model, std::uint64_t bank_key) noexcept;
/// Those of so many accounts from this key on.
[[nodiscard]] std::vector<std::uint64_t> account_numbers(const BankModel& model,
                                                         std::uint64_t first_key,
                                                         std::uint64_t count);

}  // namespace bankseed
