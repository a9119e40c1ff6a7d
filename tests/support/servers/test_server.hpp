#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <libpq-fe.h>
#include <sys/types.h>

#include "support/temporary_directory.hpp"

namespace bankseed::testing {

/// A connection to a server under test; every failure throws std::runtime_error with the server's
/// words. Knows nothing of the code under test.
class TestConnection {
 public:
  using Row = std::vector<std::optional<std::string>>;

  explicit TestConnection(const std::string& conninfo);

  /// Runs one or several statements; the rows of the last one, values as text.
  std::vector<Row> execute(const std::string& sql);
  /// The only value of the only row.
  std::string value(const std::string& sql);
  /// Runs COPY ... FROM STDIN with `bytes` as its input; returns the server's count of rows.
  std::string copy_in(const std::string& sql, std::string_view bytes);
  /// Runs COPY ... TO STDOUT and returns its output.
  std::string copy_out(const std::string& sql);

  [[nodiscard]] PGconn* handle() const noexcept { return connection_.get(); }

 private:
  struct Finish {
    void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
  };
  [[noreturn]] void fail(const std::string& what) const;

  std::unique_ptr<PGconn, Finish> connection_;
};

/// A PostgreSQL server of its own in a temporary directory, on a unix socket only, with a superuser
/// `postgres` whom it trusts. Stopped and removed with the object, and stopped by the kernel when
/// the process dies. Run as root it runs as the user postgres, else as the user who runs it.
class TestServer {
 public:
  /// Settings as postgres takes them after -c ("wal_level=minimal").
  explicit TestServer(const std::vector<std::string>& settings = {});
  ~TestServer();
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;
  TestServer(TestServer&&) = delete;
  TestServer& operator=(TestServer&&) = delete;

  /// Ends it in the middle of whatever it does; nothing starts it again.
  void crash() noexcept;

  /// Asks it to end when the last session does: until then it takes no other.
  void shut_down_smartly() const;

  /// The server and all its processes stop in the middle of whatever they do, and go on.
  void freeze() const;
  void thaw() const;

  /// Creates an empty database with a name of its own; returns the name.
  std::string create_database(std::string_view prefix = "test");
  [[nodiscard]] std::string conninfo(std::string_view database) const;
  /// Also where the socket is.
  [[nodiscard]] const std::filesystem::path& directory() const noexcept {
    return directory_.path();
  }
  [[nodiscard]] int port() const noexcept { return kPort; }

 private:
  static constexpr int kPort = 5432;  // Names the socket; nothing listens on TCP.

  void start(const std::vector<std::string>& settings);
  void stop() noexcept;
  void end_with(int signal) noexcept;
  void signal_all(int signal) const;

  TemporaryDirectory directory_;
  std::filesystem::path programs_;
  pid_t process_ = -1;
  int databases_created_ = 0;
};

/// Has the program load a bank of these options in place of the six databases that are there.
void make_bank(const TestServer& server, const std::vector<std::string>& options);

/// The server of this test run, started when it is first asked for.
TestServer& test_server();

}  // namespace bankseed::testing
