#include "cli/manual/attribution.hpp"

#include <vector>

#include <fmt/format.h>

#include "corpus/embedded.hpp"
#include "report/assets.hpp"

namespace bankseed {
namespace {

constexpr std::string_view kHead =
    R"(bankseed is free software under the Apache License, version 2.0; its text is in
LICENSE, on Debian in /usr/share/common-licenses/Apache-2.0.

What it makes may be used for anything. No row is about a real person; any
likeness is chance. Whoever passes on names of cities with their residents as a
data set of its own has GeoNames to name (CC BY 4.0), see below.

Compiled into the program:

  CLI11 (https://github.com/CLIUtils/CLI11): BSD 3-clause licence. Copyright
  (c) 2017-2021 University of Cincinnati, developed by Henry Schreiner under
  NSF AWARD 1414736.

  JSON for Modern C++ (https://json.nlohmann.me): MIT licence. Copyright (c)
  2013-2022 Niels Lohmann.
)";

/// Each line behind two spaces.
std::string indented(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (end > 0) result += fmt::format("  {}", text.substr(0, end));
    result += "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

}  // namespace

std::string attribution_text() {
  std::string text(kHead);
  const report::Assets assets = report::assets();
  if (!assets.library.empty())
    text += "\nCharts of the HTML report:\n\n" + indented(assets.licence);
  text += "\nThe words that rows are made of, by data file:\n";
  std::vector<corpus::SourceNote> notes = corpus::source_notes();
  for (std::size_t i = 0; i < notes.size(); ++i) {
    if (notes[i].file.empty()) continue;
    text += "\n" + notes[i].file;
    // Files that say the same say it once.
    for (std::size_t j = i + 1; j < notes.size(); ++j) {
      if (notes[j].text != notes[i].text) continue;
      text += ", " + notes[j].file;
      notes[j].file.clear();
    }
    text += "\n" + indented(notes[i].text);
  }
  return text;
}

}  // namespace bankseed
