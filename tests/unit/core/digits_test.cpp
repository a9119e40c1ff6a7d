#include "core/digits.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "bankseed/core/arena.hpp"
#include "core/random.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

constexpr Stream kDigitsStream{11};

template <class... Values>
std::string written(char* (*put)(char*, Values...), Values... values) {
  std::array<char, 40> text{};
  return {text.data(), put(text.data(), values...)};
}
std::string digits(std::uint64_t value, std::uint8_t digits_min = 1) {
  return written(put_digits, value, digits_min);
}

/// ISO/IEC 7812-1: doubling every second digit from the right, digit sums add up to a multiple of
/// ten.
bool passes_luhn(const std::string& number) {
  int sum = 0;
  for (std::size_t i = 0; i < number.size(); ++i) {
    const int digit = number[number.size() - 1 - i] - '0';
    const int doubled = i % 2 == 1 ? 2 * digit : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 == 0;
}

}  // namespace

TEST_CASE("numbers are written in decimal, padded with zeros") {
  CHECK(digits(0) == "0");
  CHECK(digits(0, 0) == "0");
  CHECK(digits(9) == "9");
  CHECK(digits(10) == "10");
  CHECK(digits(7, 3) == "007");
  CHECK(digits(1'234, 3) == "1234");
  CHECK(digits(UINT64_MAX) == "18446744073709551615");
  CHECK(digits(1, 20) == "00000000000000000001");
  Draws draws(1, kDigitsStream, 0);
  for (int i = 0; i < 5'000; ++i) {
    const std::uint64_t value = draws.next() >> draws.below(64);
    CHECK(digits(value) == std::to_string(value));
  }
}

TEST_CASE("every number below a hundred thousand is written, in any width") {
  bool good = true;
  for (std::uint32_t value = 0; value < 100'000; ++value) {
    std::string expected = std::to_string(value);
    good = good && digits(value) == expected;
    for (std::uint8_t width = 2; width <= 10; ++width) {
      while (expected.size() < width)
        expected.insert(0, 1, '0');
      good = good && digits(value, width) == expected;
    }
  }
  CHECK(good);
}

TEST_CASE("a text is copied, and no byte beyond it is touched") {
  const std::string from(80, 'x');
  for (std::size_t size = 0; size <= 70; ++size) {
    std::string to(80, '.');
    char* const end = put_text(to.data(), std::string_view(from).substr(0, size));
    INFO(size << " bytes");
    CHECK(end == to.data() + size);
    CHECK(to == std::string(size, 'x') + std::string(80 - size, '.'));
  }
}

TEST_CASE("whole numbers, money and fractions bear their sign and their places") {
  CHECK(written(put_integer, std::int64_t{0}) == "0");
  CHECK(written(put_integer, std::int64_t{-45}) == "-45");
  CHECK(written(put_integer, std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(written(put_money, Money{0}) == "0.00");
  CHECK(written(put_money, Money{5}) == "0.05");
  CHECK(written(put_money, Money{-5}) == "-0.05");
  CHECK(written(put_money, Money{123'456}) == "1234.56");
  CHECK(written(put_money, Money{std::numeric_limits<std::int64_t>::min()}) ==
        "-92233720368547758.08");
  CHECK(written(put_fraction, Fraction{650}) == "0.0650");
  CHECK(written(put_fraction, Fraction{-1}) == "-0.0001");
  CHECK(written(put_fraction, Fraction{99'999}) == "9.9999");
}

TEST_CASE("the Luhn digit is that of numbers known to pass") {
  CHECK(luhn_digit(7'992'739'871) == 3);
  CHECK(luhn_digit(411'111'111'111'111) == 1);
  CHECK(luhn_digit(37'828'224'631'000) == 5);
  CHECK(luhn_digit(0) == 0);
  CHECK(luhn_digit(1) == 8);
}

TEST_CASE("a number with its Luhn digit passes, and with any one digit changed it does not") {
  Draws draws(2, kDigitsStream, 0);
  for (int i = 0; i < 200; ++i) {
    const std::uint64_t value = draws.below(1'000'000'000'000);
    std::string number = std::to_string(value) + std::to_string(luhn_digit(value));
    CHECK(passes_luhn(number));
    for (char& digit : number) {
      const char right = digit;
      digit = right == '9' ? '0' : static_cast<char>(right + 1);
      CHECK_FALSE(passes_luhn(number));
      digit = right;
    }
  }
}

TEST_CASE("an arena's text stays where it is until it is cleared, however much there is") {
  Arena arena;
  std::vector<std::string_view> views;
  std::vector<std::string> expected;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 50'000; ++i) {
      expected.push_back(std::string(static_cast<std::size_t>(i % 40), 'x') + std::to_string(i));
      views.push_back(arena.intern(expected.back()));
    }
    expected.emplace_back(std::size_t{1} << 20, 'y');  // Larger than a chunk.
    views.push_back(arena.intern(expected.back()));
    CHECK(std::equal(views.begin(), views.end(), expected.begin(), expected.end()));
    views.clear();
    expected.clear();
    arena.clear();
  }
}

TEST_CASE("text is put together from its pieces") {
  Arena arena;
  const auto text = Text(arena)
                        .add("Paid ")
                        .grouped_money({123'456'789})
                        .add(' ')
                        .money({-5})
                        .add('/')
                        .number(7, 3)
                        .add('/')
                        .date({59})
                        .add('/')
                        .id(AnyId({"EMP", 6}, 42))
                        .view();
  CHECK(text == "Paid 1,234,567.89 -0.05/007/2000-02-29/EMP000042");
  CHECK(Text(arena).grouped_money({-100'000}).view() == "-1,000.00");
  CHECK(Text(arena).grouped_money({99'999}).view() == "999.99");
  CHECK(text == "Paid 1,234,567.89 -0.05/007/2000-02-29/EMP000042");
}

}  // namespace bankseed
