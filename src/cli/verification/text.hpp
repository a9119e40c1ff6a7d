#pragma once

#include <string>

#include "cli/verification/verification.hpp"

namespace bankseed {

struct VerificationStyle {
  bool is_colored = false;
  bool only_findings = false;  ///< Nothing about what holds.
};

/// For people: rows by table, a line for each rule, the figures, in full what does not hold or
/// could not be checked, and a closing line; empty when there are only findings to be told and none
/// is there.
[[nodiscard]] std::string verification_text(const Verification& verification,
                                            const VerificationStyle& style);

/// The closing line alone, without a newline.
[[nodiscard]] std::string verification_summary(const verify::Report& report);

}  // namespace bankseed
