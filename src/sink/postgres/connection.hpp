#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bankseed/core/error.hpp"
#include "sink/connection_settings.hpp"
#include "sink/postgres/interrupter.hpp"

struct pg_conn;
struct pg_result;

namespace bankseed {

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
  /// The same of a number that an answer has to be below, to find something by it.
  [[nodiscard]] std::size_t index(std::size_t row, std::size_t column, std::size_t end) const;
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
/// No wait is for ever. For a lock of somebody else's it is as long as the address's patience says,
/// and so it is for a server that says nothing and is not seen to work, which another session finds
/// out; the connection is left then. After Interrupter::interrupt() it is a moment.
///
/// Through a pooler it is a session of the pool's, given back as it was found; a pooler that gives
/// each transaction another one is refused (checks/pooler.hpp).
///
/// Every failure is a DatabaseError of one line that names the logical database, the table where
/// one is concerned, the SQLSTATE, and what to do where that is known; or Interrupted after
/// Interrupter::interrupt(). Passwords are in no message.
class Connection {
 public:
  /// Opens a session; each host is given connect_timeout(). `interrupter`, when there is one,
  /// outlives the connection.
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
  /// The number of the server process that has the session.
  [[nodiscard]] int process() const noexcept { return process_; }
  /// What this server's sessions have in common, and no other's: the moment when it started.
  [[nodiscard]] const std::string& server() const noexcept { return server_; }
  [[nodiscard]] bool is_pooled() const noexcept { return is_pooled_; }
  /// As 150004.
  [[nodiscard]] int server_version() const noexcept;

 private:
  friend class CopyIn;
  friend class CopyOut;
  Connection(pg_conn* connection, const DatabaseAddress& address, Interrupter* interrupter);
  /// As open_several(), whatever lies between.
  static std::vector<Connection> connect_several(const DatabaseAddress& address,
                                                 std::size_t count,
                                                 Interrupter* interrupter);
  static std::vector<Connection> try_to_connect(const DatabaseAddress& address,
                                                std::size_t count,
                                                Interrupter* interrupter);
  /// Waits until the server has taken what libpq keeps for it.
  void flush();
  /// Waits for `events` of poll() on the socket; throws Interrupted, or DatabaseError when the
  /// server is given up.
  void wait_for(short events);
  /// As PQgetResult.
  pg_result* get_result();
  /// Reads answers to the end; returns the last, or the first that is an error.
  pg_result* next_result();
  /// Drops what the server still has to say; leaves the connection when that takes long.
  void drain() noexcept;
  /// The server hears no more of this session, and is not waited for.
  void leave() noexcept;
  [[noreturn]] void give_up(std::string_view reason);
  [[noreturn]] void fail(pg_result* result);
  void close() noexcept;

  pg_conn* connection_ = nullptr;
  std::shared_ptr<const DatabaseAddress> address_;
  Interrupter* interrupter_ = nullptr;
  CancelHandle cancel_handle_;
  int process_ = 0;
  std::string server_;
  bool is_pooled_ = false;
  bool is_left_ = false;
  std::string table_;      ///< Of the statement that is running.
  std::string waits_for_;  ///< Whom it was last seen to wait for.
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
