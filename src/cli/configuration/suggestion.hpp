#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace bankseed {

/// Insertions, deletions, replacements and swaps of neighbours that make one word out of the other.
[[nodiscard]] std::size_t edit_distance(std::string_view left, std::string_view right);

/// The candidate that `word` most likely meant; empty when nothing is near.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string> candidates);

/// "; did you mean 'x'?", or "" when nothing is near.
[[nodiscard]] std::string suggestion(std::string_view word,
                                     std::span<const std::string> candidates);

/// The same, and all candidates: "; did you mean 'x'? Known: x, y", or "; known: x, y".
[[nodiscard]] std::string suggestion_of_all(std::string_view word,
                                            std::span<const std::string> candidates);

}  // namespace bankseed
