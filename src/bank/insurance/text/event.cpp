#include <array>

#include "bank/insurance/text/text.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

constexpr EnumArray<PremiumFrequency, std::string_view> kPerPeriod = {" per year", " per quarter",
                                                                      " per month"};

template <std::size_t kSize>
std::string_view pick(const std::array<std::string_view, kSize>& texts, Draws& draws) {
  return texts[draws.below(kSize)];
}

/// "at a premium of 2,300.32 per year and a sum insured of 237,000.00": what the policy's row says.
class EventText {
 public:
  EventText(const BankModel& model,
            const Customer& owner,
            const PolicyEvent& event,
            const Draws& draws,
            Arena& arena)
      : model_(model),
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
  Text& add_premium(Text& text) {
    return text.grouped_money(policy_.premium).add(kPerPeriod[policy_.frequency]);
  }

  std::string_view renewal() {
    const auto months = static_cast<std::int32_t>(12 * policy_.renewal_years * (event_.index + 2));
    const Date until = add_days(add_months(policy_.start, months), -1);
    const std::uint64_t kind = draws_.below(6);
    Text text(arena_);
    switch (kind) {
      case 0:
        text.add("Renewed until ").date(until).add(", premium ");
        add_premium(text).add(" unchanged.");
        break;
      case 1:
        text.add("Automatic renewal; coverage of ").grouped_money(policy_.coverage);
        text.add(" continues to ").date(until).add('.');
        break;
      case 2:
        text.add("Renewal no. ").number(event_.index + 1).add(": ");
        add_premium(text).add(" for a sum insured of ").grouped_money(policy_.coverage).add('.');
        break;
      case 3:
        text.add("Holder confirmed renewal at ");
        add_premium(text).add("; next renewal after ").date(until).add('.');
        break;
      case 4:
        text.add("Term extended by ").number(policy_.renewal_years);
        text.add(policy_.renewal_years == 1 ? " year" : " years").add(" to ").date(until);
        text.add(", sum insured ").grouped_money(policy_.coverage).add('.');
        break;
      default:
        text.add("Renewal documents issued, cover to ").date(until).add(", ");
        add_premium(text).add('.');
        break;
    }
    return text.view();
  }

  std::string_view cancellation() {
    const bool final = policy_.ended() && event_.date == policy_.end;
    if (!final) return suspension_start();
    return policy_.status == PolicyStatus::kLapsed ? lapse() : final_cancellation();
  }

  std::string_view lapse() {
    const std::uint32_t last = policy_.payment_count - 1;
    const Date first_missed = policy_.due(last + 1 - std::max(policy_.failed_last, 1U));
    const std::uint64_t kind = draws_.below(4);
    Text text(arena_);
    text.add(kind % 2 == 0 ? "Lapsed: " : "Cover ended for non-payment: ");
    text.add(policy_.failed_last > 1 ? "premiums of " : "premium of ");
    text.grouped_money(policy_.premium).add(" due ").date(first_missed);
    if (policy_.failed_last > 1) text.add(" and ").date(policy_.due(last));
    constexpr std::array<std::string_view, 4> kEnds = {
        " not received within the days of grace.", " still unpaid after two reminders.",
        " returned by the bank and not made good.", " unpaid; notice sent to the holder."};
    return text.add(kEnds[kind]).view();
  }

  std::string_view final_cancellation() {
    using Reasons = std::array<std::string_view, 5>;
    constexpr EnumArray<PolicyType, Reasons> kReasons = {{{
        {"replaced by group cover of the employer", "loan that it secured is repaid",
         "holder no longer needs the cover", "surrendered at the holder's request",
         "replaced by a policy of another insurer"},
        {"house sold", "moved to another state", "replaced by a policy of another insurer",
         "covered by the landlord's policy now", "holder and spouse merged their policies"},
        {"vehicle sold", "vehicle scrapped", "lease returned",
         "replaced by a policy of another insurer", "holder no longer drives"},
        {"covered by the employer's plan now", "covered through the spouse's plan",
         "moved out of the network area", "replaced by a policy of another insurer",
         "eligible for public cover now"},
        {"no further trips planned", "cover included in a credit card",
         "replaced by a policy of another insurer", "moved abroad", "holder's request by letter"},
    }}};
    constexpr std::array<std::string_view, 4> kOpenings = {
        "Cancelled at the holder's request: ", "Cancelled, ",
        "Contract ended: ", "Cancellation as agreed; "};
    const std::string_view opening = pick(kOpenings, draws_);
    const std::string_view reason = pick(kReasons[policy_.type], draws_);
    const std::uint64_t kind = draws_.below(4);
    Text text(arena_);
    text.add(opening).add(reason);
    if (kind == 0) text.add("; coverage of ").grouped_money(policy_.coverage).add(" ended");
    if (kind == 1) text.add("; last day of cover ").date(policy_.end);
    if (kind == 2) {
      text.add("; premium of ");
      add_premium(text).add(" stopped");
    }
    return text.add('.').view();
  }

  /// A suspension has one reason, which its end speaks of, too.
  struct Reason {
    std::string_view cancelled;
    std::string_view reinstated;
  };
  [[nodiscard]] Reason suspension_reason() const {
    constexpr std::array<Reason, 6> kReasons = {{
        {"at the holder's request by telephone", "holder withdrew the cancellation"},
        {"requested documents not received", "documents received and accepted"},
        {"change of insurer announced", "holder decided to stay"},
        {"notice went to an old address and came back", "address confirmed by the holder"},
        {"question about the application unanswered", "question answered in writing"},
        {"by mistake when another contract ended", "entry corrected after the holder called"},
    }};
    return kReasons[scale_to(model_.draws(Stream::kPolicyEvent, ~policy_.id.number).next(),
                             kReasons.size())];
  }
  [[nodiscard]] bool for_non_payment() const {
    return policy_.failed_payment && *policy_.failed_payment == policy_.suspension_payment;
  }

  std::string_view suspension_start() {
    const std::uint64_t kind = draws_.below(3);
    Text text(arena_);
    if (for_non_payment()) {
      constexpr std::array<std::string_view, 3> kEnds = {" not received.", " returned by the bank.",
                                                         " unpaid after a reminder."};
      text.add("Cancelled for non-payment: premium of ").grouped_money(policy_.premium);
      text.add(" due ").date(policy_.due(policy_.suspension_payment)).add(kEnds[kind]);
      return text.view();
    }
    text.add(kind == 2 ? "Cancellation: " : "Cancelled: ").add(suspension_reason().cancelled);
    if (kind == 0) text.add("; coverage of ").grouped_money(policy_.coverage).add(" stopped");
    return text.add('.').view();
  }

  std::string_view reinstatement() {
    const std::uint64_t kind = draws_.below(4);
    const auto days =
        static_cast<std::uint64_t>(policy_.suspension->last.days - policy_.suspension->first.days);
    Text text(arena_);
    text.add(kind % 2 == 0 ? "Reinstated: " : "Back in force, ");
    if (for_non_payment()) {
      text.add("arrears of ").grouped_money(policy_.premium).add(" settled");
    } else {
      text.add(suspension_reason().reinstated);
    }
    if (kind == 0) text.add("; coverage of ").grouped_money(policy_.coverage).add(" as before");
    if (kind == 1) {
      text.add("; premium stays ");
      add_premium(text);
    }
    if (kind == 2) text.add(" after ").number(days).add(days == 1 ? " day" : " days");
    return text.add('.').view();
  }

  std::string_view modification() {
    Text text(arena_);
    if (draws_.chance({1, 6})) {
      constexpr std::array<std::string_view, 8> kGeneral = {
          "Documents sent electronically instead of by mail",
          "Documents sent by mail again",
          "Second contact person recorded",
          "Language of the documents changed to Spanish",
          "Holder's telephone number updated",
          "Mailing address updated",
          "Marketing consent withdrawn",
          "Power of attorney recorded"};
      text.add(pick(kGeneral, draws_));
    } else {
      add_type_change(text);
    }
    return add_unchanged(text).add('.').view();
  }

  void add_type_change(Text& text) {
    switch (policy_.type) {
      case PolicyType::kLife: return add_life_change(text);
      case PolicyType::kProperty: return add_property_change(text);
      case PolicyType::kVehicle: return add_vehicle_change(text);
      case PolicyType::kHealth: return add_health_change(text);
      case PolicyType::kTravel: return add_travel_change(text);
    }
  }

  void add_life_change(Text& text) {
    constexpr std::array<std::string_view, 10> kChanges = {
        "Beneficiary shares divided anew",       "Contact of a beneficiary corrected",
        "Waiver-of-premium rider added",         "Accidental-death rider removed",
        "Occupation changed to office work",     "Recorded as non-smoker after a new statement",
        "Assignment to a lender released",       "Policy assigned as security for a loan",
        "Option to convert to whole life added", "Child rider added"};
    text.add(pick(kChanges, draws_));
  }

  void add_amounts(Text& text, std::string_view what, const std::array<std::uint32_t, 5>& dollars) {
    const std::uint64_t from = draws_.below(dollars.size());
    const std::uint64_t step = 1 + draws_.below(dollars.size() - 1);
    const std::uint64_t to = (from + step) % dollars.size();
    text.add(what).add(to > from ? " raised from " : " lowered from ");
    text.grouped_money({std::int64_t{dollars[from]} * 100}).add(" to ");
    text.grouped_money({std::int64_t{dollars[to]} * 100});
  }

  void add_property_change(Text& text) {
    const std::uint64_t kind = draws_.below(3);
    if (kind == 0) return add_amounts(text, "Deductible", {500, 1'000, 1'500, 2'500, 5'000});
    if (kind == 1)
      return add_amounts(text, "Limit for valuables", {2'000, 3'500, 5'000, 10'000, 15'000});
    constexpr std::array<std::string_view, 8> kChanges = {"Alarm system recorded",
                                                          "Solar panels included in the building",
                                                          "Garden shed included in the building",
                                                          "Mortgage lender's clause added",
                                                          "Mortgage lender's clause removed",
                                                          "Replacement of the roof recorded",
                                                          "Use changed to rented out",
                                                          "Sump-pump failure included"};
    text.add(pick(kChanges, draws_));
  }

  void add_vehicle_change(Text& text) {
    const std::uint64_t kind = draws_.below(4);
    const std::string_view driver = model_.corpus->female_names.pick(draws_.next());
    const std::string_view other_driver = model_.corpus->male_names.pick(draws_.next());
    if (kind == 0) return add_amounts(text, "Deductible", {250, 500, 750, 1'000, 2'000});
    if (kind == 1) {
      text.add(draws_.chance({3, 4}) ? "Second driver added: " : "Second driver removed: ");
      text.add(owner_.female ? other_driver : driver).add(' ').add(owner_.last_name);
      return;
    }
    constexpr std::array<std::string_view, 6> kBodies = {"sedan",   "pickup",        "hatchback",
                                                         "minivan", "station wagon", "coupe"};
    if (kind == 2) {
      const auto year = static_cast<std::uint64_t>(to_civil(event_.date).year);
      const std::uint64_t old_year = year - 6 - draws_.below(9);
      const std::string_view old_body = pick(kBodies, draws_);
      const std::uint64_t new_year = year - draws_.below(5);
      text.add("Insured vehicle changed from a ").number(old_year).add(' ').add(old_body);
      text.add(" to a ").number(new_year).add(' ').add(pick(kBodies, draws_));
      return;
    }
    constexpr std::array<std::string_view, 7> kChanges = {
        "Yearly mileage recorded as below 8,000",
        "Yearly mileage recorded as up to 15,000",
        "Garage as the usual parking place recorded",
        "Glass cover added",
        "Roadside assistance added",
        "Rental car after a loss included",
        "Lender's lien on the vehicle released"};
    text.add(pick(kChanges, draws_));
  }

  void add_health_change(Text& text) {
    const std::uint64_t kind = draws_.below(3);
    if (kind == 0) return add_amounts(text, "Co-payment per visit", {15, 20, 30, 40, 60});
    if (kind == 1) return add_amounts(text, "Yearly deductible", {500, 1'000, 1'750, 2'500, 4'000});
    constexpr std::array<std::string_view, 7> kChanges = {
        "Dental cover added",
        "Vision cover added",
        "Network changed from regional to national",
        "Network changed from national to regional",
        "Primary physician changed",
        "Dependent removed after the 26th birthday",
        "Dependent added after a birth"};
    text.add(pick(kChanges, draws_));
  }

  void add_travel_change(Text& text) {
    const std::uint64_t kind = draws_.below(3);
    if (kind == 0)
      return add_amounts(text, "Limit for baggage", {1'000, 1'500, 2'000, 3'000, 5'000});
    constexpr std::array<std::string_view, 6> kChanges = {
        "Region changed from Europe to worldwide",
        "Winter sports included",
        "Second traveler added",
        "Rental car excess included",
        "Longest trip changed from 30 to 60 days",
        "Region changed from worldwide to the Americas"};
    text.add(pick(kChanges, draws_));
  }

  Text& add_unchanged(Text& text) {
    switch (draws_.below(5)) {
      case 0: text.add("; premium stays "); return add_premium(text);
      case 1: text.add("; sum insured stays ").grouped_money(policy_.coverage); return text;
      case 2: text.add("; no change to the premium of "); return add_premium(text);
      case 3:
        text.add("; ");
        add_premium(text).add(" for ").grouped_money(policy_.coverage).add(" as before");
        return text;
      default: return text;
    }
  }

  const BankModel& model_;
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
