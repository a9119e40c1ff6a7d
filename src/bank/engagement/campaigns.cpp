#include "bank/engagement/campaigns.hpp"

#include <algorithm>
#include <numeric>

#include "bank/accounts/plan.hpp"
#include "bank/engagement/quotas.hpp"
#include "bank/model/selection_sampler.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/error.hpp"
#include "corpus/texts/engagement.hpp"

namespace bankseed {
namespace {

/// A campaign relative to as_of.
struct Plan {
  std::string_view name;  ///< In engagement.tsv.
  CampaignType type;
  Segment target;
  std::int32_t days_before;  ///< Start.
  std::int32_t days;         ///< Length.
  Products sells;            ///< What it leads to.
};
constexpr std::int32_t kShiftDays = 4;

/// What some campaigns sell.
constexpr Products kSaving = product_of(AccountType::kSavings) |
                             product_of(AccountType::kMoneyMarket) | product_of(AccountType::kCd);
constexpr Products kDaily = product_of(AccountType::kChecking) | product_of(AccountType::kSavings);
constexpr Products kAnyAccount = product_of(AccountType::kChecking) | kSaving;

// The last six reach into the last hundred days: Campaigns::kSeenMin.
constexpr std::array<Plan, Campaigns::kCount> kPlans = {{
    {"round_up_savings", CampaignType::kEmail, Segment::kRetail, 715, 60, kSaving},
    {"term_life_offer", CampaignType::kDirectMail, Segment::kPremium, 690, 75,
     product_of(PolicyType::kLife)},
    {"low_rate_auto_loan", CampaignType::kCrossSell, Segment::kRetail, 650, 90,
     product_of(LoanType::kAuto) | product_of(PolicyType::kVehicle)},
    {"payroll_and_treasury_online", CampaignType::kEmail, Segment::kCorporate, 610, 60,
     kDaily | product_of(LoanType::kBusiness)},
    {"wealth_review_invitation", CampaignType::kDirectMail, Segment::kPrivateBanking, 575, 75,
     kAnyAccount | product_of(LoanType::kMortgage)},
    {"money_market_rate_boost", CampaignType::kDigital, Segment::kPremium, 540, 60, kSaving},
    {"mobile_app_welcome_reward", CampaignType::kDigital, Segment::kRetail, 505, 75, kAnyAccount},
    {"home_and_contents_cover", CampaignType::kCrossSell, Segment::kPremium, 465, 60,
     product_of(PolicyType::kProperty)},
    {"merchant_services_starter_offer", CampaignType::kDigital, Segment::kCorporate, 430, 75,
     kDaily | product_of(LoanType::kBusiness)},
    {"loyal_saver_rate_bonus", CampaignType::kRetention, Segment::kRetail, 395, 60, kSaving},
    {"paperless_statements_reward", CampaignType::kEmail, Segment::kRetail, 355, 75, kAnyAccount},
    {"relationship_anniversary_benefits", CampaignType::kRetention, Segment::kPrivateBanking, 320,
     60, kAnyAccount | product_of(PolicyType::kLife) | product_of(PolicyType::kProperty)},
    {"mortgage_refinancing_check", CampaignType::kEmail, Segment::kPremium, 285, 75,
     product_of(LoanType::kMortgage)},
    {"business_account_fee_holiday", CampaignType::kRetention, Segment::kCorporate, 235, 75,
     kAnyAccount},
    {"personal_loan_online", CampaignType::kDigital, Segment::kRetail, 185, 90,
     product_of(LoanType::kPersonal) | product_of(LoanType::kEducation)},
    {"certificate_renewal_rate", CampaignType::kRetention, Segment::kPremium, 160, 90, kSaving},
    {"equipment_loan_for_account_holders", CampaignType::kCrossSell, Segment::kCorporate, 130, 90,
     product_of(LoanType::kBusiness)},
    {"estate_and_trust_planning", CampaignType::kDirectMail, Segment::kPrivateBanking, 100, 90,
     product_of(PolicyType::kLife) | product_of(PolicyType::kProperty) |
         product_of(PolicyType::kHealth)},
    {"balance_transfer_offer", CampaignType::kDirectMail, Segment::kPremium, 70, 85,
     product_of(LoanType::kPersonal)},
    {"renters_and_travel_insurance_bundle", CampaignType::kCrossSell, Segment::kRetail, 35, 75,
     product_of(PolicyType::kProperty) | product_of(PolicyType::kTravel)},
}};
static_assert(std::count_if(kPlans.begin(), kPlans.end(), [](const Plan& plan) {
                return plan.days_before - plan.days + kShiftDays < kRecentDays - 1;
              }) == Campaigns::kSeenMin);

/// The name lives in the arena.
std::string_view name_of(const corpus::EngagementTexts& texts,
                         const Plan& plan,
                         Date start,
                         Arena& arena) {
  const YearMonthDay civil = to_civil(start);
  const auto season = static_cast<std::size_t>(civil.month % 12 / 3);
  // The winter that begins in December bears the next year's number.
  const std::int32_t year = civil.year + (civil.month == 12 ? 1 : 0);
  return texts.campaign_name.text(arena, texts.campaigns.named(plan.name).title,
                                  texts.seasons[season], year);
}

/// How readily a customer of the first segment takes up a campaign for the second, per 64.
constexpr EnumTable<Segment, Segment, std::uint32_t> kAppeal = {{{
    {64, 6, 2, 1},
    {14, 64, 5, 5},
    {4, 14, 64, 4},
    {4, 20, 6, 64},
}}};

/// Of a hundred who respond so many at most are taken from those whom a campaign can have led to
/// something, before all others.
constexpr std::uint64_t kLedPercent = 60;
/// Who is not likelier than this to take up a campaign is not led by it to anything.
constexpr std::uint32_t kLeadAppeal = 14;

class ResponseBuilder {
 public:
  ResponseBuilder(const BankModel& model,
                  const CoreBankingPlan& block,
                  std::span<const TakeUp> taken)
      : model_(model),
        block_(block),
        taken_(taken),
        campaigns_(model.engagement.campaigns),
        high_(static_cast<std::uint32_t>(model.options.settings.campaigns.per_customer.high)) {
    const OrdinalRange& customers = block.quotas.customers;
    before_ = model.engagement.quotas.counts_of(customers.first);
    counts_ = model.engagement.quotas.counts_of(customers.last) - before_;
    first_taken_.assign(block.customers.size() + 1, 0);
    for (const TakeUp& one : taken)
      ++first_taken_[one.customer + 1];
    std::partial_sum(first_taken_.begin(), first_taken_.end(), first_taken_.begin());
  }

  std::vector<CampaignResponse> build() {
    choose_customers();
    responses_.reserve(counts_.responses);
    for (std::uint32_t i = 0; i < block_.customers.size(); ++i) {
      if (shares_[i] > 0) respond(i);
    }
    decide_types();
    return std::move(responses_);
  }

 private:
  /// Some days; none when last < first.
  struct Days {
    Date first;
    Date last;
  };
  /// Those on which the customer can have responded to anything.
  [[nodiscard]] static Days days_of(const Customer& customer) {
    return {add_days(date_of(customer.created_at), 1), date_of({customer.active_until.micros - 1})};
  }
  /// Those of them that were in the campaign.
  [[nodiscard]] static Days within(const Days& days, const Campaign& campaign) {
    return {std::max(campaign.start, days.first), std::min(campaign.end, days.last)};
  }
  /// The customer's days of a campaign on which a response can have led to one of `taken`, what the
  /// customer takes up; none mostly.
  [[nodiscard]] static Days leading(const Customer& customer,
                                    const Campaign& campaign,
                                    Products sells,
                                    std::span<const TakeUp> taken) {
    const Days none = {Date{1}, Date{0}};
    if (taken.empty() || kAppeal[customer.segment][campaign.target] < kLeadAppeal) return none;
    const Days days = within(days_of(customer), campaign);
    if (days.first <= days.last) {
      for (const TakeUp& one : taken) {
        if ((one.product & sells) == 0) continue;
        const Days leads = {std::max(days.first, add_days(one.date, -Campaigns::kTakeUpDays)),
                            std::min(days.last, add_days(one.date, -1))};
        if (leads.first <= leads.last) return leads;
      }
    }
    return none;
  }
  [[nodiscard]] std::span<const TakeUp> taken_by(std::uint32_t customer) const {
    return taken_.subspan(first_taken_[customer],
                          first_taken_[customer + 1] - first_taken_[customer]);
  }
  [[nodiscard]] bool is_led(std::uint32_t index) const {
    const auto taken = taken_by(index);
    for (std::size_t i = 0; i < Campaigns::kCount && !taken.empty(); ++i) {
      const Days days = leading(block_.customers[index], campaigns_[i], kPlans[i].sells, taken);
      if (days.first <= days.last) return true;
    }
    return false;
  }

  /// How many responses the customer can have given.
  [[nodiscard]] std::uint32_t limit_of(const Customer& customer) const {
    std::uint32_t seen = 0;
    const Days there = days_of(customer);
    for (const Campaign& campaign : campaigns_.all()) {
      const Days days = within(there, campaign);
      if (days.first <= days.last) ++seen;
    }
    return std::min(seen, high_);
  }

  /// How many of them were meant for the customer's segment.
  [[nodiscard]] std::uint32_t addressed(const Customer& customer) const {
    std::uint32_t seen = 0;
    const Days there = days_of(customer);
    for (const Campaign& campaign : campaigns_.all()) {
      const Days days = within(there, campaign);
      if (campaign.target == customer.segment && days.first <= days.last) ++seen;
    }
    return seen;
  }

  /// Who responds, and how often: shares_.
  void choose_customers() {
    const std::uint64_t count = block_.customers.size();
    std::vector<std::uint32_t> limits;
    limits.reserve(count);
    for (const Customer& customer : block_.customers)
      limits.push_back(limit_of(customer));
    shares_.resize(count);
    const Permutation order = model_.permutation(Stream::kResponseRank, block_.quotas.block, count);
    std::vector<std::uint32_t> chosen = choose(order, limits, 1);
    if (sum_of(chosen, limits) < counts_.responses)
      chosen = choose(order, limits, static_cast<std::uint32_t>(Campaigns::kSeenMin));
    if (chosen.size() < counts_.responding || sum_of(chosen, limits) < counts_.responses) {
      throw UsageError(
          "campaigns.responses and campaigns.responding ask for more than the customers who were "
          "there during a campaign can give; lower them");
    }
    share_out(chosen, limits);
  }

  /// The first customers by rank who can respond at least `seen_min` times; first of all those whom
  /// a campaign can have led to something.
  [[nodiscard]] std::vector<std::uint32_t> choose(const Permutation& order,
                                                  const std::vector<std::uint32_t>& limits,
                                                  std::uint32_t seen_min) const {
    std::vector<std::uint32_t> chosen;
    std::vector<bool> is_chosen(limits.size());
    const std::uint64_t led_max = counts_.responding * kLedPercent / 100;
    for (const bool led : {true, false}) {
      const std::uint64_t most = led ? led_max : counts_.responding;
      for (std::uint64_t rank = 0; rank < limits.size() && chosen.size() < most; ++rank) {
        const auto index = static_cast<std::uint32_t>(order.inverse(rank));
        if (limits[index] < std::max(std::min(seen_min, high_), 1U) || is_chosen[index] ||
            (led && !is_led(index)))
          continue;
        is_chosen[index] = true;
        chosen.push_back(index);
      }
    }
    return chosen;
  }
  [[nodiscard]] static std::uint64_t sum_of(const std::vector<std::uint32_t>& chosen,
                                            const std::vector<std::uint32_t>& limits) {
    std::uint64_t sum = 0;
    for (const std::uint32_t index : chosen)
      sum += limits[index];
    return sum;
  }

  /// Some respond to one campaign, some to nearly all; nobody to more than he has seen.
  void share_out(const std::vector<std::uint32_t>& chosen,
                 const std::vector<std::uint32_t>& limits) {
    if (chosen.empty()) return;
    std::vector<std::uint32_t> weights;
    weights.reserve(chosen.size());
    for (const std::uint32_t index : chosen) {
      Draws draws = model_.draws(Stream::kResponseHabit, block_.customers[index].id.number - 1);
      const auto habit = static_cast<std::uint32_t>(draws.below(100));
      weights.push_back((20 + habit) * (1 + 3 * addressed(block_.customers[index])));
    }
    std::vector<std::uint32_t> shares(chosen.size());
    const auto low = static_cast<std::uint32_t>(model_.options.settings.campaigns.per_customer.low);
    distribute(counts_.responses, weights, low, high_, shares);
    std::uint64_t over = 0;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const std::uint32_t share = std::min(shares[i], limits[chosen[i]]);
      over += shares[i] - share;
      shares_[chosen[i]] = share;
    }
    // What some could not have given falls to others, one each in turn.
    while (over > 0) {
      for (const std::uint32_t index : chosen) {
        if (over == 0 || shares_[index] == limits[index]) continue;
        ++shares_[index];
        --over;
      }
    }
  }

  /// The customer's responses: the most appealing of the campaigns seen, each by its own draw.
  void respond(std::uint32_t index) {
    const Customer& customer = block_.customers[index];
    struct Choice {
      std::uint64_t appeal;
      std::uint32_t campaign;
    };
    std::array<Choice, Campaigns::kCount> choices{};
    std::size_t count = 0;
    const Days there = days_of(customer);
    const auto leads = [this, &customer, taken = taken_by(index)](std::uint32_t campaign) {
      return leading(customer, campaigns_[campaign], kPlans[campaign].sells, taken);
    };
    Draws draws = model_.draws(Stream::kResponseCampaign, customer.id.number - 1);
    for (std::uint32_t i = 0; i < Campaigns::kCount; ++i) {
      const std::uint64_t uniform = draws.next() / 64;
      const Days days = within(there, campaigns_[i]);
      if (days.last < days.first) continue;
      const Days lead = leads(i);
      // What led to something comes before all others.
      const std::uint64_t appeal = uniform * kAppeal[customer.segment][campaigns_[i].target];
      choices[count++] = {lead.first <= lead.last ? UINT64_MAX / 2 + appeal / 2 : appeal / 2, i};
    }
    std::sort(choices.begin(), choices.begin() + static_cast<std::ptrdiff_t>(count),
              [](const Choice& a, const Choice& b) {
                return a.appeal != b.appeal ? a.appeal > b.appeal : a.campaign < b.campaign;
              });
    const std::size_t first = responses_.size();
    for (std::size_t i = 0; i < shares_[index]; ++i) {
      const std::uint32_t campaign = choices[i].campaign;
      const Days lead = leads(campaign);
      const bool led = lead.first <= lead.last;
      responses_.push_back({.customer = index,
                            .campaign = campaign,
                            .date = date_in(led ? lead : within(there, campaigns_[campaign])),
                            .type = {},
                            .converted = false,
                            .led = led});
    }
    std::sort(responses_.begin() + static_cast<std::ptrdiff_t>(first), responses_.end(),
              [](const CampaignResponse& a, const CampaignResponse& b) {
                return a.date != b.date ? a.date < b.date : a.campaign < b.campaign;
              });
  }

  /// Interest fades: the earlier of two draws.
  [[nodiscard]] Date date_in(const Days& days) const {
    Draws draws = model_.draws(Stream::kResponseDate, before_.responses + responses_.size());
    const auto span = static_cast<std::uint64_t>(days.last.days - days.first.days) + 1;
    const std::uint64_t one = draws.below(span);
    const std::uint64_t other = draws.below(span);
    return add_days(days.first, static_cast<std::int32_t>(std::min(one, other)));
  }

  [[nodiscard]] bool is_last(std::size_t i) const {
    return i + 1 == responses_.size() || responses_[i + 1].customer != responses_[i].customer;
  }

  /// The last responses of customers, and the others; those that led to something follow.
  static constexpr std::size_t kGroups = 4;
  [[nodiscard]] std::size_t group_of(std::size_t i) const {
    return (is_last(i) ? 0U : 1U) + (responses_[i].led ? 2U : 0U);
  }

  /// Who unsubscribes is not heard of again: only last responses are of that type. Purchases are
  /// what led to something, as far as there is enough of it.
  void decide_types() {
    constexpr std::array<std::uint32_t, kGroups* 4> kWeights = {42, 27, 11,  20, 52, 32, 16,  0,
                                                                8,  4,  400, 1,  8,  4,  400, 0};
    std::array<std::uint64_t, kGroups> sizes{};
    for (std::size_t i = 0; i < responses_.size(); ++i)
      ++sizes[group_of(i)];
    const auto cells = fit_contingency_table(sizes, counts_.response_types, kWeights);
    // Beside the purchases: clicks that led to business in the end.
    const std::uint64_t clicked = counts_.response_types[ResponseType::kClicked];
    const std::uint64_t purchased = counts_.response_types[ResponseType::kPurchased];
    const std::uint64_t converted =
        std::min(clicked, counts_.converted - std::min(counts_.converted, purchased));
    const auto draws = [this](std::uint64_t part) {
      return model_.draws(Stream::kResponseType, (kGroups + 1) * block_.quotas.block + part);
    };
    const auto types_of = [&](std::size_t group) {
      return SelectionSampler(draws(group), std::span(cells).subspan(4 * group, 4));
    };
    std::array<SelectionSampler, kGroups> types = {types_of(0), types_of(1), types_of(2),
                                                   types_of(3)};
    SelectionSampler clicks(draws(kGroups), std::array{converted, clicked - converted});
    for (std::size_t i = 0; i < responses_.size(); ++i) {
      CampaignResponse& response = responses_[i];
      response.type = static_cast<ResponseType>(types[group_of(i)].next());
      response.converted = response.type == ResponseType::kClicked
                               ? clicks.next() == 0
                               : response.type == ResponseType::kPurchased;
    }
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  std::span<const TakeUp> taken_;
  std::vector<std::size_t> first_taken_;  ///< Of each customer, and the end.
  const Campaigns& campaigns_;
  std::uint32_t high_;
  EngagementCounts before_;
  EngagementCounts counts_;
  std::vector<std::uint32_t> shares_;  // By customer.
  std::vector<CampaignResponse> responses_;
};

}  // namespace

Campaigns::Campaigns(std::uint64_t seed, Date as_of, const corpus::EngagementTexts& texts) {
  Arena arena;
  for (std::size_t i = 0; i < kCount; ++i) {
    const Plan& plan = kPlans[i];
    Draws draws(seed, Stream::kCampaign, i);
    const auto shift = static_cast<std::int32_t>(draws.between(-kShiftDays, kShiftDays));
    const Date start = add_days(as_of, -plan.days_before + shift);
    all_[i] = {.id = {i + 1},
               .name = std::string(name_of(texts, plan, start, arena)),
               .type = plan.type,
               .target = plan.target,
               .start = start,
               .end = add_days(start, plan.days - 1)};
  }
}

std::vector<CampaignResponse> campaign_responses(const BankModel& model,
                                                 const CoreBankingPlan& block,
                                                 std::span<const TakeUp> taken) {
  return ResponseBuilder(model, block, taken).build();
}

}  // namespace bankseed
