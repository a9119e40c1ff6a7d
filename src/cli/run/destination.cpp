#include "cli/run/destination.hpp"

namespace bankseed {

std::vector<TableSet> NullDestination::steps() const {
  return {all_tables()};
}

Sinks NullDestination::sinks() {
  Sinks sinks{};
  for (std::size_t i = 0; i < kStoreCount; ++i)
    sinks[i] = &sinks_[i];
  return sinks;
}

}  // namespace bankseed
