#include "cli/verification/whole_file.hpp"

#include <atomic>
#include <string>
#include <system_error>
#include <utility>

#include <unistd.h>

#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

namespace fs = std::filesystem;

/// Whether bytes go there as they come: a device, a pipe, also by way of a link.
bool is_stream(const fs::path& path) {
  std::error_code ignored;
  const auto type = fs::status(path, ignored).type();
  return type == fs::file_type::character || type == fs::file_type::fifo;
}

void check_place(const fs::path& path) {
  std::error_code ignored;
  const auto status = fs::symlink_status(path, ignored);
  if (fs::is_symlink(status))
    throw Error(path.string() + " is a link, which is not followed; name the file itself");
  if (fs::exists(status) && !fs::is_regular_file(status))
    throw Error("cannot write " + path.string() + ": it is not a file");
}

/// Beside the file, for the sake of the rename; no two of them are the same.
fs::path place_beside(const fs::path& path) {
  static std::atomic<int> count{0};
  return path.parent_path() / ("." + path.filename().string() + ".bankseed-" +
                               std::to_string(::getpid()) + "-" + std::to_string(++count));
}

}  // namespace

WholeFile::WholeFile(fs::path path, FileMode mode) : path_(std::move(path)) {
  if (is_stream(path_)) {
    file_ = std::make_unique<OutputFile>(path_);
    return;
  }
  check_place(path_);
  const fs::path place = place_beside(path_);
  file_ = std::make_unique<OutputFile>(path_, place, mode);
  place_ = place;
}

WholeFile::~WholeFile() {
  std::error_code ignored;
  if (!place_.empty()) fs::remove(place_, ignored);
}

void WholeFile::publish(std::string_view text) {
  file_->write(text);
  file_->complete();
  is_published_ = true;
  if (place_.empty()) return;
  check_place(path_);
  std::error_code error;
  fs::rename(place_, path_, error);
  if (error) throw Error("cannot write " + path_.string() + ": " + error.message());
  place_.clear();
  sync_directory(path_.parent_path());
}

bool lies_in(const std::filesystem::path& path, const std::filesystem::path& folder) {
  const auto place = [](const std::filesystem::path& of) {
    std::error_code error;
    auto found = std::filesystem::weakly_canonical(std::filesystem::absolute(of), error);
    return error ? std::filesystem::absolute(of).lexically_normal() : found;
  };
  const auto way = place(path).lexically_relative(place(folder));
  return !way.empty() && *way.begin() != "..";
}

std::unique_ptr<WholeFile> file_of_option(const char* option,
                                          const std::optional<std::filesystem::path>& path,
                                          FileMode mode) {
  if (!path) return nullptr;
  try {
    return std::make_unique<WholeFile>(*path, mode);
  } catch (const Error& error) {
    throw UsageError(std::string(option) + ": " + error.what());
  }
}

}  // namespace bankseed
