// bankseed psql: which words are psql's, and which database it opens. What stands in psql's place
// prints the words that it is called with.

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "support/locations.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"

namespace bankseed::testing {
namespace {

using Words = std::vector<std::string>;

ProcessResult psql(Words words) {
  const TemporaryDirectory folder;
  const auto script = folder.path() / "psql";
  std::ofstream(script) << "#!/bin/sh\nfor word; do printf '%s\\n' \"$word\"; done\n";
  std::filesystem::permissions(script, std::filesystem::perms::owner_all);
  words.insert(words.begin(), {program(), "psql"});
  return run_process(words, {{"PATH", folder.path().string() + ":/usr/bin:/bin"},
                             {"BANKSEED_URL", "postgresql://me@db.example.com"}});
}

/// What psql is called with.
std::string called(const Words& words) {
  const ProcessResult result = psql(words);
  CAPTURE(result.err);
  CHECK(result.exit_code == 0);
  return result.out;
}

std::string opened(const std::string& database) {
  return "user=me host=db.example.com dbname=" + database + "\n";
}

}  // namespace

TEST_CASE("psql opens accounts_db unless another database is named, wherever that stands") {
  CHECK(called({}) == opened("accounts_db"));
  CHECK(called({"loans_db"}) == opened("loans_db"));
  CHECK(called({"-c", "select 1"}) == opened("accounts_db") + "-c\nselect 1\n");
  CHECK(called({"loans_db", "-c", "select 1"}) == opened("loans_db") + "-c\nselect 1\n");
  CHECK(called({"-c", "select 1", "loans_db"}) == opened("loans_db") + "-c\nselect 1\n");
  CHECK(called({"-X", "loans_db", "-f", "a.sql"}) == opened("loans_db") + "-X\n-f\na.sql\n");
  CHECK(called({"-tAc", "select 1"}) == opened("accounts_db") + "-tAc\nselect 1\n");
  CHECK(called({"-l"}) == opened("accounts_db") + "-l\n");
  CHECK(called({"-v", "ON_ERROR_STOP=1", "loans_db", "-Atc", "select 1"}) ==
        opened("loans_db") + "-v\nON_ERROR_STOP=1\n-Atc\nselect 1\n");
  CHECK(called({"-1", "loans_db", "--set", "a=1"}) == opened("loans_db") + "-1\n--set\na=1\n");
}

TEST_CASE("psql understands its own ways to name a database") {
  CHECK(called({"-d", "loans_db", "-c", "select 1"}) == opened("loans_db") + "-c\nselect 1\n");
  CHECK(called({"-c", "select 1", "-d", "loans_db"}) == opened("loans_db") + "-c\nselect 1\n");
  CHECK(called({"--dbname=loans_db", "-X"}) == opened("loans_db") + "-X\n");
  CHECK(called({"--dbname", "loans_db", "-X"}) == opened("loans_db") + "-X\n");
}

TEST_CASE("psql takes a server wherever it is named before psql's own words") {
  const std::string elsewhere = "user=you host=other dbname=loans_db\n";
  const std::string url = "postgresql://you@other";
  CHECK(called({"--url", url, "loans_db", "-c", "x"}) == elsewhere + "-c\nx\n");
  CHECK(called({"loans_db", "--url", url, "-c", "x"}) == elsewhere + "-c\nx\n");
}

TEST_CASE("a word that should be a database and is none is not left to psql") {
  for (const Words& words :
       {Words{"loans"}, Words{"loans", "-c", "x"}, Words{"-d", "loans"}, Words{"--dbname=loans"}}) {
    const ProcessResult result = psql(words);
    CHECK(result.exit_code == 2);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, Catch::Contains("there is no database 'loans'; did you mean "
                                           "'loans_db'?"));
  }
}

}  // namespace bankseed::testing
