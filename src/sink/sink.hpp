#pragma once

#include <cstdint>
#include <vector>

#include "bankseed/rows/catalog.hpp"
#include "core/part.hpp"
#include "encode/encoded_part.hpp"

namespace bankseed {

/// What crosses from a worker to a writer thread: the rows of one block, or of some blocks that
/// follow each other, for one store.
struct EncodedBatch {
  std::uint64_t sequence = 0;      ///< Number of the batch in the shard; rising in each step.
  std::vector<EncodedPart> parts;  ///< Each of a table of the current step, without what stands
                                   ///< before the first and after the last one.
};

/// Destination of one store's rows. Used by exactly one writer thread at a time; never shared.
/// Members throw Error on failure; after a throw only cancel() and destruction are allowed.
class Sink {
 public:
  Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  Sink(Sink&&) = delete;
  Sink& operator=(Sink&&) = delete;
  virtual ~Sink() = default;

  /// Starts a step: the rows of `tables` that are in this part of the shard will come, and parts
  /// come in their order. Tables of other stores are not this sink's.
  virtual void begin(TableSet tables, Part part) = 0;
  /// Takes the rows of a batch. The buffers stay the caller's, to be recycled.
  virtual void write(EncodedBatch& batch) = 0;
  /// Ends the step: on return everything written in it is durable and visible to others.
  virtual void end() = 0;
  /// Undoes the step that has begun and not ended, whoever failed. Nothing to do when there is
  /// none.
  virtual void cancel() noexcept = 0;
};

/// One sink for each store, borrowed; null where no rows will come.
using Sinks = std::array<Sink*, kStoreCount>;

}  // namespace bankseed
