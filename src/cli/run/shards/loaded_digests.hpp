#pragma once

#include "bankseed/rows/tables.hpp"
#include "cli/report/report.hpp"
#include "sink/connection_settings.hpp"
#include "sink/postgres/interrupter.hpp"

namespace bankseed {

/// Adds the rows of those tables of the database that are among `tables` and there. Throws
/// DatabaseError, also while a load is at work.
void digest_database(const DatabaseAddress& address,
                     const TableSet& tables,
                     Interrupter* interrupter,
                     TableDigests& digests);

}  // namespace bankseed
