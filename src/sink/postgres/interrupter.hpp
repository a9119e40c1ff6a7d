#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

struct pg_cancel;

namespace bankseed {

/// What libpq needs to have a session's statement cancelled.
using CancelHandle = std::shared_ptr<pg_cancel>;

/// Asks a server to cancel; true when it has taken the request within `limit`. A server that does
/// not answer holds up nobody: what waits for it is left behind.
[[nodiscard]] bool request_cancel(const CancelHandle& handle,
                                  std::chrono::milliseconds limit) noexcept;

/// Stops everything that a group of connections is doing. All members may be called on any thread.
class Interrupter {
 public:
  using Listener = std::function<void(const std::string&)>;

  Interrupter() = default;
  /// `listener` is told, on any thread but on one at a time, whom a connection waits for.
  explicit Interrupter(Listener listener) : listener_(std::move(listener)) {}
  Interrupter(const Interrupter&) = delete;
  Interrupter& operator=(const Interrupter&) = delete;
  Interrupter(Interrupter&&) = delete;
  Interrupter& operator=(Interrupter&&) = delete;
  ~Interrupter() = default;

  /// Asks the servers to cancel what is running, without waiting for them; from now on statements
  /// throw Interrupted.
  void interrupt() noexcept;
  [[nodiscard]] bool interrupted() const noexcept { return interrupted_.load(); }
  /// Lets statements run again, for the cleaning up.
  void reset() noexcept { interrupted_.store(false); }

  /// A server of the group has been given up: the cleaning up waits for it no longer than a moment.
  void note_silence() noexcept { silent_.store(true); }
  [[nodiscard]] bool is_silent() const noexcept { return silent_.load(); }

  /// Before connections are made, on one thread.
  void listen(Listener listener) { listener_ = std::move(listener); }
  /// Tells the listener, but not the same twice in a row.
  void tell(const std::string& text);

 private:
  friend class Connection;
  void add(const CancelHandle& handle);
  void remove(const CancelHandle& handle) noexcept;

  std::atomic<bool> interrupted_{false};
  std::atomic<bool> silent_{false};
  std::mutex mutex_;
  std::vector<CancelHandle> handles_;
  std::mutex telling_;
  std::string told_;
  Listener listener_;
};

}  // namespace bankseed
