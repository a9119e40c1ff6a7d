#pragma once

#include <array>
#include <vector>

#include "pipeline/recycler.hpp"
#include "sink/sink.hpp"

namespace bankseed {

/// An EncodedBatch that keeps the memory of the batches before it.
class RecycledBatch {
 public:
  [[nodiscard]] EncodedBatch& batch() noexcept { return batch_; }

  /// Bytes of all parts.
  [[nodiscard]] std::size_t size() const noexcept;
  /// Drops all parts, keeps their memory.
  void clear();
  /// An empty part at the end of the batch; valid until the next one is added.
  [[nodiscard]] EncodedPart& add_part(TableId table);
  /// Takes the last part back.
  void drop_last_part();

 private:
  EncodedBatch batch_;
  std::vector<Buffer> idle_buffers_;
};

/// Those of each store by itself: a batch that has grown with one's rows is not lent for another's.
using BatchRecyclers = std::array<Recycler<RecycledBatch>, kStoreCount>;

}  // namespace bankseed
