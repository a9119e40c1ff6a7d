#include "report/headline.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace bankseed::report {
namespace {

using verify::Verdict;

std::size_t count_of(const Contents& contents, Verdict verdict) {
  return static_cast<std::size_t>(
      std::count_if(contents.checks.begin(), contents.checks.end(),
                    [verdict](const Check& check) { return check.verdict == verdict; }));
}

/// "2 fail", "1 could not be checked"
std::string phrase(std::size_t count, Verdict verdict) {
  switch (verdict) {
    case Verdict::kHolds: return fmt::format("{} {}", count, count == 1 ? "holds" : "hold");
    case Verdict::kFails: return fmt::format("{} {}", count, count == 1 ? "fails" : "fail");
    case Verdict::kNotChecked: return fmt::format("{} could not be checked", count);
    case Verdict::kSkipped: return fmt::format("{} {} skipped", count, count == 1 ? "was" : "were");
  }
  return "";
}

std::string verdict_text(const Contents& contents) {
  const std::size_t total = contents.checks.size();
  const std::size_t holding = count_of(contents, Verdict::kHolds);
  std::string text;
  if (total == 0) {
    text = "Nothing was checked";
  } else if (holding == total) {
    text = total == 1 ? "The one check holds" : fmt::format("All {} checks hold", total);
  } else {
    text = fmt::format("{} of {} check{} hold", holding, total, total == 1 ? "" : "s");
    std::string_view separator = ": ";
    for (const Verdict other : {Verdict::kFails, Verdict::kNotChecked, Verdict::kSkipped}) {
      const std::size_t count = count_of(contents, other);
      if (count == 0) continue;
      text += std::string(separator) + phrase(count, other);
      separator = ", ";
    }
  }
  if (!contents.shortcomings.empty()) text += "; the bank is not complete";
  return text;
}

/// What the style calls it.
std::string_view verdict_class(const Contents& contents) {
  if (count_of(contents, Verdict::kFails) > 0 || !contents.shortcomings.empty()) return " bad";
  const std::size_t holding = count_of(contents, Verdict::kHolds);
  return holding == 0 || holding < contents.checks.size() ? " open" : "";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '&': html += "&amp;"; break;
      case '"': html += "&quot;"; break;
      default: html += c;
    }
  }
  return html;
}

bool is_broken(const Check& check) noexcept {
  return check.verdict == Verdict::kFails || check.verdict == Verdict::kNotChecked;
}

std::string verdict(const Contents& contents) {
  return fmt::format("<p id=\"verdict\" class=\"verdict{}\">{}</p>", verdict_class(contents),
                     verdict_text(contents));
}

std::string failures(const Contents& contents) {
  std::string html;
  for (const std::string& shortcoming : contents.shortcomings)
    html += fmt::format("<li>The bank is not complete: {}</li>\n", escaped(shortcoming));
  for (const Check& check : contents.checks) {
    if (!is_broken(check)) continue;
    html += fmt::format("<li class=\"failing\"><b>{}</b> {}", escaped(check.id),
                        check.verdict == Verdict::kFails ? "" : "could not be checked: ");
    html += escaped(check.text);
    if (!check.found.empty()) html += fmt::format(" Found: {}", escaped(check.found));
    html += "</li>\n";
  }
  return html;
}

std::string facts(const Contents& contents) {
  std::string html;
  for (const Fact& fact : contents.facts) {
    if (fact.value.empty()) continue;
    html +=
        fmt::format("<div{}><dt>{}</dt><dd>{}</dd></div>\n", fact.is_long ? " class=\"long\"" : "",
                    escaped(fact.name), escaped(fact.value));
  }
  return html;
}

std::string notes(const Contents& contents) {
  std::string html;
  for (const std::string& note : contents.notes)
    html += fmt::format("<li>{}</li>\n", escaped(note));
  return html;
}

}  // namespace bankseed::report
