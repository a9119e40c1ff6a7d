#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sink/files/atomic_file.hpp"
#include "sink/files/manifest.hpp"

namespace bankseed {

/// A folder that a bank is written to: all of its files appear in it at once, with a manifest where
/// one is wanted, or none does. Thread-safe; members throw Error.
class OutputDirectory {
 public:
  /// The files that are there already and may be replaced.
  enum class Replace : std::uint8_t {
    kNone,    ///< The folder must be empty.
    kListed,  ///< Those that its manifest names, and no others.
    kAll,
  };
  /// Refuses a folder that is not as it must be. Nothing is changed yet but that it is made.
  OutputDirectory(std::filesystem::path directory, Replace replace);
  OutputDirectory(const OutputDirectory&) = delete;
  OutputDirectory& operator=(const OutputDirectory&) = delete;
  OutputDirectory(OutputDirectory&&) = delete;
  OutputDirectory& operator=(OutputDirectory&&) = delete;
  /// Removes the folders that it has made and that have stayed empty.
  ~OutputDirectory();

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return directory_; }

  /// Begins the file at `relative`, a path from the folder, and makes the folders on the way to it.
  /// Throws when a file of that name is there that may not be replaced.
  [[nodiscard]] std::unique_ptr<AtomicFile> create(const std::filesystem::path& relative);

  /// Puts completed files under their names. With a manifest, removes what an earlier one names
  /// besides, and writes it.
  void publish(const std::vector<AtomicFile*>& files, const std::optional<Manifest>& manifest);

 private:
  void make_folders(const std::filesystem::path& directory);
  void remove_stale(const Manifest& manifest);

  std::filesystem::path directory_;
  Replace replace_;
  std::set<std::string> replaceable_;  ///< Relative paths of the earlier manifest.
  std::mutex mutex_;                   // Guards what follows.
  std::vector<std::filesystem::path> folders_made_;
};

}  // namespace bankseed
