#include "bank/insurance/insurance.hpp"
#include "bank/settings/forms.hpp"

namespace bankseed {
namespace {

constexpr std::array<std::string_view, 5> kYearsInForce = {"none", "one", "two", "three", "four"};

}  // namespace

SettingSection describe(InsuranceSettings& settings) {
  using S = InsuranceSettings;
  return section(
      settings, "insurance", "Policies, claims and premiums",
      share<&S::holders>("customers who hold policies (POL1, BEN1, CLM1, EVT1, PAY1)"),
      share<&S::several>("holders who hold several (POL1, BEN1, CLM1, EVT1, PAY1)"),
      share<&S::three>("of these, who hold three (POL1, BEN1, CLM1, EVT1, PAY1)"),
      split<&S::types>("policies by type (POL1)"),
      split<&S::status>("policies by status (POL1, EVT1)"),
      split<&S::frequencies>("policies by premium period (POL1, PAY1)"),
      split<&S::years_in_force>(kYearsInForce, "policies by full years in force (POL1, PAY1)"),
      cents<&S::coverage>("sum insured by type (POL1)", kContractCents),
      range<&S::premium_share>(SettingUnit::kBasisPoints, {1, 10'000},
                               "yearly premium as a share of the coverage (POL1)"),
      share<&S::linked>("policies linked to an account (POL1)"),
      volume<&S::beneficiaries>("beneficiaries (BEN1)"),
      share<&S::other_with_beneficiaries>("policies other than life with beneficiaries (BEN1)"),
      split<&S::relationships>("beneficiaries by relationship (BEN1)"),
      share<&S::with_claims>("policies with claims (CLM1)"),
      share<&S::second_claims>("of these, with a second claim (CLM1)"),
      share<&S::third_claims>("of these, with a third claim (CLM1)"),
      split<&S::claim_status>("claims by status (CLM1)"),
      range<&S::claim_share>(SettingUnit::kBasisPoints, {100, 10'000},
                             "claim as a share of the coverage (CLM1)"),
      split<&S::methods>("premium payments by method (PAY1)"),
      share<&S::from_account>("payments from the linked account (PAY1)"),
      share<&S::pending>("payments under way, the latest ones (PAY1)"),
      share<&S::failed>("payments that failed (PAY1)"),
      integer<&S::events_per_100>(SettingUnit::kNumber, {0, 300}, "events of 100 policies (EVT1)"),
      split<&S::event_types>("events by type (EVT1)"),
      share<&S::performed>("events that an employee entered (EVT1)"));
}

}  // namespace bankseed
