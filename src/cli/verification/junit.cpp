#include "cli/verification/junit.hpp"

#include <fmt/format.h>

#include "cli/verification/rule_list.hpp"
#include "verify/selection.hpp"

namespace bankseed {
namespace {

using verify::Outcome;
using verify::Verdict;

/// Text as it may stand in XML 1.0, in an attribute or between tags.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\n': result += "&#10;"; break;
      case '\t': result += "&#9;"; break;
      default:
        // Other control characters may not stand there in any form.
        result += static_cast<unsigned char>(c) < 0x20U ? '?' : c;
    }
  }
  return result;
}

std::string seconds(std::int64_t microseconds) {
  return fmt::format("{}.{:06}", microseconds / 1'000'000, microseconds % 1'000'000);
}

std::string failure_body(const Outcome& outcome) {
  std::string text = fmt::format("expected: {}\nfound: {}\n", outcome.expected, outcome.found);
  for (const verify::Violation& violation : outcome.violations)
    text += fmt::format("{}  {}\n", violation.key, violation.detail);
  return text + outcome.sql;
}

/// What stands inside the test case; nothing when the check holds.
std::string result_element(const Outcome& outcome) {
  const std::string message = escaped(outcome.found);
  switch (outcome.verdict) {
    case Verdict::kHolds: break;
    case Verdict::kFails:
      return fmt::format("<failure message=\"{} {}\">{}</failure>", escaped(outcome.rule->name),
                         message, escaped(failure_body(outcome)));
    case Verdict::kNotChecked: return fmt::format("<error message=\"{}\"/>", message);
    case Verdict::kSkipped: return fmt::format("<skipped message=\"{}\"/>", message);
  }
  return "";
}

struct Suite {
  std::string cases;
  std::uint64_t tests = 0;
  std::uint64_t failures = 0;
  std::uint64_t errors = 0;
  std::uint64_t skipped = 0;
  std::int64_t microseconds = 0;

  void add(const Outcome& outcome) {
    ++tests;
    failures += outcome.verdict == Verdict::kFails ? 1U : 0U;
    errors += outcome.verdict == Verdict::kNotChecked ? 1U : 0U;
    skipped += outcome.verdict == Verdict::kSkipped ? 1U : 0U;
    microseconds += outcome.microseconds;
    cases +=
        fmt::format("<testcase classname=\"bankseed.{}\" name=\"{}\" time=\"{}\">{}</testcase>\n",
                    escaped(outcome.rule->id), escaped(sentence_of(*outcome.rule)),
                    seconds(outcome.microseconds), result_element(outcome));
  }
  void add_failure(std::string_view name, std::string_view text) {
    ++tests;
    ++failures;
    add_case(name, text, "failure");
  }
  void add_error(std::string_view name, std::string_view text) {
    ++tests;
    ++errors;
    add_case(name, text, "error");
  }
  [[nodiscard]] std::string counts() const {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"", tests, failures,
                       errors, skipped);
  }

 private:
  void add_case(std::string_view name, std::string_view text, std::string_view result) {
    cases += fmt::format(
        "<testcase classname=\"bankseed.{0}\" name=\"{1}\" time=\"0\"><{2} "
        "message=\"{1}\"></{2}></testcase>\n",
        escaped(name), escaped(text), result);
  }
};

std::string element(std::string_view name, const Suite& suite) {
  return fmt::format("<testsuite name=\"{}\" {} time=\"{}\">\n{}</testsuite>\n", name,
                     suite.counts(), seconds(suite.microseconds), suite.cases);
}

std::string document(const Suite& all, std::int64_t microseconds, std::string_view suites) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"bankseed verify\" {} time=\"{}\">\n{}</testsuites>\n",
      all.counts(), seconds(microseconds), suites);
}

}  // namespace

std::string verification_junit(const Verification& verification) {
  Suite all;
  std::string suites;
  for (const std::string_view group : verify::groups()) {
    Suite suite;
    for (const Outcome& outcome : verification.report.outcomes) {
      if (verify::group_of(outcome.rule->id) != group) continue;
      suite.add(outcome);
      all.add(outcome);
    }
    if (suite.tests == 0) continue;
    suites += element(group, suite);
  }
  if (!verification.shortcomings.empty()) {
    Suite suite;
    for (const std::string& shortcoming : verification.shortcomings) {
      suite.add_failure("complete", shortcoming);
      all.add_failure("complete", shortcoming);
    }
    suites += element("complete", suite);
  }
  return document(all, verification.report.microseconds, suites);
}

std::string failure_junit(std::string_view message) {
  Suite suite;
  suite.add_error("run", message);
  return document(suite, 0, element("run", suite));
}

}  // namespace bankseed
