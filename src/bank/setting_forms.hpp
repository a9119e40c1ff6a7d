#pragma once

#include <array>

#include "bankseed/bank/describe_settings.hpp"

// The forms that settings come in, and the parts of the bank whose settings are described.

namespace bankseed {

inline constexpr Range kAnyShare{0, 10'000};
inline constexpr Range kAnyVolume{0, 1'000'000};
inline constexpr Range kAnyCents{0, 1'000'000'000'00};

inline Setting share(std::string_view key, Share& value, std::string_view comment) {
  return {key, comment, Unit::kBasisPoints, &value, kAnyShare, {}};
}
template <std::size_t kSize>
Setting split(std::string_view key,
              Shares<kSize>& value,
              const std::array<std::string_view, kSize>& labels,
              std::string_view comment) {
  return {key, comment, Unit::kBasisPoints, std::span<std::uint32_t>(value), kAnyShare, labels};
}
inline Setting volume(std::string_view key, Volume& value, std::string_view comment) {
  return {key, comment, Unit::kNumber, &value, kAnyVolume, {}};
}
inline Setting integer(std::string_view key,
                       std::uint32_t& value,
                       Unit unit,
                       Range allowed,
                       std::string_view comment) {
  return {key, comment, unit, &value, allowed, {}};
}
inline Setting range(
    std::string_view key, Range& value, Unit unit, Range allowed, std::string_view comment) {
  return {key, comment, unit, &value, allowed, {}};
}
template <std::size_t kSize>
Setting cents(std::string_view key,
              std::array<Range, kSize>& value,
              const std::array<std::string_view, kSize>& labels,
              std::string_view comment) {
  return {key, comment, Unit::kCents, std::span<Range>(value), kAnyCents, labels};
}

// One for each part of the bank. In their definitions the structured bindings make a new member of
// a settings struct fail to compile until it is described.
[[nodiscard]] SettingSection describe(EmployeeSettings& settings);
[[nodiscard]] SettingSection describe(TrainingSettings& settings);
[[nodiscard]] SettingSection describe(AssignmentSettings& settings);
[[nodiscard]] SettingSection describe(CustomerSettings& settings);
[[nodiscard]] SettingSection describe(AccountSettings& settings);
[[nodiscard]] SettingSection describe(TransactionSettings& settings);
[[nodiscard]] SettingSection describe(RelationshipSettings& settings);
[[nodiscard]] SettingSection describe(LoanSettings& settings);
[[nodiscard]] SettingSection describe(InsuranceSettings& settings);
[[nodiscard]] SettingSection describe(IdentitySettings& settings);
[[nodiscard]] SettingSection describe(ScreeningSettings& settings);
[[nodiscard]] SettingSection describe(ReportSettings& settings);
[[nodiscard]] SettingSection describe(AuditSettings& settings);
[[nodiscard]] SettingSection describe(RuleSettings& settings);
[[nodiscard]] SettingSection describe(InteractionSettings& settings);
[[nodiscard]] SettingSection describe(ComplaintSettings& settings);
[[nodiscard]] SettingSection describe(CampaignSettings& settings);
[[nodiscard]] SettingSection describe(DatasetSettings& settings);

}  // namespace bankseed
