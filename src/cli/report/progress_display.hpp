#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "cli/report/stage_view.hpp"
#include "pipeline/progress.hpp"

namespace bankseed {

using TableRows = std::array<std::uint64_t, kTableCount>;

/// Shows on standard error how a run gets on: on a terminal in place and live, otherwise a plain
/// line when a stage ends, or nothing at all. Members are for
/// one thread, unless they say otherwise.
class ProgressDisplay {
 public:
  enum class Mode { kQuiet, kPlain, kLive };
  /// kQuiet when `quiet`, kLive on a terminal, kPlain otherwise.
  [[nodiscard]] static Mode mode_for(bool quiet) noexcept;

  /// `totals` are the rows that each table will have; both are borrowed. With `keeps_stages` stages
  /// leave their line behind on a terminal, too.
  ProgressDisplay(Mode mode,
                  const Progress& progress,
                  const TableRows& totals,
                  bool keeps_stages = true);
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;
  ProgressDisplay(ProgressDisplay&&) = delete;
  ProgressDisplay& operator=(ProgressDisplay&&) = delete;
  /// Wipes what is drawn of a stage that has not ended.
  ~ProgressDisplay();

  /// A stage begins, of which `tables` (which may be none) will be loaded.
  void begin_stage(std::string name, const TableSet& tables = {});
  /// A few words on what a stage without tables is at; on any thread.
  void describe_stage(std::string text);
  /// The same, asked for whenever it is shown, until the stage ends.
  void describe_stage(std::function<std::string()> describe);
  /// The stage has ended; returns how it was.
  StageView end_stage();
  /// A line of its own between the stages, for everybody who is not to be left in quiet.
  void note(const std::string& text);
  /// The same, also to those who want to be told nothing but what went wrong.
  void warn(const std::string& text);

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] StageView view() const;
  void draw();
  void wipe();
  void redraw_until_stopped();

  const Mode mode_;
  const bool keeps_stages_;
  const Progress& progress_;
  const TableRows& totals_;

  std::mutex mutex_;  // Guards everything below.
  std::condition_variable stopped_;
  bool stop_ = false;
  std::optional<std::string> stage_;
  std::function<std::string()> detail_;
  TableSet tables_;
  Clock::time_point began_;
  std::size_t lines_drawn_ = 0;
  std::thread thread_;
};

}  // namespace bankseed
