#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bankseed/bank/options.hpp"
#include "cli/report/stage_view.hpp"
#include "core/part.hpp"
#include "encode/digest.hpp"
#include "pipeline/progress.hpp"

namespace bankseed {

/// What a run has done, stage by stage.
struct RunReport {
  std::vector<StageView> stages;
  double seconds = 0;               ///< Of the whole run.
  std::string target;               ///< Where the rows went, without passwords.
  std::string done;                 ///< What was done there: "loaded into:".
  bool has_rows = true;             ///< False for a step of a load that moves none.
  std::uint64_t finished_rows = 0;  ///< Of the bank that such a step has brought to its end.
  std::optional<Part> shard;        ///< Of the bank; nothing: all of it.
  std::string repeat_command;       ///< A shell command.
};

/// How much a report tells.
enum class Detail { kDatabases, kTables };

/// The rows of each database and the time in a line, or those of each table and each stage; where
/// the rows are, and how to repeat the run.
[[nodiscard]] std::string report_text(const RunReport& report,
                                      const Progress& progress,
                                      Detail detail);

using TableDigests = std::array<TableDigest, kRowTypeCount>;

/// A line for each table that has rows, "<digest>  <rows>  accounts_db.accounts", and one of the
/// same form for all of them together. Equal banks give equal text, wherever it was computed.
[[nodiscard]] std::string digest_text(const TableDigests& digests);

}  // namespace bankseed
