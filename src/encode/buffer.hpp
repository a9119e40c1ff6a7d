#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace bankseed {

/// Growable bytes with one bounds check per row: reserve the row's bound, write raw, commit.
/// Recycled from block to block: clear() keeps the memory, which never shrinks.
class Buffer {
 public:
  /// Returns `size` writable bytes; the pointer is valid until the next reserve().
  [[nodiscard]] char* reserve(std::size_t size) {
    if (capacity_ - size_ < size) [[unlikely]]
      grow(size);
    return data_.get() + size_;
  }
  /// Keeps everything up to `end`, which lies in the last reservation.
  void commit(const char* end) noexcept { size_ = static_cast<std::size_t>(end - data_.get()); }
  /// Copies `bytes` to the end.
  void append(std::string_view bytes);
  void clear() noexcept { size_ = 0; }

  [[nodiscard]] std::string_view view() const noexcept { return {data_.get(), size_}; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }

 private:
  void grow(std::size_t size);

  struct Free {
    void operator()(char* data) const noexcept { std::free(data); }
  };
  std::unique_ptr<char, Free> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace bankseed
