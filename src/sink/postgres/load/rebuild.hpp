#pragma once

#include <string>
#include <vector>

#include "bankseed/rows/tables.hpp"
#include "sink/postgres/connection.hpp"
#include "sink/postgres/inspection.hpp"

namespace bankseed {

/// One constraint or index that is not there while rows are loaded, in the three parts of its
/// making. A part that is empty has nothing to do or has been done.
struct Rebuild {
  std::int64_t record = 0;  ///< In bankseed.taken_down; 0 for what a new table still lacks.
  TableId table{};
  bool is_foreign_key = false;
  std::string name;
  std::string index_sql;   ///< The index: the long part of keys, which other builds may accompany.
  std::string attach_sql;  ///< What makes a constraint of it; or a foreign key, not yet checked.
  std::string validate_sql;  ///< Checks the rows against a foreign key.

  [[nodiscard]] bool is_done() const noexcept {
    return index_sql.empty() && attach_sql.empty() && validate_sql.empty();
  }
};

/// What a new, bare table lacks, from its description.
[[nodiscard]] std::vector<Rebuild> rebuilds_of_new(TableId table);

/// Constraints and indexes of existing tables that a load takes down, with all that restores them
/// exactly: name, definition, deferrability, comments, storage parameters, tablespace, clustering
/// and replica identity.
///
/// Taken down are foreign keys of all tables in `existing`, and primary keys, unique constraints
/// and indexes of those in `loaded`. Left in place is what something else depends on (a foreign key
/// of another table, a view that groups by the key), what is inherited from a partitioned table,
/// exclusion constraints, checks, and indexes that are not valid.
struct TakeDown {
  std::vector<Rebuild> rebuilds;  ///< Records not yet numbered.
  std::string drop_sql;           ///< Drops all of them; empty when there are none.
};
[[nodiscard]] TakeDown plan_take_down(Connection& connection, TableSet existing, TableSet loaded);

/// The statement that writes the plan into bankseed.taken_down.
[[nodiscard]] std::string record_sql(const TakeDown& plan, std::string_view run_id);

/// What bankseed.taken_down says is missing in this database, in an order that works.
[[nodiscard]] std::vector<Rebuild> recorded_rebuilds(Connection& connection);

/// Leaves out of `rebuilds` the parts that are there already, made by an earlier attempt or by
/// somebody: indexes and constraints of these names. Of those whose table is gone nothing is left.
void leave_out_done(Connection& connection, std::vector<Rebuild>& rebuilds);

/// Statements that do one part and note in the record that it is done.
[[nodiscard]] std::string build_index_sql(const Rebuild& rebuild);
[[nodiscard]] std::string attach_sql(const Rebuild& rebuild);
[[nodiscard]] std::string validate_sql(const Rebuild& rebuild);

}  // namespace bankseed
