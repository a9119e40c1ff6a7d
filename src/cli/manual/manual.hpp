#pragma once

#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's name.
class App;
}  // namespace CLI

namespace bankseed {

// Made of the same descriptions as --help.

/// A page of section 1, as man reads it.
struct ManualPage {
  std::string name;  ///< "bankseed-server-psql"
  std::string roff;
};

/// The page of the program, and one for each command and what stands below it.
[[nodiscard]] std::vector<ManualPage> manual_pages(const CLI::App& program);

/// What an option or argument can be: some words, or what the shell knows.
struct Values {
  enum class Kind : std::uint8_t { kAnything, kWords, kFile, kFolder };
  Kind kind = Kind::kAnything;
  std::vector<std::string> words;
};

/// A command as a shell completes it.
struct CompletedOption {
  std::vector<std::string> names;  ///< "-q", "--quiet"; none of an argument.
  std::string description;
  bool takes_value = false;
  bool is_repeated = false;  ///< May stand several times.
  Values values;
};
struct CompletedCommand {
  std::vector<std::string> words;  ///< "server", "psql"; none for the program itself.
  std::string description;
  std::vector<CompletedOption> options;
  std::vector<CompletedOption> arguments;
};

/// The program, its commands, and what stands below them. The words that an option can be are those
/// that the program itself names when it refuses another.
[[nodiscard]] std::vector<CompletedCommand> completed_commands(const CLI::App& program);

/// Completion for bash and for zsh, a function for the program "bankseed".
[[nodiscard]] std::string bash_completion(const std::vector<CompletedCommand>& commands);
[[nodiscard]] std::string zsh_completion(const std::vector<CompletedCommand>& commands);

}  // namespace bankseed
