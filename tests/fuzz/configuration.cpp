// Configuration files, and assignments of --set: read, or refused with a sentence; and what was
// read, and is written as a file again, reads the same.
//
// Of an input, what stands before the first NUL is a file, the lines after it are assignments.

#include "cli/configuration/configuration.hpp"

#include "bankseed/core/error.hpp"
#include "cli/configuration/configuration_text.hpp"
#include "fuzz.hpp"
#include "input.hpp"

namespace bankseed::fuzz {
namespace {

void check_refusal(const UsageError& error) {
  const std::string_view message = error.what();
  check(!message.empty() && message.find('\n') == std::string_view::npos, "a refusal is one line");
}

void check_reads_the_same(const Configuration& configuration) {
  const std::string text = configuration_text(configuration, std::nullopt);
  const Configuration again = parse_configuration(text, "again");
  check(configuration_text(again, std::nullopt) == text, "what was written reads the same");
  check(changed_settings(again.bank.settings) == changed_settings(configuration.bank.settings),
        "the settings are the same");
}

}  // namespace

void try_input(std::string_view bytes) {
  const std::size_t end = std::min(bytes.find('\0'), bytes.size());
  try {
    check_reads_the_same(parse_configuration(bytes.substr(0, end), "fuzz.toml"));
  } catch (const UsageError& error) {
    check_refusal(error);
  }
  if (end == bytes.size()) return;
  try {
    check_reads_the_same(read_configuration({{}, pieces_of(bytes.substr(end + 1), '\n')}));
  } catch (const UsageError& error) {
    check_refusal(error);
  }
}

}  // namespace bankseed::fuzz
