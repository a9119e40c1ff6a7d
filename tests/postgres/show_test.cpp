// What `show` computes alone, against what stands in the databases.

#include <set>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "encode/encoder.hpp"
#include "sink/postgres/copy_out.hpp"
#include "support/bank_rows.hpp"
#include "support/locations.hpp"
#include "support/process.hpp"
#include "support/servers/bank_loading.hpp"
#include "support/servers/private_server.hpp"
#include "support/servers/test_server.hpp"

namespace bankseed::testing {
namespace {

/// The rows of one table, as lines of COPY.
using Lines = std::set<std::string>;

Lines lines_of(const RowSet& rows, TableId table) {
  Buffer buffer;
  encode(rows, table, Format::kPgText, buffer);
  Lines lines;
  std::string_view text = buffer.view();
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

Lines lines_in(Connection& connection, TableId table) {
  const TableInfo& info = table_info(table);
  std::string columns;
  for (const ColumnDef& column : info.columns)
    columns += fmt::format("{}{}", columns.empty() ? "" : ", ", column.name);
  CopyOut rows(connection, fmt::format("SELECT {} FROM {}", columns, info.name), info.name);
  Lines lines;
  while (const auto line = rows.next())
    lines.emplace(*line);
  return lines;
}

/// Tables that are about the bank's staff, its campaigns and its rules, not about customers.
bool is_about_nobody(std::string_view table) {
  static const std::set<std::string_view> tables = {
      "employees", "departments",        "performance_reviews", "training_programs",
      "campaigns", "regulatory_reports", "employee_training",   "compliance_rules"};
  return tables.contains(table);
}

TEST_CASE("what is shown of the customers is, all together, what stands in the databases") {
  constexpr std::uint64_t kCustomers = 120;
  constexpr std::uint64_t kSeed = 7;
  const auto& server = PrivateServer::instance();
  server.reset();
  EncodedBank encoded(kCustomers, kSeed, all_tables());
  load_bank(server.settings(), encoded, load_options(encoded));

  const Bank bank(bank_options(kCustomers, kSeed));
  std::array<Lines, kTableCount> shown;
  for (std::uint64_t customer = 1; customer <= kCustomers; ++customer) {
    RowSet rows;
    bank.show_customer({customer}, rows);
    for (std::size_t i = 0; i < kTableCount; ++i)
      shown[i].merge(lines_of(rows, TableId{static_cast<std::uint16_t>(i)}));
  }
  for (std::size_t i = 0; i < kTableCount; ++i) {
    CAPTURE(kCatalog[i].name);
    auto connection =
        Connection::open(server.settings()[static_cast<std::size_t>(kCatalog[i].database)]);
    const Lines stored = lines_in(connection, TableId{static_cast<std::uint16_t>(i)});
    CHECK_FALSE(stored.empty());
    if (is_about_nobody(kCatalog[i].name)) {
      CHECK(shown[i].empty());
    } else if (kCatalog[i].name == "employee_assignments") {
      // Beside the customers' there are those of the branches.
      CHECK(std::includes(stored.begin(), stored.end(), shown[i].begin(), shown[i].end()));
      CHECK(shown[i].size() * 10 > stored.size() * 5);
    } else {
      CHECK(shown[i] == stored);
    }
  }
}

TEST_CASE("what --loaded shows is what stands in the databases by now") {
  const auto& server = test_server();
  make_bank(server, {"--customers", "120", "--as-of", "2026-11-01"});
  const std::string url = server.conninfo("postgres");
  const auto show = [](std::vector<std::string> options) {
    options.insert(options.begin(), {program(), "show", "customer", "5"});
    const ProcessResult result = run_process(options);
    CAPTURE(result.err);
    CHECK(result.exit_code == 0);
    return result.out;
  };
  CHECK(show({"--loaded", "--url", url, "--format", "tsv"}) ==
        show({"--customers", "120", "--as-of", "2026-11-01", "--format", "tsv"}));

  const auto tell = [&server](const char* database, const char* sql) {
    TestConnection(server.conninfo(database)).execute(sql);
  };
  tell("customer_db",
       "UPDATE customer_profiles SET city = 'Nowhere' WHERE customer_id = 'CUST00000005'");
  CHECK(show({"--loaded", "--url", url}).find("Nowhere") != std::string::npos);
  CHECK(show({"--loaded", "--url", url}).find("no longer there") == std::string::npos);
  tell("customer_db", "DROP TABLE satisfaction_surveys");
  tell("compliance_db", "DROP TABLE kyc_records CASCADE");
  const std::string shown = show({"--loaded", "--url", url});
  CHECK(shown.find("no longer there") != std::string::npos);
  CHECK(shown.find("kyc_records") == std::string::npos);
  CHECK(shown.find("Nowhere") != std::string::npos);
}

}  // namespace
}  // namespace bankseed::testing
