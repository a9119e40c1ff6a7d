// A real PgBouncer between the program and the server: in session mode everything works, in the
// others everything is refused, and nothing stays behind in its sessions.

#include <array>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "support/locations.hpp"
#include "support/process.hpp"
#include "support/servers/test_pooler.hpp"

namespace bankseed::testing {
namespace {

using Words = std::vector<std::string>;

ProcessResult run(const TestPooler& pooler, Words words, const Words& more = {}) {
  words.insert(words.begin(), program());
  words.insert(words.end(), {"--url", pooler.conninfo("postgres")});
  words.insert(words.end(), more.begin(), more.end());
  return run_process(words);
}

Words generate(const std::string& customers) {
  return {"generate",   "--customers", customers, "--as-of", "2026-11-01",
          "--truncate", "--log",       "none",    "--jobs",  "2"};
}

const std::vector<Words>& reading() {
  static const std::vector<Words> commands = {{"status"}, {"digest"}, {"verify", "--jobs", "2"}};
  return commands;
}

constexpr std::array kDatabases = {"employees_db", "customer_db",  "accounts_db",
                                   "loans_db",     "insurance_db", "compliance_db"};

/// What the next client would find in each session that the pool keeps.
void check_that_nothing_stays(const TestServer& server, const TestPooler& pooler) {
  // Of the client that was there before, PgBouncer sets back what it knows of, and no more.
  const auto fresh = [](const char* setting) {
    return fmt::format("SELECT setting = reset_val FROM pg_settings WHERE name = '{}'", setting);
  };
  for (const char* const database : kDatabases) {
    INFO(database);
    TestConnection client(pooler.conninfo(database));
    CHECK(client.value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == "0");
    for (const char* const setting :
         {"default_transaction_read_only", "statement_timeout", "lock_timeout", "search_path",
          "jit", "work_mem", "maintenance_work_mem", "default_transaction_isolation"}) {
      INFO(setting);
      CHECK(client.value(fresh(setting)) == "t");
    }
    client.execute("CREATE TABLE can_be_written (); DROP TABLE can_be_written");
  }
  CHECK(TestConnection(server.conninfo("postgres"))
            .value("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in tr%'") == "0");
}

void drop_databases(const TestServer& server) {
  for (const char* const database : kDatabases) {
    TestConnection(server.conninfo("postgres"))
        .execute(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", database));
  }
}

TEST_CASE("a pooler that changes sessions is refused by every command, and keeps nothing of it") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  const auto rows = [&server] {
    return TestConnection(server.conninfo("accounts_db"))
        .value(
            "SELECT (SELECT count(*) FROM transactions) || ' ' || (SELECT count(*) FROM "
            "bankseed.runs)");
  };
  const auto before = rows();
  auto commands = reading();
  commands.insert(commands.end(), {generate("30"), {"clear", "--confirm"}, {"repair"}});
  struct Case {
    const char* mode;
    const char* settings;
  };
  constexpr std::array<Case, 5> kCases = {
      {{"transaction", ""},
       {"transaction", "server_round_robin = 1\nmin_pool_size = 2"},
       {"transaction", "server_round_robin = 1\nmin_pool_size = 3"},
       {"transaction", "default_pool_size = 1"},
       {"statement", ""}}};
  for (const auto& [mode, settings] : kCases) {
    INFO(mode << settings);
    const TestPooler pooler(server, mode, settings);
    // The sessions that the pool is to have are there when somebody has come.
    for (const char* const database : kDatabases)
      TestConnection(pooler.conninfo(database)).execute("SELECT 1");
    for (const Words& command : commands) {
      INFO(command.front());
      const auto result = run(pooler, command);
      CHECK(result.exit_code == 2);
      CHECK_THAT(result.err,
                 Catch::Contains("pooler that changes the session with each transaction") &&
                     Catch::Contains("pool_mode") && Catch::Contains("nothing was changed"));
    }
    CHECK(rows() == before);
    check_that_nothing_stays(server, pooler);
  }
}

TEST_CASE("through a pooler in session mode everything works, the making of databases included") {
  const auto& server = test_server();
  drop_databases(server);
  const TestPooler pooler(server, "session", "server_login_retry = 1");
  const auto loaded = run(pooler, generate("120"), {"--digest", "--quiet"});
  INFO(loaded.err);
  REQUIRE(loaded.exit_code == 0);
  check_that_nothing_stays(server, pooler);
  const auto again = run(pooler, generate("120"), {"--digest", "--quiet"});
  INFO(again.err);
  CHECK(again.exit_code == 0);
  CHECK(again.out == loaded.out);
  for (const Words& command : reading()) {
    INFO(command.front());
    const auto result = run(pooler, command);
    INFO(result.err);
    CHECK(result.exit_code == 0);
    if (command.front() == "digest") CHECK(result.out == loaded.out);
    check_that_nothing_stays(server, pooler);
  }
  CHECK_THAT(run(pooler, {"repair"}).out, Catch::Contains("nothing to repair"));
  CHECK(run(pooler, {"clear", "--confirm"}).exit_code == 0);
  check_that_nothing_stays(server, pooler);
}

TEST_CASE("a pooler that does not set back what it is given back finds it as it was") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  const TestPooler pooler(server, "session", "server_reset_query =");
  for (const Words& command : reading()) {
    CHECK(run(pooler, command).exit_code == 0);
    check_that_nothing_stays(server, pooler);
  }
  CHECK(run(pooler, generate("30")).exit_code == 0);
  check_that_nothing_stays(server, pooler);
}

TEST_CASE("a pool that is too small for a load is said before anything is touched") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  const TestPooler pooler(server, "session", "default_pool_size = 4");
  // A small bank needs one session for each database.
  const auto result = run(pooler, generate("5000"), {"--timeout", "2"});
  CHECK(result.exit_code == 2);
  CHECK_THAT(result.err, Catch::Contains("pool_size") && Catch::Contains("nothing was changed"));
  CHECK(TestConnection(server.conninfo("accounts_db")).value("SELECT count(*) FROM customers") ==
        "7");
  CHECK(run(pooler, {"verify", "--jobs", "2"}).exit_code == 0);
}

}  // namespace
}  // namespace bankseed::testing
