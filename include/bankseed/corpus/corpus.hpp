#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "bankseed/corpus/weighted.hpp"

namespace bankseed::corpus {

/// Language and country of the bank and of everyone in it.
enum class Locale : std::uint8_t { kEnUs };

/// A city and what every address and telephone number in it begins with. A city that several area
/// codes serve is several places.
struct Place {
  std::string_view city;
  std::string_view state;          // Two letters.
  std::string_view postal_prefix;  // Three digits.
  std::string_view area_code;      // Three digits.
};

/// An invented employer.
struct Employer {
  std::string_view name;
  std::string_view industry;  // Lower case with underscores: "food_service".
};

/// An invented merchant or biller.
struct Merchant {
  std::string_view name;
};

/// What a merchant sells. Utilities, telecom, insurance, subscription and government are paid as
/// bills; the others are card purchases.
enum class MerchantCategory : std::uint8_t {
  kGrocery,
  kRestaurant,
  kFuel,
  kPharmacy,
  kApparel,
  kElectronics,
  kHomeImprovement,
  kTravel,
  kEntertainment,
  kOnlineRetail,
  kUtilities,
  kTelecom,
  kInsurance,
  kSubscription,
  kHealth,
  kEducation,
  kGovernment,
  kCharity,
};
inline constexpr std::size_t kMerchantCategories = 18;

/// The category as it stands in the rows: "home_improvement".
[[nodiscard]] std::string_view to_text(MerchantCategory category) noexcept;

/// Longest name of a person's part, street, employer or merchant, in bytes.
inline constexpr std::size_t kNameSizeMax = 50;
/// Longest city, street and street suffix, in bytes.
inline constexpr std::size_t kCitySizeMax = 40;
inline constexpr std::size_t kStreetSizeMax = 24;
inline constexpr std::size_t kSuffixSizeMax = 12;

/// The data files inside the program (src/corpus/embedded.hpp).
struct EmbeddedFiles;

/// The words of one locale. Immutable, shared by all threads without locks; the texts live as long
/// as the program. All are printable ASCII without quotes and backslashes.
class Corpus {
 public:
  /// Built on first use from the data inside the program.
  [[nodiscard]] static const Corpus& of(Locale locale);

  Weighted<std::string_view> surnames;         // By bearers.
  Weighted<std::string_view> female_names;     // By bearers.
  Weighted<std::string_view> male_names;       // By bearers.
  Weighted<std::string_view> street_names;     // Without the suffix; by streets of that name.
  Weighted<std::string_view> street_suffixes;  // The commonest first.
  Weighted<Place> places;                      // By residents.
  Weighted<Employer> employers;                // By headcount.

  /// The merchants of one category, weighted by sales.
  [[nodiscard]] const Weighted<Merchant>& merchants(MerchantCategory category) const noexcept {
    return merchants_[static_cast<std::size_t>(category)];
  }

 private:
  explicit Corpus(const EmbeddedFiles& files);

  std::vector<Weighted<Merchant>> merchants_;  // By category.
};

}  // namespace bankseed::corpus
