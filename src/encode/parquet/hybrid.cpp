#include "encode/parquet/hybrid.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "bankseed/core/check.hpp"
#include "encode/parquet/varint.hpp"

namespace bankseed::parquet {
namespace {

/// Bits are packed in groups of eight values, so that groups are whole bytes.
constexpr std::size_t kGroup = 8;

/// Packs values from the lowest bit up; returns one past the last byte. Missing values of the last
/// group are zero. Needs eight bytes of room beyond the end.
template <class Value>
char* pack(char* out, std::span<const Value> values, unsigned bit_width) noexcept {
  std::uint64_t bits = 0;
  unsigned count = 0;
  for (const Value value : values) {
    bits |= std::uint64_t{value} << count;
    count += bit_width;
    if (count >= 32) {
      std::memcpy(out, &bits, 4);
      out += 4;
      bits >>= 32U;
      count -= 32;
    }
  }
  std::memcpy(out, &bits, 8);
  const std::size_t missing = (kGroup - values.size() % kGroup) % kGroup;
  const std::size_t rest = (count + missing * bit_width) / 8;
  if (rest > 8) std::memset(out + 8, 0, rest - 8);
  return out + rest;
}

template <class Value>
bool begins_run(std::span<const Value> values) noexcept {
  return values.size() >= kGroup && std::all_of(values.begin() + 1, values.begin() + kGroup,
                                                [&](Value v) { return v == values.front(); });
}

template <class Value>
class HybridWriter {
 public:
  HybridWriter(Buffer& out, unsigned bit_width) : out_(out), bit_width_(bit_width) {}

  void append(std::span<const Value> values) {
    while (!values.empty()) {
      const std::size_t taken = begins_run(values) ? append_run(values) : append_packed(values);
      values = values.subspan(taken);
    }
  }

 private:
  std::size_t append_run(std::span<const Value> values) {
    const auto end =
        std::find_if(values.begin(), values.end(), [&](Value v) { return v != values.front(); });
    const auto count = static_cast<std::size_t>(end - values.begin());
    char* p = put_varint(out_.reserve(kVarintSizeMax + 8), std::uint64_t{count} << 1U);
    const std::uint64_t value = values.front();
    std::memcpy(p, &value, 8);
    out_.commit(p + (bit_width_ + 7) / 8);
    return count;
  }

  /// Groups up to the next one that begins a run.
  std::size_t append_packed(std::span<const Value> values) {
    std::size_t end = kGroup;
    while (end < values.size() && !begins_run(values.subspan(end)))
      end += kGroup;
    const std::size_t groups = end / kGroup;
    end = std::min(end, values.size());
    char* p = out_.reserve(kVarintSizeMax + groups * bit_width_ + 40);
    p = put_varint(p, std::uint64_t{groups} << 1U | 1U);
    out_.commit(pack(p, values.first(end), bit_width_));
    return end;
  }

  Buffer& out_;
  unsigned bit_width_;
};

}  // namespace

void append_hybrid(Buffer& out, std::span<const std::uint32_t> values, unsigned bit_width) {
  static_assert(std::endian::native == std::endian::little, "bytes are copied as Parquet has them");
  BANKSEED_CHECK(bit_width >= 1 && bit_width <= 32);
  HybridWriter<std::uint32_t>(out, bit_width).append(values);
}

void append_hybrid(Buffer& out, std::span<const std::uint8_t> bits) {
  HybridWriter<std::uint8_t>(out, 1).append(bits);
}

void append_bits(Buffer& out, std::span<const std::uint8_t> bits) {
  out.commit(pack(out.reserve(bits.size() / 8 + 16), bits, 1));
}

unsigned bit_width_of(std::size_t count) noexcept {
  return std::max(1U, static_cast<unsigned>(std::bit_width(count == 0 ? 0 : count - 1)));
}

}  // namespace bankseed::parquet
