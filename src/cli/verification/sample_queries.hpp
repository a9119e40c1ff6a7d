#pragma once

#include <string>

#include "sink/connection_settings.hpp"

namespace bankseed {

/// A script for psql that follows the references of the bank, within each database and from one
/// into another, with what psql itself has: no extension is needed. Without passwords.
[[nodiscard]] std::string sample_queries(const ConnectionSettings& connections);

}  // namespace bankseed
