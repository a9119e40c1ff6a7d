#pragma once

#include <string>
#include <vector>

#include "bankseed/bank/options.hpp"
#include "sink/connection_settings.hpp"

namespace bankseed {

/// A file of the folder that a workload is written to.
struct WorkloadFile {
  std::string path;  ///< "accounts_db/deposit.sql"
  std::string text;
};

/// Scripts of pgbench that read and write the bank with these options in these databases, and a
/// README.md that says how to run them. What they write keeps to the rules that outlast writes
/// (verify::outlasts_writes()), whatever else runs at the same time. `utc_today` is the day by the
/// clock of this machine in UTC: a bank whose day lies beyond it is written to at a later time.
/// `verify_line` is the command that checks the bank afterwards.
[[nodiscard]] std::vector<WorkloadFile> workload_files(const BankOptions& bank,
                                                       const ConnectionSettings& connections,
                                                       Date utc_today,
                                                       const std::string& verify_line);

}  // namespace bankseed
