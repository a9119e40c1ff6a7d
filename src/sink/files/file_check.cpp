#include "sink/files/file_check.hpp"

#include <algorithm>
#include <cerrno>
#include <set>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "bankseed/core/error.hpp"
#include "sink/files/manifest.hpp"
#include "sink/files/sha256.hpp"
#include "sink/files/work_folder.hpp"

namespace bankseed {
namespace {

namespace fs = std::filesystem;

/// A file that is read once, from its beginning to its end.
class InputFile {
 public:
  explicit InputFile(const fs::path& path)
      : path_(path), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) fail();
  }
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  InputFile(InputFile&&) = delete;
  InputFile& operator=(InputFile&&) = delete;
  ~InputFile() { ::close(descriptor_); }

  /// The next bytes, in `buffer`; none at the end.
  [[nodiscard]] std::string_view read(std::string& buffer) {
    while (true) {
      const ssize_t size = ::read(descriptor_, buffer.data(), buffer.size());
      if (size >= 0) return {buffer.data(), static_cast<std::size_t>(size)};
      if (errno != EINTR) fail();
    }
  }

 private:
  [[noreturn]] void fail() const {
    throw Error("cannot read " + path_.string() + ": " + std::generic_category().message(errno));
  }

  fs::path path_;
  int descriptor_;
};

void check_file(const fs::path& directory, const FileRecord& file, FileCheck& check) {
  const fs::path path = directory / file.path;
  if (!fs::is_regular_file(path)) {
    check.findings.push_back(file.path + " is missing");
    return;
  }
  Sha256 sum;
  std::uint64_t size = 0;
  InputFile in(path);
  std::string buffer(std::size_t{1} << 18, '\0');
  for (auto bytes = in.read(buffer); !bytes.empty(); bytes = in.read(buffer)) {
    sum.add(bytes);
    size += bytes.size();
  }
  ++check.files;
  check.rows += file.rows;
  check.bytes += size;
  if (size != file.bytes) {
    check.findings.push_back(fmt::format("{} has {} bytes, not {}", file.path, size, file.bytes));
  } else if (sum.hex() != file.sha256) {
    check.findings.push_back(file.path + " has other bytes than were written: its SHA-256 differs");
  }
}

/// Files that nobody has written into the folder as part of the bank.
std::vector<std::string> strangers(const fs::path& directory, const Manifest& manifest) {
  std::set<std::string> known = {Manifest::kFileName};
  for_each_file(manifest, [&known](const FileRecord& file) { known.insert(file.path); });
  std::vector<std::string> found;
  fs::recursive_directory_iterator entries(directory);
  for (auto at = fs::begin(entries); at != fs::end(entries); ++at) {
    const fs::directory_entry& entry = *at;
    const auto path = entry.path().lexically_relative(directory).generic_string();
    // What a run has at work there, or in a shard's folder, is no part of the bank.
    if (entry.path().filename() == WorkFolder::kName) at.disable_recursion_pending();
    if (!entry.is_directory() && !known.contains(path)) found.push_back(path);
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

FileCheck check_files(const fs::path& directory) {
  if (WorkFolder::is_complete_in(directory)) {
    throw Error("a run gives the files in " + directory.string() +
                " their names, or was killed while it did; the next run into the folder completes "
                "that first");
  }
  const auto manifest = read_manifest(directory);
  if (!manifest) {
    throw UsageError("there is no " + (directory / Manifest::kFileName).string() +
                     "; bankseed generate --out writes one");
  }
  FileCheck check;
  for_each_file(*manifest, [&](const FileRecord& file) { check_file(directory, file, check); });
  for (const std::string& path : strangers(directory, *manifest))
    check.findings.push_back(path + " is not in " + Manifest::kFileName);
  return check;
}

}  // namespace bankseed
