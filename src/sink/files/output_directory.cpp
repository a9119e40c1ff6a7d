#include "sink/files/output_directory.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include <sys/stat.h>

#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& what, const fs::path& path, const std::error_code& code) {
  throw Error("cannot " + what + " " + path.string() + ": " + code.message());
}

/// Whether nothing is in a folder but what runs of bankseed have at work in it.
bool holds_nothing(const fs::path& directory) {
  std::error_code error;
  const fs::directory_iterator entries(directory, error);
  if (error) fail("read", directory, error);
  return std::all_of(fs::begin(entries), fs::end(entries), [](const fs::directory_entry& entry) {
    return entry.path().filename() == WorkFolder::kName;
  });
}

/// What is wrong with the folders on the way to a path in `directory`; null when nothing is. Those
/// that are missing are fine.
struct Obstacle {
  fs::path path;
  const char* reason = nullptr;
};
Obstacle obstacle_on_the_way(const fs::path& directory, const fs::path& relative) {
  struct stat around {};
  if (::stat(directory.c_str(), &around) != 0) return {};
  fs::path path = directory;
  for (const fs::path& part : relative.parent_path()) {
    path /= part;
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) return {};
    if (S_ISLNK(info.st_mode)) return {path, " is a link, which may lead anywhere"};
    if (!S_ISDIR(info.st_mode)) return {path, " is not a folder"};
    if (info.st_dev != around.st_dev) return {path, " is on another file system than its folder"};
  }
  return {};
}

void check_way(const fs::path& directory, const fs::path& relative) {
  const Obstacle obstacle = obstacle_on_the_way(directory, relative);
  if (obstacle.reason == nullptr) return;
  throw Error(obstacle.path.string() + obstacle.reason + "; move it away, or name another folder");
}

/// Renames a file, and makes the folders on the way to its new name.
void move(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_directories(to.parent_path(), error);
  if (!error) fs::rename(from, to, error);
  if (error) {
    throw Error("cannot put " + to.string() + " in its place: " + error.message() +
                "; all files are complete, and the next run into this folder tries again");
  }
}

/// A whole bank and shards of one do not go into one folder, where whoever reads all files would
/// have rows twice. Each makes what the other looks for before it looks itself.
void check_no_shards(const fs::path& directory, const std::set<std::string>& replaceable) {
  for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
    const std::string name = entry.path().filename().string();
    const auto listed = replaceable.lower_bound(name + "/");
    const bool is_listed = listed != replaceable.end() && listed->starts_with(name + "/");
    if (!is_shard_folder(name) || is_listed) continue;
    throw Error(directory.string() + " holds shards of a bank (" + name +
                "); move them away, or name another folder");
  }
}
void check_no_whole(const fs::path& shard) {
  const fs::path around = fs::absolute(shard).lexically_normal().parent_path();
  if (WorkFolder::is_in(around)) {
    throw Error("a run writes a manifest or a whole bank to " + around.string() +
                ", or was killed there: wait until it is done, remove " +
                (around / WorkFolder::kName).string() + ", or name another folder");
  }
  const auto there = read_manifest(around);
  if (there && there->shard_files.empty()) {
    throw Error(around.string() + " holds " + (there->shard ? "a shard" : "a whole bank") +
                ", and not a folder for each shard; name another folder");
  }
}

/// Relative paths of the files in a folder.
std::vector<fs::path> files_in(const fs::path& directory) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (!entry.is_directory()) files.push_back(entry.path().lexically_relative(directory));
  }
  return files;
}

}  // namespace

OutputDirectory::MadeFolders::~MadeFolders() {
  std::error_code ignored;  // A folder with something in it stays.
  for (auto folder = folders_.rbegin(); folder != folders_.rend(); ++folder)
    fs::remove(*folder, ignored);
}

void OutputDirectory::MadeFolders::make(const fs::path& directory) {
  std::error_code error;
  const auto status = fs::status(directory, error);
  if (directory.empty() || fs::is_directory(status)) return;
  if (fs::exists(status)) throw Error(directory.string() + " is not a folder");
  make(directory.parent_path());
  if (fs::create_directory(directory, error)) {
    folders_.push_back(directory);
  } else if (error) {
    fail("make the folder", directory, error);
  }
}

OutputDirectory::OutputDirectory(fs::path directory, Replace replace, bool resume, FileMode mode)
    : directory_(std::move(directory)), replace_(replace), resume_(resume), mode_(mode) {
  std::error_code error;
  const auto status = fs::status(directory_, error);
  if (!fs::exists(status)) {
    made_.make(directory_);
  } else if (!fs::is_directory(status)) {
    throw Error(directory_.string() + " is not a folder");
  }
  open();
  if (replace_ == Replace::kAll) return;
  if (replace_ == Replace::kListed) find_replaceable();
  check_no_shards(directory_, replaceable_);
  if (is_shard_folder(directory_.filename().string())) check_no_whole(directory_);
}

void OutputDirectory::find_replaceable() {
  const auto earlier = read_manifest(directory_);
  if (!earlier) return;
  std::set<fs::path> ways;
  for_each_file(*earlier, [this, &ways](const FileRecord& file) {
    if (ways.insert(fs::path(file.path).parent_path()).second) check_way(directory_, file.path);
    replaceable_.insert(file.path);
  });
}

void OutputDirectory::check_is_empty() const {
  if (replace_ != Replace::kNone || holds_nothing(directory_)) return;
  throw Error((note_.empty() ? "" : note_ + "; ") + directory_.string() +
              " is not empty; name another folder, or replace the files that its " +
              Manifest::kFileName + " names with --truncate");
}

void OutputDirectory::open() {
  // Somebody else's folder is not touched, not even for a moment.
  if (!fs::exists(directory_ / WorkFolder::kName)) check_is_empty();
  work_.emplace(directory_, resume_);
  if (WorkFolder::is_complete_in(directory_)) {
    settle();
    note_ = "a run into " + directory_.string() +
            " was killed when all of its files were complete; they are in their places now";
  }
  if (!resume_) check_is_empty();  // Else they may be what is wanted.
}

std::unique_ptr<OutputFile> OutputDirectory::create(const fs::path& relative) {
  check_place(relative);
  const fs::path place = work_->incomplete() / relative;
  {
    const std::scoped_lock lock(mutex_);
    std::error_code error;
    fs::create_directories(place.parent_path(), error);
    if (error) fail("make the folder", place.parent_path(), error);
  }
  return std::make_unique<OutputFile>(directory_ / relative, place, mode_);
}

void OutputDirectory::check_place(const fs::path& relative) const {
  check_way(directory_, relative);
  const fs::path path = directory_ / relative;
  std::error_code error;
  const auto status = fs::symlink_status(path, error);
  if (!fs::exists(status)) return;
  if (fs::is_directory(status))
    throw Error(path.string() + " is a folder; move it away, or name another folder");
  if (replace_ == Replace::kAll || replaceable_.contains(relative.generic_string())) return;
  throw Error(path.string() + " is there, and not in " + Manifest::kFileName +
              "; move it away, or name another folder");
}

std::optional<Checkpoint> OutputDirectory::checkpoint() {
  const fs::path path = work_->checkpoint();
  if (!fs::exists(fs::symlink_status(path))) return std::nullopt;
  work_->keep_incomplete(true);
  work_->check_contents();
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error("cannot read " + path.string());
  return parse_checkpoint({std::istreambuf_iterator<char>(in), {}}, path.string());
}

void OutputDirectory::save(const Checkpoint& checkpoint) {
  work_->save_checkpoint(checkpoint_bytes(checkpoint));
}

void OutputDirectory::leave_only(const Checkpoint& checkpoint) {
  std::set<std::string> known;
  for (const TableFilesState& table : checkpoint.tables) {
    for (const FileRecord& file : table.records)
      known.insert(file.path);
  }
  for (const fs::path& file : files_in(work_->incomplete())) {
    if (!known.contains(file.generic_string())) fs::remove(work_->incomplete() / file);
  }
}

std::unique_ptr<OutputFile> OutputDirectory::go_on_with(
    const fs::path& relative,
    std::uint64_t size,
    const std::function<void(std::string_view)>& read) {
  check_place(relative);
  return std::make_unique<OutputFile>(directory_ / relative, work_->incomplete() / relative, size,
                                      read);
}

void OutputDirectory::publish(const std::optional<Manifest>& manifest) {
  if (manifest) {
    OutputFile file(directory_ / Manifest::kFileName, work_->incomplete() / Manifest::kFileName,
                    mode_);
    file.write(manifest_text(*manifest));
    file.complete();
  }
  work_->keep_incomplete(false);
  work_->commit();
  settle();
  work_.reset();
  made_.keep();
}

void OutputDirectory::settle() {
  // All of this may have been done in part, by a run that was killed at any point of it.
  const auto earlier = take_earlier_manifest();
  const auto manifest = read_manifest(work_->complete());
  std::set<fs::path> folders = {directory_};
  for (const fs::path& file : files_in(work_->complete())) {
    if (file == Manifest::kFileName) continue;
    move(work_->complete() / file, directory_ / file);
    for (fs::path folder = file.parent_path(); !folder.empty(); folder = folder.parent_path())
      folders.insert(directory_ / folder);
  }
  if (earlier && manifest) remove_stale(*earlier, *manifest);
  for (const fs::path& folder : folders)
    sync_directory(folder);
  if (manifest) move(work_->complete() / Manifest::kFileName, directory_ / Manifest::kFileName);
  sync_directory(directory_);
  std::error_code error;
  fs::remove_all(work_->complete(), error);
  if (error) fail("remove", work_->complete(), error);
}

std::optional<Manifest> OutputDirectory::take_earlier_manifest() {
  const fs::path manifest = directory_ / Manifest::kFileName;
  // A folder that is half old, half new has no manifest.
  if (fs::exists(work_->complete() / Manifest::kFileName) &&
      !fs::exists(work_->earlier_manifest()) && fs::exists(manifest))
    move(manifest, work_->earlier_manifest());
  return read_manifest_file(work_->earlier_manifest());
}

void OutputDirectory::remove_stale(const Manifest& earlier, const Manifest& manifest) {
  std::set<std::string> stale;
  for_each_file(earlier, [&stale](const FileRecord& file) { stale.insert(file.path); });
  for_each_file(manifest, [&stale](const FileRecord& file) { stale.erase(file.path); });
  for (const std::string& path : stale) {
    if (obstacle_on_the_way(directory_, path).reason != nullptr) continue;
    std::error_code error;
    fs::remove(directory_ / path, error);
    if (error) fail("remove", directory_ / path, error);
    // The folders that it was alone in go, too.
    for (fs::path folder = fs::path(path).parent_path(); !folder.empty();
         folder = folder.parent_path()) {
      if (!fs::is_empty(directory_ / folder, error) || error) break;
      fs::remove(directory_ / folder, error);
    }
  }
}

}  // namespace bankseed
