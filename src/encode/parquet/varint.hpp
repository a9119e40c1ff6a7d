#pragma once

#include <cstddef>
#include <cstdint>

namespace bankseed::parquet {

inline constexpr std::size_t kVarintSizeMax = 10;

/// Seven bits a byte, the lowest first; returns one past the last byte.
inline char* put_varint(char* out, std::uint64_t value) noexcept {
  for (; value >= 0x80; value >>= 7U)
    *out++ = static_cast<char>(value | 0x80U);
  *out++ = static_cast<char>(value);
  return out;
}

}  // namespace bankseed::parquet
