#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace bankseed::corpus {

/// Language and country of the bank and of everyone in it.
enum class Locale : std::uint8_t { kEnUs, kPtBr };

/// Numbers that identify people and firms towards the state, beside their documents.
enum class NationalIds : std::uint8_t {
  kNone,
  kBrazilian,  ///< CPF of people, CNPJ of firms (country/national_ids.hpp).
};

/// House numbers of one size: `percent` of all, from `low` on, `count` of them.
struct HouseNumbers {
  std::uint32_t percent;
  std::uint32_t low;
  std::uint32_t count;
};

/// A way to name a part of a house: text, then a floor from 1 to `floors`, then one of `letters`
/// letters, or two digits that begin at `door_first` and rise by `door_step`, `doors` of them. What
/// is zero is left out.
struct UnitForm {
  std::uint32_t percent;
  std::string_view text;
  std::uint32_t floors = 0;
  std::uint32_t letters = 0;
  std::uint32_t doors = 0;
  std::uint32_t door_first = 1;
  std::uint32_t door_step = 1;
  bool house = false;  ///< One of several houses behind a number, no flat.
};

/// When a state pays income tax back: from a month to another, from a day of each on; so many of
/// the credits by machine are refunds then.
struct TaxRefunds {
  std::int32_t first_month;
  std::int32_t last_month;
  std::int32_t first_day;
  std::uint32_t one_in;

  [[nodiscard]] constexpr bool pays_on(std::int32_t month, std::int32_t day) const noexcept {
    return month >= first_month && month <= last_month && day >= first_day;
  }
};

/// Everything about a locale that is not a list of words: forms, and figures that follow the
/// country's money. The words are the data files of src/corpus/<name>/.
struct LocaleDescription {
  std::string_view name;      ///< "pt_BR".
  std::string_view country;   ///< As customer_profiles.country has it.
  std::string_view currency;  ///< ISO 4217, of 95 % of the accounts (ACC4).
  /// Of the other accounts; 55, 25, 15 and 5 % of them.
  std::array<std::string_view, 4> foreign_currencies;
  NationalIds national_ids = NationalIds::kNone;

  bool decimal_comma = false;  ///< 1.234,56 instead of 1,234.56.
  bool metric = false;         ///< Square meters and kilometers instead of square feet and miles.

  /// Whether "Rua" stands before the name, or "Street" after it.
  bool street_form_first = false;
  /// %n house number, %s street with its form, %u unit or nothing.
  std::string_view street_line;
  /// %l street line, %d district, %c city, %t state, %p postal code.
  std::string_view address;
  std::span<const HouseNumbers> house_numbers;
  std::uint32_t addresses_per_unit = 0;  ///< One address in so many has a unit.
  std::span<const UnitForm> units;       ///< Of homes; a flat first.
  std::span<const UnitForm> offices;     ///< Of what nobody lives in.
  /// Three more digits after the five of the place's range, and what stands before them; none where
  /// it is empty.
  std::string_view postal_separator;
  // Numbers that nobody has (E8).
  /// %a area code; each # a digit. In a range that is assigned to nobody (CUS2).
  std::string_view phone;
  /// In these, # is a digit, @ a letter and %t the state; anything else stands for itself.
  std::string_view passport;
  std::string_view national_id;  ///< Empty: the person's own number (national_ids).
  std::string_view drivers_license;

  // Usual amounts, in per cent of those of en_US in its own currency. The ranges of the settings
  // hold for every locale.
  std::int64_t purchase_percent = 100;
  std::int64_t cash_percent = 100;
  std::int64_t bill_percent = 100;

  /// Employers owe a thirteenth month's pay at the end of the year.
  bool thirteenth_salary = false;
  TaxRefunds tax_refunds{};
  /// Branches serve customers on Saturdays, too.
  bool open_on_saturdays = false;

  // Of the datasets.
  /// %n four digits, %d district, %s street, %c city.
  std::string_view branch_name;
  /// Shares of Visa, MasterCard and Elo in per cent.
  std::array<std::uint32_t, 3> card_shares;
  /// Median credit limits by segment, in cents.
  std::array<std::int64_t, 4> card_limits;

  /// Of a hundred people so many bear two surnames.
  std::uint32_t two_surnames_percent = 0;
  /// What stands behind the name of a man who is called like a parent, and like a grandfather or
  /// uncle.
  std::array<std::string_view, 2> namesake_sons;
  std::array<std::string_view, 2> namesake_relatives;
};

/// All locales, in the order of their enumerators.
[[nodiscard]] std::span<const LocaleDescription> locales() noexcept;
[[nodiscard]] const LocaleDescription& description_of(Locale locale) noexcept;
/// The locale of this name; nothing when there is none.
[[nodiscard]] std::optional<Locale> find_locale(std::string_view name) noexcept;

}  // namespace bankseed::corpus
