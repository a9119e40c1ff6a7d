#include "sink/files/work_folder.hpp"

#include <array>
#include <cerrno>
#include <ctime>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bankseed/core/error.hpp"
#include "sink/files/output_file.hpp"

namespace bankseed {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& what, const fs::path& path, int error) {
  throw Error("cannot " + what + " " + path.string() + ": " +
              std::generic_category().message(error));
}

/// This process, for others to read: "process 42 on here, since 2026-11-01 12:00:00 +0000".
std::string signature() {
  constexpr std::size_t kSize = 256;
  std::array<char, kSize> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0) host[0] = '?';
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  std::array<char, kSize> time{};
  std::strftime(time.data(), time.size(), "%Y-%m-%d %H:%M:%S %z", &local);
  return "process " + std::to_string(::getpid()) + " on " + host.data() + ", since " + time.data();
}

std::string text_of(int descriptor) {
  std::array<char, 1'024> buffer{};
  const ssize_t size = ::pread(descriptor, buffer.data(), buffer.size(), 0);
  return size <= 0 ? "" : std::string(buffer.data(), static_cast<std::size_t>(size));
}

/// Whether the path still leads to the open file.
bool leads_to(const fs::path& path, int descriptor) {
  struct stat by_path {};
  struct stat by_descriptor {};
  return ::lstat(path.c_str(), &by_path) == 0 && ::fstat(descriptor, &by_descriptor) == 0 &&
         by_path.st_ino == by_descriptor.st_ino && by_path.st_dev == by_descriptor.st_dev;
}

}  // namespace

WorkFolder::WorkFolder(const fs::path& directory, bool resume)
    : directory_(directory), path_(directory / kName) {
  // Whoever has just ended takes the folder away between our steps, and we begin again.
  constexpr int kTries = 100;
  for (int i = 0; i < kTries && lock_ < 0; ++i) {
    make();
    if (!try_lock()) continue;
    sign();
    std::error_code error;
    const bool has_checkpoint = fs::exists(fs::symlink_status(checkpoint()));
    if (!resume || !has_checkpoint || is_complete_in(directory_)) {
      fs::remove(checkpoint(), error);
      fs::remove_all(incomplete(), error);
      if (!error) fs::create_directory(incomplete(), error);
    }
    if (error) {
      ::close(lock_);
      throw Error("cannot make " + incomplete().string() + " anew: " + error.message());
    }
  }
  if (lock_ < 0) throw Error("cannot lock " + lock_file().string() + ": it comes and goes");
}

WorkFolder::~WorkFolder() {
  std::error_code ignored;  // What cannot be removed, the next run finds.
  if (!keeps_incomplete_) {
    fs::remove(checkpoint(), ignored);
    fs::remove_all(incomplete(), ignored);
  }
  if (!keeps_incomplete_ && !is_complete_in(directory_)) {
    fs::remove(earlier_manifest(), ignored);
    fs::remove(lock_file(), ignored);
    fs::remove(path_, ignored);
  }
  ::close(lock_);
}

void WorkFolder::check_contents() const {
  const auto check = [](const fs::path& path) {
    const auto status = fs::symlink_status(path);
    if (fs::is_directory(status) || fs::is_regular_file(status)) return;
    throw Error(path.string() +
                " is neither a file nor a folder; a run that goes on would follow " +
                "it anywhere: remove it");
  };
  for (const auto& entry : fs::directory_iterator(path_))
    check(entry.path());
  for (const auto& entry : fs::recursive_directory_iterator(incomplete()))
    check(entry.path());
}

void WorkFolder::save_checkpoint(std::string_view bytes) const {
  sync_incomplete();
  const fs::path next = path_ / "checkpoint.new";
  std::error_code error;
  fs::remove(next, error);
  OutputFile file(next, next, kPrivateMode);
  file.write(bytes);
  file.complete();
  fs::rename(next, checkpoint(), error);
  if (error) throw Error("cannot rename " + next.string() + ": " + error.message());
  sync_directory(path_);
}

void WorkFolder::sync_incomplete() const {
  for (const auto& entry : fs::recursive_directory_iterator(incomplete())) {
    if (entry.is_directory()) sync_directory(entry.path());
  }
  sync_directory(incomplete());
}

void WorkFolder::commit() {
  sync_incomplete();
  std::error_code error;
  fs::rename(incomplete(), complete(), error);
  if (error) throw Error("cannot rename " + incomplete().string() + ": " + error.message());
  sync_directory(path_);
}

bool WorkFolder::is_in(const fs::path& directory) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(directory / kName, ignored));
}

bool WorkFolder::holds_run(const fs::path& directory) {
  std::error_code ignored;
  return is_complete_in(directory) ||
         fs::exists(fs::symlink_status(directory / kName / "checkpoint", ignored));
}

bool WorkFolder::is_complete_in(const fs::path& directory) {
  std::error_code ignored;
  return fs::is_directory(fs::symlink_status(complete_in(directory / kName), ignored));
}

void WorkFolder::make() const {
  if (::mkdir(path_.c_str(), S_IRWXU) == 0) return;
  if (errno != EEXIST) fail("make the folder", path_, errno);
  struct stat info {};
  if (::lstat(path_.c_str(), &info) != 0) return;  // Gone again.
  if (!S_ISDIR(info.st_mode) || info.st_uid != ::geteuid())
    throw Error(path_.string() + " is not a folder of yours; remove it, or name another folder");
}

bool WorkFolder::try_lock() {
  constexpr int kFlags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
  const int descriptor = ::open(lock_file().c_str(), kFlags, S_IRUSR | S_IWUSR);
  if (descriptor < 0 && errno == ENOENT) return false;
  if (descriptor < 0) fail("open", lock_file(), errno);
  const bool is_locked = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
  const int error = errno;
  const std::string other = text_of(descriptor);
  const bool is_there = leads_to(lock_file(), descriptor);
  if (is_locked && is_there) {
    lock_ = descriptor;
    return true;
  }
  ::close(descriptor);
  if (!is_there || error == EINTR) return false;
  if (error != EWOULDBLOCK) fail("lock", lock_file(), error);
  throw Error("another bankseed writes to " + directory_.string() +
              (other.empty() ? "" : " (" + other + ")") +
              "; wait until it is done, or name another folder");
}

void WorkFolder::sign() const {
  const std::string text = signature();
  // It tells others who is at work; where the disk is full, they do without.
  static_cast<void>(::ftruncate(lock_, 0) == 0 && ::pwrite(lock_, text.data(), text.size(), 0) > 0);
}

}  // namespace bankseed
