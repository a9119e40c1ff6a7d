#include "bankseed/cli/load_target.hpp"

namespace bankseed {

std::vector<TableSet> NullTarget::steps() const {
  std::vector<TableSet> steps;
  for (std::size_t phase = 0; phase < kPhaseCount; ++phase) {
    const TableSet tables = tables_ & tables_of(static_cast<Phase>(phase));
    if (tables.any()) steps.push_back(tables);
  }
  return steps;
}

std::array<Sink*, kDatabaseCount> NullTarget::sinks() {
  std::array<Sink*, kDatabaseCount> sinks{};
  for (std::size_t i = 0; i < kDatabaseCount; ++i)
    sinks[i] = &sinks_[i];
  return sinks;
}

}  // namespace bankseed
