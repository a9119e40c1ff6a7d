#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "encode/compressor.hpp"
#include "encode/encoded_part.hpp"
#include "encode/encoder.hpp"
#include "encode/formats/excel_csv.hpp"
#include "encode/parquet/footer.hpp"

namespace bankseed {

/// What stands in a file of rows beside its parts: names of columns, the brackets and commas of an
/// array, Parquet's footer.
class FileFraming {
 public:
  /// `columns` are borrowed.
  FileFraming(std::span<const ColumnDef> columns, Format format, Compression compression);

  /// Appends what a file begins with.
  void begin(Buffer& out) const;
  /// A part, which has rows, comes next, `offset` bytes from the file's beginning. Appends what
  /// stands before it; in Parquet nothing does.
  void add(std::uint64_t offset, const EncodedPart& part, Buffer& out);
  /// Appends what the file ends with.
  void end(Buffer& out) const;
  /// What is remembered of the parts so far, for a file that is gone on with another time.
  struct State {
    bool is_empty = true;
    parquet::Footer::State footer;
  };
  [[nodiscard]] State state() const;
  void restore(const State& state);
  /// Parts that the end will tell of, and that are remembered until then: Parquet's row groups.
  [[nodiscard]] std::size_t parts_remembered() const noexcept {
    return footer_ ? footer_->groups() : 0;
  }

 private:
  void put(std::string_view text, Buffer& out) const;

  std::span<const ColumnDef> columns_;
  Format format_;
  Compression compression_;
  std::optional<parquet::Footer> footer_;
  bool is_empty_ = true;
};

/// What stands between the fields of CSV for Excel; nothing for other formats.
[[nodiscard]] std::optional<excel_csv::Separator> excel_separator(Format format) noexcept;

/// Ending of the names of such files: "csv", "jsonl.zst", "parquet".
[[nodiscard]] std::string_view file_extension(Format format, Compression compression) noexcept;

}  // namespace bankseed
