#pragma once

#include <optional>
#include <string>

#include "cli/report/report.hpp"
#include "cli/verification/verification.hpp"

namespace bankseed {

/// The same for programs: a JSON object on a line for each table, each stage, and the whole run.
[[nodiscard]] std::string report_json_lines(const RunReport& report,
                                            const Progress& progress,
                                            const BankOptions& bank);

/// The same as one JSON object, with digests where `digests` has any, and the verification in it
/// when there was one.
[[nodiscard]] std::string report_json(const RunReport& report,
                                      const Progress& progress,
                                      const BankOptions& bank,
                                      const TableDigests& digests,
                                      const std::optional<Verification>& verification);

}  // namespace bankseed
