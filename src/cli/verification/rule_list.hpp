#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "verify/rule.hpp"

namespace bankseed {

/// Throws UsageError, beginning with `name`, for a pattern of the list that no rule matches.
void check_rule_patterns(std::string_view name, const std::string& patterns);

/// Checks that the rules of these patterns have.
[[nodiscard]] std::uint64_t check_count(const std::string& patterns);

/// The sentence that a check proves, without its full stop, and what distinguishes it from others
/// of the same sentence: "The last balance is the account's", "Values are among those ...:
/// accounts".
[[nodiscard]] std::string sentence_of(const verify::Rule& rule);

/// The rules of these patterns, and what each of them means; all of them in short when there are
/// none.
[[nodiscard]] std::string rules_text(const std::string& patterns);

}  // namespace bankseed
