#include "verify/session.hpp"

#include <algorithm>
#include <chrono>

namespace bankseed::verify {

Connection open_session(const DatabaseAddress& address, Interrupter* interrupter) {
  constexpr std::chrono::milliseconds kLockPatience{10'000};
  DatabaseAddress impatient = address;
  impatient.patience.lock = std::min(kLockPatience, address.patience.lock);
  Connection connection = Connection::open(impatient, interrupter);
  // Compiling a statement takes longer than it saves on all but the largest banks; checks work side
  // by side already (--jobs); and what is looked up lies in memory, or soon will.
  static_cast<void>(connection.execute(
      "SET default_transaction_read_only TO on; SET jit TO off; SET work_mem TO '64MB'; SET "
      "max_parallel_workers_per_gather TO 0; SET random_page_cost TO 1.1"));
  return connection;
}

bool orders_texts_bytewise(Connection& connection) {
  // Servers before 15 have no other providers of collations that a database could be of.
  const QueryResult found = connection.execute(
      "SELECT datcollate IN ('C', 'POSIX') AND coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') = "
      "'c' AND NOT EXISTS (SELECT FROM pg_attribute a JOIN pg_class t ON t.oid = attrelid JOIN "
      "pg_collation c ON c.oid = attcollation WHERE NOT attisdropped AND relnamespace = "
      "'public'::regnamespace AND "
      "relkind IN ('r', 'p', 'v', 'm', 'f') AND collname NOT IN ('default', 'C', 'POSIX')) FROM "
      "pg_database d WHERE datname = current_database()");
  return found.size() == 1 && found.flag(0, 0);
}

}  // namespace bankseed::verify
