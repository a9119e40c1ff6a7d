#include "bankseed/corpus/corpus.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "embedded.hpp"

namespace bankseed::corpus {
namespace {

constexpr std::array<std::string_view, kMerchantCategories> kCategoryTexts = {
    "grocery",     "restaurant",       "fuel",      "pharmacy",      "apparel",
    "electronics", "home_improvement", "travel",    "entertainment", "online_retail",
    "utilities",   "telecom",          "insurance", "subscription",  "health",
    "education",   "government",       "charity"};
static_assert(static_cast<std::size_t>(MerchantCategory::kCharity) + 1 == kMerchantCategories);

bool is_text(std::string_view field, std::size_t size_max) {
  return !field.empty() && field.size() <= size_max &&
         std::all_of(field.begin(), field.end(), [](char c) {
           return c >= ' ' && c <= '~' && c != '"' && c != '\'' && c != '\\';
         });
}

bool is_of_size(std::string_view field, std::size_t size, char low, char high) {
  return field.size() == size &&
         std::all_of(field.begin(), field.end(), [=](char c) { return c >= low && c <= high; });
}

std::string_view text(std::string_view field, std::size_t size_max = kNameSizeMax) {
  BANKSEED_CHECK(is_text(field, size_max));
  return field;
}

std::string_view three_digits(std::string_view field) {
  BANKSEED_CHECK(is_of_size(field, 3, '0', '9'));
  return field;
}

/// Cuts what stands before the first `separator` off the front of `rest`, and the separator.
std::string_view cut(std::string_view& rest, char separator) {
  const std::size_t size = rest.find(separator);
  BANKSEED_CHECK(size != std::string_view::npos);
  const std::string_view front = rest.substr(0, size);
  rest.remove_prefix(size + 1);
  return front;
}

/// Calls `use(fields, weight)` for each row: kFields texts and then a positive weight, separated by
/// tabs. Lines that begin with '#' are comments.
template <std::size_t kFields, class Use>
void for_each_row(std::string_view file, Use use) {
  while (!file.empty()) {
    std::string_view line = cut(file, '\n');
    if (line.starts_with('#')) continue;
    std::array<std::string_view, kFields> fields;
    for (auto& field : fields) {
      field = cut(line, '\t');
    }
    std::uint64_t weight = 0;
    const char* end = line.data() + line.size();
    const auto parsed = std::from_chars(line.data(), end, weight);
    BANKSEED_CHECK(parsed.ec == std::errc() && parsed.ptr == end && weight > 0);
    use(fields, weight);
  }
}

/// Reads a whole file; `make` turns the fields of a row into an entry.
template <std::size_t kFields, class Make>
auto read(std::string_view file, Make make) {
  using Entry = decltype(make(std::array<std::string_view, kFields>{}));
  std::vector<Entry> entries;
  std::vector<std::uint64_t> weights;
  for_each_row<kFields>(file, [&](const auto& fields, std::uint64_t weight) {
    entries.push_back(make(fields));
    weights.push_back(weight);
  });
  return Weighted<Entry>(std::move(entries), weights);
}

Weighted<std::string_view> read_names(std::string_view file, std::size_t size_max = kNameSizeMax) {
  return read<1>(file, [=](const auto& fields) { return text(fields[0], size_max); });
}

Weighted<Place> read_places(std::string_view file) {
  return read<4>(file, [](const auto& fields) {
    BANKSEED_CHECK(is_of_size(fields[1], 2, 'A', 'Z'));
    return Place{text(fields[0], kCitySizeMax), fields[1], three_digits(fields[2]),
                 three_digits(fields[3])};
  });
}

Weighted<Employer> read_employers(std::string_view file) {
  return read<2>(file, [](const auto& fields) {
    return Employer{text(fields[0]), text(fields[1])};
  });
}

std::vector<Weighted<Merchant>> read_merchants(std::string_view file) {
  struct Group {
    std::vector<Merchant> entries;
    std::vector<std::uint64_t> weights;
  };
  std::array<Group, kMerchantCategories> groups;
  for_each_row<2>(file, [&](const auto& fields, std::uint64_t weight) {
    const auto* category = std::find(kCategoryTexts.begin(), kCategoryTexts.end(), fields[0]);
    BANKSEED_CHECK(category != kCategoryTexts.end());
    Group& group = groups[static_cast<std::size_t>(category - kCategoryTexts.begin())];
    group.entries.push_back({text(fields[1])});
    group.weights.push_back(weight);
  });
  std::vector<Weighted<Merchant>> merchants;
  merchants.reserve(groups.size());
  for (Group& group : groups) {
    merchants.emplace_back(std::move(group.entries), group.weights);
  }
  return merchants;
}

}  // namespace

std::string_view to_text(MerchantCategory category) noexcept {
  return kCategoryTexts[static_cast<std::size_t>(category)];
}

Corpus::Corpus(const EmbeddedFiles& files)
    : surnames(read_names(files.surnames)),
      female_names(read_names(files.first_names_female)),
      male_names(read_names(files.first_names_male)),
      street_names(read_names(files.streets, kStreetSizeMax)),
      street_suffixes(read_names(files.street_suffixes, kSuffixSizeMax)),
      places(read_places(files.places)),
      employers(read_employers(files.employers)),
      merchants_(read_merchants(files.merchants)) {}

const Corpus& Corpus::of(Locale locale) {
  switch (locale) {
    case Locale::kEnUs: {
      static const Corpus corpus(embedded_en_us());
      return corpus;
    }
  }
  BANKSEED_FAIL("unknown locale");
}

}  // namespace bankseed::corpus
