#include "sink/postgres/load/load.hpp"

#include <fmt/format.h>

#include "core/part.hpp"
#include "sink/postgres/load/bookkeeping.hpp"
#include "sink/postgres/load/builders.hpp"
#include "sink/postgres/load/load_state.hpp"
#include "sink/postgres/table_sink.hpp"

namespace bankseed {

ShardsMissing::ShardsMissing(std::vector<bool> loaded)
    : DatabaseError(
          fmt::format("{}; nothing was changed: load each with 'bankseed generate --shard I/{}'",
                      missing_shards_text(loaded),
                      loaded.size()),
          {"", "", ""},
          ExitCode::kUsage),
      loaded_(std::move(loaded)) {}

PostgresLoader::PostgresLoader(const ConnectionSettings& settings, LoadOptions options)
    : state_(std::make_unique<LoadState>()), builders_(std::make_unique<Builders>(*state_)) {
  state_->options = std::move(options);
  state_->interrupter.listen(state_->options.on_wait);
  state_->run_id = new_run_id();
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    state_->sessions[i].address = settings[i];
    sinks_[i] = std::make_unique<PostgresSink>(*state_, *builders_, static_cast<Database>(i));
  }
}

PostgresLoader::~PostgresLoader() = default;

std::vector<TableSet> PostgresLoader::steps() const {
  std::vector<TableSet> steps;
  const LoadStage stage = state_->options.stage;
  if (stage == LoadStage::kPrepare || stage == LoadStage::kFinish) return steps;
  for (std::size_t phase = 0; phase < kPhaseCount; ++phase) {
    TableSet left = state_->options.tables & tables_of(static_cast<Phase>(phase));
    while (left.any()) {
      TableSet step;
      for (std::size_t i = 0; i < kTableCount; ++i) {
        const TableId table{static_cast<std::uint16_t>(i)};
        const bool waits =
            state_->options.keep_constraints && (state_->parents_of(table) & left).any();
        step[i] = left[i] && !waits;
      }
      if (step.none()) step = left;  // A circle of foreign keys: the server will judge.
      steps.push_back(step);
      left &= ~step;
    }
  }
  return steps;
}

Sinks PostgresLoader::sinks() {
  Sinks sinks{};
  for (std::size_t i = 0; i < kDatabaseCount; ++i)
    sinks[i] = sinks_[i].get();
  return sinks;
}

void PostgresLoader::interrupt() noexcept {
  state_->interrupter.interrupt();
}

std::uint64_t PostgresLoader::parts() const noexcept {
  return state_->options.parts;
}

TableSet PostgresLoader::written(Part part) const noexcept {
  TableSet written;
  for (std::size_t i = 0; i < kTableCount; ++i)
    written[i] = state_->parts_loaded[i] > part.index;
  return written;
}

bool PostgresLoader::has_changed() const noexcept {
  return state_->has_changed;
}

std::uint64_t PostgresLoader::rows(TableId table) const {
  return state_->rows[index_of(table)];
}

}  // namespace bankseed
