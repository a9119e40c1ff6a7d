#pragma once

namespace bankseed {

/// The program: reads the command line, does what it asks for, and returns the exit code. Errors go
/// to standard error, one line each.
[[nodiscard]] int run_program(int argument_count, const char* const* arguments);

}  // namespace bankseed
