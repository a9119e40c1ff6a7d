#include "corpus/country/national_ids.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "bankseed/core/check.hpp"

namespace bankseed::corpus {
namespace {

using Digits = std::array<std::uint8_t, 14>;

/// Check digit modulo 11 of the digits: weights rise from 2 at the right end and begin again after
/// `weight_max`; a remainder of 10 or 11 gives 0.
std::uint8_t check_digit(std::span<const std::uint8_t> digits, std::uint32_t weight_max) noexcept {
  std::uint32_t sum = 0;
  std::uint32_t weight = 2;
  for (std::size_t i = digits.size(); i-- > 0;) {
    sum += digits[i] * weight;
    weight = weight == weight_max ? 2 : weight + 1;
  }
  const std::uint32_t rest = sum % 11;
  return static_cast<std::uint8_t>(rest < 2 ? 0 : 11 - rest);
}

void set_digits(std::span<std::uint8_t> digits, std::uint32_t number) noexcept {
  for (std::size_t i = digits.size(); i-- > 0; number /= 10)
    digits[i] = static_cast<std::uint8_t>(number % 10);
  BANKSEED_CHECK(number == 0);
}

/// Fills a pattern in which each # is the next digit.
char* put_digits_in(char* out, std::string_view pattern, const Digits& digits) noexcept {
  std::size_t next = 0;
  for (const char c : pattern)
    *out++ = c == '#' ? static_cast<char>('0' + digits[next++]) : c;
  return out;
}

/// States by fiscal region 1 to 9 and 0, as the Receita Federal divides the country.
constexpr std::array<std::string_view, 10> kRegions = {
    "RS", "DF GO MS MT TO", "AC AM AP PA RO RR", "CE MA PI", "AL PB PE RN", "BA SE", "MG", "ES RJ",
    "SP", "PR SC"};

}  // namespace

char* put_cpf(char* out, std::uint32_t base) noexcept {
  constexpr std::uint32_t kWeightMax = 11;  // Eleven digits never begin again.
  Digits digits{};
  const std::span all(digits);
  set_digits(all.first(9), base);
  digits[9] = check_digit(all.first(9), kWeightMax);
  digits[10] = check_digit(all.first(10), kWeightMax);
  return put_digits_in(out, "###.###.###-##", digits);
}

char* put_cnpj(char* out, std::uint32_t base, std::uint32_t place) noexcept {
  constexpr std::uint32_t kWeightMax = 9;
  Digits digits{};
  const std::span all(digits);
  set_digits(all.first(8), base);
  set_digits(all.subspan(8, 4), place);
  digits[12] = check_digit(all.first(12), kWeightMax);
  digits[13] = check_digit(all.first(13), kWeightMax);
  return put_digits_in(out, "##.###.###/####-##", digits);
}

std::uint32_t fiscal_region(std::string_view state) noexcept {
  const auto* const found = std::find_if(
      kRegions.begin(), kRegions.end(),
      [state](std::string_view states) { return states.find(state) != std::string_view::npos; });
  BANKSEED_CHECK(found != kRegions.end());
  return static_cast<std::uint32_t>(found - kRegions.begin());
}

}  // namespace bankseed::corpus
