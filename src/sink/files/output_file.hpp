#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include <sys/types.h>

namespace bankseed {

/// Who may read and write a file, as chmod counts it; nothing: whoever the user's umask lets.
using FileMode = std::optional<mode_t>;
/// The user alone: files that hold data are nobody else's unless somebody says so.
inline constexpr mode_t kPrivateMode = 0600;

/// A file of a folder, written elsewhere until all of the folder's files are complete
/// (OutputDirectory). Members throw Error, naming the file as it will be called.
class OutputFile {
 public:
  /// `path` is where it will stand, `place` where it is written: no file may be there.
  OutputFile(std::filesystem::path path, const std::filesystem::path& place, FileMode mode);
  /// What is there already and takes bytes as they come: a device, a pipe.
  explicit OutputFile(std::filesystem::path stream);
  /// Goes on with one that was begun: its first `size` bytes stay, and are shown to `read`; the
  /// rest is cut off. Throws when it has not so many.
  OutputFile(std::filesystem::path path,
             const std::filesystem::path& place,
             std::uint64_t size,
             const std::function<void(std::string_view)>& read);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  OutputFile(OutputFile&&) = delete;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

  void write(std::string_view bytes);
  /// On return everything so far is on the disk.
  void sync() const;
  /// Nothing more will be written; on return everything is on the disk.
  void complete();

 private:
  [[noreturn]] void fail(const char* what, int error) const;

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

/// Makes the names in a folder, like those of files just renamed, last over a power failure.
void sync_directory(const std::filesystem::path& directory);

}  // namespace bankseed
