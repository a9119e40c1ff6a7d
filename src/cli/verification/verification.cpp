#include "cli/verification/verification.hpp"

#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "cli/configuration/values.hpp"
#include "cli/verification/rule_list.hpp"

namespace bankseed {

verify::Report run_verification(const ConnectionSettings& connections,
                                verify::Options options,
                                const std::stop_token& stop,
                                const std::function<void(const std::string&)>& tell) {
  Interrupter interrupter;
  options.interrupter = &interrupter;
  const std::stop_callback interrupt(stop, [&interrupter] { interrupter.interrupt(); });
  std::uint64_t checked = 0;
  const std::uint64_t total = check_count(options.rules);
  try {
    return verify::run(connections, options, today(), [&](const verify::Outcome& outcome) {
      tell(fmt::format("{} of {} checks, last {} {}", ++checked, total, outcome.rule->id,
                       outcome.rule->name));
    });
  } catch (const DatabaseError& error) {
    // Nothing was judged, which is not the same as something that does not hold.
    throw DatabaseError(error.what(), error.where(), ExitCode::kUsage);
  }
}

std::vector<verify::Figure> run_figures(const ConnectionSettings& connections,
                                        Date as_of,
                                        verify::FigureChoice choice,
                                        const std::stop_token& stop) {
  Interrupter interrupter;
  const std::stop_callback interrupt(stop, [&interrupter] { interrupter.interrupt(); });
  return verify::read_figures(connections, as_of, choice, 0, &interrupter);
}

int verification_exit_code(const Verification& verification) {
  const verify::Report& report = verification.report;
  if (report.count(verify::Verdict::kNotChecked) > 0) return static_cast<int>(ExitCode::kUsage);
  const bool fails =
      report.count(verify::Verdict::kFails) > 0 || !verification.shortcomings.empty();
  return static_cast<int>(fails ? ExitCode::kFailed : ExitCode::kOk);
}

}  // namespace bankseed
