#include "bank/employees/roster.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include <catch2/catch.hpp>

#include "bankseed/core/calendar.hpp"
#include "core/apportionment.hpp"

namespace bankseed {
namespace {

const Date kToday = to_date({2026, 11, 1});

Roster roster_of(std::uint64_t count, std::uint64_t seed, const Settings& settings = {}) {
  std::vector<Date> days;
  for (Date day = add_months(kToday, -120); day < kToday; day = add_days(day, 1)) {
    if (!is_weekend(day)) days.push_back(day);
  }
  return {{.seed = seed, .count = count, .as_of = kToday, .days = days},
          settings.employees,
          settings.training};
}

std::vector<Employee> everybody(const Roster& roster) {
  std::vector<Employee> all;
  for (std::uint64_t i = 0; i < roster.size(); ++i)
    all.push_back(roster[i]);
  return all;
}

std::uint64_t group_of(Role role) {
  return std::min<std::uint64_t>(static_cast<std::uint64_t>(role), 4);
}

template <class Condition>
std::uint64_t count(const std::vector<Employee>& all, Condition condition) {
  return static_cast<std::uint64_t>(std::count_if(all.begin(), all.end(), condition));
}

void check_shares(const Roster& roster,
                  const std::vector<Employee>& all,
                  const EmployeeSettings& settings) {
  std::array<std::uint64_t, 5> groups{};
  for (const Employee& employee : all)
    ++groups[group_of(employee.role)];
  CHECK(groups == Apportionment<5>(settings.roles).counts_of(all.size()));
  const std::uint64_t heads =
      count(all, [](const Employee& employee) { return employee.role == Role::kDepartmentHead; });
  CHECK(heads == std::min<std::uint64_t>(kCountOf<Department>, groups[4]));
  const std::uint64_t seniors = (all.size() * settings.senior.basis_points + 5'000) / 10'000;
  CHECK(count(all, [](const Employee& employee) { return employee.senior; }) ==
        std::max({seniors, heads, std::uint64_t{1}}));
  const std::uint64_t leavers = (all.size() * settings.terminated.basis_points + 5'000) / 10'000;
  const std::uint64_t left =
      count(all, [](const Employee& employee) { return employee.terminated.has_value(); });
  CHECK(left <= leavers);
  if (all.size() >= 20) CHECK(left == leavers);
  for (const Department department : kAll<Department>) {
    const auto head = roster.head_of(department);
    if (head) CHECK(roster.employee(*head).department == department);
  }
}

void check_records(const Roster& roster, const std::vector<Employee>& all) {
  StaffRecords before;
  for (std::uint64_t i = 0; i < all.size(); ++i) {
    const StaffRecords told = roster.records_before(i);
    CHECK((told.reviews == before.reviews && told.trainings == before.trainings &&
           told.current_trainings == before.current_trainings));
    before += all[i].records;
    const Date end = all[i].terminated.value_or(kToday);
    CHECK(all[i].records.reviews <= 3);
    CHECK(add_months(all[i].hired, 12 * static_cast<std::int32_t>(all[i].records.reviews)) < end);
    if (end.days - all[i].hired.days >= 400 && all.size() > 1) CHECK(all[i].records.reviews > 0);
    const bool trained = end > add_months(kToday, -24);
    CHECK((trained ? all[i].records.trainings >= 2 : all[i].records.trainings == 0));
    CHECK(all[i].records.current_trainings == (all[i].terminated ? 0 : all[i].records.trainings));
  }
  CHECK(roster.records_before(all.size()).trainings == before.trainings);
}

void check_order(const Roster& roster, const std::vector<Employee>& all) {
  CHECK(std::is_sorted(all.begin(), all.end(),
                       [](const Employee& a, const Employee& b) { return a.hired < b.hired; }));
  for (std::uint64_t i = 0; i < all.size(); ++i) {
    CHECK(all[i].hired < kToday);
    CHECK(all[i].hired >= add_months(kToday, -120));
    CHECK_FALSE(is_weekend(all[i].hired));
    if (all[i].terminated) {
      CHECK_FALSE(all[i].senior);
      CHECK(*all[i].terminated > all[i].hired);
      CHECK(*all[i].terminated < kToday);
    }
    const auto manager = roster.manager_of(i);
    CHECK(manager.has_value() != all[i].senior);
    if (manager) CHECK(all[manager->number - 1].senior);
  }
}

/// Whether those who are picked are those who fit.
void check_picks(const Roster& roster, const std::vector<Employee>& all) {
  std::uint64_t uniform = 7;
  for (const Role role : kAll<Role>) {
    for (std::int32_t ago = 1; ago < 3'700; ago += 97) {
      const Date day = add_days(kToday, -ago);
      for (const Until until : {Until::kThatDay, Until::kToday}) {
        uniform = philox({uniform, 0}, 1)[0];
        const auto fits = [&](const Employee& employee) {
          return employee.role == role && employee.employed_on(day) &&
                 (until == Until::kThatDay || !employee.terminated);
        };
        const auto picked = roster.pick(role, day, uniform, until);
        REQUIRE(picked.has_value() == std::any_of(all.begin(), all.end(), fits));
        if (picked) REQUIRE(fits(all[picked->number - 1]));
        if (picked) REQUIRE(roster.employed_on(*picked, day, until));
        const EmployeeId nearest = roster.pick_nearest(role, day, uniform, until);
        if (until == Until::kToday) REQUIRE_FALSE(all[nearest.number - 1].terminated);
      }
      const auto senior = roster.pick_senior(day, uniform, EmployeeId{1});
      if (senior) REQUIRE((all[senior->number - 1].senior && senior->number != 1));
    }
  }
}

}  // namespace

TEST_CASE("what the roster says of one employee agrees with what it says of all") {
  Settings uneven;
  uneven.employees.roles = {4'001, 2'999, 1, 1'999, 1'000};
  uneven.employees.terminated = {3'000};
  for (const Settings& settings : {Settings{}, uneven}) {
    for (const std::uint64_t size :
         {1U,  2U,  3U,  7U,   12U,  13U,  19U,  20U,  31U,  32U,  33U,   63U,
          64U, 65U, 80U, 100U, 150U, 151U, 199U, 320U, 512U, 999U, 1000U, 3'001U}) {
      const Roster roster = roster_of(size, size, settings);
      const std::vector<Employee> all = everybody(roster);
      CAPTURE(size, settings.employees.roles[2]);
      check_shares(roster, all, settings.employees);
      check_order(roster, all);
      check_records(roster, all);
      if (size <= 320) check_picks(roster, all);
    }
  }
}

TEST_CASE("everybody who fits is picked equally often") {
  const Roster roster = roster_of(150, 3);
  const Date day = add_days(kToday, -700);
  std::map<std::uint64_t, std::uint64_t> picked;
  constexpr std::uint64_t kPicks = 60'000;
  std::uint64_t uniform = 1;
  for (std::uint64_t i = 0; i < kPicks; ++i) {
    uniform = philox({uniform, i}, 1)[0];
    ++picked[roster.pick(Role::kLoanOfficer, day, uniform)->number];
  }
  const std::uint64_t fitting = count(everybody(roster), [day](const Employee& employee) {
    return employee.role == Role::kLoanOfficer && employee.employed_on(day);
  });
  CHECK(picked.size() == fitting);
  for (const auto& [number, times] : picked) {
    CAPTURE(number);
    CHECK(times * fitting > kPicks * 9 / 10);
    CHECK(times * fitting < kPicks * 11 / 10);
  }
}

TEST_CASE("a roster of a thousand million people is one of a hundred and fifty") {
  constexpr std::uint64_t kPeople = 1'250'000'000;
  const Roster roster = roster_of(kPeople, 5);
  const StaffRecords total = roster.records_before(kPeople);
  CHECK(total.trainings > 2 * kPeople);
  CHECK(total.reviews > kPeople);
  for (const std::uint64_t i : {std::uint64_t{0}, kPeople / 3, kPeople - 1}) {
    const StaffRecords before = roster.records_before(i);
    const StaffRecords after = roster.records_before(i + 1);
    CHECK(after.reviews - before.reviews == roster[i].records.reviews);
    CHECK(after.trainings - before.trainings == roster[i].records.trainings);
  }
  const Date day = add_days(kToday, -1'000);
  const auto officer = roster.pick(Role::kLoanOfficer, day, UINT64_MAX / 3);
  REQUIRE(officer);
  CHECK(roster.employee(*officer).role == Role::kLoanOfficer);
  CHECK(roster.employee(*officer).employed_on(day));
}

}  // namespace bankseed
