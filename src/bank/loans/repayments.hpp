#pragma once

#include <cstdint>
#include <optional>

#include "bank/loans/timeline.hpp"
#include "bank/model/working_days.hpp"

namespace bankseed {

/// Decides which of the past installments were paid, late, are pending or were missed (SCH2); needs
/// grades and terms.
void settle_installments(const BankModel& model, LoansData& data);

/// What became of an installment.
struct InstallmentState {
  InstallmentStatus status{};
  std::optional<Date> paid_on;
};

/// State of the loan's installment `number` (from 1), which is due on `due` (SCH2).
[[nodiscard]] InstallmentState installment_state(const Loan& loan,
                                                 std::int32_t number,
                                                 Date due,
                                                 const WorkingDays& working_days) noexcept;

}  // namespace bankseed
