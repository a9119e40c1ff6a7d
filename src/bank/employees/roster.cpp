#include "bank/employees/roster.hpp"

#include <algorithm>

#include "bank/accounts/quotas.hpp"
#include "bank/streams.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "core/apportionment.hpp"
#include "core/counts.hpp"

namespace bankseed {
namespace {

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

/// Nobody leaves who was hired less than so many days ago: a year and a month.
constexpr std::int32_t kDaysBeforeTermination = 400;
/// Who leaves in the first year does so after so many days.
constexpr Range kShortService{60, 350};
/// Who left within the years of training was there for so many days of them at least.
constexpr std::int32_t kTrainingDays = 30;
constexpr std::int32_t kTrainingYears = 2;

/// Draws for one of many before all are looked through.
constexpr int kPickAttempts = 16;

/// Of ten in customer service so many are in this department.
constexpr std::array<std::pair<Department, std::uint64_t>, 3> kCustomerService = {
    {{Department::kRetailBanking, 5},
     {Department::kCustomerService, 4},
     {Department::kOperations, 1}}};

/// Of all roles that are in one department only.
Department department_of(Role role) {
  switch (role) {
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
    case Role::kOperationsSpecialist: return Department::kOperations;
    case Role::kCustomerService:
    case Role::kDepartmentHead: break;
  }
  BANKSEED_FAIL("a role in several departments");
}

/// The first of those hired who are senior: with the heads among the others, `seniors` in all.
std::uint64_t first_seniors(std::span<const DepartmentHead> heads, std::uint64_t seniors) {
  std::uint64_t count = seniors - std::min<std::uint64_t>(seniors, heads.size());
  for (const DepartmentHead& head : heads) {
    if (head.employee < count) ++count;
  }
  return count;
}

std::vector<std::uint64_t> heads_from(std::span<const DepartmentHead> heads, std::uint64_t first) {
  std::vector<std::uint64_t> later;
  for (const DepartmentHead& head : heads) {
    if (head.employee >= first) later.push_back(head.employee);
  }
  return later;
}

/// One of [0, count) for which `fits` says yes, each equally likely.
template <class Fits>
std::optional<std::uint64_t> pick_one(std::uint64_t count, std::uint64_t uniform, Fits fits) {
  if (count == 0) return std::nullopt;
  for (int attempt = 0; attempt < kPickAttempts; ++attempt) {
    const std::uint64_t k = scale_to(uniform, count);
    if (fits(k)) return k;
    uniform = philox({uniform, 0}, count)[0];
  }
  const std::uint64_t start = scale_to(uniform, count);
  for (std::uint64_t step = 0; step < count; ++step) {
    const std::uint64_t k = (start + step) % count;
    if (fits(k)) return k;
  }
  return std::nullopt;
}

}  // namespace

Roster::Roster(const Options& options,
               const EmployeeSettings& employees,
               const TrainingSettings& training)
    : seed_(options.seed),
      as_of_(options.as_of),
      training_start_(add_months(options.as_of, -12 * kTrainingYears)),
      hiring_(options.seed, options.count, options.days),
      roles_(options.seed, options.count, employees.roles),
      // A bank too small for heads and others: at least one person answers to nobody.
      senior_count_(first_seniors(
          roles_.heads(), std::max<std::uint64_t>(1, share_of(options.count, employees.senior)))),
      later_heads_(heads_from(roles_.heads(), senior_count_)),
      seats_(options.seed, employees.branches, options.count, by_value<Role>([this](Role role) {
               return roles_.sure_members(role, senior_count_);
             })),
      leaving_end_(std::max(senior_count_,
                            hiring_.before(add_days(options.as_of, -kDaysBeforeTermination)))),
      leavers_(
          options.seed,
          leaving_members(leaving_end_),
          std::min(leaving_members(leaving_end_), share_of(options.count, employees.terminated))),
      current_records_(current_records(training)),
      leavers_records_(leavers_records(training)) {
  for (const DepartmentHead& head : roles_.heads())
    heads_[head.department] = id_of(head.employee);
}

/// How many were hired so long before `day` that `years` reviews of them were held before it.
std::uint64_t Roster::hired_years_before(Date day, std::uint64_t years) const noexcept {
  const auto months = -12 * static_cast<std::int32_t>(years);
  return hiring_.before(add_days(add_months(add_days(day, -kReviewedDays - 2), months), 1));
}

RecordQuotas Roster::current_records(const TrainingSettings& training) const {
  RecordLimits limits{};
  limits.service.fill(Service::kCurrent);
  std::vector<RecordQuotas::Limited> parts;
  std::uint64_t first = 0;
  for (auto years = static_cast<std::uint64_t>(training.reviews_per_employee.high); years > 0;
       --years) {
    limits.reviews = size() < 2 ? 0 : years;  // Nobody reviews themselves.
    parts.push_back({.first = first, .limits = limits});
    const std::uint64_t hired = hired_years_before(as_of_, years);
    first = hired - leavers_.before(leaving_members(hired));
  }
  limits.reviews = 0;
  parts.push_back({.first = first, .limits = limits});
  return {seed_, Stream::kReviewCount, size() - leavers_.count(), training, parts};
}

RecordQuotas Roster::leavers_records(const TrainingSettings& training) const {
  const auto surely_hired = [this](std::uint64_t employees) {
    return leavers_.surely_before(leaving_members(employees));
  };
  // Before, they may have left before the years of training; from, they came in these years.
  const std::uint64_t past_end =
      surely_hired(hiring_.before(add_days(training_start_, 1 - kDaysBeforeTermination)));
  const std::uint64_t recent_first =
      leavers_.surely_from(leaving_members(hiring_.before(training_start_)));
  const auto years_max = static_cast<std::uint64_t>(training.reviews_per_employee.high);
  std::vector<std::uint64_t> firsts = {0, past_end, recent_first};
  for (std::uint64_t years = 1; years <= years_max; ++years) {
    firsts.push_back(surely_hired(hired_years_before(as_of_, years)));
    firsts.push_back(surely_hired(hired_years_before(training_start_, years)));
  }
  std::sort(firsts.begin(), firsts.end());
  firsts.erase(std::unique(firsts.begin(), firsts.end()), firsts.end());
  const auto full_years = [&](std::uint64_t leaver, Date end) {
    std::uint64_t years = std::min<std::uint64_t>(1, years_max);
    while (years < years_max && leaver < surely_hired(hired_years_before(end, years + 1)))
      ++years;
    return years;
  };
  using enum Service;
  std::vector<RecordQuotas::Limited> parts;
  for (const std::uint64_t first : firsts) {
    RecordLimits limits{
        .service = {kRecent, kPast, kPastShort, kRecent, kPast, kRecent, kPastShort, kPast},
        .reviews = full_years(first, as_of_),
        .past_reviews = full_years(first, training_start_)};
    if (first >= past_end) limits.service.fill(kRecent);
    if (first >= recent_first) {
      limits.service = {kRecent,      kRecentShort, kRecent,      kRecentShort,
                        kRecentShort, kRecent,      kRecentShort, kRecent};
    }
    parts.push_back({.first = first, .limits = limits});
  }
  return {seed_, Stream::kLeaverService, leavers_.count(), training, parts};
}

bool Roster::is_senior(std::uint64_t index) const noexcept {
  return index < senior_count_ ||
         std::binary_search(later_heads_.begin(), later_heads_.end(), index);
}

Department Roster::department_at(std::uint64_t index, Role role) const noexcept {
  if (role == Role::kDepartmentHead) {
    for (const DepartmentHead& head : roles_.heads()) {
      if (head.employee == index) return head.department;
    }
  }
  if (role != Role::kCustomerService) return department_of(role);
  std::uint64_t tenth = Draws(seed_, Stream::kEmployeeDepartment, index).below(10);
  for (const auto& [department, tenths] : kCustomerService) {
    if (tenth < tenths) return department;
    tenth -= tenths;
  }
  BANKSEED_FAIL("a tenth beyond ten");
}

std::uint64_t Roster::leaving_members(std::uint64_t employees) const noexcept {
  employees = std::min(employees, leaving_end_);
  if (employees <= senior_count_) return 0;
  const auto heads =
      std::lower_bound(later_heads_.begin(), later_heads_.end(), employees) - later_heads_.begin();
  return employees - senior_count_ - static_cast<std::uint64_t>(heads);
}

std::optional<std::uint64_t> Roster::leaver_at(std::uint64_t index) const noexcept {
  if (index >= leaving_end_ || is_senior(index)) return std::nullopt;
  return leavers_.leaver(leaving_members(index));
}

Date Roster::leaving_day(std::uint64_t leaver, Date hired) const noexcept {
  const auto reviews = static_cast<std::int32_t>(leavers_records_.of(leaver).reviews);
  const Date reviewed = add_days(add_months(hired, 12 * std::max(1, reviews)), kReviewedDays + 1);
  Date first;
  Date last;
  switch (leavers_records_.service_of(leaver)) {
    case Service::kCurrent: BANKSEED_FAIL("somebody who is still there has left");
    case Service::kRecent:
      first = std::max(reviewed, add_days(training_start_, kTrainingDays));
      last = add_days(as_of_, -1);
      break;
    case Service::kPast:
      first = reviewed;
      last = training_start_;
      break;
    case Service::kRecentShort:
    case Service::kPastShort:
      first = add_days(hired, static_cast<std::int32_t>(kShortService.low));
      last = add_days(hired, static_cast<std::int32_t>(kShortService.high));
      break;
  }
  Draws draws(seed_, Stream::kTermination, leaver);
  const Date day{static_cast<std::int32_t>(draws.between(first.days, last.days))};
  return std::max(first, hiring_.working_day(day));
}

std::optional<Date> Roster::terminated_at(std::uint64_t index) const noexcept {
  const auto leaver = leaver_at(index);
  return leaver ? std::optional(leaving_day(*leaver, hiring_.hired(index))) : std::nullopt;
}

Employee Roster::operator[](std::uint64_t index) const noexcept {
  Employee employee;
  employee.role = roles_.role_of(index);
  employee.department = department_at(index, employee.role);
  employee.senior = is_senior(index);
  employee.hired = hiring_.hired(index);
  const auto leaver = leaver_at(index);
  if (leaver) employee.terminated = leaving_day(*leaver, employee.hired);
  employee.records = leaver ? leavers_records_.of(*leaver)
                            : current_records_.of(index - leavers_.before(leaving_members(index)));
  employee.branch = branch_at(index, employee.role);
  Draws draws(seed_, Stream::kSalary, index);
  const Range& salary = kSalaries[employee.role];
  const std::int64_t half = (salary.high - salary.low) / 2;
  const std::int64_t lowest = employee.senior ? salary.low + half : salary.low;
  const std::int64_t more = draws.between(0, half);
  employee.salary = {(lowest + more) / 50 * 50 * 100};
  employee.pay_percent = static_cast<std::uint32_t>(100 * more / half);
  return employee;
}

bool Roster::stayed(std::uint64_t index, Date day, Until until) const noexcept {
  const auto left = terminated_at(index);
  return !left || (until == Until::kThatDay && *left >= day);
}

std::uint16_t Roster::branch_of(EmployeeId id) const noexcept {
  const std::uint64_t index = id.number - 1;
  return branch_at(index, roles_.role_of(index));
}

template <class Fits>
std::optional<EmployeeId> Roster::one_of_branch(std::uint16_t branch,
                                                Role role,
                                                std::uint64_t employees,
                                                std::uint64_t uniform,
                                                Fits fits) const noexcept {
  const std::uint64_t members = roles_.members(role, employees);
  const auto index_of = [&](std::uint64_t round) {
    const auto member = seats_.member(role, branch, round);
    return member && *member < members ? roles_.member(role, *member) : UINT64_MAX;
  };
  const auto round = pick_one(seats_.rounds(role, members), uniform, [&](std::uint64_t candidate) {
    const std::uint64_t index = index_of(candidate);
    return index < employees && fits(index);
  });
  return round ? std::optional(id_of(index_of(*round))) : std::nullopt;
}

/// Of somebody in a branch: its manager, else a senior of the same role, else of another.
std::optional<EmployeeId> Roster::manager_in_branch(std::uint64_t index,
                                                    Role role,
                                                    std::uint64_t uniform) const noexcept {
  const std::uint16_t branch = branch_at(index, role);
  const auto anybody = [](std::uint64_t /*index*/) { return true; };
  for (const Role above : {Role::kBranchManager, role, Role::kCustomerService, Role::kLoanOfficer,
                           Role::kInsuranceAgent}) {
    if (const auto senior = one_of_branch(branch, above, senior_count_, uniform, anybody))
      return senior;
  }
  return std::nullopt;
}

std::optional<EmployeeId> Roster::manager_of(std::uint64_t index) const noexcept {
  if (is_senior(index)) return std::nullopt;
  const Role role = roles_.role_of(index);
  const Department department = department_at(index, role);
  // Seniors of the same role, and the head.
  const std::uint64_t members = roles_.members(role, senior_count_);
  const auto employee_of = [&](std::uint64_t k) {
    return k < members ? std::optional(id_of(roles_.member(role, k))) : heads_[department];
  };
  Draws draws(seed_, Stream::kEmployeeManager, index);
  const std::uint64_t uniform = draws.next();
  if (Seats::in_branches(role) && role != Role::kBranchManager) {
    if (const auto manager = manager_in_branch(index, role, uniform)) return manager;
  }
  const auto k = pick_one(members + 1, uniform, [&](std::uint64_t candidate) {
    const auto senior = employee_of(candidate);
    return senior && is_senior(senior->number - 1) &&
           (candidate == members || department_at(senior->number - 1, role) == department);
  });
  if (k) return employee_of(*k);
  const std::uint64_t any = draws.below(senior_count_ + later_heads_.size());
  return id_of(any < senior_count_ ? any : later_heads_[any - senior_count_]);
}

StaffRecords Roster::records_before(std::uint64_t index) const noexcept {
  const std::uint64_t left = leavers_.before(leaving_members(index));
  StaffRecords records = current_records_.before(index - left);
  records += leavers_records_.before(left);
  return records;
}

Money Roster::payroll_of(Department department) const noexcept {
  std::int64_t payroll = 0;
  for (const Role role : kAll<Role>) {
    auto count = static_cast<std::int64_t>(roles_.members(role, size()));
    if (role == Role::kDepartmentHead) {
      count = heads_[department] ? 1 : 0;
    } else if (role == Role::kCustomerService) {
      const auto* const part =
          std::find_if(kCustomerService.begin(), kCustomerService.end(),
                       [department](const auto& entry) { return entry.first == department; });
      count =
          part == kCustomerService.end() ? 0 : count * static_cast<std::int64_t>(part->second) / 10;
    } else if (department_of(role) != department) {
      count = 0;
    }
    payroll += count * (kSalaries[role].low + kSalaries[role].high) / 2 * 100;
  }
  // Who has left earns nothing.
  return {payroll / static_cast<std::int64_t>(size()) *
          static_cast<std::int64_t>(size() - leavers_.count())};
}

std::optional<EmployeeId> Roster::pick(Role role,
                                       Date day,
                                       std::uint64_t uniform,
                                       Until until) const noexcept {
  const std::uint64_t hired = hiring_.before(day);
  const auto k = pick_one(roles_.members(role, hired), uniform, [&](std::uint64_t candidate) {
    const std::uint64_t index = roles_.member(role, candidate);
    return index < hired && stayed(index, day, until);
  });
  return k ? std::optional(id_of(roles_.member(role, *k))) : std::nullopt;
}

std::optional<EmployeeId> Roster::pick_in(
    BranchCode branch, Role role, Date day, std::uint64_t uniform, Until until) const noexcept {
  if (Seats::in_branches(role)) {
    const auto found =
        one_of_branch(static_cast<std::uint16_t>(branch.number), role, hiring_.before(day), uniform,
                      [&](std::uint64_t index) { return stayed(index, day, until); });
    if (found) return found;
  }
  return pick(role, day, uniform, until);
}

EmployeeId Roster::pick_nearest(Role role,
                                Date day,
                                std::uint64_t uniform,
                                Until until) const noexcept {
  if (const auto fitting = pick(role, day, uniform, until)) return *fitting;
  const auto anybody = pick_one(hiring_.before(day), uniform,
                                [&](std::uint64_t index) { return stayed(index, day, until); });
  return id_of(anybody.value_or(senior_count_ > 0 ? 0 : later_heads_.front()));
}

std::optional<EmployeeId> Roster::pick_senior(Date day,
                                              std::uint64_t uniform,
                                              std::optional<EmployeeId> other) const noexcept {
  const std::uint64_t hired = hiring_.before(day);
  const std::uint64_t first = std::min(senior_count_, hired);
  const auto index_of = [&](std::uint64_t k) { return k < first ? k : later_heads_[k - first]; };
  const auto k = pick_one(first + later_heads_.size(), uniform, [&](std::uint64_t candidate) {
    return index_of(candidate) < hired && id_of(index_of(candidate)) != other;
  });
  return k ? std::optional(id_of(index_of(*k))) : std::nullopt;
}

}  // namespace bankseed
