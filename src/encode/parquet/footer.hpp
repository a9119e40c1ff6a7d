#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bankseed/schema/column.hpp"
#include "encode/compressor.hpp"
#include "encode/parquet/column_chunk.hpp"

namespace bankseed::parquet {

/// What a file begins with, and what its footer ends with.
inline constexpr std::string_view kMagic = "PAR1";

/// Row groups of a file at most: what its end says about each is kept until then, and readers hold
/// it all at once. Of all 34 tables that is 37 KB for each row group.
inline constexpr std::uint64_t kRowGroupsPerFile = 1'024;

/// Collects what the end of a file says about its row groups.
class Footer {
 public:
  /// `columns` are borrowed.
  Footer(std::span<const ColumnDef> columns, Compression compression)
      : columns_(columns), compression_(compression) {}

  /// A row group of `rows` rows begins at `offset` of the file.
  void add(std::uint64_t offset, std::uint64_t rows, std::span<const ColumnChunk> chunks);
  /// Appends the footer: metadata, their length, and the magic bytes.
  void append_to(Buffer& out) const;
  [[nodiscard]] std::size_t groups() const noexcept { return groups_; }

  /// What is remembered of the row groups so far, for a file that is gone on with another time.
  struct State {
    std::uint64_t rows = 0;
    std::uint64_t groups = 0;
    std::string bytes;
  };
  [[nodiscard]] State state() const;
  void restore(const State& state);

 private:
  std::span<const ColumnDef> columns_;
  Compression compression_;
  std::uint64_t rows_ = 0;
  std::size_t groups_ = 0;
  Buffer group_bytes_;  ///< The row groups, as the footer has them.
};

}  // namespace bankseed::parquet
