// What else lives in the databases, and who else is at work in them: nothing of others is lost, and
// what is in the way is said. With the program itself, as a user calls it.

#include <csignal>
#include <thread>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "support/locations.hpp"
#include "support/one_line.hpp"
#include "support/process.hpp"
#include "support/servers/test_server.hpp"

namespace bankseed::testing {
namespace {

using Words = std::vector<std::string>;

ProcessResult run(const TestServer& server, Words words) {
  words.insert(words.begin(), program());
  words.insert(words.end(), {"--url", server.conninfo("postgres")});
  return run_process(words);
}

Words generate(const std::string& customers, const Words& more = {}) {
  Words words = {"generate", "--customers", customers, "--as-of", "2026-11-01", "--log", "none"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

void make(const TestServer& server, const std::string& customers) {
  make_bank(server, {"--customers", customers, "--as-of", "2026-11-01"});
}

std::string ask(const TestServer& server, const std::string& database, const std::string& sql) {
  return TestConnection(server.conninfo(database)).value(sql);
}

void tell(const TestServer& server, const std::string& database, const std::string& sql) {
  TestConnection(server.conninfo(database)).execute(sql);
}

constexpr const char* kTransactions = "SELECT count(*) FROM transactions";

TEST_CASE("rows of others that refer to the bank's, or stand in its tables, are not emptied") {
  const auto& server = test_server();
  make(server, "7");
  struct Case {
    const char* sql;
    const char* rows;   ///< SQL that counts what must not go.
    const char* named;  ///< In the refusal.
  };
  const auto [sql, rows, named] = GENERATE(values<Case>({
      {"CREATE TABLE notes (account_id varchar(50) PRIMARY KEY REFERENCES accounts ON DELETE "
       "CASCADE, note text); INSERT INTO notes SELECT account_id, 'x' FROM accounts",
       "SELECT count(*) FROM notes", "accounts_db: public.notes ("},
      {"CREATE TABLE notes (account_id varchar(50) REFERENCES accounts ON DELETE SET NULL); INSERT "
       "INTO notes SELECT account_id FROM accounts",
       "SELECT count(account_id) FROM notes", "ON DELETE SET NULL"},
      {"CREATE SCHEMA crm; CREATE TABLE crm.cards (id int PRIMARY KEY, account_id varchar(50) "
       "REFERENCES accounts ON DELETE CASCADE); CREATE TABLE crm.pins (id int REFERENCES crm.cards "
       "ON DELETE CASCADE); INSERT INTO crm.cards SELECT 1, min(account_id) FROM accounts; INSERT "
       "INTO crm.pins VALUES (1)",
       "SELECT count(*) FROM crm.pins", "crm.pins (1 row, ON DELETE CASCADE)"},
      {"CREATE TABLE archive () INHERITS (transactions); INSERT INTO archive SELECT * FROM ONLY "
       "transactions LIMIT 3",
       "SELECT count(*) FROM archive", "public.archive (3 rows, inherits)"},
      {"CREATE TABLE log (at timestamptz); INSERT INTO log VALUES (now()); CREATE FUNCTION "
       "forget() "
       "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN DELETE FROM log; RETURN NULL; END'; CREATE "
       "TRIGGER forgets AFTER TRUNCATE ON accounts EXECUTE FUNCTION forget()",
       "SELECT count(*) FROM log", "trigger forgets on accounts"},
  }));
  tell(server, "accounts_db", sql);
  const auto before = ask(server, "accounts_db", rows);
  const auto bank = ask(server, "accounts_db", kTransactions);
  for (const Words& words :
       {generate("7", {"--truncate"}), generate("7", {"--truncate", "--keep-constraints"}),
        Words{"clear", "--confirm"}}) {
    const auto result = run(server, words);
    CHECK(result.exit_code == 1);
    CHECK_THAT(result.err, Catch::Contains(named) && Catch::Contains("--cascade"));
    CHECK(ask(server, "accounts_db", rows) == before);
    CHECK(ask(server, "accounts_db", kTransactions) == bank);
  }
  const auto knowing = run(server, {"clear", "--confirm", "--cascade"});
  INFO(knowing.err);
  CHECK(knowing.exit_code == 0);
  CHECK(ask(server, "accounts_db", kTransactions) == "0");
  CHECK(ask(server, "accounts_db", rows) == "0");
}

TEST_CASE("a sequence from which a table of others takes numbers, too, is never set back") {
  TestServer server;
  make(server, "120");
  tell(server, "loans_db",
       "CREATE TABLE notes (id bigint DEFAULT nextval('repayment_schedule_schedule_id_seq')); "
       "SELECT "
       "setval('repayment_schedule_schedule_id_seq', 9000000)");
  const auto last = "SELECT last_value FROM repayment_schedule_schedule_id_seq";
  CHECK(run(server, generate("120", {"--truncate"})).exit_code == 0);
  CHECK(ask(server, "loans_db", last) == "9000000");
  CHECK(run(server, {"clear", "--confirm"}).exit_code == 0);
  CHECK(ask(server, "loans_db", last) == "9000000");
  tell(server, "loans_db", "SELECT setval('repayment_schedule_schedule_id_seq', 1, false)");
  CHECK(run(server, generate("120")).exit_code == 0);
  CHECK(ask(server, "loans_db", last) ==
        ask(server, "loans_db", "SELECT max(schedule_id) FROM repayment_schedule"));
}

TEST_CASE("a trigger that leaves rows out fails the load, which is undone") {
  const auto& server = test_server();
  make(server, "7");
  REQUIRE(run(server, {"clear", "--confirm"}).exit_code == 0);
  tell(
      server, "accounts_db",
      "CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE "
      "TRIGGER skips BEFORE INSERT ON customers FOR EACH ROW WHEN (NEW.customer_id LIKE '%3') "
      "EXECUTE FUNCTION skip()");
  const auto result = run(server, generate("7"));
  CHECK(result.exit_code == 1);
  CHECK_THAT(result.err,
             Catch::Contains("accounts_db.customers: the server has stored 6 of 7 rows"));
  CHECK(ask(server, "accounts_db", "SELECT count(*) FROM customers") == "0");
}

TEST_CASE("where tables are published, loads, undoing and repair work") {
  TestServer server({"wal_level=logical"});
  make(server, "7");
  tell(server, "accounts_db", "CREATE PUBLICATION p FOR ALL TABLES");
  tell(server, "loans_db", "CREATE PUBLICATION p FOR TABLE loans, repayment_schedule");
  const auto loaded = run(server, generate("120", {"--truncate"}));
  INFO(loaded.err);
  CHECK(loaded.exit_code == 0);
  // A run that fails in the middle, whose undoing writes the bookkeeping.
  tell(server, "accounts_db",
       "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'no'; END$$; CREATE "
       "TRIGGER no BEFORE INSERT ON transactions FOR EACH ROW EXECUTE FUNCTION no()");
  const auto failed = run(server, generate("7", {"--truncate"}));
  CHECK(failed.exit_code == 1);
  CHECK_THAT(failed.err, !Catch::Contains("could not undo"));
  CHECK_THAT(run(server, {"repair"}).out, Catch::Contains("nothing to repair"));
  tell(server, "accounts_db", "DROP TRIGGER no ON transactions");
  CHECK(run(server, generate("7", {"--truncate"})).exit_code == 0);
  CHECK(run(server, {"verify"}).exit_code == 0);
  CHECK(run(server, {"clear", "--confirm"}).exit_code == 0);
}

TEST_CASE(
    "of two loads within a second the later one is the last, also beside an old bookkeeping") {
  const auto& server = test_server();
  make(server, "7");
  SECTION("as this version keeps it") {}
  SECTION("as an earlier one did") {
    for (const auto* database : {"employees_db", "customer_db", "accounts_db", "loans_db",
                                 "insurance_db", "compliance_db"}) {
      tell(server, database,
           "ALTER TABLE bankseed.runs DROP COLUMN number, DROP COLUMN parts, DROP COLUMN "
           "keeps_constraints, DROP COLUMN shards; ALTER TABLE bankseed.parts DROP COLUMN part; "
           "ALTER TABLE bankseed.parts RENAME TO tables; ALTER TABLE bankseed.taken_down DROP "
           "CONSTRAINT taken_down_pkey");
    }
    CHECK(run(server, {"verify"}).exit_code == 0);
  }
  CHECK(run(server, generate("30", {"--truncate", "--seed", "5"})).exit_code == 0);
  // As if the clock had been put back in between.
  tell(server, "accounts_db", "UPDATE bankseed.runs SET started_at = now()");
  const auto result = run(server, {"verify"});
  CHECK(result.exit_code == 0);
  CHECK_THAT(result.out, Catch::Contains("30 customers"));
}

TEST_CASE("of two loads at once one loads, and the other hears who is at work") {
  const bool exists = GENERATE(false, true);
  TestServer server;
  if (exists) make(server, "7");
  for (int i = 0; i < 4; ++i) {
    ProcessResult other;
    const auto words = generate("30", {"--truncate"});
    std::thread thread([&] { other = run(server, words); });
    const auto one = run(server, words);
    thread.join();
    INFO(one.err << other.err);
    CHECK(one.exit_code + other.exit_code <= 1);
    if (one.exit_code + other.exit_code == 1) {
      CHECK_THAT(one.err + other.err, Catch::Contains("another bankseed is at work in it (server "
                                                      "process "));
    }
    if (!exists) {
      for (const auto* database : {"employees_db", "customer_db", "accounts_db", "loans_db",
                                   "insurance_db", "compliance_db"})
        tell(server, "postgres", fmt::format("DROP DATABASE {} WITH (FORCE)", database));
    }
  }
}

TEST_CASE("one database behind two of the six addresses is named") {
  const auto& server = test_server();
  make(server, "7");
  auto words = generate("7", {"--truncate"});
  words.insert(words.end(), {"--loans-url", server.conninfo("accounts_db")});
  const auto result = run(server, words);
  CHECK(result.exit_code == 2);
  CHECK_THAT(result.err, Catch::Contains("accounts_db and loans_db are one and the same database"));
}

TEST_CASE("with constraints in place all databases are emptied or none") {
  const auto& server = test_server();
  make(server, "7");
  TestConnection reader(server.conninfo("compliance_db"));
  reader.execute("BEGIN; SELECT count(*) FROM audit_trails");
  const auto words = {generate("7", {"--truncate", "--keep-constraints", "--lock-timeout", "1"}),
                      Words{"clear", "--confirm", "--lock-timeout", "1"}};
  for (const Words& command : words) {
    CHECK(run(server, command).exit_code == 1);
    CHECK(ask(server, "accounts_db", kTransactions) != "0");
    CHECK(ask(server, "employees_db", "SELECT count(*) FROM employees") != "0");
  }
}

/// A load that is killed when keys are down.
void kill_a_load(const TestServer& server) {
  auto words = generate("120", {"--truncate", "--url", server.conninfo("postgres")});
  words.insert(words.begin(), program());
  Process load(words, {});
  TestConnection watcher(server.conninfo("accounts_db"));
  wait_until("keys are down",
             [&] { return watcher.value("SELECT count(*) FROM bankseed.taken_down") != "0"; });
  load.signal(SIGKILL);
  load.wait();
}

TEST_CASE("a repair leaves what is there, passes over what fails, and says so") {
  TestServer server;
  make(server, "7");
  kill_a_load(server);
  REQUIRE(ask(server, "accounts_db", "SELECT count(*) FROM bankseed.taken_down") != "0");
  // By hand somebody has put back a key and an index, and dropped a table; one index cannot be
  // made.
  tell(server, "accounts_db",
       "ALTER TABLE customers ADD PRIMARY KEY (customer_id); CREATE INDEX "
       "idx_transactions_account_id "
       "ON transactions (account_id); DROP TABLE account_relationships");
  tell(server, "accounts_db",
       "CREATE FUNCTION veto() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'not now'; "
       "END$$; CREATE EVENT TRIGGER veto ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE "
       "FUNCTION veto()");
  const auto first = run(server, {"repair"});
  INFO(first.out << first.err);
  CHECK(first.exit_code == 1);
  CHECK_THAT(first.err, Catch::Contains("could not put back") && Catch::Contains("not now") &&
                            Catch::Contains("CREATE INDEX") && Catch::Contains("do without"));
  CHECK_THAT(first.out, Catch::Contains("had not come to its end"));
  CHECK(ask(server, "loans_db", "SELECT count(*) FROM bankseed.taken_down") == "0");
  CHECK(run(server, generate("7")).exit_code == 1);
  tell(server, "accounts_db", "DROP EVENT TRIGGER veto");
  CHECK(run(server, {"repair"}).exit_code == 0);
  CHECK(ask(server, "accounts_db", "SELECT count(*) FROM bankseed.taken_down") == "0");
  CHECK(run(server, generate("7", {"--truncate"})).exit_code == 0);
}

TEST_CASE("a superuser's repair runs nobody else's SQL") {
  TestServer server;
  make(server, "7");
  tell(
      server, "accounts_db",
      "CREATE ROLE mallory; GRANT CREATE ON DATABASE accounts_db TO mallory; ALTER SCHEMA bankseed "
      "OWNER TO mallory; ALTER TABLE bankseed.taken_down OWNER TO mallory; GRANT ALL ON ALL TABLES "
      "IN SCHEMA bankseed TO mallory; SET ROLE mallory; INSERT INTO bankseed.taken_down (record, "
      "run_id, table_name, name, is_foreign_key, index_sql, attach_sql, validate_sql) VALUES (1, "
      "'x', 'accounts', 'x', false, 'ALTER ROLE mallory SUPERUSER', '', '')");
  const auto result = run(server, {"repair"});
  CHECK(result.exit_code == 1);
  CHECK_THAT(result.err, Catch::Contains("may be that of mallory"));
  CHECK(ask(server, "postgres", "SELECT rolsuper FROM pg_roles WHERE rolname = 'mallory'") == "f");
}

TEST_CASE("a bank without its keys is not complete, nor one whose load has not ended") {
  TestServer server;
  make(server, "7");
  CHECK(run(server, {"verify"}).exit_code == 0);
  tell(server, "accounts_db",
       "ALTER TABLE transactions DROP CONSTRAINT transactions_account_id_fkey");
  tell(server, "loans_db", "DROP INDEX idx_loans_customer_id");
  tell(server, "customer_db", "UPDATE bankseed.runs SET state = 'loading', ended_at = NULL");
  // Another name is as good.
  tell(server, "accounts_db", "ALTER INDEX idx_accounts_customer_id RENAME TO mine");
  const auto judged = run(server, {"verify"});
  CHECK(judged.exit_code == 1);
  const auto status = run(server, {"status"});
  for (const auto* text :
       {"accounts_db: 1 keys, foreign keys and indexes of the description are missing: "
        "transactions_account_id_fkey",
        "missing: idx_loans_customer_id", "customer_db: run ", "has not come to its end"}) {
    CHECK_THAT(judged.out, Catch::Contains(text));
    CHECK_THAT(in_one_line(status.out), Catch::Contains(text));
  }
  CHECK_THAT(status.out, Catch::Contains("not complete, see below"));
  CHECK_THAT(run(server, {"verify", "--format", "junit"}).out,
             Catch::Contains("<testsuite name=\"complete\" tests=\"3\" failures=\"3\""));
}

TEST_CASE("a record that accounts_db has lost is that of another database") {
  const auto& server = test_server();
  make(server, "7");
  tell(server, "accounts_db", "DROP SCHEMA bankseed CASCADE");
  const auto result = run(server, {"verify"});
  INFO(result.out);
  CHECK(result.exit_code == 0);
  CHECK_THAT(result.out, Catch::Contains("as of 2026-11-01") &&
                             Catch::Contains("accounts_db has no record of a run"));
}

TEST_CASE("what could not be undone is said to those who asked for quiet, too") {
  TestServer server;
  make(server, "7");
  tell(server, "accounts_db",
       "CREATE FUNCTION veto() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'not now'; "
       "END$$; CREATE EVENT TRIGGER veto ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE "
       "FUNCTION veto()");
  const auto result = run(server, generate("7", {"--truncate", "--quiet"}));
  CHECK(result.exit_code == 1);
  CHECK_THAT(result.err, Catch::Contains("could not put back") &&
                             Catch::Contains("run 'bankseed repair' again"));
}

}  // namespace
}  // namespace bankseed::testing
