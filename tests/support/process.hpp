#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace bankseed::testing {

/// What a program did.
struct ProcessResult {
  int exit_code = -1;  ///< 128 + n when signal n ended it.
  std::string out;
  std::string err;
};

/// A program that runs, with an environment of its own.
class Process {
 public:
  using Environment = std::vector<std::pair<std::string, std::string>>;

  /// Starts it, looked for in PATH when the first word has no slash. Its environment is
  /// `environment` and nothing else but PATH.
  Process(const std::vector<std::string>& command, const Environment& environment);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  Process(Process&&) = delete;
  Process& operator=(Process&&) = delete;
  /// Kills it when it still runs.
  ~Process();

  void signal(int number) const;
  /// Throws std::runtime_error when standard error does not hold `text` within a minute.
  void wait_for_error_text(const std::string& text) const;
  /// Throws std::runtime_error, and kills it, when it has not ended after `timeout`.
  ProcessResult wait(std::chrono::seconds timeout = std::chrono::seconds(120));

 private:
  std::filesystem::path out_;
  std::filesystem::path err_;
  pid_t process_ = -1;
};

ProcessResult run_process(const std::vector<std::string>& command,
                          const Process::Environment& environment = {});

}  // namespace bankseed::testing
