#pragma once

#include <cstdint>

#include "bank/model/rhythm.hpp"
#include "bank/model/working_days.hpp"
#include "bankseed/core/types.hpp"
#include "corpus/texts/statements.hpp"

namespace bankseed {

/// 0 to 23.
[[nodiscard]] std::int64_t hour_of(Timestamp at) noexcept;

/// Whether debits are booked at this hour (Activity::kDirectDebit).
[[nodiscard]] bool is_early(Timestamp at) noexcept;

/// The window without its first and its last day, where a working day lies between these.
[[nodiscard]] Window whole_days_of(const Window& window, const WorkingDays& working_days);

/// Whether money moves by the channel at this moment (TXN9).
[[nodiscard]] bool is_open(corpus::PaymentChannel channel,
                           Timestamp at,
                           const WorkingDays& working_days) noexcept;

}  // namespace bankseed
