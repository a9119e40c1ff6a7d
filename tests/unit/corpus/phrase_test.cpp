#include "corpus/phrase.hpp"

#include <functional>
#include <string>

#include <catch2/catch.hpp>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/error.hpp"
#include "bankseed/rows/ids.hpp"
#include "corpus/corpus.hpp"
#include "corpus/embedded.hpp"
#include "corpus/texts/engagement.hpp"
#include "corpus/texts/insurance.hpp"

namespace bankseed::corpus {
namespace {

/// What the Error says that is thrown; empty when there is none.
std::string error_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

/// What is wrong with a file of one line, "greeting", whose places are name and day.
std::string greeting_error(const std::string& text) {
  return error_of([&] {
    TextFile file("test.tsv", text);
    const Phrase<"name", "day"> phrase(file, "greeting");
    file.end();
  });
}

TEST_CASE("a phrase is filled in by the names of its places, in any order and number") {
  TextFile file("test.tsv",
                "# A comment.\n"
                "plain\tNothing to say.\n"
                "one\t{name} came on {day}\n"
                "turned\tOn {day} came {name}, {name}!\n"
                "alone\t{day}\n");
  const Phrase<> plain(file, "plain");
  const Phrase<"name", "day"> one(file, "one");
  const Phrase<"name", "day"> turned(file, "turned");
  const Phrase<"name", "day"> alone(file, "alone");
  file.end();
  Arena arena;
  const Date day = to_date({2024, 2, 29});
  CHECK(plain.text() == "Nothing to say.");
  CHECK(one.text(arena, "Ann", day) == "Ann came on 2024-02-29");
  CHECK(turned.text(arena, "Ann", day) == "On 2024-02-29 came Ann, Ann!");
  CHECK(alone.text(arena, "Ann", day) == "2024-02-29");
}

TEST_CASE("places take texts, numbers, amounts, ids, names and other phrases") {
  TextFile file("test.tsv",
                "text\t{value}.\n"
                "both\t{value} and {other}\n");
  const Phrase<"value"> text(file, "text");
  const Phrase<"value", "other"> both(file, "both");
  Arena arena;
  CHECK(text.text(arena, std::string("word")) == "word.");
  CHECK(text.text(arena, 42) == "42.");
  CHECK(text.text(arena, Digits{42, 4}) == "0042.");
  CHECK(text.text(arena, Money{1'234'567'89}) == "1,234,567.89.");
  CHECK(text.text(arena, UngroupedMoney{{1'234'567'89}}) == "1234567.89.");
  CHECK(text.text(arena, AccountId{42}) == "ACC00000042.");
  CHECK(text.text(arena, FullName{"Ann", "Lee"}) == "Ann Lee.");
  CHECK(both.text(arena, text.with(7), text.with("seven")) == "7. and seven.");
}

TEST_CASE("an unknown place or a brace without its partner is an error with file and line") {
  CHECK(greeting_error("greeting\tHello {name} on {day}\n").empty());
  CHECK(greeting_error("# Comment\ngreeting\tHello {town}\n") == "test.tsv:2: unknown place: town");
  CHECK(greeting_error("greeting\tHello {Name}\n") == "test.tsv:1: unknown place: Name");
  CHECK(greeting_error("greeting\tHello {}\n") == "test.tsv:1: unknown place: ");
  for (const std::string text :
       {"{name", "name}", "{na{name}", "{name}}", "{", "}", "Hello {name"}) {
    INFO(text);
    CHECK(greeting_error("greeting\t" + text + "\n").find("a brace without its partner") !=
          std::string::npos);
  }
}

TEST_CASE("a data file has the lines that the program asks for, and no others") {
  CHECK(greeting_error("greetings\tHello\n") == "test.tsv:1: expected here: greeting");
  CHECK(greeting_error("") == "test.tsv:1: expected here: greeting");
  CHECK(greeting_error("greeting\tHello\ngreeting\tHi\n") ==
        "test.tsv:2: nobody asks for: greeting");
  CHECK(greeting_error("greeting\tHello\t5\n") == "test.tsv:1: more fields than expected: 5");
  CHECK(greeting_error("greeting\tHello") == "test.tsv:1: a line without an end: Hello");
  CHECK(greeting_error("greeting\t\n").find("not a text") != std::string::npos);
  CHECK(greeting_error("greeting\tSay \"hello\"\n").find("not a text") != std::string::npos);
  CHECK(greeting_error("greeting\tback\\slash\n").find("not a text") != std::string::npos);
  CHECK(greeting_error("greeting\t" + std::string(kPhraseSizeMax + 1, 'x') + "\n")
            .find("not a text") != std::string::npos);
  CHECK(error_of([] {
          TextFile file("test.tsv", "limit\tDeductible\t1\t2\tthree\t4\t5\n");
          const MovableLimit limit(file, "limit");
        }) == "test.tsv:1: not a number: three");
  CHECK(error_of([] {
          TextFile file("test.tsv", "matter\teverything\tall of it\n");
          const Matter matter(file, "matter");
        }) == "test.tsv:1: unknown value: everything");
}

TEST_CASE("what speaks of an account needs one") {
  const auto error = [](const std::string& text) {
    return error_of([&] {
      TextFile file("test.tsv", text);
      const ListOf<Topic> topics(file, "topic");
      const ListOf<Matter> matters(file, "matter");
      file.end();
    });
  };
  const std::string question = "question\ta fee on {account}\tReturned.\tExplained.\n";
  const std::string matter = "matter\tsavings\tthe rate on {account} fell\n";
  CHECK(error("topic\tfees\tthe desk\taccount\teverybody\tmachine\n" + question + matter).empty());
  CHECK(error("topic\tfees\tthe desk\tno_account\tfirms\tperson\n" + question + matter) ==
        "test.tsv:1: {account}, but needed is: no_account");
  CHECK(error("topic\tfees\tthe desk\taccount\teverybody\tmachine\n" + question +
              "matter\tnothing\tthe rate on {account} fell\n") ==
        "test.tsv:3: {account}, but needed is: nothing");
}

TEST_CASE("lists take all lines of their key, and each kind has its own key") {
  TextFile file("test.tsv",
                "color.warm\tred\ncolor.warm\tyellow\ncolor.cold\tblue\n"
                "days\t{count} day\t{count} days\n");
  const auto colors = file.each<Phrases<>>("color", {"warm", "cold"});
  const CountedPhrase<"count"> days(file, "days");
  file.end();
  REQUIRE(colors[0].size() == 2);
  REQUIRE(colors[1].size() == 1);
  CHECK(colors[0].pick(0).text() == "red");
  CHECK(colors[0].pick(~std::uint64_t{0}).text() == "yellow");
  CHECK(colors[1].pick(0).text() == "blue");
  Arena arena;
  CHECK(days.of(1).text(arena, 1) == "1 day");
  CHECK(days.of(2).text(arena, 2) == "2 days");
}

TEST_CASE("every locale has texts without errors, its own or the common ones") {
  for (const LocaleDescription& description : locales()) {
    INFO(description.name);
    // Reads and checks all files of the locale.
    const Corpus& corpus = Corpus::of(*find_locale(description.name));
    const EngagementTexts& texts = *corpus.engagement_texts;
    const Topic& first = texts.topics[0];
    CHECK(first.need == Need::kNothing);
    CHECK(first.audience == Audience::kEverybody);
    CHECK(first.by_machine);
    for (const auto& matters : texts.matters)
      CHECK(matters.back().need == Need::kNothing);
  }
  CHECK(embedded_file("pt_BR", "employees.tsv") != embedded_file("en_US", "employees.tsv"));
  CHECK(embedded_file("pt_BR", "statements.tsv") != embedded_file("en_US", "statements.tsv"));
  CHECK_FALSE(error_of([] { static_cast<void>(embedded_file("en_US", "x.tsv")); }).empty());
}

}  // namespace
}  // namespace bankseed::corpus
