#include "cli/configuration/configuration_text.hpp"

#include <cctype>
#include <cstdint>

#include <fmt/format.h>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/configuration/setting_entry.hpp"

namespace bankseed {
namespace {

/// A TOML basic string.
std::string toml_string(std::string_view text) {
  constexpr std::string_view kHexadecimal = "0123456789abcdef";
  std::string result = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (code < 0x20 || code == 0x7f) {
      result += "\\u00";
      result += kHexadecimal[code >> 4];
      result += kHexadecimal[code & 15];
    } else {
      result += c;
    }
  }
  return result + "\"";
}

std::string_view unit_text(const Setting& setting) {
  if (std::holds_alternative<LedgerActivity*>(setting.value)) return ", \"usual\" or \"busy\"";
  if (std::holds_alternative<Volume*>(setting.value)) return ", per 1,200 customers";
  switch (setting.unit) {
    case SettingUnit::kCents: return ", in units of the currency";
    case SettingUnit::kBasisPoints:
      return std::holds_alternative<std::span<std::uint32_t>>(setting.value)
                 ? ", per cent, summing to 100"
                 : ", per cent";
    case SettingUnit::kYears: return ", years";
    case SettingUnit::kDays: return ", days";
    case SettingUnit::kHours: return ", hours";
    case SettingUnit::kNumber: break;
  }
  return "";
}

std::string comment_line(const Setting& setting) {
  std::string comment(setting.comment);
  comment[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(comment[0])));
  return "# " + comment + std::string(unit_text(setting)) + "\n";
}

std::string bank_text(const BankOptions& bank) {
  const std::string seed = std::to_string(bank.seed);
  std::string text = "[bank]\n";
  text += "# How many customers\ncustomers = " + std::to_string(bank.customers) + "\n";
  text +=
      "# How many employees; 0: in proportion to the customers (employees.count)\nemployees = " +
      std::to_string(bank.employees) + "\n";
  // TOML's integers end at 2^63 - 1.
  text += "# The same seed gives the same bank\nseed = " +
          (bank.seed <= INT64_MAX ? seed : toml_string(seed)) + "\n";
  text += "# Nothing has happened on or after this day; left out: today\nas_of = " +
          to_text(bank.as_of) + "\n";
  if (bank.seen_on) {
    text +=
        "# The bank as its databases held it at 00:00 of this day; left out: the whole\nseen_on "
        "= " +
        to_text(*bank.seen_on) + "\n";
  }
  text +=
      "# Language and country of names and places\nlocale = " + toml_string(name_of(bank.locale)) +
      "\n";
  return text;
}

std::string connection_text(const std::optional<ConnectionSettings>& connections) {
  std::string text =
      "[connection]\n"
      "# Where the databases are: postgresql://USER@HOST:PORT/DATABASE, or \"host=... port=...\".\n"
      "# One server for all six (url), or one connection each. Better leave passwords to "
      "~/.pgpass.\n"
      "# Nothing configured, here or in the environment: a private cluster.\n";
  if (!connections) {
    text += "# url = \"postgresql://user@host:5432\"\n";
    for (const std::string_view database : kDatabaseNames)
      text += fmt::format("# {0} = \"postgresql://user@host/{0}\"\n", database);
    return text;
  }
  for (const DatabaseAddress& address : *connections) {
    text += fmt::format("{} = {}\n", name_of(address.database),
                        toml_string(connection_string(address, address.name)));
  }
  return text;
}

/// A key of one element of a split, or of a setting: types.checking, holders.
std::string_view key_of(const SettingEntry& entry) {
  return std::string_view(entry.path).substr(entry.section.size() + 1);
}

std::string assignment(const SettingEntry& entry) {
  return entry.path + "=" + entry.text();
}

/// Calls `visit` with each setting that is not the default that goes with the others.
template <class Visit>
void for_each_change(const Settings& settings, const Visit& visit) {
  Settings changed = settings;
  Settings usual;
  Settings defaults = default_settings(settings);
  const auto now = setting_entries(changed);
  const auto never = setting_entries(usual);
  const auto before = setting_entries(defaults);
  for (std::size_t i = 0; i < now.size(); ++i) {
    // What others' defaults go by is itself a change.
    const auto& expected = now[i].words().empty() ? before[i] : never[i];
    if (now[i].numbers() != expected.numbers()) visit(now[i]);
  }
}

/// The ids that the comment ends with, in parentheses.
std::vector<std::string> rules_of(const Setting& setting) {
  const auto begin = setting.comment.rfind('(');
  BANKSEED_CHECK(begin != std::string_view::npos && setting.comment.back() == ')');
  constexpr std::string_view kSeparator = ", ";
  std::string_view list = setting.comment.substr(begin + 1);
  list.remove_suffix(1);
  std::vector<std::string> ids;
  for (auto end = list.find(kSeparator); end != std::string_view::npos;
       end = list.find(kSeparator)) {
    ids.emplace_back(list.substr(0, end));
    list.remove_prefix(end + kSeparator.size());
  }
  ids.emplace_back(list);
  return ids;
}

}  // namespace

std::string configuration_text(const Configuration& configuration,
                               const std::optional<ConnectionSettings>& connections) {
  std::string text =
      "# Configuration of bankseed: everything, with the values in effect. Whatever is left out "
      "has\n"
      "# its default. Use it with --config FILE or BANKSEED_CONFIG=FILE; single values also with\n"
      "# --set section.key=value. The marks in brackets are the rules that a value belongs to.\n\n";
  text += bank_text(configuration.bank) + "\n" + connection_text(connections);
  Settings settings = configuration.bank.settings;
  for (const SettingSection& part : describe_settings(settings)) {
    text += "\n# " + std::string(part.comment) + "\n[" + std::string(part.name) + "]\n";
    for (const SettingEntry& entry : setting_entries(settings)) {
      if (entry.section != part.name) continue;
      if (entry.element == 0) text += comment_line(entry.setting);
      text += std::string(key_of(entry)) + " = " + entry.text() + "\n";
    }
  }
  return text;
}

std::vector<std::string> changed_settings(const Settings& settings) {
  std::vector<std::string> assignments;
  for_each_change(settings,
                  [&](const SettingEntry& entry) { assignments.push_back(assignment(entry)); });
  return assignments;
}

std::map<std::string, std::string, std::less<>> changed_rules(const Settings& settings) {
  std::map<std::string, std::string, std::less<>> rules;
  for_each_change(settings, [&](const SettingEntry& entry) {
    // What a choice makes of a rule is itself a rule (verify::Rule::busy).
    if (!entry.words().empty()) return;
    for (const std::string& id : rules_of(entry.setting)) {
      std::string& reasons = rules[id];
      reasons += (reasons.empty() ? "" : " ") + assignment(entry);
    }
  });
  return rules;
}

}  // namespace bankseed
