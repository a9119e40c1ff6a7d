#pragma once

#include <string>
#include <string_view>

#include "bankseed/core/types.hpp"

namespace bankseed::verify {

/// What {as_of}, {n}, {employees} and {busy} in a rule's SQL stand for.
struct Parameters {
  Date as_of;
  std::uint64_t customers = 0;
  std::uint64_t employees = 0;
  bool busy = false;  ///< The bank was made with a busy activity.
};

[[nodiscard]] std::string fill_in(std::string_view sql, const Parameters& parameters);

}  // namespace bankseed::verify
