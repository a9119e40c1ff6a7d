// bankseed doctor before real servers: a stock one, and one with something in the way of each kind.
// What it says that a run would refuse, the run refuses.

#include <array>
#include <string_view>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "support/locations.hpp"
#include "support/one_line.hpp"
#include "support/process.hpp"
#include "support/servers/test_pooler.hpp"

namespace bankseed::testing {
namespace {

using Words = std::vector<std::string>;
using Json = nlohmann::json;

/// As somebody installs a server, and nothing else.
const Words kStock = {"fsync=on", "autovacuum=on", "lock_timeout=0"};

ProcessResult run(const std::string& url, Words words) {
  words.insert(words.begin(), program());
  words.insert(words.end(), {"--url", url});
  return run_process(words);
}

/// The findings of a weight, "topic where: text", a line each.
std::string findings(const std::string& url, const std::string& weight, Words more = {}) {
  more.insert(more.begin(), {"doctor", "--format", "json"});
  const auto result = run(url, more);
  INFO(result.out << result.err);
  const auto report = Json::parse(result.out);
  REQUIRE(report["exit_code"] == result.exit_code);
  std::string text;
  for (const auto& finding : report["findings"]) {
    if (finding["weight"] != weight) continue;
    text += fmt::format("{} {}: {}\n", std::string(finding["topic"]), std::string(finding["where"]),
                        std::string(finding["text"]));
  }
  return text;
}

int exit_code(const std::string& url, Words more = {}) {
  more.insert(more.begin(), "doctor");
  return run(url, more).exit_code;
}

/// Whatever has been changed had a transaction of its own.
std::string traces(const TestServer& server) {
  return TestConnection(server.conninfo("postgres"))
      .value("SELECT pg_snapshot_xmax(pg_current_snapshot())");
}

TEST_CASE("a stock server has nothing in the way, and the doctor changes nothing") {
  const TestServer server(kStock);
  const auto url = server.conninfo("postgres");
  const auto before = traces(server);
  const auto result = run(url, {"doctor"});
  INFO(result.out << result.err);
  CHECK(result.exit_code == 0);
  CHECK(traces(server) == before);
  CHECK_THAT(in_one_line(result.out),
             Catch::Contains("PostgreSQL ") && Catch::Contains("are needed at once") &&
                 Catch::Contains("to be made: employees_db") &&
                 Catch::Contains("nothing is in the way") && Catch::Contains("MB are free"));
  // What is small for 1,200 customers is not for ten million.
  const auto hints = findings(url, "hint", {"--customers", "10M"});
  CHECK_THAT(hints, Catch::Contains("max_wal_size") && Catch::Contains("wal_level") &&
                        Catch::Contains("shared_buffers"));
  CHECK(findings(url, "hint").empty());
}

TEST_CASE("what is in the way of a run is what the run refuses") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  struct Case {
    const char* database;
    const char* sql;
    const char* back;
    const char* said;
  };
  constexpr std::array<Case, 4> kCases = {
      {{"accounts_db", "SELECT", "SELECT", "tables hold rows already: "},
       {"accounts_db", "ALTER TABLE accounts ALTER balance TYPE integer",
        "ALTER TABLE accounts ALTER balance TYPE decimal(15,2)",
        "accounts_db.accounts.balance is integer"},
       {"loans_db", "ALTER DATABASE loans_db SET default_transaction_read_only = on",
        "SET default_transaction_read_only = off; BEGIN READ WRITE; ALTER DATABASE loans_db RESET "
        "ALL; COMMIT",
        "loans_db: default_transaction_read_only is on"},
       {"accounts_db",
        "CREATE TABLE notes (account_id varchar(50) REFERENCES accounts ON DELETE CASCADE); INSERT "
        "INTO notes SELECT account_id FROM accounts",
        "DROP TABLE notes", "accounts_db: public.notes ("}}};
  const auto url = server.conninfo("postgres");
  for (const auto& [database, sql, back, said] : kCases) {
    INFO(sql);
    TestConnection(server.conninfo(database)).execute(sql);
    const Words truncate = std::string_view(sql) == "SELECT" ? Words{} : Words{"--truncate"};
    CHECK_THAT(findings(url, "fails", truncate), Catch::Contains(said));
    CHECK(exit_code(url, truncate) == 2);
    Words generate = {"generate", "--customers", "7", "--log", "none"};
    generate.insert(generate.end(), truncate.begin(), truncate.end());
    const auto refused = run(url, generate);
    CHECK_THAT(refused.err, Catch::Contains(said) && Catch::Contains("nothing was changed"));
    CHECK(refused.exit_code == 1);
    TestConnection(server.conninfo(database)).execute(back);
  }
}

TEST_CASE("a role that may not do what a load does is told what to grant") {
  const TestServer server(kStock);
  TestConnection maintenance(server.conninfo("postgres"));
  maintenance.execute("CREATE ROLE loader LOGIN CONNECTION LIMIT 9");
  const auto url = fmt::format("host={} port={} user=loader dbname=postgres",
                               server.directory().string(), server.port());
  const auto found = findings(url, "fails");
  CHECK_THAT(found, Catch::Contains("CREATEDB, to make employees_db") &&
                        Catch::Contains("CONNECTION LIMIT 9") && Catch::Contains("are needed"));
  const auto refused = run(url, {"generate", "--log", "none", "--retries", "0"});
  CHECK(refused.exit_code == 2);
  CHECK_THAT(refused.err, Catch::Contains("CONNECTION LIMIT 9"));
  maintenance.execute("ALTER ROLE loader CONNECTION LIMIT -1 CREATEDB");
  CHECK(exit_code(url) == 0);
  CHECK(run(url, {"generate", "--customers", "7", "--log", "none"}).exit_code == 0);
}

TEST_CASE("what is worth knowing before a load is said, and the load works") {
  const TestServer server({"fsync=on", "wal_level=logical", "temp_file_limit=1GB"});
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  TestConnection accounts(server.conninfo("accounts_db"));
  accounts.execute(
      "CREATE PUBLICATION p FOR ALL TABLES; CREATE FUNCTION same() RETURNS trigger LANGUAGE "
      "plpgsql "
      "AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER looks BEFORE INSERT ON customers FOR EACH ROW "
      "EXECUTE FUNCTION same(); CREATE FUNCTION nods() RETURNS event_trigger LANGUAGE plpgsql AS "
      "'BEGIN END'; CREATE EVENT TRIGGER nods ON ddl_command_start EXECUTE FUNCTION nods(); ALTER "
      "ROLE postgres SET statement_timeout = '5s'");
  TestConnection(server.conninfo("loans_db"))
      .execute("UPDATE bankseed.runs SET state = 'loading', ended_at = NULL");
  TestConnection reader(server.conninfo("insurance_db"));
  reader.execute("BEGIN; SELECT count(*) FROM policies");
  const auto url = server.conninfo("postgres");
  const auto warnings = findings(url, "warning", {"--truncate"});
  for (const auto* const said :
       {"publication p is of all tables", "trigger looks on customers", "event trigger nods",
        "temp_file_limit", "runs loans_db: run ", "has AccessShareLock on"})
    CHECK_THAT(warnings, Catch::Contains(said));
  CHECK_THAT(findings(url, "ok", {"--truncate"}), Catch::Contains("statement_timeout is 5000ms"));
  CHECK(exit_code(url, {"--truncate"}) == 1);
  reader.execute("ROLLBACK");
  const auto loaded = run(url, {"generate", "--customers", "7", "--truncate", "--log", "none"});
  INFO(loaded.err);
  CHECK(loaded.exit_code == 0);
}

TEST_CASE("a server that is not there, is at work, or is a pool that changes is a finding") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  CHECK_THAT(findings("host=/nowhere port=1", "fails"),
             Catch::Contains("connection employees_db: cannot connect to"));
  CHECK(exit_code("host=/nowhere port=1") == 2);
  {
    const TestPooler pooler(server, "transaction");
    CHECK_THAT(findings(pooler.conninfo("postgres"), "fails"),
               Catch::Contains("pooler that changes the session"));
  }
  const TestPooler pooler(server, "session");
  CHECK_THAT(findings(pooler.conninfo("postgres"), "ok"),
             Catch::Contains("through a pooler in session mode"));
  TestConnection load(server.conninfo("loans_db"));
  load.execute("SELECT pg_advisory_lock(7089068696234452324)");
  CHECK_THAT(findings(server.conninfo("postgres"), "fails", {"--truncate"}),
             Catch::Contains("runs loans_db: a load is at work in it"));
}

TEST_CASE("where no server is configured the doctor neither makes nor starts one") {
  const TemporaryDirectory home;
  const auto result =
      run_process({program(), "doctor"}, {{"HOME", home.path()}, {"XDG_DATA_HOME", home.path()}});
  INFO(result.out << result.err);
  CHECK(result.exit_code == 0);
  CHECK_THAT(in_one_line(result.out),
             Catch::Contains("a run makes the private cluster in " + home.path().string()));
  CHECK_FALSE(std::filesystem::exists(home.path() / "bankseed/data"));
}

}  // namespace
}  // namespace bankseed::testing
