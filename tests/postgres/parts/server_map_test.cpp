// A bank that is loaded by shards into several servers is, all of them together, the one that is
// loaded into one.

#include <fstream>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "support/locations.hpp"
#include "support/one_line.hpp"
#include "support/process.hpp"
#include "support/servers/test_server.hpp"

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
  servers.check_refused({"--finish"}, "1 of 5 shards is missing: 3/5");
  // By its own URL it has to be said that others have other shards.
  const auto alone =
      bankseed({"generate", "--log", "none", "--customers", "3000", "--as-of", "2026-11-01",
                "--shard", "3/5", "--url", servers.list[2].conninfo("postgres")});
  CHECK(alone.exit_code == 2);
  CHECK_THAT(in_one_line(alone.err), Catch::Contains("shards 3 to 4 of 5 on this server"));
  CHECK_THAT(in_one_line(bankseed({"status", "--url", servers.list[2].conninfo("postgres")}).out),
             Catch::Contains("1 of 2 shards is loaded; 1 of 5 shards is missing: 3/5"));
  static_cast<void>(servers.must({"--shard", "3/5"}));
  CHECK_THAT(servers.must({"--shard", "3/5"}), Catch::Contains("is loaded already"));
  static_cast<void>(servers.must({"--finish"}));
  CHECK_THAT(servers.must({"--finish"}), Catch::Contains("nothing is left to do"));

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
