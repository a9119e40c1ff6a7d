#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sink/files/checkpoint.hpp"
#include "sink/files/manifest.hpp"
#include "sink/files/output_file.hpp"
#include "sink/files/work_folder.hpp"

namespace bankseed {

/// A folder that a bank is written to: all of its files appear in it at once, with a manifest where
/// one is wanted, or none does. Only one run at a time writes to a folder. Thread-safe; members
/// throw Error.
class OutputDirectory {
 public:
  /// The files that are there already and may be replaced.
  enum class Replace : std::uint8_t {
    kNone,    ///< The folder must be empty.
    kListed,  ///< Those that its manifest names, and no others.
    kAll,
  };
  /// Refuses a folder that is not as it must be (with `resume` not before check_is_empty()), or
  /// that another run writes to. Nothing is changed yet but that it is made, and that what a run
  /// that was killed has left is removed, unless that is to be gone on with (`resume`), or, when
  /// all of its files are complete, put in its place. New files have the mode.
  OutputDirectory(std::filesystem::path directory,
                  Replace replace,
                  bool resume = false,
                  FileMode mode = kPrivateMode);
  OutputDirectory(const OutputDirectory&) = delete;
  OutputDirectory& operator=(const OutputDirectory&) = delete;
  OutputDirectory(OutputDirectory&&) = delete;
  OutputDirectory& operator=(OutputDirectory&&) = delete;
  ~OutputDirectory() = default;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return directory_; }
  /// What the user should know of a run that was killed; mostly nothing.
  [[nodiscard]] const std::string& note() const noexcept { return note_; }

  /// Begins the file at `relative`, a path from the folder. Throws when something is there that may
  /// not be replaced, or when a link is on the way to it.
  [[nodiscard]] std::unique_ptr<OutputFile> create(const std::filesystem::path& relative);

  /// Throws what create() would.
  void check_place(const std::filesystem::path& relative) const;

  /// How far a run was that is to be gone on with; nothing when there is none. Throws when that
  /// cannot be read, or something strange lies there. What there is stays, until it is published.
  [[nodiscard]] std::optional<Checkpoint> checkpoint();
  /// Writes down how far this one is, whose files so far are on the disk.
  void save(const Checkpoint& checkpoint);
  /// Removes what is incomplete and not of the checkpoint.
  void leave_only(const Checkpoint& checkpoint);
  /// Goes on with the file at `relative`, of which `size` bytes are shown to `read`, see
  /// OutputFile.
  [[nodiscard]] std::unique_ptr<OutputFile> go_on_with(
      const std::filesystem::path& relative,
      std::uint64_t size,
      const std::function<void(std::string_view)>& read);
  /// Leaves what is incomplete for a run that goes on with it, unless it is published.
  void keep_incomplete() noexcept { work_->keep_incomplete(true); }
  /// Throws Error when something is in the folder that may not be replaced.
  void check_is_empty() const;

  /// Puts the files, which must be complete, under their names, and leaves the folder to others.
  /// With a manifest, removes what an earlier one names besides, and writes it.
  void publish(const std::optional<Manifest>& manifest);

 private:
  /// Folders that were made on the way; removed at the end, unless they are kept or have something
  /// in them.
  class MadeFolders {
   public:
    MadeFolders() = default;
    MadeFolders(const MadeFolders&) = delete;
    MadeFolders& operator=(const MadeFolders&) = delete;
    MadeFolders(MadeFolders&&) = delete;
    MadeFolders& operator=(MadeFolders&&) = delete;
    ~MadeFolders();
    /// Makes a folder, and those around it, where they are missing.
    void make(const std::filesystem::path& directory);
    void keep() noexcept { folders_.clear(); }

   private:
    std::vector<std::filesystem::path> folders_;
  };

  void open();
  void find_replaceable();
  /// Puts files that are complete in their places.
  void settle();
  [[nodiscard]] std::optional<Manifest> take_earlier_manifest();
  void remove_stale(const Manifest& earlier, const Manifest& manifest);

  std::filesystem::path directory_;
  Replace replace_;
  bool resume_;
  FileMode mode_;
  MadeFolders made_;
  std::optional<WorkFolder> work_;     ///< After `made_`: it has to be gone before they can go.
  std::set<std::string> replaceable_;  ///< Relative paths of the earlier manifest.
  std::string note_;
  std::mutex mutex_;  ///< Of making folders.
};

}  // namespace bankseed
