// What may pass by itself is tried again, and said; what will not ends at once.

#include <chrono>
#include <csignal>
#include <thread>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "support/locations.hpp"
#include "support/process.hpp"
#include "support/servers/test_server.hpp"

namespace bankseed::testing {
namespace {

using Clock = std::chrono::steady_clock;
using Words = std::vector<std::string>;

Words command(Words words, const std::string& url) {
  words.insert(words.begin(), program());
  words.insert(words.end(), {"--url", url});
  return words;
}

const Words kGenerate = {"generate", "--customers", "7",      "--as-of", "2026-11-01",
                         "--log",    "none",        "--jobs", "2",       "--truncate"};

TEST_CASE("where no session is free for the moment it is tried again") {
  const TestServer server(
      {"max_connections=16", "superuser_reserved_connections=0", "max_wal_senders=0"});
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  const auto url = server.conninfo("postgres");
  // Of a bank that is not small a load has 13 at once.
  const std::size_t count = GENERATE(std::size_t{16}, std::size_t{8});
  auto generate = kGenerate;
  if (count == 8) generate[2] = "5000";
  std::vector<TestConnection> others;
  for (std::size_t i = 0; i < count; ++i)
    others.emplace_back(url);
  const auto at_once = Clock::now();
  const auto refused = run_process(command(
      [words = generate]() mutable {
        words.insert(words.end(), {"--retries", "0"});
        return words;
      }(),
      url));
  CHECK(refused.exit_code == 2);
  CHECK(Clock::now() - at_once < std::chrono::seconds(2));
  CHECK_THAT(refused.err, Catch::Contains(count == 16 ? "53300" : "13 are needed and 8 free"));
  Process load(command(generate, url), {});
  load.wait_for_error_text("no session is free (SQLSTATE 53300); trying again in 0.5 s (1 of 3)");
  others.clear();
  const auto result = load.wait();
  INFO(result.err);
  CHECK(result.exit_code == 0);
}

TEST_CASE("a load that is the victim of a deadlock before it has begun begins again") {
  const TestServer server({"deadlock_timeout=300ms"});
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  TestConnection other(server.conninfo("accounts_db"));
  TestConnection watcher(server.conninfo("accounts_db"));
  // Who waits longer notices first.
  other.execute("SET deadlock_timeout = '1h'; BEGIN; LOCK TABLE transactions IN ACCESS SHARE MODE");
  Process load(command(kGenerate, server.conninfo("postgres")), {});
  const auto waits = fmt::format(
      "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = "
      "'transactions'::regclass");
  wait_until("the load waits", [&] { return watcher.value(waits) != "0"; });
  const auto held = watcher.execute(
      "SELECT DISTINCT relation::regclass::text FROM pg_locks WHERE granted AND mode = "
      "'AccessExclusiveLock' AND relation::regclass::text IN ('customers', 'accounts', "
      "'account_relationships')");
  REQUIRE_FALSE(held.empty());
  other.execute("LOCK TABLE " + *held[0][0] + " IN ACCESS SHARE MODE");
  other.execute("ROLLBACK");
  const auto result = load.wait();
  INFO(result.err);
  CHECK(result.exit_code == 0);
  CHECK_THAT(result.err, Catch::Contains("a deadlock with somebody else (SQLSTATE 40P01); trying "
                                         "again in 0.5 s (1 of 3)"));
}

TEST_CASE("a load whose session is ended before it has begun begins again") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  TestConnection other(server.conninfo("accounts_db"));
  other.execute("BEGIN; LOCK TABLE transactions");
  const Words words = GENERATE(Words{"clear", "--confirm"}, kGenerate);
  Process load(command(words, server.conninfo("postgres")), {});
  TestConnection watcher(server.conninfo("accounts_db"));
  const auto waits = "FROM pg_locks WHERE NOT granted AND relation = 'transactions'::regclass";
  wait_until("the load waits",
             [&] { return watcher.value(fmt::format("SELECT count(*) {}", waits)) != "0"; });
  watcher.execute(fmt::format("SELECT pg_terminate_backend(pid) {}", waits));
  load.wait_for_error_text("trying again in 0.5 s (1 of 3)");
  other.execute("ROLLBACK");
  const auto result = load.wait();
  INFO(result.err);
  CHECK(result.exit_code == 0);
}

TEST_CASE("a server that goes down is tried again, and given up") {
  const TestServer server;
  TestConnection holds_it_up(server.conninfo("postgres"));
  server.shut_down_smartly();
  wait_until("the server takes nobody any more", [&] {
    try {
      TestConnection another(server.conninfo("postgres"));
      return false;
    } catch (const std::runtime_error&) {
      return true;
    }
  });
  auto words = command({"status"}, server.conninfo("postgres"));
  words.insert(words.end(), {"--retries", "1"});
  const auto result = run_process(words);
  CHECK(result.exit_code == 2);
  CHECK_THAT(result.err,
             Catch::Contains("the server is starting or going down (SQLSTATE 57P03); trying again "
                             "in 0.5 s (1 of 1)") &&
                 Catch::Contains("run again when it is up"));
}

TEST_CASE("what will not pass ends in under two seconds, with the server's words and what to do") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  TestConnection(server.conninfo("postgres"))
      .execute("DROP ROLE IF EXISTS test_carol; CREATE ROLE test_carol LOGIN");
  const auto place = fmt::format("host={} port={}", server.directory().string(), server.port());
  struct Case {
    std::string url;
    std::string said;
    int exit_code;
  };
  const std::vector<Case> cases = {
      {place + " user=nobody_here", "role \"nobody_here\" does not exist (SQLSTATE 28000)", 2},
      {place + " user=test_carol", "GRANT", 1},
      {"host=/nowhere port=5999 user=me", "start the server, or name another with --url", 2},
      {"host=127.0.0.1 port=1 user=me", "start the server, or name another with --url", 2}};
  for (const auto& [url, said, exit_code] : cases) {
    const auto before = Clock::now();
    const auto result = run_process(command(kGenerate, url));
    CHECK(Clock::now() - before < std::chrono::seconds(2));
    CHECK(result.exit_code == exit_code);
    CHECK_THAT(result.err, Catch::Contains(said) && !Catch::Contains("trying again"));
  }
  CHECK(TestConnection(server.conninfo("accounts_db")).value("SELECT count(*) FROM customers") ==
        "7");
}

}  // namespace
}  // namespace bankseed::testing
