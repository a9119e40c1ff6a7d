#include "encode/buffer.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace bankseed {

void Buffer::append(std::string_view bytes) {
  if (bytes.empty()) return;
  char* const out = reserve(bytes.size());
  std::memcpy(out, bytes.data(), bytes.size());
  commit(out + bytes.size());
}

void Buffer::grow(std::size_t size) {
  // It is used again and again: what is too much stays.
  const std::size_t capacity =
      std::max({std::size_t{4096}, capacity_ + capacity_ / 2, size_ + size});
  // Large blocks grow where they are: nothing is copied, and there are no two of them.
  auto* const data = static_cast<char*>(std::realloc(data_.get(), capacity));
  if (data == nullptr) throw std::bad_alloc();
  static_cast<void>(data_.release());
  data_.reset(data);
  capacity_ = capacity;
}

}  // namespace bankseed
