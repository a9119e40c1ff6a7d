#include "verify/selection.hpp"

#include <algorithm>
#include <array>

#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

/// The ids of a group begin with these, in the order of RULES.md.
struct Group {
  std::string_view name;
  std::string_view prefixes;  ///< Between spaces.
};
constexpr std::array<Group, kPhaseCount + 1> kGroups = {{
    {"structure", " CNT NUL KEY VAL REF E "},
    {name_of(Phase::kFoundation), " EMP TRN REV CUS ASG "},
    {name_of(Phase::kCoreBanking), " PRO ACC TXN INC REL "},
    {name_of(Phase::kEngagement), " INT SUR CMP CAM RSP "},
    {name_of(Phase::kLoans), " APP LOA COL SCH GUA RSK "},
    {name_of(Phase::kInsurance), " POL BEN CLM PAY EVT "},
    {name_of(Phase::kCompliance), " KYC AML SAR REG AUD RUL VIO "},
}};

/// Where ids like one stand in kGroups; an unknown one stands last in the first group.
struct Place {
  std::size_t group;
  std::size_t prefix;  ///< Offset in the prefixes.
};
Place place_of(std::string_view id) {
  const std::string prefix = " " + std::string(id.substr(0, id.find_first_of("0123456789"))) + " ";
  for (std::size_t i = 0; i < kGroups.size(); ++i) {
    const auto at = kGroups[i].prefixes.find(prefix);
    if (at != std::string_view::npos) return {i, at};
  }
  return {0, kGroups[0].prefixes.size()};
}

constexpr char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool matches(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == '*') {
    for (std::size_t skip = 0; skip <= text.size(); ++skip) {
      if (matches(pattern.substr(1), text.substr(skip))) return true;
    }
    return false;
  }
  if (text.empty() || (pattern.front() != '?' && upper(pattern.front()) != upper(text.front())))
    return false;
  return matches(pattern.substr(1), text.substr(1));
}

/// The patterns of a list without the spaces around them.
std::vector<std::string_view> split(std::string_view patterns) {
  std::vector<std::string_view> parts;
  while (!patterns.empty()) {
    const auto comma = std::min(patterns.find(','), patterns.size());
    std::string_view part = patterns.substr(0, comma);
    while (part.starts_with(' '))
      part.remove_prefix(1);
    while (part.ends_with(' '))
      part.remove_suffix(1);
    if (!part.empty()) parts.push_back(part);
    patterns.remove_prefix(std::min(comma + 1, patterns.size()));
  }
  return parts;
}

}  // namespace

bool is_selected(std::string_view patterns, std::string_view id) {
  const auto parts = split(patterns);
  return parts.empty() ||
         std::any_of(parts.begin(), parts.end(), [id](auto part) { return matches(part, id); });
}

std::vector<std::string> unmatched_patterns(std::string_view patterns) {
  const auto ids = rule_ids();
  std::vector<std::string> unmatched;
  for (const std::string_view part : split(patterns)) {
    if (std::none_of(ids.begin(), ids.end(), [part](const auto& id) { return matches(part, id); }))
      unmatched.emplace_back(part);
  }
  return unmatched;
}

std::vector<std::string> rule_ids() {
  std::vector<std::string> ids;
  for (const Rule& rule : all_rules()) {
    if (std::find(ids.begin(), ids.end(), rule.id) == ids.end()) ids.emplace_back(rule.id);
  }
  return ids;
}

std::string_view group_of(std::string_view id) {
  return kGroups[place_of(id).group].name;
}

std::uint32_t rank_of(std::string_view id) {
  const Place place = place_of(id);
  std::uint32_t number = 0;
  for (const char c : id) {
    if (c >= '0' && c <= '9') number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  constexpr std::uint32_t kNumbersMax = 1'000;
  return (static_cast<std::uint32_t>(place.group) * kNumbersMax +
          static_cast<std::uint32_t>(place.prefix)) *
             kNumbersMax +
         number;
}

std::vector<std::string_view> groups() {
  std::vector<std::string_view> names;
  names.reserve(kGroups.size());
  for (const Group& group : kGroups)
    names.push_back(group.name);
  return names;
}

}  // namespace bankseed::verify
