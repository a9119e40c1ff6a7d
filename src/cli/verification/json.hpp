#pragma once

#include <string>

#include "cli/verification/verification.hpp"

namespace bankseed {

/// For programs: one JSON object.
[[nodiscard]] std::string verification_json(const Verification& verification);

/// For a log: a JSON object on a line for each check, and one with the sums.
[[nodiscard]] std::string verification_json_lines(const Verification& verification);

}  // namespace bankseed
