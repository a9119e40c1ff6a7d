// Databases that somebody made in other encodings than UTF-8, C library's order of letters.

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "support/locations.hpp"
#include "support/one_line.hpp"
#include "support/process.hpp"
#include "support/servers/test_server.hpp"

namespace bankseed::testing {
namespace {

using Words = std::vector<std::string>;

constexpr std::array kDatabases = {"employees_db", "customer_db",  "accounts_db",
                                   "loans_db",     "insurance_db", "compliance_db"};

void make_databases(const TestServer& server, const std::string& encoding) {
  TestConnection maintenance(server.conninfo("postgres"));
  for (const char* const database : kDatabases) {
    maintenance.execute(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", database));
    maintenance.execute(
        fmt::format("CREATE DATABASE {} ENCODING '{}' TEMPLATE template0", database, encoding));
  }
}

ProcessResult run(const TestServer& server, Words words) {
  words.insert(words.begin(), program());
  words.insert(words.end(), {"--url", server.conninfo("postgres")});
  return run_process(words);
}

Words generate(const std::string& locale) {
  return {"generate", "--customers", "300",  "--as-of", "2026-11-01", "--locale",
          locale,     "--log",       "none", "--quiet", "--digest",   "--verify"};
}

std::string plain_digests(const std::string& locale) {
  auto words = generate(locale);
  words.pop_back();
  words.insert(words.begin(), program());
  words.insert(words.end(), {"--to", "null"});
  return run_process(words).out;
}

TEST_CASE("a database's encoding changes neither rows nor what is judged of them") {
  const auto& server = test_server();
  const auto [encoding, locale] = GENERATE(table<const char*, const char*>(
      {{"SQL_ASCII", "pt_BR"}, {"WIN1251", "en_US"}, {"LATIN1", "pt_BR"}}));
  CAPTURE(encoding, locale);
  make_databases(server, encoding);
  const auto loaded = run(server, generate(locale));
  INFO(loaded.err << loaded.out);
  CHECK(loaded.exit_code == 0);
  CHECK(loaded.out == plain_digests(locale));
  CHECK(run(server, {"digest"}).out == loaded.out);
  CHECK_THAT(in_one_line(run(server, {"doctor", "--truncate", "--locale", locale}).out),
             Catch::Contains(fmt::format("its encoding is {}", encoding)));
}

TEST_CASE("an encoding that lacks letters of the bank is refused before anything is touched") {
  const auto& server = test_server();
  make_databases(server, "WIN1251");
  const auto result = run(server, generate("pt_BR"));
  CHECK(result.exit_code == 1);
  CHECK_THAT(result.err, Catch::Contains("accounts_db is in WIN1251, which lacks some of ") &&
                             Catch::Contains("nothing was changed"));
  CHECK(TestConnection(server.conninfo("accounts_db"))
            .value("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace") ==
        "0");
  const auto said = run(server, {"doctor", "--locale", "pt_BR"});
  CHECK(said.exit_code == 2);
  CHECK_THAT(in_one_line(said.out),
             Catch::Contains("accounts_db is in WIN1251, which lacks some of "));
}

}  // namespace
}  // namespace bankseed::testing
