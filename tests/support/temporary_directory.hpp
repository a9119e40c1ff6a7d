#pragma once

#include <filesystem>

namespace bankseed::testing {

/// A new directory in the folder of the test run that the server's account can enter, removed at
/// the end.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  TemporaryDirectory(TemporaryDirectory&&) = delete;
  TemporaryDirectory& operator=(TemporaryDirectory&&) = delete;
  ~TemporaryDirectory();
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

/// The whole of a file; empty when it cannot be read.
[[nodiscard]] std::string text_of(const std::filesystem::path& path);

}  // namespace bankseed::testing
