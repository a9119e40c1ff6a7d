#include "corpus/corpus.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "states.hpp"
#include "support/locations.hpp"

namespace bankseed::corpus {
namespace {

const Corpus& words() {
  return Corpus::of(Locale::kEnUs);
}

/// The three digits that the city's ZIP codes begin with.
std::string prefix_of(const Place& place) {
  const std::string digits = std::to_string(100'000 + place.postal_first);
  return digits.substr(1, 3);
}

using Rows = std::vector<std::vector<std::string>>;

/// Reads a data file the plain way, beside the reader in the program.
Rows rows_of(const std::string& name) {
  std::ifstream file(testing::source_directory() / "src/corpus/en_US" / name);
  REQUIRE(file);
  Rows rows;
  for (std::string line; std::getline(file, line);) {
    if (line.front() == '#') continue;
    std::istringstream fields(line);
    auto& row = rows.emplace_back();
    for (std::string field; std::getline(fields, field, '\t');) {
      row.push_back(field);
    }
  }
  return rows;
}

bool is_number(std::string_view text, std::size_t size) {
  return text.size() == size &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

template <class T, class Key>
std::size_t distinct(const Weighted<T>& list, Key key) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < list.size(); ++i) {
    seen.insert(std::string(key(list[i])));
  }
  return seen.size();
}

/// How often each text comes up when 2^22 values spread evenly over all 2^64 are drawn.
template <class T, class Key>
void check_shares(const Weighted<T>& list,
                  const std::map<std::string, std::uint64_t>& weights,
                  Key key) {
  constexpr std::uint64_t kDraws = std::uint64_t{1} << 22;
  std::map<const T*, std::uint64_t> picked;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    ++picked[&list.pick((i << 42) + (std::uint64_t{1} << 41))];
  }
  std::map<std::string, std::uint64_t> counts;
  for (std::size_t i = 0; i < list.size(); ++i) {
    counts[key(list[i])] += picked[&list[i]];
  }
  REQUIRE(counts.size() == weights.size());
  std::uint64_t total = 0;
  for (const auto& [text, weight] : weights) {
    total += weight;
  }
  for (const auto& [text, weight] : weights) {
    const std::uint64_t expected = kDraws * weight / total;
    const std::uint64_t got = counts[text];
    const std::uint64_t apart = got > expected ? got - expected : expected - got;
    INFO(text << " came up " << got << " times, " << expected << " expected");
    CHECK(apart <= expected / 100 + 8);
  }
}

/// Whether `name` holds `brand` as whole words, whatever the case.
bool names_brand(std::string_view name, std::string_view brand) {
  std::string padded = " ";
  for (const char c : name) {
    padded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return (padded + " ").find(" " + std::string(brand) + " ") != std::string::npos;
}

TEST_CASE("the alias table draws in proportion to the weights and never a weight of zero") {
  const std::vector<std::uint64_t> weights = {5, 0, 1, 10, 16};
  const AliasTable table(weights);
  std::vector<std::uint64_t> counts(weights.size());
  constexpr std::uint64_t kDraws = std::uint64_t{1} << 20;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    ++counts[table.pick(i << 44)];
  }
  CHECK(counts[1] == 0);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const std::uint64_t expected = kDraws / 32 * weights[i];
    CHECK(counts[i] + 5 >= expected);
    CHECK(counts[i] <= expected + 5);
  }
}

TEST_CASE("the alias table maps the ends of the range and lists of one") {
  const std::vector<std::uint64_t> one = {7};
  CHECK(AliasTable(one).pick(0) == 0);
  CHECK(AliasTable(one).pick(~std::uint64_t{0}) == 0);
  const std::vector<std::uint64_t> equal = {3, 3, 3, 3};
  const AliasTable table(equal);
  for (std::uint64_t quarter = 0; quarter < 4; ++quarter) {
    CHECK(table.pick(quarter << 62) == quarter);
    CHECK(table.pick((quarter << 62) + ((std::uint64_t{1} << 62) - 1)) == quarter);
  }
}

TEST_CASE("names come up as often as the data says") {
  const auto weights_of = [](const std::string& file) {
    std::map<std::string, std::uint64_t> weights;
    for (const auto& row : rows_of(file)) {
      weights[row.front()] += std::stoull(row.back());
    }
    return weights;
  };
  const auto name = [](std::string_view text) { return std::string(text); };
  check_shares(words().surnames, weights_of("surnames.tsv"), name);
  check_shares(words().female_names, weights_of("first_names_female.tsv"), name);
  check_shares(words().male_names, weights_of("first_names_male.tsv"), name);
  check_shares(words().street_names, weights_of("streets.tsv"), name);
  check_shares(words().street_forms, weights_of("street_forms.tsv"), name);
  check_shares(words().employers, weights_of("employers.tsv"),
               [](const Employer& employer) { return std::string(employer.name); });
}

TEST_CASE("cities come up as often as they have residents") {
  std::map<std::string, std::uint64_t> weights;
  for (const auto& row : rows_of("places.tsv")) {
    weights[row[0] + "," + row[1]] += std::stoull(row[5]);
  }
  check_shares(words().places, weights, [](const Place& place) {
    return std::string(place.city) + "," + std::string(place.state);
  });
}

TEST_CASE("the lists are long enough and free of duplicates") {
  const auto self = [](std::string_view text) { return text; };
  const auto check = [&](const Weighted<std::string_view>& list, std::size_t size_min) {
    CHECK(list.size() >= size_min);
    CHECK(distinct(list, self) == list.size());
  };
  check(words().surnames, 5'000);
  check(words().female_names, 600);
  check(words().male_names, 600);
  check(words().street_names, 400);
  check(words().street_forms, 20);
  CHECK(words().employers.size() >= 300);
  CHECK(distinct(words().employers, [](const Employer& e) { return e.name; }) ==
        words().employers.size());
  CHECK(words().places.size() >= 3'000);
  const auto whole = [](const Place& p) {
    return std::string(p.city) + "," + std::string(p.state) + "," + prefix_of(p) + "," +
           std::string(p.area_code);
  };
  CHECK(distinct(words().places, whole) == words().places.size());
}

TEST_CASE("every merchant category has merchants of its own") {
  std::set<std::string_view> texts;
  std::size_t merchants = 0;
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kMerchantCategories; ++i) {
    const auto category = static_cast<MerchantCategory>(i);
    texts.insert(to_text(category));
    const auto& list = words().merchants(category);
    CHECK(list.size() >= 16);
    merchants += list.size();
    for (std::size_t j = 0; j < list.size(); ++j) {
      names.insert(list[j].name);
    }
  }
  CHECK(texts.size() == kMerchantCategories);
  CHECK(to_text(MerchantCategory::kHomeImprovement) == "home_improvement");
  CHECK(to_text(MerchantCategory::kCharity) == "charity");
  CHECK(merchants >= 350);
  CHECK(names.size() == merchants);
  std::map<std::string, std::set<std::string>> by_category;
  for (const auto& row : rows_of("merchants.tsv")) {
    by_category[row[0]].insert(row[1]);
  }
  for (std::size_t i = 0; i < kMerchantCategories; ++i) {
    const auto category = static_cast<MerchantCategory>(i);
    const auto& expected = by_category[std::string(to_text(category))];
    const auto& list = words().merchants(category);
    CHECK(list.size() == expected.size());
    CHECK(expected.count(std::string(list.pick(std::uint64_t{1} << 63).name)) == 1);
  }
}

TEST_CASE("every place lies in its state by ZIP prefix and by area code") {
  std::set<std::string_view> states;
  for (std::size_t i = 0; i < words().places.size(); ++i) {
    const Place& place = words().places[i];
    const std::string prefix = prefix_of(place);
    INFO(place.city << ", " << place.state << " " << prefix << " " << place.area_code);
    CHECK(place.postal_first % 100 == 1);
    CHECK(place.postal_last == place.postal_first + 98);
    REQUIRE(is_number(place.area_code, 3));
    CHECK(has_postal_prefix(place.state, prefix));
    CHECK(has_area_code(place.state, place.area_code));
    states.insert(place.state);
  }
  CHECK(states.size() == 51);
}

TEST_CASE("large cities have their own ZIP prefix and area codes") {
  for (const auto& expected : kLargeCities) {
    bool found = false;
    for (std::size_t i = 0; i < words().places.size(); ++i) {
      const Place& place = words().places[i];
      if (place.city != expected.city || place.state != expected.state) continue;
      found = true;
      INFO(place.city << " " << prefix_of(place) << " " << place.area_code);
      CHECK(prefix_of(place) == expected.postal_prefix);
      CHECK(expected.area_codes.find(place.area_code) != std::string_view::npos);
    }
    INFO(expected.city);
    CHECK(found);
  }
}

/// Whether the text is printable ASCII without anything that a CSV or SQL literal would escape.
bool is_plain(std::string_view text) {
  return !text.empty() && text.front() != ' ' && text.back() != ' ' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return c >= ' ' && c <= '~' && std::string_view("\"'\\,;").find(c) == std::string::npos;
         });
}

TEST_CASE("texts hold nothing that a CSV or SQL literal would have to escape, and fit") {
  for (const char* file :
       {"surnames.tsv", "first_names_female.tsv", "first_names_male.tsv", "places.tsv",
        "streets.tsv", "street_forms.tsv", "employers.tsv", "merchants.tsv"}) {
    for (const auto& row : rows_of(file)) {
      for (const auto& field : row) {
        INFO(file << ": " << field);
        CHECK(is_plain(field));
        CHECK(field.size() <= kNameSizeMax);
      }
    }
  }
}

TEST_CASE("no employer or merchant bears a well-known brand") {
  const std::vector<std::string_view> brands = {
      "walmart",    "target",    "costco",      "kroger",     "safeway",     "publix",  "aldi",
      "amazon",     "ebay",      "netflix",     "spotify",    "hulu",        "disney",  "apple",
      "google",     "microsoft", "starbucks",   "mcdonalds",  "burger king", "subway",  "chipotle",
      "wendys",     "taco bell", "dominos",     "pizza hut",  "shell",       "chevron", "exxon",
      "walgreens",  "cvs",       "rite aid",    "home depot", "lowes",       "ikea",    "best buy",
      "macys",      "nike",      "nordstrom",   "marriott",   "hilton",      "hyatt",   "uber",
      "lyft",       "verizon",   "att",         "t-mobile",   "comcast",     "xfinity", "geico",
      "state farm", "allstate",  "progressive", "tesla",      "boeing",      "fedex",   "ups",
      "dunkin",     "sprint",    "delta",       "bank"};
  for (const char* file : {"employers.tsv", "merchants.tsv"}) {
    const std::size_t column = std::string_view(file) == "employers.tsv" ? 0 : 1;
    for (const auto& row : rows_of(file)) {
      for (const auto brand : brands) {
        INFO(row[column] << " holds " << brand);
        CHECK_FALSE(names_brand(row[column], brand));
      }
    }
  }
}

}  // namespace
}  // namespace bankseed::corpus
