#include "sink/private_cluster.hpp"

#include <cstdlib>
#include <fstream>
#include <functional>
#include <thread>

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sink/cluster_data.hpp"
#include "sink/cluster_files.hpp"
#include "sink/postgres/connection.hpp"
#include "sink/server_process.hpp"
#include "support/process.hpp"
#include "support/servers/private_server.hpp"

namespace bankseed::testing {
namespace {

namespace fs = std::filesystem;
using State = PrivateCluster::State;

std::int64_t ask(const PrivateCluster& cluster, const std::string& sql) {
  auto address = cluster.connections().front();
  address.name = "postgres";
  return Connection::open(address).execute(sql).number(0, 0);
}

int shell(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1").c_str());
}

void become_nobody() {
  const passwd* const nobody = getpwnam("nobody");
  if (nobody == nullptr || setgroups(0, nullptr) != 0 || setgid(nobody->pw_gid) != 0 ||
      setuid(nobody->pw_uid) != 0) {
    throw Error("cannot become nobody");
  }
}

int result_of(const std::function<void()>& work) {
  try {
    work();
    return 0;
  } catch (const std::exception& error) {
    std::fputs(fmt::format("{}\n", error.what()).c_str(), stderr);
    return 1;
  }
}

/// Runs `work` in a child process; 0 when it returned, 1 when it threw.
int in_child(const std::function<void()>& work) {
  const pid_t child = fork();
  if (child == 0) _exit(result_of(work));
  return exit_code_of(child);
}

/// Stops the cluster at the end of the scope.
class Stopper {
 public:
  explicit Stopper(PrivateCluster& cluster) : cluster_(cluster) {}
  Stopper(const Stopper&) = delete;
  Stopper& operator=(const Stopper&) = delete;
  Stopper(Stopper&&) = delete;
  Stopper& operator=(Stopper&&) = delete;
  ~Stopper() { static_cast<void>(cluster_.stop()); }

 private:
  PrivateCluster& cluster_;
};

void start_and_stop_twice(PrivateCluster& cluster) {
  const Stopper stopper(cluster);
  const auto check = [](bool condition, const char* what) {
    if (!condition) throw Error(what);
  };
  check(cluster.status().state == State::kAbsent, "absent at first");
  check(!cluster.stop(), "nothing to stop");
  auto started = cluster.start();
  check(started.created && started.started, "made and started");
  check(cluster.status().state == State::kRunning, "runs");
  const int port = cluster.status().port;
  check(ask(cluster, "CREATE TABLE t AS SELECT 7 AS x; SELECT x::int FROM t") == 7, "answers");
  started = cluster.start();
  check(!started.created && !started.started, "started once only");
  check(cluster.stop(), "stopped");
  check(cluster.status().state == State::kStopped, "is stopped");
  check(!cluster.stop(), "stopped once only");
  started = cluster.start();
  check(!started.created && started.started, "started again, not made again");
  check(cluster.status().port == port, "keeps its port");
  check(ask(cluster, "SELECT x FROM t") == 7, "keeps its tables");
}

TEST_CASE("a private cluster starts and stops, twice, and keeps its port and tables") {
  const TemporaryDirectory directory;
  PrivateCluster cluster(directory.path() / "bankseed");
  CHECK_NOTHROW(start_and_stop_twice(cluster));
}

/// Makes a cluster, and says what the log of its making and its password are.
std::pair<std::string, std::string> make_and_remove(const fs::path& directory) {
  PrivateCluster cluster(directory);
  const Stopper stopper(cluster);
  static_cast<void>(cluster.start());
  if (ask(cluster, "SELECT count(*) FROM pg_database WHERE datname LIKE '%\\_db'") != 6)
    throw Error("not six databases");
  auto made = std::pair(read_text(directory / "initdb.log"), read_text(cluster.password_file()));
  cluster.remove();
  return made;
}

TEST_CASE("the next private cluster is a copy of what initdb has made, unless that is damaged") {
  const TemporaryDirectory directory;
  constexpr const char* kByInitdb = "The files belonging to this database system";
  CHECK(in_child([&] {
          setenv("XDG_CACHE_HOME", directory.path().c_str(), 1);
          const auto check = [](bool condition, const char* what) {
            if (!condition) throw Error(what);
          };
          const auto first = make_and_remove(directory.path() / "cluster");
          check(first.first.find(kByInitdb) != std::string::npos, "initdb makes the first");
          const auto second = make_and_remove(directory.path() / "cluster");
          check(second.first.find(kByInitdb) == std::string::npos, "the second is a copy");
          check(first.second != second.second, "each has a password of its own");
          const auto kept = fs::directory_iterator(cluster_template_folder())->path();
          fs::remove_all(kept / "global");
          const auto third = make_and_remove(directory.path() / "cluster");
          check(third.first.find(kByInitdb) != std::string::npos, "initdb again");
          check(fs::exists(kept / "global"), "what is kept is whole again");
        }) == 0);
}

TEST_CASE("an ordinary user has a private cluster, too") {
  if (geteuid() != 0) SUCCEED("the test above ran as an ordinary user");
  if (geteuid() != 0) return;
  const TemporaryDirectory directory;
  chmod(directory.path().c_str(), 01777);
  CHECK(in_child([&] {
          become_nobody();
          PrivateCluster cluster(directory.path() / "bankseed");
          start_and_stop_twice(cluster);
        }) == 0);
}

TEST_CASE("the private cluster goes on when the program that started it ends") {
  const TemporaryDirectory directory;
  PrivateCluster cluster(directory.path() / "bankseed");
  const Stopper stopper(cluster);
  REQUIRE(in_child([&] { cluster.start(); }) == 0);
  CHECK(cluster.status().state == State::kRunning);
  CHECK(ask(cluster, "SELECT 1") == 1);
}

TEST_CASE("programs that start the private cluster at once share one") {
  const TemporaryDirectory directory;
  PrivateCluster cluster(directory.path() / "bankseed");
  const Stopper stopper(cluster);
  std::vector<std::thread> programs;
  std::atomic<int> failures{0};
  programs.reserve(4);
  for (int i = 0; i < 4; ++i) {
    programs.emplace_back([&] { failures += in_child([&] { cluster.start(); }) == 0 ? 0 : 1; });
  }
  for (auto& program : programs)
    program.join();
  CHECK(failures == 0);
  CHECK(ask(cluster, "SELECT 1") == 1);
}

TEST_CASE("the private cluster survives a crash, even when its process id lives on") {
  const TemporaryDirectory directory;
  PrivateCluster cluster(directory.path() / "bankseed");
  const Stopper stopper(cluster);
  static_cast<void>(cluster.start());
  ask(cluster, "CREATE TABLE t AS SELECT 7 AS x; SELECT x::int FROM t");
  kill(cluster.status().process_id, SIGKILL);
  waitpid(cluster.status().process_id, nullptr, 0);
  // The number in its files now is that of a process which is no server: this one.
  const auto take_over = [](const std::filesystem::path& pid_file) {
    std::ifstream in(pid_file);
    std::string first;
    REQUIRE(std::getline(in, first));
    const std::string rest((std::istreambuf_iterator<char>(in)), {});
    in.close();
    std::ofstream(pid_file) << getpid() << "\n" << rest;
  };
  const auto home = directory.path() / "bankseed";
  take_over(home / "data" / "postmaster.pid");
  for (const auto& entry : std::filesystem::directory_iterator(home / "run")) {
    if (entry.path().extension() == ".lock") take_over(entry.path());
  }
  CHECK(cluster.status().state == State::kStopped);
  CHECK(cluster.start().started);
  CHECK(ask(cluster, "SELECT x FROM t") == 7);
}

TEST_CASE("a private cluster waits for sessions that have outlived their server") {
  const TemporaryDirectory directory;
  PrivateCluster cluster(directory.path() / "bankseed");
  const Stopper stopper(cluster);
  static_cast<void>(cluster.start());
  const int server = cluster.status().process_id;
  const auto data = directory.path() / "bankseed" / "data";
  Process session({"bash", "-c",
                   cluster.psql_line(Database::kAccounts) +
                       " -d postgres -c 'SELECT count(*) FROM generate_series(1, 15000000)'"},
                  {});
  wait_until("a session is at work", [&] {
    return ask(cluster,
               "SELECT count(*)::bigint FROM pg_stat_activity WHERE query LIKE '%generate_series%' "
               "AND state = 'active' AND pid <> pg_backend_pid()") == 1;
  });
  const auto backend = ask(cluster,
                           "SELECT pid::bigint FROM pg_stat_activity WHERE query LIKE "
                           "'%generate_series%' AND pid <> pg_backend_pid()");
  kill(server, SIGKILL);
  waitpid(server, nullptr, 0);
  // Of one that has ended and whose parent has not looked yet nothing but its number is left.
  const auto program = fmt::format("/proc/{}/exe", backend);
  REQUIRE(fs::exists(program));
  CHECK(cluster.start().started);
  CHECK_FALSE(fs::exists(program));
}

TEST_CASE("a directory that others can write to, or take away, holds no private cluster") {
  const TemporaryDirectory directory;
  const auto refuses = [](const fs::path& path, const std::string& reason) {
    PrivateCluster cluster(path / "bankseed");
    CHECK_THROWS_WITH(cluster.start(), Catch::StartsWith(reason));
    CHECK_FALSE(fs::exists(path / "bankseed" / "data"));
    CHECK_FALSE(fs::exists(path / "bankseed" / "lock"));
  };
  const auto make = [&directory](const char* name, mode_t mode) {
    const auto path = directory.path() / name;
    fs::create_directories(path / "bankseed");
    chmod((path / "bankseed").c_str(), mode);
    return path;
  };
  const auto open = make("open", 0777);
  refuses(open, (open / "bankseed").string() + " can be written to by other users");
  const auto of_a_group = make("group", 0775);
  refuses(of_a_group, (of_a_group / "bankseed").string() + " can be written to by other users");
  const auto around = make("around", 0700);
  chmod(around.c_str(), 0777);
  refuses(around, around.string() + " can be written to by other users");
  if (geteuid() != 0) return;
  const auto of_another = make("another", 0755);
  REQUIRE(chown((of_another / "bankseed").c_str(), 65'534, 65'534) == 0);
  refuses(of_another, (of_another / "bankseed").string() + " is another user's");
  const auto linked = directory.path() / "linked";
  fs::create_directory(linked);
  fs::create_directory_symlink(make("target", 0755) / "bankseed", linked / "bankseed");
  REQUIRE(lchown((linked / "bankseed").c_str(), 65'534, 65'534) == 0);
  refuses(linked, (linked / "bankseed").string() + " is another user's");
  setenv("XDG_DATA_HOME", of_another.c_str(), 1);
  CHECK_THROWS_WITH(PrivateCluster::of_this_user(), Catch::Contains("is another user's"));
}

TEST_CASE("no file of a private cluster is written through a link") {
  const TemporaryDirectory directory;
  const auto home = directory.path() / "bankseed";
  const auto precious = directory.path() / "precious";
  std::ofstream(precious) << "mine";
  fs::create_directory(home);
  chmod(home.c_str(), 0755);
  for (const char* name : {"initdb.password", "initdb.password.new", "initdb.log", "pgpass",
                           "pgpass.new", "port", "port.new"})
    fs::create_symlink(precious, home / name);
  PrivateCluster cluster(home);
  {
    const Stopper stopper(cluster);
    CHECK(cluster.start().created);
  }
  CHECK(text_of(precious) == "mine");
  struct stat info {};
  REQUIRE(stat(precious.c_str(), &info) == 0);
  CHECK(info.st_uid == geteuid());
  for (const char* name : {"lock", "server.log"}) {
    fs::remove(home / name);
    fs::create_symlink(precious, home / name);
    CHECK_THROWS_AS(cluster.start(), Error);
    CHECK(text_of(precious) == "mine");
    fs::remove(home / name);
  }
}

TEST_CASE("when its port is taken the private cluster takes another and remembers that") {
  const TemporaryDirectory directory;
  PrivateCluster cluster(directory.path() / "bankseed");
  PrivateCluster other(directory.path() / "other");
  const Stopper stopper(cluster);
  const Stopper other_stopper(other);
  static_cast<void>(cluster.start());
  const int port = cluster.status().port;
  static_cast<void>(cluster.stop());
  static_cast<void>(other.start());
  CHECK(other.status().port == port);
  static_cast<void>(cluster.start());
  CHECK(cluster.status().port != port);
}

TEST_CASE("the printed psql line and URL work as they are, the password file by the network") {
  const TemporaryDirectory directory;
  PrivateCluster cluster(directory.path() / "it's a bank");
  const Stopper stopper(cluster);
  static_cast<void>(cluster.start());
  // Whatever the shell says about servers must not turn the line aside.
  const std::string elsewhere = "PGHOST=/nowhere PGPORT=1 PGUSER=eve PGDATABASE=x ";
  const auto line = cluster.psql_line(Database::kAccounts);
  INFO(line);
  CHECK(shell(elsewhere + line + " -c 'SELECT 1'") == 0);
  // The user's own tables are not among bankseed's records, whose schema bears the role's name.
  CHECK(shell(elsewhere + line +
              " -c 'CREATE SCHEMA bankseed' -c 'CREATE TABLE mine()' -c 'TABLE public.mine'") == 0);
  CHECK(shell(fmt::format("psql '{}' -c 'SELECT 1'", cluster.url(Database::kAccounts))) == 0);
  CHECK(shell(fmt::format("PGPASSFILE=\"{}\" psql -w -h 127.0.0.1 -p {} -U bankseed accounts_db -c "
                          "'SELECT 1'",
                          cluster.password_file().string(), cluster.status().port)) == 0);
}

TEST_CASE("a private cluster of another version is named, and left alone") {
  const TemporaryDirectory directory;
  PrivateCluster cluster(directory.path() / "bankseed");
  fs::create_directories(directory.path() / "bankseed" / "data");
  std::ofstream(directory.path() / "bankseed" / "data" / "PG_VERSION") << "9\n";
  CHECK_THROWS_WITH(cluster.start(),
                    Catch::Contains("was made by PostgreSQL 9") && Catch::Contains("postgresql-9"));
}

TEST_CASE("a private cluster is of the server that is named, or of none") {
  const auto installed = find_server_binaries();
  REQUIRE_FALSE(installed.empty());
  const auto other = installed.back().directory;
  CHECK(find_server_binaries(other).size() == 1);
  CHECK(find_server_binaries(other).front().directory == other);
  CHECK_THROWS_WITH(find_server_binaries("/nowhere"),
                    Catch::Contains("connection.pg_bindir") && Catch::Contains("'/nowhere'"));
  const TemporaryDirectory directory;
  PrivateCluster cluster(directory.path() / "bankseed", "/nowhere");
  CHECK_THROWS_AS(cluster.start(), UsageError);
  CHECK(cluster.status().state == PrivateCluster::State::kAbsent);
  // The environment goes before the file.
  setenv("BANKSEED_PG_BINDIR", other.c_str(), 1);
  CHECK(find_server_binaries("/nowhere").front().directory == other);
  for (const char* const wrong : {"", "bin", "/nowhere"}) {
    setenv("BANKSEED_PG_BINDIR", wrong, 1);
    CHECK_THROWS_WITH(find_server_binaries(), Catch::Contains("BANKSEED_PG_BINDIR: "));
  }
  unsetenv("BANKSEED_PG_BINDIR");
}

TEST_CASE("a data directory that is no cluster is left alone") {
  const TemporaryDirectory directory;
  PrivateCluster cluster(directory.path() / "bankseed");
  fs::create_directories(directory.path() / "bankseed" / "data");
  std::ofstream(directory.path() / "bankseed" / "data" / "letters.txt") << "mine\n";
  CHECK_THROWS_WITH(cluster.start(), Catch::Contains("is no PostgreSQL cluster"));
  CHECK(fs::exists(directory.path() / "bankseed" / "data" / "letters.txt"));
}

TEST_CASE("a server that does not start is an error with the last line of its log") {
  const TemporaryDirectory directory;
  PrivateCluster cluster(directory.path() / "bankseed");
  static_cast<void>(cluster.start());
  static_cast<void>(cluster.stop());
  std::ofstream(directory.path() / "bankseed" / "data" / "postgresql.conf", std::ios::app)
      << "no_such_setting = 1\n";
  CHECK_THROWS_WITH(cluster.start(), Catch::Contains("FATAL") && Catch::Contains("server.log"));
}

TEST_CASE("a path too long for a socket gets a short one in /tmp") {
  const TemporaryDirectory directory;
  PrivateCluster cluster(directory.path() / std::string(100, 'x'));
  const Stopper stopper(cluster);
  static_cast<void>(cluster.start());
  CHECK(cluster.socket_directory().string().starts_with("/tmp/bankseed-"));
  CHECK(ask(cluster, "SELECT 1") == 1);
  static_cast<void>(cluster.stop());
  fs::remove_all(cluster.socket_directory());
}

TEST_CASE("others on the machine get in neither by the socket nor by the loopback") {
  if (geteuid() != 0) SUCCEED("needs root");
  if (geteuid() != 0) return;
  const TemporaryDirectory directory;
  PrivateCluster cluster(directory.path() / "bankseed");
  const Stopper stopper(cluster);
  static_cast<void>(cluster.start());
  const auto as_nobody = [](const std::string& command) {
    return shell(fmt::format("setpriv --reuid=65534 --regid=65534 --clear-groups -- {}", command));
  };
  const int port = cluster.status().port;
  CHECK(
      shell(fmt::format("PGPASSFILE={} psql -h 127.0.0.1 -p {} -U bankseed postgres -c 'SELECT 1'",
                        cluster.password_file().string(), port)) == 0);
  CHECK(as_nobody(fmt::format("psql -w -h {} -p {} -U bankseed postgres -c 'SELECT 1'",
                              cluster.socket_directory().string(), port)) != 0);
  CHECK(as_nobody(fmt::format("psql -w -h 127.0.0.1 -p {} -U bankseed postgres -c 'SELECT 1'",
                              port)) != 0);
  for (const char* name : {"pgpass", "server.log", "initdb.log", "data/PG_VERSION",
                           "data/postgresql.conf", "data/postmaster.pid"}) {
    CAPTURE(name);
    const std::string file = (cluster.directory() / name).string();
    CHECK(shell("cat " + file) == 0);
    CHECK(as_nobody("cat " + file) != 0);
    CHECK(as_nobody("tee -a " + file + " </dev/null") != 0);
  }
  for (const char* name : {"", "data", "run"}) {
    CAPTURE(name);
    CHECK(as_nobody("touch " + (cluster.directory() / name / "planted").string()) != 0);
  }
  CHECK(as_nobody(fmt::format("kill -0 {}", cluster.status().process_id)) != 0);
}

TEST_CASE("root's cluster lies where postgres can reach it") {
  if (geteuid() != 0) SUCCEED("needs root");
  if (geteuid() != 0) return;
  const TemporaryDirectory directory;
  const auto account = ServerAccount::of_this_program();
  CHECK(account.name == "postgres");
  CHECK(account.can_reach(directory.path() / "new" / "bankseed"));
  fs::create_directory(directory.path() / "closed");
  chmod((directory.path() / "closed").c_str(), 0700);
  CHECK_FALSE(account.can_reach(directory.path() / "closed" / "bankseed"));
  const int stated = in_child([&] {
    setenv("XDG_DATA_HOME", (directory.path() / "closed").c_str(), 1);
    static_cast<void>(PrivateCluster::of_this_user());
  });
  CHECK(stated == 1);
  const int by_default = in_child([&] {
    unsetenv("XDG_DATA_HOME");
    setenv("HOME", (directory.path() / "closed").c_str(), 1);
    const auto place = PrivateCluster::of_this_user().directory();
    if (place != "/var/lib/bankseed") throw Error("not in /var/lib");
  });
  CHECK(by_default == 0);
}

}  // namespace
}  // namespace bankseed::testing
