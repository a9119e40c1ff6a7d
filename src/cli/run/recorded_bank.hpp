#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bankseed/bank/options.hpp"
#include "sink/connection_settings.hpp"
#include "sink/postgres/load/load.hpp"
#include "verify/verifier.hpp"

namespace bankseed {

/// What is known of a loaded bank beside what its tables hold.
struct RecordedBank {
  std::optional<BankOptions> options;  ///< Of the run that loaded it, if they are known.
  std::string unknown;                 ///< Why they are not, a clause; else empty.
  std::string loaded;                  ///< When that run began; empty when none is recorded.
  std::vector<std::string> notes;      ///< Why less is known than could be, a sentence each.
  std::string part;  ///< "shards 3 to 4 of 5" where others have the rest; else empty.
};

/// The options, for those who cannot do without. Throws UsageError, beginning with `work`.
const BankOptions& require_options(const RecordedBank& bank, std::string_view work);

/// Throws UsageError where the databases have only some shards of a bank. `work` is what cannot be
/// done with them, and `advice` what can: "verify all servers with --server-map".
void require_whole(const RecordedBank& bank, std::string_view work, std::string_view advice);

/// What the last complete run wrote down. Throws DatabaseError with ExitCode::kUsage when
/// accounts_db cannot be reached or is being loaded.
[[nodiscard]] RecordedBank read_recorded_bank(const ConnectionSettings& connections,
                                              Interrupter* interrupter);

/// In what a recorded run is of another bank than this one, a phrase each: "--seed 1, not 2".
[[nodiscard]] std::vector<std::string> differences(const RunDescription& run,
                                                   const BankOptions& bank);

/// What a reader should know of a bank that was made with settings of its own; nothing of one that
/// was not.
[[nodiscard]] std::optional<std::string> settings_note(const Settings& settings);

/// Fills in what verification is told of a bank with these options: as_of, customers, employees,
/// the plan and the rules that its settings change; what `options` says already stays.
void expect_bank(const BankOptions& bank, verify::Options& options);

}  // namespace bankseed
