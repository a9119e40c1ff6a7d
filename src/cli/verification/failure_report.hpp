#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "cli/verification/whole_file.hpp"

namespace bankseed {

/// What stands in place of a report where there is none to write: what went wrong, in a report's
/// `format` (text, json or junit).
[[nodiscard]] std::string failure_report(std::string_view format, std::string_view message);

/// Does `work`, which ends with a report in `output`, null for none. When it throws before, the
/// file says why, so that nobody takes an earlier run's report for this one's.
void report_failure_of(const std::function<void()>& work,
                       WholeFile* output,
                       std::string_view format);

}  // namespace bankseed
