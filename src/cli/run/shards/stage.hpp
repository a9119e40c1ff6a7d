#pragma once

#include <string>
#include <vector>

#include "bankseed/bank/options.hpp"
#include "cli/run/destination.hpp"
#include "cli/run/generate.hpp"
#include "cli/run/shards/spread.hpp"
#include "sink/postgres/load/load.hpp"

namespace bankseed {

/// What of a load the options ask for; of files it is always all of it.
[[nodiscard]] LoadStage stage_of(const GenerateOptions& options) noexcept;

/// Which shard of how many is meant; to prepare, the first of those that will be.
[[nodiscard]] Part shard_of(const GenerateOptions& options) noexcept;

/// The same of each table, by the shards of the server that it goes to.
[[nodiscard]] Spread spread_of(const GenerateOptions& options);

/// Where the databases are: what the options say, or the map of servers, of which a shard has one.
/// Nothing for the private cluster, and where there are several.
[[nodiscard]] std::optional<ConnectionSettings> connections_of(const GenerateOptions& options,
                                                               const DatabaseUrls& configured);

/// Throws UsageError where the options ask for more than one stage, or for what another one does.
void check_stage(const GenerateOptions& options);

/// The options that ask for the stage or the shard, each with a space before it.
[[nodiscard]] std::string stage_options_text(const GenerateOptions& options);

/// What a report says that was done to the databases, or files.
[[nodiscard]] std::string done_text(const GenerateOptions& options);

/// Commands that follow a stage which is not the last one.
[[nodiscard]] std::vector<Destination::NextStep> steps_after(const GenerateOptions& options,
                                                             const BankOptions& bank);

}  // namespace bankseed
