#pragma once

#include <cstdint>
#include <string_view>

#include "bankseed/core/types.hpp"
#include "bankseed/rows/values.hpp"

namespace bankseed {

/// What an account of this type and currency earns on a day, in hundredths of a per cent a year: a
/// part of what the currency's central bank pays or asks (TXN11). Interest is credited monthly.
[[nodiscard]] std::int64_t interest_basis_points(AccountType type,
                                                 std::string_view currency,
                                                 Date day) noexcept;

}  // namespace bankseed
