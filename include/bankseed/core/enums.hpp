#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "bankseed/core/check.hpp"

namespace bankseed {

// Enums whose enumerators count up from 0: how many there are, what each is called in the data, and
// arrays with a place for each.

namespace detail {

/// "kMoneyMarket" for AccountType::kMoneyMarket; empty where the type has no such enumerator.
template <auto kValue>
[[nodiscard]] consteval auto enumerator_name() {
  // GCC ends in "kValue = bankseed::AccountType::kCd]", or "= (bankseed::AccountType)4]".
  const char* const end = __PRETTY_FUNCTION__ + sizeof(__PRETTY_FUNCTION__) - 2;
  const char* begin = end;
  while (begin[-1] != ':' && begin[-1] != ')')
    --begin;
  const bool named = begin[-1] == ':';
  return std::string_view(begin, named ? static_cast<std::size_t>(end - begin) : 0);
}

template <class E, std::size_t kIndex = 0>
[[nodiscard]] consteval std::size_t count_enumerators() {
  if constexpr (enumerator_name<static_cast<E>(kIndex)>().empty()) {
    return kIndex;
  } else {
    return count_enumerators<E, kIndex + 1>();
  }
}

template <class E, std::size_t... kIndexes>
[[nodiscard]] consteval auto enumerators(std::index_sequence<kIndexes...> /*indexes*/) {
  return std::array<E, sizeof...(kIndexes)>{static_cast<E>(kIndexes)...};
}

/// Whether a text says what the enumerator says: "money_market" and "Money Market" are
/// kMoneyMarket, "AAA" is kAaa.
[[nodiscard]] constexpr bool is_called(std::string_view enumerator, std::string_view text) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  enumerator.remove_prefix(1);
  for (const char c : text) {
    if (c == '_' || c == ' ') continue;
    if (enumerator.empty() || lower(c) != lower(enumerator.front())) return false;
    enumerator.remove_prefix(1);
  }
  return enumerator.empty();
}

}  // namespace detail

/// How many enumerators E has.
template <class E>
inline constexpr std::size_t kCountOf = detail::count_enumerators<E>();

/// All of E, in order.
template <class E>
inline constexpr auto kAll = detail::enumerators<E>(std::make_index_sequence<kCountOf<E>>());

/// An array with an element for each enumerator of E, which alone is its index.
template <class E, class T>
struct EnumArray : std::array<T, kCountOf<E>> {
  [[nodiscard]] constexpr T& operator[](E value) noexcept {
    return this->data()[static_cast<std::size_t>(value)];
  }
  [[nodiscard]] constexpr const T& operator[](E value) const noexcept {
    return this->data()[static_cast<std::size_t>(value)];
  }
};

namespace detail {

template <class E, class Make, std::size_t... kIndexes>
[[nodiscard]] constexpr auto by_value(const Make& make, std::index_sequence<kIndexes...> /*i*/) {
  return EnumArray<E, decltype(make(E{}))>{{make(static_cast<E>(kIndexes))...}};
}

}  // namespace detail

/// An array of what `make` gives for each value.
template <class E, class Make>
[[nodiscard]] constexpr auto by_value(const Make& make) {
  return detail::by_value<E>(make, std::make_index_sequence<kCountOf<E>>());
}

namespace detail {

template <class E>
inline constexpr bool kHasTexts = false;

template <class E, std::size_t... kIndexes>
[[nodiscard]] consteval bool all_called(const EnumArray<E, std::string_view>& texts,
                                        std::index_sequence<kIndexes...> /*indexes*/) {
  return (is_called(enumerator_name<static_cast<E>(kIndexes)>(), texts.data()[kIndexes]) && ...);
}

template <class E>
[[nodiscard]] consteval EnumArray<E, std::string_view> no_texts() {
  static_assert(kHasTexts<E>, "nobody has said what the values of this enum are called: kTexts");
  return {};
}

}  // namespace detail

/// What the values of E are called in the data, in the order of the enumerators. Stated once for
/// each enum, beside it:
///   template <>
///   inline constexpr auto kTexts<LoanStatus> = texts<LoanStatus>("active", "paid_off");
template <class E>
inline constexpr EnumArray<E, std::string_view> kTexts = detail::no_texts<E>();

/// For kTexts: the texts of E. One for each enumerator, in their order, each of the same words as
/// the enumerator, or it does not compile.
template <class E, class... Texts>
[[nodiscard]] consteval EnumArray<E, std::string_view> texts(Texts... text) {
  static_assert(sizeof...(Texts) == kCountOf<E>, "as many texts as enumerators");
  const EnumArray<E, std::string_view> result{{text...}};
  if (!detail::all_called(result, std::make_index_sequence<kCountOf<E>>()))
    BANKSEED_FAIL("a text is not its enumerator's");
  return result;
}

template <class E>
requires std::is_enum_v<E>
[[nodiscard]] constexpr std::string_view text_of(E value) noexcept {
  return kTexts<E>[value];
}

/// The value of E with this text, where there is one.
template <class E>
[[nodiscard]] constexpr std::optional<E> value_of(std::string_view text) noexcept {
  for (const E value : kAll<E>) {
    if (text_of(value) == text) return value;
  }
  return std::nullopt;
}

/// The texts of E's values in this order, which has to name each value once.
template <class E, std::size_t kSize>
[[nodiscard]] consteval std::array<std::string_view, kSize> texts_in_order(
    const std::array<E, kSize>& order) {
  static_assert(kSize == kCountOf<E>, "all values of the enum");
  EnumArray<E, bool> there{};
  std::array<std::string_view, kSize> result;
  for (std::size_t i = 0; i < kSize; ++i) {
    if (there[order[i]]) BANKSEED_FAIL("a value is there twice");
    there[order[i]] = true;
    result[i] = text_of(order[i]);
  }
  return result;
}
template <auto... kValues>
inline constexpr auto kTextsInOrder = texts_in_order(std::array{kValues...});

}  // namespace bankseed
