#pragma once

#include "sink/postgres/connection.hpp"

namespace bankseed::verify {

/// A session as rules are checked in: it cannot change anything, and waits no longer than a few
/// seconds for another's lock.
[[nodiscard]] Connection open_session(const DatabaseAddress& address, Interrupter* interrupter);

}  // namespace bankseed::verify
