#include "corpus/country/incomes.hpp"

#include <algorithm>
#include <array>

namespace bankseed::corpus {
namespace {

/// 7.25 dollars an hour since 2009 (Fair Labor Standards Act), 2,080 hours a year.
constexpr std::array<YearFigure, 1> kAmericanWages = {{{2009, 1'256'67}}};
/// Social Security Administration, cost-of-living adjustments.
constexpr std::array<YearFigure, 10> kAmericanRaises = {{{2017, 3},
                                                         {2018, 20},
                                                         {2019, 28},
                                                         {2020, 16},
                                                         {2021, 13},
                                                         {2022, 59},
                                                         {2023, 87},
                                                         {2024, 32},
                                                         {2025, 25},
                                                         {2026, 28}}};

/// Salário mínimo, at the end of each year (Lei 14.663/2023 and the decrees before and since).
constexpr std::array<YearFigure, 10> kBrazilianWages = {{{2017, 937'00},
                                                         {2018, 954'00},
                                                         {2019, 998'00},
                                                         {2020, 1'045'00},
                                                         {2021, 1'100'00},
                                                         {2022, 1'212'00},
                                                         {2023, 1'320'00},
                                                         {2024, 1'412'00},
                                                         {2025, 1'518'00},
                                                         {2026, 1'621'00}}};
/// Pensions above the minimum: INPC of the year before (portarias interministeriais MPS/MF).
constexpr std::array<YearFigure, 10> kBrazilianRaises = {{{2017, 66},
                                                          {2018, 21},
                                                          {2019, 34},
                                                          {2020, 45},
                                                          {2021, 55},
                                                          {2022, 102},
                                                          {2023, 59},
                                                          {2024, 37},
                                                          {2025, 48},
                                                          {2026, 39}}};

constexpr std::array<PublicIncomes, 2> kIncomes = {{
    // SSA: about 40 % of earnings are replaced, and at most 4,152 dollars a month are paid to who
    // retires at full age in 2026.
    {.minimum_wages = kAmericanWages,
     .pension_raises = kAmericanRaises,
     .pension_percent = 40,
     .pension_max = 4'152'00,
     .pension_on_wednesdays = true},
    // Emenda Constitucional 103/2019: 60 % of the mean, and two for each year beyond twenty (or
    // fifteen); nothing below the minimum wage (Constituição, art. 201), nor above the teto of
    // 2026.
    {.minimum_wages = kBrazilianWages,
     .pension_raises = kBrazilianRaises,
     .pension_percent = 80,
     .pension_max = 8'475'55,
     .pension_is_minimum_wage = true},
}};

}  // namespace

const PublicIncomes& public_incomes(Locale locale) noexcept {
  return kIncomes[static_cast<std::size_t>(locale)];
}

std::int64_t figure_of(std::span<const YearFigure> figures, std::int32_t year) noexcept {
  const auto later =
      std::upper_bound(figures.begin(), figures.end(), year,
                       [](std::int32_t y, const YearFigure& figure) { return y < figure.year; });
  return later == figures.begin() ? figures.front().value : std::prev(later)->value;
}

}  // namespace bankseed::corpus
