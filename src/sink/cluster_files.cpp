#include "sink/cluster_files.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bankseed/core/error.hpp"

namespace bankseed {
namespace fs = std::filesystem;

OpenFile::OpenFile(const fs::path& path, int flags)
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
    : descriptor_(open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR)) {
  if (descriptor_ < 0) fail_on("cannot open", path);
}

OpenFile::~OpenFile() {
  close(descriptor_);
}

void fail_on(const std::string& what, const fs::path& path) {
  throw Error(fmt::format("{} {}: {}", what, path.string(), std::strerror(errno)));
}

void write_file(const fs::path& path, std::string_view text, const ServerAccount* reader) {
  fs::path unfinished = path;
  unfinished += ".new";
  std::error_code error;
  fs::remove(unfinished, error);
  {
    const OpenFile file(unfinished, O_WRONLY | O_CREAT | O_EXCL);
    if (write(file.descriptor(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
      fail_on("cannot write", path);
    if (reader != nullptr && reader->switches &&
        fchown(file.descriptor(), reader->user, reader->group) != 0)
      fail_on("cannot change the owner of", path);
  }
  if (std::rename(unfinished.c_str(), path.c_str()) != 0) fail_on("cannot write", path);
}

std::string read_text(const fs::path& path) {
  const OpenFile file(path, O_RDONLY);
  std::string text;
  std::array<char, 4'096> buffer{};
  ssize_t size = 0;
  while ((size = read(file.descriptor(), buffer.data(), buffer.size())) > 0)
    text.append(buffer.data(), static_cast<std::size_t>(size));
  if (size < 0) fail_on("cannot read", path);
  return text;
}

void give_to(const fs::path& path, const ServerAccount& account) {
  if (account.switches && lchown(path.c_str(), account.user, account.group) != 0) {
    fail_on("cannot change the owner of", path);
  }
}

void sync_file_system(const fs::path& directory) {
  const OpenFile file(directory, O_RDONLY | O_DIRECTORY);
  if (syncfs(file.descriptor()) != 0) fail_on("cannot write to disk", directory);
}

}  // namespace bankseed
