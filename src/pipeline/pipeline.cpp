#include "bankseed/pipeline/pipeline.hpp"

#include <algorithm>
#include <utility>

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

namespace tbb = oneapi::tbb;
namespace flow = oneapi::tbb::flow;

using Digests = std::array<TableDigest, kTableCount>;

/// One block, encoded: at most one batch for each database.
struct BlockOutput {
  std::uint64_t block = 0;
  std::array<RecycledBatch*, kDatabaseCount> batches{};
  Digests digests;
};

std::size_t job_count(const PipelineOptions& options) {
  if (options.jobs > 0) return options.jobs;
  return std::max(1U, std::thread::hardware_concurrency());
}

std::size_t window(const PipelineOptions& options) {
  return options.blocks_in_flight_max > 0 ? options.blocks_in_flight_max
                                          : 2 * job_count(options) + 2;
}

}  // namespace

class Pipeline::Impl {
 public:
  Impl(const BlockSource& source,
       Sinks sinks,
       const PipelineOptions& options,
       Progress& progress,
       std::stop_token stop)
      : source_(source),
        sinks_(sinks),
        options_(options),
        progress_(progress),
        stop_(std::move(stop)),
        // oneTBB never runs more threads than there are cores unless this says so.
        parallelism_(tbb::global_control::max_allowed_parallelism, job_count(options)),
        arena_(static_cast<int>(job_count(options))) {}

  void run_step(const TableSet& tables) {
    arena_.execute([&] {
      SinkWriters writers(sinks_, tables, options_.queue_capacity,
                          {batches_, error_, progress_, stop_});
      try {
        run_graph(tables, writers);
      } catch (...) {
        error_.capture();
      }
      writers.finish();
    });
    // What fails once a stop was asked for is a consequence of stopping.
    if (error_.failed() && !stop_.stop_requested()) error_.rethrow();
    if (stop_.stop_requested()) throw Interrupted();
  }

  [[nodiscard]] const Digests& digests() const noexcept { return digests_; }

 private:
  void run_graph(const TableSet& tables, SinkWriters& writers) {
    flow::graph graph;
    std::uint64_t next = 0;
    flow::input_node<std::uint64_t> source(graph, [&](tbb::flow_control& control) -> std::uint64_t {
      // oneTBB calls the body again after stop() when a successor frees up, so this must stay
      // stopped.
      if (next >= source_.block_count() || error_.failed() || stop_.stop_requested()) {
        control.stop();
        return 0;
      }
      return next++;
    });
    flow::limiter_node<std::uint64_t> limiter(graph, window(options_));
    flow::function_node<std::uint64_t, BlockOutput*> produce(
        graph, flow::unlimited, [&](std::uint64_t block) { return make_output(block, tables); });
    flow::sequencer_node<BlockOutput*> order(
        graph, [](const BlockOutput* output) { return output->block; });
    // A full queue holds this node, and with it the limiter, back; it cannot hang, because writers
    // never wait for workers.
    flow::function_node<BlockOutput*, flow::continue_msg> dispatch(graph, flow::serial,
                                                                   [&](BlockOutput* output) {
                                                                     hand_over(*output, writers);
                                                                     return flow::continue_msg{};
                                                                   });
    flow::make_edge(source, limiter);
    flow::make_edge(limiter, produce);
    flow::make_edge(produce, order);
    flow::make_edge(order, dispatch);
    flow::make_edge(dispatch, limiter.decrementer());
    source.activate();
    graph.wait_for_all();
  }

  BlockOutput* make_output(std::uint64_t block, const TableSet& tables) {
    BlockOutput& output = outputs_.take();
    output.block = block;
    RowSet& rows = scratch_.local();
    rows.clear();
    source_.generate(block, tables, rows);
    for (std::size_t i = 0; i < kTableCount; ++i) {
      if (tables[i]) encode_table(rows, TableId{static_cast<std::uint16_t>(i)}, output);
    }
    return &output;
  }

  void encode_table(const RowSet& rows, TableId table, BlockOutput& output) {
    if (rows.row_count(table) == 0) return;
    auto& batch = output.batches[static_cast<std::size_t>(table_info(table).database)];
    if (batch == nullptr) {
      batch = &batches_.take();
      batch->clear();
      batch->batch().sequence = output.block;
    }
    EncodedPart& part = batch->add_part(table);
    part.rows = encode(rows, table, options_.format, part.bytes);
    if (options_.digest) digest(rows, table, output.digests[index_of(table)]);
  }

  void hand_over(BlockOutput& output, SinkWriters& writers) {
    for (std::size_t i = 0; i < kDatabaseCount; ++i) {
      if (RecycledBatch* const batch = std::exchange(output.batches[i], nullptr)) {
        writers.push(static_cast<Database>(i), *batch);
      }
    }
    if (options_.digest) {
      for (std::size_t i = 0; i < kTableCount; ++i)
        digests_[i] += std::exchange(output.digests[i], {});
    }
    outputs_.give_back(output);
  }

  const BlockSource& source_;
  Sinks sinks_;
  PipelineOptions options_;
  Progress& progress_;
  std::stop_token stop_;
  tbb::global_control parallelism_;
  tbb::task_arena arena_;
  tbb::enumerable_thread_specific<RowSet> scratch_;
  Recycler<RecycledBatch> batches_;
  Recycler<BlockOutput> outputs_;
  FirstError error_;
  Digests digests_;
};

Pipeline::Pipeline(const BlockSource& source,
                   Sinks sinks,
                   const PipelineOptions& options,
                   Progress& progress,
                   std::stop_token stop)
    : impl_(std::make_unique<Impl>(source, sinks, options, progress, std::move(stop))) {}

Pipeline::~Pipeline() = default;

void Pipeline::run_step(const TableSet& tables) {
  impl_->run_step(tables);
}

const std::array<TableDigest, kTableCount>& Pipeline::digests() const noexcept {
  return impl_->digests();
}

}  // namespace bankseed
