#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace bankseed {

namespace detail {
/// Converts to a count and to nothing else.
struct AnyCount {
  template <std::same_as<std::uint64_t> T>
  operator T() const noexcept;  // NOLINT(google-explicit-constructor)
};
template <class T, std::size_t... I>
consteval bool is_made_of_counts(std::index_sequence<I...>) {
  return requires {
    T{((void)I, AnyCount{})...};
  };
}
}  // namespace detail

/// How many of each kind there are among the first so many members of a population: a struct that
/// says `using Counts = void;` and has members of type std::uint64_t, or arrays of those, and no
/// others. So the counts of a range of members are one subtraction, which can forget no member.
template <class T>
concept CountStruct = requires {
  typename T::Counts;
}
&&sizeof(T) % sizeof(std::uint64_t) == 0 &&
    detail::is_made_of_counts<T>(std::make_index_sequence<sizeof(T) / sizeof(std::uint64_t)>{});

/// a - b, member by member.
template <class T>
requires requires {
  typename T::Counts;
}
[[nodiscard]] constexpr T operator-(const T& a, const T& b) noexcept {
  static_assert(CountStruct<T>, "a count is no std::uint64_t, nor an array of them");
  using Numbers = std::array<std::uint64_t, sizeof(T) / sizeof(std::uint64_t)>;
  auto difference = std::bit_cast<Numbers>(a);
  const auto subtrahend = std::bit_cast<Numbers>(b);
  for (std::size_t i = 0; i < difference.size(); ++i)
    difference[i] -= subtrahend[i];
  return std::bit_cast<T>(difference);
}

}  // namespace bankseed
