#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "sink/postgres/connection.hpp"
#include "sink/postgres/load/bank_state.hpp"
#include "support/servers/bank_loading.hpp"
#include "support/servers/private_server.hpp"

namespace bankseed::testing {
namespace {

constexpr auto kAccounts = static_cast<std::size_t>(Database::kAccounts);

std::string failure_of(const ConnectionSettings& settings, const LoadOptions& options) {
  PostgresLoader loader(settings, options);
  try {
    static_cast<void>(loader.prepare());
  } catch (const Error& error) {
    static_cast<void>(loader.abort());
    return error.what();
  }
  static_cast<void>(loader.abort());
  return "nothing was thrown";
}

LoadOptions first_phases() {
  LoadOptions options;
  options.tables = tables_of(Phase::kFoundation) | tables_of(Phase::kCoreBanking);
  options.run = {42, "2026-11-19", "", 1, "0.1.0"};
  return options;
}

Connection session(const PrivateServer& server, Database database) {
  return Connection::open(server.settings()[static_cast<std::size_t>(database)]);
}

bool has_bookkeeping(const PrivateServer& server, Database database) {
  return session(server, database)
      .execute("SELECT to_regnamespace('bankseed') IS NOT NULL")
      .flag(0, 0);
}

TEST_CASE("all that does not fit is said at once, and nothing is changed") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  static_cast<void>(session(server, Database::kAccounts).execute(R"sql(
ALTER TABLE accounts ALTER COLUMN balance TYPE numeric(12,2);
ALTER TABLE accounts ALTER COLUMN account_type TYPE varchar(10);
ALTER TABLE accounts ADD COLUMN iban text NOT NULL;
ALTER TABLE accounts ALTER COLUMN closed_date SET NOT NULL;
ALTER TABLE accounts DROP COLUMN currency;
ALTER TABLE customers ALTER COLUMN created_at TYPE timestamptz;
ALTER TABLE account_relationships ALTER COLUMN relationship_id TYPE bigint;
DROP TABLE transactions;
CREATE VIEW transactions AS SELECT 1 AS transaction_id;
)sql"));
  static_cast<void>(session(server, Database::kEmployees)
                        .execute("ALTER TABLE employees ALTER COLUMN role TYPE char(100)"));
  const auto before = demo_catalogues(server);
  const auto message = failure_of(server.settings(), first_phases());
  INFO(message);
  for (const char* part :
       {"accounts_db.accounts.balance is numeric(12,2), needed is numeric(15,2)",
        "accounts_db.accounts.account_type is character varying(10), needed is varchar(50)",
        "accounts_db.accounts.iban is NOT NULL without a default",
        "accounts_db.accounts.closed_date is NOT NULL, but the bank has rows without it",
        "accounts_db.accounts.currency is missing (varchar(3))",
        "accounts_db.customers.created_at is timestamp with time zone, needed is timestamp",
        "accounts_db.account_relationships.relationship_id is bigint, needed is integer",
        "accounts_db.transactions is not a table but a view",
        "employees_db.employees.role is character(100), needed is varchar(100)",
        "nothing was changed"}) {
    CHECK_THAT(message, Catch::Contains(part));
  }
  CHECK(std::count(message.begin(), message.end(), '\n') == 9);
  CHECK(demo_catalogues(server) == before);
  CHECK_FALSE(has_bookkeeping(server, Database::kAccounts));
}

TEST_CASE("what bears a view's name and is not ours is left alone, and nothing is changed") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  auto options = first_phases();
  options.views = true;
  const std::string made =
      GENERATE("TABLE customer_balances (id integer)",
               "VIEW customer_balances AS SELECT 1 AS customer_id", "SEQUENCE customer_balances");
  static_cast<void>(session(server, Database::kAccounts).execute("CREATE " + made));
  const auto before = demo_catalogues(server);
  const auto message = failure_of(server.settings(), options);
  CHECK_THAT(message, Catch::Contains("accounts_db.customer_balances of"));
  CHECK_THAT(message, Catch::Contains("nothing was changed"));
  CHECK(demo_catalogues(server) == before);
  options.views = false;
  PostgresLoader loader(server.settings(), options);
  CHECK_NOTHROW(loader.prepare());
  static_cast<void>(loader.abort());
  CHECK(demo_catalogues(server) == before);
}

TEST_CASE("what is wider, in another order, or filled by itself does fit") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  static_cast<void>(session(server, Database::kAccounts).execute(R"sql(
DROP TABLE transactions, account_relationships, accounts, customers;
CREATE DOMAIN money_amount AS numeric(20,4) CHECK (VALUE >= 0);
CREATE TABLE customers (
  created_at timestamp(6), phone text, email varchar, row_number bigserial NOT NULL,
  date_of_birth date, last_name varchar(500) NOT NULL, first_name varchar(500),
  customer_id text PRIMARY KEY, note text,
  full_name text GENERATED ALWAYS AS (first_name || ' ' || last_name) STORED);
CREATE TABLE accounts (
  account_id varchar(50) PRIMARY KEY, account_number varchar(20), customer_id text NOT NULL,
  account_type text, account_status text, balance money_amount, currency text, opened_date date,
  closed_date date, branch_code varchar(10));
CREATE TABLE account_relationships (
  relationship_id integer PRIMARY KEY, primary_account_id text, related_account_id text,
  relationship_type text, created_at timestamp);
CREATE TABLE transactions (
  transaction_id text, account_id text, transaction_type text, transaction_amount numeric,
  transaction_date timestamp, description text, balance_after money_amount,
  counterparty_account text, processed_by text, seen integer GENERATED BY DEFAULT AS IDENTITY)
  PARTITION BY RANGE (transaction_date);
CREATE TABLE transactions_old PARTITION OF transactions
  FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
CREATE TABLE transactions_new PARTITION OF transactions DEFAULT;
CREATE INDEX ON transactions (account_id);
)sql"));
  const auto before = demo_catalogues(server);
  EncodedBank bank(120, 42);
  load_bank(server.settings(), bank, load_options(bank));
  CHECK(demo_catalogues(server) == before);
  const BankStatus status = bank_status(server.settings());
  for (const char* name : {"customers", "accounts", "transactions", "account_relationships"}) {
    const TableId table = *find_table(name);
    CHECK(status.rows[index_of(table)] == bank.rows(table));
  }
}

TEST_CASE("a missing privilege is named with the GRANT to run, and nothing is changed") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  auto maintenance = Connection::open(server.maintenance());
  static_cast<void>(maintenance.execute("CREATE ROLE test_bob LOGIN PASSWORD 'pw-of-bob'"));
  ConnectionSettings settings;
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    settings[i] = server.by_network(static_cast<Database>(i), "test_bob", "pw-of-bob");
    static_cast<void>(Connection::open(server.settings()[i])
                          .execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO test_bob"));
  }
  const auto before = demo_catalogues(server);
  auto message = failure_of(settings, first_phases());
  INFO(message);
  CHECK_THAT(message, Catch::Contains("GRANT CREATE ON DATABASE accounts_db TO test_bob"));
  CHECK_THAT(message,
             Catch::Contains("INSERT on accounts_db.customers, accounts_db.accounts, ") &&
                 Catch::Contains("; run GRANT INSERT ON public.customers, public.accounts, "
                                 "public.transactions, public.account_relationships TO test_bob in "
                                 "accounts_db"));
  // A superuser is not handed out; of each database its tables are told in one line.
  CHECK_THAT(message, Catch::Contains("connect as bankseed, or leave them in place"));
  CHECK_THAT(message, !Catch::Contains("GRANT bankseed TO"));
  CHECK_THAT(message, Catch::Contains("--keep-constraints"));
  CHECK_THAT(message, !Catch::Contains("pw-of-bob"));
  CHECK(demo_catalogues(server) == before);
  CHECK_FALSE(has_bookkeeping(server, Database::kAccounts));

  SECTION("and with what it asks for the load works, constraints in place") {
    for (std::size_t i = 0; i < kDatabaseCount; ++i) {
      auto owner = Connection::open(server.settings()[i]);
      static_cast<void>(owner.execute(fmt::format(
          "GRANT CREATE ON DATABASE {} TO test_bob; GRANT INSERT, TRUNCATE ON ALL TABLES IN SCHEMA "
          "public TO test_bob; GRANT SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO test_bob",
          settings[i].name)));
    }
    EncodedBank bank(7, 42);
    auto options = load_options(bank);
    options.keep_constraints = true;
    load_bank(settings, bank, options);
    CHECK(demo_catalogues(server) == before);
    CHECK(bank_status(settings).rows[index_of(*find_table("customers"))] == 7);
  }
  SECTION("and the owner's role is enough for all, and asked for once") {
    static_cast<void>(maintenance.execute("CREATE ROLE test_owner"));
    auto accounts = Connection::open(server.settings()[kAccounts]);
    for (const char* table : {"customers", "accounts", "transactions", "account_relationships"})
      static_cast<void>(accounts.execute(fmt::format("ALTER TABLE {} OWNER TO test_owner", table)));
    const auto other_message = failure_of(settings, first_phases());
    const std::string advice = "run GRANT test_owner TO test_bob, or leave them";
    CHECK_THAT(other_message, Catch::Contains(advice));
    CHECK(other_message.find(advice) == other_message.rfind(advice));
    for (const char* table : {"customers", "accounts", "transactions", "account_relationships"})
      static_cast<void>(accounts.execute(fmt::format("ALTER TABLE {} OWNER TO bankseed", table)));
    static_cast<void>(maintenance.execute("DROP ROLE test_owner"));
    for (const DatabaseAddress& address : server.settings()) {
      static_cast<void>(maintenance.execute(
          fmt::format("GRANT CREATE ON DATABASE {} TO test_bob", address.name)));
    }
    static_cast<void>(maintenance.execute("GRANT bankseed TO test_bob"));
    EncodedBank bank(7, 42);
    load_bank(settings, bank, load_options(bank));
    CHECK(demo_catalogues(server) == before);
  }
}

TEST_CASE("a user who may not create the missing databases is told so") {
  const auto& server = PrivateServer::instance();
  server.reset();
  static_cast<void>(Connection::open(server.maintenance())
                        .execute("CREATE ROLE test_bob LOGIN PASSWORD 'pw-of-bob'"));
  ConnectionSettings settings;
  for (std::size_t i = 0; i < kDatabaseCount; ++i)
    settings[i] = server.by_network(static_cast<Database>(i), "test_bob", "pw-of-bob");
  for (DatabaseAddress& address : settings)
    address.maintenance_name = "postgres";
  const auto message = failure_of(settings, first_phases());
  CHECK_THAT(message, Catch::Contains("CREATEDB, to make employees_db, ") &&
                          Catch::Contains("run ALTER ROLE test_bob CREATEDB") &&
                          Catch::Contains("nothing was changed"));
}

TEST_CASE("one database that cannot be reached stops the load before anything is done") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  auto settings = server.settings();
  settings[kAccounts] = server.by_network(Database::kAccounts, "bankseed", "wrong-secret");
  auto message = failure_of(settings, first_phases());
  CHECK_THAT(message, Catch::Contains("password authentication failed") &&
                          !Catch::Contains("wrong-secret") && !Catch::Contains("\n"));
  CHECK_FALSE(has_bookkeeping(server, Database::kEmployees));
  settings[kAccounts].parameters = {{"host", "127.0.0.1"}, {"port", "1"}, {"user", "bob"}};
  message = failure_of(settings, first_phases());
  CHECK_THAT(message, Catch::Contains("Connection refused") && !Catch::Contains("\n"));
  CHECK_FALSE(has_bookkeeping(server, Database::kEmployees));
}

TEST_CASE("while a load is at work another one is refused") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  PostgresLoader first(server.settings(), first_phases());
  static_cast<void>(first.prepare());
  EncodedBank bank(7, 42);
  const auto steps = first.steps();
  bank.send(first.sinks(), steps[0]);
  first.sinks()[kAccounts]->begin(steps[1], {});  // Holds locks on its tables.
  const BankStatus status = bank_status(server.settings());
  CHECK(status.databases[kAccounts].is_locked);
  CHECK(status.rows[index_of(*find_table("customers"))] == 7);
  CHECK(status.existing[index_of(*find_table("transactions"))]);
  CHECK_THAT(failure_of(server.settings(), first_phases()),
             Catch::Contains("another bankseed is at work in it"));
  CHECK_THROWS_WITH(repair_bank(server.settings()), Catch::Contains("another bankseed"));
  CHECK_THROWS_WITH(clear_bank(server.settings()), Catch::Contains("another bankseed"));
  CHECK(first.abort().size() == 1);
}

TEST_CASE("row-level security that applies to the user is a misfit") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  static_cast<void>(session(server, Database::kAccounts)
                        .execute("CREATE ROLE test_bob LOGIN PASSWORD 'pw'; ALTER TABLE customers "
                                 "ENABLE ROW LEVEL SECURITY; GRANT SELECT ON ALL TABLES IN SCHEMA "
                                 "public TO test_bob"));
  auto settings = server.settings();
  settings[kAccounts] = server.by_network(Database::kAccounts, "test_bob", "pw");
  CHECK_THAT(failure_of(settings, first_phases()),
             Catch::Contains("accounts_db.customers has row-level security"));
}

}  // namespace
}  // namespace bankseed::testing
