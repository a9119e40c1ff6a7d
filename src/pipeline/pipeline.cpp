#include "pipeline/pipeline.hpp"

#include <algorithm>
#include <utility>

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include "bankseed/core/error.hpp"
#include "pipeline/batch_maker.hpp"

namespace bankseed {
namespace {

namespace tbb = oneapi::tbb;
namespace flow = oneapi::tbb::flow;

using Digests = std::array<TableDigest, kRowTypeCount>;

/// Batches that may be under way: so many that no thread has to wait for another one's, and fewer
/// where they are large, as those of a busy bank are.
std::size_t window(std::uint64_t jobs, std::uint64_t rows_per_batch) {
  constexpr std::uint64_t kBytesPerRow = 128;  // About, in any format.
  constexpr std::uint64_t kBytesPerJob = std::uint64_t{24} * 1024 * 1024;
  const std::uint64_t fitting = jobs * kBytesPerJob / (rows_per_batch * kBytesPerRow + 1);
  return std::clamp(fitting, jobs + 1, 2 * jobs + 2);
}

}  // namespace

std::size_t job_count(std::size_t jobs) {
  return jobs > 0 ? jobs : std::max(1U, std::thread::hardware_concurrency());
}

class Pipeline::Impl {
 public:
  Impl(const RowSource& source,
       const Sinks& sinks,
       const PipelineOptions& options,
       Progress& progress,
       std::stop_token stop)
      : source_(source),
        sinks_(sinks),
        options_(options),
        progress_(progress),
        stop_(std::move(stop)),
        // oneTBB never runs more threads than there are cores unless this says so.
        parallelism_(tbb::global_control::max_allowed_parallelism, job_count(options.jobs)),
        arena_(static_cast<int>(job_count(options.jobs))),
        cut_(source.block_count(), options),
        makers_([this] { return BatchMaker(source_, options_, batches_); }) {}

  void run_step(const TableSet& tables, Part part) {
    arena_.execute([&] {
      SinkWriters writers(sinks_, tables, part, options_.queue_capacity,
                          {batches_, error_, progress_, stop_});
      try {
        run_graph(tables, part, writers);
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

  [[nodiscard]] std::uint64_t row_count(TableId table, Part part) const {
    return source_.rows_before(table, cut_.first_block(part.last(cut_.count()))) -
           source_.rows_before(table, cut_.first_block(part.first(cut_.count())));
  }

 private:
  void run_graph(const TableSet& tables, Part part, SinkWriters& writers) {
    flow::graph graph;
    const std::uint64_t first = part.first(cut_.count());
    const std::uint64_t last = part.last(cut_.count());
    std::uint64_t next = first;
    flow::input_node<std::uint64_t> source(graph, [&](tbb::flow_control& control) -> std::uint64_t {
      // oneTBB calls the body again after stop() when a successor frees up, so this must stay
      // stopped.
      if (next >= last || error_.failed() || stop_.stop_requested()) {
        control.stop();
        return 0;
      }
      return next++;
    });
    flow::limiter_node<std::uint64_t> limiter(graph, batches_in_flight(tables));
    flow::function_node<std::uint64_t, BatchOutput*> produce(
        graph, flow::unlimited, [&](std::uint64_t number) { return make_output(number, tables); });
    flow::sequencer_node<BatchOutput*> order(
        graph, [first](const BatchOutput* output) { return output->number - first; });
    // A full queue holds this node, and with it the limiter, back; it cannot hang, because writers
    // never wait for workers.
    flow::function_node<BatchOutput*, flow::continue_msg> dispatch(graph, flow::serial,
                                                                   [&](BatchOutput* output) {
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

  [[nodiscard]] std::size_t batches_in_flight(const TableSet& tables) const {
    if (options_.batches_in_flight_max > 0) return options_.batches_in_flight_max;
    std::uint64_t rows = 0;
    for (std::size_t i = 0; i < kRowTypeCount; ++i) {
      if (tables[i]) rows += row_count(TableId{static_cast<std::uint16_t>(i)}, {});
    }
    return window(job_count(options_.jobs), rows / std::max<std::uint64_t>(1, cut_.count()));
  }

  BatchOutput* make_output(std::uint64_t number, const TableSet& tables) {
    BatchOutput& output = outputs_.take();
    output.number = number;
    makers_.local().make(tables, output);
    return &output;
  }

  void hand_over(BatchOutput& output, SinkWriters& writers) {
    for (std::size_t i = 0; i < kStoreCount; ++i) {
      if (RecycledBatch* const batch = std::exchange(output.batches[i], nullptr)) {
        writers.push(Store{static_cast<std::uint8_t>(i)}, *batch);
      }
    }
    if (options_.digest) {
      for (std::size_t i = 0; i < kRowTypeCount; ++i)
        digests_[i] += std::exchange(output.digests[i], {});
    }
    outputs_.give_back(output);
  }

  const RowSource& source_;
  Sinks sinks_;
  PipelineOptions options_;
  Progress& progress_;
  std::stop_token stop_;
  tbb::global_control parallelism_;
  tbb::task_arena arena_;
  Batches cut_;
  BatchRecyclers batches_;
  Recycler<BatchOutput> outputs_;
  tbb::enumerable_thread_specific<BatchMaker> makers_;
  FirstError error_;
  Digests digests_;
};

Pipeline::Pipeline(const RowSource& source,
                   const Sinks& sinks,
                   const PipelineOptions& options,
                   Progress& progress,
                   std::stop_token stop)
    : impl_(std::make_unique<Impl>(source, sinks, options, progress, std::move(stop))) {}

Pipeline::~Pipeline() = default;

void Pipeline::run_step(const TableSet& tables, Part part) {
  impl_->run_step(tables, part);
}

std::uint64_t Pipeline::row_count(TableId table, Part part) const {
  return impl_->row_count(table, part);
}

const std::array<TableDigest, kRowTypeCount>& Pipeline::digests() const noexcept {
  return impl_->digests();
}

}  // namespace bankseed
