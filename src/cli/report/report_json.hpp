#pragma once

#include <string>

#include "cli/report/report.hpp"

namespace bankseed {

/// The same for programs: a JSON object on a line for each table, each stage, and the whole run.
[[nodiscard]] std::string report_json_lines(const RunReport& report,
                                            const Progress& progress,
                                            const BankOptions& bank);

}  // namespace bankseed
