#include "bank/employees/employees.hpp"
#include "bank/settings/forms.hpp"

namespace bankseed {
namespace {

constexpr std::array<std::string_view, 5> kRoles = {
    text_of(Role::kCustomerService), text_of(Role::kLoanOfficer), text_of(Role::kInsuranceAgent),
    text_of(Role::kComplianceOfficer), "manager_or_specialist"};
constexpr std::array<std::string_view, 5> kRatings = {"4", "3", "5", "2", "1"};

}  // namespace

SettingSection describe(EmployeeSettings& settings) {
  auto& [count, roles, senior, terminated, branches, hire_years] = settings;
  return {"employees",
          "The bank's staff",
          {
              volume("count", count, "employees (EMP1)"),
              split("roles", roles, kRoles, "their roles (EMP1)"),
              share("senior", senior, "employees who report to nobody (EMP3)"),
              share("terminated", terminated, "employees who have left (EMP4)"),
              integer("branches", branches, SettingUnit::kNumber, {1, 999}, "branch codes (EMP5)"),
              integer("hire_years", hire_years, SettingUnit::kYears, {2, 40},
                      "how far back hiring goes (EMP4)"),
          }};
}

SettingSection describe(TrainingSettings& settings) {
  auto& [programs, certifying, hours, per_employee, status, ratings, reviews] = settings;
  return {
      "training",
      "Training and performance reviews",
      {
          integer("programs", programs, SettingUnit::kNumber, {1, 25}, "training programs (TRN1)"),
          share("certifying", certifying, "programs that give a certificate (TRN1)"),
          range("hours", hours, SettingUnit::kHours, {1, 400}, "length of a program (TRN1)"),
          range("programs_per_employee", per_employee, SettingUnit::kNumber, {0, 25},
                "programs that an employee takes (TRN2)"),
          split("status", status, "training records by status (TRN2)"),
          split("review_ratings", ratings, kRatings, "reviews by rating (REV1)"),
          range("reviews_per_employee", reviews, SettingUnit::kNumber, {0, 10},
                "yearly reviews of an employee (REV1)"),
      }};
}

SettingSection describe(AssignmentSettings& settings) {
  auto& [portfolio, branch_coverage, ended] = settings;
  return {"assignments",
          "Which employee looks after whom",
          {
              share("portfolio", portfolio, "customers in an employee's portfolio (ASG1)"),
              volume("branch_coverage", branch_coverage, "assignments to a branch (ASG1)"),
              share("ended", ended, "assignments that have ended (ASG1)"),
          }};
}

}  // namespace bankseed
