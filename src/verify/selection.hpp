#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bankseed::verify {

// Rules by their ids. A list of patterns is comma-separated; in a pattern * stands for any
// characters and ? for one. Letters may be small or capital.

/// True when one of the patterns matches `id`, or when there are none.
[[nodiscard]] bool is_selected(std::string_view patterns, std::string_view id);

/// The patterns of the list that match the id of no rule.
[[nodiscard]] std::vector<std::string> unmatched_patterns(std::string_view patterns);

/// The ids of all rules, each once, in the order of the rules.
[[nodiscard]] std::vector<std::string> rule_ids();

/// What a rule is about, for headings: "structure", or the name of the phase whose rules in
/// RULES.md bear ids like this one.
[[nodiscard]] std::string_view group_of(std::string_view id);

/// Grows in the order of RULES.md: what comes first in reports has the lower rank.
[[nodiscard]] std::uint32_t rank_of(std::string_view id);

/// All groups, in the order of reports.
[[nodiscard]] std::vector<std::string_view> groups();

}  // namespace bankseed::verify
