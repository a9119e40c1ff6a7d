#include "bankseed/rows/employees.hpp"

namespace bankseed {

static_assert(well_formed<EmployeesRow>());
static_assert(well_formed<DepartmentsRow>());
static_assert(well_formed<PerformanceReviewsRow>());
static_assert(well_formed<TrainingProgramsRow>());
static_assert(well_formed<EmployeeTrainingRow>());
static_assert(well_formed<EmployeeAssignmentsRow>());

}  // namespace bankseed
