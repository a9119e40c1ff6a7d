#include "verify/checking/staffing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "verify/checking/judging.hpp"

namespace bankseed::verify {
namespace {

/// NULL as COPY writes it.
constexpr std::string_view kNull = "\\N";

bool has_role(const EmployeeFacts& employee, const EmployeeOf& shape) {
  return std::any_of(shape.roles.begin(), shape.roles.end(), [&](std::string_view role) {
    return role.empty() || role == employee.role || (role == "senior" && employee.senior);
  });
}

/// Whether somebody of the roles, and of the branch where one is given, was employed that day.
bool has_employee(const Employment& employment,
                  const EmployeeOf& shape,
                  std::string_view date,
                  std::string_view branch = {}) {
  for (std::size_t i = 0; i < employment.size(); ++i) {
    const EmployeeFacts employee = employment[i];
    if (employee.hired < date && (employee.terminated.empty() || employee.terminated >= date) &&
        has_role(employee, shape) && (branch.empty() || employee.branch == branch))
      return true;
  }
  return false;
}

}  // namespace

std::string objection_to(std::string_view line,
                         const EmployeeOf& shape,
                         const Employment& employment,
                         bool judges_nobody) {
  const std::string_view id = field(line, 1);
  const std::string_view date = field(line, 2);
  if (id == kNull) {
    if (!judges_nobody || !has_employee(employment, shape, date)) return "";
    return fmt::format("nobody, though somebody was there on {}", date);
  }
  const auto found = employment.find(id);
  if (!found) return fmt::format("{} is no employee", id);
  const EmployeeFacts& employee = *found;
  if (!employee.terminated.empty() && employee.terminated < date)
    return fmt::format("{} had left on {}, before {}", id, employee.terminated, date);
  const std::string_view branch = shape.of_branch ? field(line, 3) : employee.branch;
  if (employee.branch != branch && has_employee(employment, shape, date, branch))
    return fmt::format("{} is of {}", id, employee.branch);
  const bool fits = has_role(employee, shape);
  // Where nobody who fits was there, somebody else may stand in.
  if ((fits && employee.hired < date) || !has_employee(employment, shape, date)) return "";
  return fits ? fmt::format("{} was hired on {}, not before {}", id, employee.hired, date)
              : fmt::format("{} is {}", id, employee.role);
}

}  // namespace bankseed::verify
