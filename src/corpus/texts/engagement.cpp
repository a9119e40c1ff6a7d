#include "corpus/texts/engagement.hpp"

namespace bankseed::corpus {
namespace {

constexpr std::array<std::string_view, 6> kNeeds = {"nothing", "account",     "checking",
                                                    "savings", "certificate", "no_account"};
constexpr std::array<std::string_view, 4> kAudiences = {"everybody", "persons", "firms", "wealthy"};
constexpr std::array<std::string_view, 2> kHelpers = {"person", "machine"};

/// Fails where a phrase speaks of an account that the customer need not have.
void check_account(Need need, const ContactPhrase& phrase, const Line& line) {
  const bool none = need == Need::kNothing || need == Need::kNoAccount;
  if (none && phrase.has("account"))
    line.fail("{account}, but needed is", kNeeds[static_cast<std::size_t>(need)]);
}

}  // namespace

Topic::Topic(Line line, TextFile& file)
    : label(line),
      team(line),
      need(static_cast<Need>(line.one_of(kNeeds))),
      audience(static_cast<Audience>(line.one_of(kAudiences))),
      by_machine(line.one_of(kHelpers) == 1),
      questions(file, "question") {
  line.end();
  for (std::size_t i = 0; i < questions.size(); ++i) {
    check_account(need, questions[i].text, line);
    for (const ContactPhrase& answer : questions[i].answers)
      check_account(need, answer, line);
  }
}

Matter::Matter(Line line) : need(static_cast<Need>(line.one_of(kNeeds))), text(line) {
  line.end();
  check_account(need, text, line);
}

}  // namespace bankseed::corpus
