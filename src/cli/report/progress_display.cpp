#include "cli/report/progress_display.hpp"

#include <cerrno>
#include <string_view>
#include <utility>

#include <unistd.h>

#include "bankseed/core/check.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/report/terminal.hpp"

namespace bankseed {
namespace {

constexpr std::chrono::milliseconds kRedrawInterval{100};
// What takes less time than this is over before anybody could read it.
constexpr std::chrono::milliseconds kDrawAfter{150};

/// A display that cannot be written is no reason to stop a load.
void write_error(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

ProgressDisplay::Mode ProgressDisplay::mode_for(bool quiet) noexcept {
  if (quiet) return Mode::kQuiet;
  return terminal_width(STDERR_FILENO) ? Mode::kLive : Mode::kPlain;
}

ProgressDisplay::ProgressDisplay(Mode mode,
                                 const Progress& progress,
                                 const TableRows& totals,
                                 bool keeps_stages)
    : mode_(mode),
      keeps_stages_(keeps_stages || mode == Mode::kPlain),
      progress_(progress),
      totals_(totals) {
  if (mode_ == Mode::kLive) thread_ = std::thread([this] { redraw_until_stopped(); });
}

ProgressDisplay::~ProgressDisplay() {
  {
    const std::scoped_lock lock(mutex_);
    stop_ = true;
    wipe();
  }
  stopped_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void ProgressDisplay::begin_stage(std::string name, const TableSet& tables) {
  const std::scoped_lock lock(mutex_);
  BANKSEED_CHECK(!stage_);
  stage_ = std::move(name);
  detail_ = nullptr;
  tables_ = tables;
  began_ = Clock::now();
}

void ProgressDisplay::describe_stage(std::string text) {
  describe_stage([text = std::move(text)] { return text; });
}

void ProgressDisplay::describe_stage(std::function<std::string()> describe) {
  const std::scoped_lock lock(mutex_);
  detail_ = std::move(describe);
}

StageView ProgressDisplay::end_stage() {
  const std::scoped_lock lock(mutex_);
  StageView ended = view();
  stage_.reset();
  wipe();
  if (mode_ != Mode::kQuiet && keeps_stages_) write_error(ended_line(ended) + "\n");
  return ended;
}

void ProgressDisplay::note(const std::string& text) {
  if (mode_ != Mode::kQuiet) warn(text);
}

void ProgressDisplay::warn(const std::string& text) {
  const std::scoped_lock lock(mutex_);
  wipe();
  write_error(text + "\n");
}

StageView ProgressDisplay::view() const {
  BANKSEED_CHECK(stage_.has_value());
  StageView view;
  view.name = *stage_;
  if (detail_) view.detail = detail_();
  view.seconds = std::chrono::duration<double>(Clock::now() - began_).count();
  view.bytes = progress_.bytes(tables_);
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const auto database = static_cast<Database>(i);
    const TableSet own = tables_ & tables_of(database);
    StageView::Database shown{name_of(database), progress_.rows(own), 0};
    for (std::size_t table = 0; table < kTableCount; ++table)
      shown.rows_total += own[table] ? totals_[table] : 0;
    view.rows += shown.rows;
    view.rows_total += shown.rows_total;
    if (shown.rows_total > 0) view.databases.push_back(shown);
  }
  return view;
}

void ProgressDisplay::draw() {
  if (!stage_ || Clock::now() - began_ < kDrawAfter) return;
  const auto width = terminal_width(STDERR_FILENO);
  if (!width) return;
  std::string text;
  if (lines_drawn_ > 0) text += "\033[" + std::to_string(lines_drawn_) + "A";
  text += "\r\033[J";
  const auto lines = live_lines(view(), *width - 1);
  for (const std::string& line : lines)
    text += line + "\n";
  lines_drawn_ = lines.size();
  write_error(text);
}

void ProgressDisplay::wipe() {
  if (lines_drawn_ == 0) return;
  write_error("\033[" + std::to_string(lines_drawn_) + "A\r\033[J");
  lines_drawn_ = 0;
}

void ProgressDisplay::redraw_until_stopped() {
  std::unique_lock lock(mutex_);
  while (!stopped_.wait_for(lock, kRedrawInterval, [this] { return stop_; }))
    draw();
}

}  // namespace bankseed
