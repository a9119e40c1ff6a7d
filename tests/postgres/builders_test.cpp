// Keys, indexes and statistics are built while rows of other databases are loaded.

#include <chrono>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "sink/postgres/connection.hpp"
#include "support/process.hpp"
#include "support/servers/bank_loading.hpp"
#include "support/servers/private_server.hpp"

namespace bankseed::testing {
namespace {

using Clock = std::chrono::steady_clock;

DatabaseAddress accounts(const ConnectionSettings& settings) {
  return settings[static_cast<std::size_t>(Database::kAccounts)];
}

std::int64_t count(const DatabaseAddress& address, const std::string& condition) {
  return Connection::open(address)
      .execute(
          "SELECT count(*) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND " +
          condition)
      .number(0, 0);
}

/// The first index of accounts_db after this is met by `statement`, those after it are not.
void meet_first_index(const ConnectionSettings& settings, const std::string& statement) {
  static_cast<void>(
      Connection::open(accounts(settings))
          .execute(
              fmt::format("CREATE SEQUENCE bankseed.indexes; CREATE FUNCTION bankseed.meet() "
                          "RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN IF "
                          "nextval('bankseed.indexes') = 1 THEN {}; END IF; END$$; CREATE EVENT "
                          "TRIGGER meets ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE "
                          "FUNCTION bankseed.meet()",
                          statement)));
}

/// Of as much as is loaded of it, in steps, the last one excepted.
void send_all_but_last(PostgresLoader& loader, EncodedBank& bank) {
  const auto steps = loader.steps();
  for (std::size_t i = 0; i + 1 < steps.size(); ++i)
    bank.send(loader.sinks(), steps[i]);
}

TEST_CASE("what is loaded is built while the rows of other databases come") {
  const auto& server = PrivateServer::instance();
  server.reset();
  EncodedBank bank(120, 42, all_tables());
  auto options = load_options(bank);
  options.rows = 10'000;  // As a small bank, first.
  load_bank(server.settings(), bank, options);
  const auto rows = fingerprints(server.settings());
  const auto catalogues = demo_catalogues(server);

  server.reset();
  PostgresLoader loader(server.settings(), load_options(bank));
  static_cast<void>(loader.prepare());
  send_all_but_last(loader, bank);
  const auto address = accounts(server.settings());
  wait_until("the keys of accounts_db are there and checked",
             [&] { return count(address, "contype = 'f' AND convalidated") > 0; });
  CHECK(count(address, "contype = 'p'") == 4);
  CHECK(count(server.settings().back(), "contype = 'p'") == 0);
  bank.send(loader.sinks(), loader.steps().back());
  std::size_t total = 0;
  FinishProgress last;
  loader.finish([&](const FinishProgress& progress) {
    if (total == 0) total = progress.steps_total;
    CHECK(progress.steps_total == total);
    last = progress;
  });
  CHECK(last.steps_done == last.steps_total);
  CHECK(fingerprints(server.settings()) == rows);
  CHECK(demo_catalogues(server) == catalogues);
}

TEST_CASE("what cannot be built ends the load, which is undone") {
  const auto& server = PrivateServer::instance();
  server.reset();
  EncodedBank bank(120, 42, all_tables());
  load_bank(server.settings(), bank, load_options(bank));
  const auto before = demo_catalogues(server);
  const bool is_small = GENERATE(false, true);
  meet_first_index(server.settings(), "RAISE 'not now'");
  auto options = load_options(bank);
  options.truncate = true;
  options.rows = is_small ? 10'000 : 0;
  PostgresLoader loader(server.settings(), options);
  static_cast<void>(loader.prepare());
  const auto load = [&] {
    for (const TableSet step : loader.steps())
      bank.send(loader.sinks(), step);
    loader.finish();
  };
  CHECK_THROWS_WITH(load(), Catch::Contains("accounts_db") && Catch::Contains("not now"));
  static_cast<void>(loader.abort());
  CHECK(demo_catalogues(server) == before);
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableInfo& info = kCatalog[i];
    const auto address = server.settings()[static_cast<std::size_t>(info.database)];
    CHECK(Connection::open(address).execute(fmt::format("SELECT FROM {}", info.name)).size() == 0);
  }
}

TEST_CASE("a load that is given up does not wait for what is being built") {
  const auto& server = PrivateServer::instance();
  server.reset();
  EncodedBank bank(120, 42, all_tables());
  load_bank(server.settings(), bank, load_options(bank));
  const auto before = demo_catalogues(server);
  meet_first_index(server.settings(), "PERFORM pg_sleep(90)");
  auto options = load_options(bank);
  options.truncate = true;
  PostgresLoader loader(server.settings(), options);
  static_cast<void>(loader.prepare());
  send_all_but_last(loader, bank);
  wait_until("an index is being built", [&] {
    return Connection::open(accounts(server.settings()))
               .execute("SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
               .size() == 1;
  });
  const auto began = Clock::now();
  static_cast<void>(loader.abort());
  CHECK(Clock::now() - began < std::chrono::seconds(60));
  CHECK(demo_catalogues(server) == before);
}

}  // namespace
}  // namespace bankseed::testing
