// No wait without a bound: a server that is frozen, a proxy that swallows, somebody's lock, what a
// role sets. Each with the program itself, as a user calls it.

#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "support/locations.hpp"
#include "support/process.hpp"
#include "support/servers/test_server.hpp"

namespace bankseed::testing {
namespace {

using Clock = std::chrono::steady_clock;
using Command = std::vector<std::string>;

Command generate(const std::string& customers) {
  return {"generate",   "--truncate", "--customers", customers, "--as-of",
          "2026-11-01", "--log",      "none",        "--jobs",  "2"};
}

/// The program, to be waited for no longer than a few seconds.
class Run {
 public:
  Run(Command command, const std::string& url, const Command& more = {"--timeout", "2"})
      : process_(whole(std::move(command), url, more), {}) {}

  [[nodiscard]] Process& process() { return process_; }
  ProcessResult wait() {
    const auto before = Clock::now();
    ProcessResult result = process_.wait(std::chrono::seconds(20));
    took = Clock::now() - before;
    return result;
  }
  /// From wait() on.
  Clock::duration took{};

 private:
  static Command whole(Command command, const std::string& url, const Command& more) {
    command.insert(command.begin(), program());
    command.insert(command.end(), {"--url", url});
    command.insert(command.end(), more.begin(), more.end());
    return command;
  }
  Process process_;
};

/// While it lives the server is frozen.
class Frozen {
 public:
  explicit Frozen(const TestServer& server) : server_(server) { server_.freeze(); }
  Frozen(const Frozen&) = delete;
  Frozen& operator=(const Frozen&) = delete;
  Frozen(Frozen&&) = delete;
  Frozen& operator=(Frozen&&) = delete;
  ~Frozen() { server_.thaw(); }

 private:
  const TestServer& server_;
};

std::string url_of(const TestServer& server) {
  return server.conninfo("postgres");
}

/// What a person would lock a table with, and go for lunch.
TestConnection lock_table(const TestServer& server,
                          const std::string& database,
                          const std::string& table) {
  TestConnection holder(server.conninfo(database) + " application_name=lunch");
  holder.execute("BEGIN; LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
  return holder;
}

/// Waits until a load copies rows of the table.
void wait_for_copy(const TestServer& server, const std::string& table) {
  TestConnection watcher(server.conninfo("postgres"));
  wait_until("rows of " + table + " are copied", [&] {
    return watcher.value("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%COPY public." +
                         table + " %' AND pid <> pg_backend_pid()") != "0";
  });
}

TEST_CASE("a server that freezes is given up, by every command") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "120", "--as-of", "2026-11-01"});
  for (const Command& command : {Command{"status"}, Command{"digest"}, Command{"verify"},
                                 Command{"clear", "--confirm"}, Command{"repair"}, generate("7")}) {
    INFO(command.front());
    const Frozen frozen(server);
    Run run(command, url_of(server), {"--timeout", "1"});
    const auto result = run.wait();
    CHECK(result.exit_code == 2);
    CHECK(run.took < std::chrono::seconds(5));
    CHECK_THAT(result.err, Catch::Contains("no answer within 1 s"));
  }
}

TEST_CASE("a server that freezes in the middle of a load is given up, and so is the undoing") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  {
    Run run(generate("20k"), url_of(server), {"--timeout", "1"});
    wait_for_copy(server, "transactions");
    const Frozen frozen(server);
    const auto result = run.wait();
    CHECK(result.exit_code == 1);
    CHECK(run.took < std::chrono::seconds(8));
    CHECK_THAT(result.err, Catch::Contains("the server has not answered for 1 s") &&
                               Catch::Contains("could not undo all of the load") &&
                               Catch::Contains("bankseed repair"));
  }
  CHECK(Run({"repair"}, url_of(server)).wait().exit_code == 0);
  CHECK(Run(generate("7"), url_of(server)).wait().exit_code == 0);
}

/// Stops a session in the middle of a COPY, and nothing else: when it computes, as far as others
/// can see.
pid_t stop_copying_session(TestConnection& watcher) {
  pid_t session = 0;
  const std::string copying =
      "SELECT coalesce(max(pid), 0) FROM pg_stat_activity JOIN pg_stat_progress_copy USING (pid) "
      "WHERE query LIKE '%COPY public.transactions %' AND bytes_processed > 0";
  wait_until("a session is stopped in the middle of a COPY", [&] {
    session = std::stoi(watcher.value(copying));
    if (session == 0 || kill(session, SIGSTOP) != 0) return false;
    const auto at_it =
        watcher.value(copying + fmt::format(" AND pid = {} AND wait_event_type IS NULL", session));
    if (at_it != "0") return true;
    kill(session, SIGCONT);
    return false;
  });
  return session;
}

TEST_CASE("a session that is frozen alone is given up when it takes no more rows") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  TestConnection watcher(server.conninfo("postgres"));
  if (watcher.value("SELECT current_setting('server_version_num')::int >= 140000") == "f") return;
  Run run(generate("40k"), url_of(server), {"--timeout", "2"});
  const pid_t session = stop_copying_session(watcher);
  const auto result = run.wait();
  CHECK(kill(session, SIGCONT) == 0);
  CHECK(result.exit_code == 1);
  CHECK(run.took < std::chrono::seconds(12));
  CHECK_THAT(result.err,
             Catch::Contains("accounts_db.transactions: the server is not at work on it, "
                             "and nothing has come of it for 2 s"));
  CHECK(Run({"repair"}, url_of(server)).wait().exit_code == 0);
}

TEST_CASE("Ctrl-C ends the wait for a frozen server within two seconds") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  Run run(generate("20k"), url_of(server), {});
  wait_for_copy(server, "transactions");
  const Frozen frozen(server);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  run.process().signal(SIGINT);
  const auto result = run.wait();
  CHECK(result.exit_code == 130);
  CHECK(run.took < std::chrono::seconds(2));
  CHECK_THAT(result.err, Catch::Contains("could not undo all of the load"));
}

TEST_CASE("who holds a lock is said, and nobody waits for it for ever") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "120", "--as-of", "2026-11-01"});
  auto holder = lock_table(server, "accounts_db", "transactions");
  const auto pid = holder.value("SELECT pg_backend_pid()");
  const auto held = Catch::Contains("held by process " + pid +
                                    " (lunch as postgres, idle in "
                                    "transaction since");
  for (const Command& command :
       {Command{"status"}, Command{"digest"}, Command{"clear", "--confirm"},
        Command{"verify", "--rules", "CNT"}, generate("7")}) {
    INFO(command.front());
    Run run(command, url_of(server), {"--lock-timeout", "2"});
    const auto result = run.wait();
    CHECK(result.exit_code == (command.front() == "verify" ? 2 : 1));
    CHECK(run.took < std::chrono::seconds(6));
    CHECK_THAT(result.err + result.out, held && Catch::Contains("55P03"));
  }
  Run run(generate("7"), url_of(server), {});
  run.process().wait_for_error_text("held by process " + pid);
  run.process().signal(SIGINT);
  CHECK(run.wait().exit_code == 130);
  CHECK(run.took < std::chrono::seconds(2));
  holder.execute("ROLLBACK");
  CHECK(Run(generate("7"), url_of(server)).wait().exit_code == 0);
}

TEST_CASE("a command that is interrupted at a lock does nothing when the lock is gone") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "120", "--as-of", "2026-11-01"});
  {
    auto holder = lock_table(server, "accounts_db", "transactions");
    Run run({"clear", "--confirm"}, url_of(server), {});
    run.process().wait_for_error_text("accounts_db waits for");
    run.process().signal(SIGINT);
    CHECK(run.wait().exit_code == 130);
    CHECK(run.took < std::chrono::seconds(2));
  }
  TestConnection accounts(server.conninfo("accounts_db"));
  CHECK(accounts.value("SELECT count(*) > 0 FROM transactions") == "t");
}

TEST_CASE("every time limit that a role may set is the session's own") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  TestConnection maintenance(server.conninfo("postgres"));
  // Long enough to say that they are not wanted, too short for a load.
  const Command limits = {"statement_timeout = 100", "lock_timeout = 100",
                          "idle_in_transaction_session_timeout = 100",
                          "default_transaction_isolation = serializable", "search_path = nowhere"};
  for (const auto& limit : limits)
    maintenance.execute("ALTER ROLE postgres SET " + limit);
  const bool has_idle_limit = maintenance.value(
                                  "SELECT current_setting('server_version_num')::int "
                                  ">= 140000") == "t";
  if (has_idle_limit) maintenance.execute("ALTER ROLE postgres SET idle_session_timeout = 100");
  const auto result = Run(generate("1200"), url_of(server)).wait();
  const auto checked = Run({"verify"}, url_of(server)).wait();
  maintenance.execute("ALTER ROLE postgres RESET ALL");
  INFO(result.err << checked.out << checked.err);
  CHECK(result.exit_code == 0);
  CHECK(checked.exit_code == 0);
}

/// Listens on a port and says nothing, as a firewall or a frozen proxy does.
class SilentHost {
 public:
  SilentHost() : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);  // NOLINT: as sockets want it.
    if (bind(listener_, any, size) != 0 || listen(listener_, 16) != 0 ||
        getsockname(listener_, any, &size) != 0)
      throw std::runtime_error("no port to listen on");
    port_ = ntohs(address.sin_port);
  }
  SilentHost(const SilentHost&) = delete;
  SilentHost& operator=(const SilentHost&) = delete;
  SilentHost(SilentHost&&) = delete;
  SilentHost& operator=(SilentHost&&) = delete;
  ~SilentHost() { close(listener_); }
  [[nodiscard]] int port() const { return port_; }

 private:
  int listener_;
  int port_ = 0;
};

TEST_CASE("a silent host is left for the next one") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  const SilentHost silent;
  const auto url = fmt::format("host=127.0.0.1,{} port={},{} user=postgres connect_timeout=2",
                               server.directory().string(), silent.port(), server.port());
  const auto result = Run({"status"}, url, {}).wait();
  INFO(result.err);
  CHECK(result.exit_code == 0);
  const auto alone = fmt::format("host=127.0.0.1 port={} user=postgres", silent.port());
  Run run({"status"}, alone, {"--timeout", "1"});
  CHECK(run.wait().exit_code == 2);
  CHECK(run.took < std::chrono::seconds(3));
}

}  // namespace
}  // namespace bankseed::testing
