#include "bank/datasets/datasets.hpp"
#include "bank/settings/forms.hpp"

namespace bankseed {
namespace {

constexpr std::array<std::string_view, 3> kCardCounts = {"one", "two", "none"};
constexpr std::array<std::string_view, 3> kInvestmentCounts = {"one", "two", "three"};
constexpr std::array<std::string_view, 3> kOnlineActivities = {"login", "payment", "transfer"};

}  // namespace

SettingSection describe(DatasetSettings& settings) {
  using S = DatasetSettings;
  return section(
      settings, "datasets", "What only the nine datasets have",
      split<&S::cards>(kCardCounts, "customers by number of credit cards (DS3)"),
      integer<&S::customers_per_branch>(
          SettingUnit::kNumber, {1, 1'000'000},
          "customers for each branch; there are at least those of the databases (DS4)"),
      share<&S::investing>(
          "checking and savings accounts with investments; all others have some (DS5)"),
      split<&S::investments>(kInvestmentCounts, "accounts with investments by their number (DS5)"),
      integer<&S::activities_per_customer>(
          SettingUnit::kNumber, {1, 1'000},
          "digital activities for each customer in the last year (DS6)"),
      split<&S::activities>(kOnlineActivities, "digital activities by type (DS6)"));
}

}  // namespace bankseed
