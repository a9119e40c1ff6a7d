#pragma once

#include <cstdint>
#include <vector>

#include "bank/accounts/plan.hpp"

namespace bankseed {

/// One side of a transfer between two accounts of the bank (TXN6).
struct Leg {
  Timestamp moment;  ///< The same on both sides, and distinct among the legs of either account.
  Money amount;
  bool incoming = false;
  std::uint64_t partner_number = 0;    ///< account_number of the other account.
  std::uint64_t partner_customer = 0;  ///< Ordinal of its owner, 0-based.
};

/// The internal transfers of the bank. Legs are numbered over all home accounts, left and right
/// sides apart; a permutation of the bank says which right leg belongs to which left one. So either
/// side finds the other in O(1), whatever block it is in, and nothing is remembered. Those between
/// accounts of one customer lie in one block, which knows both (CoreBankingPlan::own_legs).
class InternalTransfers {
 public:
  explicit InternalTransfers(const BankModel& model) : model_(model) {}

  /// Appends the account's legs, in no particular order.
  void append_legs(const CoreBankingPlan& block,
                   const Account& account,
                   std::vector<Leg>& out) const;

 private:
  /// One side, found from its number.
  struct Side {
    Date opened;
    std::uint64_t bank_key = 0;
    std::uint64_t customer = 0;
    std::uint32_t legs = 0;          ///< Of the account.
    std::uint32_t parallel_leg = 0;  ///< Which of them this is.
  };
  [[nodiscard]] Side side(std::uint64_t leg, bool right) const;
  [[nodiscard]] std::uint64_t block_of(std::uint64_t leg) const;
  [[nodiscard]] Leg make(std::uint64_t pair, const Side& left, const Side& right) const;
  /// As the first account of the two has it.
  [[nodiscard]] Leg make_own(const CoreBankingPlan& block, const OwnLeg& own) const;
  /// A part of an hour, in seconds from a moment of each hour that differs from hour to hour.
  struct Slot {
    std::uint64_t first;
    std::uint64_t seconds;
  };
  /// By the next three draws: in the slot of an hour of a day from this one on.
  [[nodiscard]] Timestamp moment(Draws& draws, Date first, Slot slot) const;

  const BankModel& model_;
};

}  // namespace bankseed
