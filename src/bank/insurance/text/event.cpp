#include <algorithm>

#include "bank/insurance/text/text.hpp"
#include "bank/model/named_people.hpp"
#include "core/text.hpp"
#include "corpus/texts/insurance.hpp"

namespace bankseed {
namespace {

/// What changed, in the figures of the policy's row.
class EventText {
 public:
  EventText(const BankModel& model,
            const Customer& owner,
            const PolicyEvent& event,
            const Draws& draws,
            Arena& arena)
      : model_(model),
        texts_(*model.corpus->insurance_texts),
        owner_(owner),
        event_(event),
        policy_(*event.policy),
        draws_(draws),
        arena_(arena) {}

  [[nodiscard]] std::string_view make() {
    switch (event_.type) {
      case PolicyEventType::kRenewal: return renewal();
      case PolicyEventType::kModification: return modification();
      case PolicyEventType::kCancellation: return cancellation();
      case PolicyEventType::kReinstatement: return reinstatement();
    }
    return {};
  }

 private:
  /// "2,300.32 per year"
  [[nodiscard]] auto premium() const {
    return texts_.premiums[static_cast<std::size_t>(policy_.frequency)].with(policy_.premium);
  }
  /// By type of policy.
  template <class Lists>
  [[nodiscard]] const auto& of_type(const Lists& lists) const {
    return lists[static_cast<std::size_t>(policy_.type)];
  }

  std::string_view renewal() {
    const std::uint32_t years = policy_.renewal_years;
    const auto months = static_cast<std::int32_t>(12 * years * (event_.index + 2));
    const Date until = add_days(add_months(policy_.start, months), -1);
    return texts_.renewals.pick(draws_).text(arena_, until, premium(), policy_.coverage,
                                             event_.index + 1, texts_.term.of(years).with(years));
  }

  std::string_view cancellation() {
    const bool final = policy_.ended() && event_.date == policy_.end;
    if (!final) return suspension_start();
    return policy_.status == PolicyStatus::kLapsed ? lapse() : final_cancellation();
  }

  std::string_view lapse() {
    const std::uint32_t missed = std::max(policy_.failed_last, 1U);
    const std::uint32_t last = policy_.payment_count - 1;
    return texts_.lapses.pick(draws_).of(missed).text(
        arena_, policy_.premium, policy_.due(last + 1 - missed), policy_.due(last));
  }

  std::string_view final_cancellation() {
    const auto& opening = texts_.cancelled.pick(draws_);
    const std::string_view reason = of_type(texts_.cancellation_reasons).pick(draws_);
    return texts_.cancellations.pick(draws_).text(arena_, opening.with(reason), policy_.coverage,
                                                  policy_.end, premium());
  }

  /// A suspension has one reason, which its end speaks of, too.
  [[nodiscard]] const corpus::SuspensionReason& suspension_reason() const {
    return texts_.suspension_reasons.pick(
        model_.draws(Stream::kSuspensionReason, policy_.id.number).next());
  }
  [[nodiscard]] bool for_non_payment() const {
    return policy_.failed_payment && *policy_.failed_payment == policy_.suspension_payment;
  }

  std::string_view suspension_start() {
    if (for_non_payment()) {
      return texts_.unpaid.pick(draws_).text(arena_, policy_.premium,
                                             policy_.due(policy_.suspension_payment));
    }
    return texts_.suspensions.pick(draws_).text(arena_, suspension_reason().cancelled,
                                                policy_.coverage);
  }

  std::string_view reinstatement() {
    const auto days =
        static_cast<std::uint64_t>(policy_.suspension->last.days - policy_.suspension->first.days);
    const auto arrears = texts_.arrears.with(policy_.premium);
    const std::string_view reason = suspension_reason().reinstated;
    const corpus::PlaceValue cause =
        for_non_payment() ? corpus::PlaceValue(arrears) : corpus::PlaceValue(reason);
    return texts_.reinstatements.pick(draws_).text(arena_, cause, policy_.coverage, premium(),
                                                   texts_.days.of(days).with(days));
  }

  std::string_view modification() {
    const std::string_view change =
        draws_.chance({1, 6}) ? texts_.general_changes.pick(draws_).text() : type_change();
    return texts_.modifications.pick(draws_).text(arena_, change, premium(), policy_.coverage);
  }

  std::string_view type_change() {
    switch (policy_.type) {
      case PolicyType::kLife: break;
      case PolicyType::kProperty: {
        const std::uint64_t kind = draws_.below(3);
        if (kind == 0) return moved(texts_.property_deductible);
        if (kind == 1) return moved(texts_.valuables);
        break;
      }
      case PolicyType::kVehicle: return vehicle_change();
      case PolicyType::kHealth: {
        const std::uint64_t kind = draws_.below(3);
        if (kind == 0) return moved(texts_.co_payment);
        if (kind == 1) return moved(texts_.health_deductible);
        break;
      }
      case PolicyType::kTravel:
        if (draws_.below(3) == 0) return moved(texts_.baggage);
        break;
    }
    return of_type(texts_.changes).pick(draws_);
  }

  std::string_view moved(const corpus::MovableLimit& limit) {
    const std::size_t size = limit.dollars.size();
    const std::uint64_t from = draws_.below(size);
    const std::uint64_t step = 1 + draws_.below(size - 1);
    const std::uint64_t to = (from + step) % size;
    return (to > from ? texts_.raised : texts_.lowered)
        .text(arena_, limit.name, Money{limit.dollars[from] * 100}, Money{limit.dollars[to] * 100});
  }

  /// Of the other sex and the same family; another one with each modification of the policy.
  [[nodiscard]] std::string_view second_driver() const {
    const PersonName owner = name_of(model_, owner_);
    const auto& names = owner.female ? model_.corpus->male_names : model_.corpus->female_names;
    NamedPeople people(*model_.corpus, arena_);
    people.add(owner);
    Draws draws = model_.draws(Stream::kSecondDriver, policy_.id.number);
    std::optional<std::string_view> added;
    while (people.size() < event_.index + 2) {
      added = people.add(
          {.female = !owner.female, .first = names.pick(draws.next()), .last = owner.last});
    }
    return *added;
  }

  std::string_view vehicle_change() {
    const std::uint64_t kind = draws_.below(4);
    if (kind == 0) return moved(texts_.vehicle_deductible);
    if (kind == 1) {
      const auto& phrase = draws_.chance({3, 4}) ? texts_.driver_added : texts_.driver_removed;
      return phrase.text(arena_, second_driver());
    }
    if (kind == 2) {
      const auto year = static_cast<std::uint64_t>(to_civil(event_.date).year);
      const std::uint64_t old_year = year - 6 - draws_.below(9);
      const std::string_view old_body = texts_.bodies.pick(draws_);
      const std::uint64_t new_year = year - draws_.below(5);
      return texts_.vehicle_changed.text(arena_, old_year, old_body, new_year,
                                         texts_.bodies.pick(draws_));
    }
    return of_type(texts_.changes).pick(draws_);
  }

  const BankModel& model_;
  const corpus::InsuranceTexts& texts_;
  const Customer& owner_;
  const PolicyEvent& event_;
  const Policy& policy_;
  Draws draws_;
  Arena& arena_;
};

}  // namespace

std::string_view policy_event_text(const BankModel& model,
                                   const Customer& owner,
                                   const PolicyEvent& event,
                                   Draws draws,
                                   Arena& arena) {
  return EventText(model, owner, event, draws, arena).make();
}

}  // namespace bankseed
