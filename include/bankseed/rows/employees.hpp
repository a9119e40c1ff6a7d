#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "bankseed/rows/ids.hpp"
#include "bankseed/rows/values.hpp"
#include "bankseed/schema/table.hpp"

namespace bankseed {

// Rows of employees_db. The text of every row points into a corpus (static) or into the arena of
// the RowSet that holds it, and lives as long as that.

struct EmployeesRow {
  EmployeeId employee_id;
  std::string_view employee_number;
  std::string_view first_name;
  std::string_view last_name;
  std::string_view email;
  std::string_view phone;
  std::string_view role;
  std::string_view department;
  BranchCode branch_code;
  std::optional<EmployeeId> manager_id;
  Date hire_date;
  std::optional<Date> termination_date;
  std::string_view employment_status;
  Money salary;
  Timestamp created_at;
};
template <>
struct Table<EmployeesRow> {
  static constexpr std::string_view kName = "employees";
  static constexpr std::string_view kComment = "Everybody who works or has worked for the bank.";
  static constexpr Database kDatabase = Database::kEmployees;
  static constexpr Phase kPhase = Phase::kFoundation;
  static constexpr BeginsAt<&EmployeesRow::created_at> kBegins{};
  static constexpr auto kColumns = columns(
      column<&EmployeesRow::employee_id>("Identifies the employee in all six databases.")
          .varchar(50)
          .key(),
      column<&EmployeesRow::employee_number>("Personnel number as printed on the badge; unique.")
          .direct_identifier()
          .varchar(20)
          .not_null()
          .unique(),
      column<&EmployeesRow::first_name>("Given name.").direct_identifier().varchar(100).not_null(),
      column<&EmployeesRow::last_name>("Family name.").direct_identifier().varchar(100).not_null(),
      column<&EmployeesRow::email>("Office address, unique, in a domain reserved for examples.")
          .direct_identifier()
          .varchar(150)
          .unique(),
      column<&EmployeesRow::phone>("Office number, in a range reserved for fiction.")
          .direct_identifier()
          .varchar(20),
      column<&EmployeesRow::role>("Position, e.g. customer_service, loan_officer, insurance_agent, "
                                  "compliance_officer, branch_manager, auditor.")
          .quasi_identifier()
          .varchar(100)
          .not_null(),
      column<&EmployeesRow::department>("Department worked in, by name; fits the role.")
          .quasi_identifier()
          .varchar(100)
          .not_null(),
      column<&EmployeesRow::branch_code>(
          "Branch worked at, BR001 to BR018; head-office departments sit in BR001.")
          .quasi_identifier()
          .varchar(10),
      column<&EmployeesRow::manager_id>(
          "Direct superior; empty for senior and independent employees.")
          .changes("when the manager is hired, where that is later")
          .varchar(50)
          .to("employees.employee_id"),
      column<&EmployeesRow::hire_date>("First day of employment, within the last ten years.")
          .quasi_identifier()
          .not_null(),
      column<&EmployeesRow::termination_date>(
          "Last day of employment; set exactly when the status is terminated.")
          .changes("on leaving")
          .quasi_identifier(),
      column<&EmployeesRow::employment_status>()
          .changes("on leaving")
          .quasi_identifier()
          .one_of<EmploymentStatus>()
          .varchar(20)
          .default_to("'active'"),
      column<&EmployeesRow::salary>("Gross yearly pay, in the bank's currency.")
          .financial()
          .digits(12),
      column<&EmployeesRow::created_at>("When the record was made, local bank time.")
          .default_to("CURRENT_TIMESTAMP"));
  static constexpr std::array<IndexDef, 2> kIndexes = {{{"department"}, {"manager_id"}}};
};

struct DepartmentsRow {
  DepartmentId department_id;
  std::string_view department_name;
  std::optional<EmployeeId> department_head_id;
  Money budget;
};
template <>
struct Table<DepartmentsRow> {
  static constexpr std::string_view kName = "departments";
  static constexpr std::string_view kComment = "The twelve departments and who heads each.";
  static constexpr Database kDatabase = Database::kEmployees;
  static constexpr Phase kPhase = Phase::kFoundation;
  static constexpr BeginsWithBank kBegins{};
  static constexpr auto kColumns = columns(
      column<&DepartmentsRow::department_id>("Identifies the department.").varchar(50).key(),
      column<&DepartmentsRow::department_name>(
          "Unique name, e.g. retail_banking, lending, insurance, compliance.")
          .varchar(100)
          .not_null()
          .unique(),
      column<&DepartmentsRow::department_head_id>(
          "Employee who leads the department; empty where a small bank has nobody senior enough.")
          .changes("when the head is hired")
          .varchar(50)
          .to("employees.employee_id"),
      column<&DepartmentsRow::budget>("Yearly budget, in the bank's currency.").digits(15));
};

struct PerformanceReviewsRow {
  Serial review_id;
  EmployeeId employee_id;
  Date review_date;
  EmployeeId reviewer_id;
  std::int32_t rating = 0;
  std::int32_t goals_met = 0;
  std::string_view comments;
};
template <>
struct Table<PerformanceReviewsRow> {
  static constexpr std::string_view kName = "performance_reviews";
  static constexpr std::string_view kComment =
      "Yearly appraisals of employees with at least a year of service.";
  static constexpr Database kDatabase = Database::kEmployees;
  static constexpr Phase kPhase = Phase::kFoundation;
  static constexpr BeginsAt<&PerformanceReviewsRow::review_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&PerformanceReviewsRow::review_id>("Numbers the review.").key(),
      column<&PerformanceReviewsRow::employee_id>("Employee under review.")
          .varchar(50)
          .not_null()
          .to("employees.employee_id"),
      column<&PerformanceReviewsRow::review_date>("Day of the review.").not_null(),
      column<&PerformanceReviewsRow::reviewer_id>(
          "The manager in office that day, else another senior employee.")
          .varchar(50)
          .not_null()
          .to("employees.employee_id"),
      column<&PerformanceReviewsRow::rating>("Overall mark from 1 (poor) to 5 (outstanding).")
          .quasi_identifier()
          .check("rating BETWEEN 1 AND 5"),
      column<&PerformanceReviewsRow::goals_met>(
          "Share of the agreed goals that were reached, in per cent, 0 to 100.")
          .quasi_identifier(),
      column<&PerformanceReviewsRow::comments>("The reviewer's remark, in keeping with the rating.")
          .quasi_identifier());
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"employee_id"}}};
};

struct TrainingProgramsRow {
  TrainingProgramId program_id;
  std::string_view program_name;
  std::string_view description;
  std::int32_t duration_hours = 0;
  bool certification = false;
};
template <>
struct Table<TrainingProgramsRow> {
  static constexpr std::string_view kName = "training_programs";
  static constexpr std::string_view kComment = "Courses that employees can take.";
  static constexpr Database kDatabase = Database::kEmployees;
  static constexpr Phase kPhase = Phase::kFoundation;
  static constexpr BeginsWithBank kBegins{};
  static constexpr auto kColumns =
      columns(column<&TrainingProgramsRow::program_id>("Identifies the course.").varchar(50).key(),
              column<&TrainingProgramsRow::program_name>(
                  "Title; shows whether it is about compliance, a product, customer service, "
                  "technology or leadership.")
                  .varchar(200)
                  .not_null(),
              column<&TrainingProgramsRow::description>("What the course covers."),
              column<&TrainingProgramsRow::duration_hours>("Length in hours, 2 to 40."),
              column<&TrainingProgramsRow::certification>("Whether passing it earns a certificate.")
                  .default_to("FALSE"));
};

struct EmployeeTrainingRow {
  Serial training_record_id;
  EmployeeId employee_id;
  TrainingProgramId program_id;
  Date enrollment_date;
  std::optional<Date> completion_date;
  std::string_view status;
  std::optional<std::int32_t> score;
};
template <>
struct Table<EmployeeTrainingRow> {
  static constexpr std::string_view kName = "employee_training";
  static constexpr std::string_view kComment = "Which employee took which course, and how it went.";
  static constexpr Database kDatabase = Database::kEmployees;
  static constexpr Phase kPhase = Phase::kFoundation;
  static constexpr BeginsAt<&EmployeeTrainingRow::enrollment_date> kBegins{};
  static constexpr auto kColumns =
      columns(column<&EmployeeTrainingRow::training_record_id>("Numbers the enrollment.").key(),
              column<&EmployeeTrainingRow::employee_id>("Employee who takes the course.")
                  .varchar(50)
                  .not_null()
                  .to("employees.employee_id"),
              column<&EmployeeTrainingRow::program_id>("Course taken; never the same one twice.")
                  .varchar(50)
                  .not_null()
                  .to("training_programs.program_id"),
              column<&EmployeeTrainingRow::enrollment_date>(
                  "Day of enrollment, within the last two years and within employment."),
              column<&EmployeeTrainingRow::completion_date>(
                  "Day of completion; set exactly when the status is completed.")
                  .changes("on completion"),
              column<&EmployeeTrainingRow::status>()
                  .changes("when the course begins, and when it is completed")
                  .one_of<TrainingStatus>()
                  .varchar(50)
                  .default_to("'enrolled'"),
              column<&EmployeeTrainingRow::score>(
                  "Final result in points, 65 to 100; set exactly when the status is completed.")
                  .changes("on completion")
                  .quasi_identifier());
};

struct EmployeeAssignmentsRow {
  Serial assignment_id;
  EmployeeId employee_id;
  std::string_view assignment_type;
  AnyId related_entity_id;
  Date start_date;
  std::optional<Date> end_date;
};
template <>
struct Table<EmployeeAssignmentsRow> {
  static constexpr std::string_view kName = "employee_assignments";
  static constexpr std::string_view kComment =
      "Responsibilities of employees: customers in their portfolio and branches they cover.";
  static constexpr Database kDatabase = Database::kEmployees;
  static constexpr Phase kPhase = Phase::kFoundation;
  static constexpr BeginsAt<&EmployeeAssignmentsRow::start_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&EmployeeAssignmentsRow::assignment_id>("Numbers the assignment.").key(),
      column<&EmployeeAssignmentsRow::employee_id>("Employee who is responsible.")
          .varchar(50)
          .not_null()
          .to("employees.employee_id"),
      column<&EmployeeAssignmentsRow::assignment_type>()
          .one_of<AssignmentType>()
          .varchar(50)
          .not_null(),
      column<&EmployeeAssignmentsRow::related_entity_id>(
          "For branch_coverage the code of the branch, for customer_portfolio the customer")
          .varchar(50)
          .to_external("accounts_db.customers.customer_id",
                       "assignment_type = 'customer_portfolio'"),
      column<&EmployeeAssignmentsRow::start_date>("First day of responsibility.").not_null(),
      column<&EmployeeAssignmentsRow::end_date>(
          "Last day of responsibility; empty while it is ongoing.")
          .changes("when it ends"));
};

}  // namespace bankseed
