#include "encode/buffer.hpp"

#include <algorithm>
#include <cstring>

namespace bankseed {

void Buffer::append(std::string_view bytes) {
  if (bytes.empty()) return;
  char* const out = reserve(bytes.size());
  std::memcpy(out, bytes.data(), bytes.size());
  commit(out + bytes.size());
}

void Buffer::grow(std::size_t size) {
  const std::size_t capacity = std::max({std::size_t{4096}, capacity_ * 2, size_ + size});
  // Not make_unique: it would zero what is about to be overwritten.
  auto data = std::unique_ptr<char[]>(new char[capacity]);
  if (size_ != 0) std::memcpy(data.get(), data_.get(), size_);
  data_ = std::move(data);
  capacity_ = capacity;
}

}  // namespace bankseed
