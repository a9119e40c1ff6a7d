#include <algorithm>
#include <tuple>

#include "bank/insurance/insurance.hpp"
#include "bank/insurance/text/text.hpp"
#include "bankseed/core/check.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {
namespace {

constexpr int kEventAttempts = 12;

/// The events of a block's policies (EVT1), each policy's in order of time.
class Events {
 public:
  Events(const BankModel& model, const InsuranceData& insurance)
      : model_(model), insurance_(insurance) {}

  std::vector<PolicyEvent> make() {
    for (const Policy& policy : insurance_.policies)
      append(policy);
    return std::move(events_);
  }

 private:
  void append(const Policy& policy) {
    const std::size_t first = events_.size();
    const auto add = [&](PolicyEventType type, Date date) {
      events_.push_back({.policy = &policy, .type = type, .date = date});
    };
    for (std::uint32_t i = 1; i <= policy.renewals; ++i) {
      const auto months = static_cast<std::int32_t>(12 * policy.renewal_years * i);
      add(PolicyEventType::kRenewal, add_months(policy.start, months));
    }
    if (policy.suspension) {
      add(PolicyEventType::kCancellation, policy.suspension->first);
      add(PolicyEventType::kReinstatement, policy.suspension->last);
    }
    if (policy.ended()) add(PolicyEventType::kCancellation, policy.end);
    Draws draws = model_.draws(Stream::kModificationDate, policy.id.number);
    for (std::uint32_t i = 0; i < policy.modifications; ++i)
      add(PolicyEventType::kModification, modification_date(policy, first, draws));
    const auto begin = events_.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, events_.end(), [](const PolicyEvent& a, const PolicyEvent& b) {
      return std::tie(a.date, a.type) < std::tie(b.date, b.type);
    });
    EnumArray<PolicyEventType, std::uint32_t> counts{};
    for (auto event = begin; event != events_.end(); ++event)
      event->index = counts[event->type]++;
  }

  /// A working day on which the policy was in force and nothing else happened to it, if chance
  /// finds one.
  [[nodiscard]] Date modification_date(const Policy& policy,
                                       std::size_t first_event,
                                       Draws& draws) const {
    const std::int32_t last = policy.in_force_to.days - (policy.ended() ? 1 : 0);
    for (int attempt = 0; attempt < kEventAttempts; ++attempt) {
      const std::int32_t first = policy.start.days + 1;
      const Date date = model_.working_days.within(
          {static_cast<std::int32_t>(draws.between(first, last))}, {first}, {last});
      const bool taken =
          std::any_of(events_.begin() + static_cast<std::ptrdiff_t>(first_event), events_.end(),
                      [date](const PolicyEvent& e) { return e.date == date; });
      if (!taken && date.days <= last && policy.in_force_on(date)) return date;
    }
    const Date next = add_days(policy.start, 1);
    return model_.working_days.within(next, next, std::max(next, Date{last}));
  }

  const BankModel& model_;
  const InsuranceData& insurance_;
  std::vector<PolicyEvent> events_;
};

/// Who entered which event: as many as wanted, on working days, where somebody was there to do it.
std::vector<std::optional<EmployeeId>> performers(const BankModel& model,
                                                  const CoreBankingPlan& block,
                                                  const InsuranceData& insurance,
                                                  const std::vector<PolicyEvent>& events) {
  std::vector<std::optional<EmployeeId>> result(events.size());
  const Permutation order =
      model.permutation(Stream::kEventPerformed, block.quotas.block, events.size());
  std::uint64_t left = insurance.counts.performed;
  for (std::uint64_t rank = 0; rank < order.size() && left > 0; ++rank) {
    const std::uint64_t i = order.inverse(rank);
    if (!model.working_days.is_working_day(events[i].date)) continue;
    Draws draws = model.draws(Stream::kEventAgent, insurance.before.events() + i);
    const std::optional<EmployeeId> agent = events[i].policy->agent;
    result[i] = agent && model.roster.employed_on(*agent, events[i].date)
                    ? agent
                    : model.roster.pick(Role::kInsuranceAgent, events[i].date, draws.next());
    left -= result[i] ? 1U : 0U;
  }
  return result;
}

}  // namespace

void append_policy_events(const BankModel& model,
                          const CoreBankingPlan& block,
                          const InsuranceData& insurance,
                          RowSet& out) {
  const std::vector<PolicyEvent> events = Events(model, insurance).make();
  BANKSEED_CHECK(events.size() == insurance.counts.events());
  const auto performed_by = performers(model, block, insurance, events);
  std::uint64_t number = insurance.before.events();
  for (std::size_t i = 0; i < events.size(); ++i) {
    const PolicyEvent& event = events[i];
    const Customer& owner = block.customers[event.policy->owner];
    const Draws draws = model.draws(Stream::kPolicyEvent, number++);
    out.of<PolicyEventsRow>().push_back(
        {.event_id = {static_cast<std::int64_t>(number)},
         .policy_id = event.policy->id,
         .event_type = text_of(event.type),
         .event_date = event.date,
         .description = policy_event_text(model, owner, event, draws, out.arena()),
         .performed_by = performed_by[i]});
  }
}

}  // namespace bankseed
