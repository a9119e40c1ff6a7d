#pragma once

#include <stop_token>
#include <thread>

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

/// The signal that asked for a stop; SIGINT when none did.
[[nodiscard]] int stop_signal() noexcept;

}  // namespace bankseed
