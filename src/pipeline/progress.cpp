#include "pipeline/progress.hpp"

namespace bankseed {

std::uint64_t Progress::rows(const TableSet& tables) const noexcept {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kRowTypeCount; ++i) {
    if (tables[i]) sum += rows(TableId{static_cast<std::uint16_t>(i)});
  }
  return sum;
}

std::uint64_t Progress::bytes(const TableSet& tables) const noexcept {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kRowTypeCount; ++i) {
    if (tables[i]) sum += bytes(TableId{static_cast<std::uint16_t>(i)});
  }
  return sum;
}

}  // namespace bankseed
