#pragma once

#include <string>
#include <string_view>

namespace bankseed {

/// Whoever read our output has gone; the program ends quietly.
class OutputClosed {};

/// Writes all of `text` to standard output, at once. Throws OutputClosed when nobody reads it any
/// more, Error when it cannot be written (a full disk).
void write_output(std::string_view text);

/// The text as a terminal may have it: control characters, but line ends and tabs, as \x1b. What
/// comes from files and servers of others may be meant to make a terminal do something.
[[nodiscard]] std::string printable(std::string_view text);

/// "bankseed 0.1.0 (algorithm 1)"
[[nodiscard]] std::string program_version();

}  // namespace bankseed
