#include "bank/employees/seats.hpp"

#include <algorithm>

#include "bank/streams.hpp"
#include "core/permutation.hpp"

namespace bankseed {
namespace {

/// Rounds of which the shift is kept.
constexpr std::uint64_t kShiftsMax = 32'768;

}  // namespace

Seats::Seats(std::uint64_t seed,
             std::uint32_t branches,
             std::uint64_t employees,
             const Seniors& seniors)
    : seed_(seed), order_(branches), place_(branches) {
  const Permutation order(seed, Stream::kEmployeeBranch, 0, branches);
  for (std::uint64_t place = 0; place < branches; ++place) {
    const std::uint64_t branch = order(place);
    order_[place] = static_cast<std::uint16_t>(branch + 1);
    place_[branch] = place;
  }
  // The seniors of one role go on where those of the role before have ended.
  std::uint64_t seat = 0;
  for (const Role role : kAll<Role>) {
    first_[role] = seat % branches;
    if (in_branches(role)) seat += seniors[role];
  }
  const std::uint64_t rounds = std::min(employees / branches + 2, kShiftsMax);
  for (std::uint64_t round = 0; round < rounds; ++round)
    shifts_.push_back(static_cast<std::uint16_t>(drawn_shift(round)));
}

std::uint64_t Seats::drawn_shift(std::uint64_t round) const noexcept {
  return round == 0 ? 0 : Draws(seed_, Stream::kSeatRound, round).below(order_.size());
}

std::uint16_t Seats::branch_of(Role role, std::uint64_t member) const noexcept {
  if (!in_branches(role)) return kHeadOffice;
  const std::uint64_t seat = first_[role] + member;
  return order_[(seat + shift(seat / order_.size())) % order_.size()];
}

std::uint64_t Seats::rounds(Role role, std::uint64_t members) const noexcept {
  return members == 0 ? 0 : (first_[role] + members - 1) / order_.size() + 1;
}

std::optional<std::uint64_t> Seats::member(Role role,
                                           std::uint16_t branch,
                                           std::uint64_t round) const noexcept {
  const std::uint64_t branches = order_.size();
  const std::uint64_t place = (place_[branch - 1U] + branches - shift(round)) % branches;
  const std::uint64_t seat = round * branches + place;
  if (seat < first_[role]) return std::nullopt;
  return seat - first_[role];
}

}  // namespace bankseed
