#include "cli/run/destination.hpp"

#include <algorithm>

#include "cli/configuration/values.hpp"
#include "cli/help.hpp"
#include "cli/report/text_table.hpp"

namespace bankseed {

std::string next_steps_text(const std::vector<Destination::NextStep>& steps,
                            const std::string& program,
                            const std::string& options) {
  constexpr std::size_t kPurposeIndent = 45;
  std::string text;
  for (const Destination::NextStep& step : steps) {
    const std::string line = "  " + shell_word(program) + " " + step.command + options;
    const bool has_room =
        std::max(line.size() + 2, kPurposeIndent) + step.purpose.size() <= kHelpWidth;
    if (step.purpose.empty()) {
      text += line + "\n";
    } else if (has_room) {
      text += padded(line, kPurposeIndent - 2, Align::kLeft) + "  " + step.purpose + "\n";
    } else {
      // Above it, as a shell takes it, too.
      text += "  # " + step.purpose + "\n" + line + "\n";
    }
  }
  return text.empty() ? "" : "\nnext:\n" + text;
}

std::vector<TableSet> NullDestination::steps() const {
  return {all_tables()};
}

Sinks NullDestination::sinks() {
  Sinks sinks{};
  for (std::size_t i = 0; i < kStoreCount; ++i)
    sinks[i] = &sinks_[i];
  return sinks;
}

}  // namespace bankseed
