#include <algorithm>
#include <array>
#include <vector>

#include "bank/employees/employees.hpp"
#include "bank/employees/reviews.hpp"
#include "bank/model/identity_text.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"
#include "core/text.hpp"
#include "corpus/texts/employees.hpp"

namespace bankseed {
namespace {

/// Of employees.tsv: what is about credit risk, and every fifth, from this one on, about
/// leadership.
constexpr std::uint64_t kCreditRiskProgram = 21;
constexpr std::uint64_t kLeadershipProgram = 4;
constexpr std::uint64_t kProgramKinds = 5;

/// Whether a program is for somebody of the role (TRN2).
bool suits(std::uint64_t program, Role role, bool managed) {
  const bool leads = role == Role::kBranchManager || role == Role::kDepartmentHead;
  if (program % kProgramKinds == kLeadershipProgram) return leads || !managed;
  return program != kCreditRiskProgram || leads || role == Role::kLoanOfficer ||
         role == Role::kRiskAnalyst;
}

void append_employee(const BankModel& model, const StaffMember& member, RowSet& out) {
  const auto& [index, employee, before, manager] = member;
  const PersonName name = employee_name(model, index);
  Draws draws = model.draws(Stream::kEmployeeContact, index);
  const std::int64_t minute = draws.between(480, 540);  // 08:00 to 09:00
  Arena& arena = out.arena();
  out.of<EmployeesRow>().push_back(
      {.employee_id = Roster::id_of(index),
       .employee_number = Text(arena).add('E').number(100'000 + index + 1).view(),
       .first_name = name.first,
       .last_name = name.last,
       .email = email_text(arena, name, index + 1, "bank.example.com"),
       .phone = phone_text(arena, *model.corpus, model.branches.place(employee.branch - 1U),
                           draws.next()),
       .role = text_of(employee.role),
       .department = text_of(employee.department),
       .branch_code = {employee.branch},
       .manager_id = manager,
       .hire_date = employee.hired,
       .termination_date = employee.terminated,
       .employment_status =
           text_of(employee.terminated ? EmploymentStatus::kTerminated : EmploymentStatus::kActive),
       .salary = employee.salary,
       .created_at = at_second(employee.hired, minute * 60)});
}

void append_departments(const BankModel& model, RowSet& out) {
  for (const Department department : kAll<Department>) {
    const auto i = static_cast<std::uint64_t>(department);
    // Payroll, and as much again and a half for everything else; in thousands.
    const std::int64_t budget = (model.roster.payroll_of(department).cents *
                                     model.draws(Stream::kDepartment, i).between(135, 190) / 100 +
                                 250'000'00) /
                                1'000'00 * 1'000'00;
    out.of<DepartmentsRow>().push_back({.department_id = {i + 1},
                                        .department_name = text_of(department),
                                        .department_head_id = model.roster.head_of(department),
                                        .budget = {budget}});
  }
}

std::uint64_t program_count(const BankModel& model) {
  return std::min<std::uint64_t>(model.options.settings.training.programs,
                                 model.corpus->employee_texts->programs.size());
}

void append_programs(const BankModel& model, RowSet& out) {
  const TrainingSettings& settings = model.options.settings.training;
  const auto& programs = model.corpus->employee_texts->programs;
  const std::uint64_t count = program_count(model);
  const Permutation order = model.permutation(Stream::kTrainingCertification, 0, count);
  for (std::uint64_t i = 0; i < count; ++i) {
    Draws draws = model.draws(Stream::kTrainingProgram, i);
    // Short courses are the commoner ones: the lesser of two draws.
    const std::int64_t first = draws.between(settings.hours.low, settings.hours.high);
    const std::int64_t second = draws.between(settings.hours.low, settings.hours.high);
    out.of<TrainingProgramsRow>().push_back(
        {.program_id = {i + 1},
         .program_name = programs[i].name,
         .description = programs[i].description,
         .duration_hours = static_cast<std::int32_t>(std::min(first, second)),
         .certification = order(i) < share_of(count, settings.certifying)});
  }
}

/// TRN2
class TrainingRecords {
 public:
  explicit TrainingRecords(const BankModel& model)
      : TrainingRecords(model, model.roster.records_before(model.roster.size())) {}

  void append(const StaffMember& member, RowSet& out) const {
    const auto& [index, employee, before, manager] = member;
    const std::vector<std::uint64_t> programs = programs_for(member);
    for (std::uint64_t i = 0; i < employee.records.trainings; ++i) {
      const std::uint64_t ordinal = before.trainings + i;
      EmployeeTrainingRow row{.training_record_id = {static_cast<std::int64_t>(ordinal + 1)},
                              .employee_id = Roster::id_of(index),
                              .program_id = {programs[i] + 1},
                              .enrollment_date = {},
                              .completion_date = {},
                              .status = {},
                              .score = {}};
      // Records under way come first in the ranks, and are of people who are still there.
      std::uint64_t rank = UINT64_MAX;
      if (!employee.terminated) rank = order_(before.current_trainings + i);
      const std::uint64_t enrolled = counts_[TrainingStatus::kEnrolled];
      auto status = TrainingStatus::kCompleted;
      if (rank < enrolled) {
        status = TrainingStatus::kEnrolled;
      } else if (rank < enrolled + counts_[TrainingStatus::kInProgress]) {
        status = TrainingStatus::kInProgress;
      }
      row.status = text_of(status);
      set_dates(employee, ordinal, status, row);
      out.of<EmployeeTrainingRow>().push_back(row);
    }
  }

 private:
  TrainingRecords(const BankModel& model, const StaffRecords& all)
      : model_(model),
        order_(model.permutation(Stream::kTrainingStatus, 0, all.current_trainings)),
        counts_(ApportionmentOf(model.options.settings.training.status).counts_of(all.trainings)) {}

  /// As many programs as the employee has had, in an order of the employee's own; what is not for
  /// the role only where nothing else is left.
  [[nodiscard]] std::vector<std::uint64_t> programs_for(const StaffMember& member) const {
    const std::uint64_t all = program_count(model_);
    const Permutation order = model_.permutation(Stream::kTrainingChoice, member.index, all);
    std::vector<std::uint64_t> programs;
    std::vector<std::uint64_t> others;
    for (std::uint64_t i = 0; i < all && programs.size() < member.employee.records.trainings; ++i) {
      const std::uint64_t program = order(i);
      (suits(program, member.employee.role, member.manager.has_value()) ? programs : others)
          .push_back(program);
    }
    programs.insert(programs.end(), others.begin(), others.end());
    return programs;
  }

  void set_dates(const Employee& employee,
                 std::uint64_t ordinal,
                 TrainingStatus status,
                 EmployeeTrainingRow& row) const {
    Draws draws = model_.draws(Stream::kTraining, ordinal);
    const Date as_of = model_.options.as_of;
    const Date end = employee.terminated.value_or(as_of);
    const bool completed = status == TrainingStatus::kCompleted;
    std::int32_t first = add_months(as_of, -24).days;
    if (status == TrainingStatus::kEnrolled) first = as_of.days - 21;
    if (status == TrainingStatus::kInProgress) first = as_of.days - 75;
    first = std::max(first, employee.hired.days);
    const std::int32_t last = end.days - 1;
    const std::int32_t latest = completed ? std::max(first, last - 2) : std::max(first, last);
    const WorkingDays& working_days = model_.working_days;
    const Date enrolled = working_days.within(
        {static_cast<std::int32_t>(draws.between(first, latest))}, {first}, {latest});
    row.enrollment_date = enrolled;
    if (!completed) return;
    const std::int32_t done = std::min(enrolled.days + 60, last);
    const auto day =
        static_cast<std::int32_t>(draws.between(std::min(enrolled.days + 1, done), done));
    row.completion_date = working_days.within({day}, enrolled, {done});
    // The greater of two draws: most people pass well.
    const std::int64_t one = draws.between(65, 100);
    const std::int64_t other = draws.between(65, 100);
    row.score = static_cast<std::int32_t>(std::max(one, other));
  }

  const BankModel& model_;
  Permutation order_;
  EnumArray<TrainingStatus, std::uint64_t> counts_;
};

}  // namespace

void append_employees(Block& whole, const TableSet& tables, RowSet& out) {
  const BankModel& model = whole.model();
  const std::uint64_t block = whole.core_banking().quotas.block;
  if (block == 0 && wants<DepartmentsRow>(tables)) append_departments(model, out);
  if (block == 0 && wants<TrainingProgramsRow>(tables)) append_programs(model, out);
  const OrdinalRange range = model.blocks.part(model.roster.size(), block);
  const TrainingRecords trainings(model);
  StaffRecords before = model.roster.records_before(range.first);
  std::vector<StaffMember> members;
  members.reserve(range.last - range.first);
  for (std::uint64_t i = range.first; i < range.last; ++i) {
    members.push_back({.index = i,
                       .employee = model.roster[i],
                       .before = before,
                       .manager = model.roster.manager_of(i)});
    before += members.back().employee.records;
  }
  for (const StaffMember& member : members) {
    if (wants<EmployeesRow>(tables)) append_employee(model, member, out);
    if (wants<EmployeeTrainingRow>(tables)) trainings.append(member, out);
  }
  if (wants<PerformanceReviewsRow>(tables)) append_reviews(model, block, members, out);
}

template <>
EmployeeCounts counts_before<EmployeeCounts>(const BankModel& model, std::uint64_t block) {
  const std::uint64_t employees = model.blocks.part(model.roster.size(), block).first;
  return {.employees = employees,
          .programs = block == 0 ? 0 : program_count(model),
          .records = model.roster.records_before(employees)};
}

}  // namespace bankseed
