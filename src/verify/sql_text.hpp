#pragma once

#include <string>
#include <string_view>

#include "bankseed/core/types.hpp"

namespace bankseed::verify {

/// What {as_of}, {n} and {employees} in a rule's SQL stand for.
struct Parameters {
  Date as_of;
  std::uint64_t customers = 0;
  std::uint64_t employees = 0;
};

[[nodiscard]] std::string fill_in(std::string_view sql, const Parameters& parameters);

}  // namespace bankseed::verify
