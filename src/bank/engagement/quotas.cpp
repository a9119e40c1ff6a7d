#include "bank/engagement/quotas.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "bank/accounts/quotas.hpp"
#include "bank/engagement/campaigns.hpp"
#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

/// Nobody can be promised more responses than the fewest campaigns that a customer has seen.
Range responses_each(const CampaignSettings& settings) {
  return {settings.per_customer.low,
          std::min<std::int64_t>(settings.per_customer.high, Campaigns::kSeenMin)};
}

}  // namespace

EngagementQuotas::EngagementQuotas(const Settings& settings)
    : in_contact_(settings.interactions.customers),
      interactions_(per_member("interactions.count",
                               settings.interactions.count,
                               settings.interactions.customers,
                               settings.interactions.per_customer)),
      interaction_types_(settings.interactions.types),
      outcomes_(settings.interactions.outcomes),
      handled_(settings.interactions.handled),
      surveyed_(settings.interactions.surveyed),
      commented_(settings.interactions.commented),
      complaining_(settings.complaints.customers),
      complaints_(per_member("complaints.count",
                             settings.complaints.count,
                             settings.complaints.customers,
                             settings.complaints.per_customer)),
      complaint_types_(settings.complaints.types),
      complaint_status_(settings.complaints.status),
      priorities_(settings.complaints.priorities),
      assigned_(settings.complaints.assigned),
      responding_(settings.campaigns.responding),
      responses_(per_member("campaigns.responses",
                            settings.campaigns.responses,
                            settings.campaigns.responding,
                            responses_each(settings.campaigns))),
      response_types_(settings.campaigns.types),
      converted_(settings.campaigns.converted) {}

EngagementQuotas::PerMember EngagementQuotas::per_member(const char* name,
                                                         Volume volume,
                                                         Share members,
                                                         const Range& each) {
  const std::uint64_t rows = std::uint64_t{volume.per_1200} * 10'000;
  const std::uint64_t count = std::uint64_t{members.basis_points} * kVolumeCustomers;
  const std::uint64_t least = count * static_cast<std::uint64_t>(each.low);
  const std::uint64_t most = count * static_cast<std::uint64_t>(each.high);
  if (rows < least || rows > most) {
    throw UsageError(
        fmt::format("{} = {} per 1,200 customers does not go with {} customers of {} to {} each: "
                    "{} to {} do; change it, or the share of customers",
                    name, volume.per_1200, count / 10'000, each.low, each.high,
                    (least + 9'999) / 10'000, most / 10'000));
  }
  return {.numerator = rows, .denominator = std::max<std::uint64_t>(count, 1)};
}

EngagementCounts EngagementQuotas::counts_of(std::uint64_t customers) const noexcept {
  EngagementCounts counts;
  counts.in_contact = share_of(customers, in_contact_);
  counts.interactions = interactions_.of(counts.in_contact);
  counts.interaction_types = interaction_types_.counts_of(counts.interactions);
  counts.outcomes = outcomes_.counts_of(counts.interactions);
  counts.handled = share_of(counts.interactions, handled_);
  counts.surveys = share_of(counts.outcomes[InteractionOutcome::kResolved], surveyed_);
  counts.commented = share_of(counts.surveys, commented_);
  counts.complaining = share_of(customers, complaining_);
  counts.complaints = complaints_.of(counts.complaining);
  counts.complaint_types = complaint_types_.counts_of(counts.complaints);
  counts.complaint_status = complaint_status_.counts_of(counts.complaints);
  counts.priorities = priorities_.counts_of(counts.complaints);
  counts.assigned = share_of(counts.complaints, assigned_);
  counts.responding = share_of(customers, responding_);
  counts.responses = responses_.of(counts.responding);
  counts.response_types = response_types_.counts_of(counts.responses);
  counts.converted = share_of(counts.responses, converted_);
  return counts;
}

}  // namespace bankseed
