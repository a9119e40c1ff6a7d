#pragma once

#include <cstdint>

#include "bank/loans/timeline.hpp"

namespace bankseed {

// The policy by which the bank lends (RSK2): a least score for each type of loan, and a greatest
// part of income that debts may take. What is asked for, granted and declined follows from it.

/// Greatest part of income that the installments of all loans may take, in per cent; business loans
/// of persons likewise. About the 43 % of a qualified mortgage (12 CFR 1026.43 of 2014).
inline constexpr EnumArray<LoanType, std::int64_t> kDebtShares = {43, 40, 45, 50, 42};

/// How much likelier a loan goes bad than another (RSK3). After the rates of the Federal Reserve's
/// report to Congress of 2007: 41 % below 520 points, 1 % from 720 on.
inline constexpr EnumArray<CreditGrade, std::uint64_t> kDefaultWeights = {1, 2, 4, 20, 60, 80, 120};

/// Scores of a grade.
[[nodiscard]] Range score_band(const LoanSettings& settings, CreditGrade grade) noexcept;
/// Below this score nobody is granted a loan of the type.
[[nodiscard]] std::int32_t score_cut_off(const LoanSettings& settings, LoanType type) noexcept;
/// The worst grade that has scores from the cut-off on.
[[nodiscard]] CreditGrade worst_granted(const LoanSettings& settings, LoanType type) noexcept;

/// Sets what is asked for, granted and charged, why applications are declined, and what the
/// borrowers earn (APP1, LOA1, RSK2); needs scores and terms.
void underwrite(const BankModel& model, const CoreBankingPlan& block, LoansData& data);

}  // namespace bankseed
