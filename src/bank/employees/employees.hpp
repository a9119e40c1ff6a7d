#pragma once

#include <array>

#include "bank/accounts/accounts.hpp"
#include "bank/model/domain.hpp"
#include "bank/settings/describe.hpp"

namespace bankseed {

/// What there is about the employees before a block, who are cut into blocks like the customers.
struct EmployeeCounts {
  using Counts = void;

  std::uint64_t employees = 0;
  std::uint64_t programs = 0;  ///< Training programs; all in the first block.
  StaffRecords records;

  [[nodiscard]] std::uint64_t reviews() const noexcept { return records.reviews; }
  [[nodiscard]] std::uint64_t trainings() const noexcept { return records.trainings; }
};
template <>
EmployeeCounts counts_before<EmployeeCounts>(const BankModel& model, std::uint64_t block);

void append_employees(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kEmployeeTables = {
    counted<EmployeesRow, &EmployeeCounts::employees>(),
    fixed<DepartmentsRow, kCountOf<Department>>(),
    counted<PerformanceReviewsRow, &EmployeeCounts::reviews>(),
    counted<TrainingProgramsRow, &EmployeeCounts::programs>(),
    counted<EmployeeTrainingRow, &EmployeeCounts::trainings>()};
inline constexpr Domain kEmployeesDomain{.tables = kEmployeeTables, .append = append_employees};

void append_assignments(Block& block, const TableSet& tables, RowSet& out);
inline constexpr std::array kAssignmentTables = {
    counted<EmployeeAssignmentsRow, &CoreCounts::assignments>()};
inline constexpr Domain kAssignmentsDomain{.tables = kAssignmentTables,
                                           .append = append_assignments};

[[nodiscard]] SettingSection describe(EmployeeSettings& settings);
[[nodiscard]] SettingSection describe(TrainingSettings& settings);
[[nodiscard]] SettingSection describe(AssignmentSettings& settings);

}  // namespace bankseed
