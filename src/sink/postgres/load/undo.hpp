#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sink/postgres/connection.hpp"

namespace bankseed {

/// What taking back a run has done in one database.
struct Undone {
  std::size_t dropped = 0;   ///< Tables that it had made.
  std::size_t emptied = 0;   ///< Tables that it had loaded.
  std::size_t replaced = 0;  ///< Further ones: of the bank that it was replacing.
  std::size_t restored = 0;  ///< Keys, foreign keys and indexes.
  /// What could not be put back and waits for the next repair, each with its SQL, the reason and
  /// what can be done.
  std::vector<std::string> failures;
};

/// Takes back what a run did in the database: drops what it made, empties what it loaded, puts back
/// what it took down. `anything_loaded` says whether it had committed rows in any of the six: the
/// bank that it was replacing is in pieces then, and goes, too. What somebody has put back in the
/// meantime is left, what belongs to a table that is gone is forgotten, and what the server refuses
/// is passed over.
///
/// Throws DatabaseError, and has done nothing, when rows of others would go, and when the SQL is
/// that of somebody whom this user need not trust.
[[nodiscard]] Undone undo_run(Connection& connection,
                              std::string_view run_id,
                              bool anything_loaded);

}  // namespace bankseed
