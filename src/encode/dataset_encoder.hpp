#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "bankseed/rows/dataset_catalog.hpp"
#include "encode/compressor.hpp"
#include "encode/file_framing.hpp"

namespace bankseed {

/// How a dataset is written (DS1).
enum class DatasetFormat : std::uint8_t {
  kJson,       ///< One array of objects, an object a line.
  kJsonLines,  ///< An object a line.
  kCsv,
  kParquet,
};

/// "json", "jsonl", "csv" and "parquet": the format's name and its files' extension.
[[nodiscard]] std::string_view name_of(DatasetFormat format) noexcept;
[[nodiscard]] std::optional<DatasetFormat> find_dataset_format(std::string_view name) noexcept;

/// Encoded rows of some blocks of one dataset that follow each other.
struct DatasetPart {
  std::uint64_t rows = 0;
  Buffer bytes;
  std::vector<parquet::ColumnChunk> chunks;  ///< Where the columns of a row group are; else empty.
};

/// Turns rows of one dataset, block after block, into one part after the other. For one thread;
/// recycled from part to part.
class DatasetEncoder {
 public:
  DatasetEncoder() = default;
  DatasetEncoder(const DatasetEncoder&) = delete;
  DatasetEncoder& operator=(const DatasetEncoder&) = delete;
  DatasetEncoder(DatasetEncoder&&) = delete;
  DatasetEncoder& operator=(DatasetEncoder&&) = delete;
  virtual ~DatasetEncoder() = default;

  /// Takes the rows of a block; they need not outlive the call.
  virtual void append(const DatasetRows& rows, DatasetPart& part) = 0;
  /// Ends the part: all that was taken since the last one is in it.
  virtual void finish(DatasetPart& part) = 0;
};
[[nodiscard]] std::unique_ptr<DatasetEncoder> make_dataset_encoder(Dataset dataset,
                                                                   DatasetFormat format);

/// Blocks that make a part; a function of the format alone, so that bytes depend on nothing else.
[[nodiscard]] std::uint64_t blocks_per_part(DatasetFormat format) noexcept;

/// What stands in a dataset's file beside its parts.
class DatasetFraming {
 public:
  DatasetFraming(Dataset dataset, DatasetFormat format);

  /// Appends what a file begins with.
  void begin(Buffer& out) const;
  /// The part's bytes as they stand in the file, at `offset`. Parts come in order.
  [[nodiscard]] std::string_view add(std::uint64_t offset, const DatasetPart& part);
  /// Appends what the file ends with.
  void end(Buffer& out) const;

 private:
  std::optional<FileFraming> framing_;  // Of formats that the tables have, too.
  bool is_first_ = true;
};

}  // namespace bankseed
