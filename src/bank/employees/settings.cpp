#include "bank/employees/employees.hpp"
#include "bank/settings/forms.hpp"

namespace bankseed {
namespace {

constexpr std::array<std::string_view, 5> kRoles = {
    text_of(Role::kCustomerService), text_of(Role::kLoanOfficer), text_of(Role::kInsuranceAgent),
    text_of(Role::kComplianceOfficer), "manager_or_specialist"};
constexpr std::array<std::string_view, 5> kRatingNames = {"4", "3", "5", "2", "1"};

}  // namespace

SettingSection describe(EmployeeSettings& settings) {
  using S = EmployeeSettings;
  return section(
      settings, "employees", "The bank's staff", volume<&S::count>("employees (EMP1)"),
      split<&S::roles>(kRoles, "their roles (EMP1, EMP7)"),
      share<&S::senior>("employees who report to nobody (EMP3, EMP7)"),
      share<&S::terminated>("employees who have left (EMP4)"),
      integer<&S::branches>(SettingUnit::kNumber, {1, 999}, "branch codes (EMP5, EMP7)"),
      integer<&S::hire_years>(SettingUnit::kYears, {2, 40}, "how far back hiring goes (EMP4)"));
}

SettingSection describe(TrainingSettings& settings) {
  using S = TrainingSettings;
  return section(settings, "training", "Training and performance reviews",
                 integer<&S::programs>(SettingUnit::kNumber, {1, 25}, "training programs (TRN1)"),
                 share<&S::certifying>("programs that give a certificate (TRN1)"),
                 range<&S::hours>(SettingUnit::kHours, {1, 400}, "length of a program (TRN1)"),
                 range<&S::programs_per_employee>(SettingUnit::kNumber, {0, 25},
                                                  "programs that an employee takes (TRN2)"),
                 split<&S::status>("training records by status (TRN2)"),
                 split<&S::review_ratings>(kRatingNames, "reviews by rating (REV1)"),
                 range<&S::reviews_per_employee>(SettingUnit::kNumber, {0, 10},
                                                 "yearly reviews of an employee (REV1)"));
}

SettingSection describe(AssignmentSettings& settings) {
  using S = AssignmentSettings;
  return section(settings, "assignments", "Which employee looks after whom",
                 share<&S::portfolio>("customers in an employee's portfolio (ASG1)"),
                 volume<&S::branch_coverage>("assignments to a branch (ASG1)"),
                 share<&S::ended>("assignments that have ended (ASG1)"));
}

}  // namespace bankseed
