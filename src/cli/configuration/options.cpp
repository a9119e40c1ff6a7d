#include "cli/configuration/options.hpp"

#include <algorithm>
#include <chrono>
#include <functional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "cli/configuration/configuration_text.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/configuration/values.hpp"

namespace bankseed {
namespace {

constexpr const char* kBankGroup = "The bank";
constexpr const char* kConfigurationGroup = "Configuration";
constexpr const char* kConnectionGroup = "Connection";

/// An option whose value `take` parses; errors of `take` end the parsing.
CLI::Option* add_value(CLI::App& command,
                       const std::string& name,
                       const std::string& value_name,
                       const std::function<void(const std::string&)>& take,
                       const std::string& description) {
  return command.add_option_function<std::string>(name, take, description)
      ->type_name(value_name)
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
}

}  // namespace

void add_format_option(CLI::App& command,
                       std::string& format,
                       const std::vector<std::string>& choices) {
  add_value(
      command, "--format", "FORMAT",
      [&format, choices](const std::string& text) {
        if (std::find(choices.begin(), choices.end(), text) == choices.end()) {
          throw UsageError(fmt::format("--format: there is no format '{}'; known: {}", text,
                                       fmt::join(choices, ", ")));
        }
        format = text;
      },
      choices.front() + " (the default) or " + choices.back())
      ->group("Output");
}

void add_configuration_file_option(CLI::App& command, std::optional<std::filesystem::path>& file) {
  add_value(
      command, "--config", "FILE", [&file](const std::string& text) { file = text; },
      "Read settings from a TOML file; 'bankseed config' prints one")
      ->group(kConfigurationGroup);
}

void add_configuration_options(CLI::App& command, ConfigurationSources& sources) {
  add_configuration_file_option(command, sources.file);
  command
      .add_option_function<std::vector<std::string>>(
          "--set",
          [&sources](const std::vector<std::string>& texts) { sources.assignments = texts; },
          "Change one setting, like accounts.holders=80; may be given several times")
      ->type_name("KEY=VALUE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->group(kConfigurationGroup);
}

void add_connection_options(CLI::App& command, DatabaseUrls& urls) {
  add_value(
      command, "--url", "URL", [&urls](const std::string& text) { urls.all = text; },
      "The server of all six databases: postgresql://USER@HOST:PORT or \"host=...\"")
      ->group(kConnectionGroup);
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const std::string database(kDatabaseNames[i]);
    const std::string flag = url_flag(static_cast<Database>(i));
    std::string& url = urls.each[i];
    add_value(
        command, flag, "URL", [&url](const std::string& text) { url = text; }, "Of " + database)
        ->group(kConnectionGroup);
  }
}

void add_patience_options(CLI::App& command, Patience& patience) {
  const auto seconds = [](std::chrono::milliseconds time) { return time.count() / 1000; };
  constexpr std::uint64_t kDay = 86'400;
  const auto add = [&command](const std::string& name, std::chrono::milliseconds& time,
                              const std::string& description) {
    add_value(
        command, name, "SECONDS",
        [name, &time](const std::string& text) {
          time = std::chrono::seconds(parse_count(name, text, {1, kDay}));
        },
        description)
        ->group(kConnectionGroup);
  };
  add("--timeout", patience.silence,
      fmt::format("How long a server may say nothing while it is not seen to work (default {})",
                  seconds(patience.silence)));
  add("--lock-timeout", patience.lock,
      fmt::format("How long to wait for a lock that somebody else holds (default {})",
                  seconds(patience.lock)));
  constexpr std::uint64_t kRetriesMax = 1'000;
  add_value(
      command, "--retries", "N",
      [&patience](const std::string& text) {
        patience.retries = static_cast<unsigned>(parse_count("--retries", text, {0, kRetriesMax}));
      },
      fmt::format("How often to try again what may pass, before anything is written: no free "
                  "session, a server that starts, a deadlock (default {}; pauses of 0.5, 1, 2 s "
                  "and so on, up to 8 s)",
                  patience.retries))
      ->group(kConnectionGroup);
}

void add_bank_options(CLI::App& command, BankFlags& flags, const BankOptions& defaults) {
  add_value(
      command, "--customers", "N",
      [&flags](const std::string& text) {
        flags.customers = parse_count("--customers", text, {1, kCustomersMax});
      },
      "How many: 1000, 1_000_000, 1e6, 10k, 2M (default " + grouped(defaults.customers) + ")")
      ->group(kBankGroup);
  add_value(
      command, "--employees", "N",
      [&flags](const std::string& text) {
        flags.employees = parse_count("--employees", text, {1, kEmployeesMax});
      },
      "How many (default 150 for every 1,200 customers)")
      ->group(kBankGroup);
  add_value(
      command, "--seed", "N",
      [&flags](const std::string& text) { flags.seed = parse_seed("--seed", text); },
      "The same seed gives the same bank (default " + std::to_string(defaults.seed) + ")")
      ->group(kBankGroup);
  add_value(
      command, "--as-of", "DATE",
      [&flags](const std::string& text) { flags.as_of = parse_day("--as-of", text); },
      "Nothing has happened on or after this day (default today)")
      ->group(kBankGroup);
  add_value(
      command, "--seen-on", "DATE",
      [&flags](const std::string& text) { flags.seen_on = parse_day("--seen-on", text); },
      "The bank as its databases held it on that morning, at most as of (default: the whole)")
      ->group(kBankGroup);
  add_value(
      command, "--locale", "NAME",
      [&flags](const std::string& text) { flags.locale = parse_locale("--locale", text); },
      "Of names, places and money: en_US or pt_BR (default " +
          std::string(name_of(defaults.locale)) + ")")
      ->group(kBankGroup);
  add_configuration_options(command, flags.sources);
}

Configuration effective_configuration(const BankFlags& flags, const BankOptions& defaults) {
  Configuration configuration = read_configuration(flags.sources, defaults);
  BankOptions& bank = configuration.bank;
  bank.customers = flags.customers.value_or(bank.customers);
  bank.employees = flags.employees.value_or(bank.employees);
  bank.seed = flags.seed.value_or(bank.seed);
  bank.as_of = flags.as_of.value_or(bank.as_of);
  configuration.is_as_of_today = configuration.is_as_of_today && !flags.as_of;
  if (flags.seen_on) bank.seen_on = flags.seen_on;
  bank.locale = flags.locale.value_or(bank.locale);
  return configuration;
}

std::string bank_description(const BankOptions& bank) {
  return fmt::format("{} customer{}, seed {}, as of {}{}, locale {}", grouped(bank.customers),
                     bank.customers == 1 ? "" : "s", bank.seed, to_text(bank.as_of),
                     bank.seen_on ? ", seen on " + to_text(*bank.seen_on) : "",
                     name_of(bank.locale));
}

std::string bank_options_text(const BankOptions& bank, const BankOptions& defaults) {
  std::string text = "--customers " + std::to_string(bank.customers);
  if (bank.employees != 0) text += " --employees " + std::to_string(bank.employees);
  text += " --seed " + std::to_string(bank.seed) + " --as-of " + to_text(bank.as_of);
  if (bank.seen_on) text += " --seen-on " + to_text(*bank.seen_on);
  if (bank.locale != defaults.locale) text += " --locale " + std::string(name_of(bank.locale));
  for (const std::string& assignment : changed_settings(bank.settings))
    text += " --set " + shell_word(assignment);
  return text;
}

}  // namespace bankseed
