#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bankseed/rows/tables.hpp"
#include "sink/connection_settings.hpp"
#include "sink/postgres/interrupter.hpp"
#include "sink/postgres/load/load.hpp"

namespace bankseed {

struct DatabaseStatus {
  bool exists = false;
  std::string description;          ///< Where it is, without a password.
  std::optional<RunStatus> run;     ///< The last one. Nothing when bankseed has never loaded it.
  std::optional<RunStatus> loaded;  ///< Where the last one failed, and there are rows: whose.
  std::size_t taken_down = 0;       ///< Constraints and indexes that wait for a repair.
  std::vector<std::string> shortcomings;  ///< What it still lacks, a sentence each.
  bool is_locked = false;                 ///< A load is at work in it.
  std::vector<bool> shards;  ///< Of a last run by shards, unless it has ended: which are loaded.
};

struct BankStatus {
  std::array<DatabaseStatus, kDatabaseCount> databases;
  TableSet existing;  ///< Tables that are there.
  /// Counted now; where a load is at work, those that it has committed.
  std::array<std::uint64_t, kTableCount> rows{};
  /// Of a run by shards that has not come to its end: which are loaded, in all databases, or belong
  /// to another server. Else empty.
  std::vector<bool> shards;
  ShardRange here;  ///< Those of these that the databases are to have.
};

// Who gives an `interrupter` can stop what is called.

/// Looks at the six databases; changes nothing.
[[nodiscard]] BankStatus bank_status(const ConnectionSettings& settings,
                                     Interrupter* interrupter = nullptr);

/// The tables that hold rows. Throws DatabaseError, also where a database is missing.
[[nodiscard]] TableSet tables_with_rows(const ConnectionSettings& settings,
                                        Interrupter* interrupter = nullptr);

/// The last run that loaded the database to the end; nothing when none did. Throws DatabaseError
/// with ExitCode::kUsage when the database cannot be reached, or a load is at work in it.
[[nodiscard]] std::optional<RunStatus> last_complete_run(const DatabaseAddress& address,
                                                         Interrupter* interrupter = nullptr);

/// Empties all tables of the catalog, in all databases or in none; tables, constraints and the
/// bookkeeping stay. Returns the tables that held rows. Where rows of others would go, or triggers
/// be at work, it is refused, unless `cascade` says that this is known.
TableSet clear_bank(const ConnectionSettings& settings,
                    bool cascade = false,
                    Interrupter* interrupter = nullptr);

/// What was dropped and emptied, and what could not be, a sentence each.
struct Dropped {
  std::size_t tables = 0;
  std::size_t emptied = 0;             ///< Tables that somebody else has made.
  std::vector<std::string> databases;  ///< That are there no longer.
  std::vector<std::string> notes;      ///< Which databases stay, and why.
  std::vector<std::string> failures;
};

/// Removes what the bookkeeping says that bankseed has made: tables, the bookkeeping itself, and
/// databases in which nothing else is left. Tables that others have made are emptied, as
/// clear_bank() does. All of it in all databases or none, but for the databases themselves.
Dropped drop_bank(const ConnectionSettings& settings,
                  bool cascade = false,
                  Interrupter* interrupter = nullptr);

/// What a repair has done, and what it could not do, a sentence each.
struct Repair {
  std::vector<std::string> notes;
  std::vector<std::string> failures;
};

/// Undoes loads that crashed: what they loaded is removed, what they took down is restored, what
/// they made is dropped. What cannot be restored is passed over. Nothing is said when nothing was
/// wrong.
Repair repair_bank(const ConnectionSettings& settings, Interrupter* interrupter = nullptr);

}  // namespace bankseed
