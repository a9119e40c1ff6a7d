#include "corpus/weighted.hpp"

#include <limits>

namespace bankseed::corpus {

AliasTable::AliasTable(std::span<const std::uint64_t> weights) {
  constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
  const std::size_t size = weights.size();
  BANKSEED_CHECK(size > 0);
  Uint128 sum = 0;
  for (const std::uint64_t weight : weights) {
    sum += weight;
  }
  BANKSEED_CHECK(sum > 0 && sum < kMax / size);
  const auto total = static_cast<std::uint64_t>(sum);

  // A slot holds `total` units; entry i brings weights[i] * size of them. An entry with less than a
  // slot keeps its own slot, and one with more fills it up.
  std::vector<std::uint64_t> units(size);
  std::vector<std::size_t> small;
  std::vector<std::size_t> large;
  slots_.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    units[i] = weights[i] * size;
    slots_[i] = {kMax, i};
    (units[i] < total ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const std::size_t poor = small.back();
    const std::size_t rich = large.back();
    small.pop_back();
    slots_[poor] = {static_cast<std::uint64_t>((static_cast<Uint128>(units[poor]) << 64) / total),
                    rich};
    units[rich] -= total - units[poor];
    if (units[rich] < total) {
      large.pop_back();
      small.push_back(rich);
    }
  }
  // Integers leave no rounding: whoever remains owns exactly one whole slot.
  BANKSEED_CHECK(small.empty());
}

}  // namespace bankseed::corpus
