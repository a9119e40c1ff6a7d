#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace bankseed {

/// A file that appears under its name only when it is complete: it is written beside, under its
/// name and kIncompleteExtension, and renamed at the end. Destroyed before that, it leaves nothing
/// behind, and what stood under the name stays. Members throw Error, naming the file.
class AtomicFile {
 public:
  static constexpr std::string_view kIncompleteExtension = ".incomplete";

  /// Begins the file; its folder must be there.
  explicit AtomicFile(std::filesystem::path path);
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  AtomicFile(AtomicFile&&) = delete;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  /// Where it will stand.
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

  void write(std::string_view bytes);
  /// Nothing more will be written; on return everything is on the disk.
  void complete();
  /// Puts the completed file under its name, in the place of what stands there.
  void publish();

 private:
  [[noreturn]] void fail(const char* what, int error) const;
  [[nodiscard]] std::filesystem::path incomplete_path() const;

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  bool published_ = false;
};

/// Makes the names in a folder, like those of files just renamed, last over a power failure.
void sync_directory(const std::filesystem::path& directory);

}  // namespace bankseed
