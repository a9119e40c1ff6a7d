#include "sink/cluster_data.hpp"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <functional>
#include <optional>
#include <random>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bankseed/core/error.hpp"
#include "sink/cluster_files.hpp"
#include "sink/connection_settings.hpp"
#include "sink/own_directory.hpp"

namespace bankseed {
namespace fs = std::filesystem;
namespace {

/// initdb writes it into postgresql.conf.
std::string time_zone() {
  if (const char* const stated = std::getenv("TZ")) return stated;
  std::error_code none;
  return fs::read_symlink("/etc/localtime", none).string();
}

/// Its inode; nothing when it is not there.
std::optional<ino_t> file_number(const fs::path& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return std::nullopt;
  return info.st_ino;
}

/// What initdb has made, kept for the user's next cluster.
class ClusterTemplate {
 public:
  /// Of these very binaries in the machine's time zone: others make other files.
  explicit ClusterTemplate(const ServerBinaries& binaries);

  /// Makes `data`, which is not there yet, a copy that belongs to the account. False when there is
  /// nothing that can be copied; `data` is not there then.
  [[nodiscard]] bool copy_to(const fs::path& data, const ServerAccount& account) const;

  /// Makes a copy of `data`, which publish() keeps in place of that of an earlier release. Where
  /// that cannot be, nothing is kept.
  void copy_from(const fs::path& data) const;
  void publish() const;

 private:
  void remove_all_but_unfinished() const;

  fs::path directory_;  ///< Empty: no template.
  fs::path unfinished_;
  std::string prefix_;  ///< Of the names of a major version's templates.
};

ClusterTemplate::ClusterTemplate(const ServerBinaries& binaries)
    : prefix_(fmt::format("cluster-{}-", binaries.major_version)) {
  if (const fs::path parent = cluster_template_folder(); !parent.empty()) {
    const auto made_by = binaries.version + binaries.directory.string() + time_zone();
    directory_ = parent / fmt::format("{}{:016x}", prefix_, std::hash<std::string>{}(made_by));
    unfinished_ = directory_;
    unfinished_ += fmt::format(".{}", getpid());
  }
}

bool ClusterTemplate::copy_to(const fs::path& data, const ServerAccount& account) const {
  if (directory_.empty()) return false;
  const auto number = file_number(directory_);
  if (!number || why_not_own(directory_)) return false;
  try {
    fs::copy(directory_, data, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    give_to(data, account);
    for (const auto& entry : fs::recursive_directory_iterator(data))
      give_to(entry.path(), account);
    // One that was removed meanwhile may have been copied in part.
    if (file_number(directory_) == number) return true;
  } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): initdb does as well.
  }
  fs::remove_all(data);
  return false;
}

void ClusterTemplate::copy_from(const fs::path& data) const {
  if (directory_.empty()) return;
  try {
    fs::create_directories(directory_.parent_path());
    if (why_not_own(directory_.parent_path())) return;
    fs::copy(data, unfinished_, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  } catch (const std::exception&) {
    std::error_code ignored;
    fs::remove_all(unfinished_, ignored);
  }
}

void ClusterTemplate::publish() const {
  if (!file_number(unfinished_)) return;
  try {
    // What bears its name is whole, whatever happens to the machine.
    sync_file_system(unfinished_);
    remove_all_but_unfinished();
    fs::rename(unfinished_, directory_);
  } catch (const std::exception&) {
    std::error_code ignored;
    fs::remove_all(unfinished_, ignored);
  }
}

/// Each loses its name first: whoever copies it sees that.
void ClusterTemplate::remove_all_but_unfinished() const {
  fs::path going = unfinished_;
  going += ".old";
  for (const auto& entry : fs::directory_iterator(directory_.parent_path())) {
    if (!entry.path().filename().string().starts_with(prefix_) || entry.path() == unfinished_)
      continue;
    fs::rename(entry.path(), going);
    fs::remove_all(going);
  }
}

bool succeeds(const std::function<void()>& work) {
  try {
    work();
    return true;
  } catch (const Error&) {
    return false;
  }
}

std::string random_password() {
  constexpr std::string_view kLetters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  std::random_device source;
  std::uniform_int_distribution<std::size_t> letter(0, kLetters.size() - 1);
  std::string password;
  constexpr int kSize = 24;
  for (int i = 0; i < kSize; ++i)
    password += kLetters[letter(source)];
  return password;
}

/// What a server wants that is loaded in bulk (PostgreSQL 15 documentation, 14.4 "Populating a
/// Database") and must not lose anything: without fsync and full_page_writes it gained little.
std::string server_settings() {
  constexpr long kMegabyte = 1024L * 1024;
  const long memory = sysconf(_SC_PHYS_PAGES) / kMegabyte * sysconf(_SC_PAGESIZE);
  return fmt::format(
      "\n# bankseed: a bulk load skips the write-ahead log where the table is new; nothing is "
      "unsafe."
      "\nwal_level = minimal\nmax_wal_senders = 0\nmax_wal_size = 4GB\ncheckpoint_timeout = 15min\n"
      "shared_buffers = {}MB\nfsync = on\nfull_page_writes = on\nlisten_addresses = '127.0.0.1'\n"
      "unix_socket_permissions = 0700\ncluster_name = 'bankseed'\npassword_encryption = "
      "scram-sha-256\n"
      "# The role bears the name of the schema with bankseed's records, where \"$user\" would put "
      "tables."
      "\nsearch_path = 'public'\n",
      std::clamp(memory / 16, 128L, 1024L));
}

constexpr const char* kHostBasedAuthentication =
    "# Through the socket: the user who made the cluster. Through the loopback: the password in\n"
    "# pgpass, two directories up.\n"
    "local all all peer map=bankseed\n"
    "host all all 127.0.0.1/32 scram-sha-256\n"
    "host all all ::1/128 scram-sha-256\n";

std::string identity_map(const ServerAccount& account) {
  auto map = fmt::format("bankseed \"{}\" {}\n", account.name, kClusterRole);
  if (account.switches) map += fmt::format("bankseed root {}\n", kClusterRole);
  return map;
}

void run_initdb(const fs::path& data,
                const ServerBinaries& binaries,
                const ServerAccount& account,
                const fs::path& log) {
  if (mkdir(data.c_str(), S_IRWXU) != 0) fail_on("cannot make", data);
  give_to(data, account);
  const int status = run_program(
      {(binaries.directory / "initdb").string(), "--pgdata=" + data.string(), "--locale=C",
       "--encoding=UTF8", "--no-sync", fmt::format("--username={}", kClusterRole),
       "--auth-local=peer", "--auth-host=scram-sha-256"},
      account, log);
  if (status != 0) {
    throw Error(fmt::format("cannot make a private cluster in {}: {} (all of it in {})",
                            log.parent_path().string(), last_line(log), log.string()));
  }
}

/// Sets the password and makes the six databases, by a server that serves only this and does not
/// wait for the disk after each: that is one wait for all, later.
void fill_data(const fs::path& data,
               const ServerBinaries& binaries,
               const ServerAccount& account,
               const std::string& password,
               const fs::path& log) {
  std::string sql = fmt::format("ALTER ROLE {} PASSWORD '{}';\n", kClusterRole, password);
  for (const auto name : kDatabaseNames)
    sql += fmt::format("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0;\n", name);
  const fs::path script = log.parent_path() / "initdb.sql";
  write_file(script, sql, &account);
  const int status = run_program(
      {(binaries.directory / "postgres").string(), "--single", "-F", "-D", data.string(), "-c",
       "exit_on_error=on", "-c", "password_encryption=scram-sha-256", "postgres"},
      account, log, script);
  std::error_code ignored;
  fs::remove(script, ignored);
  if (status != 0) {
    throw Error(
        fmt::format("cannot make the databases of a private cluster in {}: {} (all of it in {})",
                    log.parent_path().string(), last_line(log), log.string()));
  }
}

}  // namespace

fs::path cluster_template_folder() {
  const char* const stated = std::getenv("XDG_CACHE_HOME");
  if (stated != nullptr && *stated == '/') return fs::path(stated) / "bankseed";
  const char* const home = std::getenv("HOME");
  return home == nullptr || *home != '/' ? fs::path() : fs::path(home) / ".cache" / "bankseed";
}

std::string make_cluster_data(const fs::path& data,
                              const ServerBinaries& binaries,
                              const ServerAccount& account,
                              const fs::path& log) {
  auto password = random_password();
  const auto fill = [&] { fill_data(data, binaries, account, password, log); };
  const ClusterTemplate kept(binaries);
  if (!kept.copy_to(data, account) || !succeeds(fill)) {
    // What can be copied and does not start is damaged: initdb makes another.
    fs::remove_all(data);
    run_initdb(data, binaries, account, log);
    kept.copy_from(data);
    fill();
  }
  // The folder is the server's account's: what it has put there is replaced, never followed.
  write_file(data / "pg_hba.conf", kHostBasedAuthentication, &account);
  write_file(data / "pg_ident.conf", identity_map(account), &account);
  const fs::path settings = data / "postgresql.conf";
  write_file(settings, read_text(settings) + server_settings(), &account);
  sync_file_system(data);
  kept.publish();
  return password;
}

}  // namespace bankseed
