#include "sink/files/output_file.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bankseed/core/check.hpp"
#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

constexpr std::size_t kReadSize = 1U << 20U;
constexpr mode_t kForAll = 0666;  // Less what the user's umask takes away.

/// Opens what bytes go to as they come; -1, with errno, when that cannot be. Who reads a pipe may
/// come a moment later, but not never: ENXIO.
int open_stream(const std::filesystem::path& path) {
  using std::chrono::steady_clock;
  constexpr auto kPatience = std::chrono::seconds(5);
  constexpr auto kPause = std::chrono::milliseconds(20);
  const auto end = steady_clock::now() + kPatience;
  while (true) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor >= 0) {
      // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
      if (::fcntl(descriptor, F_SETFL, 0) == 0) return descriptor;
      ::close(descriptor);
      return -1;
    }
    if (errno != ENXIO || steady_clock::now() >= end) return -1;
    std::this_thread::sleep_for(kPause);
  }
}

}  // namespace

OutputFile::OutputFile(std::filesystem::path path,
                       const std::filesystem::path& place,
                       FileMode mode)
    : path_(std::move(path)) {
  constexpr int kNew = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
  descriptor_ = ::open(place.c_str(), kNew, mode ? kPrivateMode : kForAll);
  if (descriptor_ < 0) fail("cannot write", errno);
  // What somebody asks for is not for the umask to take away.
  if (mode && *mode != kPrivateMode && ::fchmod(descriptor_, *mode) != 0)
    fail("cannot write", errno);
}

OutputFile::OutputFile(std::filesystem::path stream)
    : path_(std::move(stream)), descriptor_(open_stream(path_)) {
  if (descriptor_ < 0 && errno == ENXIO)
    throw Error("cannot write " + path_.string() + ": it is a pipe, and nobody reads it");
  if (descriptor_ < 0) fail("cannot write", errno);
}

OutputFile::OutputFile(std::filesystem::path path,
                       const std::filesystem::path& place,
                       std::uint64_t size,
                       const std::function<void(std::string_view)>& read)
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
    : path_(std::move(path)), descriptor_(::open(place.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW)) {
  if (descriptor_ < 0) fail("cannot go on with", errno);
  std::vector<char> buffer(kReadSize);
  while (size_ < size) {
    const auto wanted = std::min<std::uint64_t>(buffer.size(), size - size_);
    const ssize_t got = ::read(descriptor_, buffer.data(), wanted);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("cannot go on with", errno);
    if (got == 0) throw Error("somebody has shortened what was written of " + path_.string());
    size_ += static_cast<std::uint64_t>(got);
    read({buffer.data(), static_cast<std::size_t>(got)});
  }
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) fail("cannot go on with", errno);
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void OutputFile::write(std::string_view bytes) {
  BANKSEED_CHECK(descriptor_ >= 0);
  size_ += bytes.size();
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      fail("cannot write", errno);
    }
  }
}

void OutputFile::sync() const {
  BANKSEED_CHECK(descriptor_ >= 0);
  // Some file systems cannot synchronise, and say so; they keep what they have taken all the same.
  if (::fsync(descriptor_) != 0 && errno != EINVAL) fail("cannot write", errno);
}

void OutputFile::complete() {
  sync();
  if (::close(std::exchange(descriptor_, -1)) != 0) fail("cannot write", errno);
}

void OutputFile::fail(const char* what, int error) const {
  throw Error(std::string(what) + " " + path_.string() + ": " +
              std::generic_category().message(error));
}

void sync_directory(const std::filesystem::path& directory) {
  const std::filesystem::path path = directory.empty() ? "." : directory;
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;  // Readable to nobody: the names are there, and that must do.
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace bankseed
