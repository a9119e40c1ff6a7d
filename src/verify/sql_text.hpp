#pragma once

#include <string>
#include <string_view>

#include "bankseed/core/types.hpp"
#include "verify/closing_days.hpp"

namespace bankseed::verify {

/// What the names in braces in a rule's SQL stand for (rule.hpp).
struct Parameters {
  Date as_of;
  Date announced{};  ///< What is announced, and not there yet, begins before.
  std::uint64_t customers = 0;
  std::uint64_t employees = 0;
  ClosingDays closing{};
  bool busy = false;  ///< The bank was made with a busy activity.
};

[[nodiscard]] std::string fill_in(std::string_view sql, const Parameters& parameters);

}  // namespace bankseed::verify
