#include "bank/engagement/text.hpp"

#include <algorithm>

#include "bank/engagement/phrases.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

using corpus::MerchantCategory;

constexpr std::array<MerchantCategory, 8> kMerchants = {
    MerchantCategory::kOnlineRetail,    MerchantCategory::kElectronics,
    MerchantCategory::kSubscription,    MerchantCategory::kTravel,
    MerchantCategory::kApparel,         MerchantCategory::kEntertainment,
    MerchantCategory::kHomeImprovement, MerchantCategory::kGrocery};

/// Dollars; what banks usually charge.
constexpr std::array<std::uint64_t, 8> kFees = {10, 12, 15, 20, 25, 30, 34, 35};
/// By segment: what %k is multiplied with.
constexpr EnumArray<Segment, std::uint64_t> kThousands = {1, 2, 6, 10};

constexpr EnumArray<AccountType, std::string_view> kAccountNames = {
    "checking account", "savings account", "money market account", "certificate"};
constexpr EnumArray<Channel, std::string_view> kPlaces = {
    "on the phone", "by e-mail", "in the website's chat", "in the app", "at the branch"};
constexpr EnumArray<InteractionType, std::string_view> kContacts = {"call", "e-mail", "visit",
                                                                    "chat", "complaint"};
constexpr EnumArray<Channel, std::string_view> kComplaintOpenings = {
    "Complaint by phone: ", "Complaint by e-mail: ", "Complaint through the website: ",
    "Complaint through the app: ", "Complaint at branch %b: "};

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
    case Need::kCd: return type == AccountType::kCd;
    case Need::kNothing:
    case Need::kNoAccount: return false;
  }
  BANKSEED_FAIL("unknown need");
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

}  // namespace

/// What the letters in a phrase stand for.
struct EngagementText::Facts {
  const Customer* customer = nullptr;
  Date day;       ///< Of the contact.
  Date earliest;  ///< The customer's, or the account's, first day.
  const Account* account = nullptr;
  std::string_view merchant;
  std::string_view team;
  std::string_view label;
  std::string_view place;
  Date earlier;
  Date deadline;
  Money small;
  Money larger;
  std::uint64_t fee = 0;
  std::uint64_t thousands = 0;
  std::uint64_t case_number = 0;
  std::uint64_t minutes = 0;
};

/// What a contact without complaint is about.
struct EngagementText::Subject {
  const Topic* topic = nullptr;
  const Question* question = nullptr;
  Facts facts;
};

void EngagementText::fill(Text& text, std::string_view phrase, const Facts& facts) const {
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    if (phrase[i] != '%') {
      text.add(phrase[i]);
      continue;
    }
    switch (phrase[++i]) {
      case 'a':
        text.add(kAccountNames[facts.account->type])
            .add(" ending ")
            .number(facts.account->number % 10'000, 4);
        break;
      case 'n': text.add(facts.merchant); break;
      case 's': text.money(facts.small); break;
      case 'm': text.grouped_money(facts.larger); break;
      case 'f': text.number(facts.fee).add(".00"); break;
      case 'k': text.number(facts.thousands).add(",000"); break;
      case 'd': text.date(facts.earlier); break;
      case 'u': text.date(facts.deadline); break;
      case 'c': text.add(facts.customer->place->city); break;
      case 'b': text.id(facts.customer->branch); break;
      case 'r': text.number(facts.case_number); break;
      case 'w': text.number(facts.minutes); break;
      case 'p': text.add(facts.place); break;
      case 't': fill(text, facts.team, facts); break;
      case 'l': fill(text, facts.label, facts); break;
      default: BANKSEED_FAIL("unknown letter in a phrase");
    }
  }
}

EngagementText::Facts EngagementText::facts_of(std::uint32_t customer, Timestamp at) const {
  Facts facts;
  facts.customer = &block_.customers[customer];
  facts.day = date_of(at);
  facts.earliest = date_of(facts.customer->created_at);
  return facts;
}

void EngagementText::draw_facts(Facts& facts, Draws& draws) const {
  const Segment segment = facts.customer->segment;
  if (facts.account != nullptr) facts.earliest = facts.account->opened;
  const auto lag = static_cast<std::int32_t>(draws.between(1, kLagDays));
  const Date earlier = previous_working_day(add_days(facts.day, -lag));
  facts.earlier = std::max(earlier, facts.earliest);
  const MerchantCategory category = pick(kMerchants, draws.next());
  facts.merchant = model_.corpus->merchants(category).pick(draws.next()).name;
  facts.small = {model_.distributions.purchase(draws.next())};
  facts.larger = {model_.distributions.deposit[segment](draws.next())};
  facts.fee = pick(kFees, draws.next());
  facts.thousands = (4 + draws.below(40)) * kThousands[segment];
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
  Draws draws = model_.draws(Stream::kInteractionText, 2 * root.draws);
  Subject subject{
      .topic = &topics().front(), .question = nullptr, .facts = facts_of(root.customer, root.at)};
  Facts& facts = subject.facts;
  const auto accounts = block_.accounts_of(*facts.customer);
  const std::uint64_t account_lot = draws.next();
  // A topic that the customer can have; after some attempts the first one, which fits everybody.
  for (int attempt = 0; attempt < 16; ++attempt) {
    const Topic& topic = topics()[draws.below(topics().size())];
    if ((topic.segments >> static_cast<unsigned>(facts.customer->segment) & 1U) == 0) continue;
    if (!root.handled && !topic.by_machine) continue;
    facts.account = open_account(accounts, topic.need, facts.day, account_lot);
    const bool possible = topic.need == Need::kNothing || facts.account != nullptr ||
                          (topic.need == Need::kNoAccount && accounts.empty());
    if (!possible) continue;
    subject.topic = &topic;
    break;
  }
  subject.question = &subject.topic->questions[draws.below(3)];
  draw_facts(facts, draws);
  facts.team = subject.topic->team;
  facts.label = subject.topic->label;
  facts.place = kPlaces[interaction.channel];
  return subject;
}

std::string_view EngagementText::notes(const Interaction& interaction, Arena& arena) const {
  Text text(arena);
  if (interaction.type == InteractionType::kComplaint) {
    add_complaint_notes(text, interaction);
    return text.view();
  }
  Subject subject = subject_of(interaction);
  Draws draws = model_.draws(Stream::kInteractionText, 2 * interaction.draws + 1);
  const auto type = static_cast<std::size_t>(interaction.type);
  const std::uint64_t opening = draws.next();
  if (interaction.follows) {
    const Interaction& other = data_.interactions[*interaction.follows];
    text.add(pick(std::array<std::string_view, 3>{"Once more about the ", "Follow-up to the ",
                                                  "Second contact after the "},
                  opening))
        .add(kContacts[other.type])
        .add(" of ")
        .date(date_of(other.at))
        .add(": ");
  } else {
    fill(text, pick(openings(type, interaction.handled), opening), subject.facts);
  }
  fill(text, subject.question->text, subject.facts);
  text.add(". ");
  const bool remark = draws.chance({2, 5});
  const std::uint64_t which = draws.next();
  if (remark && interaction.handled) text.add(pick(remarks(type), which));
  subject.facts.deadline = next_working_day(
      add_days(date_of(interaction.at), static_cast<std::int32_t>(draws.between(2, 9))));
  subject.facts.case_number = 100'000 + draws.below(900'000);
  add_ending(text, interaction, subject);
  return text.view();
}

void EngagementText::add_ending(Text& text,
                                const Interaction& interaction,
                                const Subject& subject) const {
  Draws draws = model_.draws(Stream::kInteractionEnding, interaction.draws);
  const std::uint64_t uniform = draws.next();
  switch (interaction.outcome) {
    case InteractionOutcome::kResolved:
      fill(text, pick(subject.question->answers, uniform), subject.facts);
      text.add('.');
      break;
    case InteractionOutcome::kEscalated:
      fill(text, pick(escalations(), uniform), subject.facts);
      break;
    case InteractionOutcome::kFollowUpNeeded:
      fill(text, pick(follow_ups(), uniform), subject.facts);
      break;
  }
}

namespace {

/// What somebody complains about, out of the matters that he can have; sets the account.
const Matter& matter_of(std::size_t type,
                        std::span<const Account> accounts,
                        Date day,
                        Draws& draws,
                        const Account*& account) {
  const auto list = matters(type);
  const std::uint64_t account_lot = draws.next();
  for (int attempt = 0; attempt < 16; ++attempt) {
    const Matter& matter = list[draws.below(list.size())];
    account = open_account(accounts, matter.need, day, account_lot);
    if (matter.need == Need::kNothing || account != nullptr) return matter;
  }
  return list.back();
}

}  // namespace

std::string_view EngagementText::description(const Complaint& complaint, Arena& arena) const {
  Facts facts = facts_of(complaint.customer, complaint.filed);
  const auto type = static_cast<std::size_t>(complaint.type);
  Draws draws = model_.draws(Stream::kComplaintText, 2 * complaint.draws);
  const Matter& matter =
      matter_of(type, block_.accounts_of(*facts.customer), facts.day, draws, facts.account);
  draw_facts(facts, draws);
  Draws own = model_.draws(Stream::kComplaintText, 2 * complaint.draws + 1);
  const std::uint64_t impact = own.next();
  const std::uint64_t demand = own.next();
  Text text(arena);
  fill(text, matter.text, facts);
  text.capitalize().add(". ");
  fill(text, pick(impacts(type), impact), facts);
  text.add(' ');
  fill(text, pick(demands(type), demand), facts);
  return text.view();
}

void EngagementText::add_complaint_notes(Text& text, const Interaction& interaction) const {
  const Complaint* complaint =
      interaction.complaint ? &data_.complaints[*interaction.complaint] : nullptr;
  Facts facts = facts_of(interaction.customer, complaint ? complaint->filed : interaction.at);
  Draws draws = complaint != nullptr
                    ? model_.draws(Stream::kComplaintText, 2 * complaint->draws)
                    : model_.draws(Stream::kInteractionText, 2 * interaction.draws);
  // Without a complaint on record it was a small matter: never fraud.
  const std::size_t type =
      complaint != nullptr ? static_cast<std::size_t>(complaint->type) : draws.below(3);
  const Matter& matter =
      matter_of(type, block_.accounts_of(*facts.customer), facts.day, draws, facts.account);
  draw_facts(facts, draws);
  fill(text, kComplaintOpenings[interaction.channel], facts);
  fill(text, matter.text, facts);
  if (complaint != nullptr) {
    text.add(". Registered as ").id(complaint->id);
    switch (interaction.outcome) {
      case InteractionOutcome::kResolved:
        text.add("; the customer accepted what was proposed.");
        break;
      case InteractionOutcome::kEscalated: text.add("; passed on for a decision."); break;
      case InteractionOutcome::kFollowUpNeeded: text.add("; the customer sends papers."); break;
    }
    return;
  }
  switch (interaction.outcome) {
    case InteractionOutcome::kResolved: text.add(". Settled at once, not put on record."); break;
    case InteractionOutcome::kEscalated: text.add(". The branch manager will call."); break;
    case InteractionOutcome::kFollowUpNeeded:
      text.add(". The customer may put it in writing.");
      break;
  }
}

std::string_view EngagementText::comment(const Survey& survey, Arena& arena) const {
  const Interaction& interaction = data_.interactions[survey.interaction];
  Draws draws = model_.draws(Stream::kSurveyText, static_cast<std::uint64_t>(survey.id.value) - 1);
  Facts facts;
  if (interaction.type == InteractionType::kComplaint) {
    facts = facts_of(interaction.customer, interaction.at);
    facts.label = "my complaint";
    facts.place = kPlaces[interaction.channel];
  } else {
    facts = subject_of(interaction).facts;
  }
  const std::size_t mood = mood_of(survey);
  const std::uint64_t verdict = draws.next();
  const std::uint64_t addition = draws.next();
  Text text(arena);
  fill(text, pick(verdicts(mood), verdict), facts);
  fill(text, pick(additions(mood), addition), facts);
  return text.view();
}

}  // namespace bankseed
