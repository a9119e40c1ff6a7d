#pragma once

#include "sink/postgres/connection.hpp"

namespace bankseed::verify {

/// A session as rules are checked in: it cannot change anything, and waits no longer than a few
/// seconds for another's lock.
[[nodiscard]] Connection open_session(const DatabaseAddress& address, Interrupter* interrupter);

/// Whether texts of the database's tables are ordered as COLLATE "C" orders them: neither the
/// database nor any column has another order.
[[nodiscard]] bool orders_texts_bytewise(Connection& connection);

}  // namespace bankseed::verify
