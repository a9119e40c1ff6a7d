#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "sink/postgres/connecting.hpp"

namespace bankseed {

/// What a server says of one of its sessions.
struct SessionNews {
  /// It is busy with a statement, or waits for another session: silence means nothing. Also when
  /// the server answers, but not this.
  bool is_at_work = true;
  /// Where it has no wait to blame, how far its COPY is: "bytes 65536"; else empty.
  std::string progress;
  std::string waits_for;  ///< "AccessShareLock on accounts, held by process 7 (...)", or empty.
};

/// Asks a server about a session that says nothing, by a session of its own, without waiting:
/// whoever has it polls. It never throws for what the server does.
class Inquiry {
 public:
  /// About the session with the server process `process`, on the host that has it.
  Inquiry(const DatabaseAddress& address,
          const ConnectionAttempt::Overrides& host,
          int process,
          std::chrono::milliseconds limit);
  Inquiry(const Inquiry&) = delete;
  Inquiry& operator=(const Inquiry&) = delete;
  Inquiry(Inquiry&&) = delete;
  Inquiry& operator=(Inquiry&&) = delete;
  ~Inquiry();

  /// It has an answer, or will have none.
  [[nodiscard]] bool is_over() const noexcept { return is_over_; }
  /// Nothing when the server has not answered.
  [[nodiscard]] const std::optional<SessionNews>& news() const noexcept { return news_; }
  [[nodiscard]] pollfd wanted() const noexcept;
  void advance(bool is_ready);

 private:
  void ask();
  void read();

  int process_;
  ConnectionAttempt attempt_;
  pg_conn* connection_ = nullptr;  ///< When it is made.
  ConnectionAttempt::Clock::time_point deadline_;
  std::optional<SessionNews> news_;
  bool is_over_ = false;
};

/// One silence of a server: how long it may last, and what is found out about it meanwhile.
///
/// A process that is stopped alone (SIGSTOP, a debugger) looks to others like one that computes:
/// pg_stat_activity says what it said last, and how much of a processor it takes no statement
/// tells. So it counts as working, for an index may take hours. But a COPY takes its rows as it
/// goes: one that takes none for as long as a server may be silent, and waits for nothing, is given
/// up.
class Silence {
 public:
  /// About `connection`, a session with the server process `process`, or 0 while that is not known.
  /// `is_sending`: it is the server that does not take what is sent.
  Silence(const DatabaseAddress& address,
          pg_conn* connection,
          int process,
          std::chrono::milliseconds limit,
          bool is_sending);

  /// What to look for beside the connection itself.
  [[nodiscard]] std::optional<pollfd> wanted() const;
  /// Goes on, with what the server says of the session, when it has just said something.
  std::optional<SessionNews> advance(bool is_ready);

  /// It is too long.
  [[nodiscard]] bool is_over() const;
  [[nodiscard]] std::string reason() const;

 private:
  const DatabaseAddress& address_;
  pg_conn* connection_;
  int process_;
  std::chrono::milliseconds limit_;
  bool is_sending_;
  std::string progress_;  ///< As it was last time.
  ConnectionAttempt::Clock::time_point next_question_;
  ConnectionAttempt::Clock::time_point deadline_;
  std::optional<Inquiry> inquiry_;
  std::unique_lock<std::mutex> turn_;  ///< To ask; held as long as the inquiry lives.
  bool is_lost_ = false;
};

}  // namespace bankseed
