// A bank that is loaded by shards, by programs that may be killed, is the one that a single program
// loads.

#include <algorithm>
#include <csignal>
#include <sstream>

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

/// The program, on a server's six databases.
class Program {
 public:
  explicit Program(std::string customers = "2500") : customers_(std::move(customers)) {}

  [[nodiscard]] Words command(const Words& words) const {
    Words all = {program()};
    all.insert(all.end(), words.begin(), words.end());
    all.insert(all.end(), {"--url", server_.conninfo("postgres")});
    return all;
  }
  [[nodiscard]] ProcessResult run(const Words& words) const { return run_process(command(words)); }
  [[nodiscard]] Words generate(Words words) const {
    words.insert(words.begin(), {"generate", "--log", "none"});
    const auto add_unless_given = [&](const std::string& option, const std::string& value) {
      if (std::find(words.begin(), words.end(), option) == words.end())
        words.insert(words.end(), {option, value});
    };
    add_unless_given("--customers", customers_);
    add_unless_given("--as-of", "2026-11-01");
    return words;
  }
  /// What it says, of a run that has to succeed.
  std::string must(const Words& words) const {
    const auto result = run(words);
    INFO(fmt::format("{}\n{}{}", words.front(), result.err, result.out));
    REQUIRE(result.exit_code == 0);
    return in_one_line(result.err + result.out);
  }
  void check_refused(const Words& words, int exit_code, const std::string& why) const {
    const auto result = run(generate(words));
    INFO(result.out << result.err);
    CHECK(result.exit_code == exit_code);
    CHECK_THAT(in_one_line(result.err), Catch::Contains(why));
  }
  [[nodiscard]] std::string digest() const { return run({"digest"}).out; }
  [[nodiscard]] std::string ask(const std::string& database, const std::string& sql) const {
    return TestConnection(server_.conninfo(database)).value(sql);
  }
  /// Everything but rows of the six databases: keys, indexes, comments, and what ids come next.
  [[nodiscard]] std::vector<std::string> surroundings() const {
    std::vector<std::string> lines;
    DatabaseUrls urls;
    urls.all = server_.conninfo("postgres");
    const auto settings = resolve_connections(urls, {});
    for (const DatabaseAddress& address : *settings) {
      for (std::string& line : catalogue(address))
        lines.push_back(std::move(line));
      lines.push_back(ask(address.name,
                          "SELECT coalesce(string_agg(sequencename || last_value, ' ' ORDER BY "
                          "sequencename), '') FROM pg_sequences"));
    }
    return lines;
  }
  [[nodiscard]] const TestServer& server() const { return server_; }

 private:
  TestServer server_;
  std::string customers_;
};

/// Shards in an order that nobody would choose, two at once.
void load_in_pairs(const Program& bankseed, int count) {
  for (int i = 0; i < count; i += 2) {
    const auto shard = [&](int number) {
      return bankseed.command(bankseed.generate(
          {"--shard", fmt::format("{}/{}", (number * 5 + 3) % count, count), "--quiet"}));
    };
    Process one(shard(i), {});
    Process other(shard(std::min(i + 1, count - 1)), {});
    for (Process* process : {&one, &other}) {
      const auto result = process->wait();
      INFO(result.err);
      CHECK(result.exit_code == 0);
    }
  }
}

TEST_CASE("shards that are loaded in any order, two at once, are the bank of one load") {
  const auto [customers, counts] = GENERATE(table<std::string, std::vector<int>>(
      {{"2500", std::vector<int>{1, 3, 7}}, {"11000", std::vector<int>{2}}}));
  const Program bankseed(customers);
  bankseed.must(bankseed.generate({}));
  const auto digest = bankseed.digest();
  const auto surroundings = bankseed.surroundings();
  for (const int count : counts) {
    CAPTURE(customers, count);
    bankseed.must({"clear", "--drop", "--confirm"});
    CHECK_THAT(bankseed.must(bankseed.generate({"--prepare", "--shards", std::to_string(count)})),
               Catch::Contains("created the six databases"));
    load_in_pairs(bankseed, count);
    CHECK_THAT(bankseed.must({"status"}),
               Catch::Contains(fmt::format("all {} shards are loaded", count)));
    CHECK_THAT(bankseed.must(bankseed.generate({"--finish", "--verify"})),
               Catch::Contains("checks: all hold"));
    CHECK(bankseed.digest() == digest);
    CHECK(bankseed.surroundings() == surroundings);
    CHECK_THAT(bankseed.must(bankseed.generate({"--finish"})),
               Catch::Contains("nothing is left to do"));
    CHECK_THAT(bankseed.must(bankseed.generate({"--shard", fmt::format("0/{}", count)})),
               Catch::Contains(fmt::format("shard 0/{} is loaded already", count)));
    CHECK(bankseed.digest() == digest);
  }
}

/// The first two fields of each line of a CSV file but the first.
std::string first_fields(const std::string& csv) {
  std::string fields;
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const auto second = line.find(',') + 1;
    fields += line.substr(0, line.find(',', second)) + "\n";
  }
  return fields;
}

TEST_CASE("where a table has more rows than four bytes number, its key is a bigserial") {
  const Program bankseed("100000000");
  bankseed.must(bankseed.generate({"--prepare", "--shards", "100000"}));
  const std::string last = "99999/100000";
  bankseed.must(bankseed.generate({"--shard", last}));
  const auto loans = [&](const std::string& sql) { return bankseed.ask("loans_db", sql); };
  CHECK(loans("SELECT min(schedule_id) > 2147483647 FROM repayment_schedule") == "t");
  CHECK(loans("SELECT pg_typeof(max(schedule_id)) FROM repayment_schedule") == "bigint");
  CHECK(loans("SELECT pg_typeof(max(guarantor_id)) FROM loan_guarantors") == "integer");
  const TemporaryDirectory files;
  const auto result = run_process({program(), "generate", "--customers", "100000000", "--as-of",
                                   "2026-11-01", "--log", "none", "--shard", last, "--to", "csv",
                                   "--tables", "repayment_schedule", "--out", files.path()});
  INFO(result.err);
  REQUIRE(result.exit_code == 0);
  const auto loaded = loans(
      "SELECT string_agg(schedule_id || ',' || loan_id || E'\\n', '' ORDER BY schedule_id) FROM "
      "repayment_schedule");
  CHECK(loaded == first_fields(text_of(files.path() /
                                       "part-99999-of-100000/loans_db/repayment_schedule.csv")));
}

TEST_CASE("a shard that was killed is run again, and its twin loads what it has not") {
  // Of a small bank all is loaded in the session that has the locks.
  const Program bankseed(GENERATE("2500", "9500"));
  bankseed.must(bankseed.generate({}));
  const auto digest = bankseed.digest();
  bankseed.must(bankseed.generate({"--prepare", "--shards", "2", "--truncate", "--parts", "2"}));
  const auto shard = bankseed.command(bankseed.generate({"--shard", "1/2"}));
  {
    TestConnection somebody(bankseed.server().conninfo("accounts_db"));
    somebody.execute("BEGIN; LOCK TABLE transactions IN EXCLUSIVE MODE");
    Process killed(shard, {});
    wait_until("something is loaded", [&] {
      // By this run: the one before it has its own parts.
      return bankseed.ask(
                 "employees_db",
                 "SELECT count(*) FROM bankseed.parts WHERE part >= 0 AND run_id = (SELECT "
                 "run_id FROM bankseed.runs ORDER BY number DESC LIMIT 1)") != "0";
    });
    Process twin(shard, {});
    bankseed.check_refused({"--shard", "1/2", "--lock-timeout", "1"}, 1,
                           "shard 1/2 is being loaded by another bankseed");
    killed.signal(SIGKILL);
    static_cast<void>(killed.wait());
    somebody.execute("ROLLBACK");
    const auto result = twin.wait();
    INFO(result.err);
    CHECK(result.exit_code == 0);
    CHECK_THAT(result.err + result.out, Catch::Contains("goes on with shard 1/2"));
  }
  CHECK_THAT(bankseed.must({"status"}),
             Catch::Contains("1 of 2 shards is loaded; 1 of 2 shards is missing: 0/2"));
  bankseed.check_refused({"--finish"}, 2, "1 of 2 shards is missing: 0/2; nothing was changed");
  bankseed.must(bankseed.generate({"--shard", "0/2"}));
  bankseed.must(bankseed.generate({"--finish", "--verify"}));
  CHECK(bankseed.digest() == digest);
}

TEST_CASE("what is not the prepared bank is refused, and what is can be undone") {
  const Program bankseed("700");
  bankseed.check_refused({"--shard", "0/3"}, 2, "no bank is prepared in the six databases");
  bankseed.check_refused({"--finish"}, 2, "no bank is prepared in the six databases");
  bankseed.must(bankseed.generate({"--prepare", "--shards", "3"}));
  bankseed.must(bankseed.generate({"--shard", "2/3"}));
  const Words shard = {"--shard", "0/3"};
  const auto with = [](Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };
  bankseed.check_refused({"--shard", "0/4"}, 2, "is of another bank: 3 shards, not 4");
  bankseed.check_refused(with(shard, {"--seed", "9"}), 2, "--seed 42, not 9; nothing was changed");
  bankseed.check_refused(with(shard, {"--as-of", "2026-11-02"}), 2,
                         "--as-of 2026-11-01, not 2026-11-02");
  bankseed.check_refused(with(shard, {"--customers", "800"}), 2, "--customers 700, not 800");
  bankseed.check_refused(with(shard, {"--set", "accounts.holders=80"}), 2, "accounts.holders=80");
  bankseed.check_refused({"--finish", "--seed", "9"}, 2, "--seed 42, not 9");
  bankseed.check_refused({"--finish"}, 2, "2 of 3 shards are missing: 0/3, 1/3");
  bankseed.check_refused({"--prepare", "--shards", "4"}, 2, "3 shards, not 4");
  for (const Words& words : {Words{}, Words{"--truncate"}, Words{"--resume"}})
    bankseed.check_refused(words, 2, "which has not come to its end, is by shards; nothing was");
  CHECK_THAT(bankseed.must(bankseed.generate({"--prepare", "--shards", "3"})),
             Catch::Contains("is prepared already: 2 of 3 shards are missing: 0/3, 1/3"));
  CHECK_THAT(bankseed.must({"status", "--format", "json"}),
             Catch::Contains(R"("count": 3, "missing": [ 0, 1 ])"));
  CHECK_THAT(in_one_line(bankseed.run({"doctor", "--truncate"}).out),
             Catch::Contains("is by shards"));
  CHECK_THAT(bankseed.must({"repair"}), Catch::Contains("dropped 34 tables"));
  bankseed.check_refused({"--shard", "0/3"}, 2, "there is no run by shards of this bank");
  bankseed.must(bankseed.generate({"--verify"}));
}

TEST_CASE("who is at work by shards keeps all others out, and a half prepared bank is prepared") {
  const Program bankseed("700");
  bankseed.must(bankseed.generate({}));
  // As a version that knew no shards left it.
  TestConnection(bankseed.server().conninfo("loans_db"))
      .execute("ALTER TABLE bankseed.runs DROP COLUMN shards");
  bankseed.must(bankseed.generate({"--prepare", "--shards", "2", "--truncate"}));
  {
    // As a shard does.
    TestConnection at_work(bankseed.server().conninfo("loans_db"));
    at_work.execute("SELECT pg_advisory_lock_shared(x'62616e6b73656564'::bigint)");
    bankseed.check_refused({"--finish"}, 1, "loans_db: another bankseed is at work in it");
    CHECK(bankseed.run({"clear", "--confirm"}).exit_code == 1);
    CHECK(bankseed.run({"repair"}).exit_code == 1);
    CHECK_THAT(bankseed.must({"status"}), Catch::Contains("0 of 2 shards are loaded"));
    bankseed.must(bankseed.generate({"--shard", "1/2"}));
  }
  bankseed.must({"repair"});
  bankseed.must(bankseed.generate({"--prepare", "--shards", "2"}));
  // As if prepare had been killed between the databases' commits.
  TestConnection(bankseed.server().conninfo("loans_db"))
      .execute("DROP SCHEMA bankseed, public CASCADE; CREATE SCHEMA public");
  bankseed.check_refused({"--shard", "0/2"}, 2, "no bank is prepared in loans_db");
  CHECK_THAT(bankseed.must(bankseed.generate({"--prepare", "--shards", "2"})),
             Catch::Contains("goes on to prepare run"));
  load_in_pairs(bankseed, 2);
  bankseed.must(bankseed.generate({"--finish", "--verify"}));
  bankseed.must({"clear", "--confirm"});
}

/// Of a program that loads by shards.
enum class Moment { kOpened, kCopying, kPartDone, kStepDone, kAllLoaded, kBuilding, kBuilt };
constexpr std::uint64_t kShards = 3;
constexpr std::uint64_t kParts = 2;

LoadOptions options_of(LoadStage stage, std::uint64_t shard = 0) {
  LoadOptions options;
  options.tables = all_tables();
  options.run = {42, "2026-11-19", "customers = 1600\n", 1, "0.1.0"};
  options.parts = kParts;
  options.resume = [](const RunDescription&) { return Words(); };
  options.stage = stage;
  if (stage != LoadStage::kWhole) options.shard = {shard, kShards};
  return options;
}

/// Does a stage; dies at the moment, where it is one of the stage.
void run_stage(const LoadOptions& options, EncodedBank& bank, std::optional<Moment> moment = {}) {
  const auto die_at = [moment](Moment now) {
    if (moment == now) kill(getpid(), SIGKILL);
  };
  PostgresLoader loader(PrivateServer::instance().settings(), options);
  static_cast<void>(loader.prepare());
  die_at(Moment::kOpened);
  const Sinks sinks = loader.sinks();
  for (const TableSet& step : loader.steps()) {
    for (Part part{0, loader.parts()}; part.index < part.count; ++part.index) {
      const TableSet missing = step & ~loader.written(part);
      const Part of_bank = {options.shard.index * kParts + part.index,
                            options.shard.count * kParts};
      for (std::size_t i = 0; i < kDatabaseCount; ++i) {
        sinks[i]->begin(missing, part);
        bank.send_part(*sinks[i], static_cast<Database>(i), missing, of_bank);
        if (i == kDatabaseCount - 1) die_at(Moment::kCopying);
        sinks[i]->end();
      }
      if (part.is_first()) die_at(Moment::kPartDone);
    }
    die_at(Moment::kStepDone);
  }
  die_at(Moment::kAllLoaded);
  loader.finish([&](const FinishProgress& progress) {
    die_at(Moment::kBuilding);
    if (progress.steps_done == progress.steps_total) die_at(Moment::kBuilt);
  });
}

/// The same in a program of its own, which dies.
void crash(const LoadOptions& options, EncodedBank& bank, Moment moment) {
  const pid_t child = fork();
  if (child == 0) {
    run_stage(options, bank, moment);
    _exit(0);
  }
  CHECK(exit_code_of(child) == 128 + SIGKILL);
}

TEST_CASE("whatever is killed of a bank by shards, it is the same bank, in tables of others, too") {
  const auto& server = PrivateServer::instance();
  const bool others_tables = GENERATE(false, true);
  EncodedBank bank(1'600, 42, all_tables());
  const auto make_ready = [&] { others_tables ? make_demo_databases(server) : server.reset(); };
  make_ready();
  run_stage(options_of(LoadStage::kWhole), bank);
  const auto rows = fingerprints(server.settings());
  const auto catalogues = demo_catalogues(server);
  make_ready();
  run_stage(options_of(LoadStage::kPrepare), bank);
  const std::vector<Moment> of_shards = {Moment::kOpened, Moment::kCopying, Moment::kPartDone,
                                         Moment::kStepDone, Moment::kAllLoaded};
  for (std::uint64_t i = kShards; i-- > 0;) {
    const auto options = options_of(LoadStage::kShard, i);
    for (const Moment moment : of_shards)
      crash(options, bank, moment);
    run_stage(options, bank);
  }
  const auto finish = options_of(LoadStage::kFinish);
  for (const Moment moment : {Moment::kOpened, Moment::kBuilding, Moment::kBuilt})
    crash(finish, bank, moment);
  run_stage(finish, bank);
  CHECK(fingerprints(server.settings()) == rows);
  CHECK(demo_catalogues(server) == catalogues);
}

TEST_CASE("rows that somebody has taken out of a bank by shards are missed at its end") {
  const Program bankseed("700");
  bankseed.must(bankseed.generate({"--prepare", "--shards", "2"}));
  load_in_pairs(bankseed, 2);
  TestConnection(bankseed.server().conninfo("accounts_db")).execute("DELETE FROM transactions");
  bankseed.check_refused({"--finish"}, 1, "accounts_db.transactions holds 0 rows");
  TestConnection(bankseed.server().conninfo("accounts_db")).execute("DROP TABLE transactions");
  bankseed.check_refused({"--shard", "0/2"}, 1, "somebody has dropped tables of run");
}

}  // namespace
}  // namespace bankseed::testing
