#include <array>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>

#include "bankseed/rows/catalog.hpp"
#include "support/locations.hpp"

namespace bankseed {
namespace {

/// By "database.table.column", or "datasets.name.column".
using Marks = std::map<std::string, std::string>;

Marks marks_of(const std::string& place, std::span<const ColumnDef> columns) {
  Marks marks;
  for (const ColumnDef& column : columns) {
    if (column.sensitivity != Sensitivity::kNone)
      marks[place + "." + std::string(column.name)] = text_of(column.sensitivity);
  }
  return marks;
}

/// Calls visit(place, columns) for every table and dataset.
template <class Visit>
void for_each_place(const Visit& visit) {
  for (const TableInfo& table : kCatalog)
    visit(std::string(name_of(table.database)) + "." + std::string(table.name), table.columns);
  for (const RowTypeInfo& dataset : kDatasets)
    visit("datasets." + std::string(dataset.name), dataset.columns);
}

TEST_CASE("what is personal data is what somebody has thought about") {
  Marks expected;
  std::ifstream in(testing::source_directory() / "tests/data/sensitivity.txt");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    std::string place;
    std::string sensitivity;
    words >> place >> sensitivity;
    for (std::string column; words >> column;)
      expected[place + "." + column] = sensitivity;
  }
  Marks found;
  for_each_place([&](const std::string& place, std::span<const ColumnDef> columns) {
    found.merge(marks_of(place, columns));
  });
  REQUIRE(expected.size() > 100);
  CHECK(found == expected);
}

TEST_CASE("text that could be anything, and every amount, is marked or of no person") {
  // Of branches, departments, courses, campaigns and rules.
  const std::set<std::string> of_nobody = {"employees_db.departments.department_name",
                                           "employees_db.departments.budget",
                                           "employees_db.training_programs.program_name",
                                           "employees_db.training_programs.description",
                                           "customer_db.campaigns.campaign_name",
                                           "accounts_db.accounts.currency",
                                           "compliance_db.compliance_rules.rule_name",
                                           "compliance_db.compliance_rules.description",
                                           "compliance_db.compliance_rules.threshold_value",
                                           "datasets.accounts.currency",
                                           "datasets.transactions.currency",
                                           "datasets.branches.branch_name",
                                           "datasets.branches.address",
                                           "datasets.branches.phone_number"};
  std::set<std::string> unmarked;
  for_each_place([&](const std::string& place, std::span<const ColumnDef> columns) {
    for (const ColumnDef& column : columns) {
      const bool is_text = column.kind == Kind::kText && column.values.empty();
      const bool is_birth = column.name.find("birth") != std::string_view::npos;
      const bool is_telling = is_text || is_birth || column.kind == Kind::kMoney;
      if (is_telling && column.sensitivity == Sensitivity::kNone)
        unmarked.insert(place + "." + std::string(column.name));
    }
  });
  CHECK(unmarked == of_nobody);
}

}  // namespace
}  // namespace bankseed
