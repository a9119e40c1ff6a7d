// Runs that were killed and are gone on with end with the bank that an undisturbed run makes.

#include <algorithm>
#include <csignal>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "support/locations.hpp"
#include "support/one_line.hpp"
#include "support/process.hpp"
#include "support/servers/bank_loading.hpp"
#include "support/servers/private_server.hpp"
#include "support/servers/test_server.hpp"

namespace bankseed::testing {
namespace {

using Words = std::vector<std::string>;
constexpr auto kAccountsStore = static_cast<std::size_t>(Database::kAccounts);

/// Of a program in the middle of a load.
enum class Moment { kPrepared, kCopying, kStepDone, kPartDone, kAllLoaded, kBuilding, kBuilt };
constexpr std::uint64_t kParts = 3;

LoadOptions options_of(const EncodedBank& bank) {
  auto options = load_options(bank);
  options.parts = kParts;
  options.resume = [own = options.run](const RunDescription& run) {
    return run.seed == own.seed ? std::vector<std::string>()
                                : std::vector<std::string>{"seed " + std::to_string(run.seed)};
  };
  return options;
}

/// Sends what is missing of all steps; `after(step, part)` is called when a part has been sent.
template <class After>
void send_missing(PostgresLoader& loader, EncodedBank& bank, const After& after) {
  for (const TableSet& step : loader.steps()) {
    for (Part part{0, loader.parts()}; part.index < part.count; ++part.index) {
      bank.send(loader.sinks(), step & ~loader.written(part), part);
      after(part);
    }
  }
}

/// Loads until the moment, and dies.
[[noreturn]] void load_until(Moment moment, const LoadOptions& options, EncodedBank& bank) {
  const auto die = [] { kill(getpid(), SIGKILL); };
  PostgresLoader loader(PrivateServer::instance().settings(), options);
  static_cast<void>(loader.prepare());
  if (moment == Moment::kPrepared) die();
  send_missing(loader, bank, [&](Part part) {
    if (moment == Moment::kPartDone && part.index == 1) die();
    if (moment == Moment::kStepDone && part.is_last()) die();
    if (moment == Moment::kCopying && part.is_last()) {
      loader.sinks()[kAccountsStore]->begin(loader.steps().back(), {});
      die();
    }
  });
  if (moment == Moment::kAllLoaded) die();
  loader.finish([&](const FinishProgress& progress) {
    if (moment == Moment::kBuilding || progress.steps_done == progress.steps_total) die();
  });
  die();
  std::abort();
}

void crash_at(Moment moment, const LoadOptions& options, EncodedBank& bank) {
  const pid_t child = fork();
  if (child == 0) load_until(moment, options, bank);
  REQUIRE(exit_code_of(child) == 128 + SIGKILL);
}

std::vector<std::string> go_on(const LoadOptions& options, EncodedBank& bank) {
  PostgresLoader loader(PrivateServer::instance().settings(), options);
  auto notes = loader.prepare();
  send_missing(loader, bank, [](Part) {});
  loader.finish();
  return notes;
}

struct Surroundings {
  bool others_tables = false;  ///< That hold rows of another bank.
  bool keep_constraints = false;
};

void check_moments(const Surroundings& surroundings, const std::vector<Moment>& moments) {
  const auto& server = PrivateServer::instance();
  const bool others_tables = surroundings.others_tables;
  EncodedBank bank(1'600, 42);
  EncodedBank other(60, 43);
  const auto make_ready = [&] {
    if (!others_tables) return server.reset();
    make_demo_databases(server);
    auto others = load_options(other);
    others.run.seed = 43;
    load_bank(server.settings(), other, others);
  };
  auto options = options_of(bank);
  options.keep_constraints = surroundings.keep_constraints;
  if (options.keep_constraints) options.parts = 1;
  options.truncate = others_tables;
  make_ready();
  static_cast<void>(go_on(options, bank));
  const auto rows = fingerprints(server.settings());
  const auto catalogues = demo_catalogues(server);
  for (const Moment moment : moments) {
    INFO("moment " << static_cast<int>(moment));
    make_ready();
    crash_at(moment, options, bank);
    auto again = options_of(bank);  // Of the rest the run itself knows.
    const auto notes = go_on(again, bank);
    REQUIRE_FALSE(notes.empty());
    CHECK_THAT(notes.front(), Catch::Contains("goes on with run"));
    CHECK(fingerprints(server.settings()) == rows);
    CHECK(demo_catalogues(server) == catalogues);
    const auto none_left = go_on(again, bank);
    CHECK_THAT(none_left.front(), Catch::Contains("nothing is left to do"));
    CHECK(fingerprints(server.settings()) == rows);
  }
}

TEST_CASE("a run that was killed at any moment is gone on with, to the same bank") {
  check_moments({}, {Moment::kPrepared, Moment::kCopying, Moment::kStepDone, Moment::kPartDone,
                     Moment::kAllLoaded, Moment::kBuilding, Moment::kBuilt});
}

TEST_CASE("a run into tables of others that was killed is gone on with, constraints and all") {
  check_moments({.others_tables = true}, {Moment::kPrepared, Moment::kPartDone, Moment::kBuilding});
}

TEST_CASE("a run with constraints in place that was killed is gone on with") {
  check_moments({.keep_constraints = true}, {Moment::kStepDone, Moment::kAllLoaded});
}

ProcessResult run(const TestServer& server, Words words) {
  words.insert(words.begin(), program());
  words.insert(words.end(), {"--url", server.conninfo("postgres")});
  return run_process(words);
}

Words generate(const Words& more) {
  Words words = {"generate", "--log", "none"};
  const auto add_unless_given = [&](const std::string& option, const std::string& value) {
    if (std::find(more.begin(), more.end(), option) != more.end()) return;
    words.insert(words.end(), {option, value});
  };
  add_unless_given("--customers", "1200");
  add_unless_given("--as-of", "2026-11-01");
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::string ask(const TestServer& server, const std::string& sql) {
  return TestConnection(server.conninfo("accounts_db")).value(sql);
}

void tell(const TestServer& server, const std::string& sql) {
  TestConnection(server.conninfo("accounts_db")).execute(sql);
}

/// A load that fails when it comes to the transactions, and leaves what is done.
void fail_halfway(const TestServer& server, const Words& more = {}) {
  tell(server,
       "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'no'; END$$; CREATE "
       "TRIGGER no BEFORE INSERT ON transactions FOR EACH ROW EXECUTE FUNCTION no()");
  Words words = {"--truncate", "--resume", "--parts", "2"};
  words.insert(words.end(), more.begin(), more.end());
  const auto failed = run(server, generate(words));
  CHECK(failed.exit_code == 1);
  CHECK_THAT(failed.err, Catch::Contains("what is loaded stays"));
  tell(server, "DROP FUNCTION no CASCADE");
}

TEST_CASE("what failed is gone on with by the same command, and is the same bank") {
  TestServer server;
  make_bank(server, {"--customers", "1200", "--as-of", "2026-11-01"});
  const auto digest = run(server, {"digest"}).out;
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  fail_halfway(server);
  CHECK_THAT(in_one_line(run(server, {"status"}).out),
             Catch::Contains("go on with 'bankseed generate --resume'"));
  const auto of_half = run(server, {"digest"});
  CHECK(of_half.exit_code == 0);
  CHECK(of_half.out != digest);
  CHECK_THAT(of_half.err, Catch::Contains("not complete: accounts_db: run "));
  const auto resumed = run(server, generate({"--truncate", "--resume", "--digest", "--verify"}));
  INFO(resumed.err << resumed.out);
  CHECK(resumed.exit_code == 0);
  CHECK_THAT(resumed.out, Catch::Contains(digest) && Catch::Contains("checks: all hold"));
  CHECK(run(server, {"digest"}).out == digest);
  const auto again = run(server, generate({"--resume"}));
  CHECK(again.exit_code == 0);
  CHECK_THAT(again.err + again.out, Catch::Contains("nothing is left to do"));
}

TEST_CASE("a run of another bank is not gone on with, nor one that somebody has changed") {
  TestServer server;
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  fail_halfway(server);
  const auto loaded = ask(server, "SELECT count(*) FROM customers");
  const auto check_refused = [&](const Words& more, const std::string& why, int exit_code) {
    Words words = {"--resume", "--truncate"};
    words.insert(words.end(), more.begin(), more.end());
    const auto refused = run(server, generate(words));
    CHECK(refused.exit_code == exit_code);
    CHECK_THAT(refused.err, Catch::Contains(why) && Catch::Contains("nothing was changed"));
    CHECK(ask(server, "SELECT count(*) FROM customers") == loaded);
  };
  check_refused({"--seed", "9"}, "seed 42, not 9", 2);
  check_refused({"--customers", "30"}, "customers 1200, not 30", 2);
  check_refused({"--as-of", "2025-01-01"}, "--as-of 2026-11-01, not 2025-01-01", 2);
  check_refused({"--set", "accounts.holders=80"}, "accounts.holders=80", 2);
  check_refused({"--locale", "pt_BR"}, "locale en_US, not pt_BR", 2);
  tell(server,
       "DELETE FROM customers WHERE customer_id = (SELECT min(customer_id) FROM customers)");
  const auto changed = run(server, generate({"--resume"}));
  CHECK(changed.exit_code == 1);
  CHECK_THAT(changed.err, Catch::Contains("accounts_db.customers holds") &&
                              Catch::Contains("somebody has changed it"));
  CHECK(run(server, generate({"--truncate"})).exit_code == 0);
  CHECK(run(server, {"verify"}).exit_code == 0);
}

TEST_CASE("a part is loaded once, whoever sends it") {
  TestServer server;
  make_bank(server, {"--customers", "7", "--as-of", "2026-11-01"});
  TestConnection connection(server.conninfo("accounts_db"));
  CHECK_THROWS_WITH(
      connection.execute("INSERT INTO bankseed.parts (run_id, table_name, part, state, rows, "
                         "made_by_run) SELECT run_id, table_name, part, state, rows, made_by_run "
                         "FROM bankseed.parts WHERE table_name = 'accounts'"),
      Catch::Contains("parts_pkey"));
}

}  // namespace
}  // namespace bankseed::testing
