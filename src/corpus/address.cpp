#include "corpus/address.hpp"

#include "bankseed/core/check.hpp"
#include "core/digits.hpp"
#include "core/random.hpp"

namespace bankseed::corpus {
namespace {

// House number (5), a blank or a comma with one, and the longest unit (", Bloco 1230").
static_assert(5 + 2 + kStreetTextSizeMax + 16 <= kStreetAddressSizeMax);

/// Draws [0, bound) from `uniform` and leaves what is below the drawn digit in it, uniform again:
/// several small draws from one 64-bit value.
std::uint32_t take(std::uint64_t& uniform, std::uint32_t bound) noexcept {
  const Uint128 product = static_cast<Uint128>(uniform) * bound;
  uniform = static_cast<std::uint64_t>(product);
  return static_cast<std::uint32_t>(product >> 64);
}

/// Copies a pattern; `put(out, letter)` writes what stands for % and the letter after it.
template <class Put>
char* fill(char* out, std::string_view pattern, Put put) noexcept {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '%') {
      out = put(out, pattern[++i]);
    } else {
      *out++ = pattern[i];
    }
  }
  return out;
}

/// The entry of a list with shares in per cent.
template <class Entry>
const Entry& pick(std::span<const Entry> entries, std::uint64_t& uniform) noexcept {
  std::uint32_t percent = take(uniform, 100);
  for (const Entry& entry : entries) {
    if (percent < entry.percent) return entry;
    percent -= entry.percent;
  }
  BANKSEED_FAIL("shares below 100 per cent");
}

char* put_unit(char* out,
               const LocaleDescription& locale,
               Dwelling dwelling,
               std::uint64_t& uniform) noexcept {
  if (dwelling == Dwelling::kWholeHouse) return out;
  const bool has_unit = take(uniform, locale.addresses_per_unit) == 0;
  if (!has_unit && dwelling != Dwelling::kFlat) return out;
  const UnitForm& drawn =
      pick(dwelling == Dwelling::kOffice ? locale.offices : locale.units, uniform);
  const UnitForm& form = drawn.house && dwelling == Dwelling::kFlat ? locale.units.front() : drawn;
  out = put_text(out, form.text);
  if (form.floors != 0) out = put_digits(out, 1 + take(uniform, form.floors));
  if (form.letters != 0) *out++ = static_cast<char>('A' + take(uniform, form.letters));
  if (form.doors != 0)
    out = put_two_digits(out, form.door_first + form.door_step * take(uniform, form.doors));
  return out;
}

char* put_drawn_street(char* out, const Corpus& corpus, std::uint64_t uniform) noexcept {
  const std::string_view street = corpus.street_names.pick(uniform);
  // The street settles less than the upper half; the lower half draws the form.
  const std::string_view form = corpus.street_forms.pick(uniform << 32);
  // No "Cedar Ridge Ridge".
  return put_street(out, corpus, street, street.ends_with(form) ? corpus.street_forms[0] : form);
}

}  // namespace

char* put_street(char* out,
                 const Corpus& corpus,
                 std::string_view name,
                 std::string_view form) noexcept {
  const bool form_first = corpus.locale->street_form_first;
  out = put_text(out, form_first ? form : name);
  *out++ = ' ';
  return put_text(out, form_first ? name : form);
}

char* put_street_address(char* out,
                         const Corpus& corpus,
                         std::uint64_t uniform_street,
                         std::uint64_t uniform_house,
                         Dwelling dwelling) noexcept {
  const LocaleDescription& locale = *corpus.locale;
  const HouseNumbers& size = pick(locale.house_numbers, uniform_house);
  const std::uint32_t number = size.low + take(uniform_house, size.count);
  return fill(out, locale.street_line, [&](char* to, char letter) {
    if (letter == 'n') return put_digits(to, number);
    if (letter == 'u') return put_unit(to, locale, dwelling, uniform_house);
    return put_drawn_street(to, corpus, uniform_street);
  });
}

char* put_postal_code(char* out,
                      const Corpus& corpus,
                      const Place& place,
                      std::uint64_t uniform) noexcept {
  // 900 to 999 are large receivers and post offices; a place with a single code has 000.
  constexpr std::uint32_t kSuffixes = 900;
  const std::uint32_t codes = place.postal_last - place.postal_first + 1;
  out = put_digits(out, place.postal_first + take(uniform, codes), 5);
  const std::string_view separator = corpus.locale->postal_separator;
  if (separator.empty()) return out;
  return put_digits(put_text(out, separator), codes == 1 ? 0 : take(uniform, kSuffixes), 3);
}

char* put_address(char* out,
                  const Corpus& corpus,
                  const Place& place,
                  const AddressDraws& draws,
                  Dwelling dwelling) noexcept {
  return fill(out, corpus.locale->address, [&](char* to, char letter) {
    switch (letter) {
      case 'l': return put_street_address(to, corpus, draws.street, draws.house, dwelling);
      case 'd': return put_text(to, corpus.districts->pick(draws.district));
      case 'c': return put_text(to, place.city);
      case 't': return put_text(to, place.state);
      default: return put_postal_code(to, corpus, place, draws.postal_code);
    }
  });
}

char* put_branch_name(char* out,
                      const Corpus& corpus,
                      const Place& place,
                      const AddressDraws& draws,
                      std::uint64_t number) noexcept {
  constexpr std::uint8_t kNumberDigits = 4;
  return fill(out, corpus.locale->branch_name, [&](char* to, char letter) {
    switch (letter) {
      case 'n': return put_digits(to, number, kNumberDigits);
      case 'd': return put_text(to, corpus.districts->pick(draws.district));
      case 's': return put_drawn_street(to, corpus, draws.street);
      default: return put_text(to, place.city);
    }
  });
}

char* put_phone(char* out,
                const Corpus& corpus,
                const Place& place,
                std::uint64_t uniform) noexcept {
  char* const begin = out;
  out = fill(out, corpus.locale->phone,
             [&](char* to, char /*a*/) { return put_text(to, place.area_code); });
  for (char* digit = begin; digit != out; ++digit) {
    if (*digit == '#') *digit = static_cast<char>('0' + take(uniform, 10));
  }
  return out;
}

}  // namespace bankseed::corpus
