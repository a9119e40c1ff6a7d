#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace bankseed {

/// A file that tells what a run did: a line with the time for each event, then the report, and at
/// the end the same figures as JSON lines.
class RunLog {
 public:
  /// Of the logs in the state directory so many are kept, the newest.
  static constexpr std::size_t kKept = 50;

  /// Opens `path`. Throws UsageError when it cannot be written.
  [[nodiscard]] static RunLog at(const std::filesystem::path& path);
  /// Opens a new file in ${XDG_STATE_HOME:-~/.local/state}/bankseed; writes nowhere, and says so on
  /// standard error, when that is impossible.
  [[nodiscard]] static RunLog in_state_directory(std::string_view name);
  /// Writes nowhere.
  [[nodiscard]] static RunLog none() { return RunLog(); }

  /// Nothing when it writes nowhere.
  [[nodiscard]] const std::optional<std::filesystem::path>& path() const noexcept { return path_; }

  /// A line with the time in front.
  void event(std::string_view text);
  /// Text as it is.
  void text(std::string_view text);

 private:
  RunLog() = default;

  std::optional<std::filesystem::path> path_;
  std::ofstream out_;
};

}  // namespace bankseed
