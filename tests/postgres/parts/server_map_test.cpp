// A bank that is loaded by shards into several servers is, all of them together, the one that is
// loaded into one.

#include <csignal>
#include <fstream>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "bankseed/schema/table.hpp"
#include "support/locations.hpp"
#include "support/one_line.hpp"
#include "support/process.hpp"
#include "support/servers/test_server.hpp"
#include "support/waiting.hpp"

namespace bankseed::testing {
namespace {

using Words = std::vector<std::string>;

/// What follows the program's name.
ProcessResult bankseed(Words words) {
  words.insert(words.begin(), program());
  return run_process(words);
}

/// Three servers that five shards go to, two, one and two.
struct ThreeServers {
  ThreeServers() {
    std::ofstream(map) << fmt::format(
        "[[servers]]\nshards = [3, 4]\nurl = \"{}\"\n"
        "[[servers]]\nshards = [0, 1]\nurl = \"{}\"\n"
        "[[servers]]\nshards = [2, 2]\nurl = \"{}\"\n",
        list[2].conninfo("postgres"), list[0].conninfo("postgres"), list[1].conninfo("postgres"));
  }

  [[nodiscard]] ProcessResult generate(Words words) const {
    words.insert(words.begin(), {"generate", "--log", "none", "--customers", "3000", "--as-of",
                                 "2026-11-01", "--server-map", map.string()});
    return bankseed(words);
  }
  /// What it says, of a run that has to succeed.
  [[nodiscard]] std::string must(const Words& words) const {
    const auto result = generate(words);
    INFO(result.err << result.out);
    REQUIRE(result.exit_code == 0);
    return in_one_line(result.err + result.out);
  }
  void check_refused(const Words& words, const std::string& why) const {
    const auto result = generate(words);
    INFO(result.out);
    CHECK(result.exit_code == 2);
    CHECK_THAT(in_one_line(result.err), Catch::Contains(why));
  }
  [[nodiscard]] std::string ask(std::size_t server,
                                const std::string& database,
                                const std::string& sql) const {
    return TestConnection(list[server].conninfo(database)).value(sql);
  }

  /// All of it.
  void load() const {
    static_cast<void>(must({"--prepare", "--shards", "5"}));
    for (const char* const shard : {"0/5", "1/5", "2/5", "3/5", "4/5"})
      static_cast<void>(must({"--shard", shard}));
    static_cast<void>(must({"--finish"}));
  }
  [[nodiscard]] ProcessResult verify(Words words = {}) const {
    words.insert(words.begin(), {"verify", "--server-map", map.string()});
    return bankseed(words);
  }

  std::vector<TestServer> list = std::vector<TestServer>(3);
  TemporaryDirectory directory;
  std::filesystem::path map = directory.path() / "map.toml";
};

TEST_CASE("shards on three servers are together the bank of one, and each has its references") {
  const ThreeServers servers;
  CHECK_THAT(servers.must({"--prepare", "--shards", "5"}),
             Catch::Contains("server 3 of") && Catch::Contains("created the six databases"));
  for (const char* const shard : {"4/5", "0/5", "2/5", "1/5"})
    static_cast<void>(servers.must({"--shard", shard}));
  servers.check_refused({"--finish"},
                        "1 of 5 shards is missing: 3/5; nothing was changed: load each "
                        "with 'bankseed generate --shard I/5 --server-map ");
  // By its own URL it has to be said that others have other shards.
  const auto alone =
      bankseed({"generate", "--log", "none", "--customers", "3000", "--as-of", "2026-11-01",
                "--shard", "3/5", "--url", servers.list[2].conninfo("postgres")});
  CHECK(alone.exit_code == 2);
  CHECK_THAT(in_one_line(alone.err), Catch::Contains("shards 3 to 4 of 5 on this server"));
  CHECK_THAT(in_one_line(bankseed({"status", "--url", servers.list[2].conninfo("postgres")}).out),
             Catch::Contains("1 of 2 shards is loaded; 1 of 5 shards is missing: 3/5"));
  CHECK_THAT(servers.must({"--shard", "3/5"}), Catch::Contains("--shard 4/5 --server-map") &&
                                                   Catch::Contains("--finish --server-map"));
  CHECK_THAT(servers.must({"--shard", "3/5"}), Catch::Contains("is loaded already"));
  CHECK_THAT(servers.must({"--finish"}),
             Catch::Contains("in 34 tables") && Catch::Contains("verify --server-map"));
  CHECK_THAT(servers.must({"--finish"}), Catch::Contains("nothing is left to do"));
  const auto status = bankseed({"status", "--server-map", servers.map.string()});
  CHECK_THAT(in_one_line(status.out), Catch::Contains("server 1 of " + servers.map.string()) &&
                                          Catch::Contains("server 3 of " + servers.map.string()) &&
                                          !Catch::Contains("empty since"));

  const auto whole = bankseed({"generate", "--to", "null", "--digest", "--quiet", "--customers",
                               "3000", "--as-of", "2026-11-01"});
  const auto together = bankseed({"digest", "--server-map", servers.map.string()});
  CHECK(together.err.empty());
  CHECK(together.out == whole.out);
  for (std::size_t i = 0; i < servers.list.size(); ++i) {
    CAPTURE(i);
    // Keys hold, so what refers to these finds them; the rows of customers are only here.
    CHECK(servers.ask(i, "employees_db", "SELECT count(*) FROM employees") == "375");
    CHECK(servers.ask(i, "customer_db", "SELECT count(*) FROM campaigns") == "20");
    CHECK(servers.ask(i, "customer_db",
                      "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated") !=
          "0");
    CHECK(servers.ask(i, "accounts_db", "SELECT count(*) BETWEEN 500 AND 1500 FROM customers") ==
          "t");
  }
}

/// Three servers with a bank.
struct LoadedServers : ThreeServers {
  LoadedServers() { load(); }
  void check_no_leftovers() const {
    for (std::size_t i = 0; i < list.size(); ++i)
      CHECK(ask(i, "postgres", "SELECT count(*) FROM pg_database") == "9");
  }
};

TEST_CASE("three servers are verified as one bank, and what is wrong on one of them is found") {
  const LoadedServers servers;
  {
    TestConnection somebody(servers.list[0].conninfo("postgres"));
    // A verification that was killed has left the one, and the other is somebody's.
    somebody.execute("CREATE DATABASE \"bankseed_verify_20261101T000000Z-0123abcd_loans_db\"");
    somebody.execute("CREATE DATABASE bankseed_verify_loans_db");
  }
  const auto whole = servers.verify();
  INFO(whole.err << whole.out);
  CHECK(whole.exit_code == 0);
  CHECK_THAT(whole.out, Catch::Contains("3 servers of") && Catch::Contains(" checks: all hold"));
  static_cast<void>(TestConnection(servers.list[0].conninfo("postgres"))
                        .execute("DROP DATABASE bankseed_verify_loans_db"));
  servers.check_no_leftovers();

  const std::string wrong = servers.ask(
      1, "accounts_db",
      "UPDATE transactions SET transaction_amount = 10500 WHERE transaction_id = (SELECT "
      "min(transaction_id) FROM transactions WHERE transaction_type = 'withdrawal') RETURNING "
      "transaction_id");
  // The key of a row of the first server, and one of none.
  static_cast<void>(servers.ask(
      1, "compliance_db",
      "INSERT INTO audit_trails SELECT (jsonb_populate_record(a, '{\"audit_id\": 1}')).* FROM "
      "audit_trails a LIMIT 1 RETURNING audit_id"));
  static_cast<void>(servers.ask(
      2, "customer_db",
      "UPDATE campaigns SET campaign_name = 'ours' WHERE campaign_id = 'CAMP001' RETURNING 1"));
  static_cast<void>(TestConnection(servers.list[1].conninfo("accounts_db"))
                        .execute("DROP INDEX idx_transactions_account_id"));
  const auto found = servers.verify({"--rules", "TXN7"});
  CHECK(found.exit_code == 1);
  CHECK_THAT(found.out, Catch::Contains(wrong + "  withdrawal 10500.00"));
  const std::string said = in_one_line(found.out);
  CHECK_THAT(said, Catch::Contains("server 2 of " + servers.map.string() +
                                   ": rows of compliance_db.audit_trails belong on another "
                                   "server: 1 (of 1)"));
  CHECK_THAT(said, Catch::Contains("server 3 of " + servers.map.string() +
                                   ": customer_db.campaigns, which every server has, is not that "
                                   "of server 1"));
  CHECK_THAT(said,
             Catch::Contains("server 2 of " + servers.map.string() + ": accounts_db: 1 keys") &&
                 Catch::Contains("idx_transactions_account_id"));
  servers.check_no_leftovers();
}

TEST_CASE("a map that says something else than the servers is not verified by") {
  LoadedServers servers;
  std::ofstream(servers.map) << fmt::format(
      "[[servers]]\nshards = [0, 1]\nurl = \"{}\"\n[[servers]]\nshards = [2, 4]\nurl = \"{}\"\n",
      servers.list[0].conninfo("postgres"), servers.list[2].conninfo("postgres"));
  const auto other = servers.verify();
  CHECK(other.exit_code == 2);
  CHECK_THAT(in_one_line(other.err),
             Catch::Contains("it has shards 3 to 4 of 5, and the map says shards 2 to 4 of 5"));
  CHECK(bankseed({"clear", "--drop", "--confirm", "--url", servers.list[2].conninfo("postgres")})
            .exit_code == 0);
  CHECK_THAT(in_one_line(servers.verify().err), Catch::Contains("server 2 of"));
  std::ofstream(servers.map) << "[[servers]]\nshards = [0, 4]\nurl = \"host=/nowhere\"\n";
  CHECK_THAT(in_one_line(servers.verify().err),
             Catch::Contains("server 1 of") &&
                 Catch::Contains("name another in " + servers.map.string()) &&
                 !Catch::Contains("--url"));
}

TEST_CASE("what is of the whole bank is not asked of one server, which has some shards") {
  const LoadedServers servers;
  const std::string one = servers.list[2].conninfo("postgres");
  for (const Words& words :
       {Words{"verify", "--url", one}, Words{"workload", "--url", one, "--out",
                                             (servers.directory.path() / "workload").string()}}) {
    const auto result = bankseed(words);
    INFO(result.out);
    CHECK(result.exit_code == 2);
    CHECK_THAT(in_one_line(result.err),
               Catch::Contains("the databases have shards 3 to 4 of 5 of a bank"));
  }
}

TEST_CASE("a cluster that a map names twice, by whatever names, is left as it is") {
  const ThreeServers servers;
  const std::filesystem::path link = servers.directory.path() / "other";
  std::filesystem::create_directory_symlink(servers.list[0].directory(), link);
  std::ofstream(servers.map) << fmt::format(
      "[[servers]]\nshards = [0, 1]\nurl = \"{}\"\n"
      "[[servers]]\nshards = [2, 4]\nurl = \"host={} port={} user=postgres dbname=postgres\"\n",
      servers.list[0].conninfo("postgres"), link.string(), servers.list[0].port());
  servers.check_refused({"--prepare", "--shards", "5"}, "one and the same cluster answers");
  const std::string map = servers.map.string();
  for (const Words& words : {Words{"status"}, Words{"digest"}, Words{"repair"}, Words{"verify"},
                             Words{"clear", "--drop", "--confirm"}}) {
    Words all = words;
    all.insert(all.end(), {"--server-map", map});
    const auto result = bankseed(all);
    INFO(result.out);
    CHECK(result.exit_code == 2);
    CHECK_THAT(in_one_line(result.err), Catch::Contains("one and the same cluster answers"));
  }
  CHECK(servers.ask(0, "postgres", "SELECT count(*) FROM pg_database") == "3");
}

TEST_CASE("servers that sort texts otherwise are one bank, and those of which one does are not") {
  const std::size_t count = GENERATE(std::size_t{3}, std::size_t{1});
  const ThreeServers servers;
  for (std::size_t i = 0; i < count; ++i) {
    TestConnection postgres(servers.list[i].conninfo("postgres"));
    for (const std::string_view name : kDatabaseNames) {
      postgres.execute(
          fmt::format("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0 "
                      "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'",
                      name));
    }
  }
  servers.load();
  const auto verified = servers.verify();
  INFO(verified.err << verified.out);
  if (count == 3) {
    CHECK(verified.exit_code == 0);
    CHECK_THAT(verified.out, Catch::Contains(" checks: all hold"));
  } else {
    CHECK(verified.exit_code == 2);
    CHECK_THAT(in_one_line(verified.err), Catch::Contains("as one bank they have to sort alike"));
  }
}

TEST_CASE("a coordinator's script makes one bank of three servers, without their passwords") {
  LoadedServers servers;
  const auto script = bankseed({"schema", "coordinator", "--server-map", servers.map.string()});
  REQUIRE(script.exit_code == 0);
  const TestServer one;
  std::string text = script.out;
  constexpr std::string_view kConnect = "\\connect ";
  while (!text.empty()) {
    const auto connect = text.find(kConnect);
    static_cast<void>(TestConnection(one.conninfo("postgres")).execute(text.substr(0, connect)));
    text.erase(0, connect + kConnect.size());
    const std::string database = text.substr(0, text.find('\n'));
    const auto end = text.find("CREATE DATABASE");
    static_cast<void>(TestConnection(one.conninfo(database))
                          .execute(text.substr(database.size(), end - database.size())));
    text.erase(0, end);
  }
  TestConnection accounts(one.conninfo("accounts_db"));
  CHECK(accounts.value("SELECT count(*) FROM customers") == "3000");
  CHECK(accounts.value("SELECT count(*) FROM accounts JOIN transactions USING (account_id)") ==
        accounts.value("SELECT count(*) FROM transactions"));
  // Only the server that has it is asked.
  const auto plan = accounts.execute(
      "EXPLAIN (VERBOSE, COSTS off) SELECT * FROM accounts WHERE customer_id = 'CUST00001700'");
  REQUIRE(!plan.empty());
  CHECK_THAT(*plan.front().front(), Catch::Contains("server_2.accounts"));

  std::ofstream(servers.map) << fmt::format(
      "[[servers]]\nshards = [0, 1]\nurl = \"{} password=kept-back\"\n"
      "[[servers]]\nshards = [2, 2]\nurl = \"{}\"\n"
      "[[servers]]\nshards = [3, 4]\nurl = \"{}\"\n",
      servers.list[0].conninfo("postgres"), servers.list[1].conninfo("postgres"),
      servers.list[2].conninfo("postgres"));
  const auto secret = bankseed({"schema", "coordinator", "--server-map", servers.map.string()});
  CHECK_THAT(secret.out, Catch::Contains("password :'password_1'") &&
                             !Catch::Contains("password_2") && !Catch::Contains("kept-back"));
  CHECK(servers.verify({"--rules", "TXN7"}).exit_code == 0);
}

TEST_CASE("a shard that is killed on its server is run again, and what is left undone is undone") {
  const ThreeServers servers;
  const Words shard = {program(), "generate", "--log",      "none",         "--customers",
                       "3000",    "--as-of",  "2026-11-01", "--server-map", servers.map.string(),
                       "--shard", "3/5"};
  static_cast<void>(servers.must({"--prepare", "--shards", "5"}));
  {
    TestConnection somebody(servers.list[2].conninfo("accounts_db"));
    somebody.execute("BEGIN; LOCK TABLE transactions IN EXCLUSIVE MODE");
    Process killed(shard, {});
    wait_until("it loads", [&] {
      return servers.ask(2, "accounts_db",
                         "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = "
                         "'transactions'::regclass") != "0";
    });
    killed.signal(SIGKILL);
    static_cast<void>(killed.wait());
    somebody.execute("ROLLBACK");
  }
  CHECK_THAT(in_one_line(bankseed({"status", "--server-map", servers.map.string()}).out),
             Catch::Contains("0 of 2 shards are loaded"));
  for (const char* const each : {"3/5", "0/5", "1/5", "4/5", "2/5"})
    static_cast<void>(servers.must({"--shard", each}));
  static_cast<void>(servers.must({"--finish"}));
  const auto whole = bankseed({"generate", "--to", "null", "--digest", "--quiet", "--customers",
                               "3000", "--as-of", "2026-11-01"});
  CHECK(bankseed({"digest", "--server-map", servers.map.string()}).out == whole.out);

  CHECK_THAT(in_one_line(bankseed({"repair", "--server-map", servers.map.string()}).out),
             Catch::Contains("nothing to repair"));
  const auto asked = bankseed({"clear", "--drop", "--server-map", servers.map.string()});
  CHECK(asked.exit_code == 2);
  CHECK_THAT(in_one_line(asked.err),
             Catch::Contains("in the six databases of each of the 3 servers"));
  CHECK(
      bankseed({"clear", "--drop", "--confirm", "--server-map", servers.map.string()}).exit_code ==
      0);
  static_cast<void>(servers.must({"--prepare", "--shards", "5"}));
  const auto repaired = bankseed({"repair", "--server-map", servers.map.string()});
  CHECK_THAT(in_one_line(repaired.out), Catch::Contains("server 1 of " + servers.map.string()) &&
                                            Catch::Contains("server 3 of " + servers.map.string()));
  CHECK(
      bankseed({"clear", "--drop", "--confirm", "--server-map", servers.map.string()}).exit_code ==
      0);
  for (std::size_t i = 0; i < servers.list.size(); ++i)
    CHECK(servers.ask(i, "postgres", "SELECT count(*) FROM pg_database") == "3");
}

TEST_CASE("a map that does not go with the bank changes nothing") {
  const ThreeServers servers;
  servers.check_refused({"--prepare", "--shards", "4"}, "and servers have shard 4, too");
  servers.check_refused({"--prepare", "--shards", "7"}, "no server has shards 5 to 6");
  servers.check_refused({"--shard", "5/6"}, "no server has shard 5");
  servers.check_refused({"--shard", "1/5"}, "no bank is prepared in the six databases");
  servers.check_refused({"--finish"}, "server 1 of");
  servers.check_refused({}, "--server-map goes with --prepare, --shard and --finish");
  servers.check_refused({"--finish", "--url", "host=a"}, "leave --url and the like out");
  for (std::size_t i = 0; i < servers.list.size(); ++i)
    CHECK(servers.ask(i, "postgres", "SELECT count(*) FROM pg_database") == "3");
}

}  // namespace
}  // namespace bankseed::testing
