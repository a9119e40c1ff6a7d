#include "cli/run/destination.hpp"

namespace bankseed {

std::vector<TableSet> NullDestination::steps() const {
  std::vector<TableSet> steps;
  for (std::size_t phase = 0; phase < kPhaseCount; ++phase)
    steps.push_back(tables_of(static_cast<Phase>(phase)));
  return steps;
}

Sinks NullDestination::sinks() {
  Sinks sinks{};
  for (std::size_t i = 0; i < kStoreCount; ++i)
    sinks[i] = &sinks_[i];
  return sinks;
}

}  // namespace bankseed
