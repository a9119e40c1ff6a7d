#pragma once

#include <string>
#include <string_view>

#include "report/page.hpp"

namespace bankseed::report {

// What a page says as HTML of its own, which needs no script to be read.

/// Text as it may stand in HTML, in an attribute or between tags.
[[nodiscard]] std::string escaped(std::string_view text);

/// What is not as it should be: checks that fail or were not made.
[[nodiscard]] bool is_broken(const Check& check) noexcept;

/// The verdict as a paragraph: how many of how many checks hold.
[[nodiscard]] std::string verdict(const Contents& contents);
/// List items: what the bank lacks, and the checks that do not hold, with their sentences.
[[nodiscard]] std::string failures(const Contents& contents);
/// Entries of a description list.
[[nodiscard]] std::string facts(const Contents& contents);
/// List items.
[[nodiscard]] std::string notes(const Contents& contents);

}  // namespace bankseed::report
