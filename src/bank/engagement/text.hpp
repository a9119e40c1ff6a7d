#pragma once

#include <optional>
#include <string_view>

#include "bank/engagement/plan.hpp"
#include "core/text.hpp"

namespace bankseed {

namespace corpus {
struct Matter;
}  // namespace corpus

/// What the rows of engagement say in words. All texts about one matter tell the same facts: the
/// notes of a contact, of the one that takes it up again, the complaint that was filed in it, and
/// the survey.
class EngagementText {
 public:
  /// All are borrowed.
  EngagementText(const BankModel& model, const CoreBankingPlan& block, const EngagementData& data)
      : model_(model), block_(block), data_(data), texts_(*model.corpus->engagement_texts) {}

  /// What a contact was about and how it ended. The text lives in the arena.
  [[nodiscard]] std::string_view notes(const Interaction& interaction, Arena& arena) const;
  /// What a complaint is about.
  [[nodiscard]] std::string_view description(const Complaint& complaint, Arena& arena) const;
  /// What a customer wrote beside the scores.
  [[nodiscard]] std::string_view comment(const Survey& survey, Arena& arena) const;

 private:
  struct Facts;
  struct Subject;

  [[nodiscard]] const Interaction& root_of(const Interaction& interaction) const;
  [[nodiscard]] const corpus::Charge& charge(corpus::Fee fee) const;
  [[nodiscard]] Facts facts_of(std::uint32_t customer, Timestamp at) const;
  void draw_facts(Facts& facts, Draws& draws) const;
  [[nodiscard]] Subject subject_of(const Interaction& interaction) const;
  void add_complaint_notes(Text& text, const Interaction& interaction) const;
  void add_ending(Text& text, const Interaction& interaction, const Subject& subject) const;
  [[nodiscard]] std::string_view place_of(const Interaction& interaction) const;
  // What a complaint is about; they set the facts.
  [[nodiscard]] const corpus::Matter& matter_of(const Complaint& complaint, Facts& facts) const;
  [[nodiscard]] const corpus::Matter& small_matter_of(const Interaction& interaction,
                                                      Facts& facts) const;
  [[nodiscard]] const corpus::Matter& pick_matter(std::size_t type,
                                                  Facts& facts,
                                                  Draws& draws) const;

  const BankModel& model_;
  const CoreBankingPlan& block_;
  const EngagementData& data_;
  const corpus::EngagementTexts& texts_;
};

}  // namespace bankseed
