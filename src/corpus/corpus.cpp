#include "corpus/corpus.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <numeric>
#include <string>
#include <type_traits>
#include <utility>

#include "corpus/embedded.hpp"
#include "corpus/texts/compliance.hpp"
#include "corpus/texts/compliance_comments.hpp"
#include "corpus/texts/employees.hpp"
#include "corpus/texts/engagement.hpp"
#include "corpus/texts/insurance.hpp"
#include "corpus/texts/loans.hpp"
#include "corpus/texts/statements.hpp"

namespace bankseed::corpus {
namespace {

constexpr std::array<std::string_view, kMerchantCategories> kCategoryTexts = {
    "grocery",     "restaurant",       "fuel",      "pharmacy",      "apparel",
    "electronics", "home_improvement", "travel",    "entertainment", "online_retail",
    "utilities",   "telecom",          "insurance", "subscription",  "health",
    "education",   "government",       "charity",   "fitness"};
static_assert(static_cast<std::size_t>(MerchantCategory::kFitness) + 1 == kMerchantCategories);

TextFile file_of(const LocaleDescription& locale, std::string_view name) {
  return {name, embedded_file(locale.name, name), locale.decimal_comma};
}

template <class Texts>
std::unique_ptr<const Texts> read_texts(const LocaleDescription& locale, std::string_view name) {
  return std::make_unique<const Texts>(file_of(locale, name));
}

std::uint32_t five_digits(Line& line) {
  const std::uint64_t value = line.number();
  if (value > 99'999) line.fail("not five digits", std::to_string(value));
  return static_cast<std::uint32_t>(value);
}

/// Calls `use(line)` for each line.
template <class Use>
void for_each_line(TextFile file, Use use) {
  while (!file.ended()) {
    Line line = file.line();
    use(line);
    line.end();
  }
}

/// The positive weight at the end of a line.
std::uint64_t weight_of(Line& line) {
  const std::uint64_t weight = line.number();
  if (weight == 0) line.fail("not a weight", "0");
  return weight;
}

/// Reads a whole file; `make` turns the fields of a line before its weight into an entry.
template <class Make>
auto read(const TextFile& file, Make make) {
  using Entry = std::invoke_result_t<Make, Line&>;
  std::vector<Entry> entries;
  std::vector<std::uint64_t> weights;
  for_each_line(file, [&](Line& line) {
    entries.push_back(make(line));
    weights.push_back(weight_of(line));
  });
  return Weighted<Entry>(std::move(entries), weights);
}

Weighted<std::string_view> read_names(const TextFile& file, std::size_t size_max = kNameSizeMax) {
  return read(file, [=](Line& line) { return line.name(size_max); });
}

std::optional<Weighted<std::string_view>> read_districts(const TextFile& file) {
  if (file.ended()) return std::nullopt;
  return read_names(file, kDistrictSizeMax);
}

Weighted<Place> read_places(const TextFile& file) {
  std::vector<Place> places;
  std::vector<std::uint64_t> weights;
  for_each_line(file, [&](Line& line) {
    Place place;
    place.city = line.name(kCitySizeMax);
    place.state = line.name(2);
    place.postal_first = five_digits(line);
    place.postal_last = five_digits(line);
    place.area_code = line.name(3);
    if (place.postal_first > place.postal_last) line.fail("postal codes out of order", place.city);
    place.residents = weight_of(line);
    places.push_back(place);
    weights.push_back(place.residents);
  });
  return {std::move(places), weights};
}

Weighted<Employer> read_employers(const TextFile& file) {
  return read(file, [](Line& line) {
    Employer employer;
    employer.name = line.name(kNameSizeMax);
    employer.industry = line.name(kNameSizeMax);
    return employer;
  });
}

std::vector<Weighted<Merchant>> read_merchants(const TextFile& file) {
  struct Group {
    std::vector<Merchant> entries;
    std::vector<std::uint64_t> weights;
  };
  std::array<Group, kMerchantCategories> groups;
  for_each_line(file, [&](Line& line) {
    Group& group = groups[line.one_of(kCategoryTexts)];
    group.entries.push_back({line.name(kNameSizeMax)});
    group.weights.push_back(weight_of(line));
  });
  std::vector<Weighted<Merchant>> merchants;
  merchants.reserve(groups.size());
  for (Group& group : groups) {
    merchants.emplace_back(std::move(group.entries), group.weights);
  }
  return merchants;
}

/// The surnames of a file, and where people bear two, pairs of the commonest of them in their
/// share, whose texts are kept in `pairs`.
Weighted<std::string_view> read_surnames(const TextFile& file,
                                         std::uint32_t two_percent,
                                         std::deque<std::string>& pairs) {
  constexpr std::size_t kPaired = 150;
  std::vector<std::string_view> names;
  std::vector<std::uint64_t> weights;
  for_each_line(file, [&](Line& line) {
    names.push_back(line.name(kNameSizeMax));
    weights.push_back(weight_of(line));
  });
  if (two_percent == 0) return {std::move(names), weights};
  const std::size_t paired = std::min(kPaired, names.size());
  const auto total = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
  const auto paired_total = std::accumulate(
      weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(paired), std::uint64_t{0});
  std::vector<std::string_view> all = names;
  std::vector<std::uint64_t> all_weights;
  all_weights.reserve(names.size() + paired * paired);
  for (const std::uint64_t weight : weights)
    all_weights.push_back(std::max<std::uint64_t>(1, weight * (100 - two_percent) / 100));
  for (std::size_t i = 0; i < paired; ++i) {
    for (std::size_t j = 0; j < paired; ++j) {
      if (names[i].ends_with(names[j]) || names[j].ends_with(names[i])) continue;
      const Uint128 share = static_cast<Uint128>(weights[i]) * weights[j] * total * two_percent;
      const auto weight = static_cast<std::uint64_t>(
          share / (static_cast<Uint128>(paired_total) * paired_total * 100));
      if (weight == 0) continue;
      all.push_back(pairs.emplace_back(std::string(names[i]) + " " + std::string(names[j])));
      all_weights.push_back(weight);
    }
  }
  return {std::move(all), all_weights};
}

}  // namespace

std::string_view to_text(MerchantCategory category) noexcept {
  return kCategoryTexts[static_cast<std::size_t>(category)];
}

Corpus::Corpus(const LocaleDescription& description)
    : locale(&description),
      surnames(read_surnames(
          file_of(description, "surnames.tsv"), description.two_surnames_percent, pairs_)),
      female_names(read_names(file_of(description, "first_names_female.tsv"))),
      male_names(read_names(file_of(description, "first_names_male.tsv"))),
      street_names(read_names(file_of(description, "streets.tsv"), kStreetSizeMax)),
      street_forms(read_names(file_of(description, "street_forms.tsv"), kSuffixSizeMax)),
      places(read_places(file_of(description, "places.tsv"))),
      districts(read_districts(file_of(description, "districts.tsv"))),
      employers(read_employers(file_of(description, "employers.tsv"))),
      holidays(read_holidays(file_of(description, "holidays.tsv"))),
      statements(read_texts<StatementTexts>(description, "statements.tsv")),
      compliance_comments(read_texts<ComplianceComments>(description, "compliance_comments.tsv")),
      employee_texts(read_texts<EmployeeTexts>(description, "employees.tsv")),
      engagement_texts(read_texts<EngagementTexts>(description, "engagement.tsv")),
      loan_texts(read_texts<LoanTexts>(description, "loans.tsv")),
      insurance_texts(read_texts<InsuranceTexts>(description, "insurance.tsv")),
      compliance_texts(read_texts<ComplianceTexts>(description, "compliance.tsv")),
      merchants_(read_merchants(file_of(description, "merchants.tsv"))) {}

Corpus::~Corpus() = default;

const Corpus& Corpus::of(Locale locale) {
  switch (locale) {
    case Locale::kEnUs: {
      static const Corpus corpus(description_of(locale));
      return corpus;
    }
    case Locale::kPtBr: {
      static const Corpus corpus(description_of(locale));
      return corpus;
    }
  }
  BANKSEED_FAIL("unknown locale");
}

}  // namespace bankseed::corpus
