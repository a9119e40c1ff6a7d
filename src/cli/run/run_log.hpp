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

  /// As --log says: the file that it names, nowhere for "none", a new file for `name` in
  /// ${XDG_STATE_HOME:-~/.local/state}/bankseed when it is not given. Throws UsageError when the
  /// named file cannot be written; where a new one cannot, that is said on standard error.
  [[nodiscard]] static RunLog of_option(const std::optional<std::string>& place,
                                        std::string_view name);

  /// Nothing when it writes nowhere.
  [[nodiscard]] const std::optional<std::filesystem::path>& path() const noexcept { return path_; }

  /// A line with the time in front.
  void event(std::string_view text);
  /// Text as it is.
  void text(std::string_view text);

 private:
  [[nodiscard]] static RunLog in_state_directory(std::string_view name);
  RunLog() = default;

  std::optional<std::filesystem::path> path_;
  std::ofstream out_;
};

}  // namespace bankseed
