#include "sink/postgres/connection.hpp"

#include <chrono>
#include <csignal>
#include <thread>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "bankseed/rows/catalog.hpp"
#include "encode/formats/pg_binary.hpp"
#include "sink/postgres/inspection.hpp"
#include "support/servers/private_server.hpp"

namespace bankseed::testing {
namespace {

std::string message_of(const auto& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

std::string sqlstate_of(const auto& action) {
  try {
    action();
  } catch (const DatabaseError& error) {
    return error.where().sqlstate;
  }
  return "nothing was thrown";
}

/// Binary tuples of one integer each.
std::string tuples(std::int32_t count) {
  std::string bytes(pg_binary::kHeader);
  for (std::int32_t i = 0; i < count; ++i) {
    std::array<char, 10> row{};
    pg_binary::put(pg_binary::put_big_endian(row.data(), std::uint16_t{1}), i);
    bytes.append(row.data(), row.size());
  }
  return bytes;
}
const std::string kTrailer(pg_binary::kTrailer);

TEST_CASE("a statement returns its rows, several statements the last one's") {
  auto connection = Connection::open(PrivateServer::instance().maintenance());
  const auto result = connection.execute("SELECT 1; SELECT 2 AS a, NULL AS b, true AS c, 'x' AS d");
  REQUIRE(result.size() == 1);
  CHECK(result.number(0, 0) == 2);
  CHECK(result.is_null(0, 1));
  CHECK(result.flag(0, 2));
  CHECK(result.text(0, 3) == "x");
  CHECK_THROWS_AS(result.number(0, 3), Error);
}

TEST_CASE("a number by which something is to be found is below the end") {
  auto connection = Connection::open(PrivateServer::instance().maintenance());
  const auto found = connection.execute("SELECT 5, -1, 'five'");
  CHECK(found.index(0, 0, 6) == 5);
  CHECK_THROWS_WITH(found.index(0, 0, 5), Catch::Contains("a number below 5 was expected"));
  CHECK_THROWS_AS(found.index(0, 1, 5), Error);
  CHECK_THROWS_AS(found.index(0, 2, 5), Error);
  CHECK(table_info(table_called(connection, kCatalog.front().name)).name == kCatalog.front().name);
  CHECK_THROWS_WITH(table_called(connection, "accounts\x01"),
                    Catch::Contains("nobody has asked for"));
}

TEST_CASE("a session calls itself bankseed and is open to public") {
  auto connection = Connection::open(PrivateServer::instance().maintenance());
  const auto result = connection.execute(
      "SELECT current_setting('application_name'), current_setting('search_path'), "
      "current_setting('client_encoding')");
  CHECK(result.text(0, 0) == "bankseed");
  CHECK(result.text(0, 1) == "public");
  CHECK(result.text(0, 2) == "UTF8");
}

TEST_CASE("an error names the database, the table and the SQLSTATE on one line") {
  auto connection = Connection::open(PrivateServer::instance().maintenance());
  const auto fail = [&] { connection.execute("SELECT * FROM nowhere", "accounts"); };
  const auto message = message_of(fail);
  CHECK(message == "employees_db.accounts: relation \"nowhere\" does not exist (SQLSTATE 42P01)");
  CHECK(connection.execute("SELECT 1").number(0, 0) == 1);
}

TEST_CASE("a server that is not there is one clear line and exit code 2") {
  auto address = PrivateServer::instance().by_network(Database::kAccounts, "bob", "secret");
  for (auto& [keyword, value] : address.parameters) {
    if (keyword == "port") value = "1";
  }
  try {
    static_cast<void>(Connection::open(address));
    FAIL("connected");
  } catch (const DatabaseError& error) {
    CHECK(error.exit_code() == ExitCode::kUsage);
    CHECK(std::string(error.what()) ==
          "cannot connect to accounts_db on 127.0.0.1:1 as bob (the private cluster): Connection "
          "refused; start the server, or name another with --url");
  }
}

TEST_CASE("a server that does not answer is given up after connect_timeout") {
  auto address = PrivateServer::instance().maintenance();
  // A port that listens and never says anything.
  TemporaryDirectory directory;
  address.parameters = {{"host", "10.255.255.1"}, {"user", "bob"}, {"connect_timeout", "2"}};
  const auto before = std::chrono::steady_clock::now();
  const auto message = message_of([&] { static_cast<void>(Connection::open(address)); });
  CHECK(message.find("cannot connect to postgres on 10.255.255.1:5432 as bob") == 0);
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(5));
}

TEST_CASE("a wrong password is named as such and not repeated") {
  const auto& server = PrivateServer::instance();
  server.reset();
  auto address = server.by_network(Database::kAccounts, "bankseed", "wrong-secret");
  address.name = "postgres";
  const auto open = [&] { static_cast<void>(Connection::open(address)); };
  const auto message = message_of(open);
  CHECK(message.find("password authentication failed for user \"bankseed\" (SQLSTATE 28P01)") !=
        std::string::npos);
  CHECK(message.find("wrong-secret") == std::string::npos);
  CHECK(message.find('\n') == std::string::npos);
  CHECK(sqlstate_of(open) == "28P01");
}

TEST_CASE("a password that is asked for and not given is named as such") {
  const auto& server = PrivateServer::instance();
  auto address = server.by_network(Database::kAccounts, "bankseed", "");
  address.name = "postgres";
  unsetenv("PGPASSWORD");
  setenv("PGPASSFILE", "/nonexistent", 1);
  const auto message = message_of([&] { static_cast<void>(Connection::open(address)); });
  CHECK(message.find("the server asks for a password and none was given") != std::string::npos);
}

TEST_CASE("a missing database has SQLSTATE 3D000") {
  const auto& server = PrivateServer::instance();
  server.reset();
  CHECK(sqlstate_of([&] {
          static_cast<void>(
              Connection::open(server.settings()[static_cast<std::size_t>(Database::kAccounts)]));
        }) == "3D000");
}

TEST_CASE("a missing privilege names the GRANT to run") {
  const auto& server = PrivateServer::instance();
  server.reset();
  auto owner = Connection::open(server.maintenance());
  static_cast<void>(owner.execute(
      "CREATE ROLE test_bob LOGIN PASSWORD 'pw'; REVOKE CREATE ON SCHEMA public FROM PUBLIC"));
  auto address = server.by_network(Database::kAccounts, "test_bob", "pw");
  address.name = "postgres";
  auto bob = Connection::open(address);
  CHECK(message_of([&] { bob.execute("CREATE TABLE public.x (i integer)", "x"); }) ==
        "accounts_db.x: permission denied for schema public (SQLSTATE 42501); run GRANT USAGE, "
        "CREATE ON SCHEMA \"public\" TO \"test_bob\" in postgres");
  CHECK(message_of([&] {
          bob.execute("CREATE DATABASE x");
        }).find("ALTER ROLE \"test_bob\" CREATEDB") != std::string::npos);
  CHECK(message_of([&] {
          bob.execute("CREATE SCHEMA x");
        }).find("GRANT CONNECT, CREATE ON DATABASE \"postgres\" TO \"test_bob\"") !=
        std::string::npos);
}

TEST_CASE("COPY stores what was sent, however it was cut") {
  auto connection = Connection::open(PrivateServer::instance().maintenance());
  static_cast<void>(connection.execute("CREATE TEMP TABLE t (i integer NOT NULL)"));
  const auto bytes = tuples(100'000) + kTrailer;
  CopyIn copy(connection, "COPY t FROM STDIN (FORMAT binary)", "t");
  copy.write(std::string_view(bytes).substr(0, 3));
  copy.write(std::string_view(bytes).substr(3, 777'777));
  copy.write(std::string_view(bytes).substr(777'780));
  CHECK(copy.end() == 100'000);
  const auto result = connection.execute("SELECT count(*), sum(i) FROM t");
  CHECK(result.number(0, 0) == 100'000);
  CHECK(result.number(0, 1) == 4'999'950'000);
}

TEST_CASE("a COPY that is given up leaves nothing, and the session goes on") {
  auto connection = Connection::open(PrivateServer::instance().maintenance());
  static_cast<void>(connection.execute("CREATE TEMP TABLE t (i integer NOT NULL)"));
  {
    CopyIn copy(connection, "COPY t FROM STDIN (FORMAT binary)", "t");
    copy.write(tuples(200'000));
  }
  CHECK(connection.execute("SELECT count(*) FROM t").number(0, 0) == 0);
}

TEST_CASE("what the server refuses in the middle of a COPY is what the error says") {
  auto connection = Connection::open(PrivateServer::instance().maintenance());
  static_cast<void>(connection.execute("CREATE TEMP TABLE t (i integer CHECK (i < 1000))"));
  const auto bytes = tuples(2'000'000) + kTrailer;
  const auto message = message_of([&] {
    CopyIn copy(connection, "COPY t FROM STDIN (FORMAT binary)", "t");
    copy.write(bytes);
    static_cast<void>(copy.end());
  });
  CHECK(message.find("employees_db.t: new row for relation \"t\" violates check constraint "
                     "\"t_i_check\" (SQLSTATE 23514)") == 0);
  CHECK(connection.execute("SELECT count(*) FROM t").number(0, 0) == 0);
}

TEST_CASE("a session that the server ends in the middle of a COPY is an error, not a hang") {
  const auto& server = PrivateServer::instance();
  auto connection = Connection::open(server.maintenance());
  auto other = Connection::open(server.maintenance());
  static_cast<void>(connection.execute("CREATE TEMP TABLE t (i integer)"));
  const auto backend = connection.execute("SELECT pg_backend_pid()").number(0, 0);
  CopyIn copy(connection, "COPY t FROM STDIN (FORMAT binary)", "t");
  copy.write(tuples(1'000));
  static_cast<void>(other.execute(fmt::format("SELECT pg_terminate_backend({})", backend)));
  const auto rows = tuples(100'000).substr(pg_binary::kHeader.size());
  const auto message = message_of([&] {
    for (int i = 0; i < 1'000; ++i)
      copy.write(rows);
    static_cast<void>(copy.end());
  });
  INFO(message);
  CHECK(message.find("employees_db.t: the connection was lost") == 0);
  CHECK(message.find('\n') == std::string::npos);
}

TEST_CASE("interrupt() stops a statement that runs, and those after it until reset()") {
  Interrupter interrupter;
  auto connection = Connection::open(PrivateServer::instance().maintenance(), &interrupter);
  std::thread presser([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    interrupter.interrupt();
  });
  const auto before = std::chrono::steady_clock::now();
  CHECK_THROWS_AS(connection.execute("SELECT pg_sleep(30)"), Interrupted);
  presser.join();
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(10));
  CHECK_THROWS_AS(connection.execute("SELECT 1"), Interrupted);
  interrupter.reset();
  CHECK(connection.execute("SELECT 1").number(0, 0) == 1);
}

TEST_CASE("a statement that somebody else cancels is an error, not an interruption") {
  const auto& server = PrivateServer::instance();
  auto connection = Connection::open(server.maintenance());
  static_cast<void>(connection.execute("SET statement_timeout = 100"));
  CHECK(sqlstate_of([&] { connection.execute("SELECT pg_sleep(30)"); }) == "57014");
}

TEST_CASE("several sessions are opened at once") {
  auto sessions = Connection::open_several(PrivateServer::instance().maintenance(), 12);
  for (Connection& session : sessions)
    session.send("SELECT pg_backend_pid()");
  std::vector<std::int64_t> backends;
  backends.reserve(sessions.size());
  for (Connection& session : sessions)
    backends.push_back(session.receive().number(0, 0));
  std::sort(backends.begin(), backends.end());
  CHECK(std::unique(backends.begin(), backends.end()) == backends.end());
}

}  // namespace
}  // namespace bankseed::testing
