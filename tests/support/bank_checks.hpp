#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "bank_rows.hpp"

namespace bankseed::testing {

inline constexpr std::array<std::uint64_t, 11> kBankSizes = {1,   2,   7,    40,   120, 121,
                                                             500, 999, 1000, 1200, 2750};

/// Runs `check` on banks of all sizes with three seeds each, and on twenty of 1,200 customers.
template <class Check>
void for_each_bank(const Check& check) {
  for (const std::uint64_t customers : kBankSizes) {
    const std::uint64_t seeds = customers == 1200 ? 20 : 3;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
      CAPTURE(customers, seed);
      check(WholeBank(bank_options(customers, seed)), customers);
    }
  }
}

template <class Row, class Get>
std::map<std::string, std::uint64_t> counts_by(const std::vector<Row>& rows, const Get& get) {
  std::map<std::string, std::uint64_t> counts;
  for (const Row& row : rows)
    ++counts[std::string(get(row))];
  return counts;
}

/// Checks that the values are the expected ones and no others, in shares in basis points (E1).
inline void check_shares_of(const std::map<std::string, std::uint64_t>& counts,
                            const std::map<std::string, std::uint64_t>& expected) {
  std::uint64_t total = 0;
  for (const auto& [value, count] : counts) {
    CAPTURE(value);
    CHECK(expected.count(value) == 1);
    total += count;
  }
  for (const auto& [value, basis_points] : expected) {
    const auto found = counts.find(value);
    const std::uint64_t count = found == counts.end() ? 0 : found->second;
    CAPTURE(value, count, total);
    CHECK(is_share(count, total, basis_points));
  }
}

/// Rows by id.
template <class Id, class Row>
std::map<Id, const Row*> rows_by(const std::vector<Row>& rows, Id Row::*id) {
  std::map<Id, const Row*> result;
  for (const Row& row : rows)
    result[row.*id] = &row;
  return result;
}

/// The bank's staff, as references to it are checked (EMP6).
struct Staff {
  explicit Staff(const RowSet& rows)
      : by_id(rows_by(rows.of<EmployeesRow>(), &EmployeesRow::employee_id)) {}

  /// Hired before `day` and not gone before it.
  [[nodiscard]] static bool employed(const EmployeesRow& employee, Date day) {
    return employee.hire_date < day &&
           (!employee.termination_date || *employee.termination_date >= day);
  }
  [[nodiscard]] bool has(std::string_view role, Date day) const {
    return std::any_of(by_id.begin(), by_id.end(), [role, day](const auto& entry) {
      return entry.second->role == role && employed(*entry.second, day);
    });
  }
  /// Checks that somebody of the role is named, or nobody where there was nobody.
  void check_reference(std::optional<EmployeeId> id, std::string_view role, Date day) const {
    if (!id) {
      CHECK_FALSE(has(role, day));
      return;
    }
    const EmployeesRow& employee = *by_id.at(*id);
    CHECK(employee.role == role);
    CHECK(employed(employee, day));
  }

  std::map<EmployeeId, const EmployeesRow*> by_id;
};

/// Checks that the rows before each block are as many as Bank says.
inline void check_rows_before(const WholeBank& whole, TableId table) {
  RowSet rows;
  std::uint64_t before = 0;
  for (std::uint64_t block = 0; block < whole.bank.block_count(); ++block) {
    CHECK(whole.bank.rows_before(table, block) == before);
    rows.clear();
    whole.bank.generate(block, TableSet().set(index_of(table)), rows);
    before += rows.row_count(table);
  }
  CHECK(whole.bank.row_count(table) == before);
}

}  // namespace bankseed::testing
