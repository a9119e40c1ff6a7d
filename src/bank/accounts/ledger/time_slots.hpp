#pragma once

#include <cstdint>
#include <vector>

#include "bank/accounts/plan.hpp"
#include "bank/model/rhythm.hpp"

namespace bankseed {

/// An account's window, cut into as many equal slots as it has transactions: one falls into each,
/// so that activity is steady (TXN8). What has its own day takes the slot that is nearest to it;
/// the others fill what is left, from the first on.
class TimeSlots {
 public:
  static constexpr std::size_t kAnyDays = UINT32_MAX;

  /// Begins with another account: all slots are free.
  void reset(const Window& window, std::size_t count);

  /// Takes the free slot that is nearest to the day, if there is one in at most so many days.
  bool take(Date day, std::size_t days_max);

  /// Takes the first free slot and returns its part of [0, 2^64), in which it lies as `uniform`
  /// does: how Rhythm::moment() finds a day of the slot by the weights of any activity.
  [[nodiscard]] std::uint64_t take_next(std::uint64_t uniform);

 private:
  Date first_{};
  std::size_t days_ = 0;
  std::vector<bool> taken_;
  std::size_t next_ = 0;  ///< None before is free.
};

}  // namespace bankseed
