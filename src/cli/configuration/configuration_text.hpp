#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/configuration/configuration.hpp"

namespace bankseed {

/// The text of a configuration file that says everything that `configuration` says, with comments
/// and units. Reading it gives the same configuration, less the passwords of connection strings,
/// which never are in the text. `connections`, where given, stand for the configuration's own.
[[nodiscard]] std::string configuration_text(const Configuration& configuration,
                                             const std::optional<ConnectionSettings>& connections);

/// The settings that are not the defaults, as assignments for --set.
[[nodiscard]] std::vector<std::string> changed_settings(const Settings& settings);

/// The rules that these settings change, as the settings' comments name them, and for each the
/// assignments that change it.
[[nodiscard]] std::map<std::string, std::string, std::less<>> changed_rules(
    const Settings& settings);

}  // namespace bankseed
