#include "bankseed/core/enums.hpp"

#include <cstdint>

#include <catch2/catch.hpp>

#include "core/apportionment.hpp"

namespace bankseed {

enum class Metal : std::uint8_t { kGold, kWhiteGold, kAg };
template <>
inline constexpr auto kTexts<Metal> = texts<Metal>("gold", "White Gold", "AG");
enum class Size : std::uint8_t { kSmall, kLarge };

namespace {

TEST_CASE("an enum knows its enumerators, and each of them its text") {
  STATIC_REQUIRE(kCountOf<Metal> == 3);
  STATIC_REQUIRE(kCountOf<Size> == 2);
  STATIC_REQUIRE(kAll<Metal>.back() == Metal::kAg);
  CHECK(text_of(Metal::kWhiteGold) == "White Gold");
  CHECK(value_of<Metal>("AG") == Metal::kAg);
  CHECK(value_of<Metal>("ag") == std::nullopt);
  CHECK(texts_in_order(std::array{Metal::kAg, Metal::kGold, Metal::kWhiteGold}) ==
        std::array<std::string_view, 3>{"AG", "gold", "White Gold"});
}

TEST_CASE("a text is an enumerator's when it is of the same words") {
  CHECK(detail::is_called("kMoneyMarket", "money_market"));
  CHECK(detail::is_called("kPaidOff", "Paid Off"));
  CHECK(detail::is_called("kTier1", "tier1"));
  CHECK_FALSE(detail::is_called("kMoneyMarket", "money"));
  CHECK_FALSE(detail::is_called("kMoney", "money_market"));
  CHECK_FALSE(detail::is_called("kLate", "paid"));
  CHECK_FALSE(detail::is_called("kLate", ""));
}

TEST_CASE("an array by enum has a place for each enumerator") {
  EnumArray<Metal, int> prices{60, 55, 1};
  prices[Metal::kAg] += 1;
  CHECK(prices[Metal::kAg] == 2);
  CHECK(prices.size() == 3);
  const auto weights = by_value<Size>([](Size size) { return size == Size::kLarge ? 3U : 1U; });
  CHECK(weights[Size::kSmall] == 1);
  CHECK(weights[Size::kLarge] == 3);
}

TEST_CASE("shares, tables and ranks speak of an enum's values") {
  const ApportionmentOf shares(EnumArray<Metal, std::uint32_t>{60, 30, 10});
  const auto counts = shares.counts_of(20);
  CHECK(counts[Metal::kGold] == 12);
  CHECK(counts[Metal::kAg] == 2);
  CHECK(value_at<Metal>(counts, 11) == Metal::kGold);
  CHECK(value_at<Metal>(counts, 12) == Metal::kWhiteGold);

  // Nothing small is of gold.
  const EnumTable<Size, Metal, std::uint32_t> wish = {0, 2, 1, 4, 1, 1};
  const EnumArray<Size, std::uint64_t> sizes{6, 14};
  const auto cells = fit_contingency_table(sizes, counts, wish);
  CHECK(cells[Size::kSmall][Metal::kGold] == 0);
  CHECK(cells[Size::kLarge][Metal::kGold] == 12);
  CHECK(cells[Size::kSmall][Metal::kWhiteGold] + cells[Size::kSmall][Metal::kAg] == 6);
  const auto cell = cell_at(cells, 6);
  CHECK(cell.row == Size::kLarge);
  CHECK(cell.column == Metal::kGold);
  CHECK(cell.position == 0);
}

}  // namespace
}  // namespace bankseed
