#include "bank/engagement/engagement.hpp"
#include "bank/settings/forms.hpp"

namespace bankseed {

SettingSection describe(InteractionSettings& settings) {
  using S = InteractionSettings;
  return section(
      settings, "interactions", "Contacts with customers, and surveys about them",
      share<&S::customers>("customers with any contact (INT1)"),
      volume<&S::count>("contacts (INT1, SUR1)"),
      range<&S::per_customer>(SettingUnit::kNumber, {1, 100}, "contacts of a customer (INT1)"),
      split<&S::types>("contacts by type (INT1)"),
      split<&S::outcomes>("contacts by outcome (INT2, SUR1)"),
      share<&S::handled>("contacts that an employee dealt with (INT2)"),
      range<&S::duration_minutes>(SettingUnit::kNumber, {1, 240},
                                  "length of a contact in minutes (INT2)"),
      share<&S::surveyed>("resolved contacts with a survey (SUR1)"),
      share<&S::commented>("surveys with a comment (SUR1)"));
}

SettingSection describe(ComplaintSettings& settings) {
  using S = ComplaintSettings;
  return section(settings, "complaints", "Complaints",
                 share<&S::customers>("customers who complain (CMP1, CMP3)"),
                 volume<&S::count>("complaints (CMP1, CMP3)"),
                 range<&S::per_customer>(SettingUnit::kNumber, {1, 20},
                                         "complaints of a customer who complains (CMP1)"),
                 split<&S::types>("complaints by type (CMP1, CMP3)"),
                 split<&S::status>("complaints by status (CMP1, CMP3)"),
                 split<&S::priorities>("complaints by priority (CMP1)"),
                 share<&S::assigned>("complaints with an employee in charge (CMP1)"),
                 range<&S::resolution_hours>(SettingUnit::kHours, {1, 2'400},
                                             "time until a complaint is resolved (CMP2)"),
                 integer<&S::unresolved_days>(
                     SettingUnit::kDays, {5, 3'650},
                     "greatest age of an open or investigated complaint (CMP2, CMP3)"));
}

SettingSection describe(CampaignSettings& settings) {
  using S = CampaignSettings;
  return section(settings, "campaigns", "Responses to marketing campaigns",
                 share<&S::responding>("customers who respond to any (RSP1)"),
                 volume<&S::responses>("responses (RSP1)"),
                 range<&S::per_customer>(SettingUnit::kNumber, {1, 20},
                                         "responses of a customer who responds (RSP1)"),
                 split<&S::types>("responses by type (RSP1)"),
                 share<&S::converted>("responses that led to business (RSP1)"));
}

}  // namespace bankseed
