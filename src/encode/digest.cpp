#include "encode/digest.hpp"

#include <charconv>

#include <fmt/format.h>
#include <xxhash.h>

namespace bankseed {
namespace {

constexpr std::size_t kLaneDigits = 16;

/// A lane, in as many lower-case digits as it always has.
std::optional<std::uint64_t> parse_lane(std::string_view digits) {
  std::uint64_t lane = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), lane, 16);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return lane;
}

}  // namespace

std::optional<TableDigest> TableDigest::parse(std::string_view digits, std::uint64_t row_count) {
  if (digits.size() != 2 * kLaneDigits) return std::nullopt;
  const auto high = parse_lane(digits.substr(0, kLaneDigits));
  const auto low = parse_lane(digits.substr(kLaneDigits));
  if (!high || !low) return std::nullopt;
  TableDigest digest;
  digest.high_ = *high;
  digest.low_ = *low;
  digest.row_count_ = row_count;
  return digest;
}

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
