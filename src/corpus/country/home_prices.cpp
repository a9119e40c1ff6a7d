#include "corpus/country/home_prices.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace bankseed::corpus {
namespace {

struct StatePrice {
  std::string_view state;
  std::int64_t percent;
};

/// By estimate, the dearest first: the country is 100. Nobody's figures, but the order in which
/// indices of home values have the states.
constexpr std::array<StatePrice, 51> kAmerican = {
    {{"CA", 215}, {"HI", 235}, {"MA", 175}, {"WA", 165}, {"DC", 170}, {"CO", 150}, {"NJ", 150},
     {"UT", 145}, {"OR", 137}, {"NY", 135}, {"NH", 135}, {"RI", 130}, {"ID", 125}, {"MT", 125},
     {"NV", 122}, {"AZ", 120}, {"MD", 117}, {"CT", 115}, {"ME", 112}, {"VA", 110}, {"VT", 110},
     {"FL", 109}, {"DE", 108}, {"AK", 102}, {"WY", 98},  {"MN", 94},  {"NC", 92},  {"GA", 92},
     {"TN", 89},  {"WI", 86},  {"TX", 84},  {"NM", 84},  {"SD", 84},  {"SC", 82},  {"ND", 75},
     {"NE", 74},  {"PA", 75},  {"IL", 75},  {"MO", 70},  {"MI", 68},  {"IN", 67},  {"KS", 65},
     {"OH", 64},  {"AL", 64},  {"IA", 62},  {"KY", 58},  {"AR", 58},  {"LA", 57},  {"OK", 57},
     {"MS", 50},  {"WV", 46}}};
/// Likewise: how prices of a square meter in their capitals and larger cities compare, by estimate.
constexpr std::array<StatePrice, 27> kBrazilian = {
    {{"SC", 130}, {"SP", 118}, {"ES", 118}, {"RJ", 112}, {"PR", 112}, {"DF", 102}, {"MG", 98},
     {"AL", 95},  {"CE", 85},  {"PE", 80},  {"RS", 80},  {"MA", 80},  {"GO", 78},  {"AM", 78},
     {"PA", 78},  {"PB", 75},  {"BA", 75},  {"MT", 75},  {"MS", 66},  {"RN", 62},  {"TO", 62},
     {"PI", 60},  {"RO", 60},  {"AP", 60},  {"RR", 60},  {"SE", 58},  {"AC", 58}}};

}  // namespace

std::int64_t home_price_percent(Locale locale, std::string_view state) noexcept {
  const auto prices = locale == Locale::kEnUs ? std::span<const StatePrice>(kAmerican)
                                              : std::span<const StatePrice>(kBrazilian);
  const auto found = std::find_if(prices.begin(), prices.end(), [state](const StatePrice& price) {
    return price.state == state;
  });
  return found == prices.end() ? 100 : found->percent;
}

}  // namespace bankseed::corpus
