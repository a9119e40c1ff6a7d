#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's name.
class App;
}  // namespace CLI

namespace bankseed {

struct Invocation;

/// Reads the words of a command line after the program's name; what they ask for is `run` of
/// `invocation`, and not done. Throws UsageError for what is no command line.
void read_command_line(const std::vector<std::string>& words, Invocation& invocation);

/// Calls `use` with the program as it is described: its commands, their options, their help.
void describe_program(const std::function<void(const CLI::App&)>& use);

/// The program: reads the command line, does what it asks for, and returns the exit code. Errors go
/// to standard error, one line each.
[[nodiscard]] int run_program(int argument_count, const char* const* arguments);

}  // namespace bankseed
