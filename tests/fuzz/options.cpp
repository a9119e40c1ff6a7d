// Command lines: read, or refused with one line; nothing of what they ask for is done. An input's
// lines are the words.

#include "bankseed/core/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/program.hpp"
#include "cli/secrets.hpp"
#include "fuzz.hpp"
#include "input.hpp"

namespace bankseed::fuzz {

void try_input(std::string_view bytes) {
  auto words = pieces_of(bytes, '\n');
  // The system hands over words that end at the first NUL.
  for (std::string& word : words)
    word = word.c_str();
  Invocation invocation;
  invocation.program = "bankseed";
  try {
    read_command_line(words, invocation);
    check(static_cast<bool>(invocation.run), "a command line that is read asks for something");
  } catch (const UsageError& error) {
    const std::string message = without_secrets(error.what());
    check(!message.empty() && message.find("\n  ") == std::string::npos, "a refusal is a sentence");
  }
}

}  // namespace bankseed::fuzz
