#pragma once

#include <cstdint>
#include <span>

#include "encode/buffer.hpp"

namespace bankseed::parquet {

/// Appends values below 2^bit_width in Parquet's mixture of runs and packed bits: a value that is
/// repeated eight times and more once with its count, others with `bit_width` (1 to 32) bits each.
void append_hybrid(Buffer& out, std::span<const std::uint32_t> values, unsigned bit_width);
/// The same of zeros and ones, with one bit each.
void append_hybrid(Buffer& out, std::span<const std::uint8_t> bits);

/// Appends truth values, one bit each, the first in the lowest bit.
void append_bits(Buffer& out, std::span<const std::uint8_t> bits);

/// Least bits that tell `count` values apart, at least one.
[[nodiscard]] unsigned bit_width_of(std::size_t count) noexcept;

}  // namespace bankseed::parquet
