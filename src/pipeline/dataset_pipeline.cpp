#include "pipeline/dataset_pipeline.hpp"

#include <algorithm>
#include <memory>
#include <thread>

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include "bankseed/core/error.hpp"
#include "pipeline/recycler.hpp"

namespace bankseed {
namespace {

namespace tbb = oneapi::tbb;

/// Readies parts to be filled again.
void clear(DatasetParts& parts) {
  for (DatasetPart& part : parts) {
    part.rows = 0;
    part.bytes.clear();
    part.chunks.clear();
  }
}

/// What one thread needs to make parts.
class PartMaker {
 public:
  PartMaker(const DatasetSource& source, const DatasetPipelineOptions& options)
      : source_(source), options_(options) {
    for (std::size_t i = 0; i < kDatasetCount; ++i) {
      if (options.datasets[i])
        encoders_[i] = make_dataset_encoder(static_cast<Dataset>(i), options.format);
    }
  }

  void make(std::uint64_t number, DatasetParts& parts) {
    const std::uint64_t blocks = blocks_per_part(options_.format);
    const std::uint64_t first = number * blocks;
    const std::uint64_t last = std::min(first + blocks, source_.block_count());
    for (std::uint64_t block = first; block < last; ++block) {
      rows_.clear();
      source_.generate(block, options_.datasets, rows_);
      for (std::size_t i = 0; i < kDatasetCount; ++i) {
        if (encoders_[i]) encoders_[i]->append(rows_, parts[i]);
      }
    }
    for (std::size_t i = 0; i < kDatasetCount; ++i) {
      if (encoders_[i]) encoders_[i]->finish(parts[i]);
    }
  }

 private:
  const DatasetSource& source_;
  const DatasetPipelineOptions& options_;
  DatasetRows rows_;
  std::array<std::unique_ptr<DatasetEncoder>, kDatasetCount> encoders_;
};

}  // namespace

std::uint64_t part_count(const DatasetSource& source, const DatasetPipelineOptions& options) {
  const std::uint64_t blocks = blocks_per_part(options.format);
  return (source.block_count() + blocks - 1) / blocks;
}

void run_dataset_pipeline(const DatasetSource& source,
                          DatasetSink& sink,
                          const DatasetPipelineOptions& options,
                          const std::stop_token& stop) {
  const std::size_t jobs =
      options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  // oneTBB never runs more threads than there are cores unless this says so.
  const tbb::global_control parallelism(tbb::global_control::max_allowed_parallelism, jobs);
  tbb::task_arena arena(static_cast<int>(jobs));
  const std::uint64_t count = part_count(source, options);
  tbb::enumerable_thread_specific<std::unique_ptr<PartMaker>> makers;
  Recycler<DatasetParts> recycler;
  std::uint64_t next = 0;
  arena.execute([&] {
    tbb::parallel_pipeline(
        2 * jobs,
        tbb::make_filter<void, std::uint64_t>(tbb::filter_mode::serial_in_order,
                                              [&](tbb::flow_control& control) -> std::uint64_t {
                                                if (next < count && !stop.stop_requested())
                                                  return next++;
                                                control.stop();
                                                return 0;
                                              }) &
            tbb::make_filter<std::uint64_t, DatasetParts*>(
                tbb::filter_mode::parallel,
                [&](std::uint64_t number) {
                  DatasetParts& parts = recycler.take();
                  clear(parts);
                  std::unique_ptr<PartMaker>& maker = makers.local();
                  if (!maker) maker = std::make_unique<PartMaker>(source, options);
                  maker->make(number, parts);
                  return &parts;
                }) &
            tbb::make_filter<DatasetParts*, void>(tbb::filter_mode::serial_in_order,
                                                  [&](DatasetParts* parts) {
                                                    sink.write(*parts);
                                                    recycler.give_back(*parts);
                                                  }));
  });
  if (stop.stop_requested()) throw Interrupted();
}

}  // namespace bankseed
