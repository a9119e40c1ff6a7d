#include "corpus/address.hpp"

#include <array>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "core/random.hpp"

namespace bankseed::corpus {
namespace {

constexpr Stream kAddresses{1};

const Corpus& american() {
  return Corpus::of(Locale::kEnUs);
}

std::string street_address(std::uint64_t street, std::uint64_t house) {
  std::array<char, kStreetAddressSizeMax> text{};
  char* end = put_street_address(text.data(), american(), street, house, Dwelling::kHome);
  REQUIRE(end <= text.data() + text.size());
  return {text.data(), end};
}

TEST_CASE("a street address is a number, a street with its suffix, and for a quarter a unit") {
  constexpr int kAddressesDrawn = 100'000;
  Draws draws(7, kAddresses, 1);
  std::set<std::string> seen;
  int with_unit = 0;
  for (int i = 0; i < kAddressesDrawn; ++i) {
    const std::uint64_t street = draws.next();
    const std::string text = street_address(street, draws.next());
    INFO(text);
    seen.insert(text);
    const std::size_t blank = text.find(' ');
    REQUIRE(blank >= 1);
    REQUIRE(blank <= 5);
    CHECK(text.find_first_not_of("0123456789") == blank);
    CHECK(text.front() != '0');
    const std::size_t comma = text.find(", ");
    const std::string line = text.substr(blank + 1, comma - blank - 1);
    const std::string name(american().street_names.pick(street));
    CHECK(line.substr(0, name.size() + 1) == name + " ");
    const std::string suffix = line.substr(name.size() + 1);
    bool known = false;
    for (std::size_t j = 0; j < american().street_forms.size(); ++j) {
      known = known || american().street_forms[j] == suffix;
    }
    CHECK(known);
    CHECK(name.substr(name.rfind(' ') + 1) != suffix);
    if (comma != std::string::npos) {
      ++with_unit;
      const std::string unit = text.substr(comma);
      CHECK((unit.rfind(", Apt ", 0) == 0 || unit.rfind(", Unit ", 0) == 0));
    }
  }
  CHECK(with_unit > kAddressesDrawn * 24 / 100);
  CHECK(with_unit < kAddressesDrawn * 26 / 100);
  CHECK(seen.size() > kAddressesDrawn * 98 / 100);
}

TEST_CASE("street addresses at the ends of the range fit") {
  constexpr std::uint64_t kLast = ~std::uint64_t{0};
  for (const std::uint64_t street : {std::uint64_t{0}, kLast, kLast << 32, kLast >> 32}) {
    for (const std::uint64_t house : {std::uint64_t{0}, kLast, kLast << 32, kLast >> 32}) {
      CHECK(!street_address(street, house).empty());
      CHECK(street_address(street, house) == street_address(street, house));
    }
  }
}

TEST_CASE("a postal code is five digits in the prefix of its place") {
  const Place& place = american().places[0];
  std::set<std::string> seen;
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    std::array<char, kPostalCodeSizeMax> text{};
    const std::uint64_t uniform = i * (~std::uint64_t{0} / 999);
    char* const end = put_postal_code(text.data(), american(), place, uniform);
    seen.emplace(text.data(), end);
  }
  CHECK(seen.size() == 99);
  CHECK(*seen.begin() == "90001");
  CHECK(*seen.rbegin() == "90099");
}

TEST_CASE("a telephone number lies in the range reserved for fiction in the place's area code") {
  const Place& place = american().places[1];
  std::set<std::string> seen;
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    std::array<char, kPhoneSizeMax> text{};
    const std::uint64_t uniform = i * (~std::uint64_t{0} / 999);
    char* const end = put_phone(text.data(), american(), place, uniform);
    seen.emplace(text.data(), end);
  }
  CHECK(seen.size() == 100);
  CHECK(*seen.begin() == "+1-" + std::string(place.area_code) + "-555-0100");
  CHECK(*seen.rbegin() == "+1-" + std::string(place.area_code) + "-555-0199");
}

}  // namespace
}  // namespace bankseed::corpus
