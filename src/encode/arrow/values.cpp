#include "encode/arrow/values.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "bankseed/core/check.hpp"

namespace bankseed::arrow {
namespace {

/// What an ArrowArray points to.
struct OwnedArray {
  std::vector<Buffer> buffers;
  std::vector<const void*> starts;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  ArrowArray dictionary{};
};

void release(ArrowArray* array) {
  const std::unique_ptr<OwnedArray> owned(static_cast<OwnedArray*>(array->private_data));
  // A child that somebody has moved elsewhere is released there.
  for (ArrowArray& child : owned->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (owned->dictionary.release != nullptr) owned->dictionary.release(&owned->dictionary);
  array->release = nullptr;
}

void hand_over(std::unique_ptr<OwnedArray> owned,
               std::int64_t rows,
               std::int64_t missing,
               ArrowArray& out) {
  for (ArrowArray& child : owned->children)
    owned->pointers.push_back(&child);
  out = {.length = rows,
         .null_count = missing,
         .offset = 0,
         .n_buffers = static_cast<std::int64_t>(owned->starts.size()),
         .n_children = static_cast<std::int64_t>(owned->children.size()),
         .buffers = owned->starts.data(),
         .children = owned->pointers.data(),
         .dictionary = nullptr,
         .release = release,
         .private_data = nullptr};
  out.private_data = owned.release();
}

std::vector<Buffer> only(Buffer buffer) {
  std::vector<Buffer> buffers;
  buffers.push_back(std::move(buffer));
  return buffers;
}

}  // namespace

void Bits::append(bool value) {
  zeros_ += value ? 0 : 1;
  byte_ = static_cast<std::uint8_t>(byte_ | (value ? 1U << filled_ : 0U));
  if (++filled_ < 8) return;
  bytes_.append({reinterpret_cast<const char*>(&byte_), 1});
  byte_ = 0;
  filled_ = 0;
}

Buffer Bits::take() {
  if (filled_ > 0) bytes_.append({reinterpret_cast<const char*>(&byte_), 1});
  return std::move(bytes_);
}

void Presence::finish(std::int64_t rows, std::vector<Buffer> buffers, ArrowArray& out) {
  auto owned = std::make_unique<OwnedArray>();
  const std::int64_t missing = bits_.zeros();
  if (missing > 0) owned->buffers.push_back(bits_.take());
  // Where nothing is missing, nothing says so.
  if (missing == 0) owned->starts.push_back(nullptr);
  for (Buffer& buffer : buffers)
    owned->buffers.push_back(std::move(buffer));
  for (const Buffer& buffer : owned->buffers)
    owned->starts.push_back(buffer.view().data());
  hand_over(std::move(owned), rows, missing, out);
}

template <class Number>
std::vector<Buffer> Numbers<Number>::take() {
  return only(std::move(bytes_));
}
template class Numbers<std::int8_t>;
template class Numbers<std::int32_t>;
template class Numbers<std::int64_t>;
template class Numbers<Int128>;

std::vector<Buffer> Booleans::take() {
  return only(bits_.take());
}

std::vector<Buffer> Texts::take() {
  std::vector<Buffer> buffers = ends_.take();
  buffers.push_back(std::move(bytes_));
  return buffers;
}

void Choices::find(std::string_view text) {
  const auto found = std::find(values_.begin(), values_.end(), text);
  BANKSEED_CHECK(found != values_.end());
  number_ = static_cast<std::int8_t>(found - values_.begin());
  last_ = text;
}

void Choices::add_dictionary(ArrowArray& column) const {
  Texts texts;
  for (const std::string_view value : values_)
    texts.append(value);
  auto& owned = *static_cast<OwnedArray*>(column.private_data);
  Presence presence;
  presence.finish(static_cast<std::int64_t>(values_.size()), texts.take(), owned.dictionary);
  column.dictionary = &owned.dictionary;
}

void finish_batch(std::int64_t rows, std::vector<ArrowArray> columns, ArrowArray& out) {
  auto owned = std::make_unique<OwnedArray>();
  owned->starts = {nullptr};
  owned->children = std::move(columns);
  hand_over(std::move(owned), rows, 0, out);
}

}  // namespace bankseed::arrow
