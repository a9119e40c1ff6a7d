#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "bankseed/bank/settings.hpp"
#include "core/random.hpp"
#include "corpus/corpus.hpp"

namespace bankseed {

/// Where the bank's branches are, and who lives near which (CUS4). Nearness goes by the first three
/// digits of the postal code within a state, which are given out by region in all locales: the
/// corpus knows no distances. Immutable.
class BranchNetwork {
 public:
  /// The branches' places, by branch number minus one; pointers into the corpus.
  BranchNetwork(const corpus::Corpus& corpus, std::vector<const corpus::Place*> places);

  [[nodiscard]] std::uint64_t size() const noexcept { return places_.size(); }
  [[nodiscard]] const corpus::Place& place(std::uint64_t branch) const noexcept {
    return *places_[branch];
  }

  /// Where a customer lives, and the branch, from 0: mostly near the one that `branch_draws` says;
  /// some have moved away, or have come online, and are with the branch of their state.
  struct Home {
    const corpus::Place* place;
    std::uint64_t branch;
  };
  [[nodiscard]] Home home_of(Draws branch_draws, Draws place_draws, Share near) const noexcept;

 private:
  /// Who has come to a branch from nearby: a place in the branch's city, or one of the state to
  /// which no other branch is nearer. Two draws.
  [[nodiscard]] const corpus::Place& nearby(std::uint64_t branch, Draws& draws) const noexcept;
  /// The branch of those who live there; nothing where the state has none.
  [[nodiscard]] std::optional<std::uint64_t> nearest(const corpus::Place& place) const noexcept;

  struct Region {
    std::vector<const corpus::Place*> places;
    corpus::AliasTable weights;
  };

  const corpus::Corpus* corpus_;
  std::vector<const corpus::Place*> places_;
  std::vector<Region> regions_;  // By branch.
};

}  // namespace bankseed
