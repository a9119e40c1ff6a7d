#include "sink/files/output_directory.hpp"

#include <system_error>
#include <utility>

#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

namespace fs = std::filesystem;

void check_is_empty(const fs::path& directory) {
  std::error_code error;
  const bool empty = fs::is_empty(directory, error);
  if (error) throw Error("cannot read " + directory.string() + ": " + error.message());
  if (!empty) {
    throw Error(directory.string() +
                " is not empty; name another folder, or replace the files that its " +
                Manifest::kFileName + " names with --truncate");
  }
}

}  // namespace

OutputDirectory::OutputDirectory(fs::path directory, Replace replace)
    : directory_(std::move(directory)), replace_(replace) {
  std::error_code error;
  const auto status = fs::status(directory_, error);
  if (fs::exists(status)) {
    if (!fs::is_directory(status)) throw Error(directory_.string() + " is not a folder");
    if (replace_ == Replace::kAll) return;
    if (replace_ == Replace::kNone) check_is_empty(directory_);
    if (const auto earlier = read_manifest(directory_)) {
      for (const FileRecord& file : earlier->files)
        replaceable_.insert(file.path);
    }
  } else {
    make_folders(directory_);
  }
}

OutputDirectory::~OutputDirectory() {
  std::error_code ignored;  // A folder with something in it stays.
  for (auto folder = folders_made_.rbegin(); folder != folders_made_.rend(); ++folder)
    fs::remove(*folder, ignored);
}

std::unique_ptr<AtomicFile> OutputDirectory::create(const fs::path& relative) {
  const fs::path path = directory_ / relative;
  const bool replaceable =
      replace_ == Replace::kAll || replaceable_.contains(relative.generic_string());
  if (!replaceable && fs::exists(path)) {
    throw Error(path.string() + " is there, and not in " + Manifest::kFileName +
                "; move it away, or name another folder");
  }
  {
    const std::scoped_lock lock(mutex_);
    make_folders(path.parent_path());
  }
  return std::make_unique<AtomicFile>(path);
}

void OutputDirectory::publish(const std::vector<AtomicFile*>& files,
                              const std::optional<Manifest>& manifest) {
  std::optional<AtomicFile> manifest_file;
  if (manifest) {
    const fs::path path = directory_ / Manifest::kFileName;
    manifest_file.emplace(path);
    manifest_file->write(manifest_text(*manifest));
    manifest_file->complete();
    // From here on to the end no manifest is there: a folder that is half old, half new has none.
    std::error_code error;
    fs::remove(path, error);
    if (error) throw Error("cannot remove " + path.string() + ": " + error.message());
  }
  std::set<fs::path> folders;
  for (AtomicFile* const file : files) {
    file->publish();
    folders.insert(file->path().parent_path());
  }
  if (manifest) remove_stale(*manifest);
  for (const fs::path& folder : folders)
    sync_directory(folder);
  if (manifest_file) manifest_file->publish();
  sync_directory(directory_);
  const std::scoped_lock lock(mutex_);
  folders_made_.clear();
}

void OutputDirectory::make_folders(const fs::path& directory) {
  std::error_code error;
  if (directory.empty() || fs::is_directory(directory, error)) return;
  make_folders(directory.parent_path());
  if (fs::create_directory(directory, error)) {
    folders_made_.push_back(directory);
  } else if (error) {
    throw Error("cannot make the folder " + directory.string() + ": " + error.message());
  }
}

void OutputDirectory::remove_stale(const Manifest& manifest) {
  std::set<std::string> stale = replaceable_;
  for (const FileRecord& file : manifest.files)
    stale.erase(file.path);
  for (const std::string& path : stale) {
    std::error_code error;
    fs::remove(directory_ / path, error);
    if (error)
      throw Error("cannot remove " + (directory_ / path).string() + ": " + error.message());
    // The folders that it was alone in go, too.
    for (fs::path folder = fs::path(path).parent_path(); !folder.empty();
         folder = folder.parent_path()) {
      if (!fs::is_empty(directory_ / folder, error) || error) break;
      fs::remove(directory_ / folder, error);
    }
  }
}

}  // namespace bankseed
