#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "bank/accounts/plan.hpp"
#include "bank/insurance/plan.hpp"

namespace bankseed {

/// Finds owners for the policies of a block, the oldest policy first: each policy lies within its
/// owner's time as a customer, a linked one also within that of an open account.
class PolicyHolders {
 public:
  PolicyHolders(const BankModel& model, const CoreBankingPlan& block);

  /// Sets the owner and account of `draft`, of somebody who holds none yet. Drafts must come in
  /// order of their start.
  void add_holder(PolicyDraft& draft);

  /// Sets the owner and account of `draft`, of somebody who holds `policies` already.
  void add_policy(PolicyDraft& draft, std::uint32_t policies);

 private:
  struct Candidate {
    Date from;  ///< First day on which a policy can start.
    std::uint32_t customer = 0;
  };
  /// Customers whose time has come, and those whose time is still to come, in order of it.
  struct Pool {
    std::vector<Candidate> waiting;
    std::size_t next = 0;
    std::vector<std::uint32_t> open;

    void sort();
    void advance(Date start);
  };
  struct Holder {
    std::uint32_t customer = 0;
    std::uint32_t policies = 0;
  };

  [[nodiscard]] std::optional<std::uint32_t> account_for(std::uint32_t customer,
                                                         const PolicyDraft& draft) const;
  [[nodiscard]] bool fits(std::uint32_t customer, const PolicyDraft& draft) const;
  [[nodiscard]] bool wants(std::uint32_t customer, Date start, std::uint64_t uniform) const;
  bool take_left(PolicyDraft& draft, std::uint64_t uniform);
  bool take_open(Pool& pool, PolicyDraft& draft, Draws& draws);
  void take_waiting(PolicyDraft& draft);
  void assign(PolicyDraft& draft, std::uint32_t customer);
  void shorten(PolicyDraft& draft, Date from) const;

  const BankModel& model_;
  const CoreBankingPlan& block_;
  Pool with_account_;
  Pool without_account_;
  Pool unverified_;                  // They get what nobody else is left for (KYC1).
  std::vector<std::uint32_t> left_;  // Dormant and closed customers: they hold what has ended.
  std::vector<Holder> holders_;
};

}  // namespace bankseed
