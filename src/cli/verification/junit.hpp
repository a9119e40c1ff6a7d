#pragma once

#include <string>

#include "cli/verification/verification.hpp"

namespace bankseed {

/// For continuous integration: JUnit's XML, a test suite for each group of rules.
[[nodiscard]] std::string verification_junit(const Verification& verification);

}  // namespace bankseed
