// What changes about employees, and who heads what.

#include "bank/history/history.hpp"

namespace bankseed {
namespace {

/// The last day of somebody, or of what somebody does, ends with the office.
Timestamp evening_of(Date day) {
  return at_second(day, 17 * kSecondsPerHour);
}

/// A course that is not completed begins so many days after enrollment at most.
constexpr std::int64_t kWaitingDaysMax = 14;

}  // namespace

void tell(Lives& /*lives*/, const EmployeesRow& row, Life<EmployeesRow>& life) {
  if (!row.termination_date) return;
  EmployeesRow& first = life.first();
  first.termination_date.reset();
  first.employment_status = text_of(EmploymentStatus::kActive);
  life.change(evening_of(*row.termination_date), [&row](EmployeesRow& now) {
    now.termination_date = row.termination_date;
    now.employment_status = row.employment_status;
  });
}

void tell(Lives& /*lives*/, const DepartmentsRow& /*row*/, Life<DepartmentsRow>& /*life*/) {
  // Who is not hired yet heads nothing: Lives sees to that for every reference.
}

void tell(Lives& lives, const EmployeeTrainingRow& row, Life<EmployeeTrainingRow>& life) {
  if (row.status == text_of(TrainingStatus::kEnrolled)) return;
  LifeDraws draws = lives.draws(row);
  const Timestamp completed =
      draws.in_office_hours(row.completion_date.value_or(row.enrollment_date));
  const std::int64_t waiting = draws.between(1, kWaitingDaysMax) * kMicrosPerDay;
  const std::int64_t percent = draws.between(10, 60);
  EmployeeTrainingRow& first = life.first();
  const Timestamp enrolled = life.versions().front().from;
  first.status = text_of(TrainingStatus::kEnrolled);
  first.completion_date.reset();
  first.score.reset();
  Timestamp begun{enrolled.micros + waiting};
  if (row.completion_date) {
    const std::int64_t seconds = (completed.micros - enrolled.micros) / kMicrosPerSecond;
    begun = {enrolled.micros + seconds * percent / 100 * kMicrosPerSecond};
  }
  life.change(begun,
              [](EmployeeTrainingRow& now) { now.status = text_of(TrainingStatus::kInProgress); });
  if (!row.completion_date) return;
  life.change(completed, [&row](EmployeeTrainingRow& now) { now = row; });
}

void tell(Lives& /*lives*/, const EmployeeAssignmentsRow& row, Life<EmployeeAssignmentsRow>& life) {
  if (!row.end_date) return;
  life.first().end_date.reset();
  life.change(evening_of(*row.end_date),
              [&row](EmployeeAssignmentsRow& now) { now.end_date = row.end_date; });
}

}  // namespace bankseed
