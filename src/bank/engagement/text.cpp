#include "bank/engagement/text.hpp"

#include <algorithm>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "core/text.hpp"
#include "corpus/texts/engagement.hpp"

namespace bankseed {
namespace {

using corpus::Audience;
using corpus::ContactPhrase;
using corpus::EngagementTexts;
using corpus::MerchantCategory;
using corpus::Need;

constexpr std::array<MerchantCategory, 8> kMerchants = {
    MerchantCategory::kOnlineRetail,    MerchantCategory::kElectronics,
    MerchantCategory::kSubscription,    MerchantCategory::kTravel,
    MerchantCategory::kApparel,         MerchantCategory::kEntertainment,
    MerchantCategory::kHomeImprovement, MerchantCategory::kGrocery};

/// By segment: what thousands are multiplied with.
constexpr EnumArray<Segment, std::uint64_t> kThousands = {1, 2, 6, 10};

constexpr std::int32_t kLagDays = 24;  ///< What a contact is about happened within so many days.

template <class List>
const auto& pick(const List& list, std::uint64_t uniform) {
  return list[scale_to(uniform, list.size())];
}

bool fits(Need need, AccountType type) {
  switch (need) {
    case Need::kAccount: return true;
    case Need::kChecking: return type == AccountType::kChecking;
    case Need::kSavings: return type == AccountType::kSavings || type == AccountType::kMoneyMarket;
    case Need::kCertificate: return type == AccountType::kCd;
    case Need::kNothing:
    case Need::kNoAccount: return false;
  }
  BANKSEED_FAIL("unknown need");
}

bool fits(Audience audience, Segment segment) {
  switch (audience) {
    case Audience::kEverybody: return true;
    case Audience::kPersons: return segment != Segment::kCorporate;
    case Audience::kFirms: return segment == Segment::kCorporate;
    case Audience::kWealthy:
      return segment == Segment::kPremium || segment == Segment::kPrivateBanking;
  }
  BANKSEED_FAIL("unknown audience");
}

/// An account of the kind that was open on the day; one of several by the draw.
const Account* open_account(std::span<const Account> accounts,
                            Need need,
                            Date day,
                            std::uint64_t uniform) {
  const std::uint64_t start = scale_to(uniform, std::max<std::uint64_t>(accounts.size(), 1));
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const Account& account = accounts[(start + i) % accounts.size()];
    if (fits(need, account.type) && account.opened < day &&
        (!account.closed || *account.closed > day))
      return &account;
  }
  return nullptr;
}

std::size_t mood_of(const Survey& survey) {
  if (survey.nps >= 9) return 3;
  if (survey.nps >= 7) return 2;
  return survey.nps >= 4 ? 1 : 0;
}

/// "checking account ending 1234"
struct AccountName {
  const EngagementTexts& texts;
  const Account* account = nullptr;
  void add_to(Text& text) const {
    texts.accounts[static_cast<std::size_t>(account->type)].add_to(
        text, corpus::Digits{account->number % 10'000, 4});
  }
};

/// "43,000", "43.000"
struct Thousands {
  std::uint64_t count = 0;
  void add_to(Text& text, bool decimal_comma) const {
    text.number(count).add(decimal_comma ? ".000" : ",000");
  }
};

/// Whether the customer had complained in the year before.
bool is_recurrence(const EngagementData& data, const Complaint& complaint) {
  const auto place = static_cast<std::size_t>(&complaint - data.complaints.data());
  if (place == 0) return false;
  const Complaint& earlier = data.complaints[place - 1];
  return earlier.customer == complaint.customer &&
         date_of(earlier.filed) >= add_days(date_of(complaint.filed), -365);
}

}  // namespace

/// What the places of a phrase stand for.
struct EngagementText::Facts {
  const Customer* customer;
  Date day;       ///< Of the contact.
  Date earliest;  ///< The customer's, or the account's, first day.
  AccountName account_name;
  std::string_view merchant;
  Date earlier;
  Date deadline;
  corpus::UngroupedMoney small;
  Money larger;
  Money fee;
  Money machine_fee;
  Thousands thousands;
  std::uint64_t case_number = 0;
  std::uint64_t minutes = 0;

  /// The phrase with these facts, which it borrows.
  [[nodiscard]] auto in(const ContactPhrase& phrase) const {
    return phrase.with(account_name, merchant, small, larger, fee, machine_fee, thousands, earlier,
                       deadline, customer->place->city, customer->branch, case_number, minutes);
  }
};

/// What a contact without complaint is about.
struct EngagementText::Subject {
  const corpus::Topic* topic = nullptr;
  const corpus::Question* question = nullptr;
  Facts facts;

  [[nodiscard]] auto team() const { return topic->team.with(facts.customer->branch); }
};

const corpus::Charge& EngagementText::charge(corpus::Fee fee) const {
  return model_.corpus->statements->charge(fee);
}

EngagementText::Facts EngagementText::facts_of(std::uint32_t customer, Timestamp at) const {
  const Customer& who = block_.customers[customer];
  return {.customer = &who,
          .day = date_of(at),
          .earliest = date_of(who.created_at),
          .account_name = {.texts = texts_},
          .merchant = {},
          .earlier = {},
          .deadline = {},
          .small = {},
          .larger = {},
          .fee = {},
          .machine_fee = charge(corpus::Fee::kForeignMachine).price,
          .thousands = {}};
}

void EngagementText::draw_facts(Facts& facts, Draws& draws) const {
  const Segment segment = facts.customer->segment;
  if (facts.account_name.account != nullptr) facts.earliest = facts.account_name.account->opened;
  const auto lag = static_cast<std::int32_t>(draws.between(1, kLagDays));
  const Date earlier = model_.working_days.on_or_before(add_days(facts.day, -lag));
  facts.earlier = std::max(earlier, facts.earliest);
  const MerchantCategory category = pick(kMerchants, draws.next());
  facts.merchant = model_.corpus->merchants(category).pick(draws.next()).name;
  facts.small = {{model_.distributions.purchase(draws.next())}};
  facts.larger = {model_.distributions.deposit[segment](draws.next())};
  facts.fee = pick(model_.corpus->statements->charges, draws.next()).price;
  facts.thousands = {(4 + draws.below(40)) * kThousands[segment]};
  facts.case_number = 100'000 + draws.below(900'000);
  facts.minutes = 15 + draws.below(50);
}

const Interaction& EngagementText::root_of(const Interaction& interaction) const {
  const Interaction* root = &interaction;
  while (root->follows)
    root = &data_.interactions[*root->follows];
  return *root;
}

EngagementText::Subject EngagementText::subject_of(const Interaction& interaction) const {
  const Interaction& root = root_of(interaction);
  Draws draws = model_.draws(Stream::kInteractionText, root.draws);
  const auto& topics = texts_.topics;
  Subject subject{
      .topic = &topics[0], .question = nullptr, .facts = facts_of(root.customer, root.at)};
  Facts& facts = subject.facts;
  const auto accounts = block_.accounts_of(*facts.customer);
  const std::uint64_t account_lot = draws.next();
  // A topic that the customer can have; after some attempts the first one, which fits everybody.
  for (int attempt = 0; attempt < 16; ++attempt) {
    const corpus::Topic& topic = topics.pick(draws);
    if (!fits(topic.audience, facts.customer->segment)) continue;
    if (!root.handled && !topic.by_machine) continue;
    facts.account_name.account = open_account(accounts, topic.need, facts.day, account_lot);
    const bool possible = topic.need == Need::kNothing || facts.account_name.account != nullptr ||
                          (topic.need == Need::kNoAccount && accounts.empty());
    if (!possible) continue;
    subject.topic = &topic;
    break;
  }
  subject.question = &subject.topic->questions.pick(draws);
  draw_facts(facts, draws);
  return subject;
}

std::string_view EngagementText::notes(const Interaction& interaction, Arena& arena) const {
  Text text(arena);
  if (interaction.type == InteractionType::kComplaint) {
    add_complaint_notes(text, interaction);
    return text.view();
  }
  Subject subject = subject_of(interaction);
  const Facts& facts = subject.facts;
  const auto question = facts.in(subject.question->text);
  Draws draws = model_.draws(Stream::kInteractionNotes, interaction.draws);
  const auto type = static_cast<std::size_t>(interaction.type);
  const std::uint64_t opening = draws.next();
  if (interaction.follows) {
    const Interaction& other = data_.interactions[*interaction.follows];
    const corpus::Phrase<>& contact = texts_.contacts[static_cast<std::size_t>(other.type)];
    texts_.follow_ups.pick(opening).add_to(text, contact, date_of(other.at), question);
  } else {
    const auto& openings =
        interaction.handled ? texts_.openings_by_person : texts_.openings_by_machine;
    openings[type].pick(opening).add_to(text, facts.customer->branch, place_of(interaction),
                                        question);
  }
  text.add(' ');
  const bool remark = draws.chance({2, 5});
  const std::uint64_t which = draws.next();
  if (remark && interaction.handled) text.add(texts_.remarks[type].pick(which)).add(' ');
  subject.facts.deadline = model_.working_days.on_or_after(
      add_days(date_of(interaction.at), static_cast<std::int32_t>(draws.between(2, 9))));
  subject.facts.case_number = 100'000 + draws.below(900'000);
  add_ending(text, interaction, subject);
  return text.view();
}

std::string_view EngagementText::place_of(const Interaction& interaction) const {
  return texts_.places[static_cast<std::size_t>(interaction.channel)];
}

void EngagementText::add_ending(Text& text,
                                const Interaction& interaction,
                                const Subject& subject) const {
  Draws draws = model_.draws(Stream::kInteractionEnding, interaction.draws);
  const std::uint64_t uniform = draws.next();
  const Facts& facts = subject.facts;
  switch (interaction.outcome) {
    case InteractionOutcome::kResolved:
      facts.in(pick(subject.question->answers, uniform)).add_to(text);
      break;
    case InteractionOutcome::kEscalated:
      texts_.escalations.pick(uniform).add_to(text, subject.team(), facts.case_number,
                                              facts.deadline);
      break;
    case InteractionOutcome::kFollowUpNeeded:
      texts_.open_points.pick(uniform).add_to(text, subject.team(), facts.deadline);
      break;
  }
}

/// What somebody complains about, out of the matters that he can have; sets the account.
const corpus::Matter& EngagementText::pick_matter(std::size_t type,
                                                  Facts& facts,
                                                  Draws& draws) const {
  const auto& matters = texts_.matters[type];
  const auto accounts = block_.accounts_of(*facts.customer);
  const std::uint64_t account_lot = draws.next();
  for (int attempt = 0; attempt < 16; ++attempt) {
    const corpus::Matter& matter = matters.pick(draws);
    facts.account_name.account = open_account(accounts, matter.need, facts.day, account_lot);
    if (matter.need == Need::kNothing || facts.account_name.account != nullptr) return matter;
  }
  return matters.back();
}

const corpus::Matter& EngagementText::matter_of(const Complaint& complaint, Facts& facts) const {
  Draws draws = model_.draws(Stream::kComplaintText, complaint.draws);
  const auto& charged = complaint.charge;
  if (charged && charged->day < facts.day &&
      facts.day <= add_days(charged->day, Complaint::kChargeDays)) {
    facts.account_name.account = &block_.accounts[charged->account];
    draw_facts(facts, draws);
    facts.fee = charged->amount;
    facts.earlier = charged->day;
    return texts_.charges[static_cast<std::size_t>(charged->fee)];
  }
  const corpus::Matter& matter =
      pick_matter(static_cast<std::size_t>(complaint.type), facts, draws);
  draw_facts(facts, draws);
  if (complaint.type == ComplaintType::kFee) facts.fee = charge(corpus::Fee::kBankCheck).price;
  return matter;
}

/// Without a complaint on record it was a small matter: never fraud.
const corpus::Matter& EngagementText::small_matter_of(const Interaction& interaction,
                                                      Facts& facts) const {
  Draws draws = model_.draws(Stream::kSmallComplaint, interaction.draws);
  const std::size_t type = draws.below(3);
  const corpus::Matter& matter = pick_matter(type, facts, draws);
  draw_facts(facts, draws);
  if (static_cast<ComplaintType>(type) == ComplaintType::kFee)
    facts.fee = charge(corpus::Fee::kBankCheck).price;
  return matter;
}

std::string_view EngagementText::description(const Complaint& complaint, Arena& arena) const {
  Facts facts = facts_of(complaint.customer, complaint.filed);
  const auto type = static_cast<std::size_t>(complaint.type);
  const corpus::Matter& matter = matter_of(complaint, facts);
  Draws draws = model_.draws(Stream::kComplaintWish, complaint.draws);
  Text text(arena);
  facts.in(matter.text).add_to(text);
  text.capitalize().add(". ");
  texts_.impacts[type].pick(draws).add_to(text, facts.customer->place->city);
  text.add(' ');
  if (is_recurrence(data_, complaint) && draws.chance({2, 3}))
    text.add(texts_.recurrences.pick(draws)).add(' ');
  texts_.demands[type].pick(draws).add_to(text, facts.fee);
  return text.view();
}

void EngagementText::add_complaint_notes(Text& text, const Interaction& interaction) const {
  const Complaint* complaint =
      interaction.complaint ? &data_.complaints[*interaction.complaint] : nullptr;
  Facts facts = facts_of(interaction.customer, complaint ? complaint->filed : interaction.at);
  const corpus::Matter& matter =
      complaint != nullptr ? matter_of(*complaint, facts) : small_matter_of(interaction, facts);
  texts_.complaints[static_cast<std::size_t>(interaction.channel)].add_to(
      text, facts.customer->branch, facts.in(matter.text));
  text.add(' ');
  const auto outcome = static_cast<std::size_t>(interaction.outcome);
  if (complaint != nullptr) {
    texts_.registered[outcome].add_to(text, complaint->id);
  } else {
    text.add(texts_.unregistered[outcome]);
  }
}

std::string_view EngagementText::comment(const Survey& survey, Arena& arena) const {
  const Interaction& interaction = data_.interactions[survey.interaction];
  Draws draws = model_.draws(Stream::kSurveyText, static_cast<std::uint64_t>(survey.id.value) - 1);
  const bool complaint = interaction.type == InteractionType::kComplaint;
  const std::string_view topic =
      complaint ? texts_.complaint_topic : subject_of(interaction).topic->label;
  const std::size_t mood = mood_of(survey);
  Text text(arena);
  texts_.verdicts[mood].pick(draws).add_to(text, topic, place_of(interaction));
  // One in so many adds nothing.
  const corpus::Phrases<>& additions = texts_.additions[mood];
  const std::uint64_t addition = draws.below(additions.size() + 1);
  if (addition < additions.size()) text.add(' ').add(additions[addition]);
  return text.view();
}

}  // namespace bankseed
