#pragma once

#include <string_view>

#include "bank/loans/timeline.hpp"
#include "bankseed/core/arena.hpp"

namespace bankseed {

/// Why an application was declined (APP2, RSK2).
[[nodiscard]] std::string_view rejection_text(const BankModel& model,
                                              const Customer& customer,
                                              const Application& application,
                                              Arena& arena);

/// One asset that secures a loan.
struct CollateralItem {
  std::uint64_t ordinal = 0;  ///< In the bank, 0-based.
  std::uint32_t index = 0;    ///< Among the loan's items.
  Money value;
};

/// COL1
[[nodiscard]] CollateralType collateral_type(const BankModel& model,
                                             const Loan& loan,
                                             const CollateralItem& item);

/// What the asset is: a home with its address, a vehicle with make, model and year, a machine with
/// its maker and serial number.
[[nodiscard]] std::string_view collateral_text(const BankModel& model,
                                               const Customer& borrower,
                                               const Loan& loan,
                                               const CollateralItem& item,
                                               Arena& arena);

}  // namespace bankseed
