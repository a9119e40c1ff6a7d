#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bankseed/rows/tables.hpp"
#include "verify/figures/figures.hpp"
#include "verify/verifier.hpp"

namespace bankseed::report {

/// What a page is about: its tables, and the sections that it has.
enum class Subject : std::uint8_t { kDatabases, kDatasets };

/// A line of the headline: "As of" 2026-11-26.
struct Fact {
  std::string name;
  std::string value;
  bool is_long = false;  ///< A sentence rather than a number.
};

/// A check, and what became of it.
struct Check {
  std::string id;     ///< Of the rule in RULES.md.
  std::string name;   ///< Of what is checked, in a few words.
  std::string group;  ///< Heading in the list.
  std::string text;   ///< A sentence for people.
  verify::Verdict verdict = verify::Verdict::kNotChecked;
  std::string expected;
  std::string found;
  std::vector<verify::Violation> violations;
  std::string sql;  ///< Finds all violations; empty where it was no SQL that looked.
  std::int64_t microseconds = 0;
};

/// What a page tells. What is empty is not shown.
struct Contents {
  Subject subject = Subject::kDatabases;
  std::string title;
  std::vector<Fact> facts;
  std::string program;         ///< "bankseed 0.1.0 (algorithm 1)".
  std::string repeat_command;  ///< A shell command that makes the same bank.
  std::vector<std::string> notes;
  std::vector<Check> checks;
  std::vector<std::string> shortcomings;  ///< Why the bank is not complete, a sentence each.
  std::vector<verify::Figure> figures;
  /// Rows of each table or dataset, by TableId; nothing where there is none.
  std::array<std::optional<std::uint64_t>, kRowTypeCount> rows{};
};

/// The outcomes of a verification as a page tells them.
[[nodiscard]] std::vector<Check> checks_of(const verify::Report& verification);

/// Throws Error when this build has no chart library, and says how to get it.
void require_chart_library();

/// One HTML file that needs no other: it holds its style, its scripts, the chart library and the
/// data, and asks no network for anything. What is to be known first, the verdict and what does not
/// hold, stands in it without scripts, too. Text of the contents is escaped.
[[nodiscard]] std::string html_page(const Contents& contents);

}  // namespace bankseed::report
