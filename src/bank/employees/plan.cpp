#include "bank/employees/plan.hpp"

#include <algorithm>
#include <numeric>

#include "bank/streams.hpp"
#include "core/apportionment.hpp"

namespace bankseed {
namespace {

/// Specialists in turn: a bank has more branch managers than auditors.
constexpr std::array<Role, 10> kSpecialists = {
    Role::kBranchManager,        Role::kRiskAnalyst,   Role::kItSpecialist, Role::kAuditor,
    Role::kOperationsSpecialist, Role::kBranchManager, Role::kHrSpecialist, Role::kFinancialAnalyst,
    Role::kMarketingSpecialist,  Role::kItSpecialist};

/// How many of the first `count` specialists have the role.
constexpr std::uint64_t specialists(Role role, std::uint64_t count) {
  const auto among = [role](std::uint64_t turns) {
    return static_cast<std::uint64_t>(std::count(
        kSpecialists.begin(), kSpecialists.begin() + static_cast<std::ptrdiff_t>(turns), role));
  };
  return count / kSpecialists.size() * among(kSpecialists.size()) +
         among(count % kSpecialists.size());
}

/// Which specialist is the k-th of the role.
constexpr std::uint64_t specialist(Role role, std::uint64_t k) {
  const std::uint64_t each = specialists(role, kSpecialists.size());
  std::uint64_t turn = 0;
  for (std::uint64_t left = k % each; kSpecialists[turn] != role || left > 0; ++turn)
    left -= kSpecialists[turn] == role ? 1U : 0U;
  return k / each * kSpecialists.size() + turn;
}

Shares<5> in_lowest_terms(Shares<5> shares) {
  const std::uint32_t divisor =
      std::accumulate(shares.begin(), shares.end(), 0U, std::gcd<std::uint32_t, std::uint32_t>);
  for (std::uint32_t& share : shares)
    share /= divisor;
  return shares;
}

}  // namespace

RolePlan::RolePlan(std::uint64_t seed, std::uint64_t employees, const Shares<5>& roles)
    // In a small bank few change places, so that each role has somebody almost from the start.
    : order_(seed,
             Stream::kEmployeeRole,
             employees,
             std::clamp<std::uint64_t>(employees / 16, 1, Shuffle::kRunMax)) {
  const Shares<5> shares = in_lowest_terms(roles);
  const Apportionment<kGroups> apportionment(shares);
  const std::uint32_t round = std::accumulate(shares.begin(), shares.end(), 0U);
  std::array<std::uint16_t, kGroups> before{};
  for (std::uint16_t turn = 0; turn < round; ++turn) {
    const auto taken = apportionment.counts_of(turn, turn + 1U);
    const auto group =
        static_cast<std::size_t>(std::find(taken.begin(), taken.end(), 1U) - taken.begin());
    groups_.push_back(static_cast<std::uint8_t>(group));
    before_.push_back(before);
    turns_[group].push_back(turn);
    ++before[group];
  }
  by_round_ = Divisor(groups_.size());
  for (std::size_t group = 0; group < kGroups; ++group)
    by_turns_[group] = Divisor(std::max<std::size_t>(turns_[group].size(), 1));
  choose_heads(seed, places(kManagers, employees));
}

/// Heads come evenly from all but the latest quarter of the managers.
void RolePlan::choose_heads(std::uint64_t seed, std::uint64_t managers) {
  const std::uint64_t count = std::min<std::uint64_t>(kCountOf<Department>, managers);
  const std::uint64_t range = std::max(count, managers * 3 / 4);
  const Permutation departments(seed, Stream::kHeadOrder, 0, count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t begin = i * range / count;
    const std::uint64_t end = (i + 1) * range / count;
    const std::uint64_t place = begin + Draws(seed, Stream::kDepartmentHead, i).below(end - begin);
    head_places_.push_back(place);
    heads_.push_back({.employee = employee_at({kManagers, place}),
                      .department = static_cast<Department>(departments(i))});
  }
  std::sort(heads_.begin(), heads_.end(),
            [](const auto& a, const auto& b) { return a.employee < b.employee; });
}

RolePlan::Place RolePlan::place_of(std::uint64_t employee) const noexcept {
  const auto [round, turn] = by_round_.divide(order_(employee));
  const std::size_t group = groups_[turn];
  return {group, round * turns_[group].size() + before_[turn][group]};
}

std::uint64_t RolePlan::employee_at(const Place& place) const noexcept {
  const auto [round, turn] = by_turns_[place.group].divide(place.place);
  return order_.inverse(round * groups_.size() + turns_[place.group][turn]);
}

std::uint64_t RolePlan::places(std::size_t group, std::uint64_t turns) const noexcept {
  const auto [round, turn] = by_round_.divide(turns);
  return round * turns_[group].size() + before_[turn][group];
}

std::uint64_t RolePlan::heads_before(std::uint64_t place) const noexcept {
  return static_cast<std::uint64_t>(
      std::lower_bound(head_places_.begin(), head_places_.end(), place) - head_places_.begin());
}

Role RolePlan::role_of(std::uint64_t employee) const noexcept {
  const Place place = place_of(employee);
  if (place.group < kManagers) return static_cast<Role>(place.group);
  const std::uint64_t heads = heads_before(place.place);
  if (heads < head_places_.size() && head_places_[heads] == place.place)
    return Role::kDepartmentHead;
  return kSpecialists[(place.place - heads) % kSpecialists.size()];
}

std::uint64_t RolePlan::members(Role role, std::uint64_t employees) const noexcept {
  return members_of_turns(role, order_.closed_from(employees));
}

std::uint64_t RolePlan::sure_members(Role role, std::uint64_t employees) const noexcept {
  return members_of_turns(role, order_.closed_to(employees));
}

std::uint64_t RolePlan::members_of_turns(Role role, std::uint64_t turns) const noexcept {
  const auto group = std::min(static_cast<std::size_t>(role), kManagers);
  const std::uint64_t count = places(group, turns);
  if (group < kManagers) return count;
  const std::uint64_t heads = heads_before(count);
  return role == Role::kDepartmentHead ? heads : specialists(role, count - heads);
}

std::uint64_t RolePlan::member(Role role, std::uint64_t k) const noexcept {
  const auto group = std::min(static_cast<std::size_t>(role), kManagers);
  if (group < kManagers) return employee_at({group, k});
  if (role == Role::kDepartmentHead) return employee_at({kManagers, head_places_[k]});
  std::uint64_t place = specialist(role, k);
  for (const std::uint64_t head : head_places_)
    if (head <= place) ++place;
  return employee_at({kManagers, place});
}

std::uint64_t RolePlan::place_in_role(std::uint64_t employee) const noexcept {
  const Place place = place_of(employee);
  if (place.group < kManagers) return place.place;
  const std::uint64_t heads = heads_before(place.place);
  if (heads < head_places_.size() && head_places_[heads] == place.place) return heads;
  const std::uint64_t turn = place.place - heads;
  return specialists(kSpecialists[turn % kSpecialists.size()], turn);
}

}  // namespace bankseed
