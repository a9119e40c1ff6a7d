#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/configuration/configuration.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's name.
class App;
}  // namespace CLI

namespace bankseed {

/// --format, in the group "Output": one of `choices`, the first of which is the default.
void add_format_option(CLI::App& command,
                       std::string& format,
                       const std::vector<std::string>& choices);

/// --config.
void add_configuration_file_option(CLI::App& command, std::optional<std::filesystem::path>& file);

/// --config and --set.
void add_configuration_options(CLI::App& command, ConfigurationSources& sources);

/// --url and the six of the single databases.
void add_connection_options(CLI::App& command, DatabaseUrls& urls);

/// --timeout, --lock-timeout and --retries.
void add_patience_options(CLI::App& command, Patience& patience);

/// What flags say about the bank; what is absent comes from the configuration.
struct BankFlags {
  std::optional<std::uint64_t> customers;
  std::optional<std::uint64_t> employees;
  std::optional<std::uint64_t> seed;
  std::optional<Date> as_of;
  std::optional<Date> seen_on;
  std::optional<corpus::Locale> locale;
  ConfigurationSources sources;
};

/// --customers, --employees, --seed, --as-of, --seen-on, --locale, --config and --set; `defaults`
/// are told.
void add_bank_options(CLI::App& command, BankFlags& flags, const BankOptions& defaults = {});

/// The configuration with the flags in it; what nobody says is as in `defaults`.
[[nodiscard]] Configuration effective_configuration(const BankFlags& flags,
                                                    const BankOptions& defaults = {});

/// Options that make `bank` again, where `defaults` hold: --customers 1200 --seed 42 ..., as shell
/// words.
[[nodiscard]] std::string bank_options_text(const BankOptions& bank,
                                            const BankOptions& defaults = {});

/// For people: "1,200 customers, seed 42, as of 2026-11-26, locale en_US".
[[nodiscard]] std::string bank_description(const BankOptions& bank);

}  // namespace bankseed
