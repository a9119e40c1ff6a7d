#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "encode/compressor.hpp"
#include "encode/encoder.hpp"
#include "encode/parquet/footer.hpp"

namespace bankseed {

/// What stands in a file of rows before the first part, and after the last one: names of columns,
/// or Parquet's footer.
class FileFraming {
 public:
  /// `columns` are borrowed.
  FileFraming(std::span<const ColumnDef> columns, Format format, Compression compression);

  /// Appends what a file begins with.
  void begin(Buffer& out) const;
  /// A part of `rows` rows stands at `offset` of the file; `chunks` is a row group's.
  void add(std::uint64_t offset, std::uint64_t rows, std::span<const parquet::ColumnChunk> chunks);
  /// Appends what the file ends with.
  void end(Buffer& out) const;

 private:
  std::span<const ColumnDef> columns_;
  Format format_;
  Compression compression_;
  std::optional<parquet::Footer> footer_;
};

/// Ending of the names of such files: "csv", "jsonl.zst", "parquet".
[[nodiscard]] std::string_view file_extension(Format format, Compression compression) noexcept;

}  // namespace bankseed
