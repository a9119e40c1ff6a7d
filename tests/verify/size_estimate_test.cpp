// What `bankseed plan` says of the size of a bank in PostgreSQL, against the bank in a server as it
// comes.

#include <cmath>
#include <map>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "support/locations.hpp"
#include "support/process.hpp"
#include "support/servers/test_server.hpp"

namespace bankseed::testing {
namespace {

/// By how much the estimate is too high.
double excess(double estimated, double found) {
  return estimated / found - 1;
}

}  // namespace

TEST_CASE("plan knows how large a bank is in PostgreSQL") {
  const auto [customers, band] =
      GENERATE(table<std::string, double>({{"1200", 0.02}, {"10000", 0.01}}));
  CAPTURE(customers);
  const TestServer server;
  make_bank(server, {"--customers", customers, "--seed", "42", "--as-of", "2026-11-01"});
  const ProcessResult plan = run_process({program(), "plan", "--customers", customers, "--seed",
                                          "42", "--as-of", "2026-11-01", "--format", "json"});
  REQUIRE(plan.exit_code == 0);
  const auto document = nlohmann::json::parse(plan.out);
  double all = 0;
  std::map<std::string, double> databases;
  for (const auto& table : document.at("tables")) {
    const auto database = table.at("database").get<std::string>();
    const auto name = table.at("table").get<std::string>();
    TestConnection connection(server.conninfo(database));
    const double found =
        std::stod(connection.value("SELECT pg_total_relation_size('public." + name + "')"));
    const double estimated = table.at("estimated_bytes").at("database").get<double>();
    CAPTURE(database, name, estimated, found);
    // A few pages more or less in a small table.
    CHECK(std::abs(estimated - found) <= std::max(3 * band * found, 3.0 * 8'192));
    all += found;
    databases[database] =
        std::stod(connection.value("SELECT pg_database_size(current_database())"));
  }
  const double estimated = document.at("estimated_bytes").at("database").get<double>();
  double whole = 0;
  for (const auto& [name, size] : databases)
    whole += size;
  CAPTURE(estimated, all, whole);
  CHECK(std::abs(excess(estimated, all)) < band);
  // As the text says, a database has 8 MB more.
  CHECK(std::abs(excess(estimated + 6 * 8e6, whole)) < 0.05);
}

}  // namespace bankseed::testing
