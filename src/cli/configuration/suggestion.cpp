#include "cli/configuration/suggestion.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace bankseed {

std::size_t edit_distance(std::string_view left, std::string_view right) {
  // Three rows of the table of distances between the words' beginnings.
  std::vector<std::size_t> before_last(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> current(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j)
    last[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, replaced});
      const bool swapped =
          i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, current);
  }
  return last[right.size()];
}

std::string_view nearest(std::string_view word, std::span<const std::string> candidates) {
  const auto letters = [](std::string_view text) {
    return text.substr(std::min(text.find_first_not_of('-'), text.size()));
  };
  const std::string_view wanted = letters(word);
  std::string_view best;
  std::size_t best_distance = 0;
  const auto consider = [&](std::string_view candidate, std::size_t distance) {
    if (!best.empty() && distance >= best_distance) return;
    best = candidate;
    best_distance = distance;
  };
  // Who writes the beginning of a word means that word, and the shortest that begins so.
  constexpr std::size_t kBeginningMin = 3;
  for (const std::string& candidate : candidates) {
    if (wanted.size() >= kBeginningMin && letters(candidate).starts_with(wanted))
      consider(candidate, candidate.size());
  }
  if (!best.empty()) return best;
  for (const std::string& candidate : candidates) {
    const std::string_view other = letters(candidate);
    // A third of the letters may be wrong; of two letters, one.
    const std::size_t longer = std::max(wanted.size(), other.size());
    const std::size_t allowed = std::max<std::size_t>(1, longer / 3);
    if (longer - std::min(wanted.size(), other.size()) > allowed) continue;
    const std::size_t distance = edit_distance(wanted, other);
    if (distance <= allowed) consider(candidate, distance);
  }
  return best;
}

std::string suggestion(std::string_view word, std::span<const std::string> candidates) {
  const std::string_view best = nearest(word, candidates);
  return best.empty() ? "" : "; did you mean '" + std::string(best) + "'?";
}

std::string suggestion_of_all(std::string_view word, std::span<const std::string> candidates) {
  const std::string near = suggestion(word, candidates);
  return fmt::format("{}{}{}", near,
                     near.empty() ? "; known: " : " Known: ", fmt::join(candidates, ", "));
}

}  // namespace bankseed
