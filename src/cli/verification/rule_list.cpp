#include "cli/verification/rule_list.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bankseed/core/error.hpp"
#include "cli/configuration/suggestion.hpp"
#include "cli/help.hpp"
#include "verify/rules/rules.hpp"
#include "verify/selection.hpp"

namespace bankseed {
namespace {

const std::vector<verify::Rule>& rules() {
  static const std::vector<verify::Rule> all = verify::all_rules();
  return all;
}

/// The sentences of one rule, each with the names of the checks that prove it, in order.
using Sentences = std::vector<std::pair<std::string_view, std::vector<std::string_view>>>;

Sentences sentences_of(std::string_view id) {
  Sentences sentences;
  for (const verify::Rule& rule : rules()) {
    if (rule.id != id) continue;
    auto known = std::find_if(sentences.begin(), sentences.end(), [&rule](const auto& sentence) {
      return sentence.first == rule.text;
    });
    if (known == sentences.end()) known = sentences.insert(known, {rule.text, {}});
    known->second.push_back(rule.name);
  }
  return sentences;
}

/// "TXN7  Nothing but transfers exceeds 10,000."
std::string rule_text(std::string_view id, bool is_in_full) {
  constexpr std::size_t kIndent = 8;
  std::string text;
  const Sentences sentences = sentences_of(id);
  for (const auto& [sentence, names] : sentences) {
    std::string line(sentence);
    if (is_in_full) {
      line += fmt::format(" ({})", fmt::join(names, ", "));
    } else if (sentences.size() > 1) {
      line += fmt::format(" And {} more.", sentences.size() - 1);
    }
    text += wrapped(text.empty() ? "  " + std::string(id) : "", line, kIndent);
    if (!is_in_full) break;
  }
  return text;
}

}  // namespace

void check_rule_patterns(std::string_view name, const std::string& patterns) {
  const auto ids = verify::rule_ids();
  for (const std::string& pattern : verify::unmatched_patterns(patterns)) {
    std::string word;
    for (const char c : pattern) {
      if (c != '*' && c != '?')
        word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    throw UsageError(fmt::format("{}: no rule matches '{}'{}; 'bankseed rules' lists them", name,
                                 pattern, suggestion(word, ids)));
  }
}

std::uint64_t check_count(const std::string& patterns) {
  return static_cast<std::uint64_t>(std::count_if(
      rules().begin(), rules().end(),
      [&patterns](const verify::Rule& rule) { return verify::is_selected(patterns, rule.id); }));
}

std::string sentence_of(const verify::Rule& rule) {
  static const auto counts = [] {
    std::map<std::string_view, std::size_t> found;
    for (const verify::Rule& each : rules())
      ++found[each.text];
    return found;
  }();
  std::string_view text = rule.text;
  if (text.ends_with('.')) text.remove_suffix(1);
  const auto found = counts.find(rule.text);
  const bool is_alone = found == counts.end() || found->second == 1;
  return is_alone ? std::string(text) : fmt::format("{}: {}", text, rule.name);
}

std::string rules_text(const std::string& patterns) {
  std::string text;
  for (const std::string_view group : verify::groups()) {
    std::string of_group;
    for (const std::string& id : verify::rule_ids()) {
      if (verify::group_of(id) == group && verify::is_selected(patterns, id))
        of_group += rule_text(id, !patterns.empty());
    }
    if (of_group.empty()) continue;
    text += (text.empty() ? "" : "\n") + std::string(group) + "\n" + of_group;
  }
  return text;
}

}  // namespace bankseed
