#include "verify/session.hpp"

namespace bankseed::verify {

Connection open_session(const DatabaseAddress& address, Interrupter* interrupter) {
  Connection connection = Connection::open(address, interrupter);
  // Compiling a statement takes longer than it saves on all but the largest banks.
  static_cast<void>(
      connection.execute("SET default_transaction_read_only TO on; SET lock_timeout TO '10s'; "
                         "SET jit TO off; SET work_mem TO '64MB'"));
  return connection;
}

}  // namespace bankseed::verify
