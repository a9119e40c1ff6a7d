#pragma once

#include "corpus/phrase.hpp"

namespace bankseed::corpus {

/// What somebody must have so that a topic or a complaint makes sense: an account of some kind,
/// none at all, or nothing in particular.
enum class Need : std::uint8_t {
  kNothing,
  kAccount,
  kChecking,
  kSavings,
  kCertificate,
  kNoAccount
};

/// For whom a topic makes sense.
enum class Audience : std::uint8_t { kEverybody, kPersons, kFirms, kWealthy };

/// About the facts of one contact: {small_sum} and {sum} are amounts, {fee} and {machine_fee} stand
/// on the price list, {thousands} ends in ",000", {date} was not long ago, {deadline} is soon,
/// {city} and {branch} are the customer's. {account} may stand only where the customer must have
/// one.
using ContactPhrase = Phrase<"account",
                             "merchant",
                             "small_sum",
                             "sum",
                             "fee",
                             "machine_fee",
                             "thousands",
                             "date",
                             "deadline",
                             "city",
                             "branch",
                             "case",
                             "minutes">;

/// A question, and how it ends when it can be settled.
struct Question {
  Question(TextFile& file, std::string_view key) : Question(file.line(key)) {}

  ContactPhrase text;
  std::array<ContactPhrase, 2> answers;

 private:
  explicit Question(Line line) : text(line), answers{ContactPhrase(line), ContactPhrase(line)} {
    line.end();
  }
};

/// What a contact may be about.
struct Topic {
  Topic(TextFile& file, std::string_view key) : Topic(file.line(key), file) {}

  Phrase<> label;         ///< As the customer calls it in a survey.
  Phrase<"branch"> team;  ///< Who takes over what cannot be settled at once.
  Need need;
  Audience audience;
  bool by_machine;  ///< Whether a machine can deal with it.
  ListOf<Question> questions;

 private:
  Topic(Line line, TextFile& file);
};

/// What a complaint is about.
struct Matter {
  Matter(TextFile& file, std::string_view key) : Matter(file.line(key)) {}

  Need need;
  ContactPhrase text;

 private:
  explicit Matter(Line line);
};

struct CampaignTitle {
  CampaignTitle(TextFile& file, std::string_view key) : CampaignTitle(file.line(key)) {}

  std::string_view name;  ///< As the program calls it.
  Phrase<> title;

 private:
  explicit CampaignTitle(Line line) : name(line.text()), title(line) { line.end(); }
};

/// engagement.tsv: contacts, complaints, surveys and campaigns.
struct EngagementTexts : private TextFile {
  explicit EngagementTexts(const TextFile& file) : TextFile(file) { end(); }

  ListOf<Topic> topics{*this, "topic"};  ///< The first one fits everybody.

  /// How notes begin, by type of interaction: call, email, branch_visit, chat.
  using Openings = std::array<Phrases<"branch", "place", "question">, 4>;
  Openings openings_by_person = each<Openings::value_type>("opening_person", kContacts);
  Openings openings_by_machine = each<Openings::value_type>("opening_machine", kContacts);
  Phrases<"contact", "date", "question"> follow_ups{*this, "follow_up"};
  /// What a contact is called, by type of interaction, the last one a complaint.
  std::array<Phrase<>, 5> contacts =
      each<Phrase<>>("contact", {"call", "email", "branch_visit", "chat", "complaint"});
  std::array<Phrases<>, 4> remarks = each<Phrases<>>("remark", kContacts);
  Phrases<"team", "case", "deadline"> escalations{*this, "escalation"};
  Phrases<"team", "deadline"> open_points{*this, "open_point"};
  std::array<Phrase<>, 5> places = each<Phrase<>>("place", kChannels);
  std::array<Phrase<"digits">, 4> accounts =
      each<Phrase<"digits">>("account", {"checking", "savings", "money_market", "cd"});

  /// Complaints about a fee that was charged, by Fee; all name {fee}, {account} and {date}.
  std::array<Matter, 9> charges =
      each<Matter>("charge",
                   {"maintenance", "paper_statement", "foreign_machine", "overdraft",
                    "returned_item", "wire", "foreign_wire", "stopped_payment", "bank_check"});
  // By type of complaint: service, fee, product, fraud, other. The last matter needs nothing.
  std::array<ListOf<Matter>, 5> matters = each<ListOf<Matter>>("matter", kComplaints);
  Phrases<> recurrences{*this, "recurrence"};  ///< Of who has complained in the year before.
  std::array<Phrases<"city">, 5> impacts = each<Phrases<"city">>("impact", kComplaints);
  std::array<Phrases<"fee">, 5> demands = each<Phrases<"fee">>("demand", kComplaints);
  /// How notes of a complaint begin, by channel.
  std::array<Phrase<"branch", "matter">, 5> complaints =
      each<Phrase<"branch", "matter">>("complaint", kChannels);
  /// How they end, by outcome.
  std::array<Phrase<"complaint">, 3> registered =
      each<Phrase<"complaint">>("registered", kOutcomes);
  std::array<Phrase<>, 3> unregistered = each<Phrase<>>("unregistered", kOutcomes);

  /// Comments of surveys, by score, from very bad (0) to very good (3).
  std::array<Phrases<"topic", "place">, 4> verdicts =
      each<Phrases<"topic", "place">>("verdict", kMoods);
  std::array<Phrases<>, 4> additions = each<Phrases<>>("addition", kMoods);
  Phrase<> complaint_topic{*this, "complaint_topic"};

  ListOf<CampaignTitle> campaigns{*this, "campaign"};
  Phrase<"title", "season", "year"> campaign_name{*this, "campaign_name"};
  std::array<Phrase<>, 4> seasons =
      each<Phrase<>>("season", {"winter", "spring", "summer", "autumn"});

 private:
  static constexpr std::string_view kContacts[] = {"call", "email", "branch_visit", "chat"};
  static constexpr std::string_view kChannels[] = {"phone", "email", "web", "mobile_app", "branch"};
  static constexpr std::string_view kComplaints[] = {"service", "fee", "product", "fraud", "other"};
  static constexpr std::string_view kOutcomes[] = {"resolved", "escalated", "follow_up_needed"};
  static constexpr std::string_view kMoods[] = {"very_bad", "bad", "good", "very_good"};
};

}  // namespace bankseed::corpus
