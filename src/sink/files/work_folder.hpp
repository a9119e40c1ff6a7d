#pragma once

#include <filesystem>
#include <string_view>

namespace bankseed {

/// The folder .bankseed in a folder that is written to, which only one run at a time has. It holds
/// a lock, on a file that says whose it is, and the files of the run: under incomplete/ until all
/// are complete, under complete/ until they have been put in their places. So a run that is killed
/// leaves nothing but this folder, and whoever has it next knows whether the files count.
class WorkFolder {
 public:
  static constexpr std::string_view kName = ".bankseed";

  /// Makes it in `directory`, or takes over what a run that was killed has left, and removes what
  /// is incomplete in it, unless that is to be gone on with. Throws Error when another run has it,
  /// saying which.
  explicit WorkFolder(const std::filesystem::path& directory, bool resume = false);
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  WorkFolder(WorkFolder&&) = delete;
  WorkFolder& operator=(WorkFolder&&) = delete;
  /// Removes it, unless files are complete and not yet in their places, or are to be gone on with.
  ~WorkFolder();

  [[nodiscard]] std::filesystem::path incomplete() const { return path_ / "incomplete"; }
  [[nodiscard]] std::filesystem::path complete() const { return complete_in(path_); }
  /// What is known of incomplete files, for a run that goes on with them.
  [[nodiscard]] std::filesystem::path checkpoint() const { return path_ / "checkpoint"; }
  /// Replaces the checkpoint, from one moment to the next. Throws Error.
  void save_checkpoint(std::string_view bytes) const;
  /// Whether what is incomplete is left for a run that goes on with it.
  void keep_incomplete(bool keep) noexcept { keeps_incomplete_ = keep; }
  /// Throws Error when something in it is not what a run of bankseed puts there: a link, a pipe.
  void check_contents() const;
  /// The manifest of the files that are being replaced, while they are.
  [[nodiscard]] std::filesystem::path earlier_manifest() const { return path_ / "earlier.json"; }
  /// What is incomplete is complete, from one moment to the next. Throws Error.
  void commit();

  /// Whether a run is at work in a folder, or was killed there.
  [[nodiscard]] static bool is_in(const std::filesystem::path& directory);
  /// Whether there is something in it that a run can go on with, or has to put in place.
  [[nodiscard]] static bool holds_run(const std::filesystem::path& directory);
  /// Whether files of a folder are complete and not yet all in their places.
  [[nodiscard]] static bool is_complete_in(const std::filesystem::path& directory);

 private:
  [[nodiscard]] static std::filesystem::path complete_in(const std::filesystem::path& path) {
    return path / "complete";
  }
  [[nodiscard]] std::filesystem::path lock_file() const { return path_ / "lock"; }
  void make() const;
  void sync_incomplete() const;
  [[nodiscard]] bool try_lock();
  void sign() const;

  std::filesystem::path directory_;
  std::filesystem::path path_;
  int lock_ = -1;
  bool keeps_incomplete_ = false;
};

}  // namespace bankseed
