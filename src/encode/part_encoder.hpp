#pragma once

#include <memory>

#include "encode/compressor.hpp"
#include "encode/encoded_part.hpp"
#include "encode/encoder.hpp"

namespace bankseed {

/// Turns rows of one table, block after block, into one part after the other. For one thread;
/// recycled from part to part, so that its memory is allocated once.
class PartEncoder {
 public:
  PartEncoder() = default;
  PartEncoder(const PartEncoder&) = delete;
  PartEncoder& operator=(const PartEncoder&) = delete;
  PartEncoder(PartEncoder&&) = delete;
  PartEncoder& operator=(PartEncoder&&) = delete;
  virtual ~PartEncoder() = default;

  /// Takes some rows of a block; the rows and their text need not outlive the call.
  virtual void append(const RowSet& rows, RowRange range, EncodedPart& part) = 0;
  /// Ends the part: all that was taken since the last one is in it.
  virtual void finish(Compressor& compressor, EncodedPart& part) = 0;
};

/// The encoder of a table for a format and what its parts are to be compressed with.
[[nodiscard]] std::unique_ptr<PartEncoder> make_part_encoder(TableId table,
                                                             Format format,
                                                             Compression compression);

/// Blocks that make a good part: more when parts are compressed or columns are gathered, each part
/// for itself. A function of the format alone, so that bytes depend on nothing else.
[[nodiscard]] std::uint64_t blocks_per_part(Format format, Compression compression) noexcept;

}  // namespace bankseed
