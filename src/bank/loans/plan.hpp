#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "bank/accounts/plan.hpp"
#include "bank/loans/quotas.hpp"

namespace bankseed {

/// What the quotas decide about an application and the loan that comes of it, before there are
/// dates and amounts.
struct LoanPlan {
  std::uint64_t key = 0;       ///< Unique in the bank; the entity of all draws about it.
  std::uint32_t customer = 0;  ///< Index into CoreBankingPlan::customers.
  LoanType type{};
  ApplicationStatus status{};
  CreditGrade grade{};  ///< When the application was assessed (RSK1).

  // Of approved ones.
  LoanStatus loan_status{};
  std::int32_t term_months = 0;
  std::optional<std::uint32_t> account;  ///< Index into CoreBankingPlan::accounts (LOA5).
  std::uint32_t collateral_count = 0;
  std::uint32_t guarantor_count = 0;
};

/// What the quotas decide about a block's applications.
struct LoanPlans {
  std::vector<LoanPlan> applications;
  /// Of the running loans that are assessed again.
  EnumArray<CreditGrade, std::uint64_t> grades_again{};
};

/// The applications of a block's customers: who applies for what, and what becomes of it (APP1,
/// LOA1, LOA2, LOA5, COL1, GUA1, RSK1, RSK2). `before` are the counts of the blocks before,
/// `counts` those of this one.
[[nodiscard]] LoanPlans plan_loans(const BankModel& model,
                                   const CoreBankingPlan& block,
                                   const LoanCounts& before,
                                   const LoanCounts& counts);

}  // namespace bankseed
