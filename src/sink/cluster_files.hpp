#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "sink/server_process.hpp"

namespace bankseed {

// Files of a private cluster. They are the user's or the server's account's, never followed through
// a link. All throw Error, naming the file.

/// An open file, closed at the end of the scope (and of its lock).
class OpenFile {
 public:
  /// `flags` are those of open(2).
  OpenFile(const std::filesystem::path& path, int flags);
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  OpenFile(OpenFile&&) = delete;
  OpenFile& operator=(OpenFile&&) = delete;
  ~OpenFile();
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

 private:
  int descriptor_;
};

/// Throws what the last system call said.
[[noreturn]] void fail_on(const std::string& what, const std::filesystem::path& path);

/// Writes a file that only the user may read, or `reader` where the server runs as somebody else.
/// It is made anew and takes the old one's place.
void write_file(const std::filesystem::path& path,
                std::string_view text,
                const ServerAccount* reader = nullptr);

[[nodiscard]] std::string read_text(const std::filesystem::path& path);

/// Gives what was made just now to the server's account, where that is another one.
void give_to(const std::filesystem::path& path, const ServerAccount& account);

/// Writes everything of a file system that is still in memory: one call, where initdb's own syncing
/// takes one per file.
void sync_file_system(const std::filesystem::path& directory);

}  // namespace bankseed
