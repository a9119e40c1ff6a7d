#pragma once

#include <string>
#include <string_view>

#include "cli/verification/verification.hpp"

namespace bankseed {

/// For continuous integration: JUnit's XML, a test suite for each group of rules.
[[nodiscard]] std::string verification_junit(const Verification& verification);

/// The same where nothing could be verified: one test case, an error with this message.
[[nodiscard]] std::string failure_junit(std::string_view message);

}  // namespace bankseed
