#pragma once

#include "cli/verification/verification.hpp"
#include "cli/verification/whole_file.hpp"
#include "sink/connection_settings.hpp"

namespace bankseed {

/// Throws UsageError when no report can be made, so that nobody waits for a verification first.
void check_html_report();

/// Writes the verification and its figures as one HTML file.
void write_html_report(WholeFile& file,
                       const Verification& verification,
                       const ConnectionSettings& connections,
                       Interrupter* interrupter);

}  // namespace bankseed
