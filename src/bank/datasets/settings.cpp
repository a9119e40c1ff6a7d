#include "bank/datasets/datasets.hpp"
#include "bank/settings/forms.hpp"

namespace bankseed {
namespace {

constexpr std::array<std::string_view, 3> kCardCounts = {"one", "two", "none"};
constexpr std::array<std::string_view, 3> kInvestmentCounts = {"one", "two", "three"};
constexpr std::array<std::string_view, 3> kOnlineActivities = {"login", "payment", "transfer"};

}  // namespace

SettingSection describe(DatasetSettings& settings) {
  auto& [cards, customers_per_branch, investing, investments, activities_per_customer, activities] =
      settings;
  return {
      "datasets",
      "What only the nine datasets have",
      {
          split("cards", cards, kCardCounts, "customers by number of credit cards (DS3)"),
          integer("customers_per_branch", customers_per_branch, SettingUnit::kNumber,
                  {1, 1'000'000},
                  "customers for each branch; there are at least those of the databases (DS4)"),
          share("investing", investing,
                "checking and savings accounts with investments; all others have some (DS5)"),
          split("investments", investments, kInvestmentCounts,
                "accounts with investments by their number (DS5)"),
          integer("activities_per_customer", activities_per_customer, SettingUnit::kNumber,
                  {1, 1'000}, "digital activities for each customer in the last year (DS6)"),
          split("activities", activities, kOnlineActivities, "digital activities by type (DS6)"),
      }};
}

}  // namespace bankseed
