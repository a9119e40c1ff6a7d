#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

#include "temporary_directory.hpp"
#include "waiting.hpp"

namespace bankseed::testing {

/// What a program did.
struct ProcessResult {
  int exit_code = -1;  ///< 128 + n when signal n ended it.
  std::string out;
  std::string err;
};

/// A program that runs.
class Process {
 public:
  using Environment = std::vector<std::pair<std::string, std::string>>;

  /// Starts it, looked for in PATH when the first word has no slash. Its environment is that of the
  /// tests (TestRun), and `environment`.
  Process(const std::vector<std::string>& command, const Environment& environment);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  Process(Process&&) = delete;
  Process& operator=(Process&&) = delete;
  /// Kills it when it still runs.
  ~Process();

  void signal(int number) const;
  /// Throws std::runtime_error when standard error does not come to hold `text`.
  void wait_for_error_text(const std::string& text) const;
  /// Throws std::runtime_error when it does not end.
  ProcessResult wait(std::chrono::seconds patience = std::chrono::seconds(120));

 private:
  TemporaryDirectory output_;
  pid_t process_ = -1;
};

ProcessResult run_process(const std::vector<std::string>& command,
                          const Process::Environment& environment = {});

/// Runs a program with this process's input and outputs; its exit code.
int run_in_foreground(const std::vector<std::string>& command);

/// The exit code of a child, 128 + n when signal n ended it. Kills it and throws std::runtime_error
/// when it does not end.
int exit_code_of(pid_t child, std::chrono::seconds patience = kPatience);

}  // namespace bankseed::testing
