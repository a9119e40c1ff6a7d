#include "corpus/texts/engagement.hpp"

namespace bankseed::corpus {
namespace {

constexpr std::array<std::string_view, 6> kNeeds = {"nothing", "account",     "checking",
                                                    "savings", "certificate", "no_account"};
constexpr std::array<std::string_view, 4> kAudiences = {"everybody", "persons", "firms", "wealthy"};
constexpr std::array<std::string_view, 2> kHelpers = {"person", "machine"};

}  // namespace

Topic::Topic(Line line, TextFile& file)
    : label(line),
      team(line),
      need(static_cast<Need>(line.one_of(kNeeds))),
      audience(static_cast<Audience>(line.one_of(kAudiences))),
      by_machine(line.one_of(kHelpers) == 1),
      questions(file, "question") {
  line.end();
}

Matter::Matter(Line line) : need(static_cast<Need>(line.one_of(kNeeds))), text(line) {
  line.end();
}

}  // namespace bankseed::corpus
