#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sink/connection_settings.hpp"

namespace bankseed {

struct ServerAccount;

/// A PostgreSQL cluster of bankseed's own, for machines where no server is configured. Any number
/// of programs may use it at once; it goes on running when they end.
///
/// The directory holds: data/ (the cluster), run/ (the socket), port (the loopback port, kept from
/// start to start), pgpass (the password of the loopback port, in libpq's format, mode 0600),
/// server.log, lock. The one role is the superuser "bankseed". Through the socket it is the user
/// who made the cluster (peer authentication; run/ is closed to others); through 127.0.0.1 it needs
/// the generated password, so that nobody else on the machine gets in.
///
/// PostgreSQL refuses to run as root: started by root, the server runs as the user postgres, and
/// root comes in through the socket.
class PrivateCluster {
 public:
  /// DatabaseAddress::origin of its databases.
  static constexpr const char* kOrigin = "the private cluster";

  /// The user's own: ${XDG_DATA_HOME:-~/.local/share}/bankseed. For root, whose home no other user
  /// can enter, /var/lib/bankseed when postgres cannot reach that. Throws Error when XDG_DATA_HOME
  /// is set to a place that postgres cannot reach, or when the directory is not the user's alone.
  /// `binaries` are the directory with initdb and postgres, as find_server_binaries() takes it.
  [[nodiscard]] static PrivateCluster of_this_user(const std::filesystem::path& binaries = {});
  explicit PrivateCluster(std::filesystem::path directory, std::filesystem::path binaries = {});

  enum class State { kAbsent, kStopped, kRunning };
  struct Status {
    State state = State::kAbsent;
    int port = 0;           ///< Of the running server, or the one remembered; 0 when none.
    int process_id = 0;     ///< Of the running server.
    int major_version = 0;  ///< Of the cluster; 0 when there is none.
  };
  [[nodiscard]] Status status() const;

  struct Started {
    bool created = false;  ///< There was no cluster yet.
    bool started = false;  ///< It was not running yet.
  };
  /// Makes the cluster when there is none, starts it when it is not running, and returns when it
  /// accepts connections. Safe when several programs do so at once. Waits up to 60 s; the error
  /// then holds the last line of the server's log.
  Started start();

  /// Ends the server (sessions are cut off, everything is written). False when it was not running.
  bool stop();

  /// Ends the server and removes the cluster with all that is in it; what somebody else has put
  /// into its directory stays. False when there was none.
  bool remove();

  /// Where the six databases are in the running cluster.
  [[nodiscard]] ConnectionSettings connections() const;
  /// A URL without a password, for programs that run as the same user.
  [[nodiscard]] std::string url(Database database) const;
  /// A command to paste into a shell: psql with everything it needs.
  [[nodiscard]] std::string psql_line(Database database) const;
  /// The same as the words of a command to execute.
  [[nodiscard]] std::vector<std::string> psql_command(Database database) const;

  [[nodiscard]] const std::filesystem::path& directory() const noexcept { return directory_; }
  [[nodiscard]] std::filesystem::path log_file() const { return directory_ / "server.log"; }
  [[nodiscard]] std::filesystem::path password_file() const { return directory_ / "pgpass"; }
  /// run/ in the directory, or a short name in /tmp where that would exceed the 107 bytes of a
  /// socket's path.
  [[nodiscard]] std::filesystem::path socket_directory() const;

 private:
  [[nodiscard]] std::filesystem::path data() const { return directory_ / "data"; }
  void create();
  void launch(const std::filesystem::path& binaries);
  /// False when the server ended before it was ready.
  bool start_on(int port, const std::filesystem::path& binaries, const ServerAccount& account);
  [[nodiscard]] int choose_port() const;

  std::filesystem::path directory_;
  std::filesystem::path binaries_;
};

}  // namespace bankseed
