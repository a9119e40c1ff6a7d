// RULES.md against the program: it names the rules that verify checks and no others, the settings
// that change them, and tests for what verify cannot see; code and documents cite rules and pages
// that are there. Each check is a function over texts, and is itself tested on small bad inputs.

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "bank/settings/describe.hpp"
#include "support/locations.hpp"
#include "verify/rules/rules.hpp"
#include "verify/selection.hpp"

namespace bankseed::testing {
namespace {

struct Document {
  std::string path;  ///< Relative to the repository's root.
  std::string text;
};
using Documents = std::vector<Document>;
using Ids = std::set<std::string, std::less<>>;

Document read_document(const std::filesystem::path& path) {
  const std::filesystem::path root = source_directory();
  std::ifstream in(path, std::ios::binary);
  return {.path = std::filesystem::relative(path, root).string(),
          .text = {std::istreambuf_iterator<char>(in), {}}};
}

/// Everything that people wrote, but data in bytes.
Documents read_documents() {
  const std::filesystem::path root = source_directory();
  Documents documents;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    if (entry.path().extension() == ".md" || entry.path().filename() == "CMakeLists.txt")
      documents.push_back(read_document(entry.path()));
  }
  for (const auto* folder : {"docker", "include", "perf", "src", "tests"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      if (!entry.is_regular_file() || entry.path().extension() == ".png") continue;
      documents.push_back(read_document(entry.path()));
    }
  }
  return documents;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word(char c) {
  return c == '_' || is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// TXN of TXN5; empty where the word is not capitals and then up to two digits, none of them at
/// least for the families (REF).
std::string_view prefix_of(std::string_view word) {
  std::size_t size = 0;
  while (size < word.size() && word[size] >= 'A' && word[size] <= 'Z')
    ++size;
  const std::string_view digits = word.substr(size);
  const bool is_number = digits.size() <= 2 && std::all_of(digits.begin(), digits.end(), is_digit);
  return is_number && word.size() > digits.size() ? word.substr(0, size) : std::string_view{};
}

void for_each_word(std::string_view text, const std::function<void(std::string_view)>& use) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_word(text[end]))
      ++end;
    if (end > at) use(text.substr(at, end - at));
    at = end + 1;
  }
}

/// A rule as the page has it: a row of a table that begins with the id.
struct PageRule {
  std::string id;
  std::string phase;  ///< Of "## Phase 1: foundation"; empty under other headings.
  Ids sections;       ///< Of the configuration: the words in backquotes of a third column.
};

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (line.remove_prefix(1); !line.empty();) {
    const auto end = std::min(line.find('|'), line.size());
    std::string_view cell = line.substr(0, end);
    while (cell.starts_with(' '))
      cell.remove_prefix(1);
    while (cell.ends_with(' '))
      cell.remove_suffix(1);
    cells.push_back(cell);
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return cells;
}

std::vector<PageRule> rules_of_page(std::string_view page) {
  std::vector<PageRule> rules;
  std::string phase;
  while (!page.empty()) {
    const auto end = std::min(page.find('\n'), page.size());
    const std::string_view line = page.substr(0, end);
    page.remove_prefix(std::min(end + 1, page.size()));
    if (line.starts_with("## "))
      phase = line.starts_with("## Phase ") ? line.substr(line.find(": ") + 2) : std::string_view{};
    if (!line.starts_with("| ")) continue;
    const auto cells = cells_of(line);
    if (prefix_of(cells[0]).empty()) continue;
    PageRule rule{.id = std::string(cells[0]), .phase = phase, .sections = {}};
    if (cells.size() > 2)
      for_each_word(cells[2], [&](std::string_view word) { rule.sections.emplace(word); });
    rules.push_back(std::move(rule));
  }
  return rules;
}

std::vector<PageRule> rules_of_page() {
  return rules_of_page(read_document(source_directory() / "RULES.md").text);
}

Ids ids_of(const std::vector<PageRule>& rules) {
  Ids ids;
  for (const PageRule& rule : rules)
    ids.insert(rule.id);
  return ids;
}

/// The ids that `titles` do not name; what verify cannot see a test has to prove.
Ids unproved(const Ids& ids, const Documents& documents) {
  Ids left = ids;
  for (const Document& document : documents) {
    constexpr std::string_view kTitle = "TEST_CASE(";
    const std::string_view text = document.text;
    for (auto at = text.find(kTitle); at != std::string_view::npos;
         at = text.find(kTitle, at + 1)) {
      const std::string_view title = text.substr(at, text.find('{', at) - at);
      for_each_word(title, [&left](std::string_view word) {
        if (const auto found = left.find(word); found != left.end()) left.erase(found);
      });
    }
  }
  return left;
}

/// Citations of rules that are not among `ids`, as "path: id". A word that looks like an id of a
/// kind that exists is one.
Ids unknown_citations(const Ids& ids, const Documents& documents) {
  constexpr std::array<std::string_view, 2> kTypesOfParquet = {"INT32", "INT64"};
  Ids prefixes;
  for (const std::string& id : ids)
    prefixes.emplace(prefix_of(id));
  Ids unknown;
  for (const Document& document : documents) {
    for_each_word(document.text, [&](std::string_view word) {
      if (!is_digit(word.back()) || !prefixes.contains(prefix_of(word)) || ids.contains(word))
        return;
      if (std::find(kTypesOfParquet.begin(), kTypesOfParquet.end(), word) == kTypesOfParquet.end())
        unknown.insert(document.path + ": " + std::string(word));
    });
  }
  return unknown;
}

/// Pages that are cited and not among the documents, as "path: page"; their folders do not matter.
Ids missing_pages(const Documents& documents) {
  constexpr std::string_view kExtension = ".md";
  Ids pages;
  for (const Document& document : documents)
    pages.insert(document.path.substr(document.path.rfind('/') + 1));
  Ids missing;
  for (const Document& document : documents) {
    const std::string_view text = document.text;
    for (auto at = text.find(kExtension); at != std::string_view::npos;
         at = text.find(kExtension, at + 1)) {
      const auto end = at + kExtension.size();
      auto begin = at;
      while (begin > 0 && (is_word(text[begin - 1]) || text[begin - 1] == '-'))
        --begin;
      if (begin == at || (end < text.size() && is_word(text[end]))) continue;
      const std::string_view page = text.substr(begin, end - begin);
      if (!pages.contains(page)) missing.insert(document.path + ": " + std::string(page));
    }
  }
  return missing;
}

/// The sections whose settings say that they change a rule, by its id.
std::map<std::string, Ids, std::less<>> sections_of_settings() {
  std::map<std::string, Ids, std::less<>> sections;
  Settings settings;
  for (const SettingSection& section : describe_settings(settings)) {
    for (const Setting& setting : section.settings) {
      const auto begin = setting.comment.rfind('(');
      REQUIRE(begin != std::string_view::npos);
      for_each_word(setting.comment.substr(begin),
                    [&](std::string_view id) { sections[std::string(id)].emplace(section.name); });
    }
  }
  return sections;
}

TEST_CASE("RULES.md and verify name the same rules, and tests prove the others") {
  const auto rules = rules_of_page();
  const Ids on_page = ids_of(rules);
  CHECK(on_page.size() == rules.size());  // None is there twice.
  Ids others = on_page;
  for (const std::string& id : verify::rule_ids()) {
    INFO(id << " is a rule of verify");
    CHECK(on_page.contains(id));
    others.erase(id);
  }
  CHECK(others.size() < on_page.size() / 4);
  CHECK(unproved(others, read_documents()) == Ids{});
}

TEST_CASE("RULES.md has the rules of each phase in verify's order") {
  std::vector<std::uint32_t> ranks;
  for (const PageRule& rule : rules_of_page()) {
    if (rule.phase.empty()) continue;
    INFO(rule.id);
    CHECK(verify::group_of(rule.id) == rule.phase);
    ranks.push_back(verify::rank_of(rule.id));
  }
  CHECK(ranks.size() > 40);
  CHECK(std::is_sorted(ranks.begin(), ranks.end()));
}

TEST_CASE("RULES.md says which sections of the configuration change a rule") {
  auto sections = sections_of_settings();
  for (const PageRule& rule : rules_of_page()) {
    INFO(rule.id);
    CHECK(rule.sections == sections[rule.id]);
    sections.erase(rule.id);
  }
  for (const auto& [id, names] : sections) {
    INFO("a setting of " << *names.begin() << " cites " << id);
    CHECK(id.empty());
  }
}

/// The ids of the paragraph that begins with `begin`; empty where none does.
Ids ids_of_paragraph(std::string_view page, const std::string& begin) {
  const auto at = page.find("\n\n" + begin);
  Ids ids;
  if (at == std::string_view::npos) return ids;
  const std::string_view paragraph = page.substr(at + 2 + begin.size());
  for_each_word(paragraph.substr(0, paragraph.find("\n\n")), [&ids](std::string_view word) {
    if (!prefix_of(word).empty()) ids.emplace(word);
  });
  return ids;
}

TEST_CASE("RULES.md says which rules outlast writes, wholly or in part") {
  Ids wholly;
  Ids others;
  for (const verify::Rule& rule : verify::all_rules())
    (verify::outlasts_writes(rule) ? wholly : others).emplace(rule.id);
  Ids partly;
  std::set_intersection(wholly.begin(), wholly.end(), others.begin(), others.end(),
                        std::inserter(partly, partly.end()));
  for (const std::string& id : partly)
    wholly.erase(id);
  CHECK(wholly.size() > 5);
  CHECK(partly.size() > 20);
  const std::string page = read_document(source_directory() / "RULES.md").text;
  CHECK(ids_of_paragraph(page, "Wholly:") == wholly);
  CHECK(ids_of_paragraph(page, "In part:") == partly);
  CHECK(ids_of_paragraph("a\n\nWholly: TXN1,\n`REF` and\n\nTXN2", "Wholly:") == Ids{"TXN1", "REF"});
}

TEST_CASE("code and documents cite rules that RULES.md has, and pages that are there") {
  const auto documents = read_documents();
  CHECK(documents.size() > 300);
  CHECK(unknown_citations(ids_of(rules_of_page()), documents) == Ids{});
  CHECK(missing_pages(documents) == Ids{});
}

TEST_CASE("the checks of RULES.md find what is wrong") {
  const auto rules = rules_of_page(
      "## Phase 2: core banking\n| id | what | settings |\n| --- | --- | --- |\n| TXN1 | a "
      "| `accounts` `loans` |\n## B\n| REF | b |\n|no| `TXN1` |\nTXN7 | c\n");
  REQUIRE(rules.size() == 2);
  CHECK(rules[0].id == "TXN1");
  CHECK(rules[0].phase == "core banking");
  CHECK(rules[0].sections == Ids{"accounts", "loans"});
  CHECK(rules[1].id == "REF");
  CHECK(rules[1].phase.empty());
  CHECK(rules[1].sections.empty());
  const Ids ids = ids_of(rules);
  const std::string none = "TXN" + std::to_string(99);
  CHECK(unknown_citations(ids, {{"a.cpp", "// (" + none + ")\nTXN1, TXN000000100, UINT32_MAX"}}) ==
        Ids{"a.cpp: " + none});
  CHECK(unproved(ids, {{"a.cpp", "// TXN1\nTEST_CASE(\"b (REF)\") {\n  // TXN1\n}"}}) ==
        Ids{"TXN1"});
  const std::string page = std::string("nowhere") + ".md";
  CHECK(
      missing_pages({{"RULES.md", "a.mdx"}, {"src/a.cpp", "// See " + page + " and RULES.md."}}) ==
      Ids{"src/a.cpp: " + page});
}

}  // namespace
}  // namespace bankseed::testing
