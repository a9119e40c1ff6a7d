#include "test_run.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bankseed::testing {
namespace {

namespace fs = std::filesystem;

bool is_kept(std::string_view variable) {
  constexpr std::array<std::string_view, 13> kKept = {
      "PATH",          "http_proxy",          "https_proxy",
      "no_proxy",      "HTTP_PROXY",          "HTTPS_PROXY",
      "NO_PROXY",      "SSL_CERT_FILE",       "SSL_CERT_DIR",
      "ASAN_OPTIONS",  "NODE_EXTRA_CA_CERTS", "TSAN_OPTIONS",
      "UBSAN_OPTIONS",
  };
  return variable.starts_with("BANKSEED_TEST_") || variable == "BANKSEED_UPDATE_GOLDEN" ||
         variable == "npm_config_registry" ||
         std::find(kKept.begin(), kKept.end(), variable) != kKept.end();
}

/// The number in a file of /proc or of a server, 0 when there is none.
pid_t number_in(const fs::path& path) {
  pid_t number = 0;
  std::ifstream(path) >> number;
  return number;
}

std::string first_line(const fs::path& path) {
  std::string line;
  std::getline(std::ifstream(path), line);
  return line;
}

/// All processes, by the one that started them.
std::multimap<pid_t, pid_t> processes_by_parent() {
  std::multimap<pid_t, pid_t> processes;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const pid_t process = std::atoi(entry.path().filename().c_str());
    if (process <= 0) continue;
    // "PID (NAME) STATE PARENT ...", and the name may hold anything.
    const std::string line = first_line(entry.path() / "stat");
    const auto end = line.rfind(')');
    if (end == std::string::npos || end + 4 > line.size()) continue;
    processes.emplace(std::atoi(line.c_str() + end + 4), process);
  }
  return processes;
}

void kill_descendants(const std::multimap<pid_t, pid_t>& processes, pid_t parent) {
  const auto [begin, end] = processes.equal_range(parent);
  for (auto child = begin; child != end; ++child) {
    // A shell whose child is killed first has the time to say so.
    ::kill(child->second, SIGKILL);
    kill_descendants(processes, child->second);
  }
}

/// Servers are nobody's children. They end at once, and take what they share with them.
void kill_servers(const fs::path& folder) {
  std::vector<pid_t> servers;
  for (const auto& entry :
       fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied)) {
    if (entry.path().filename() != "postmaster.pid") continue;
    const pid_t server = number_in(entry.path());
    if (server > 1 && first_line("/proc/" + std::to_string(server) + "/comm") == "postgres" &&
        ::kill(server, SIGQUIT) == 0)
      servers.push_back(server);
  }
  for (const pid_t server : servers) {
    for (int i = 0; i < 500 && ::kill(server, 0) == 0; ++i) {
      ::waitpid(server, nullptr, WNOHANG);
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
}

}  // namespace

TestRun& TestRun::instance() {
  static TestRun run;
  return run;
}

TestRun::TestRun() {
  const char* const parent = std::getenv("BANKSEED_TEST_FOLDER");
  std::string name = std::string(parent == nullptr ? "/tmp" : parent) + "/bankseed-test-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr || ::chmod(name.c_str(), 0755) != 0)
    throw std::runtime_error("cannot make the folder " + name);
  folder_ = name;
  fs::create_directory(folder_ / "home");
  clean_environment();
  if (const char* const seconds = std::getenv("BANKSEED_TEST_SECONDS"); seconds != nullptr)
    limit_ = std::chrono::seconds(std::atoi(seconds));
  deadline_ = std::chrono::steady_clock::now() + limit_;
  watcher_ = std::thread([this] { watch(); });
}

TestRun::~TestRun() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  changed_.notify_all();
  watcher_.join();
  clear();
}

void TestRun::clean_environment() const {
  std::vector<std::pair<std::string, std::string>> kept;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const auto name = text.substr(0, text.find('='));
    if (is_kept(name) && name.size() < text.size())
      kept.emplace_back(name, text.substr(name.size() + 1));
  }
  kept.emplace_back("HOME", folder_ / "home");
  kept.emplace_back("TMPDIR", folder_);
  kept.emplace_back("LC_ALL", "C");
  kept.emplace_back("TZ", "UTC");
  // One copy of what initdb makes serves the clusters of all tests.
  if (const char* const cache = std::getenv("BANKSEED_TEST_CACHE"); cache != nullptr)
    kept.emplace_back("XDG_CACHE_HOME", cache);
  ::clearenv();
  for (const auto& [name, value] : kept)
    ::setenv(name.c_str(), value.c_str(), 1);
}

void TestRun::begin(const std::string& test) {
  clean_environment();
  const std::lock_guard lock(mutex_);
  test_ = test;
  deadline_ = std::chrono::steady_clock::now() + limit_;
}

void TestRun::watch() {
  std::unique_lock lock(mutex_);
  while (!ended_ && std::chrono::steady_clock::now() < deadline_)
    changed_.wait_until(lock, deadline_);
  if (ended_) return;
  std::fprintf(stderr, "'%s' has not ended after %d s; it is killed, with all that it started\n",
               test_.c_str(), static_cast<int>(limit_.count()));
  clear();
  std::_Exit(1);
}

void TestRun::clear() const noexcept {
  try {
    kill_servers(folder_);
    kill_descendants(processes_by_parent(), ::getpid());
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s may be left behind: %s\n", folder_.c_str(), error.what());
  }
}

}  // namespace bankseed::testing
