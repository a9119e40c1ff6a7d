#include <csignal>
#include <functional>
#include <thread>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rows/views.hpp"
#include "sink/postgres/connection.hpp"
#include "sink/postgres/load/bank_state.hpp"
#include "sink/server_process.hpp"
#include "support/process.hpp"
#include "support/servers/bank_loading.hpp"
#include "support/servers/private_server.hpp"

namespace bankseed::testing {
namespace {

constexpr auto kAccounts = static_cast<std::size_t>(Database::kAccounts);

[[noreturn]] void die() {
  kill(getpid(), SIGKILL);
  _exit(1);
}

/// Where a program can die.
enum class Moment { kPrepared, kCopying, kStepDone, kAllLoaded, kBuilding, kBuilt };

/// Loads until the moment, and dies.
[[noreturn]] void load_until(Moment moment, const LoadOptions& options, EncodedBank& bank) {
  PostgresLoader loader(PrivateServer::instance().settings(), options);
  static_cast<void>(loader.prepare());
  if (moment == Moment::kPrepared) die();
  for (const TableSet step : loader.steps()) {
    if (moment == Moment::kCopying && step[index_of(*find_table("accounts"))]) {
      loader.sinks()[kAccounts]->begin(step, {});
      die();
    }
    bank.send(loader.sinks(), step);
    if (moment == Moment::kStepDone) die();
  }
  if (moment == Moment::kAllLoaded) die();
  loader.finish([moment](const FinishProgress& progress) {
    if (moment == Moment::kBuilding || progress.steps_done == progress.steps_total) die();
  });
  die();
}

void crash_at(Moment moment, const LoadOptions& options, EncodedBank& bank) {
  const pid_t child = fork();
  if (child == 0) load_until(moment, options, bank);
  REQUIRE(exit_code_of(child) == 128 + SIGKILL);
}

std::uint64_t rows_in_all(const ConnectionSettings& settings) {
  std::uint64_t rows = 0;
  for (const std::uint64_t of_table : bank_status(settings).rows)
    rows += of_table;
  return rows;
}

TEST_CASE("a crash at any moment is repaired, constraints and all") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  EncodedBank bank(60, 42);
  const auto before = demo_catalogues(server);
  for (const Moment moment : {Moment::kPrepared, Moment::kCopying, Moment::kStepDone,
                              Moment::kAllLoaded, Moment::kBuilding, Moment::kBuilt}) {
    INFO("moment " << static_cast<int>(moment));
    crash_at(moment, load_options(bank), bank);
    if (moment < Moment::kBuilding) CHECK(demo_catalogues(server) != before);
    const auto notes = repair_bank(server.settings()).notes;
    REQUIRE(notes.size() == 1);
    CHECK_THAT(notes.front(), Catch::Contains("had not come to its end"));
    CHECK(demo_catalogues(server) == before);
    CHECK(rows_in_all(server.settings()) == 0);
    CHECK(repair_bank(server.settings()).notes.empty());
  }
}

TEST_CASE("the next run repairs what a crashed one left, and loads") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  EncodedBank bank(60, 42);
  const auto before = demo_catalogues(server);
  load_bank(server.settings(), bank, load_options(bank));
  const auto rows = fingerprints(server.settings());
  auto options = load_options(bank);
  options.truncate = true;
  options.run.seed = 43;
  EncodedBank other(60, 43);
  SECTION("after it replaced rows") {
    crash_at(Moment::kStepDone, options, other);
    PostgresLoader loader(server.settings(), load_options(bank));
    CHECK(loader.prepare().size() == 1);
    for (const TableSet step : loader.steps())
      bank.send(loader.sinks(), step);
    loader.finish();
    CHECK(fingerprints(server.settings()) == rows);
    CHECK(demo_catalogues(server) == before);
  }
  SECTION("before it replaced rows these are still there") {
    crash_at(Moment::kPrepared, options, other);
    CHECK(repair_bank(server.settings()).notes.size() == 1);
    CHECK(fingerprints(server.settings()) == rows);
    CHECK(demo_catalogues(server) == before);
    // They are still those of the run before, and that is what is said of them.
    const DatabaseStatus status = bank_status(server.settings()).databases[kAccounts];
    REQUIRE(status.run);
    CHECK(status.run->state == "failed");
    CHECK(status.run->seed == 43);
    REQUIRE(status.loaded);
    CHECK(status.loaded->seed == 42);
  }
}

TEST_CASE("tables that a crashed run made are gone after the repair") {
  const auto& server = PrivateServer::instance();
  const bool keep = GENERATE(false, true);
  server.reset();
  EncodedBank bank(60, 42);
  auto options = load_options(bank);
  options.keep_constraints = keep;
  crash_at(Moment::kStepDone, options, bank);
  CHECK(repair_bank(server.settings()).notes.size() == 1);
  CHECK(bank_status(server.settings()).existing.none());
  load_bank(server.settings(), bank, load_options(bank));
}

TEST_CASE("views are made with a load, made anew with the next, and gone with its tables") {
  const auto& server = PrivateServer::instance();
  server.reset();
  EncodedBank bank(60, 42);
  auto options = load_options(bank);
  options.views = true;
  load_bank(server.settings(), bank, options);
  const auto with_views = demo_catalogues(server);
  std::size_t views = 0;
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    auto connection = Connection::open(server.settings()[i]);
    const auto found = connection.execute(
        "SELECT v.viewname, bool_and(col_description(a.attrelid, a.attnum) <> ''), "
        "obj_description(a.attrelid) <> '' FROM pg_views v JOIN pg_attribute a ON a.attrelid = "
        "format('public.%I', v.viewname)::regclass WHERE v.schemaname = 'public' AND a.attnum > 0 "
        "GROUP BY v.viewname, a.attrelid");
    for (std::size_t row = 0; row < found.size(); ++row) {
      INFO(found.text(row, 0));
      CHECK(found.flag(row, 1));
      CHECK(found.flag(row, 2));
    }
    views += found.size();
  }
  CHECK(views == all_views().size());
  // A load takes keys down, which no view is to be in the way of, and leaves views as they are.
  options.truncate = true;
  options.views = GENERATE(true, false);
  load_bank(server.settings(), bank, options);
  CHECK(demo_catalogues(server) == with_views);

  // As if the first load had been killed after some databases had come to its end.
  for (const DatabaseAddress& address : server.settings()) {
    static_cast<void>(Connection::open(address).execute(
        "UPDATE bankseed.runs SET state = 'loading' WHERE run_id = (SELECT run_id FROM "
        "bankseed.runs ORDER BY started_at LIMIT 1)"));
  }
  CHECK(repair_bank(server.settings()).failures.empty());
  CHECK(bank_status(server.settings()).existing.none());
}

TEST_CASE("a failure in the middle of a load makes everything as it was") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  const auto before = demo_catalogues(server);
  EncodedBank bank(120, 42);
  PostgresLoader loader(server.settings(), load_options(bank));
  static_cast<void>(loader.prepare());
  const auto steps = loader.steps();
  bank.send(loader.sinks(), steps[0]);
  SECTION("when the server ends a session in the middle of a COPY") {
    loader.sinks()[kAccounts]->begin(steps[1], {});
    auto other = Connection::open(server.maintenance());
    static_cast<void>(other.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%COPY "
        "public.accounts%' AND pid <> pg_backend_pid()"));
    std::string message;
    try {
      bank.send_part(*loader.sinks()[kAccounts], Database::kAccounts, steps[1]);
      loader.sinks()[kAccounts]->end();
    } catch (const DatabaseError& error) {
      message = error.what();
    }
    CHECK_THAT(message, Catch::StartsWith("accounts_db.accounts: the connection was lost"));
  }
  SECTION("when a constraint that the rows break is put back") {
    static_cast<void>(Connection::open(server.settings()[kAccounts])
                          .execute("UPDATE bankseed.taken_down SET validate_sql = 'SELECT 1/0' "
                                   "WHERE name = 'transactions_account_id_fkey'"));
    bank.send(loader.sinks(), steps[1]);
    CHECK_THROWS_WITH(loader.finish(), Catch::Contains("division by zero (SQLSTATE 22012)"));
    static_cast<void>(
        Connection::open(server.settings()[kAccounts])
            .execute("UPDATE bankseed.taken_down SET validate_sql = 'ALTER TABLE transactions "
                     "VALIDATE CONSTRAINT transactions_account_id_fkey' WHERE name = "
                     "'transactions_account_id_fkey'"));
  }
  SECTION("when it is interrupted while constraints are put back") {
    bank.send(loader.sinks(), steps[1]);
    CHECK_THROWS_AS(loader.finish([&](const FinishProgress&) { loader.interrupt(); }), Interrupted);
  }
  SECTION("when it is interrupted in the middle of a COPY") {
    loader.sinks()[kAccounts]->begin(steps[1], {});
    loader.interrupt();
    CHECK_THROWS_AS(
        [&] {
          bank.send_part(*loader.sinks()[kAccounts], Database::kAccounts, steps[1]);
          loader.sinks()[kAccounts]->end();
        }(),
        Interrupted);
  }
  SECTION("when somebody else fails in the middle of a COPY") {
    loader.sinks()[kAccounts]->begin(steps[1], {});
    bank.send_part(*loader.sinks()[kAccounts], Database::kAccounts, steps[1]);
    loader.sinks()[kAccounts]->cancel();
  }
  static_cast<void>(loader.abort());
  CHECK(demo_catalogues(server) == before);
  CHECK(rows_in_all(server.settings()) == 0);
  load_bank(server.settings(), bank, load_options(bank));
}

TEST_CASE("a load that waits for somebody's lock is interrupted") {
  const auto& server = PrivateServer::instance();
  make_demo_databases(server);
  auto other = Connection::open(server.settings()[kAccounts]);
  EncodedBank bank(7, 42);
  PostgresLoader loader(server.settings(), load_options(bank));
  static_cast<void>(loader.prepare());
  static_cast<void>(other.execute("BEGIN; LOCK TABLE customers IN SHARE MODE"));
  std::thread presser([&loader] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    loader.interrupt();
  });
  CHECK_THROWS_AS(bank.send(loader.sinks(), loader.steps().front()), Interrupted);
  presser.join();
  static_cast<void>(other.execute("ROLLBACK"));
  static_cast<void>(loader.abort());
  CHECK(rows_in_all(server.settings()) == 0);
}

TEST_CASE("a server that dies in the middle is named, and repaired when it is back") {
  const TemporaryDirectory directory;
  PrivateCluster cluster(directory.path() / "cluster");
  static_cast<void>(cluster.start());
  EncodedBank bank(60, 42);
  {
    PostgresLoader loader(cluster.connections(), load_options(bank));
    static_cast<void>(loader.prepare());
    const auto steps = loader.steps();
    bank.send(loader.sinks(), steps[0]);
    loader.sinks()[kAccounts]->begin(steps[1], {});
    const int server = cluster.status().process_id;
    kill(server, SIGQUIT);  // At once, without writing anything.
    waitpid(server, nullptr, 0);
    std::string message;
    try {
      for (int i = 0; i < 100; ++i)
        bank.send_part(*loader.sinks()[kAccounts], Database::kAccounts, steps[1]);
      loader.sinks()[kAccounts]->end();
    } catch (const DatabaseError& error) {
      message = error.what();
    }
    // Whoever notices first: a writer, or a builder of what is complete, which was about to
    // connect.
    CHECK_THAT(message, (Catch::Contains("the connection was lost") ||
                         Catch::Contains("server closed the connection")) &&
                            !Catch::Contains("\n"));
    const auto notes = loader.abort();
    REQUIRE_FALSE(notes.empty());
    CHECK_THAT(notes.front(), Catch::Contains("could not undo") && Catch::Contains("repair"));
  }
  static_cast<void>(cluster.start());
  CHECK(repair_bank(cluster.connections()).notes.size() == 1);
  CHECK(bank_status(cluster.connections()).existing.none());
  load_bank(cluster.connections(), bank, load_options(bank));
  static_cast<void>(cluster.stop());
}

TEST_CASE("a full disk is named, and nothing stays behind") {
  const TemporaryDirectory directory;
  const auto space = directory.path() / "space";
  std::filesystem::create_directory(space);
  if (mount("tmpfs", space.c_str(), "tmpfs", 0, "size=2m") != 0) {
    WARN("skipped: mount is not permitted here");
    return;
  }
  const auto account = ServerAccount::of_this_program();
  CHECK(chown(space.c_str(), account.user, account.group) == 0);
  const auto& server = PrivateServer::instance();
  server.reset();
  auto maintenance = Connection::open(server.maintenance());
  static_cast<void>(maintenance.execute(
      fmt::format("CREATE TABLESPACE test_small LOCATION '{}'", space.string())));
  static_cast<void>(maintenance.execute("ALTER SYSTEM SET default_tablespace = test_small"));
  static_cast<void>(maintenance.execute("SELECT pg_reload_conf()"));
  EncodedBank bank(1'200, 42);
  std::string message;
  try {
    load_bank(server.settings(), bank, load_options(bank));
  } catch (const DatabaseError& error) {
    message = error.what();
    CHECK(error.where().sqlstate == "53100");
  }
  CHECK_THAT(message, Catch::Contains("No space left on device (SQLSTATE 53100)") &&
                          Catch::Contains("free space"));
  CHECK(rows_in_all(server.settings()) == 0);
  CHECK(bank_status(server.settings()).existing.none());
  static_cast<void>(maintenance.execute("ALTER SYSTEM RESET default_tablespace"));
  static_cast<void>(maintenance.execute("SELECT pg_reload_conf()"));
  server.reset();
  static_cast<void>(maintenance.execute("CHECKPOINT"));
  static_cast<void>(maintenance.execute("DROP TABLESPACE test_small"));
  umount2(space.c_str(), MNT_DETACH);
}

}  // namespace
}  // namespace bankseed::testing
