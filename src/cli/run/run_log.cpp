#include "cli/run/run_log.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <vector>

#include <absl/time/clock.h>
#include <absl/time/time.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bankseed/core/error.hpp"
#include "cli/secrets.hpp"

namespace bankseed {
namespace {

/// The time of day here and now; with `compact` such that it can stand in a file's name.
std::string local_time(bool compact) {
  return absl::FormatTime(compact ? "%Y%m%d-%H%M%S" : "%Y-%m-%d %H:%M:%S", absl::Now(),
                          absl::LocalTimeZone());
}

/// Empty when the environment names no home.
std::filesystem::path state_directory() {
  const char* const state = std::getenv("XDG_STATE_HOME");
  // An XDG directory that is not absolute is to be ignored, says the specification.
  if (state != nullptr && *state == '/') return std::filesystem::path(state) / "bankseed";
  const char* const home = std::getenv("HOME");
  if (home == nullptr || *home != '/') return {};
  return std::filesystem::path(home) / ".local" / "state" / "bankseed";
}

/// Makes a file for the user alone, where nothing is: others may have foreseen its name.
bool make_file(const std::filesystem::path& path) {
  constexpr int kNew = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
  const int descriptor = ::open(path.c_str(), kNew, S_IRUSR | S_IWUSR);
  if (descriptor >= 0) ::close(descriptor);
  return descriptor >= 0;
}

/// What local_time() begins a log's name with: 20261126-205500-.
bool is_log(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  constexpr std::string_view kShape = "dddddddd-dddddd-";
  if (name.size() <= kShape.size() || path.extension() != ".log") return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool is_digit = name[i] >= '0' && name[i] <= '9';
    if (kShape[i] == 'd' ? !is_digit : name[i] != kShape[i]) return false;
  }
  return true;
}

/// The oldest logs go; a log that cannot be removed is no reason not to run.
void prune(const std::filesystem::path& directory) {
  std::error_code ignored;
  std::vector<std::filesystem::path> logs;
  for (const auto& entry : std::filesystem::directory_iterator(directory, ignored)) {
    if (is_log(entry.path()) && entry.is_regular_file(ignored)) logs.push_back(entry.path());
  }
  if (logs.size() <= RunLog::kKept) return;
  std::sort(logs.begin(), logs.end());
  logs.resize(logs.size() - RunLog::kKept);
  for (const std::filesystem::path& log : logs)
    std::filesystem::remove(log, ignored);
}

}  // namespace

RunLog RunLog::of_option(const std::optional<std::string>& place, std::string_view name) {
  if (!place) return in_state_directory(name);
  RunLog log;
  if (*place == "none") return log;
  log.out_.open(*place, std::ios::app);
  if (!log.out_)
    throw UsageError(fmt::format("--log: cannot write {}: {}", *place, std::strerror(errno)));
  log.path_ = *place;
  return log;
}

RunLog RunLog::in_state_directory(std::string_view name) {
  RunLog log;
  const std::filesystem::path directory = state_directory();
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  const std::filesystem::path path = directory / (local_time(true) + "-" + std::string(name) + "-" +
                                                  std::to_string(::getpid()) + ".log");
  if (!directory.empty() && make_file(path)) log.out_.open(path, std::ios::app);
  if (log.out_.is_open()) {
    log.path_ = path;
    prune(directory);
  } else {
    std::cerr << "bankseed: no log file: cannot write " << path.string()
              << "; name one with --log\n";
  }
  return log;
}

void RunLog::event(std::string_view text) {
  if (path_) out_ << local_time(false) << " " << without_secrets(text) << std::endl;
}

void RunLog::text(std::string_view text) {
  if (path_) out_ << text << std::flush;
}

}  // namespace bankseed
