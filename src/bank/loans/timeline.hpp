#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "bank/loans/amortization.hpp"
#include "bank/loans/plan.hpp"
#include "bank/model/working_days.hpp"
#include "bankseed/core/arena.hpp"

namespace bankseed {

/// A judgement of credit risk (RSK1).
struct CreditAssessment {
  Date date;
  CreditGrade grade{};
  std::int32_t score = 0;
  Fraction default_probability;
};

/// Why an application is declined (RSK2).
enum class RefusalReason : std::uint8_t {
  kScore,
  kDebt,
  kIncome,
  kUnverified,
  kEmployment,
  kSpecific  ///< To the type of loan.
};
struct Refusal {
  RefusalReason reason{};
  // Of debt and income:
  std::int64_t debt_percent = 0;  ///< Of income, that all debts would take.
  Money yearly_income;            ///< As the payroll has it.
  Money affordable;               ///< Could be lent.
  // Of employment:
  std::uint64_t months_employed = 0;
};
/// Months with the present employer that a borrower needs.
[[nodiscard]] constexpr std::uint64_t months_employed_min(LoanType type) noexcept {
  return type == LoanType::kMortgage ? 24 : 12;
}

/// What is decided about an application before any row is made (APP1, APP2).
struct Application {
  ApplicationId id;
  std::uint64_t key = 0;       ///< Unique in the bank; the entity of draws about it.
  std::uint32_t customer = 0;  ///< Index into CoreBankingPlan::customers.
  LoanType type{};
  ApplicationStatus status{};
  Date applied;
  std::optional<Date> decided;
  Money requested;
  std::optional<Money> approved;
  CreditAssessment assessment;
  Refusal refusal;                    ///< Of a rejected one.
  std::optional<std::uint32_t> loan;  ///< Index into LoansData::loans.
};

/// What is decided about a loan before any row is made (LOA1-LOA5, SCH1, SCH2).
struct Loan {
  LoanId id;
  std::uint64_t key = 0;                 ///< That of the application.
  std::uint32_t application = 0;         ///< Index into LoansData::applications.
  std::uint32_t customer = 0;            ///< Index into CoreBankingPlan::customers.
  std::optional<std::uint32_t> account;  ///< Linked: index into CoreBankingPlan::accounts.
  LoanType type{};
  LoanStatus status{};
  bool delinquent = false;  ///< Active, with missed installments (LOA4).
  LoanTerms terms{};
  Date disbursed;
  Date matures;
  Money payment;      ///< Every installment but the last.
  Money outstanding;  ///< LOA3

  // Installments by number, from 1: first those that were paid as agreed or late, then the missed
  // ones, then the pending ones; a paid-off loan has none of the latter.
  std::int32_t past = 0;     ///< Due before as_of; at most the term.
  std::int32_t settled = 0;  ///< Paid or late, each by itself.
  std::int32_t missed = 0;
  std::int32_t pending_past = 0;
  std::optional<Date> payoff;    ///< When everything that was not settled was paid at once.
  Date last_paid;                ///< The last day on which an installment can have been paid.
  std::int32_t late = 0;         ///< Of the settled ones.
  std::int32_t may_be_late = 0;  ///< The first so many of the settled ones.
  std::uint64_t payments_draw = 0;

  std::uint64_t first_installment = 0;  ///< Installments of the bank's loans before this one.
  std::uint32_t collateral_count = 0;
  std::uint64_t first_collateral = 0;
  std::uint32_t guarantor_count = 0;
  std::uint64_t first_guarantor = 0;
  std::optional<CreditAssessment> reassessment;
};

/// When on its day the money was paid out.
[[nodiscard]] Timestamp paid_out_at(const BankModel& model, const Loan& loan) noexcept;

/// A payment that a borrower made for one installment.
struct LoanPayment {
  Date date;
  Money amount;
  std::uint32_t loan = 0;  ///< Index into LoansData::loans.
  std::int32_t installment = 0;
};

/// A block's applications and loans, in order of ids. Any block's can be made alone.
struct LoansData {
  LoansData(const BankModel& model, const CoreBankingPlan& block);

  const WorkingDays* working_days;  ///< The model's.
  LoanCounts before;                ///< Of the blocks before this one.
  LoanCounts counts;                ///< Of this block.
  std::vector<Application> applications;
  std::vector<Loan> loans;
  EnumArray<CreditGrade, std::uint64_t> grades_again{};  ///< Of loans that are assessed again.
  /// What a payday pays each of the block's customers at as_of, at least what their loans ask for;
  /// 0 for firms.
  std::vector<Money> pays;

  /// Indexes of the loans that are linked to the account with this index in the block.
  [[nodiscard]] std::span<const std::pair<std::uint32_t, std::uint32_t>> loans_of_account(
      std::uint32_t account) const noexcept;

  /// The payment for one of the loan's settled installments; numbers fall as dates do.
  [[nodiscard]] LoanPayment payment(std::uint32_t loan_index, std::int32_t number) const noexcept;

  /// Appends the latest payments made for installments of the account's loans, the newest first, at
  /// most `count_max`. Paying a loan off early is none of them.
  void append_payments(std::uint32_t account,
                       std::size_t count_max,
                       std::vector<LoanPayment>& out) const;

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> loans_by_account_;  ///< (account, loan)
};

/// "ML-2024-000001236": type, year, number and its check digit (LOA1).
[[nodiscard]] std::string_view loan_number_text(Arena& arena, const Loan& loan);

}  // namespace bankseed
