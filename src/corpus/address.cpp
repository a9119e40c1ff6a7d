#include "bankseed/corpus/address.hpp"

#include <algorithm>

#include "bankseed/core/digits.hpp"
#include "bankseed/core/random.hpp"

namespace bankseed::corpus {
namespace {

// Number (5), street, suffix and the longest unit (", Suite 1230"), with two blanks.
static_assert(5 + 1 + kStreetSizeMax + 1 + kSuffixSizeMax + 12 <= kStreetAddressSizeMax);

/// Draws [0, bound) from `uniform` and leaves what is below the drawn digit in it, uniform again:
/// several small draws from one 64-bit value.
std::uint32_t take(std::uint64_t& uniform, std::uint32_t bound) noexcept {
  const Uint128 product = static_cast<Uint128>(uniform) * bound;
  uniform = static_cast<std::uint64_t>(product);
  return static_cast<std::uint32_t>(product >> 64);
}

char* put_text(char* out, std::string_view text) noexcept {
  return std::copy(text.begin(), text.end(), out);
}

std::uint32_t house_number(std::uint64_t& uniform) noexcept {
  const std::uint32_t percent = take(uniform, 100);
  if (percent < 6) return 1 + take(uniform, 99);
  if (percent < 36) return 100 + take(uniform, 900);
  if (percent < 84) return 1'000 + take(uniform, 9'000);
  return 10'000 + take(uniform, 20'000);
}

char* put_unit(char* out, std::uint64_t& uniform) noexcept {
  const std::uint32_t percent = take(uniform, 100);
  if (percent < 30) {
    out = put_digits(put_text(out, ", Apt "), 1 + take(uniform, 12));
    *out++ = static_cast<char>('A' + take(uniform, 8));
    return out;
  }
  if (percent < 65) {
    out = put_digits(put_text(out, ", Apt "), 1 + take(uniform, 12));
    return put_two_digits(out, 1 + take(uniform, 24));
  }
  if (percent < 95) return put_digits(put_text(out, ", Unit "), 1 + take(uniform, 80));
  out = put_digits(put_text(out, ", Suite "), 1 + take(uniform, 12));
  return put_two_digits(out, 10 * take(uniform, 4));
}

}  // namespace

char* put_street_address(char* out,
                         const Corpus& corpus,
                         std::uint64_t uniform_street,
                         std::uint64_t uniform_house) noexcept {
  out = put_digits(out, house_number(uniform_house));
  *out++ = ' ';
  const std::string_view street = corpus.street_names.pick(uniform_street);
  out = put_text(out, street);
  *out++ = ' ';
  // The street settles less than the upper half; the lower half draws the suffix.
  const std::string_view suffix = corpus.street_suffixes.pick(uniform_street << 32);
  // No "Cedar Ridge Ridge".
  out = put_text(out, street.ends_with(suffix) ? corpus.street_suffixes[0] : suffix);
  return take(uniform_house, 4) == 0 ? put_unit(out, uniform_house) : out;
}

char* put_postal_code(char* out, const Place& place, std::uint64_t uniform) noexcept {
  // 00 is no delivery area in any prefix.
  return put_two_digits(put_text(out, place.postal_prefix),
                        1 + static_cast<std::uint32_t>(scale_to(uniform, 99)));
}

char* put_phone(char* out, const Place& place, std::uint64_t uniform) noexcept {
  out = put_text(put_text(out, "+1-"), place.area_code);
  return put_two_digits(put_text(out, "-555-01"),
                        static_cast<std::uint32_t>(scale_to(uniform, 100)));
}

}  // namespace bankseed::corpus
