#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/pipeline.hpp"
#include "sink/null_sink.hpp"

namespace bankseed {

/// Where a run puts its rows, from the first look at it to the last touch. Members throw Error.
class Destination {
 public:
  Destination() = default;
  Destination(const Destination&) = delete;
  Destination& operator=(const Destination&) = delete;
  Destination(Destination&&) = delete;
  Destination& operator=(Destination&&) = delete;
  virtual ~Destination() = default;

  /// The tables of each step, in order.
  [[nodiscard]] virtual std::vector<TableSet> steps() const = 0;
  /// How many parts the tables of each step are written in, one after the other; after prepare().
  [[nodiscard]] virtual std::uint64_t parts() const { return 1; }
  /// The tables of which an earlier attempt has written this part; after prepare().
  [[nodiscard]] virtual TableSet written(Part /*part*/) const { return {}; }
  /// One for each store; the destination's own.
  [[nodiscard]] virtual Sinks sinks() = 0;
  /// Where the rows go, without passwords.
  [[nodiscard]] virtual std::string description() const = 0;

  // What follows does nothing, and says nothing, where there is nothing to do or to say.

  /// What the rows are to be made into.
  [[nodiscard]] virtual PipelineOptions pipeline_options() const { return {}; }
  /// What prepare() and finish() are called in the report; empty for those that are not
  /// worth telling.
  struct StageNames {
    std::string prepare;
    std::string finish;
  };
  [[nodiscard]] virtual StageNames stage_names() const { return {}; }
  /// Makes everything ready for rows; returns what the user should know, a sentence each.
  virtual std::vector<std::string> prepare() { return {}; }
  /// A part of all tables has been written, and is not the last one.
  virtual void end_part(Part /*part*/) {}
  /// The digests of all rows, where somebody wants them; before finish().
  virtual void take_digests(const std::array<TableDigest, kRowTypeCount>& /*digests*/) {}
  /// Does what is left to do when all rows are there. `tell` is called, on any thread but on one at
  /// a time, with a few words on how far it is.
  virtual void finish(const std::function<void(const std::string&)>& /*tell*/) {}
  /// After a failure: makes everything as it was; returns what the user should know.
  virtual std::vector<std::string> abort() noexcept { return {}; }
  /// True when something was changed where the rows go, even if it has been undone since.
  [[nodiscard]] virtual bool has_changed() const noexcept { return false; }
  /// Cuts short whatever is going on. Called on any thread.
  virtual void interrupt() noexcept {}
  /// What the user may want to do with the rows, at most three of our commands.
  struct NextStep {
    std::string command;  ///< Without the program's name.
    std::string purpose;  ///< In a few words.
  };
  [[nodiscard]] virtual std::vector<NextStep> next_steps() const { return {}; }
};

/// "next:" and the commands, each with what it is for; empty when there are none. `options` stand
/// at the end of each.
[[nodiscard]] std::string next_steps_text(const std::vector<Destination::NextStep>& steps,
                                          const std::string& program,
                                          const std::string& options);

/// To nowhere: what generating costs alone. Nothing has to be there before anything else, so that
/// all tables are one step, as of files, and what several domains need of a block is made once.
class NullDestination final : public Destination {
 public:
  [[nodiscard]] std::vector<TableSet> steps() const override;
  [[nodiscard]] Sinks sinks() override;
  [[nodiscard]] std::string description() const override { return "nowhere (--to null)"; }

 private:
  std::array<NullSink, kStoreCount> sinks_;
};

}  // namespace bankseed
