#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "bankseed/rows/ids.hpp"
#include "bankseed/rows/values.hpp"
#include "bankseed/schema/table.hpp"

namespace bankseed {

// Rows of customer_db. The text of every row points into a corpus (static) or into the arena of the
// RowSet that holds it, and lives as long as that.

struct CustomerProfilesRow {
  CustomerId customer_id;
  std::string_view full_name;
  std::string_view email;
  std::string_view phone;
  std::string_view address;
  std::string_view city;
  std::string_view country;
  std::string_view customer_segment;
  std::string_view customer_status;
  Date onboarding_date;
  std::optional<EmployeeId> assigned_agent_id;
  std::string_view kyc_status;
  std::string_view risk_rating;
  Timestamp created_at;
  Timestamp updated_at;
};
template <>
struct Table<CustomerProfilesRow> {
  static constexpr std::string_view kName = "customer_profiles";
  static constexpr std::string_view kComment =
      "What customer relations knows about a customer; exactly one row per customer master.";
  static constexpr Database kDatabase = Database::kCustomer;
  static constexpr Phase kPhase = Phase::kCoreBanking;
  static constexpr BeginsAt<&CustomerProfilesRow::created_at> kBegins{};
  static constexpr auto kColumns = columns(
      column<&CustomerProfilesRow::customer_id>("The customer, one profile each")
          .varchar(50)
          .key()
          .to_external("accounts_db.customers.customer_id"),
      column<&CustomerProfilesRow::full_name>("Given and family name, as in the customer master.")
          .direct_identifier()
          .varchar(200)
          .not_null(),
      column<&CustomerProfilesRow::email>("Contact address, as in the customer master.")
          .direct_identifier()
          .varchar(150),
      column<&CustomerProfilesRow::phone>("Contact number, as in the customer master.")
          .direct_identifier()
          .varchar(20),
      column<&CustomerProfilesRow::address>("Street line of the home or business address.")
          .direct_identifier(),
      column<&CustomerProfilesRow::city>("City of the address.").quasi_identifier().varchar(100),
      column<&CustomerProfilesRow::country>("Country of the address.")
          .quasi_identifier()
          .varchar(100),
      column<&CustomerProfilesRow::customer_segment>().financial().one_of<Segment>().varchar(50),
      column<&CustomerProfilesRow::customer_status>()
          .changes("half a year after the last sign of life, or on leaving")
          .one_of<CustomerStatus>()
          .varchar(20)
          .default_to("'active'"),
      column<&CustomerProfilesRow::onboarding_date>(
          "Day on which the relationship began: the day the customer master was created.")
          .not_null(),
      column<&CustomerProfilesRow::assigned_agent_id>(
          "Employee who looks after the customer, for four in five customers")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"),
      column<&CustomerProfilesRow::kyc_status>("State of the identity check")
          .changes("with the identity check")
          .one_of<KycStatus>()
          .varchar(20),
      column<&CustomerProfilesRow::risk_rating>("Money-laundering risk")
          .financial()
          .one_of<RiskRating>()
          .varchar(20),
      column<&CustomerProfilesRow::created_at>("When the profile was made, local bank time.")
          .default_to("CURRENT_TIMESTAMP"),
      column<&CustomerProfilesRow::updated_at>("When the profile last changed, local bank time.")
          .changes("with each change, until it was last updated")
          .default_to("CURRENT_TIMESTAMP"));
};

struct InteractionsRow {
  InteractionId interaction_id;
  CustomerId customer_id;
  std::string_view interaction_type;
  std::string_view channel;
  Timestamp interaction_date;
  std::optional<std::int32_t> duration_minutes;
  std::string_view notes;
  std::optional<EmployeeId> handled_by;
  std::string_view outcome;
};
template <>
struct Table<InteractionsRow> {
  static constexpr std::string_view kName = "interactions";
  static constexpr std::string_view kComment = "Contacts between a customer and the bank.";
  static constexpr Database kDatabase = Database::kCustomer;
  static constexpr Phase kPhase = Phase::kEngagement;
  static constexpr BeginsAt<&InteractionsRow::interaction_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&InteractionsRow::interaction_id>("Identifies the contact.").varchar(50).key(),
      column<&InteractionsRow::customer_id>("Customer in contact.")
          .varchar(50)
          .not_null()
          .to("customer_profiles.customer_id"),
      column<&InteractionsRow::interaction_type>().one_of<InteractionType>().varchar(50).not_null(),
      column<&InteractionsRow::channel>("Where it took place")
          .one_of<Channel>("; fits the type")
          .varchar(50),
      column<&InteractionsRow::interaction_date>("When it began, local bank time.")
          .default_to("CURRENT_TIMESTAMP"),
      column<&InteractionsRow::duration_minutes>(
          "Length in minutes, 2 to 60; empty exactly for e-mail."),
      column<&InteractionsRow::notes>("What it was about.").quasi_identifier(),
      column<&InteractionsRow::handled_by>("Employee who dealt with it, where one did")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"),
      column<&InteractionsRow::outcome>()
          .changes("when what was left to do is done")
          .one_of<InteractionOutcome>()
          .varchar(50));
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"customer_id"}}};
};

struct SatisfactionSurveysRow {
  Serial survey_id;
  CustomerId customer_id;
  InteractionId interaction_id;
  std::int32_t nps_score = 0;
  std::int32_t satisfaction_rating = 0;
  Date survey_date;
  std::optional<std::string_view> comments;
};
template <>
struct Table<SatisfactionSurveysRow> {
  static constexpr std::string_view kName = "satisfaction_surveys";
  static constexpr std::string_view kComment =
      "Answers of customers who were asked about a resolved contact.";
  static constexpr Database kDatabase = Database::kCustomer;
  static constexpr Phase kPhase = Phase::kEngagement;
  static constexpr BeginsAt<&SatisfactionSurveysRow::survey_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&SatisfactionSurveysRow::survey_id>("Numbers the survey.").key(),
      column<&SatisfactionSurveysRow::customer_id>("Customer who answered.")
          .varchar(50)
          .not_null()
          .to("customer_profiles.customer_id"),
      column<&SatisfactionSurveysRow::interaction_id>("Contact that the survey is about.")
          .varchar(50)
          .to("interactions.interaction_id"),
      column<&SatisfactionSurveysRow::nps_score>("Likelihood to recommend the bank, 0 to 10.")
          .check("nps_score BETWEEN 0 AND 10"),
      column<&SatisfactionSurveysRow::satisfaction_rating>(
          "Satisfaction from 1 (very low) to 5 (very high).")
          .check("satisfaction_rating BETWEEN 1 AND 5"),
      column<&SatisfactionSurveysRow::survey_date>(
          "Day of the answer, one to three days after the contact.")
          .not_null(),
      column<&SatisfactionSurveysRow::comments>(
          "Remark in the customer's words, where one was left.")
          .quasi_identifier());
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"customer_id"}}};
};

struct ComplaintsRow {
  ComplaintId complaint_id;
  CustomerId customer_id;
  std::string_view complaint_type;
  std::string_view description;
  std::string_view status;
  std::string_view priority;
  Timestamp filed_date;
  std::optional<Timestamp> resolved_date;
  std::optional<std::int32_t> resolution_time_hours;
  std::optional<EmployeeId> assigned_to;
};
template <>
struct Table<ComplaintsRow> {
  static constexpr std::string_view kName = "complaints";
  static constexpr std::string_view kComment = "Formal complaints of customers.";
  static constexpr Database kDatabase = Database::kCustomer;
  static constexpr Phase kPhase = Phase::kEngagement;
  static constexpr BeginsAt<&ComplaintsRow::filed_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&ComplaintsRow::complaint_id>("Identifies the complaint.").varchar(50).key(),
      column<&ComplaintsRow::customer_id>("Customer who complains.")
          .varchar(50)
          .not_null()
          .to("customer_profiles.customer_id"),
      column<&ComplaintsRow::complaint_type>().one_of<ComplaintType>().varchar(100).not_null(),
      column<&ComplaintsRow::description>("What the complaint is about.").quasi_identifier(),
      column<&ComplaintsRow::status>()
          .changes("when it is looked into, and when that ends")
          .one_of<ComplaintStatus>()
          .varchar(50)
          .default_to("'open'"),
      column<&ComplaintsRow::priority>()
          .one_of<Severity::kCritical, Severity::kHigh, Severity::kMedium, Severity::kLow>()
          .varchar(20),
      column<&ComplaintsRow::filed_date>("When it was filed, local bank time.")
          .default_to("CURRENT_TIMESTAMP"),
      column<&ComplaintsRow::resolved_date>(
          "When it was resolved, local bank time; set exactly when resolved.")
          .changes("on resolution"),
      column<&ComplaintsRow::resolution_time_hours>(
          "Hours from filing to resolution, 1 to 240; set exactly when resolved.")
          .changes("on resolution"),
      column<&ComplaintsRow::assigned_to>("Employee in charge of it, where one is")
          .changes("when it is looked into")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"));
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"customer_id"}}};
};

struct CampaignsRow {
  CampaignId campaign_id;
  std::string_view campaign_name;
  std::string_view campaign_type;
  Date start_date;
  Date end_date;
  std::string_view target_segment;
};
template <>
struct Table<CampaignsRow> {
  static constexpr std::string_view kName = "campaigns";
  static constexpr std::string_view kComment = "Marketing campaigns.";
  static constexpr Database kDatabase = Database::kCustomer;
  static constexpr Phase kPhase = Phase::kEngagement;
  static constexpr BeginsAt<&CampaignsRow::start_date, -14> kBegins{};
  static constexpr auto kColumns =
      columns(column<&CampaignsRow::campaign_id>("Identifies the campaign.").varchar(50).key(),
              column<&CampaignsRow::campaign_name>("Name of the campaign.").varchar(200).not_null(),
              column<&CampaignsRow::campaign_type>().one_of<CampaignType>().varchar(50),
              column<&CampaignsRow::start_date>("First day, within the last two years."),
              column<&CampaignsRow::end_date>("Last day; may lie ahead for a running campaign."),
              column<&CampaignsRow::target_segment>("Customer segment addressed")
                  .one_of<Segment>()
                  .varchar(50));
};

struct CampaignResponsesRow {
  Serial response_id;
  CampaignId campaign_id;
  CustomerId customer_id;
  Date response_date;
  std::string_view response_type;
  bool converted = false;
};
template <>
struct Table<CampaignResponsesRow> {
  static constexpr std::string_view kName = "campaign_responses";
  static constexpr std::string_view kComment = "How customers reacted to campaigns.";
  static constexpr Database kDatabase = Database::kCustomer;
  static constexpr Phase kPhase = Phase::kEngagement;
  static constexpr BeginsAt<&CampaignResponsesRow::response_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&CampaignResponsesRow::response_id>("Numbers the response.").key(),
      column<&CampaignResponsesRow::campaign_id>("Campaign responded to.")
          .varchar(50)
          .not_null()
          .to("campaigns.campaign_id"),
      column<&CampaignResponsesRow::customer_id>(
          "Customer who responded; at most once per campaign.")
          .varchar(50)
          .not_null()
          .to("customer_profiles.customer_id"),
      column<&CampaignResponsesRow::response_date>("Day of the response, while the campaign ran."),
      column<&CampaignResponsesRow::response_type>().one_of<ResponseType>().varchar(50),
      column<&CampaignResponsesRow::converted>(
          "Whether the response led to business; true for every purchase.")
          .default_to("FALSE"));
};

}  // namespace bankseed
