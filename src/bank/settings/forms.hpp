#pragma once

#include <array>
#include <type_traits>
#include <utility>

#include "bank/settings/describe.hpp"
#include "bankseed/schema/table.hpp"

// The forms that settings come in: each is of a member of a settings struct, whose name is its key.

namespace bankseed {

inline constexpr Range kAnyShare{0, 10'000};
inline constexpr Range kAnyVolume{0, 1'000'000};
inline constexpr Range kAnyCents{0, 1'000'000'000'00};
/// What is lent or insured, and paid in parts.
inline constexpr Range kContractCents{100'00, 1'000'000'000'00};

/// What a Setting says beside its key and value.
template <auto Member>
struct SettingForm {
  std::string_view comment;
  SettingUnit unit = SettingUnit::kNumber;
  Range allowed;
  std::span<const std::string_view> labels{};
};

template <class M, class T>
concept MemberOf = std::is_same_v<typename MemberTraits<M>::Value, T>;

namespace detail {
template <class T>
struct ByValue;
template <class E, class T>
struct ByValue<EnumArray<E, T>> {
  using Enum = E;
};
template <class M>
using EnumOf = typename ByValue<typename MemberTraits<M>::Value>::Enum;

template <class T>
Setting::Value value_of(T& value) {
  if constexpr (requires { value.size(); }) {
    return std::span(value.data(), value.size());
  } else {
    return &value;
  }
}
}  // namespace detail

/// A member with a T for each value of an enum.
template <class M, class T>
concept MemberByValue = MemberOf<M, EnumArray<detail::EnumOf<M>, T>>;

template <MemberOf<Share> auto Member>
SettingForm<Member> share(std::string_view comment) {
  return {comment, SettingUnit::kBasisPoints, kAnyShare};
}
template <MemberByValue<std::uint32_t> auto Member>
SettingForm<Member> split(std::string_view comment) {
  return {comment, SettingUnit::kBasisPoints, kAnyShare, kTexts<detail::EnumOf<decltype(Member)>>};
}
/// Where the parts are no values of a column, or stand in another order than these.
template <auto Member, std::size_t kSize>
requires MemberOf<decltype(Member), Shares<kSize>> SettingForm<Member> split(
    const std::array<std::string_view, kSize>& labels, std::string_view comment) {
  return {comment, SettingUnit::kBasisPoints, kAnyShare, labels};
}
template <MemberOf<Volume> auto Member>
SettingForm<Member> volume(std::string_view comment) {
  return {comment, SettingUnit::kNumber, kAnyVolume};
}
template <MemberOf<std::uint32_t> auto Member>
SettingForm<Member> integer(SettingUnit unit, Range allowed, std::string_view comment) {
  return {comment, unit, allowed};
}
template <MemberOf<LedgerActivity> auto Member>
SettingForm<Member> choice(std::string_view comment) {
  return {comment, SettingUnit::kNumber, {0, kCountOf<LedgerActivity> - 1}};
}
template <MemberOf<Range> auto Member>
SettingForm<Member> range(SettingUnit unit, Range allowed, std::string_view comment) {
  return {comment, unit, allowed};
}
template <MemberByValue<Range> auto Member>
SettingForm<Member> ranges(SettingUnit unit, Range allowed, std::string_view comment) {
  return {comment, unit, allowed, kTexts<detail::EnumOf<decltype(Member)>>};
}
template <MemberByValue<Range> auto Member>
SettingForm<Member> cents(std::string_view comment, Range allowed = kAnyCents) {
  return ranges<Member>(SettingUnit::kCents, allowed, comment);
}

/// The section of a settings struct, in the order of the configuration file. A member that is not
/// described does not compile.
template <class Settings, auto... Members>
SettingSection section(Settings& settings,
                       std::string_view name,
                       std::string_view comment,
                       const SettingForm<Members>&... forms) {
  static_assert(detail::has_fields<Settings>(std::make_index_sequence<sizeof...(Members)>{}),
                "a member of the settings has no description");
  return {name,
          comment,
          {Setting{.key = member_name<Members>(),
                   .comment = forms.comment,
                   .unit = forms.unit,
                   .value = detail::value_of(settings.*Members),
                   .allowed = forms.allowed,
                   .labels = forms.labels}...}};
}

}  // namespace bankseed
