#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bankseed/rows/tables.hpp"
#include "verify/figures/figures.hpp"
#include "verify/verifier.hpp"

namespace bankseed::report {

/// What is known of the bank beside what its tables hold. What is empty is not shown.
struct Facts {
  std::optional<std::uint64_t> seed;
  std::string loaded;          ///< When the run that loaded it began.
  std::string databases;       ///< Where they are, without passwords.
  std::string program;         ///< "bankseed 0.1.0 (algorithm 1)".
  std::string repeat_command;  ///< A shell command that makes the same bank.
  std::vector<std::string> notes;
};

/// What a page tells.
struct Contents {
  const verify::Report& verification;
  const std::vector<verify::Figure>& figures;
  /// Rows of each table; nothing where there is no table.
  std::array<std::optional<std::uint64_t>, kTableCount> rows{};
  Facts facts;
};

/// Throws Error when this build has no chart library, and says how to get it.
void require_chart_library();

/// One HTML file that needs no other: it holds its style, its scripts, the chart library and the
/// data, and asks no network for anything. Text of the contents is escaped.
[[nodiscard]] std::string html_page(const Contents& contents);

}  // namespace bankseed::report
