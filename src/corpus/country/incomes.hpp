#pragma once

#include <cstdint>
#include <span>

#include "bankseed/corpus/locale.hpp"

namespace bankseed::corpus {

/// What a state has said of each year, from the first that it is known of.
struct YearFigure {
  std::int32_t year;
  std::int64_t value;
};

/// What the state says about incomes: wages at least, and the pensions that it pays.
struct PublicIncomes {
  std::span<const YearFigure> minimum_wages;   ///< Of a month, in cents.
  std::span<const YearFigure> pension_raises;  ///< In January, in permille.
  std::int64_t pension_percent;                ///< Of the last wage.
  std::int64_t pension_max;                    ///< Of a month, in cents.
  bool pension_is_minimum_wage = false;        ///< At least.
  /// Paid on the second, third or fourth Wednesday, by birthdays; else on one of the first five
  /// working days of the month.
  bool pension_on_wednesdays = false;
};

[[nodiscard]] const PublicIncomes& public_incomes(Locale locale) noexcept;

/// Of that year, or of the nearest that is known; there is one at least.
[[nodiscard]] std::int64_t figure_of(std::span<const YearFigure> figures,
                                     std::int32_t year) noexcept;

}  // namespace bankseed::corpus
