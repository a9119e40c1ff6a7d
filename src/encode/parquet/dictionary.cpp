#include "encode/parquet/dictionary.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include <xxhash.h>

namespace bankseed::parquet {
namespace {

constexpr std::size_t kSlotsMin = 256;

std::uint64_t hash_of(std::string_view text) noexcept {
  return XXH3_64bits(text.data(), text.size());
}

}  // namespace

void append_plain(Buffer& out, std::string_view text) {
  char* const p = out.reserve(4 + text.size());
  const auto size = static_cast<std::uint32_t>(text.size());
  std::memcpy(p, &size, 4);
  // An empty text may have no address, which memcpy does not take.
  if (!text.empty()) std::memcpy(p + 4, text.data(), text.size());
  out.commit(p + 4 + text.size());
}

std::uint32_t NumberDictionary::find_or_add(std::uint64_t value) {
  if (values_.size() * 2 >= slots_.size() || rising_) grow();
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = value * 0x9E37'79B9'7F4A'7C15 >> shift_;; slot = (slot + 1) & mask) {
    const std::uint32_t found = slots_[slot];
    if (found == 0) {
      values_.push_back(value);
      slots_[slot] = static_cast<std::uint32_t>(values_.size());
      return slots_[slot] - 1;
    }
    if (values_[found - 1] == value) return found - 1;
  }
}

void NumberDictionary::grow() {
  rising_ = false;
  // Twice as many slots as values, and room for as many again.
  slots_.assign(std::max({kSlotsMin, slots_.size(), std::bit_ceil(values_.size() * 4)}), 0);
  shift_ = static_cast<unsigned>(64 - std::countr_zero(slots_.size()));
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    std::size_t slot = values_[i] * 0x9E37'79B9'7F4A'7C15 >> shift_;
    while (slots_[slot] != 0)
      slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

void NumberDictionary::clear() {
  // Slots are filled with zeros when they are wanted again.
  rising_ = true;
  values_.clear();
}

std::uint32_t TextDictionary::find_or_add(std::string_view text) {
  if (entries_.size() * 2 >= slots_.size()) grow();
  const std::uint64_t hash = hash_of(text);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const std::uint32_t found = slots_[slot];
    if (found == 0) {
      append_plain(texts_, text);
      entries_.push_back(
          {.offset = texts_.size() - text.size(), .size = text.size(), .hash = hash});
      slots_[slot] = static_cast<std::uint32_t>(entries_.size());
      return slots_[slot] - 1;
    }
    if (entries_[found - 1].hash == hash && this->text(found - 1) == text) return found - 1;
  }
}

void TextDictionary::grow() {
  slots_.assign(std::max(kSlotsMin, slots_.size() * 2), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::size_t slot = entries_[i].hash & mask;
    while (slots_[slot] != 0)
      slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

void TextDictionary::clear() {
  std::fill(slots_.begin(), slots_.end(), 0U);
  entries_.clear();
  texts_.clear();
  remembered_.fill({});
}

}  // namespace bankseed::parquet
