#include "bank/compliance/compliance.hpp"
#include "bank/compliance/quotas.hpp"
#include "bank/settings/forms.hpp"

namespace bankseed {
namespace {

constexpr auto kFindings = texts_in_order(kFindingsByShare);

}  // namespace

SettingSection describe(IdentitySettings& settings) {
  auto& [documents, verification, expiry, review] = settings;
  return {"identity",
          "Identity checks of customers",
          {
              split("documents", documents, "documents shown (KYC1)"),
              range("verification_days", verification, SettingUnit::kDays, {0, 30},
                    "days from onboarding to verification (KYC1)"),
              range("expiry_years", expiry, SettingUnit::kYears, {1, 50},
                    "years from verification to expiry (KYC1)"),
              range("review_years", review, SettingUnit::kYears, {1, 50},
                    "years from verification to the next review (KYC1)"),
          }};
}

SettingSection describe(ScreeningSettings& settings) {
  auto& [periodic, types, flagged, levels] = settings;
  return {"screening",
          "Checks against money laundering",
          {
              share("periodic", periodic, "customers who are checked periodically (AML1)"),
              split("types", types,
                    "checks by type; each transaction above 10,000 has one of the last, so this "
                    "decides how many there are (AML1, AML2)"),
              share("flagged", flagged, "checks that found something (AML3)"),
              split("risk_levels", levels, kFindings, "flagged checks by risk (AML3)"),
          }};
}

SettingSection describe(ReportSettings& settings) {
  auto& [count, activities, status, tiers, amount] = settings;
  return {"reports",
          "Reports of suspicious activity",
          {
              volume("count", count, "reports (SAR1)"),
              split("activities", activities, "reports by activity (SAR1)"),
              split("status", status, "reports by status (SAR1)"),
              split("tiers", tiers, "reports by regulatory tier (SAR1)"),
              range("amount", amount, SettingUnit::kCents, kAnyCents, "amount involved (SAR1)"),
          }};
}

SettingSection describe(AuditSettings& settings) {
  auto& [count, entities, actions, with_values] = settings;
  return {"audit",
          "The audit trail",
          {
              volume("count", count, "entries (AUD1)"),
              split("entities", entities, "entries by kind of record (AUD1)"),
              split("actions", actions, "entries by action (AUD1)"),
              share("with_values", with_values, "entries with old and new value (AUD1)"),
          }};
}

SettingSection describe(RuleSettings& settings) {
  auto& [violations, entities, severities, status] = settings;
  return {"rules",
          "Breaches of compliance rules",
          {
              volume("violations", violations, "violations (VIO1)"),
              split("entities", entities, "violations by kind of record (VIO1)"),
              split("severities", severities, "violations by severity (VIO1)"),
              split("status", status, "violations by status (VIO1)"),
          }};
}

}  // namespace bankseed
