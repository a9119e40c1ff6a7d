// error: a count is no std::uint64_t
// layer: core

#include "core/counts.hpp"

namespace bankseed {

struct FeeCounts {
  using Counts = void;

  std::uint64_t fees = 0;
#ifdef WRONG
  std::uint32_t waived = 0;
  std::uint32_t refunded = 0;
#else
  std::uint64_t waived = 0;
#endif
};

constexpr FeeCounts kDifference = FeeCounts{} - FeeCounts{};

}  // namespace bankseed
