#include "cli/refusal.hpp"

#include <algorithm>
#include <cctype>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "cli/configuration/suggestion.hpp"
#include "cli/help.hpp"
#include "cli/secrets.hpp"

namespace bankseed {
namespace {

std::vector<std::string> names_of_options(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames())
      names.push_back("--" + name);
  }
  return names;
}

bool has_option(const CLI::App& app, const std::string& name) {
  const auto names = names_of_options(app);
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The commands below `app` that have the option, each like 'bankseed show customer'.
std::vector<std::string> owners_of_option(const CLI::App& app, const std::string& name) {
  std::vector<std::string> owners;
  for (const CLI::App* command : app.get_subcommands({})) {
    if (has_option(*command, name)) owners.push_back("'" + full_name(*command) + "'");
    const auto inner = owners_of_option(*command, name);
    owners.insert(owners.end(), inner.begin(), inner.end());
  }
  return owners;
}

/// "one of 'bankseed verify' and 'bankseed doctor'"
std::string ownership(const std::vector<std::string>& owners) {
  std::string text;
  for (std::size_t i = 0; i < owners.size(); ++i)
    text += (i == 0 ? "one of " : i + 1 < owners.size() ? ", " : " and ") + owners[i];
  return text;
}

std::vector<std::string> options_of_all(const CLI::App& app) {
  std::vector<std::string> all = names_of_options(app);
  for (const CLI::App* command : app.get_subcommands({})) {
    const auto names = options_of_all(*command);
    all.insert(all.end(), names.begin(), names.end());
  }
  return all;
}

/// "--to parquet" for "--parquet", where the command `app` takes it.
std::string option_with_value(const CLI::App& app, const std::string& name) {
  constexpr std::pair<std::string_view, std::string_view> kValues[] = {
      {"postgres", "--to"}, {"csv", "--to"},      {"jsonl", "--to"},    {"parquet", "--to"},
      {"null", "--to"},     {"text", "--format"}, {"json", "--format"}, {"junit", "--format"}};
  for (const auto& [value, option] : kValues) {
    if (name.starts_with("--") && name.substr(2) == value && has_option(app, std::string(option)))
      return fmt::format("{} {}", option, value);
  }
  return "";
}

/// What somebody meant who wrote an option that the command `app` has not: one of this command,
/// or else of another.
std::string hint_at_option(const CLI::App& program, const CLI::App& app, const std::string& name) {
  if (const auto meant = option_with_value(app, name); !meant.empty())
    return "; did you mean '" + meant + "'?";
  const auto owners = owners_of_option(program, name);
  if (!owners.empty()) return "; it is " + ownership(owners);
  if (auto hint = suggestion(name, names_of_options(app)); !hint.empty()) return hint;
  const std::string near(nearest(name, options_of_all(program)));
  if (near.empty()) return "";
  const auto others = owners_of_option(program, near);
  return "; did you mean '" + near + "'" +
         (others.empty() ? "" : ", which is " + ownership(others)) + "?";
}

bool is_number(const std::string& word) {
  return !word.empty() && std::isdigit(static_cast<unsigned char>(word.front())) != 0;
}

bool is_command(const CLI::App& program, const std::string& word) {
  const auto commands = names_of_commands(program);
  return std::find(commands.begin(), commands.end(), word) != commands.end();
}

}  // namespace

std::vector<std::string> names_of_commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({}))
    names.push_back(command->get_name());
  return names;
}

void refuse(const std::vector<std::string>& words,
            const CLI::App& app,
            const CLI::App& program,
            bool is_default) {
  if (is_default) {
    for (const std::string& word : words) {
      if (!is_command(program, word)) continue;
      throw UsageError("the command comes first, and its options after it: bankseed " + word +
                       " ...");
    }
  }
  const std::string& word = words.front();
  if (word.starts_with("-") && word != "--") {
    const std::string option = word.substr(0, word.find('='));
    if (has_option(app, option))
      throw UsageError("unexpected argument '" + word + "'; options come before --");
    throw UsageError("unknown option " + option + hint_at_option(program, app, option));
  }
  if (is_connection_url(word))
    throw UsageError("unexpected argument '" + word + "'; a server is named with --url");
  const bool is_program = app.get_parent() == nullptr;
  const auto commands = names_of_commands(app);
  const std::string found =
      (commands.empty() ? "unexpected argument '" : "unknown command '") + word + "'";
  if (is_number(word) && (is_program || has_option(app, "--customers")))
    throw UsageError(found + "; a number of customers is given with --customers");
  if (commands.empty()) throw UsageError(found);
  throw UsageError(found +
                   (is_program ? suggestion(word, commands) : suggestion_of_all(word, commands)));
}

}  // namespace bankseed
