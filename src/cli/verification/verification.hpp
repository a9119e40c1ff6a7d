#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "bankseed/core/error.hpp"
#include "verify/figures/figures.hpp"
#include "verify/verifier.hpp"

namespace bankseed {

/// A verification, and what there is to say of it beside the outcomes.
struct Verification {
  verify::Report report;
  std::vector<verify::Figure> figures;    ///< Empty when nobody asked for them.
  std::string where;                      ///< The databases, without passwords.
  std::optional<std::uint64_t> seed;      ///< Nothing when no run is recorded.
  std::string loaded;                     ///< When that run began; empty likewise.
  std::string repeat_command;             ///< Makes the bank again; empty likewise. For a report.
  std::vector<std::string> notes;         ///< What a reader should know, a sentence each.
  std::vector<std::string> shortcomings;  ///< Why the bank is not complete, a sentence each.
};

/// Verifies the bank in these databases until `stop` is requested; then throws Interrupted. `tell`
/// is called, on any thread but on one at a time, with a few words on how far it is. Throws
/// DatabaseError with ExitCode::kUsage when nothing can be judged at all.
[[nodiscard]] verify::Report run_verification(const ConnectionSettings& connections,
                                              verify::Options options,
                                              const std::stop_token& stop,
                                              const std::function<void(const std::string&)>& tell);

/// Reads the figures of the bank in these databases until `stop` is requested; then throws
/// Interrupted.
[[nodiscard]] std::vector<verify::Figure> run_figures(const ConnectionSettings& connections,
                                                      Date as_of,
                                                      verify::FigureChoice choice,
                                                      const std::stop_token& stop);

/// 0 when everything holds (or was left out on purpose) and the bank is complete, 2 when something
/// could not be checked, 1 when something does not hold.
[[nodiscard]] int verification_exit_code(const Verification& verification);

}  // namespace bankseed
