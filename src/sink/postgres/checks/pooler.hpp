#pragma once

#include "sink/postgres/connection.hpp"

namespace bankseed {

/// Between us and the server may stand a pooler, which gives each session of ours one of its own
/// with the server: for as long as ours lasts, or for each transaction anew. With the latter a lock
/// or a setting would stay with whoever gets that session next, and so it is refused.

/// Refuses a pooler that changes sessions: throws DatabaseError with ExitCode::kUsage when two
/// sessions with the same database are seen to share theirs, or one to change its own. Leaves
/// nothing in them.
void refuse_changing_sessions(Connection& one, Connection& other);

/// The same for one session: it must still be with the server process that it began with.
void refuse_changed_session(const Connection& connection, int process);

/// True when refuse_changing_sessions() has found that the pooler at the address keeps sessions.
[[nodiscard]] bool is_known_to_keep_sessions(const DatabaseAddress& address);
void note_that_sessions_are_kept(const DatabaseAddress& address);

}  // namespace bankseed
