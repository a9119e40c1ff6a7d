#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "bank/employees/roster.hpp"
#include "bank/model/model.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {

/// An employee, and what stands before the employee's rows.
struct StaffMember {
  std::uint64_t index = 0;
  Employee employee;
  StaffRecords before;  ///< Of all employees before.
  std::optional<EmployeeId> manager;
};

/// The reviews of a block's employees (REV1). Of each block's reviews as many have a rating as its
/// share says; those of one employee are near each other, and go with the salary.
void append_reviews(const BankModel& model,
                    std::uint64_t block,
                    std::span<const StaffMember> members,
                    RowSet& out);

}  // namespace bankseed
