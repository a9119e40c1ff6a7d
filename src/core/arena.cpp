#include "bankseed/core/arena.hpp"

#include <algorithm>

namespace bankseed {

void Arena::grow(std::size_t size) {
  while (chunks_used_ < chunks_.size() && chunks_[chunks_used_].size < size)
    ++chunks_used_;
  if (chunks_used_ == chunks_.size()) {
    const std::size_t chunk_size = std::max(size, kChunkSize);
    chunks_.push_back({std::make_unique_for_overwrite<char[]>(chunk_size), chunk_size});
  }
  Chunk& chunk = chunks_[chunks_used_++];
  next_ = chunk.data.get();
  end_ = next_ + chunk.size;
}

void Arena::clear() noexcept {
  chunks_used_ = 0;
  next_ = nullptr;
  end_ = nullptr;
}

}  // namespace bankseed
