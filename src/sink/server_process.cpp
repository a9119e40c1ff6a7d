#include "sink/server_process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bankseed/core/error.hpp"
#include "sink/cluster_files.hpp"

namespace bankseed {
namespace fs = std::filesystem;
namespace {

struct ClosePipe {
  void operator()(std::FILE* file) const noexcept { pclose(file); }
};

/// First line that a command prints, or empty.
std::string first_output_line(const std::string& command) {
  const std::unique_ptr<std::FILE, ClosePipe> pipe(popen((command + " 2>/dev/null").c_str(), "re"));
  std::array<char, 1024> buffer{};
  if (!pipe || std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe.get()) == nullptr) {
    return {};
  }
  std::string line = buffer.data();
  while (line.ends_with('\n'))
    line.pop_back();
  return line;
}

/// "postgres (PostgreSQL) 15.4 (Debian ...)" -> 15; major version 0 when it is no such line.
ServerBinaries binaries_in(const fs::path& directory) {
  if (access((directory / "postgres").c_str(), X_OK) != 0) return {};
  if (access((directory / "initdb").c_str(), X_OK) != 0) return {};
  auto line = first_output_line(fmt::format("'{}' --version", (directory / "postgres").string()));
  const auto digits = line.find_first_of("0123456789");
  int major = 0;
  if (digits != std::string::npos) {
    std::from_chars(line.data() + digits, line.data() + line.size(), major);
  }
  return {directory, major, std::move(line)};
}

std::vector<std::string> clean_environment() {
  std::vector<std::string> environment = {"LC_ALL=C"};
  for (const char* name : {"PATH", "TZ", "TMPDIR"}) {
    if (const char* const value = std::getenv(name)) {
      environment.push_back(fmt::format("{}={}", name, value));
    }
  }
  return environment;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// Between fork and exec of a program that has threads: nothing here may allocate or lock.
[[noreturn]] void become(const ServerAccount& account,
                         int input,
                         int log,
                         char* const* command,
                         char* const* environment) {
  setsid();
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const int number : {SIGINT, SIGTERM, SIGPIPE, SIGHUP, SIGCHLD, SIGQUIT}) {
    std::signal(number, SIG_DFL);
  }
  umask(S_IRWXG | S_IRWXO);
  bool fine = dup2(input, STDIN_FILENO) >= 0 && dup2(log, STDOUT_FILENO) >= 0 &&
              dup2(log, STDERR_FILENO) >= 0 && chdir("/") == 0;
  close_range(STDERR_FILENO + 1, ~0U, 0);
  if (account.switches) {
    fine = fine && setgroups(account.groups.size(), account.groups.data()) == 0 &&
           setgid(account.group) == 0 && setuid(account.user) == 0;
  }
  constexpr int kCannotExecute = 127;
  if (fine) execve(command[0], command, environment);
  _exit(kCannotExecute);
}

}  // namespace

ServerAccount ServerAccount::of_this_program() {
  ServerAccount account;
  account.user = geteuid();
  account.group = getegid();
  account.switches = account.user == 0;
  std::array<char, 16'384> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  if (account.switches) {
    getpwnam_r("postgres", &entry, buffer.data(), buffer.size(), &found);
    if (found == nullptr) {
      throw Error(
          "as root, a private server runs as the user postgres, and there is none: install "
          "the package postgresql, or name a server with --url");
    }
    account.user = entry.pw_uid;
    account.group = entry.pw_gid;
    int count = 64;
    account.groups.resize(static_cast<std::size_t>(count));
    getgrouplist("postgres", account.group, account.groups.data(), &count);
    account.groups.resize(static_cast<std::size_t>(std::min(count, 64)));
  } else {
    getpwuid_r(account.user, &entry, buffer.data(), buffer.size(), &found);
    if (found == nullptr) {
      throw Error(
          fmt::format("the user id {} has no name on this machine, and PostgreSQL runs only "
                      "under a named user: add one, or name a server with --url",
                      account.user));
    }
  }
  account.name = entry.pw_name;
  return account;
}

bool ServerAccount::can_reach(const fs::path& directory) const {
  fs::path prefix;
  for (const fs::path& part : fs::absolute(directory).lexically_normal()) {
    prefix /= part;
    struct stat info {};
    if (stat(prefix.c_str(), &info) != 0) return errno == ENOENT;
    const bool in_group = info.st_gid == group ||
                          std::find(groups.begin(), groups.end(), info.st_gid) != groups.end();
    unsigned needed = S_IXOTH;
    if (in_group) needed = S_IXGRP;
    if (info.st_uid == user) needed = S_IXUSR;
    if ((info.st_mode & needed) == 0) return false;
  }
  return true;
}

pid_t start_program(const std::vector<std::string>& command,
                    const ServerAccount& account,
                    const fs::path& log,
                    const fs::path& input) {
  auto words = command;
  auto variables = clean_environment();
  const auto arguments = pointers_to(words);
  const auto environment = pointers_to(variables);
  const OpenFile output(log, O_WRONLY | O_CREAT | O_APPEND);
  const OpenFile source(input, O_RDONLY);
  const pid_t child = fork();
  if (child == 0) {
    become(account, source.descriptor(), output.descriptor(), arguments.data(), environment.data());
  }
  if (child < 0) throw Error(fmt::format("cannot start {}: {}", command[0], std::strerror(errno)));
  return child;
}

int run_program(const std::vector<std::string>& command,
                const ServerAccount& account,
                const fs::path& log,
                const fs::path& input) {
  const pid_t child = start_program(command, account, log, input);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string last_line(const fs::path& file) {
  std::ifstream in(file);
  std::string last = "no log";
  bool is_fatal = false;
  for (std::string line; std::getline(in, line);) {
    const bool is_start = line.find("LOG:  starting PostgreSQL") != std::string::npos;
    const bool says_why = line.find("FATAL: ") != std::string::npos;
    if (is_start) is_fatal = false;
    if (!line.empty() && (says_why || !is_fatal)) last = line;
    is_fatal |= says_why;
  }
  return last;
}

std::vector<ServerBinaries> find_server_binaries(const fs::path& given) {
  const char* const chosen = std::getenv("BANKSEED_PG_BINDIR");
  if (chosen != nullptr || !given.empty()) {
    const fs::path directory = chosen != nullptr ? chosen : given;
    const auto named = directory.is_absolute() ? binaries_in(directory) : ServerBinaries();
    if (named.major_version >= kOldestServer) return {named};
    throw UsageError(fmt::format(
        "{}: there are no initdb and postgres of PostgreSQL {} or newer in '{}'; name a directory "
        "from / on, like /usr/lib/postgresql/15/bin",
        chosen != nullptr ? "BANKSEED_PG_BINDIR" : "connection.pg_bindir in the configuration file",
        kOldestServer, directory.string()));
  }
  std::vector<fs::path> places;
  for (const auto& [parent, prefix] :
       {std::pair<const char*, const char*>{"/usr/lib/postgresql", ""}, {"/usr", "pgsql-"}}) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(parent, ignored)) {
      if (entry.path().filename().string().starts_with(prefix)) {
        places.push_back(entry.path() / "bin");
      }
    }
  }
  const char* const variable = std::getenv("PATH");
  std::string_view path = variable == nullptr ? "" : variable;
  while (!path.empty()) {
    const auto end = std::min(path.find(':'), path.size());
    places.emplace_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  if (const auto line = first_output_line("pg_config --bindir"); !line.empty()) {
    places.emplace_back(line);
  }
  std::vector<ServerBinaries> found;
  for (const fs::path& place : places) {
    auto installed = binaries_in(place);
    const bool known = std::any_of(found.begin(), found.end(), [&](const ServerBinaries& other) {
      return other.major_version == installed.major_version;
    });
    if (installed.major_version >= kOldestServer && !known) found.push_back(std::move(installed));
  }
  std::sort(found.begin(), found.end(), [](const ServerBinaries& a, const ServerBinaries& b) {
    return a.major_version > b.major_version;
  });
  return found;
}

}  // namespace bankseed
