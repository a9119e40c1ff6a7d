#pragma once

#include <cstdint>
#include <optional>

#include "bankseed/bank/settings.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/corpus/locale.hpp"

namespace bankseed {

/// Version of the algorithm that makes rows from a seed. Raised, on purpose and with the golden
/// digests, whenever the same seed gives other bytes.
inline constexpr std::uint32_t kAlgorithmVersion = 9;

/// The days that a bank may be as of (E5): 1900-01-01 to 2200-12-31.
inline constexpr Date kAsOfMin{-36'524};
inline constexpr Date kAsOfMax{73'413};

/// What decides every byte of a bank (E6). The same options give the same bank on every machine.
struct BankOptions {
  std::uint64_t customers = 1200;  ///< 1 to 10,000,000,000.
  std::uint64_t seed = 42;
  Date as_of;  ///< Nothing has happened at or after 00:00 of this day, kAsOfMin to kAsOfMax (E5).
  /// The bank as its databases held it at 00:00 of this day, after its first and until as_of
  /// (HIS1); nothing: as_of.
  std::optional<Date> seen_on{};
  std::uint64_t employees = 0;  ///< At most 2,147,483,647; 0: in proportion to the customers (E3).
  corpus::Locale locale = corpus::Locale::kEnUs;  ///< Of names, places and money.
  Settings settings;                              ///< Volumes, shares and ranges.

  /// The day that the rows are of: the next one is ahead of them.
  [[nodiscard]] Date day_seen() const noexcept { return seen_on.value_or(as_of); }
  /// Whether that is a day in the bank's past.
  [[nodiscard]] bool is_snapshot() const noexcept { return day_seen() < as_of; }
};

}  // namespace bankseed
