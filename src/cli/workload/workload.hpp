#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bankseed/bank/options.hpp"
#include "bankseed/schema/table.hpp"
#include "sink/connection_settings.hpp"

namespace bankseed {

/// A script of pgbench. In its SQL stand {customers} and the like for the number of rows of a
/// table, by which ids are drawn: a script about a table without rows is left out.
/// {id:CUST:customer} is the id whose number is in the variable customer; {now} the moment by the
/// bank's clock, which no draw repeats; {stamp} the digits of an id that nobody else has, made of
/// `at`, such a moment, and of the session; {loan_officer} and the like an employee of the role,
/// drawn by the variable of that name; {today} the bank's day as a literal; {deposit} and the like
/// a statement's text.
struct WorkloadScript {
  Database database;
  std::string_view name;     ///< Of its file, without .sql.
  unsigned weight;           ///< Of a hundred transactions in its database.
  std::string_view purpose;  ///< For the README of the folder.
  std::string_view sql;
};

// Scripts by database; the weights of each database are a hundred together.
[[nodiscard]] std::span<const WorkloadScript> account_scripts();
[[nodiscard]] std::span<const WorkloadScript> loan_scripts();
[[nodiscard]] std::span<const WorkloadScript> compliance_scripts();
[[nodiscard]] std::span<const WorkloadScript> other_scripts();

/// A file of the folder that a workload is written to.
struct WorkloadFile {
  std::string path;  ///< "accounts_db/deposit.sql"
  std::string text;
};

/// What the README.md of every workload begins with.
inline constexpr std::string_view kWorkloadTitle = "# A workload for this bank\n";

/// Commands for the README of the folder, as they are typed.
struct WorkloadCommands {
  std::string verify;    ///< Checks the bank afterwards.
  std::string generate;  ///< Makes it again as it was.
};

/// Scripts of pgbench that read and write the bank with these options in these databases, and a
/// README.md that says how to run them. What they write keeps to the rules that outlast writes
/// (verify::outlasts_writes()), whatever else runs at the same time. `utc_today` is the day by the
/// clock of this machine in UTC: a bank whose day lies beyond it is written to at a later time.
[[nodiscard]] std::vector<WorkloadFile> workload_files(const BankOptions& bank,
                                                       const ConnectionSettings& connections,
                                                       Date utc_today,
                                                       const WorkloadCommands& commands);

}  // namespace bankseed
