#include "process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bankseed::testing {
namespace {

/// A new file that is open nowhere.
std::filesystem::path temporary_file() {
  std::string name = (std::filesystem::temp_directory_path() / "bankseed-test-XXXXXX").string();
  const int descriptor = ::mkstemp(name.data());
  if (descriptor < 0) throw std::runtime_error("cannot make a temporary file");
  ::close(descriptor);
  return name;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string take_file(const std::filesystem::path& path) {
  std::string text = read_file(path);
  std::filesystem::remove(path);
  return text;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

Process::Process(const std::vector<std::string>& command, const Environment& environment)
    : out_(temporary_file()), err_(temporary_file()) {
  std::vector<std::string> words = command;
  std::vector<std::string> variables = {"PATH=" + std::string(std::getenv("PATH"))};
  for (const auto& [name, value] : environment)
    variables.emplace_back(name).append("=").append(value);
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out_.c_str(), O_WRONLY | O_TRUNC, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err_.c_str(), O_WRONLY | O_TRUNC, 0);
  const int error = posix_spawnp(&process_, words[0].c_str(), &actions, nullptr,
                                 pointers_to(words).data(), pointers_to(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " + words[0]);
}

Process::~Process() {
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
  std::filesystem::remove(out_);
  std::filesystem::remove(err_);
}

void Process::signal(int number) const {
  ::kill(process_, number);
}

void Process::wait_for_error_text(const std::string& text) const {
  for (int i = 0; i < 12'000; ++i) {
    if (read_file(err_).find(text) != std::string::npos) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  throw std::runtime_error("it does not say: " + text);
}

ProcessResult Process::wait(std::chrono::seconds timeout) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  int status = 0;
  while (::waitpid(process_, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("it does not end");
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  process_ = -1;
  return {.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          .out = take_file(out_),
          .err = take_file(err_)};
}

ProcessResult run_process(const std::vector<std::string>& command,
                          const Process::Environment& environment) {
  return Process(command, environment).wait();
}

}  // namespace bankseed::testing
