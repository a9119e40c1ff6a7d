#include <cstdlib>

#include <catch2/catch.hpp>

#include "bankseed/core/error.hpp"
#include "sink/connection_settings.hpp"

namespace bankseed {
namespace {

constexpr auto kAccounts = static_cast<std::size_t>(Database::kAccounts);
constexpr auto kLoans = static_cast<std::size_t>(Database::kLoans);

DatabaseUrls one_for_all(const std::string& url) {
  DatabaseUrls urls;
  urls.all = url;
  return urls;
}

TEST_CASE("each database has an environment variable of its own") {
  CHECK(url_variable(Database::kAccounts) == "BANKSEED_ACCOUNTS_DB_URL");
  CHECK(url_variable(Database::kEmployees) == "BANKSEED_EMPLOYEES_DB_URL");
}

TEST_CASE("nothing configured means the private cluster, whoever PGUSER is") {
  setenv("PGUSER", "alice", 1);
  setenv("PGPASSWORD", "hush", 1);
  CHECK_FALSE(resolve_connections({}, {}).has_value());
}

TEST_CASE("flags come before variables, these before libpq's, these before the file") {
  DatabaseUrls file = one_for_all("postgresql://file:5000/maintenance");
  const auto host_of_accounts = [&file](const DatabaseUrls& flags) {
    return std::string((*resolve_connections(flags, file))[kAccounts].parameter("host"));
  };
  CHECK(host_of_accounts({}) == "file");
  file.each[kAccounts] = "host=file-own";
  CHECK(host_of_accounts({}) == "file-own");
  setenv("PGHOST", "libpq", 1);
  CHECK(host_of_accounts({}).empty());  // libpq reads PGHOST itself.
  CHECK((*resolve_connections({}, file))[kAccounts].origin == "the environment (PGHOST)");
  setenv("BANKSEED_URL", "postgresql://variable", 1);
  CHECK(host_of_accounts({}) == "variable");
  setenv("BANKSEED_ACCOUNTS_DB_URL", "postgresql://variable-own", 1);
  CHECK(host_of_accounts({}) == "variable-own");
  DatabaseUrls flags = one_for_all("postgresql://flag");
  CHECK(host_of_accounts(flags) == "flag");
  flags.each[kAccounts] = "postgresql://flag-own";
  CHECK(host_of_accounts(flags) == "flag-own");
  CHECK((*resolve_connections(flags, file))[kLoans].parameter("host") == "flag");
}

TEST_CASE("one URL for all names the server, and the database from which others are created") {
  const auto settings = resolve_connections(one_for_all("postgresql://bob@db:5440/admin"), {});
  REQUIRE(settings.has_value());
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    CHECK((*settings)[i].name == kDatabaseNames[i]);
    CHECK((*settings)[i].maintenance_name == "admin");
    CHECK((*settings)[i].parameter("port") == "5440");
  }
}

TEST_CASE("a URL of its own names the database, too") {
  DatabaseUrls flags = one_for_all("host=db");
  flags.each[kAccounts] = "postgresql://other/ledger";
  flags.each[kLoans] = "host=third user=carol";
  const auto settings = resolve_connections(flags, {});
  CHECK((*settings)[kAccounts].name == "ledger");
  CHECK((*settings)[kLoans].name == "loans_db");
  CHECK((*settings)[kLoans].describe() == "loans_db on third:5432 as carol");
}

TEST_CASE("a server for some databases only is an error that names the others") {
  DatabaseUrls flags;
  flags.each[kAccounts] = "postgresql://db/accounts_db";
  CHECK_THROWS_WITH(resolve_connections(flags, {}), Catch::Contains("employees_db, customer_db") &&
                                                        Catch::Contains("BANKSEED_URL"));
}

TEST_CASE("no message about a connection string repeats a part of it") {
  for (const char* url : {"postgresql://bob:secret@word@db/x", "postgresql://bob:sec/ret@db/x",
                          "postgresql://bob:sec%zzret@db/x", "postgresql://bob@db/x?passw=secret",
                          "password=secret host", "secret", "host='secret",
                          "postgresql://bob:secret", "postgresql://bob:sec?/ret@db/x"}) {
    INFO(url);
    try {
      static_cast<void>(resolve_connections(one_for_all(url), {}));
      FAIL_CHECK("taken as a connection string");
    } catch (const UsageError& error) {
      const std::string message = error.what();
      CHECK(message.find("sec") == std::string::npos);
      CHECK(message.find("ret@") == std::string::npos);
      CHECK(message.find("--url") != std::string::npos);
    }
  }
}

TEST_CASE("the description of an address has no password") {
  setenv("PGPASSWORD", "hush", 1);
  const auto settings = resolve_connections(one_for_all("postgresql://bob:secret@db:5440/x"), {});
  for (const DatabaseAddress& address : *settings) {
    CHECK(address.describe() == address.name + " on db:5440 as bob");
  }
}

}  // namespace
}  // namespace bankseed
