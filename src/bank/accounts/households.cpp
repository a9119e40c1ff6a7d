#include "bank/accounts/households.hpp"

#include <algorithm>

namespace bankseed {
namespace {

/// One in so many of those who live with others is a couple's grown child.
constexpr std::uint64_t kCouplesChildren = 16;
/// One in so many households is a parent with a grown child.
constexpr std::uint64_t kSingleParents = 12;

/// A block's households by number: first couples with a child, then single parents, then couples;
/// and its customers by place: heads, those who live with them, children of couples, everybody
/// else.
struct HouseholdCounts {
  std::uint64_t households = 0;
  std::uint64_t with_child = 0;
  std::uint64_t single_parents = 0;
};

HouseholdCounts counts_of(const BankModel& model, OrdinalRange customers) noexcept {
  const std::uint64_t share = model.options.settings.customers.in_households.basis_points;
  const auto before = [share](std::uint64_t ordinal) { return ordinal * share / 10'000; };
  const std::uint64_t people = before(customers.last) - before(customers.first);
  // Nobody lives together alone.
  if (people < 2) return {};
  HouseholdCounts counts;
  counts.with_child = people / kCouplesChildren;
  // What is left is of pairs.
  counts.with_child += (people - counts.with_child) % 2;
  counts.households = (people - counts.with_child) / 2;
  counts.single_parents =
      std::min(counts.households / kSingleParents, counts.households - counts.with_child);
  return counts;
}

/// Of the customer at a place, `at` saying who is at which.
template <typename At>
Household household_at(std::uint64_t place, const HouseholdCounts& counts, const At& at) {
  Household household;
  if (place >= 2 * counts.households + counts.with_child) {
    household.head = at(place);
    return household;
  }
  const std::uint64_t number = place % counts.households;
  household.head = at(number);
  const bool single =
      number >= counts.with_child && number - counts.with_child < counts.single_parents;
  (single ? household.child : household.partner) = at(counts.households + number);
  if (number < counts.with_child) household.child = at(2 * counts.households + number);
  return household;
}

Permutation places_of(const BankModel& model, std::uint64_t block) noexcept {
  return model.permutation(Stream::kHousehold, block, model.blocks.customers_of(block).size());
}

}  // namespace

Household household_of(const BankModel& model, std::uint64_t customer) noexcept {
  const std::uint64_t block = model.blocks.block_of(customer);
  const OrdinalRange customers = model.blocks.customers_of(block);
  const Permutation places = places_of(model, block);
  return household_at(places(customer - customers.first), counts_of(model, customers),
                      [&](std::uint64_t place) { return customers.first + places.inverse(place); });
}

std::vector<Household> households_of(const BankModel& model, std::uint64_t block) {
  const OrdinalRange customers = model.blocks.customers_of(block);
  const HouseholdCounts counts = counts_of(model, customers);
  const std::vector<std::uint64_t> places = places_of(model, block).images();
  std::vector<std::uint64_t> at(places.size());
  for (std::uint64_t i = 0; i < places.size(); ++i)
    at[places[i]] = customers.first + i;
  std::vector<Household> households(places.size());
  for (std::uint64_t i = 0; i < places.size(); ++i)
    households[i] = household_at(places[i], counts, [&](std::uint64_t place) { return at[place]; });
  return households;
}

Family family_of(const CoreBankingPlan& block, const Customer& customer) noexcept {
  const std::uint64_t ordinal = customer.id.number - 1;
  const Household& household = customer.household;
  const auto member = [&block](std::uint64_t who) {
    return &block.customers[who - block.quotas.customers.first];
  };
  Family family;
  if (household.child == ordinal) {
    family.parent = member(household.head);
    if (household.partner) family.other_parent = member(*household.partner);
    return family;
  }
  if (household.partner)
    family.partner = member(household.head == ordinal ? *household.partner : household.head);
  if (household.child) family.child = member(*household.child);
  return family;
}

}  // namespace bankseed
