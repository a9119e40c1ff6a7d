// The six databases on six servers, none of them there yet.

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

constexpr std::array kDatabases = {"employees", "customer",  "accounts",
                                   "loans",     "insurance", "compliance"};

/// `count` servers, over which the databases go round.
struct Servers {
  explicit Servers(std::size_t count) : list(count) {}

  [[nodiscard]] Words urls() const {
    Words words;
    for (std::size_t i = 0; i < kDatabases.size(); ++i) {
      words.push_back(fmt::format("--{}-url", kDatabases[i]));
      words.push_back(list[i % list.size()].conninfo(std::string(kDatabases[i]) + "_db"));
    }
    return words;
  }
  [[nodiscard]] ProcessResult run(Words words) const {
    words.insert(words.begin(), program());
    const auto more = urls();
    words.insert(words.end(), more.begin(), more.end());
    return run_process(words);
  }
  void drop() const {
    for (std::size_t i = 0; i < kDatabases.size(); ++i) {
      TestConnection(list[i % list.size()].conninfo("postgres"))
          .execute(fmt::format("DROP DATABASE IF EXISTS {}_db WITH (FORCE)", kDatabases[i]));
    }
  }

  std::vector<TestServer> list;
};

TEST_CASE("of two loads at once into servers that have no database yet one loads") {
  const Servers servers(6);
  const Words load = {"generate",   "--customers", "30",   "--as-of",
                      "2026-11-01", "--log",       "none", "--truncate"};
  for (int i = 0; i < 2; ++i) {
    ProcessResult other;
    std::thread thread([&] { other = servers.run(load); });
    const auto one = servers.run(load);
    thread.join();
    INFO(one.err << other.err);
    CHECK(one.exit_code + other.exit_code <= 1);
    if (one.exit_code + other.exit_code == 1)
      CHECK_THAT(one.err + other.err, Catch::Contains("another bankseed is at work in it"));
    if (i == 0) servers.drop();
  }
  CHECK(servers.run({"verify", "--quiet"}).exit_code == 0);
  servers.drop();
  const auto said = servers.run({"doctor"});
  INFO(said.out);
  CHECK(said.exit_code == 0);
  CHECK_THAT(in_one_line(said.out), Catch::Contains("the server of employees_db"));
}

}  // namespace
}  // namespace bankseed::testing
