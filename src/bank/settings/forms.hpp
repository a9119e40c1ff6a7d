#pragma once

#include <array>

#include "bank/settings/describe.hpp"

// The forms that settings come in. In the functions that describe a part's settings, structured
// bindings make a new member of a settings struct fail to compile until it is described.

namespace bankseed {

inline constexpr Range kAnyShare{0, 10'000};
inline constexpr Range kAnyVolume{0, 1'000'000};
inline constexpr Range kAnyCents{0, 1'000'000'000'00};

inline Setting share(std::string_view key, Share& value, std::string_view comment) {
  return {key, comment, SettingUnit::kBasisPoints, &value, kAnyShare, {}};
}
template <class E>
Setting split(std::string_view key, SharesOf<E>& value, std::string_view comment) {
  return {key,       comment,  SettingUnit::kBasisPoints, std::span<std::uint32_t>(value),
          kAnyShare, kTexts<E>};
}
/// Where the parts are no values of a column, or stand in another order than these.
template <std::size_t kSize>
Setting split(std::string_view key,
              Shares<kSize>& value,
              const std::array<std::string_view, kSize>& labels,
              std::string_view comment) {
  return {key,       comment, SettingUnit::kBasisPoints, std::span<std::uint32_t>(value),
          kAnyShare, labels};
}
inline Setting volume(std::string_view key, Volume& value, std::string_view comment) {
  return {key, comment, SettingUnit::kNumber, &value, kAnyVolume, {}};
}
inline Setting integer(std::string_view key,
                       std::uint32_t& value,
                       SettingUnit unit,
                       Range allowed,
                       std::string_view comment) {
  return {key, comment, unit, &value, allowed, {}};
}
inline Setting choice(std::string_view key, LedgerActivity& value, std::string_view comment) {
  return {key, comment, SettingUnit::kNumber, &value, {0, kCountOf<LedgerActivity> - 1}, {}};
}
inline Setting range(
    std::string_view key, Range& value, SettingUnit unit, Range allowed, std::string_view comment) {
  return {key, comment, unit, &value, allowed, {}};
}
/// A range for each value of E.
template <class E>
Setting ranges(std::string_view key,
               EnumArray<E, Range>& value,
               SettingUnit unit,
               Range allowed,
               std::string_view comment) {
  return {key, comment, unit, std::span<Range>(value), allowed, kTexts<E>};
}
template <class E>
Setting cents(std::string_view key, EnumArray<E, Range>& value, std::string_view comment) {
  return ranges(key, value, SettingUnit::kCents, kAnyCents, comment);
}

}  // namespace bankseed
