#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bankseed/bank/options.hpp"
#include "sink/connection_settings.hpp"

namespace bankseed {

/// What a configuration file can say: the bank, and where the databases are.
struct Configuration {
  BankOptions bank;
  DatabaseUrls urls;
  bool is_as_of_today = true;             ///< Nobody has said what day the bank is as of.
  std::filesystem::path server_binaries;  ///< Of a private cluster; empty: those that are found.
};

/// Where a configuration comes from, strongest last: defaults, file, assignments.
struct ConfigurationSources {
  /// Of the configuration file; without one, BANKSEED_CONFIG names it, or there is none.
  std::optional<std::filesystem::path> file;
  std::vector<std::string> assignments;  ///< "section.key=value", as --set takes them.
};

/// The configuration file, if there is one. Throws UsageError when BANKSEED_CONFIG is set and
/// empty.
[[nodiscard]] std::optional<std::filesystem::path> configuration_file(
    const ConfigurationSources& sources);

/// Reads a configuration; what nobody gives is as in `defaults`, but as_of is today. Throws
/// UsageError, with file and line, for anything that is not a setting or not a value of it, and for
/// values that contradict each other.
[[nodiscard]] Configuration read_configuration(const ConfigurationSources& sources,
                                               const BankOptions& defaults = {});

/// Reads the text of a configuration file; `origin` is what errors call it. Throws like
/// read_configuration().
[[nodiscard]] Configuration parse_configuration(std::string_view text, const std::string& origin);

/// Most customers that a bank may have.
inline constexpr std::uint64_t kCustomersMax = 10'000'000'000;
inline constexpr std::uint64_t kEmployeesMax = 2'147'483'647;

/// Name of a locale as it is written: en_US.
[[nodiscard]] std::string_view name_of(corpus::Locale locale) noexcept;
/// Throws UsageError, beginning with `name`, when there is no such locale.
[[nodiscard]] corpus::Locale parse_locale(std::string_view name, std::string_view text);

}  // namespace bankseed
