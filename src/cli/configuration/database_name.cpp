#include "cli/configuration/database_name.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "bankseed/core/error.hpp"
#include "cli/configuration/suggestion.hpp"

namespace bankseed {
namespace {

std::optional<Database> find_database(const std::string& text) {
  const auto* const found = std::find(kDatabaseNames.begin(), kDatabaseNames.end(), text);
  if (found == kDatabaseNames.end()) return std::nullopt;
  return static_cast<Database>(found - kDatabaseNames.begin());
}

/// Takes the option that names a database from psql's words, and its value, which is returned. The
/// value may be gone: CLI11 has taken a word that is a database for the argument.
std::optional<std::string> take_name(std::vector<std::string>& words) {
  constexpr std::string_view kLong = "--dbname=";
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (word->starts_with(kLong)) {
      std::string name = word->substr(kLong.size());
      words.erase(word);
      return name;
    }
    if (*word != "-d" && *word != "--dbname") continue;
    word = words.erase(word);
    if (word == words.end() || word->starts_with('-')) return "";
    std::string name = *word;
    words.erase(word);
    return name;
  }
  return std::nullopt;
}

/// Whether the word after this one is its value, as psql reads them: -c, -Atc, --command.
bool takes_next_word(std::string_view word) {
  constexpr std::string_view kShort = "cdfFhLopPRTUv";
  constexpr std::array<std::string_view, 13> kLong = {"--command",
                                                      "--dbname",
                                                      "--field-separator",
                                                      "--file",
                                                      "--host",
                                                      "--log-file",
                                                      "--output",
                                                      "--port",
                                                      "--pset",
                                                      "--record-separator",
                                                      "--set",
                                                      "--username",
                                                      "--variable"};
  if (word.starts_with("--")) return std::find(kLong.begin(), kLong.end(), word) != kLong.end();
  return word.size() > 1 && word[0] == '-' && word.find_first_of(kShort, 1) == word.size() - 1;
}

/// Takes the first of psql's words that is neither an option nor the value of one.
std::optional<std::string> take_argument(std::vector<std::string>& words) {
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (!word->starts_with('-')) {
      std::string name = *word;
      words.erase(word);
      return name;
    }
    if (takes_next_word(*word) && ++word == words.end()) break;
  }
  return std::nullopt;
}

}  // namespace

Database parse_database(const std::string& text) {
  if (const auto found = find_database(text)) return *found;
  const std::vector<std::string> names(kDatabaseNames.begin(), kDatabaseNames.end());
  throw UsageError("there is no database '" + text + "'" + suggestion_of_all(text, names));
}

void add_psql_database(CLI::App& command, std::string& name) {
  command.add_option("DATABASE", name, "accounts_db (the default) and the like")
      ->check([](const std::string& text) {
        return find_database(text) ? std::string() : "no database";
      });
  command.validate_positionals();
  command.prefix_command();
}

Database psql_database(const std::string& name, std::vector<std::string>& words) {
  // A word before psql's options is meant as a database, whatever it is.
  if (name.empty() && !words.empty() && !words.front().starts_with('-'))
    return parse_database(words.front());
  const auto taken = take_name(words);
  if (taken && !name.empty() && *taken != name && !taken->empty())
    throw UsageError("two databases are named: '" + name + "' and '" + *taken + "'");
  if (!name.empty()) return parse_database(name);
  if (taken) return parse_database(*taken);
  const auto argument = take_argument(words);
  return argument ? parse_database(*argument) : Database::kAccounts;
}

}  // namespace bankseed
