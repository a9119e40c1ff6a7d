#include "staged_rows.hpp"

#include <barrier>
#include <functional>
#include <thread>

#include "bankseed/core/error.hpp"
#include "pipeline/first_error.hpp"

namespace bankseed {

/// Writes what it is given to the file of a stage, and notes where the batches end.
class StagedRows::StageSink final : public Sink {
 public:
  void open(Stage& stage) { stage_ = &stage; }

  void begin(TableSet tables, Part /*part*/) override {
    stage_->tables = tables;
    file_.open(stage_->path, std::ios::binary | std::ios::trunc);
  }
  void write(EncodedBatch& batch) override {
    Batch staged{.sequence = batch.sequence, .parts = {}};
    for (const EncodedPart& part : batch.parts) {
      const std::string_view bytes = part.bytes.view();
      file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      staged.parts.push_back({.table = part.table, .rows = part.rows, .size = bytes.size()});
    }
    stage_->batches.push_back(std::move(staged));
  }
  void end() override {
    file_.close();
    if (!file_) throw Error("cannot write " + stage_->path.string());
  }
  void cancel() noexcept override {}

 private:
  Stage* stage_ = nullptr;
  std::ofstream file_;
};

StagedRows::StagedRows(const Bank& bank,
                       std::span<const TableSet> steps,
                       const std::filesystem::path& directory)
    : steps_(steps.size()) {
  std::array<StageSink, kDatabaseCount> sinks;
  Sinks borrowed{};
  for (std::size_t i = 0; i < kDatabaseCount; ++i)
    borrowed[i] = &sinks[i];
  Progress progress;
  const std::stop_source stop;
  Pipeline pipeline(bank, borrowed, {}, progress, stop.get_token());
  for (std::size_t step = 0; step < steps.size(); ++step) {
    for (std::size_t i = 0; i < kDatabaseCount; ++i) {
      steps_[step][i].path =
          directory / (std::string(kDatabaseNames[i]) + "." + std::to_string(step));
      sinks[i].open(steps_[step][i]);
    }
    pipeline.run_step(steps[step]);
  }
}

namespace {

/// One database's writer in one step: writes, waits until all have, then commits unless any failed.
void write_stage(const std::function<void()>& write,
                 Sink& sink,
                 std::barrier<>& written,
                 FirstError& error) {
  try {
    write();
  } catch (...) {
    error.capture();
  }
  written.arrive_and_wait();
  try {
    if (!error.failed()) {
      sink.end();
      return;
    }
  } catch (...) {
    error.capture();
  }
  sink.cancel();
}

}  // namespace

void StagedRows::replay(const Sinks& sinks) const {
  for (const auto& step : steps_) {
    std::ptrdiff_t writers = 0;
    for (const Stage& stage : step)
      writers += stage.tables.any() ? 1 : 0;
    // As in the pipeline, nobody commits before all have written everything.
    std::barrier written(writers);
    FirstError error;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < kDatabaseCount; ++i) {
      if (step[i].tables.none()) continue;
      threads.emplace_back(
          write_stage, [&step, &sinks, i] { replay(step[i], *sinks[i]); }, std::ref(*sinks[i]),
          std::ref(written), std::ref(error));
    }
    for (std::thread& thread : threads)
      thread.join();
    error.rethrow();
  }
}

void StagedRows::replay(const Stage& stage, Sink& sink) {
  std::ifstream file(stage.path, std::ios::binary);
  sink.begin(stage.tables, {});
  EncodedBatch batch;
  for (const Batch& staged : stage.batches) {
    batch.sequence = staged.sequence;
    batch.parts.resize(staged.parts.size());
    for (std::size_t i = 0; i < staged.parts.size(); ++i) {
      const StagedPart& part = staged.parts[i];
      EncodedPart& out = batch.parts[i];
      out.table = part.table;
      out.rows = part.rows;
      out.bytes.clear();
      char* const bytes = out.bytes.reserve(part.size);
      file.read(bytes, static_cast<std::streamsize>(part.size));
      out.bytes.commit(bytes + part.size);
    }
    if (!file) throw Error("cannot read " + stage.path.string());
    sink.write(batch);
  }
}

std::uint64_t StagedRows::bytes() const noexcept {
  std::uint64_t bytes = 0;
  for (const auto& step : steps_) {
    for (const Stage& stage : step) {
      for (const Batch& batch : stage.batches) {
        for (const StagedPart& part : batch.parts)
          bytes += part.size;
      }
    }
  }
  return bytes;
}

}  // namespace bankseed
