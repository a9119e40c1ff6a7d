#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "bankseed/core/error.hpp"
#include "sink/connection_settings.hpp"

struct pg_cancel;
struct pg_conn;
struct pg_result;

namespace bankseed {

/// Stops everything that a group of connections is doing. All members may be called on any thread.
class Interrupter {
 public:
  Interrupter() = default;
  Interrupter(const Interrupter&) = delete;
  Interrupter& operator=(const Interrupter&) = delete;
  Interrupter(Interrupter&&) = delete;
  Interrupter& operator=(Interrupter&&) = delete;
  ~Interrupter() = default;

  /// Asks the servers to cancel what is running; from now on statements throw Interrupted.
  void interrupt() noexcept;
  [[nodiscard]] bool interrupted() const noexcept { return interrupted_.load(); }
  /// Lets statements run again, for the cleaning up.
  void reset() noexcept { interrupted_.store(false); }

 private:
  friend class Connection;
  void add(pg_cancel* handle);
  void remove(pg_cancel* handle) noexcept;

  std::atomic<bool> interrupted_{false};
  std::mutex mutex_;
  std::vector<pg_cancel*> handles_;
};

/// The rows that a statement returned.
class QueryResult {
 public:
  explicit QueryResult(pg_result* result) : result_(result) {}
  [[nodiscard]] std::size_t size() const noexcept;
  /// Text of a value; empty when NULL. Valid as long as the result.
  [[nodiscard]] std::string_view text(std::size_t row, std::size_t column) const noexcept;
  [[nodiscard]] bool is_null(std::size_t row, std::size_t column) const noexcept;
  /// True when the value is a boolean that is true.
  [[nodiscard]] bool flag(std::size_t row, std::size_t column) const noexcept;
  /// Throws Error when the value is no whole number.
  [[nodiscard]] std::int64_t number(std::size_t row, std::size_t column) const;
  /// Rows that the statement changed or copied.
  [[nodiscard]] std::uint64_t rows_affected() const noexcept;

 private:
  struct Clear {
    void operator()(pg_result* result) const noexcept;
  };
  std::unique_ptr<pg_result, Clear> result_;
};

/// One session on a server. Used by one thread at a time; notices are silenced, text is UTF-8.
///
/// Every failure is a DatabaseError of one line that names the logical database, the table where
/// one is concerned, the SQLSTATE, and what to do where that is known; or Interrupted after
/// Interrupter::interrupt(). Passwords are in no message.
class Connection {
 public:
  /// Opens a session within the address's connect_timeout, or PGCONNECT_TIMEOUT, or 10 s.
  /// `interrupter`, when there is one, outlives the connection.
  [[nodiscard]] static Connection open(const DatabaseAddress& address,
                                       Interrupter* interrupter = nullptr);
  /// Several sessions with the same database, made at the same time.
  [[nodiscard]] static std::vector<Connection> open_several(const DatabaseAddress& address,
                                                            std::size_t count,
                                                            Interrupter* interrupter = nullptr);

  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&& other) noexcept;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// Runs one or several statements (several are one transaction unless they say otherwise) and
  /// returns the result of the last one. `table` is what errors name.
  QueryResult execute(const std::string& sql, std::string_view table = {});

  /// The two halves of execute(), so that several connections can work at the same time.
  void send(const std::string& sql, std::string_view table = {});
  QueryResult receive();

  [[nodiscard]] std::string user() const;
  [[nodiscard]] const DatabaseAddress& address() const noexcept { return *address_; }
  [[nodiscard]] bool is_alive() const noexcept;

 private:
  friend class CopyIn;
  friend class CopyOut;
  Connection(pg_conn* connection, const DatabaseAddress& address, Interrupter* interrupter);
  /// Reads answers to the end; returns the last, or the first that is an error.
  pg_result* next_result();
  [[noreturn]] void fail(pg_result* result);
  void close() noexcept;

  pg_conn* connection_ = nullptr;
  std::shared_ptr<const DatabaseAddress> address_;
  Interrupter* interrupter_ = nullptr;
  pg_cancel* cancel_handle_ = nullptr;
  std::string table_;  ///< Of the statement that is running.
};

/// A COPY ... FROM STDIN on a connection, from its statement to the row count. When it is destroyed
/// before end(), the server forgets the rows (and the transaction has failed).
class CopyIn {
 public:
  /// Waits until the server is ready for the rows of a COPY that connection.send() has started.
  /// What was sent may hold statements before the COPY (BEGIN; TRUNCATE ...), which is its last.
  explicit CopyIn(Connection& connection);
  /// The same, and sends `sql` first.
  CopyIn(Connection& connection, const std::string& sql, std::string_view table);
  CopyIn(const CopyIn&) = delete;
  CopyIn& operator=(const CopyIn&) = delete;
  CopyIn(CopyIn&&) = delete;
  CopyIn& operator=(CopyIn&&) = delete;
  ~CopyIn();

  /// Sends bytes of the stream, in chunks of 64 KB; chunks need not end where rows do.
  void write(std::string_view bytes);
  /// Says that all has been sent; end() waits for what the server makes of it.
  void finish_sending();
  /// Returns the number of rows that the server stored.
  std::uint64_t end();

 private:
  [[noreturn]] void fail();

  Connection& connection_;
  bool open_ = false;  ///< The server is in COPY mode.
  bool sent_ = false;  ///< finish_sending() was called.
};

}  // namespace bankseed
