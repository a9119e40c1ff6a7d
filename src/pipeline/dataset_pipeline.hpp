#pragma once

#include <array>
#include <cstdint>
#include <stop_token>

#include "encode/dataset_encoder.hpp"

namespace bankseed {

/// Where the rows of datasets come from: a bank, cut into blocks that can be made in any order on
/// any thread.
class DatasetSource {
 public:
  DatasetSource() = default;
  DatasetSource(const DatasetSource&) = delete;
  DatasetSource& operator=(const DatasetSource&) = delete;
  DatasetSource(DatasetSource&&) = delete;
  DatasetSource& operator=(DatasetSource&&) = delete;
  virtual ~DatasetSource() = default;

  [[nodiscard]] virtual std::uint64_t block_count() const noexcept = 0;
  /// Appends every row of `datasets` that belongs to `block`. Called from many threads at a time.
  virtual void generate(std::uint64_t block,
                        const DatasetSet& datasets,
                        DatasetRows& out) const = 0;
};

/// One part of each dataset.
using DatasetParts = std::array<DatasetPart, kDatasetCount>;

/// Where parts go.
class DatasetSink {
 public:
  DatasetSink() = default;
  DatasetSink(const DatasetSink&) = delete;
  DatasetSink& operator=(const DatasetSink&) = delete;
  DatasetSink(DatasetSink&&) = delete;
  DatasetSink& operator=(DatasetSink&&) = delete;
  virtual ~DatasetSink() = default;

  /// Takes the next parts, in the order of the blocks; one call at a time. Throws Error on failure.
  virtual void write(const DatasetParts& parts) = 0;
};

struct DatasetPipelineOptions {
  DatasetSet datasets;
  DatasetFormat format = DatasetFormat::kJson;
  std::size_t jobs = 0;  ///< Threads that make rows and encode them; 0: one a core.
};

/// Parts that the sink will be given of each dataset.
[[nodiscard]] std::uint64_t part_count(const DatasetSource& source,
                                       const DatasetPipelineOptions& options);

/// Makes the datasets' rows block by block, encodes them in parallel, and gives the sink the parts
/// in order; few parts are under way at a time, so that memory is bounded. What the sink is given
/// does not depend on the number of jobs. Throws the first failure of any thread, or Interrupted
/// when a stop was asked for.
void run_dataset_pipeline(const DatasetSource& source,
                          DatasetSink& sink,
                          const DatasetPipelineOptions& options,
                          const std::stop_token& stop);

}  // namespace bankseed
