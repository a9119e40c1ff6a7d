#include "sink/private_cluster.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <random>
#include <thread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bankseed/core/error.hpp"
#include "sink/cluster_data.hpp"
#include "sink/cluster_files.hpp"
#include "sink/own_directory.hpp"
#include "sink/server_process.hpp"

namespace bankseed {
namespace fs = std::filesystem;
namespace {

constexpr auto kPatience = std::chrono::seconds(60);
constexpr auto kPause = std::chrono::milliseconds(5);

/// Lets one program at a time make, start or stop the cluster.
class DirectoryLock {
 public:
  explicit DirectoryLock(const fs::path& directory) : file_(directory / "lock", O_RDWR | O_CREAT) {
    const auto deadline = std::chrono::steady_clock::now() + 2 * kPatience;
    while (flock(file_.descriptor(), LOCK_EX | LOCK_NB) != 0) {
      if (errno != EWOULDBLOCK && errno != EINTR) fail_on("cannot lock", directory / "lock");
      if (std::chrono::steady_clock::now() > deadline) {
        throw Error(
            fmt::format("another program has been busy with {} for two minutes: end it and "
                        "run again",
                        directory.string()));
      }
      std::this_thread::sleep_for(kPause);
    }
  }

 private:
  OpenFile file_;
};

std::vector<std::string> read_lines(const fs::path& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

int to_number(const std::string& text) {
  return static_cast<int>(std::strtol(text.c_str(), nullptr, 10));
}

/// What a running server writes into its data directory.
struct PidFile {
  int process_id = 0;
  int port = 0;
  bool ready = false;
};

PidFile read_pid_file(const fs::path& data) {
  const auto lines = read_lines(data / "postmaster.pid");
  PidFile file;
  if (!lines.empty()) file.process_id = to_number(lines[0]);
  if (lines.size() > 3) file.port = to_number(lines[3]);
  file.ready = lines.size() > 7 && lines[7].starts_with("ready");
  return file;
}

/// True when the process exists and works in the data directory, as a PostgreSQL server does: a
/// crash leaves a file whose number may be somebody else's by now.
bool is_server_of(int process_id, const fs::path& data) {
  if (process_id <= 0) return false;
  if (kill(process_id, 0) != 0 && errno != EPERM) return false;
  std::error_code error;
  const auto working_directory = fs::read_symlink(fmt::format("/proc/{}/cwd", process_id), error);
  if (error) return error.value() != ENOENT;
  return fs::equivalent(working_directory, data, error) && !error;
}

/// A process that works in the data directory; 0 when there is none. A server that was killed
/// leaves those of its sessions that are busy.
int process_in(const fs::path& data) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const int process_id = to_number(entry.path().filename().string());
    if (process_id > 0 && fs::equivalent(entry.path() / "cwd", data, error) && !error)
      return process_id;
  }
  return 0;
}

bool port_is_free(int port) {
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool free = bind(probe, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  close(probe);
  return free;
}

std::string shell_quoted(const std::string& word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./";
  if (word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word)
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

ServerBinaries binaries_for(int major_version, const fs::path& data, const fs::path& given) {
  const auto installed = find_server_binaries(given);
  if (installed.empty()) {
    throw Error(
        "no PostgreSQL server (13 or later) is installed for a private cluster: install the "
        "package postgresql, or name a server with --url");
  }
  if (major_version == 0) return installed.front();
  std::string versions;
  for (const ServerBinaries& binaries : installed) {
    if (binaries.major_version == major_version) return binaries;
    versions += fmt::format("{}{}", versions.empty() ? "" : ", ", binaries.major_version);
  }
  throw Error(
      fmt::format("the private cluster in {} was made by PostgreSQL {}, and only {} is "
                  "installed: install postgresql-{} or move the directory away",
                  data.string(), major_version, versions, major_version));
}

}  // namespace

PrivateCluster::PrivateCluster(fs::path directory, fs::path binaries)
    : directory_(std::move(directory)), binaries_(std::move(binaries)) {}

PrivateCluster PrivateCluster::of_this_user(const fs::path& binaries) {
  const char* const stated = std::getenv("XDG_DATA_HOME");
  const bool is_stated = stated != nullptr && *stated == '/';
  const char* const home = std::getenv("HOME");
  if (!is_stated && (home == nullptr || *home == '\0')) {
    throw Error("neither XDG_DATA_HOME nor HOME is set: a private cluster has no place");
  }
  const auto directory =
      (is_stated ? fs::path(stated) : fs::path(home) / ".local" / "share") / "bankseed";
  if (geteuid() == 0 && !ServerAccount::of_this_program().can_reach(directory)) {
    if (!is_stated) return PrivateCluster("/var/lib/bankseed", binaries);
    throw Error(
        fmt::format("the user postgres, as whom the private server runs, cannot reach {}: "
                    "open the directory (chmod o+x) or unset XDG_DATA_HOME",
                    directory.string()));
  }
  std::error_code error;
  if (fs::exists(directory, error)) check_is_own(directory);
  return PrivateCluster(directory, binaries);
}

fs::path PrivateCluster::socket_directory() const {
  // sun_path holds 107 bytes; the socket is called .s.PGSQL.54321 (and .lock beside it).
  constexpr std::size_t kDirectorySizeMax = 107 - 15;
  auto inside = directory_ / "run";
  if (inside.string().size() <= kDirectorySizeMax) return inside;
  return fmt::format("/tmp/bankseed-{:016x}", std::hash<std::string>{}(directory_.string()));
}

PrivateCluster::Status PrivateCluster::status() const {
  Status status;
  const auto version = read_lines(data() / "PG_VERSION");
  if (version.empty()) return status;
  status.major_version = to_number(version[0]);
  status.state = State::kStopped;
  const auto file = read_pid_file(data());
  if (is_server_of(file.process_id, data()) && file.ready) {
    status.state = State::kRunning;
    status.process_id = file.process_id;
    status.port = file.port;
  } else if (const auto remembered = read_lines(directory_ / "port"); !remembered.empty()) {
    status.port = to_number(remembered[0]);
  }
  return status;
}

void PrivateCluster::create() {
  const auto account = ServerAccount::of_this_program();
  const auto unfinished = directory_ / "data.new";
  const auto log = directory_ / "initdb.log";
  std::error_code ignored;
  if (fs::exists(data()) && !fs::is_empty(data())) {
    throw Error(
        fmt::format("{} exists and is no PostgreSQL cluster: move it away", data().string()));
  }
  fs::remove(data(), ignored);
  fs::remove_all(unfinished, ignored);
  fs::remove(log, ignored);
  const auto binaries = binaries_for(0, data(), binaries_);
  const auto password = make_cluster_data(unfinished, binaries, account, log);
  write_file(password_file(), fmt::format("127.0.0.1:*:*:{}:{}\n", kClusterRole, password));
  sync_file_system(unfinished);
  // Only a finished cluster is called data: whoever is interrupted before starts over.
  fs::rename(unfinished, data());
  sync_file_system(directory_);
}

int PrivateCluster::choose_port() const {
  if (const auto remembered = read_lines(directory_ / "port"); !remembered.empty()) {
    const int port = to_number(remembered[0]);
    if (port > 0 && port_is_free(port)) return port;
  }
  constexpr int kFirst = 5433;
  constexpr int kLast = 5999;
  for (int port = kFirst; port <= kLast; ++port) {
    if (port_is_free(port)) return port;
  }
  throw Error("no loopback port between 5433 and 5999 is free for the private server");
}

void PrivateCluster::launch(const fs::path& binaries) {
  const auto account = ServerAccount::of_this_program();
  const auto sockets = socket_directory();
  if (mkdir(sockets.c_str(), S_IRWXU) == 0) {
    give_to(sockets, account);
  }
  struct stat info {};
  if (lstat(sockets.c_str(), &info) != 0 || !S_ISDIR(info.st_mode) || info.st_uid != account.user ||
      (info.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    throw Error(fmt::format("{} must be a directory of {} that others cannot write: remove it",
                            sockets.string(), account.name));
  }
  // Between the look for a free port and the server's own claim, somebody else may take it, and
  // may have given it back by now: the server's log knows.
  constexpr int kTries = 5;
  constexpr std::string_view kPortWasTaken = "could not create any TCP/IP sockets";
  for (int i = 0; i < kTries; ++i) {
    const int port = choose_port();
    if (start_on(port, binaries, account)) {
      write_file(directory_ / "port", fmt::format("{}\n", port));
      return;
    }
    if (port_is_free(port) && last_line(log_file()).find(kPortWasTaken) == std::string::npos) break;
  }
  throw Error(fmt::format("the private server in {} does not start: {} (all of it in {})",
                          directory_.string(), last_line(log_file()), log_file().string()));
}

bool PrivateCluster::start_on(int port, const fs::path& binaries, const ServerAccount& account) {
  // A crash leaves these files; where their process's number is another's by now, PostgreSQL would
  // refuse for ever. Without them it no longer knows of sessions that have outlived their server,
  // and would write beside them.
  const auto last_moment = std::chrono::steady_clock::now() + kPatience;
  while (const int process_id = process_in(data())) {
    if (std::chrono::steady_clock::now() > last_moment) {
      throw Error(fmt::format(
          "process {} of the private server in {} has outlived it and does not end: end it, and "
          "run again",
          process_id, directory_.string()));
    }
    std::this_thread::sleep_for(kPause);
  }
  std::error_code ignored;
  fs::remove(data() / "postmaster.pid", ignored);
  fs::remove(socket_directory() / fmt::format(".s.PGSQL.{}.lock", port), ignored);
  const pid_t server = start_program(
      {(binaries / "postgres").string(), "-D", data().string(), "-c", fmt::format("port={}", port),
       "-c", fmt::format("unix_socket_directories={}", socket_directory().string())},
      account, log_file());
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (true) {
    const auto file = read_pid_file(data());
    if (file.process_id == server && file.ready) return true;
    int exit_status = 0;
    if (waitpid(server, &exit_status, WNOHANG) == server) return false;
    if (std::chrono::steady_clock::now() > deadline) {
      kill(server, SIGINT);
      throw Error(
          fmt::format("the private server in {} was not ready within 60 s: {} (all of it in {})",
                      directory_.string(), last_line(log_file()), log_file().string()));
    }
    std::this_thread::sleep_for(kPause);
  }
}

PrivateCluster::Started PrivateCluster::start() {
  std::error_code error;
  const bool is_new = fs::create_directories(directory_, error);
  if (error) {
    throw Error(fmt::format("cannot make the directory {} of the private cluster: {}",
                            directory_.string(), error.message()));
  }
  if (is_new) chmod(directory_.c_str(), geteuid() == 0 ? 0755 : 0700);
  check_is_own(directory_);
  const DirectoryLock lock(directory_);
  Started started;
  auto now = status();
  if (now.state == State::kRunning) return started;
  if (now.state == State::kAbsent) {
    create();
    started.created = true;
    now = status();
  }
  const auto binaries = binaries_for(now.major_version, data(), binaries_);
  // Still starting or stopping for somebody else: wait for how that ends.
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (is_server_of(read_pid_file(data()).process_id, data())) {
    if (status().state == State::kRunning) return started;
    if (std::chrono::steady_clock::now() > deadline) {
      throw Error(fmt::format("the server in {} neither starts nor stops: see {}",
                              directory_.string(), log_file().string()));
    }
    std::this_thread::sleep_for(kPause);
  }
  launch(binaries.directory);
  started.started = true;
  return started;
}

bool PrivateCluster::stop() {
  if (!fs::exists(directory_)) return false;
  check_is_own(directory_);
  const DirectoryLock lock(directory_);
  const auto file = read_pid_file(data());
  if (!is_server_of(file.process_id, data())) return false;
  // The fast shutdown: sessions are ended, everything is written.
  if (kill(file.process_id, SIGINT) != 0) {
    throw Error(fmt::format("cannot stop the private server, process {}: {}", file.process_id,
                            std::strerror(errno)));
  }
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (is_server_of(file.process_id, data())) {
    waitpid(file.process_id, nullptr, WNOHANG);  // In case this program started it.
    if (std::chrono::steady_clock::now() > deadline) {
      throw Error(fmt::format("the private server, process {}, does not stop: see {}",
                              file.process_id, log_file().string()));
    }
    std::this_thread::sleep_for(kPause);
  }
  return true;
}

bool PrivateCluster::remove() {
  if (!fs::exists(directory_)) return false;
  stop();
  {
    const DirectoryLock lock(directory_);
    fs::remove_all(socket_directory());
    for (const char* const name :
         {"data", "data.new", "port", "pgpass", "server.log", "initdb.log", "initdb.sql"})
      fs::remove_all(directory_ / name);
  }
  fs::remove(directory_ / "lock");
  std::error_code is_not_empty;
  fs::remove(directory_, is_not_empty);
  return true;
}

ConnectionSettings PrivateCluster::connections() const {
  const auto port = status().port;
  ConnectionSettings settings;
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    settings[i].database = static_cast<Database>(i);
    settings[i].name = kDatabaseNames[i];
    settings[i].maintenance_name = "postgres";
    // Everything that a PG* variable could turn aside is stated.
    settings[i].parameters = {{"host", socket_directory().string()},
                              {"port", fmt::format("{}", port)},
                              {"user", std::string(kClusterRole)},
                              {"sslmode", "disable"},
                              {"options", "-c client_min_messages=warning"},
                              {"channel_binding", "disable"},
                              {"target_session_attrs", "any"}};
    settings[i].origin = kOrigin;
  }
  return settings;
}

std::string PrivateCluster::url(Database database) const {
  std::string host;
  for (const char c : socket_directory().string()) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' ||
                       c == '.' || c == '/';
    host += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return fmt::format("postgresql://{}@/{}?host={}&port={}", kClusterRole, name_of(database), host,
                     status().port);
}

std::vector<std::string> PrivateCluster::psql_command(Database database) const {
  std::string program = "psql";
  const auto installed = find_server_binaries(binaries_);
  const bool in_path = std::system("command -v psql >/dev/null 2>&1") == 0;
  if (!in_path && !installed.empty()) program = (installed.front().directory / "psql").string();
  return {program,
          "-h",
          socket_directory().string(),
          "-p",
          fmt::format("{}", status().port),
          "-U",
          std::string(kClusterRole),
          std::string(name_of(database))};
}

std::string PrivateCluster::psql_line(Database database) const {
  std::string line;
  for (const std::string& word : psql_command(database)) {
    line += (line.empty() ? "" : " ") + shell_quoted(word);
  }
  return line;
}

}  // namespace bankseed
