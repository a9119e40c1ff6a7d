#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <optional>
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
inline void check_shares(const std::map<std::string, std::uint64_t>& counts,
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

template <class Id, class Row>
using RowsBy = std::map<Id, const Row*>;
template <class Id, class Row>
using RowsOf = std::map<Id, std::vector<const Row*>>;

/// Rows by id; they live as long as the bank.
template <class Id, class Row>
RowsBy<Id, Row> rows_by(const RowSet& rows, Id Row::*id) {
  RowsBy<Id, Row> result;
  for (const Row& row : rows.of<Row>())
    result[row.*id] = &row;
  return result;
}

/// The rows of each owner, in their order.
template <class Id, class Row>
RowsOf<Id, Row> rows_of_each(const RowSet& rows, Id Row::*owner) {
  RowsOf<Id, Row> result;
  for (const Row& row : rows.of<Row>())
    result[row.*owner].push_back(&row);
  return result;
}
/// Those of nobody are left out.
template <class Id, class Row>
RowsOf<Id, Row> rows_of_each(const RowSet& rows, std::optional<Id> Row::*owner) {
  RowsOf<Id, Row> result;
  for (const Row& row : rows.of<Row>()) {
    if (row.*owner) result[*(row.*owner)].push_back(&row);
  }
  return result;
}

/// The bank's staff, as references to it are checked (EMP6).
struct Staff {
  explicit Staff(const RowSet& rows) : by_id(rows_by(rows, &EmployeesRow::employee_id)) {}

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
  /// Whether this is somebody of the role who worked on that day.
  [[nodiscard]] bool is(EmployeeId id, std::string_view role, Date day) const {
    const auto found = by_id.find(id);
    return found != by_id.end() && found->second->role == role && employed(*found->second, day);
  }
  /// Checks that somebody of the role is named, or nobody where there was nobody.
  void check_reference(std::optional<EmployeeId> id, std::string_view role, Date day) const {
    if (!id) {
      CHECK_FALSE(has(role, day));
      return;
    }
    CHECK(is(*id, role, day));
  }

  RowsBy<EmployeeId, EmployeesRow> by_id;
};

}  // namespace bankseed::testing
