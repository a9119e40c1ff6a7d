// Pins the bytes of the bank (E6): digests of the first, a third, two thirds and the last block of
// banks of 10^3, 10^6 and 10^9 customers. BANKSEED_UPDATE_GOLDEN=1 writes them anew, which goes
// with a new kAlgorithmVersion.

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "encode/encoder.hpp"
#include "support/bank_rows.hpp"
#include "support/locations.hpp"

namespace bankseed::testing {
namespace {

const auto kPath = source_directory() / "tests/data/golden_digests.txt";

std::string digests_of(const Bank& bank, std::uint64_t block) {
  RowSet rows;
  bank.generate(block, all_tables(), rows);
  std::string text;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableId table{static_cast<std::uint16_t>(i)};
    TableDigest table_digest;
    digest(rows, table, table_digest);
    if (table_digest.row_count() == 0) continue;
    text += fmt::format("{} {} {} {} {}\n", bank.options().customers, block, kCatalog[i].name,
                        table_digest.row_count(), table_digest.hex());
  }
  return text;
}

std::string all_digests() {
  std::string text = fmt::format("algorithm {}\n", kAlgorithmVersion);
  for (const std::uint64_t customers : {1'000U, 1'000'000U, 1'000'000'000U}) {
    BankOptions options = bank_options(customers, 42);
    // The one population that is kept in memory need not grow with a bank that is only sampled.
    options.employees = std::min<std::uint64_t>(customers / 8, 20'000);
    const Bank bank(options);
    const std::uint64_t last = bank.block_count() - 1;
    for (const std::uint64_t block : {std::uint64_t{0}, last / 3, last / 3 * 2, last})
      text += digests_of(bank, block);
  }
  return text;
}

TEST_CASE("E6: the bank's bytes are those of this algorithm version") {
  const std::string found = all_digests();
  if (std::getenv("BANKSEED_UPDATE_GOLDEN") != nullptr) std::ofstream(kPath) << found;
  std::ifstream file(kPath);
  std::stringstream expected;
  expected << file.rdbuf();
  CHECK(found == expected.str());
}

TEST_CASE("a block made alone, late, twice or with fewer tables is the same") {
  const Bank bank(bank_options(5'000, 7));
  const std::string expected = digests_of(bank, 6);
  for (const std::uint64_t other : {9U, 0U, 6U})
    static_cast<void>(digests_of(bank, other));
  CHECK(digests_of(bank, 6) == expected);
  const Bank again(bank_options(5'000, 7));
  std::string one_by_one;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    RowSet rows;
    again.generate(6, TableSet().set(i), rows);
    TableDigest table_digest;
    const TableId table{static_cast<std::uint16_t>(i)};
    digest(rows, table, table_digest);
    if (table_digest.row_count() == 0) continue;
    one_by_one += fmt::format("{} {} {} {} {}\n", 5'000, 6, kCatalog[i].name,
                              table_digest.row_count(), table_digest.hex());
  }
  CHECK(one_by_one == expected);
}

/// The texts of each column but the keys, which count, by the column's path.
std::map<std::string, std::string> columns_of(std::uint64_t seed) {
  const WholeBank whole(bank_options(1'000, seed));
  std::map<std::string, std::string> columns;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    Buffer lines;
    encode(whole.rows, TableId{static_cast<std::uint16_t>(i)}, Format::kPgText, lines);
    std::string_view rest = lines.view();
    while (!rest.empty()) {
      for (const ColumnDef& column : kCatalog[i].columns) {
        const std::size_t size = rest.find_first_of("\t\n") + 1;
        if (!column.primary_key)
          columns[fmt::format("{}.{}", kCatalog[i].name, column.name)] += rest.substr(0, size);
        rest.remove_prefix(size);
      }
    }
  }
  return columns;
}

/// What counts like a key, what stands in a fixed order, and what every bank has.
const std::set<std::string_view> kSameForEverySeed = {
    "campaigns.campaign_name",
    "campaigns.campaign_type",
    "campaigns.target_segment",
    "compliance_rules.created_date",
    "compliance_rules.description",
    "compliance_rules.is_active",
    "compliance_rules.rule_name",
    "compliance_rules.rule_type",
    "compliance_rules.threshold_value",
    "customer_profiles.country",
    "customer_profiles.customer_id",
    "departments.department_name",
    "employee_assignments.assignment_type",
    "employees.employee_number",
    "kyc_records.customer_id",
    "regulatory_reports.report_type",
    "regulatory_reports.reporting_period_end",
    "regulatory_reports.reporting_period_start",
    "regulatory_reports.status",
    "risk_assessments.application_id",
    "suspicious_activity_reports.sar_status",
    "training_programs.description",
    "training_programs.program_name",
};

TEST_CASE("another seed gives other values in every column") {
  const auto columns = columns_of(7);
  for (const auto& [path, texts] : columns_of(8)) {
    CAPTURE(path);
    CHECK((texts != columns.at(path) || kSameForEverySeed.contains(path)));
  }
}

}  // namespace
}  // namespace bankseed::testing
