#pragma once

#include <algorithm>

#include "bank/model/working_days.hpp"
#include "bankseed/bank/bank.hpp"
#include "bankseed/core/calendar.hpp"
#include "corpus/corpus.hpp"

namespace bankseed::testing {

inline constexpr Date kAsOf{9819};  // 2026-11-19

inline BankOptions bank_options(std::uint64_t customers, std::uint64_t seed) {
  BankOptions options;
  options.customers = customers;
  options.seed = seed;
  options.as_of = kAsOf;
  return options;
}

/// The working days of a bank's country around `as_of`.
inline WorkingDays working_days(corpus::Locale locale, Date as_of) {
  return {corpus::Corpus::of(locale).holidays, add_months(as_of, -12 * 60), add_months(as_of, 24)};
}

/// A bank and all its rows.
struct WholeBank {
  explicit WholeBank(const BankOptions& options) : bank(options) {
    for (std::uint64_t block = 0; block < bank.block_count(); ++block)
      bank.generate(block, all_tables(), rows);
  }
  Bank bank;
  RowSet rows;
};

/// Whether `count` is a share of `total` to within one row or half a percentage point (E1);
/// the share in basis points.
inline bool is_share(std::uint64_t count, std::uint64_t total, std::uint64_t basis_points) {
  const auto off =
      static_cast<std::int64_t>(count * 10'000) - static_cast<std::int64_t>(total * basis_points);
  const auto tolerance = static_cast<std::int64_t>(std::max<std::uint64_t>(10'000, total * 50));
  return off <= tolerance && -off <= tolerance;
}

/// Whether `count` lies in a range that is stated for 1,200 customers, scaled to `customers` (E2).
inline bool in_scaled_range(std::uint64_t count,
                            std::uint64_t customers,
                            std::uint64_t low,
                            std::uint64_t high) {
  return count * 1200 >= low * customers && count * 1200 <= high * customers;
}

}  // namespace bankseed::testing
