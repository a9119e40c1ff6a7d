#include "cli/verification/text.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/configuration/values.hpp"
#include "cli/help.hpp"
#include "cli/report/stage_view.hpp"
#include "cli/report/text_table.hpp"
#include "verify/selection.hpp"

namespace bankseed {
namespace {

using verify::Outcome;
using verify::Report;
using verify::Verdict;

constexpr std::string_view kGreen = "\033[32m";
constexpr std::string_view kRed = "\033[31m";
constexpr std::string_view kYellow = "\033[33m";
constexpr std::string_view kPlain = "\033[0m";

constexpr double kMicrosecondsPerSecond = 1e6;

std::string_view color_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kHolds: return kGreen;
    case Verdict::kFails: return kRed;
    case Verdict::kNotChecked:
    case Verdict::kSkipped: break;
  }
  return kYellow;
}

std::string colored(const std::string& text, Verdict verdict, const VerificationStyle& style) {
  if (!style.is_colored) return text;
  return fmt::format("{}{}{}", color_of(verdict), text, kPlain);
}

std::string title(const Verification& verification) {
  const Report& report = verification.report;
  std::string text = verification.where + "\n";
  text += fmt::format("{} customers, {} employees, as of {}", grouped(report.customers),
                      grouped(report.employees), to_text(report.as_of));
  if (verification.seed) text += fmt::format(", seed {}", *verification.seed);
  text += "\n";
  for (const std::string& note : verification.notes)
    text += wrapped("", "note: " + note, 0);
  return text;
}

/// Rows by table, beside the plan where there is one; empty when no rows were counted.
std::string table_section(const Report& report) {
  std::vector<TextTable::Column> columns = {{"database"}, {"table"}, {"rows", Align::kRight}};
  if (report.plan) columns.push_back({"plan", Align::kRight});
  TextTable table(columns);
  std::uint64_t rows = 0;
  std::uint64_t planned = 0;
  bool is_any = false;
  const auto add = [&](std::string database, std::string name, std::string count,
                       std::uint64_t plan) {
    std::vector<std::string> cells = {std::move(database), std::move(name), std::move(count)};
    if (report.plan) cells.push_back(grouped(plan));
    table.add_row(std::move(cells));
  };
  for (const Outcome& outcome : report.outcomes) {
    const auto* const shape = std::get_if<verify::RowsOf>(&outcome.rule->check);
    if (shape == nullptr) continue;
    const TableInfo& info = table_info(shape->table);
    const std::uint64_t plan = report.plan ? (*report.plan)[index_of(shape->table)] : 0;
    rows += outcome.rows.value_or(0);
    planned += plan;
    add(std::string(name_of(info.database)), std::string(info.name),
        outcome.rows ? grouped(*outcome.rows) : std::string(name_of(outcome.verdict)), plan);
    is_any = true;
  }
  if (!is_any) return "";
  table.add_rule();
  add("all", "", grouped(rows), planned);
  return "\n" + table.text();
}

/// The checks of one rule id.
struct RuleLine {
  std::string_view id;
  std::vector<const Outcome*> outcomes;
};

std::vector<RuleLine> lines_of_group(const Report& report, std::string_view group) {
  std::vector<RuleLine> lines;
  for (const Outcome& outcome : report.outcomes) {
    const std::string_view id = outcome.rule->id;
    if (verify::group_of(id) != group) continue;
    auto line = std::find_if(lines.begin(), lines.end(),
                             [id](const RuleLine& known) { return known.id == id; });
    if (line == lines.end()) line = lines.insert(lines.end(), RuleLine{id, {}});
    line->outcomes.push_back(&outcome);
  }
  return lines;
}

/// The gravest of them.
Verdict verdict_of(const RuleLine& line) {
  for (const Verdict verdict : {Verdict::kFails, Verdict::kNotChecked, Verdict::kSkipped}) {
    if (std::any_of(line.outcomes.begin(), line.outcomes.end(),
                    [verdict](const Outcome* outcome) { return outcome->verdict == verdict; }))
      return verdict;
  }
  return Verdict::kHolds;
}

std::string line_text(const RuleLine& line, const VerificationStyle& style) {
  constexpr std::size_t kVerdictWidth = 13;
  constexpr std::size_t kIdWidth = 6;
  const Verdict verdict = verdict_of(line);
  std::string names;
  std::size_t count = 0;
  for (const Outcome* outcome : line.outcomes) {
    if (outcome->verdict != verdict) continue;
    ++count;
    names += (names.empty() ? "" : ", ") + std::string(outcome->rule->name);
  }
  const std::size_t all = line.outcomes.size();
  std::string text;
  if (count < all) text = fmt::format("{} of {} checks: ", count, all);
  if (2 + kVerdictWidth + kIdWidth + text.size() + names.size() <= kHelpWidth) {
    text += names;
  } else {
    text =
        count < all ? fmt::format("{} of {} checks", count, all) : fmt::format("{} checks", count);
  }
  const std::string word(name_of(verdict));
  return "  " + colored(word, verdict, style) + std::string(kVerdictWidth - word.size(), ' ') +
         padded(line.id, kIdWidth, Align::kLeft) + text + "\n";
}

std::string rule_section(const Report& report, const VerificationStyle& style) {
  std::string text;
  for (const std::string_view group : verify::groups()) {
    const auto lines = lines_of_group(report, group);
    if (lines.empty()) continue;
    text += "\n" + std::string(group) + "\n";
    for (const RuleLine& line : lines)
      text += line_text(line, style);
  }
  return text;
}

std::string_view name_of(verify::Standing standing) {
  switch (standing) {
    case verify::Standing::kInside: return "inside";
    case verify::Standing::kOutside: return "outside";
    case verify::Standing::kNotJudged: return "not judged";
  }
  return "";
}

/// Each measure beside its band; empty when nobody asked for figures.
std::string figure_section(const std::vector<verify::Figure>& figures) {
  constexpr std::string_view kHere = "here";
  constexpr std::string_view kBand = "band";
  constexpr std::size_t kStandingWidth = std::string_view("not judged").size();
  std::size_t value_width = kHere.size();
  std::size_t band_width = kBand.size();
  for (const verify::Figure& figure : figures) {
    for (const verify::Measure& measure : figure.measures) {
      value_width = std::max(value_width, display_width(measure.value_text));
      band_width = std::max(band_width, display_width(measure.band_text));
    }
  }
  // What is long comes last, and is wrapped.
  const auto line = [&](std::string_view standing, std::string_view value, std::string_view band,
                        std::string_view name) {
    const std::string first = padded(standing, kStandingWidth, Align::kLeft) + "  " +
                              padded(value, value_width, Align::kRight) + "  " +
                              padded(band, band_width, Align::kRight);
    return wrapped(first, name, first.size() + 2);
  };
  std::string text;
  for (const verify::Figure& figure : figures) {
    for (const verify::Measure& measure : figure.measures)
      text += line(name_of(measure.standing), measure.value_text, measure.band_text, measure.name);
  }
  return text.empty() ? "" : "\n" + line("", kHere, kBand, "figure") + text;
}

/// Each line of `text` behind `indent` spaces.
std::string indented(std::string_view text, std::size_t indent) {
  std::string result;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    result += std::string(indent, ' ') + std::string(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

std::string failure_text(const Outcome& outcome, const VerificationStyle& style) {
  const verify::Rule& rule = *outcome.rule;
  std::string text =
      "\n" + colored(fmt::format("{} {} fails", rule.id, rule.name), Verdict::kFails, style) +
      "\n" + wrapped("", rule.text, 2) + "  expected: " + outcome.expected +
      "\n  found:    " + outcome.found + "\n";
  std::size_t width = 0;
  for (const verify::Violation& violation : outcome.violations)
    width = std::max(width, display_width(violation.key));
  for (const verify::Violation& violation : outcome.violations)
    text += "    " + padded(violation.key, width, Align::kLeft) + "  " + violation.detail + "\n";
  return text + "  to find all:\n" + indented(outcome.sql, 4);
}

std::string failure_section(const Report& report, const VerificationStyle& style) {
  std::string text;
  for (const Outcome& outcome : report.outcomes) {
    if (outcome.verdict == Verdict::kFails) text += failure_text(outcome, style);
  }
  return text;
}

/// What was not judged, by reason, as one reason often stands behind many.
std::string reason_section(const Report& report, Verdict verdict, const VerificationStyle& style) {
  std::vector<std::pair<std::string, std::vector<const Outcome*>>> reasons;
  for (const Outcome& outcome : report.outcomes) {
    if (outcome.verdict != verdict) continue;
    auto reason = std::find_if(reasons.begin(), reasons.end(), [&outcome](const auto& known) {
      return known.first == outcome.found;
    });
    if (reason == reasons.end()) reason = reasons.insert(reasons.end(), {outcome.found, {}});
    reason->second.push_back(&outcome);
  }
  std::string text;
  for (const auto& [reason, outcomes] : reasons) {
    std::string names;
    for (const Outcome* outcome : outcomes) {
      const std::string name = outcomes.size() <= 3
                                   ? fmt::format("{} {}", outcome->rule->id, outcome->rule->name)
                                   : std::string(outcome->rule->id);
      // Checks of one rule follow each other.
      if (names.ends_with(name)) continue;
      names += (names.empty() ? "" : ", ") + name;
    }
    text += "\n" + colored(std::string(name_of(verdict)), verdict, style) + ": " + reason + "\n" +
            wrapped("",
                    fmt::format("{} check{}: {}", outcomes.size(), outcomes.size() == 1 ? "" : "s",
                                names),
                    2);
  }
  return text;
}

/// The bank is not complete, whatever its rows are like.
std::string shortcoming_section(const Verification& verification, const VerificationStyle& style) {
  std::string text;
  for (const std::string& shortcoming : verification.shortcomings)
    text += colored("not complete", Verdict::kFails, style) + ": " + shortcoming + "\n";
  return text;
}

}  // namespace

std::string verification_summary(const Report& report) {
  const std::uint64_t total = report.outcomes.size();
  std::string text = fmt::format("{} check{}: ", grouped(total), total == 1 ? "" : "s");
  if (report.count(Verdict::kHolds) == total) {
    text += total == 1 ? "it holds" : "all hold";
  } else {
    text += fmt::format("{} hold", grouped(report.count(Verdict::kHolds)));
    const std::array<std::pair<Verdict, std::string_view>, 3> others = {
        {{Verdict::kFails, "fail"},
         {Verdict::kNotChecked, "could not be checked"},
         {Verdict::kSkipped, "were skipped"}}};
    for (const auto& [verdict, words] : others) {
      if (const auto count = report.count(verdict); count > 0)
        text += fmt::format(", {} {}", grouped(count), words);
    }
  }
  return fmt::format(
      "{} ({})", text,
      duration_text(static_cast<double>(report.microseconds) / kMicrosecondsPerSecond));
}

std::string verification_text(const Verification& verification, const VerificationStyle& style) {
  const Report& report = verification.report;
  const std::string findings =
      failure_section(report, style) + reason_section(report, Verdict::kNotChecked, style);
  const std::string summary =
      "\n" + verification_summary(report) + "\n" + shortcoming_section(verification, style);
  if (style.only_findings) {
    const bool is_all = findings.empty() && verification.shortcomings.empty();
    return is_all ? "" : (findings + summary).substr(1);
  }
  return title(verification) + table_section(report) + rule_section(report, style) +
         figure_section(verification.figures) + findings +
         reason_section(report, Verdict::kSkipped, style) + summary;
}

}  // namespace bankseed
