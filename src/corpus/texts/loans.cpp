#include "corpus/texts/loans.hpp"

namespace bankseed::corpus {
namespace {

constexpr std::array<std::string_view, 2> kBedrooms = {"no_bedrooms", "bedrooms"};
constexpr std::array<std::string_view, 2> kExtents = {"whole", "part"};

}  // namespace

Building::Building(Line line)
    : name(line),
      dollars_per_square_foot(static_cast<std::int64_t>(line.number())),
      dwelling(line.one_of(kBedrooms) == 1),
      unit(line.one_of(kExtents) == 1),
      first_year(static_cast<std::int64_t>(line.number())) {
  line.end();
}

}  // namespace bankseed::corpus
