#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sink/connection_settings.hpp"

struct pg_conn;
struct pollfd;

namespace bankseed {

/// How long one host is given to take a session: the address's connect_timeout, or
/// PGCONNECT_TIMEOUT, or 10 s; no longer than its patience with silence where these set no limit.
[[nodiscard]] std::chrono::milliseconds connect_timeout(const DatabaseAddress& address);

/// A session that is being made, without waiting: whoever has it polls. libpq goes from one host of
/// several to the next when that refuses; this one does so, too, when a host's time is up.
class ConnectionAttempt {
 public:
  using Clock = std::chrono::steady_clock;
  /// libpq keywords and values that go before those of the address.
  using Overrides = std::vector<std::pair<std::string, std::string>>;

  /// Starts at once. Each host has `limit`.
  ConnectionAttempt(const DatabaseAddress& address,
                    std::chrono::milliseconds limit,
                    Overrides overrides = {});

  /// It is made, or has failed.
  [[nodiscard]] bool is_over() const noexcept { return wanted_ == 0; }
  [[nodiscard]] bool is_made() const noexcept;
  /// What it waits for, as long as it is not over.
  [[nodiscard]] pollfd wanted() const noexcept;
  /// When advance() is to be called, whatever happens.
  [[nodiscard]] Clock::time_point deadline() const noexcept { return deadline_; }
  /// Goes on; `is_ready` says that what it waits for has come.
  void advance(bool is_ready);

  /// The session, when it is made; the caller finishes it.
  [[nodiscard]] pg_conn* release() noexcept { return connection_.release(); }
  /// Throws DatabaseError that says why it has failed; `patience` is what it was given in all.
  [[noreturn]] void fail() const;
  /// What a server said when it refused, or empty when none said anything.
  [[nodiscard]] std::string refusal() const;

 private:
  struct Finish {
    void operator()(pg_conn* connection) const noexcept;
  };
  void start();
  void note_host();
  [[nodiscard]] bool skip_host();

  DatabaseAddress address_;
  std::chrono::milliseconds limit_;
  Overrides overrides_;
  std::unique_ptr<pg_conn, Finish> connection_;
  short wanted_ = 0;  ///< Events of poll().
  std::string host_;  ///< And port, that are tried now.
  Clock::time_point deadline_;
  bool timed_out_ = false;
};

}  // namespace bankseed
