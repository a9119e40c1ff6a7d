#include "encode/digest.hpp"

#include <fmt/format.h>
#include <xxhash.h>

namespace bankseed {

void TableDigest::add(std::string_view line) {
  const XXH128_hash_t hash = XXH3_128bits(line.data(), line.size());
  high_ += hash.high64;
  low_ += hash.low64;
  ++row_count_;
}

TableDigest& TableDigest::operator+=(const TableDigest& other) noexcept {
  high_ += other.high_;
  low_ += other.low_;
  row_count_ += other.row_count_;
  return *this;
}

std::string TableDigest::hex() const {
  return fmt::format("{:016x}{:016x}", high_, low_);
}

}  // namespace bankseed
