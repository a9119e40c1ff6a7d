#include "bank/engagement/engagement.hpp"
#include "bank/settings/forms.hpp"

namespace bankseed {

SettingSection describe(InteractionSettings& settings) {
  auto& [customers, count, per_customer, types, outcomes, handled, duration, surveyed, commented] =
      settings;
  return {"interactions",
          "Contacts with customers, and surveys about them",
          {
              share("customers", customers, "customers with any contact (INT1)"),
              volume("count", count, "contacts (INT1, SUR1)"),
              range("per_customer", per_customer, SettingUnit::kNumber, {1, 100},
                    "contacts of a customer (INT1)"),
              split("types", types, "contacts by type (INT1)"),
              split("outcomes", outcomes, "contacts by outcome (INT2, SUR1)"),
              share("handled", handled, "contacts that an employee dealt with (INT2)"),
              range("duration_minutes", duration, SettingUnit::kNumber, {1, 240},
                    "length of a contact in minutes (INT2)"),
              share("surveyed", surveyed, "resolved contacts with a survey (SUR1)"),
              share("commented", commented, "surveys with a comment (SUR1)"),
          }};
}

SettingSection describe(ComplaintSettings& settings) {
  auto& [customers, count, per_customer, types, status, priorities, assigned, hours, days] =
      settings;
  return {"complaints",
          "Complaints",
          {
              share("customers", customers, "customers who complain (CMP1)"),
              volume("count", count, "complaints (CMP1)"),
              range("per_customer", per_customer, SettingUnit::kNumber, {1, 20},
                    "complaints of a customer who complains (CMP1)"),
              split("types", types, "complaints by type (CMP1)"),
              split("status", status, "complaints by status (CMP1)"),
              split("priorities", priorities, "complaints by priority (CMP1)"),
              share("assigned", assigned, "complaints with an employee in charge (CMP1)"),
              range("resolution_hours", hours, SettingUnit::kHours, {1, 2'400},
                    "time until a complaint is resolved (CMP2)"),
              integer("unresolved_days", days, SettingUnit::kDays, {5, 3'650},
                      "greatest age of an open or investigated complaint (CMP2)"),
          }};
}

SettingSection describe(CampaignSettings& settings) {
  auto& [responding, responses, per_customer, types, converted] = settings;
  return {"campaigns",
          "Responses to marketing campaigns",
          {
              share("responding", responding, "customers who respond to any (RSP1)"),
              volume("responses", responses, "responses (RSP1)"),
              range("per_customer", per_customer, SettingUnit::kNumber, {1, 20},
                    "responses of a customer who responds (RSP1)"),
              split("types", types, "responses by type (RSP1)"),
              share("converted", converted, "responses that led to business (RSP1)"),
          }};
}

}  // namespace bankseed
