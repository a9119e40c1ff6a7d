#pragma once

#include <cstddef>
#include <cstdint>

#include "corpus/corpus.hpp"

namespace bankseed::corpus {

/// Longest street with its form.
inline constexpr std::size_t kStreetTextSizeMax = kStreetSizeMax + 1 + kSuffixSizeMax;
/// Longest street address: house number, street and unit.
inline constexpr std::size_t kStreetAddressSizeMax = 80;
/// Room for a postal code, whose digits are written as words of eight (core/digits.hpp).
inline constexpr std::size_t kPostalCodeSizeMax = 16;
/// Longest telephone number.
inline constexpr std::size_t kPhoneSizeMax = 20;
/// Longest whole address.
inline constexpr std::size_t kAddressSizeMax =
    kStreetAddressSizeMax + kCitySizeMax + kDistrictSizeMax + kPostalCodeSizeMax + 16;

/// What an address leads to: whatever one lives in, nothing that is a part of a house, a flat, or
/// an office, which may be one of several in a house.
enum class Dwelling : std::uint8_t { kHome, kWholeHouse, kFlat, kOffice };

/// What decides an address within its place.
struct AddressDraws {
  std::uint64_t street = 0;
  std::uint64_t house = 0;
  std::uint64_t postal_code = 0;
  std::uint64_t district = 0;  ///< Only where the locale has districts.
};

// Each writes at `out` and returns one past the last byte; each draw is uniform over all 2^64
// values, and equal arguments give equal texts. The forms are those of the corpus's locale.

/// "Maple Avenue", "Avenida Brasil"; kStreetTextSizeMax bytes at most.
char* put_street(char* out,
                 const Corpus& corpus,
                 std::string_view name,
                 std::string_view form) noexcept;

/// "1234 Maple Avenue, Apt 5B"; kStreetAddressSizeMax bytes at most.
char* put_street_address(char* out,
                         const Corpus& corpus,
                         std::uint64_t uniform_street,
                         std::uint64_t uniform_house,
                         Dwelling dwelling) noexcept;

/// A code in the place's range, "90210" or "13015-904"; kPostalCodeSizeMax bytes at most.
char* put_postal_code(char* out,
                      const Corpus& corpus,
                      const Place& place,
                      std::uint64_t uniform) noexcept;

/// "1234 Maple Avenue, Apt 5B, Dayton, OH 45402"; kAddressSizeMax bytes at most.
char* put_address(char* out,
                  const Corpus& corpus,
                  const Place& place,
                  const AddressDraws& draws,
                  Dwelling dwelling) noexcept;

/// LocaleDescription::branch_name of the branch with this number, at the address of these draws;
/// kAddressSizeMax bytes at most.
char* put_branch_name(char* out,
                      const Corpus& corpus,
                      const Place& place,
                      const AddressDraws& draws,
                      std::uint64_t number) noexcept;

/// "+1-212-555-0142" in the place's area code, from a range that is assigned to nobody;
/// kPhoneSizeMax bytes at most.
char* put_phone(char* out,
                const Corpus& corpus,
                const Place& place,
                std::uint64_t uniform) noexcept;

}  // namespace bankseed::corpus
