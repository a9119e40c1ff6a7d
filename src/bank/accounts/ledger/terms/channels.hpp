#pragma once

#include <cstdint>

#include "bank/model/working_days.hpp"
#include "bankseed/core/types.hpp"
#include "corpus/texts/statements.hpp"

namespace bankseed {

/// 0 to 23.
[[nodiscard]] std::int64_t hour_of(Timestamp at) noexcept;

/// Whether money moves by the channel at this moment (TXN9).
[[nodiscard]] bool is_open(corpus::PaymentChannel channel,
                           Timestamp at,
                           const WorkingDays& working_days) noexcept;

}  // namespace bankseed
