#include "bank/insurance/insurance.hpp"
#include "bank/settings/forms.hpp"

namespace bankseed {
namespace {

constexpr std::array<std::string_view, 5> kYearsInForce = {"none", "one", "two", "three", "four"};

}  // namespace

SettingSection describe(InsuranceSettings& settings) {
  auto& [holders, several, three, types, status, frequencies, years, coverage, premium, linked,
         beneficiaries, other_with, relationships, with_claims, second_claims, third_claims,
         claim_status, claim_share, methods, from_account, pending, failed, events, event_types,
         performed] = settings;
  return {
      "insurance",
      "Policies, claims and premiums",
      {
          share("holders", holders, "customers who hold policies (POL1, BEN1, CLM1, EVT1, PAY1)"),
          share("several", several, "holders who hold several (POL1, BEN1, CLM1, EVT1, PAY1)"),
          share("three", three, "of these, who hold three (POL1, BEN1, CLM1, EVT1, PAY1)"),
          split("types", types, "policies by type (POL1)"),
          split("status", status, "policies by status (POL1, EVT1)"),
          split("frequencies", frequencies, "policies by premium period (POL1, PAY1)"),
          split("years_in_force", years, kYearsInForce,
                "policies by full years in force (POL1, PAY1)"),
          cents("coverage", coverage, "sum insured by type (POL1)"),
          range("premium_share", premium, SettingUnit::kBasisPoints, {1, 10'000},
                "yearly premium as a share of the coverage (POL1)"),
          share("linked", linked, "policies linked to an account (POL1)"),
          volume("beneficiaries", beneficiaries, "beneficiaries (BEN1)"),
          share("other_with_beneficiaries", other_with,
                "policies other than life with beneficiaries (BEN1)"),
          split("relationships", relationships, "beneficiaries by relationship (BEN1)"),
          share("with_claims", with_claims, "policies with claims (CLM1)"),
          share("second_claims", second_claims, "of these, with a second claim (CLM1)"),
          share("third_claims", third_claims, "of these, with a third claim (CLM1)"),
          split("claim_status", claim_status, "claims by status (CLM1)"),
          range("claim_share", claim_share, SettingUnit::kBasisPoints, {100, 10'000},
                "claim as a share of the coverage (CLM1)"),
          split("methods", methods, "premium payments by method (PAY1)"),
          share("from_account", from_account, "payments from the linked account (PAY1)"),
          share("pending", pending, "payments under way, the latest ones (PAY1)"),
          share("failed", failed, "payments that failed (PAY1)"),
          integer("events_per_100", events, SettingUnit::kNumber, {0, 300},
                  "events of 100 policies (EVT1)"),
          split("event_types", event_types, "events by type (EVT1)"),
          share("performed", performed, "events that an employee entered (EVT1)"),
      }};
}

}  // namespace bankseed
