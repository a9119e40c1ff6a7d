#include "sink/own_directory.hpp"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

namespace fs = std::filesystem;

bool is_own(uid_t user) {
  return user == geteuid();
}

/// Of what is above the directory, or of a link on the way to it.
std::optional<std::string> why_not_safe(const fs::path& path, const struct stat& info) {
  if (!is_own(info.st_uid) && info.st_uid != 0) return path.string() + " is another user's";
  if (S_ISLNK(info.st_mode)) return std::nullopt;
  const mode_t others = geteuid() == 0 && info.st_gid != 0 ? S_IWGRP | S_IWOTH : S_IWOTH;
  // In a sticky directory like /tmp nobody takes away what is another's.
  if ((info.st_mode & others) != 0 && (info.st_mode & S_ISVTX) == 0)
    return path.string() + " can be written to by other users";
  return std::nullopt;
}

std::optional<std::string> why_way_not_safe(const fs::path& directory) {
  fs::path prefix;
  for (const fs::path& part : directory) {
    prefix /= part;
    struct stat info {};
    if (lstat(prefix.c_str(), &info) != 0)
      return fmt::format("{}: {}", prefix.string(), std::strerror(errno));
    if (prefix == directory && !S_ISLNK(info.st_mode)) continue;
    if (auto reason = why_not_safe(prefix, info)) return reason;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> why_not_own(const fs::path& directory) {
  struct stat info {};
  if (stat(directory.c_str(), &info) != 0)
    return fmt::format("{}: {}", directory.string(), std::strerror(errno));
  if (!is_own(info.st_uid)) return directory.string() + " is another user's";
  if ((info.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    return directory.string() + " can be written to by other users";
  if (auto reason = why_way_not_safe(fs::absolute(directory).lexically_normal())) return reason;
  return why_way_not_safe(fs::canonical(directory));
}

void check_is_own(const fs::path& directory) {
  const auto reason = why_not_own(directory);
  if (!reason) return;
  throw Error(
      fmt::format("{}: bankseed keeps a private cluster only where nobody else can put things; "
                  "make it yours alone (chown, chmod go-w), or name another place with "
                  "XDG_DATA_HOME",
                  *reason),
      ExitCode::kUsage);
}

}  // namespace bankseed
