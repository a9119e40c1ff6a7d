#pragma once

#include <cstddef>
#include <cstdint>

#include "bankseed/corpus/corpus.hpp"

namespace bankseed::corpus {

/// Longest street address: house number, street, suffix and unit.
inline constexpr std::size_t kStreetAddressSizeMax = 64;
/// Size of a postal code: five digits.
inline constexpr std::size_t kPostalCodeSize = 5;
/// Size of a telephone number: +1-NXX-555-01XX.
inline constexpr std::size_t kPhoneSize = 15;

// Each writes at `out` and returns one past the last byte; each `uniform` is uniform over all 2^64
// values, and equal arguments give equal texts.

/// "1234 Maple Avenue", and for a quarter of the addresses a unit: ", Apt 5B". At most
/// kStreetAddressSizeMax bytes.
char* put_street_address(char* out,
                         const Corpus& corpus,
                         std::uint64_t uniform_street,
                         std::uint64_t uniform_house) noexcept;

/// A five-digit code in the place's prefix; kPostalCodeSize bytes.
char* put_postal_code(char* out, const Place& place, std::uint64_t uniform) noexcept;

/// "+1-212-555-0142" in the place's area code, from the hundred numbers 555-0100 to 555-0199 that
/// the North American Numbering Plan reserves for fiction; kPhoneSize bytes.
char* put_phone(char* out, const Place& place, std::uint64_t uniform) noexcept;

}  // namespace bankseed::corpus
