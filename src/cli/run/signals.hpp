#pragma once

#include <functional>
#include <stop_token>
#include <thread>

#include "sink/postgres/interrupter.hpp"

namespace bankseed {

/// While it lives, SIGINT, SIGTERM and SIGHUP ask for a clean stop; a second signal ends the
/// process at once. There is at most one at a time.
class SignalWatch {
 public:
  /// Throws Error when the system has no more file descriptors or threads.
  SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;
  SignalWatch(SignalWatch&&) = delete;
  SignalWatch& operator=(SignalWatch&&) = delete;
  ~SignalWatch();

  /// Callbacks on it run on a thread of its own, not in a signal handler.
  [[nodiscard]] std::stop_token token() const noexcept { return stop_.get_token(); }

 private:
  std::stop_source stop_;
  int event_ = -1;
  std::thread thread_;
};

/// For a command that works on servers: while it lives a signal stops what its connections do, and
/// whom they wait for is said on standard error.
class StopBySignal {
 public:
  StopBySignal();
  [[nodiscard]] Interrupter* interrupter() noexcept { return &interrupter_; }
  [[nodiscard]] std::stop_token token() const noexcept { return watch_.token(); }

 private:
  Interrupter interrupter_;
  SignalWatch watch_;
  std::stop_callback<std::function<void()>> callback_;
};

/// The signal that asked for a stop; SIGINT when none did.
[[nodiscard]] int stop_signal() noexcept;

}  // namespace bankseed
