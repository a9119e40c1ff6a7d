#pragma once

#include <array>
#include <cstdint>

#include "bankseed/core/types.hpp"

namespace bankseed {

/// Rounds of the generator: one more than the least that passes BigCrush (Salmon et al., "Parallel
/// random numbers: as easy as 1, 2, 3", SC11, table 2).
inline constexpr int kPhiloxRounds = 7;

/// Philox2x64 (SC11): a pure function of (counter, key). Checked against Random123's answers.
template <int kRounds = kPhiloxRounds>
[[nodiscard]] constexpr std::array<std::uint64_t, 2> philox(std::array<std::uint64_t, 2> counter,
                                                            std::uint64_t key) noexcept {
  for (int round = 0; round < kRounds; ++round) {
    const Uint128 product = static_cast<Uint128>(0xD2B74407B1CE6E93ULL) * counter[0];
    counter = {static_cast<std::uint64_t>(product >> 64) ^ key ^ counter[1],
               static_cast<std::uint64_t>(product)};
    key += 0x9E3779B97F4A7C15ULL;
  }
  return counter;
}

/// One draw site. The enumerators (bank/streams.hpp) are part of the output: append, never
/// renumber.
enum class Stream : std::uint32_t;

/// Exact probability: no floating point, so that every platform draws the same values.
struct Ratio {
  std::uint32_t numerator;
  std::uint32_t denominator;
};

/// Maps a uniform 64-bit value to [0, bound), bound > 0; bias below bound / 2^64.
[[nodiscard]] constexpr std::uint64_t scale_to(std::uint64_t uniform,
                                               std::uint64_t bound) noexcept {
  return static_cast<std::uint64_t>((static_cast<Uint128>(uniform) * bound) >> 64);
}

/// The n-th of the draws that are made of one, independent of each other and of it: where some of
/// what is drawn for wants more draws than the rest.
[[nodiscard]] constexpr std::uint64_t sub_draw(std::uint64_t draw, std::uint64_t n) noexcept {
  // The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
  // generators, OOPSLA 2014).
  std::uint64_t mixed = draw + (n + 1) * 0x9E3779B97F4A7C15ULL;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
  return mixed ^ (mixed >> 31);
}

/// Cursor over the draws of one (seed, stream, entity): a small value, no heap, no shared state.
/// Draw i never depends on any other stream, entity or thread, nor on how work was split.
class Draws {
 public:
  constexpr Draws(std::uint64_t seed, Stream stream, std::uint64_t entity) noexcept
      : seed_(seed),
        entity_(entity),
        position_(std::uint64_t{static_cast<std::uint32_t>(stream)} << 32) {}

  /// Uniform over all 2^64 values.
  [[nodiscard]] constexpr std::uint64_t next() noexcept {
    if ((position_ & 1) != 0) {
      ++position_;
      return spare_;
    }
    const auto block = philox({entity_, position_}, seed_);
    ++position_;
    spare_ = block[1];
    return block[0];
  }

  /// Passes over draws that belong to somebody else.
  constexpr void skip(std::uint32_t draws) noexcept {
    for (; draws > 0; --draws)
      static_cast<void>(next());
  }

  /// Uniform over [0, bound), bound > 0. Exactly one draw.
  [[nodiscard]] constexpr std::uint64_t below(std::uint64_t bound) noexcept {
    return scale_to(next(), bound);
  }

  /// Uniform over [low, high], low <= high. Exactly one draw.
  [[nodiscard]] constexpr std::int64_t between(std::int64_t low, std::int64_t high) noexcept {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }

  /// True with probability p. Exactly one draw.
  [[nodiscard]] constexpr bool chance(Ratio p) noexcept {
    return below(p.denominator) < p.numerator;
  }

 private:
  std::uint64_t seed_;
  std::uint64_t entity_;
  std::uint64_t position_;  // Stream in the upper half, index of the next draw in the lower.
  std::uint64_t spare_ = 0;
};

}  // namespace bankseed
