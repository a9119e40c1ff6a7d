#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace bankseed {

/// The account that a PostgreSQL server of ours runs under: postgres for root, otherwise nobody
/// else than the user.
struct ServerAccount {
  std::string name;
  uid_t user = 0;
  gid_t group = 0;
  std::vector<gid_t> groups;  ///< Supplementary groups; only used when `switches` is set.
  bool switches = false;      ///< The server runs as somebody else than this program.

  /// Throws Error when this is root and there is no user postgres.
  [[nodiscard]] static ServerAccount of_this_program();
  /// True when the account may enter the directory and all that is above it. A directory that does
  /// not exist counts as reachable when its nearest existing parent is.
  [[nodiscard]] bool can_reach(const std::filesystem::path& directory) const;
};

/// Starts a program as `account` in a session of its own, with a small clean environment, output
/// appended to `log`, and `input` to read. Returns its process id.
[[nodiscard]] pid_t start_program(const std::vector<std::string>& command,
                                  const ServerAccount& account,
                                  const std::filesystem::path& log,
                                  const std::filesystem::path& input = "/dev/null");

/// The same, and waits for its end; returns its exit status.
int run_program(const std::vector<std::string>& command,
                const ServerAccount& account,
                const std::filesystem::path& log,
                const std::filesystem::path& input = "/dev/null");

/// The last line of a server's log that is not empty; the last FATAL one since its last start, when
/// there is one; or "no log".
[[nodiscard]] std::string last_line(const std::filesystem::path& file);

/// A directory with initdb and postgres.
struct ServerBinaries {
  std::filesystem::path directory;
  int major_version = 0;
  std::string version;  ///< As `postgres --version` says it.
};
inline constexpr int kOldestServer = 13;

/// All installed PostgreSQL servers from version 13 on, newest first: Debian's and Red Hat's
/// places, PATH, and pg_config --bindir, of one version the first of these. When BANKSEED_PG_BINDIR
/// names a directory, or else `given` does, only the one in it; throws UsageError when there is
/// none that will do.
[[nodiscard]] std::vector<ServerBinaries> find_server_binaries(
    const std::filesystem::path& given = {});

}  // namespace bankseed
