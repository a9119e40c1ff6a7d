#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "bank/model/working_days.hpp"
#include "bankseed/core/types.hpp"

namespace bankseed {

/// When people and machines do things (TXN4).
enum class Activity : std::uint8_t {
  kPurchase,     ///< Cards and cash machines: Saturdays, paydays, December; evenings.
  kTransfer,     ///< People at their phones.
  kPayroll,      ///< The 15th, or the working day before it, and the last one; early morning.
  kDirectDebit,  ///< Working days, more at the turn of the month; early morning.
  kBranch,       ///< Opening hours: working days, and Saturdays where branches are open then.
  kStatement,    ///< The last day of a month; at night, by machine.
  kWire          ///< Working days, before the last of them that are taken.
};
inline constexpr std::size_t kActivityCount = 7;

/// [first, last) in time.
struct Window {
  Timestamp first;
  Timestamp last;
};

/// Draws moments that follow the calendar and the clock, by cumulative weights of the days of the
/// bank's history.
class Rhythm {
 public:
  /// Days from `first` up to, not including, `as_of`; branches may be open on Saturdays.
  Rhythm(const WorkingDays& working_days, bool saturdays, Date first, Date as_of);

  /// A moment within the window, on a whole second and at least kMargin before the window's end
  /// where the window allows it. Two uniform draws. Where the window holds no day of this activity,
  /// a moment like a transfer's.
  [[nodiscard]] Timestamp moment(Activity activity,
                                 const Window& window,
                                 std::uint64_t uniform_day,
                                 std::uint64_t uniform_second) const noexcept;

  /// The day part of moment(), over whole days [first, last); first < last.
  [[nodiscard]] Date day(Activity activity,
                         Date first,
                         Date last,
                         std::uint64_t uniform) const noexcept;
  /// Hour of the day, 0-23.
  [[nodiscard]] std::uint32_t hour(Activity activity, std::uint64_t uniform) const noexcept;

  /// Whether salaries are paid on `date`, a day of the history.
  [[nodiscard]] bool is_payday(Date date) const noexcept;

  /// How many days [first, last) of the history salaries are paid on; day() has them in order, each
  /// with an equal part of the draws.
  [[nodiscard]] std::uint64_t payday_count(Date first, Date last) const noexcept;

  /// Seconds kept free at the end of a window, so that ties can be pushed on (TXN4).
  static constexpr std::int64_t kMargin = 120;

 private:
  /// The days of an activity by their cumulative weights.
  struct Days {
    std::vector<std::uint32_t> weights_before;  ///< Sum of the weights of the days before day i.
    /// Where to look for the sum k << shift: a day that does not begin above it.
    std::vector<std::uint32_t> guide;
    std::uint32_t shift = 0;
  };
  static void make_guide(Days& days);

  Date first_;
  Date as_of_;
  std::array<Days, kActivityCount> days_;
};

}  // namespace bankseed
