#pragma once

#include <string>
#include <vector>

#include "sink/postgres/checks/examination.hpp"

namespace bankseed {

/// 0 when a load would meet nothing, or what is merely slow; 1 when there is something to know
/// before; 2 when it would fail.
[[nodiscard]] int findings_exit_code(const std::vector<Finding>& findings);

/// A line each, and the verdict.
[[nodiscard]] std::string findings_text(const std::vector<Finding>& findings);
[[nodiscard]] std::string findings_json(const std::vector<Finding>& findings);

}  // namespace bankseed
