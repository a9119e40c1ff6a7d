#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "sink/files/output_file.hpp"

namespace bankseed {

/// A single file that appears as a whole or not at all: what was there stays until all is written,
/// and then goes. It is written beside its place, under a name of its own, and no link is followed
/// on the last step of its way. What is no file, like /dev/stdout or a pipe, is written to as it
/// is. Members throw Error, naming the file.
class WholeFile {
 public:
  /// Refuses what cannot be written, before anybody has worked for it.
  WholeFile(std::filesystem::path path, FileMode mode);
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;
  WholeFile(WholeFile&&) = delete;
  WholeFile& operator=(WholeFile&&) = delete;
  /// Nothing has happened, unless publish() was called.
  ~WholeFile();

  /// Writes all that the file holds, and puts it in its place.
  void publish(std::string_view text);
  [[nodiscard]] bool is_published() const noexcept { return is_published_; }

 private:
  std::filesystem::path path_;
  std::filesystem::path place_;  ///< Where it is written; empty when that is `path_` itself.
  std::unique_ptr<OutputFile> file_;
  bool is_published_ = false;
};

/// Whether a path leads into a folder, or to it, links followed, whether or not they are there yet.
[[nodiscard]] bool lies_in(const std::filesystem::path& path, const std::filesystem::path& folder);

/// The file that an option names; null when it is not given. Throws UsageError when it cannot be
/// written.
[[nodiscard]] std::unique_ptr<WholeFile> file_of_option(
    const char* option, const std::optional<std::filesystem::path>& path, FileMode mode);

}  // namespace bankseed
