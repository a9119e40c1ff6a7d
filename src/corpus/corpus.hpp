#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bankseed/corpus/locale.hpp"
#include "corpus/country/holidays.hpp"
#include "corpus/weighted.hpp"

namespace bankseed::corpus {

/// A city and what addresses and telephone numbers in it begin with. A city that several area codes
/// serve, or whose postal ranges lie apart, is several places.
struct Place {
  std::string_view city;
  std::string_view state;          // Two letters.
  std::uint32_t postal_first = 0;  // Of five digits.
  std::uint32_t postal_last = 0;   // Of five digits, not before postal_first.
  std::string_view area_code;      // Two or three digits.
  std::uint64_t residents = 0;
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
  kFitness,
};
inline constexpr std::size_t kMerchantCategories = 19;

/// The category as it stands in the rows: "home_improvement".
[[nodiscard]] std::string_view to_text(MerchantCategory category) noexcept;

/// Longest name of a person's part, street, employer or merchant, in bytes.
inline constexpr std::size_t kNameSizeMax = 50;
/// Longest city, street, street form and district, in bytes.
inline constexpr std::size_t kCitySizeMax = 40;
inline constexpr std::size_t kStreetSizeMax = 40;
inline constexpr std::size_t kSuffixSizeMax = 12;
inline constexpr std::size_t kDistrictSizeMax = 40;

// Each in a header of its own, in corpus/texts.
struct ComplianceComments;
struct ComplianceTexts;
struct EmployeeTexts;
struct EngagementTexts;
struct InsuranceTexts;
struct LoanTexts;
struct StatementTexts;

/// The words of one locale. Immutable, shared by all threads without locks; the texts live as long
/// as the program. All are UTF-8 without control characters, double quotes and backslashes.
class Corpus {
 public:
  /// Built on first use from the data inside the program.
  [[nodiscard]] static const Corpus& of(Locale locale);

  Corpus(const Corpus&) = delete;
  Corpus& operator=(const Corpus&) = delete;
  Corpus(Corpus&&) = delete;
  Corpus& operator=(Corpus&&) = delete;
  ~Corpus();

 private:
  std::deque<std::string> pairs_;  // Texts of surnames; before them.

 public:
  const LocaleDescription* locale;
  Weighted<std::string_view> surnames;      // By bearers; one or two to a person.
  Weighted<std::string_view> female_names;  // By bearers.
  Weighted<std::string_view> male_names;    // By bearers.
  Weighted<std::string_view> street_names;  // Without the form; by streets of that name.
  Weighted<std::string_view> street_forms;  // "Street", "Rua"; the commonest first.
  Weighted<Place> places;                   // By residents.
  std::optional<Weighted<std::string_view>> districts;  // Where addresses have them.
  Weighted<Employer> employers;                         // By headcount.
  std::vector<Holiday> holidays;
  std::unique_ptr<const StatementTexts> statements;
  std::unique_ptr<const ComplianceComments> compliance_comments;
  std::unique_ptr<const EmployeeTexts> employee_texts;
  std::unique_ptr<const EngagementTexts> engagement_texts;
  std::unique_ptr<const LoanTexts> loan_texts;
  std::unique_ptr<const InsuranceTexts> insurance_texts;
  std::unique_ptr<const ComplianceTexts> compliance_texts;

  /// The merchants of one category, weighted by sales.
  [[nodiscard]] const Weighted<Merchant>& merchants(MerchantCategory category) const noexcept {
    return merchants_[static_cast<std::size_t>(category)];
  }

 private:
  explicit Corpus(const LocaleDescription& description);

  std::vector<Weighted<Merchant>> merchants_;  // By category.
};

}  // namespace bankseed::corpus
