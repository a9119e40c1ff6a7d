#include "bank/engagement/engagement.hpp"
#include "bank/engagement/plan.hpp"
#include "bank/engagement/text.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {
namespace {

void append_interactions(const CoreBankingPlan& block,
                         const EngagementData& data,
                         const EngagementText& text,
                         RowSet& out) {
  auto& rows = out.of<InteractionsRow>();
  for (const Interaction& interaction : data.interactions) {
    std::optional<std::int32_t> duration;
    if (interaction.type != InteractionType::kEmail) duration = interaction.duration_minutes;
    rows.push_back({.interaction_id = interaction.id,
                    .customer_id = block.customers[interaction.customer].id,
                    .interaction_type = text_of(interaction.type),
                    .channel = text_of(interaction.channel),
                    .interaction_date = interaction.at,
                    .duration_minutes = duration,
                    .notes = text.notes(interaction, out.arena()),
                    .handled_by = interaction.handled_by,
                    .outcome = text_of(interaction.outcome)});
  }
}

void append_surveys(const CoreBankingPlan& block,
                    const EngagementData& data,
                    const EngagementText& text,
                    RowSet& out) {
  auto& rows = out.of<SatisfactionSurveysRow>();
  for (const Survey& survey : data.surveys) {
    const Interaction& interaction = data.interactions[survey.interaction];
    std::optional<std::string_view> comment;
    if (survey.commented) comment = text.comment(survey, out.arena());
    rows.push_back({.survey_id = survey.id,
                    .customer_id = block.customers[interaction.customer].id,
                    .interaction_id = interaction.id,
                    .nps_score = survey.nps,
                    .satisfaction_rating = survey.satisfaction,
                    .survey_date = survey.date,
                    .comments = comment});
  }
}

void append_complaints(const CoreBankingPlan& block,
                       const EngagementData& data,
                       const EngagementText& text,
                       RowSet& out) {
  auto& rows = out.of<ComplaintsRow>();
  for (const Complaint& complaint : data.complaints) {
    ComplaintsRow row{.complaint_id = complaint.id,
                      .customer_id = block.customers[complaint.customer].id,
                      .complaint_type = text_of(complaint.type),
                      .description = text.description(complaint, out.arena()),
                      .status = text_of(complaint.status),
                      .priority = text_of(complaint.priority),
                      .filed_date = complaint.filed,
                      .resolved_date = {},
                      .resolution_time_hours = {},
                      .assigned_to = complaint.assigned_to};
    if (complaint.status == ComplaintStatus::kResolved) {
      row.resolved_date = complaint.resolved();
      row.resolution_time_hours = static_cast<std::int32_t>(complaint.resolution_hours);
    }
    rows.push_back(row);
  }
}

void append_campaigns(const BankModel& model, RowSet& out) {
  for (const Campaign& campaign : model.engagement.campaigns.all()) {
    out.of<CampaignsRow>().push_back({.campaign_id = campaign.id,
                                      .campaign_name = out.arena().intern(campaign.name),
                                      .campaign_type = text_of(campaign.type),
                                      .start_date = campaign.start,
                                      .end_date = campaign.end,
                                      .target_segment = text_of(campaign.target)});
  }
}

void append_responses(Block& whole, RowSet& out) {
  const BankModel& model = whole.model();
  const CoreBankingPlan& block = whole.core_banking();
  const std::uint64_t before =
      model.engagement.quotas.counts_of(block.quotas.customers.first).responses;
  auto& rows = out.of<CampaignResponsesRow>();
  std::uint64_t number = before;
  for (const CampaignResponse& response : campaign_responses(model, block, take_ups(whole))) {
    rows.push_back({.response_id = {static_cast<std::int64_t>(++number)},
                    .campaign_id = model.engagement.campaigns[response.campaign].id,
                    .customer_id = block.customers[response.customer].id,
                    .response_date = response.date,
                    .response_type = text_of(response.type),
                    .converted = response.converted});
  }
}

}  // namespace

void append_engagement(Block& whole, const TableSet& tables, RowSet& out) {
  const BankModel& model = whole.model();
  const CoreBankingPlan& block = whole.core_banking();
  const bool interactions = wants<InteractionsRow>(tables);
  const bool surveys = wants<SatisfactionSurveysRow>(tables);
  const bool complaints = wants<ComplaintsRow>(tables);
  if (interactions || surveys || complaints) {
    const EngagementData data(whole);
    const EngagementText text(model, block, data);
    if (interactions) append_interactions(block, data, text, out);
    if (surveys) append_surveys(block, data, text, out);
    if (complaints) append_complaints(block, data, text, out);
  }
  if (wants<CampaignsRow>(tables) && block.quotas.block == 0) append_campaigns(model, out);
  if (wants<CampaignResponsesRow>(tables)) append_responses(whole, out);
}

template <>
EngagementCounts counts_before<EngagementCounts>(const BankModel& model, std::uint64_t block) {
  return model.engagement.quotas.counts_of(model.blocks.customers_of(block).first);
}

}  // namespace bankseed
