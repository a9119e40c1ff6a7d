#include "process.hpp"

#include <algorithm>
#include <csignal>
#include <stdexcept>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bankseed::testing {
namespace {

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// The variables of this process, but for those that `environment` states.
std::vector<std::string> variables_with(const Process::Environment& environment) {
  std::vector<std::string> variables;
  for (const auto& [name, value] : environment)
    variables.emplace_back(name).append("=").append(value);
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const auto name = text.substr(0, text.find('='));
    if (std::none_of(environment.begin(), environment.end(),
                     [name](const auto& other) { return other.first == name; }))
      variables.emplace_back(text);
  }
  return variables;
}

pid_t start(std::vector<std::string> words,
            std::vector<std::string> variables,
            const posix_spawn_file_actions_t* actions) {
  pid_t process = -1;
  if (::posix_spawnp(&process, words[0].c_str(), actions, nullptr, pointers_to(words).data(),
                     pointers_to(variables).data()) != 0)
    throw std::runtime_error("cannot start " + words[0]);
  return process;
}

}  // namespace

Process::Process(const std::vector<std::string>& command, const Environment& environment) {
  constexpr int kNew = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, (output_.path() / "out").c_str(), kNew,
                                   0644);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, (output_.path() / "err").c_str(), kNew,
                                   0644);
  process_ = start(command, variables_with(environment), &actions);
  posix_spawn_file_actions_destroy(&actions);
}

Process::~Process() {
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

void Process::signal(int number) const {
  ::kill(process_, number);
}

void Process::wait_for_error_text(const std::string& text) const {
  wait_until("it says: " + text, [this, &text] {
    return text_of(output_.path() / "err").find(text) != std::string::npos;
  });
}

ProcessResult Process::wait(std::chrono::seconds patience) {
  const pid_t process = std::exchange(process_, -1);
  return {.exit_code = exit_code_of(process, patience),
          .out = text_of(output_.path() / "out"),
          .err = text_of(output_.path() / "err")};
}

ProcessResult run_process(const std::vector<std::string>& command,
                          const Process::Environment& environment) {
  return Process(command, environment).wait();
}

int run_in_foreground(const std::vector<std::string>& command) {
  // No longer than the test run, which ends it.
  return exit_code_of(start(command, variables_with({}), nullptr), std::chrono::hours(24));
}

int exit_code_of(pid_t child, std::chrono::seconds patience) {
  int status = 0;
  try {
    wait_until(
        "process " + std::to_string(child) + " ends",
        [child, &status] { return ::waitpid(child, &status, WNOHANG) != 0; }, patience);
  } catch (...) {
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    throw;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace bankseed::testing
