#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "bankseed/core/types.hpp"

namespace bankseed {

/// Memory for the text of one block's rows: handed out front to back, given back all at once, kept
/// for the next block. Not thread-safe.
class Arena {
 public:
  /// `size` writable bytes, valid until clear().
  [[nodiscard]] char* allocate(std::size_t size) {
    if (static_cast<std::size_t>(end_ - next_) < size) [[unlikely]]
      grow(size);
    return next_;
  }
  /// Keeps what was written from the last allocate() up to `end`.
  [[nodiscard]] std::string_view commit(char* end) noexcept {
    const std::string_view text(next_, static_cast<std::size_t>(end - next_));
    next_ = end;
    return text;
  }
  /// Copies `text`; the copy is valid until clear().
  [[nodiscard]] std::string_view intern(std::string_view text) {
    char* out = allocate(text.size());
    if (!text.empty()) std::memcpy(out, text.data(), text.size());
    return commit(out + text.size());
  }
  /// Invalidates all text, keeps the memory.
  void clear() noexcept;

 private:
  static constexpr std::size_t kChunkSize = std::size_t{1} << 18;
  void grow(std::size_t size);

  struct Chunk {
    std::unique_ptr<char[]> data;
    std::size_t size;
  };
  std::vector<Chunk> chunks_;
  std::size_t chunks_used_ = 0;
  char* next_ = nullptr;
  char* end_ = nullptr;
};

}  // namespace bankseed
