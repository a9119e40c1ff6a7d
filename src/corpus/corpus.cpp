#include "corpus/corpus.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <numeric>
#include <string>
#include <utility>

#include "corpus/embedded.hpp"

namespace bankseed::corpus {
namespace {

constexpr std::array<std::string_view, kMerchantCategories> kCategoryTexts = {
    "grocery",     "restaurant",       "fuel",      "pharmacy",      "apparel",
    "electronics", "home_improvement", "travel",    "entertainment", "online_retail",
    "utilities",   "telecom",          "insurance", "subscription",  "health",
    "education",   "government",       "charity"};
static_assert(static_cast<std::size_t>(MerchantCategory::kCharity) + 1 == kMerchantCategories);

/// UTF-8 without control characters and without what SQL and JSON literals escape.
bool is_text(std::string_view field, std::size_t size_max) {
  return !field.empty() && field.size() <= size_max &&
         std::all_of(field.begin(), field.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte >= ' ' && byte != 0x7F && c != '"' && c != '\'' && c != '\\';
         });
}

std::string_view text(std::string_view field, std::size_t size_max = kNameSizeMax) {
  BANKSEED_CHECK(is_text(field, size_max));
  return field;
}

std::uint64_t number(std::string_view field) {
  std::uint64_t value = 0;
  const auto parsed = std::from_chars(field.data(), field.data() + field.size(), value);
  BANKSEED_CHECK(parsed.ec == std::errc() && parsed.ptr == field.data() + field.size());
  return value;
}

std::uint32_t five_digits(std::string_view field) {
  BANKSEED_CHECK(field.size() == 5);
  return static_cast<std::uint32_t>(number(field));
}

/// Cuts what stands before the first `separator` off the front of `rest`, and the separator.
std::string_view cut(std::string_view& rest, char separator) {
  const std::size_t size = rest.find(separator);
  BANKSEED_CHECK(size != std::string_view::npos);
  const std::string_view front = rest.substr(0, size);
  rest.remove_prefix(size + 1);
  return front;
}

/// Calls `use(line)` for each line that is no comment; comments begin with '#'.
template <class Use>
void for_each_line(std::string_view file, Use use) {
  while (!file.empty()) {
    const std::string_view line = cut(file, '\n');
    if (!line.starts_with('#')) use(line);
  }
}

/// Calls `use(fields, weight)` for each row: kFields texts and then a positive weight, separated by
/// tabs.
template <std::size_t kFields, class Use>
void for_each_row(std::string_view file, Use use) {
  for_each_line(file, [&use](std::string_view line) {
    std::array<std::string_view, kFields> fields;
    for (auto& field : fields) {
      field = cut(line, '\t');
    }
    const std::uint64_t weight = number(line);
    BANKSEED_CHECK(weight > 0);
    use(fields, weight);
  });
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

std::optional<Weighted<std::string_view>> read_districts(std::string_view file) {
  if (file.empty()) return std::nullopt;
  return read_names(file, kDistrictSizeMax);
}

Weighted<Place> read_places(std::string_view file) {
  return read<5>(file, [](const auto& fields) {
    const Place place{text(fields[0], kCitySizeMax), text(fields[1], 2), five_digits(fields[2]),
                      five_digits(fields[3]), text(fields[4], 3)};
    BANKSEED_CHECK(place.postal_first <= place.postal_last);
    return place;
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

constexpr std::array<std::string_view, kStatementTexts> kStatementKeys = {
    "payroll",
    "tax_refund",
    "savings_plan",
    "electronic_deposit",
    "deposit",
    "deposit_at_counter",
    "cash_deposit_at_counter",
    "cash_deposit_at_machine",
    "cash_deposit_at_branch_machine",
    "interest",
    "purchase",
    "cash_withdrawal_at_machine",
    "cash_withdrawal_at_counter",
    "large_debit",
    "middling_debit",
    "small_debit",
    "savings_debit",
    "payment",
    "installment",
    "premium",
    "fee",
    "returned_item_fee",
    "wire_in",
    "wire_out",
    "bank_transfer_in",
    "bank_transfer_out",
    "counter_transfer_in",
    "counter_transfer_out",
    "online_transfer_in",
    "online_transfer_out",
    "internal_transfer_in",
    "internal_transfer_out",
    "other_bank"};
static_assert(static_cast<std::size_t>(StatementText::kOtherBank) + 1 == kStatementTexts);

constexpr std::array<std::string_view, kComplianceComments> kCommentKeys = {
    "kyc_completed", "kyc_pending",  "kyc_rejected", "aml_completed",
    "aml_cleared",   "aml_pending",  "aml_rejected", "lgpd_completed",
    "lgpd_renewed",  "lgpd_pending", "lgpd_rejected"};
static_assert(static_cast<std::size_t>(ComplianceComment::kLgpdRejected) + 1 ==
              kComplianceComments);

/// The texts of a file by their keys; each key has one at least.
template <std::size_t kKeys>
auto read_texts(std::string_view file, const std::array<std::string_view, kKeys>& keys) {
  constexpr std::size_t kTextSizeMax = 100;
  std::array<std::vector<std::string_view>, kKeys> texts;
  for_each_line(file, [&](std::string_view line) {
    const std::string_view key = cut(line, '\t');
    const auto* found = std::find(keys.begin(), keys.end(), key);
    BANKSEED_CHECK(found != keys.end());
    texts[static_cast<std::size_t>(found - keys.begin())].push_back(text(line, kTextSizeMax));
  });
  BANKSEED_CHECK(
      std::none_of(texts.begin(), texts.end(), [](const auto& list) { return list.empty(); }));
  return texts;
}

/// The surnames of a file, and where people bear two, pairs of the commonest of them in their
/// share, whose texts are kept in `pairs`.
Weighted<std::string_view> read_surnames(std::string_view file,
                                         std::uint32_t two_percent,
                                         std::deque<std::string>& pairs) {
  constexpr std::size_t kPaired = 150;
  std::vector<std::string_view> names;
  std::vector<std::uint64_t> weights;
  for_each_row<1>(file, [&](const auto& fields, std::uint64_t weight) {
    names.push_back(text(fields[0]));
    weights.push_back(weight);
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

Corpus::Corpus(const LocaleDescription& description, const EmbeddedFiles& files)
    : locale(&description),
      surnames(read_surnames(files.surnames, description.two_surnames_percent, pairs_)),
      female_names(read_names(files.first_names_female)),
      male_names(read_names(files.first_names_male)),
      street_names(read_names(files.streets, kStreetSizeMax)),
      street_forms(read_names(files.street_forms, kSuffixSizeMax)),
      places(read_places(files.places)),
      districts(read_districts(files.districts)),
      employers(read_employers(files.employers)),
      merchants_(read_merchants(files.merchants)),
      statements_(read_texts(files.statements, kStatementKeys)),
      comments_(read_texts(files.compliance_comments, kCommentKeys)) {
  for_each_line(files.licenses, [this](std::string_view line) {
    const std::string_view state = cut(line, '\t');
    licenses_.push_back({state, text(line)});
  });
}

std::string_view Corpus::license_pattern(std::string_view state) const noexcept {
  const auto found =
      std::find_if(licenses_.begin(), licenses_.end(),
                   [state](const License& license) { return license.state == state; });
  return found == licenses_.end() ? locale->drivers_license : found->pattern;
}

const Corpus& Corpus::of(Locale locale) {
  switch (locale) {
    case Locale::kEnUs: {
      static const Corpus corpus(description_of(locale), embedded_en_us());
      return corpus;
    }
    case Locale::kPtBr: {
      static const Corpus corpus(description_of(locale), embedded_pt_br());
      return corpus;
    }
  }
  BANKSEED_FAIL("unknown locale");
}

}  // namespace bankseed::corpus
