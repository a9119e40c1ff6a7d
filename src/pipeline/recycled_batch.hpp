#pragma once

#include <vector>

#include "sink/sink.hpp"

namespace bankseed {

/// An EncodedBatch that keeps the memory of the batches before it.
class RecycledBatch {
 public:
  [[nodiscard]] EncodedBatch& batch() noexcept { return batch_; }

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

}  // namespace bankseed
