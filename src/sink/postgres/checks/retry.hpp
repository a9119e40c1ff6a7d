#pragma once

#include <functional>
#include <string>

#include "bankseed/core/error.hpp"
#include "sink/postgres/interrupter.hpp"

namespace bankseed {

/// Tries again what may pass by itself, after longer and longer pauses, and says so each time. Used
/// where nothing has been written yet, or what was written went with its transaction.
class Retries {
 public:
  /// `interrupter`, when there is one, is told, and ends a pause.
  Retries(unsigned limit, Interrupter* interrupter) : limit_(limit), interrupter_(interrupter) {}

  /// After a failure to connect: returns when it is time to try again. Throws `error` when it will
  /// not pass, or has not passed for too long.
  void after_connecting(const DatabaseError& error);
  /// The same for a statement, or several. Connecting has retries of its own, but once a server was
  /// lost it may take a moment until it is there.
  void after_working(const DatabaseError& error);

 private:
  void pause(const DatabaseError& error);

  unsigned limit_;
  Interrupter* interrupter_;
  unsigned tried_ = 0;
};

}  // namespace bankseed
