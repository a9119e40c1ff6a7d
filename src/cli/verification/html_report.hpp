#pragma once

#include <filesystem>
#include <string>

#include "cli/verification/verification.hpp"
#include "sink/connection_settings.hpp"

namespace bankseed {

/// Throws UsageError when no report can be made or `path` cannot be written, so that nobody waits
/// for a verification first. Leaves what stands there as it is.
void check_html_report(const std::filesystem::path& path);

/// Writes the verification and its figures to `path`, as one HTML file.
void write_html_report(const std::filesystem::path& path,
                       const Verification& verification,
                       const ConnectionSettings& connections,
                       Interrupter* interrupter);

}  // namespace bankseed
