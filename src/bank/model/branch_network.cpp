#include "bank/model/branch_network.hpp"

#include <algorithm>
#include <utility>

namespace bankseed {
namespace {

/// Of a hundred customers from nearby so many live in the branch's own city for certain: no more,
/// since an area code has only a hundred telephone numbers that are nobody's (CUS2).
constexpr std::uint64_t kSameCityPercent = 30;

/// In regions of the post.
std::uint64_t distance(const corpus::Place& a, const corpus::Place& b) noexcept {
  const auto [low, high] = std::minmax({a.postal_first / 100, b.postal_first / 100});
  return high - low;
}

/// The number of the nearest branch in the state, and how far it is.
std::optional<std::pair<std::uint64_t, std::uint64_t>> find_nearest(
    std::span<const corpus::Place* const> branches, const corpus::Place& place) noexcept {
  std::optional<std::pair<std::uint64_t, std::uint64_t>> best;
  for (std::uint64_t branch = 0; branch < branches.size(); ++branch) {
    if (branches[branch]->state != place.state) continue;
    const std::uint64_t far = distance(*branches[branch], place);
    if (!best || far < best->second) best = {branch, far};
  }
  return best;
}

}  // namespace

BranchNetwork::BranchNetwork(const corpus::Corpus& corpus, std::vector<const corpus::Place*> places)
    : corpus_(&corpus), places_(std::move(places)) {
  std::vector<std::vector<const corpus::Place*>> regions(places_.size());
  std::vector<std::vector<std::uint64_t>> weights(places_.size());
  for (std::size_t i = 0; i < corpus.places.size(); ++i) {
    const corpus::Place& place = corpus.places[i];
    const auto found = find_nearest(places_, place);
    if (!found) continue;
    // Every branch as near as the nearest serves the place; fewer people come from far away.
    for (std::uint64_t branch = 0; branch < places_.size(); ++branch) {
      if (places_[branch]->state != place.state) continue;
      if (distance(*places_[branch], place) != found->second) continue;
      regions[branch].push_back(&place);
      weights[branch].push_back(1 + place.residents * 64 / (1 + found->second));
    }
  }
  // The own place of a branch is in its region, so that no region is empty.
  for (std::size_t branch = 0; branch < places_.size(); ++branch)
    regions_.push_back({std::move(regions[branch]), corpus::AliasTable(weights[branch])});
}

BranchNetwork::Home BranchNetwork::home_of(Draws branch_draws,
                                           Draws place_draws,
                                           Share near) const noexcept {
  const std::uint64_t branch = branch_draws.below(size());
  if (place_draws.below(10'000) < near.basis_points) return {&nearby(branch, place_draws), branch};
  const corpus::Place& anywhere = corpus_->places.pick(place_draws.next());
  return {&anywhere, nearest(anywhere).value_or(branch)};
}

const corpus::Place& BranchNetwork::nearby(std::uint64_t branch, Draws& draws) const noexcept {
  const bool same_city = draws.below(100) < kSameCityPercent;
  const std::uint64_t uniform = draws.next();
  if (same_city) return place(branch);
  const Region& region = regions_[branch];
  return *region.places[region.weights.pick(uniform)];
}

std::optional<std::uint64_t> BranchNetwork::nearest(const corpus::Place& place) const noexcept {
  const auto found = find_nearest(places_, place);
  return found ? std::optional(found->first) : std::nullopt;
}

}  // namespace bankseed
