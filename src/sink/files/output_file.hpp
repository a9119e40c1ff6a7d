#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

namespace bankseed {

/// A file of a folder, written elsewhere until all of the folder's files are complete
/// (OutputDirectory). Members throw Error, naming the file as it will be called.
class OutputFile {
 public:
  /// `path` is where it will stand, `place` where it is written: no file may be there.
  OutputFile(std::filesystem::path path, const std::filesystem::path& place);
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
