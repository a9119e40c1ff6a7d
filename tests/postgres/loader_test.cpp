#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "schema/ddl.hpp"
#include "sink/postgres/connection.hpp"
#include "sink/postgres/load/bank_state.hpp"
#include "support/servers/bank_loading.hpp"
#include "support/servers/private_server.hpp"
#include "support/waiting.hpp"

namespace bankseed::testing {
namespace {

constexpr auto kAccounts = static_cast<std::size_t>(Database::kAccounts);
constexpr auto kEmployees = static_cast<std::size_t>(Database::kEmployees);

QueryResult ask(const ConnectionSettings& settings, Database database, const std::string& sql) {
  return Connection::open(settings[static_cast<std::size_t>(database)]).execute(sql);
}

void check_rows(const ConnectionSettings& settings, const EncodedBank& bank) {
  const BankStatus status = bank_status(settings);
  for (const DatabaseStatus& database : status.databases)
    CHECK_FALSE(database.is_locked);
  for (std::size_t i = 0; i < kTableCount; ++i) {
    INFO(kCatalog[i].name);
    CHECK(status.existing[i]);
    CHECK(status.rows[i] == bank.rows(TableId{static_cast<std::uint16_t>(i)}));
  }
}

TEST_CASE("on an empty server a load makes databases and tables exactly as described") {
  const auto& server = PrivateServer::instance();
  server.reset();
  EncodedBank bank(120, 42);
  PostgresLoader loader(server.settings(), load_options(bank));
  CHECK(loader.prepare() == std::vector<std::string>{"created the six databases"});
  for (const TableSet step : loader.steps())
    bank.send(loader.sinks(), step);
  loader.finish();
  check_rows(server.settings(), bank);
  auto maintenance = Connection::open(server.maintenance());
  for (const DatabaseAddress& address : server.settings()) {
    // Beside it the same tables, made by the script that the program prints.
    static_cast<void>(maintenance.execute("DROP DATABASE IF EXISTS test_script"));
    static_cast<void>(maintenance.execute("CREATE DATABASE test_script TEMPLATE template0"));
    auto script = address;
    script.name = "test_script";
    static_cast<void>(
        Connection::open(script).execute(database_script(kCatalog, address.database)));
    CHECK(catalogue(address) == catalogue(script));
  }
  static_cast<void>(maintenance.execute("DROP DATABASE test_script"));
}

TEST_CASE("a load into somebody else's tables leaves their constraints and indexes as they were") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  const auto before = demo_catalogues(server);
  EncodedBank bank(120, 42);
  load_bank(server.settings(), bank, load_options(bank));
  check_rows(server.settings(), bank);
  CHECK(demo_catalogues(server) == before);
  SECTION("and their sequences go on after the last row") {
    const auto found =
        ask(server.settings(), Database::kEmployees,
            "SELECT nextval('performance_reviews_review_id_seq') - 1, count(*), max(review_id) "
            "FROM performance_reviews");
    CHECK(found.number(0, 0) == found.number(0, 1));
    CHECK(found.number(0, 2) == found.number(0, 1));
    // A table without rows starts at 1.
    CHECK(ask(server.settings(), Database::kCustomer,
              "SELECT nextval('satisfaction_surveys_survey_id_seq')")
              .number(0, 0) == 1);
  }
  SECTION("and the bookkeeping says what was loaded") {
    const auto found = ask(server.settings(), Database::kAccounts,
                           "SELECT r.state, r.seed, t.table_name, t.rows FROM bankseed.runs r JOIN "
                           "bankseed.parts t USING (run_id) WHERE t.table_name = 'transactions'");
    REQUIRE(found.size() == 1);
    CHECK(found.text(0, 0) == "complete");
    CHECK(found.number(0, 1) == 42);
    CHECK(static_cast<std::uint64_t>(found.number(0, 3)) == bank.rows(*find_table("transactions")));
    CHECK(ask(server.settings(), Database::kAccounts, "SELECT FROM bankseed.taken_down").size() ==
          0);
  }
}

TEST_CASE("everything peculiar about constraints and indexes comes back as it was") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  static_cast<void>(ask(server.settings(), Database::kAccounts, R"sql(
ALTER TABLE customers ADD CONSTRAINT "Odd ""Name" UNIQUE (customer_id, email)
  DEFERRABLE INITIALLY DEFERRED;
COMMENT ON CONSTRAINT "Odd ""Name" ON customers IS 'it''s odd';
COMMENT ON CONSTRAINT accounts_pkey ON accounts IS 'the key';
CREATE INDEX partial_index ON accounts (opened_date DESC NULLS LAST) INCLUDE (balance)
  WITH (fillfactor = 70) WHERE currency = 'USD';
CREATE INDEX lower_index ON customers (lower(last_name) varchar_pattern_ops);
COMMENT ON INDEX lower_index IS 'for searches';
CREATE UNIQUE INDEX identity_index ON transactions (transaction_id);
ALTER TABLE transactions CLUSTER ON idx_transactions_account_id;
ALTER TABLE transactions REPLICA IDENTITY USING INDEX identity_index;
ALTER TABLE transactions DROP CONSTRAINT transactions_account_id_fkey;
ALTER TABLE transactions ADD CONSTRAINT late_check FOREIGN KEY (account_id) REFERENCES accounts
  ON UPDATE CASCADE DEFERRABLE NOT VALID;
COMMENT ON CONSTRAINT late_check ON transactions IS 'never checked';
CREATE INDEX hashed ON transactions USING hash (counterparty_account);
CREATE VIEW per_customer AS SELECT c.customer_id, c.last_name, count(*) FROM customers c
  JOIN accounts a USING (customer_id) GROUP BY c.customer_id;
CREATE TABLE log (account_id text);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
  $$BEGIN INSERT INTO log VALUES (NEW.account_id); RETURN NEW; END$$;
CREATE TRIGGER noting AFTER INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION note();
CREATE TABLE loyalty (customer_id varchar(50) REFERENCES customers, points integer);
ALTER TABLE accounts ADD COLUMN extra text DEFAULT 'x' NOT NULL;
)sql"));
  const auto before = demo_catalogues(server);
  EncodedBank bank(120, 42);
  auto options = load_options(bank);
  load_bank(server.settings(), bank, options);
  CHECK(demo_catalogues(server) == before);
  check_rows(server.settings(), bank);
  CHECK(static_cast<std::uint64_t>(
            ask(server.settings(), Database::kAccounts, "SELECT count(*) FROM log").number(0, 0)) ==
        bank.rows(*find_table("accounts")));
  SECTION("also when rows are replaced, which tables beside the bank's refer to") {
    options.truncate = true;
    EncodedBank other(120, 43);
    load_bank(server.settings(), other, options);
    CHECK(demo_catalogues(server) == before);
    check_rows(server.settings(), other);
  }
  SECTION("but rows that other tables' rows refer to are not removed") {
    static_cast<void>(ask(server.settings(), Database::kAccounts,
                          "INSERT INTO loyalty SELECT customer_id, 1 FROM customers LIMIT 1"));
    const auto rows = fingerprints(server.settings());
    options.truncate = true;
    CHECK_THROWS_WITH(load_bank(server.settings(), bank, options), Catch::Contains("loyalty"));
    CHECK(fingerprints(server.settings()) == rows);
    CHECK(demo_catalogues(server) == before);
  }
}

TEST_CASE("with constraints kept in place the rows are the same") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  EncodedBank bank(120, 42);
  load_bank(server.settings(), bank, load_options(bank));
  const auto rows = fingerprints(server.settings());
  auto options = load_options(bank);
  options.keep_constraints = true;
  const bool demo = GENERATE(true, false);
  if (demo) make_demo_databases(server);
  if (!demo) server.reset();
  load_bank(server.settings(), bank, options);
  CHECK(fingerprints(server.settings()) == rows);
  SECTION("also when older rows are replaced") {
    options.truncate = true;
    EncodedBank other(120, 43);
    const auto before = demo_catalogues(server);
    load_bank(server.settings(), other, options);
    check_rows(server.settings(), other);
    CHECK(fingerprints(server.settings()) != rows);
    CHECK(demo_catalogues(server) == before);
  }
}

TEST_CASE("with constraints kept in place no table comes before one that it refers to") {
  const auto& server = PrivateServer::instance();
  server.reset();
  EncodedBank bank(1, 42);
  auto options = load_options(bank);
  options.tables = all_tables();
  PostgresLoader bare(server.settings(), options);
  CHECK(bare.steps().size() == kPhaseCount);
  options.keep_constraints = true;
  PostgresLoader kept(server.settings(), options);
  TableSet done;
  for (const TableSet step : kept.steps()) {
    CHECK((done & step).none());
    for (std::size_t i = 0; i < kTableCount; ++i) {
      if (!step[i]) continue;
      for (const ColumnDef& column : kCatalog[i].columns) {
        if (column.references.empty()) continue;
        const auto parent =
            find_column(fmt::format("{}.{}", name_of(kCatalog[i].database), column.references));
        const auto parent_index = index_of(parent->table);
        CHECK((parent_index == i || done[parent_index]));
      }
    }
    done |= step;
  }
  CHECK(done == all_tables());
}

TEST_CASE("rows are frozen, visible to all, and counted by the planner when a load ends") {
  const auto& server = PrivateServer::instance();
  const bool demo = GENERATE(true, false);
  if (demo) make_demo_databases(server);
  if (!demo) server.reset();
  EncodedBank bank(120, 42);
  load_bank(server.settings(), bank, load_options(bank));
  const auto found =
      ask(server.settings(), Database::kAccounts,
          "SELECT relpages = relallvisible, reltuples::bigint, (SELECT count(*) FROM "
          "pg_stats WHERE tablename = 'transactions'), relpages FROM pg_class WHERE "
          "relname = 'transactions'");
  CHECK(found.flag(0, 0));
  CHECK(static_cast<std::uint64_t>(found.number(0, 1)) == bank.rows(*find_table("transactions")));
  CHECK(found.number(0, 2) == 9);
  const auto frozen = ask(server.settings(), Database::kAccounts,
                          "CREATE EXTENSION IF NOT EXISTS pg_visibility; SELECT all_frozen FROM "
                          "pg_visibility_map_summary('transactions')");
  CHECK(frozen.number(0, 0) == found.number(0, 3));
}

TEST_CASE("a second load is refused and changes nothing, and with truncate replaces the first") {
  const auto& server = PrivateServer::instance();
  server.reset();
  EncodedBank bank(120, 42);
  auto options = load_options(bank);
  load_bank(server.settings(), bank, options);
  const auto rows = fingerprints(server.settings());
  const auto before = demo_catalogues(server);
  EncodedBank other(120, 43);
  CHECK_THROWS_WITH(load_bank(server.settings(), other, options),
                    Catch::Contains("employees_db.employees (15 rows)") &&
                        Catch::Contains("--truncate") && Catch::Contains("nothing was changed"));
  CHECK(fingerprints(server.settings()) == rows);
  CHECK(ask(server.settings(), Database::kAccounts, "SELECT FROM bankseed.runs").size() == 1);
  options.truncate = true;
  load_bank(server.settings(), other, options);
  check_rows(server.settings(), other);
  CHECK(fingerprints(server.settings()) != rows);
  load_bank(server.settings(), bank, options);
  CHECK(fingerprints(server.settings()) == rows);
  CHECK(demo_catalogues(server) == before);
}

TEST_CASE("status says where, what and how much, and clear empties and keeps the tables") {
  const auto& server = PrivateServer::instance();
  server.reset();
  CHECK_FALSE(bank_status(server.settings()).databases[kAccounts].exists);
  EncodedBank bank(120, 42);
  load_bank(server.settings(), bank, load_options(bank));
  const BankStatus status = bank_status(server.settings());
  const DatabaseStatus& accounts = status.databases[kAccounts];
  CHECK(accounts.exists);
  CHECK_FALSE(accounts.is_locked);
  REQUIRE(accounts.run.has_value());
  CHECK(accounts.run->state == "complete");
  CHECK(accounts.run->seed == 42);
  CHECK(accounts.run->as_of == "2026-11-19");
  CHECK(accounts.run->configuration == "customers = 120\n");
  const auto before = demo_catalogues(server);
  const TableSet emptied = clear_bank(server.settings());
  CHECK(emptied[index_of(*find_table("transactions"))]);
  CHECK_FALSE(emptied[index_of(*find_table("loans"))]);
  for (const std::uint64_t rows : bank_status(server.settings()).rows)
    CHECK(rows == 0);
  CHECK(demo_catalogues(server) == before);
  CHECK(clear_bank(server.settings()).none());
  load_bank(server.settings(), bank, load_options(bank));
}

TEST_CASE("what bankseed has made is dropped, databases and all, and nothing of others") {
  const auto& server = PrivateServer::instance();
  server.reset();
  EncodedBank bank(120, 42);
  load_bank(server.settings(), bank, load_options(bank));
  ask(server.settings(), Database::kLoans, "CREATE TABLE notes (text text)");
  const Dropped dropped = drop_bank(server.settings());
  CHECK(dropped.tables == kTableCount);
  CHECK(dropped.emptied == 0);
  CHECK(dropped.failures.empty());
  CHECK(dropped.databases.size() == kDatabaseCount - 1);
  REQUIRE(dropped.notes.size() == 1);
  CHECK(dropped.notes[0] == "loans_db stays, for there is more in it: public.notes");
  const BankStatus status = bank_status(server.settings());
  for (const DatabaseStatus& database : status.databases)
    CHECK(database.exists == (&database == &status.databases[3]));
  CHECK(status.existing.none());
  CHECK(ask(server.settings(), Database::kLoans,
            "SELECT FROM pg_namespace WHERE nspname = "
            "'bankseed'")
            .size() == 0);
  CHECK(drop_bank(server.settings()).tables == 0);
}

TEST_CASE("databases and tables of somebody else stay when bankseed's are dropped, and are empty") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  const auto before = demo_catalogues(server);
  EncodedBank bank(120, 42);
  load_bank(server.settings(), bank, load_options(bank));
  const Dropped dropped = drop_bank(server.settings());
  CHECK(dropped.tables == 0);
  CHECK(dropped.emptied > 0);
  CHECK(dropped.databases.empty());
  CHECK(demo_catalogues(server) == before);
  for (const std::uint64_t rows : bank_status(server.settings()).rows)
    CHECK(rows == 0);
  CHECK(ask(server.settings(), Database::kLoans,
            "SELECT FROM pg_namespace WHERE nspname = "
            "'bankseed'")
            .size() == 0);
}

TEST_CASE("a copy of a database that bankseed has made is somebody else's, and not dropped") {
  const auto& server = PrivateServer::instance();
  server.reset();
  EncodedBank bank(120, 42);
  load_bank(server.settings(), bank, load_options(bank));
  ConnectionSettings settings = server.settings();
  DatabaseAddress maintenance = settings[kAccounts];
  maintenance.name = maintenance.maintenance_name;
  static_cast<void>(Connection::open(maintenance)
                        .execute("ALTER DATABASE accounts_db RENAME TO accounts_origin"));
  static_cast<void>(Connection::open(maintenance)
                        .execute("CREATE DATABASE accounts_db TEMPLATE accounts_origin"));
  const Dropped dropped = drop_bank(settings);
  CHECK(dropped.databases.size() == kDatabaseCount - 1);
  CHECK(bank_status(settings).databases[kAccounts].exists);
  static_cast<void>(Connection::open(maintenance).execute("DROP DATABASE accounts_origin"));
}

TEST_CASE("a server of our own does not vacuum on its own while it is loaded") {
  const auto& server = PrivateServer::instance();
  server.reset();
  auto maintenance = Connection::open(server.maintenance());
  // A session hears of a changed setting a moment later.
  const auto wait_until_autovacuum_is = [&maintenance](std::string_view value) {
    wait_until("autovacuum is " + std::string(value), [&maintenance, value] {
      return maintenance.execute("SHOW autovacuum").text(0, 0) == value;
    });
  };
  EncodedBank bank(7, 42);
  auto options = load_options(bank);
  options.own_server = true;
  PostgresLoader loader(server.settings(), options);
  static_cast<void>(loader.prepare());
  wait_until_autovacuum_is("off");
  const bool fails = GENERATE(false, true);
  for (const TableSet step : loader.steps())
    bank.send(loader.sinks(), step);
  if (fails) static_cast<void>(loader.abort());
  if (!fails) loader.finish();
  wait_until_autovacuum_is("on");
}

TEST_CASE("a big bank is built on several connections, with the same result") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  const auto before = demo_catalogues(server);
  EncodedBank bank(25'000, 42);
  auto options = load_options(bank);
  options.jobs = 3;
  PostgresLoader loader(server.settings(), options);
  static_cast<void>(loader.prepare());
  for (const TableSet step : loader.steps())
    bank.send(loader.sinks(), step);
  std::size_t last = 0;
  std::size_t total = 0;
  loader.finish([&](const FinishProgress& progress) {
    CHECK(progress.steps_done > last);
    last = progress.steps_done;
    total = progress.steps_total;
  });
  CHECK(last == total);
  CHECK(last > kTableCount);
  check_rows(server.settings(), bank);
  CHECK(demo_catalogues(server) == before);
}

TEST_CASE("tables may be distributed over databases and servers of any name") {
  const auto& server = PrivateServer::instance();
  server.reset();
  auto settings = server.settings();
  settings[kAccounts].name = "test_ledger";
  settings[kEmployees].name = "Odd \"people\"";
  auto maintenance = Connection::open(server.maintenance());
  const auto drop = [&maintenance] {
    static_cast<void>(maintenance.execute("DROP DATABASE IF EXISTS test_ledger WITH (FORCE)"));
    static_cast<void>(
        maintenance.execute("DROP DATABASE IF EXISTS \"Odd \"\"people\"\"\" WITH (FORCE)"));
  };
  drop();
  EncodedBank bank(7, 42);
  load_bank(settings, bank, load_options(bank));
  check_rows(settings, bank);
  drop();
}

}  // namespace
}  // namespace bankseed::testing
