#include <catch2/catch.hpp>

#include "bank/settings/check.hpp"
#include "bank/settings/describe.hpp"
#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

/// First and one-past-last byte of what a setting points to.
struct BytesOf {
  std::pair<const char*, const char*> operator()(const auto* value) const {
    const auto* first = reinterpret_cast<const char*>(value);
    return {first, first + sizeof *value};
  }
  template <class T>
  std::pair<const char*, const char*> operator()(std::span<T> values) const {
    const auto* first = reinterpret_cast<const char*>(values.data());
    return {first, first + values.size_bytes()};
  }
};

TEST_CASE("every setting is described once, with a rule, and nothing else is in between") {
  Settings settings;
  const auto* const begin = reinterpret_cast<const char*>(&settings);
  std::vector<int> described(sizeof settings);
  for (const SettingSection& section : describe_settings(settings)) {
    for (const Setting& setting : section.settings) {
      INFO(section.name << "." << setting.key);
      CHECK(setting.comment.find('(') != std::string_view::npos);
      const auto [first, last] = std::visit(BytesOf{}, setting.value);
      REQUIRE(first >= begin);
      REQUIRE(last <= begin + sizeof settings);
      for (const auto* byte = first; byte != last; ++byte)
        ++described[static_cast<std::size_t>(byte - begin)];
    }
  }
  std::size_t gap = 0;
  for (const int count : described) {
    CHECK(count <= 1);
    gap = count == 0 ? gap + 1 : 0;
    CHECK(gap <= 4);  // What aligning a range can cost.
  }
}

TEST_CASE("every element of a split or a list of ranges has a label") {
  Settings settings;
  for (const SettingSection& section : describe_settings(settings)) {
    for (const Setting& setting : section.settings) {
      INFO(section.name << "." << setting.key);
      if (const auto* shares = std::get_if<std::span<std::uint32_t>>(&setting.value)) {
        CHECK(setting.labels.size() == shares->size());
      } else if (const auto* ranges = std::get_if<std::span<Range>>(&setting.value)) {
        CHECK(setting.labels.size() == ranges->size());
      } else {
        CHECK(setting.labels.empty());
      }
    }
  }
}

TEST_CASE("the defaults are within what is allowed") {
  CHECK_NOTHROW(check_settings(Settings{}));
}

TEST_CASE("a setting that cannot be is refused with its name, its value and what would do") {
  Settings settings;
  settings.accounts.types = {5'500, 3'000, 1'500, 525};
  CHECK_THROWS_WITH(check_settings(settings),
                    "accounts.types must sum to 100 per cent, not 105.25 (checking 55.0, savings "
                    "30.0, money_market 15.0, cd 5.25)");
  settings = {};
  settings.accounts.holders.basis_points = 10'001;
  CHECK_THROWS_WITH(check_settings(settings),
                    "accounts.holders must be from 0.0 to 100.0 per cent, not 100.01");
  settings = {};
  settings.accounts.balances[AccountType::kSavings] = {500'00, 100'00};
  CHECK_THROWS_WITH(check_settings(settings),
                    "accounts.balances.savings is upside down: 500.00 is more than 100.00");
  settings = {};
  settings.employees.hire_years = 0;
  CHECK_THROWS_AS(check_settings(settings), UsageError);
}

TEST_CASE("numbers are written in the unit of their setting") {
  CHECK(setting_text(6'000, SettingUnit::kBasisPoints) == "60.0");
  CHECK(setting_text(1'225, SettingUnit::kBasisPoints) == "12.25");
  CHECK(setting_text(5, SettingUnit::kBasisPoints) == "0.05");
  CHECK(setting_text(0, SettingUnit::kBasisPoints) == "0.0");
  CHECK(setting_text(25'000'00, SettingUnit::kCents) == "25000.00");
  CHECK(setting_text(-1'50, SettingUnit::kCents) == "-1.50");
  CHECK(setting_text(17'500, SettingUnit::kNumber) == "17500");
}

}  // namespace
}  // namespace bankseed
