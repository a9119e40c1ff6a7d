#pragma once

#include <cstdint>
#include <optional>

#include "bank/loans/timeline.hpp"

namespace bankseed {

/// Decides which of the past installments were paid, late, are pending or were missed (SCH2); needs
/// grades and terms.
void settle_installments(const BankModel& model, LoansData& data);

/// What became of an installment.
struct InstallmentState {
  InstallmentStatus status{};
  std::optional<Date> paid_on;
};

/// State of the loan's installment `number` (from 1), which is due on `due` (SCH2). `as_of` is the
/// bank's.
[[nodiscard]] InstallmentState installment_state(const Loan& loan,
                                                 std::int32_t number,
                                                 Date due,
                                                 Date as_of) noexcept;

}  // namespace bankseed
