#include "bank/compliance/compliance.hpp"
#include "bank/compliance/quotas.hpp"
#include "bank/settings/forms.hpp"

namespace bankseed {
namespace {

constexpr auto kFindings = texts_in_order(kFindingsByShare);

}  // namespace

SettingSection describe(IdentitySettings& settings) {
  using S = IdentitySettings;
  return section(settings, "identity", "Identity checks of customers",
                 split<&S::documents>("documents shown (KYC1)"),
                 range<&S::verification_days>(SettingUnit::kDays, {0, 30},
                                              "days from onboarding to verification (KYC1)"),
                 range<&S::expiry_years>(SettingUnit::kYears, {1, 50},
                                         "years from verification to expiry (KYC1)"),
                 range<&S::review_years>(SettingUnit::kYears, {1, 50},
                                         "years from verification to the next review (KYC1)"));
}

SettingSection describe(ScreeningSettings& settings) {
  using S = ScreeningSettings;
  return section(
      settings, "screening", "Checks against money laundering",
      share<&S::periodic>("customers who are checked periodically (AML1)"),
      split<&S::types>("checks by type; each transaction above 10,000 has one of the last, so this "
                       "decides how many there are (AML1, AML2)"),
      share<&S::flagged>("checks that found something (AML3)"),
      split<&S::risk_levels>(kFindings, "flagged checks by risk (AML3)"));
}

SettingSection describe(ReportSettings& settings) {
  using S = ReportSettings;
  return section(settings, "reports", "Reports of suspicious activity",
                 volume<&S::count>("reports (SAR1)"),
                 split<&S::activities>("reports by activity (SAR1)"),
                 split<&S::status>("reports by status (SAR1)"),
                 split<&S::tiers>("reports by regulatory tier (SAR1)"),
                 range<&S::amount>(SettingUnit::kCents, kAnyCents, "amount involved (SAR1)"));
}

SettingSection describe(AuditSettings& settings) {
  using S = AuditSettings;
  return section(settings, "audit", "The audit trail", volume<&S::count>("entries (AUD1)"),
                 split<&S::entities>("entries by kind of record (AUD1)"),
                 split<&S::actions>("entries by action (AUD1)"),
                 share<&S::with_values>("entries with old and new value (AUD1)"));
}

SettingSection describe(RuleSettings& settings) {
  using S = RuleSettings;
  return section(settings, "rules", "Breaches of compliance rules",
                 volume<&S::violations>("violations (VIO1)"),
                 split<&S::entities>("violations by kind of record (VIO1)"),
                 split<&S::severities>("violations by severity (VIO1)"),
                 split<&S::status>("violations by status (VIO1)"));
}

}  // namespace bankseed
