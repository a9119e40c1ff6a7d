#include "bank/employees/roster.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "bank/accounts/quotas.hpp"
#include "bank/streams.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "core/apportionment.hpp"
#include "core/permutation.hpp"

namespace bankseed {
namespace {

/// Specialists in turn: a bank has more branch managers than auditors.
constexpr std::array<Role, 10> kSpecialists = {
    Role::kBranchManager,        Role::kRiskAnalyst,   Role::kItSpecialist, Role::kAuditor,
    Role::kOperationsSpecialist, Role::kBranchManager, Role::kHrSpecialist, Role::kFinancialAnalyst,
    Role::kMarketingSpecialist,  Role::kItSpecialist};

/// Yearly salaries in dollars by role, after the US Bureau of Labor Statistics' occupational wages
/// of May 2023 (10th to 90th percentile, rounded); seniors come from the upper half.
constexpr EnumArray<Role, Range> kSalaries = {{{{34'000, 58'000},
                                                {48'000, 98'000},
                                                {42'000, 92'000},
                                                {58'000, 118'000},
                                                {128'000, 225'000},
                                                {74'000, 132'000},
                                                {66'000, 124'000},
                                                {68'000, 138'000},
                                                {54'000, 98'000},
                                                {60'000, 112'000},
                                                {52'000, 104'000},
                                                {62'000, 118'000},
                                                {50'000, 94'000}}}};

constexpr std::int32_t kDaysBeforeTermination = 400;
constexpr std::uint64_t kTrainingYears = 2;

Department department_of(Role role, std::uint64_t uniform) {
  switch (role) {
    case Role::kCustomerService: {
      const auto tenth = scale_to(uniform, 10);
      if (tenth < 5) return Department::kRetailBanking;
      return tenth < 9 ? Department::kCustomerService : Department::kOperations;
    }
    case Role::kLoanOfficer: return Department::kLending;
    case Role::kInsuranceAgent: return Department::kInsurance;
    case Role::kComplianceOfficer: return Department::kCompliance;
    case Role::kBranchManager: return Department::kRetailBanking;
    case Role::kRiskAnalyst: return Department::kRisk;
    case Role::kItSpecialist: return Department::kIt;
    case Role::kHrSpecialist: return Department::kHr;
    case Role::kAuditor: return Department::kAudit;
    case Role::kMarketingSpecialist: return Department::kMarketing;
    case Role::kFinancialAnalyst: return Department::kFinance;
    case Role::kOperationsSpecialist:
    case Role::kDepartmentHead: return Department::kOperations;
  }
  BANKSEED_FAIL("unknown role");
}

bool sits_in_head_office(Department department) {
  switch (department) {
    case Department::kIt:
    case Department::kHr:
    case Department::kFinance:
    case Department::kAudit:
    case Department::kRisk:
    case Department::kMarketing: return true;
    case Department::kRetailBanking:
    case Department::kLending:
    case Department::kInsurance:
    case Department::kCompliance:
    case Department::kOperations:
    case Department::kCustomerService: return false;
  }
  BANKSEED_FAIL("unknown department");
}

/// An employee on the way into the roster.
struct Candidate {
  Employee employee;
  std::uint64_t group;      // Of the five with shares.
  std::uint64_t place;      // Within the group, in order of hiring.
  std::uint64_t seniority;  // Place as a share of the group, 2^-20.
};

class RosterBuilder {
 public:
  RosterBuilder(const Roster::Options& options,
                const EmployeeSettings& settings,
                const TrainingSettings& training)
      : options_(options), settings_(settings), training_(training) {}

  std::vector<Employee> build() {
    hire();
    choose_seniors();
    std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
      return std::tie(a.employee.hired, a.group, a.place) <
             std::tie(b.employee.hired, b.group, b.place);
    });
    for (const auto& candidate : candidates_)
      employees_.push_back(candidate.employee);
    choose_terminated();
    choose_managers();
    count_records();
    return std::move(employees_);
  }

 private:
  void hire() {
    const auto groups = Apportionment<5>(settings_.roles).counts_of(options_.count);
    for (std::uint64_t group = 0; group < groups.size(); ++group) {
      for (std::uint64_t place = 0; place < groups[group]; ++place)
        candidates_.push_back(hire(group, place, groups[group]));
    }
  }

  /// The k-th of m members of a group came in the k-th of m equal parts of the hiring years, so
  /// that every role has somebody who has been there almost from the start.
  [[nodiscard]] Candidate hire(std::uint64_t group, std::uint64_t place, std::uint64_t size) const {
    Draws draws(options_.seed, Stream::kEmployee, group << 40 | place);
    const Date first =
        add_months(options_.as_of, -12 * static_cast<std::int32_t>(settings_.hire_years));
    const auto span = static_cast<std::uint64_t>(options_.as_of.days - first.days) - 1;
    Employee employee;
    employee.hired =
        add_days(first, static_cast<std::int32_t>((place * span + draws.below(span)) / size));
    const std::uint64_t department_draw = draws.next();
    if (group < 4) {
      employee.role = static_cast<Role>(group);
      employee.department = department_of(employee.role, department_draw);
    } else if (place < kCountOf<Department>) {
      employee.role = Role::kDepartmentHead;
      employee.department = static_cast<Department>(place);
      employee.senior = true;
    } else {
      employee.role = kSpecialists[(place - kCountOf<Department>) % kSpecialists.size()];
      employee.department = department_of(employee.role, department_draw);
    }
    const std::uint64_t branch = 1 + draws.below(settings_.branches);
    const bool head_office =
        sits_in_head_office(employee.department) || employee.role == Role::kDepartmentHead;
    employee.branch = static_cast<std::uint16_t>(head_office ? 1 : branch);
    const Range& salary = kSalaries[employee.role];
    // Seniority is not known yet: the first half of the range, lifted in choose_seniors().
    const std::int64_t within = (salary.high - salary.low) / 2;
    employee.salary = {(salary.low + draws.between(0, within)) / 50 * 50 * 100};
    return {
        .employee = employee, .group = group, .place = place, .seniority = (place << 20) / size};
  }

  /// Heads, then the longest-serving of all roles, until 30 % have no manager (EMP3).
  void choose_seniors() {
    std::vector<Candidate*> others;
    std::uint64_t heads = 0;
    for (auto& candidate : candidates_) {
      if (candidate.employee.senior) {
        ++heads;
      } else {
        others.push_back(&candidate);
      }
    }
    std::sort(others.begin(), others.end(), [](const Candidate* a, const Candidate* b) {
      return std::tie(a->seniority, a->group, a->place) <
             std::tie(b->seniority, b->group, b->place);
    });
    std::uint64_t seniors = share_of(options_.count, settings_.senior);
    // A bank too small for heads and others: at least one person answers to nobody.
    seniors = std::max<std::uint64_t>(seniors, 1);
    for (std::uint64_t i = 0; heads + i < seniors && i < others.size(); ++i)
      others[i]->employee.senior = true;
    for (auto& candidate : candidates_) {
      const Range& salary = kSalaries[candidate.employee.role];
      if (candidate.employee.senior)
        candidate.employee.salary.cents += (salary.high - salary.low) / 2 / 50 * 50 * 100;
    }
  }

  void choose_terminated() {
    std::vector<std::uint32_t> leavers;
    for (std::uint32_t i = 0; i < employees_.size(); ++i) {
      const Employee& employee = employees_[i];
      if (!employee.senior && employee.hired < add_days(options_.as_of, -kDaysBeforeTermination))
        leavers.push_back(i);
    }
    const std::uint64_t count =
        std::min<std::uint64_t>(share_of(options_.count, settings_.terminated), leavers.size());
    const Permutation order(options_.seed, Stream::kEmployeeTerminated, 0, leavers.size());
    for (std::uint64_t rank = 0; rank < count; ++rank) {
      const std::uint32_t index = leavers[order.inverse(rank)];
      Employee& employee = employees_[index];
      Draws draws(options_.seed, Stream::kTermination, index);
      const Date earliest = add_days(employee.hired, 120);
      employee.terminated = Date{static_cast<std::int32_t>(
          draws.between(earliest.days, add_days(options_.as_of, -1).days))};
    }
  }

  void choose_managers() {
    EnumArray<Department, std::vector<std::uint32_t>> seniors;
    std::vector<std::uint32_t> all;
    for (std::uint32_t i = 0; i < employees_.size(); ++i) {
      if (!employees_[i].senior) continue;
      seniors[employees_[i].department].push_back(i);
      all.push_back(i);
    }
    for (std::uint32_t i = 0; i < employees_.size(); ++i) {
      if (employees_[i].senior) continue;
      const auto& own = seniors[employees_[i].department];
      const auto& choice = own.empty() ? all : own;
      Draws draws(options_.seed, Stream::kEmployeeManager, i);
      employees_[i].manager = choice[draws.below(choice.size())];
    }
  }

  /// Reviews (REV1) and trainings (TRN2) per employee.
  void count_records() {
    const Date training_start =
        add_months(options_.as_of, -12 * static_cast<std::int32_t>(kTrainingYears));
    for (std::uint32_t i = 0; i < employees_.size(); ++i) {
      Employee& employee = employees_[i];
      const Date end = employee.terminated.value_or(options_.as_of);
      Draws draws(options_.seed, Stream::kReviewCount, i);
      const auto years = static_cast<std::uint32_t>((end.days - employee.hired.days) / 366);
      const auto wished = static_cast<std::uint32_t>(
          draws.between(training_.reviews_per_employee.low, training_.reviews_per_employee.high));
      employee.reviews = employees_.size() < 2 ? 0 : std::min(years, wished);
      const auto trainings = static_cast<std::uint32_t>(
          draws.between(training_.programs_per_employee.low, training_.programs_per_employee.high));
      employee.trainings = end > training_start ? std::min(trainings, training_.programs) : 0;
    }
  }

  const Roster::Options& options_;
  const EmployeeSettings& settings_;
  const TrainingSettings& training_;
  std::vector<Candidate> candidates_;
  std::vector<Employee> employees_;
};

}  // namespace

Roster::Roster(const Options& options,
               const EmployeeSettings& employees,
               const TrainingSettings& training) {
  BANKSEED_CHECK(options.count > 0);
  employees_ = RosterBuilder(options, employees, training).build();
  for (std::uint32_t i = 0; i < employees_.size(); ++i) {
    Employee& employee = employees_[i];
    by_role_[employee.role].push_back(i);
    everybody_.push_back(i);
    if (employee.senior) seniors_.push_back(i);
    if (employee.role == Role::kDepartmentHead) heads_[employee.department] = i;
    employee.first_review = review_count_;
    employee.first_training = training_count_;
    employee.first_current_training = current_training_count_;
    review_count_ += employee.reviews;
    training_count_ += employee.trainings;
    if (!employee.terminated) current_training_count_ += employee.trainings;
  }
}

std::optional<EmployeeId> Roster::pick_from(const std::vector<std::uint32_t>& members,
                                            Date day,
                                            std::uint64_t uniform,
                                            std::optional<EmployeeId> other) const noexcept {
  const auto hired_before = std::lower_bound(
      members.begin(), members.end(), day,
      [this](std::uint32_t index, Date date) { return employees_[index].hired < date; });
  const auto count = static_cast<std::uint64_t>(hired_before - members.begin());
  if (count == 0) return std::nullopt;
  const std::uint64_t start = scale_to(uniform, count);
  for (std::uint64_t step = 0; step < count; ++step) {
    const std::uint32_t index = members[(start + step) % count];
    if (employees_[index].employed_on(day) && id_of(index) != other) return id_of(index);
  }
  return std::nullopt;
}

std::optional<EmployeeId> Roster::pick(Role role, Date day, std::uint64_t uniform) const noexcept {
  return pick_from(by_role_[role], day, uniform, std::nullopt);
}

EmployeeId Roster::pick_nearest(Role role, Date day, std::uint64_t uniform) const noexcept {
  if (const auto fitting = pick(role, day, uniform)) return *fitting;
  return pick_from(everybody_, day, uniform, std::nullopt).value_or(id_of(0));
}

std::optional<EmployeeId> Roster::pick_senior(Date day,
                                              std::uint64_t uniform,
                                              std::optional<EmployeeId> other) const noexcept {
  return pick_from(seniors_, day, uniform, other);
}

}  // namespace bankseed
