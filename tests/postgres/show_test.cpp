// What `show` computes alone, against what stands in the databases.

#include <set>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "encode/encoder.hpp"
#include "sink/postgres/copy_out.hpp"
#include "support/bank_rows.hpp"
#include "support/servers/bank_loading.hpp"
#include "support/servers/private_server.hpp"

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

}  // namespace
}  // namespace bankseed::testing
