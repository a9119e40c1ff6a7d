#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bankseed/bank/settings.hpp"

namespace bankseed {

/// What a number of a setting means. Money is stored in cents and written in units of the currency
/// with decimals; shares are stored in basis points and written in per cent; everything else is
/// written as it is stored.
enum class SettingUnit : std::uint8_t { kNumber, kCents, kBasisPoints, kYears, kDays, kHours };

/// One setting: where it stands in the configuration, what it means, and the member that holds it.
struct Setting {
  using Value = std::variant<Share*,
                             Volume*,
                             std::uint32_t*,
                             Range*,
                             LedgerActivity*,
                             std::span<std::uint32_t>,  ///< Shares, summing to 10,000.
                             std::span<Range>>;

  std::string_view key;
  /// Meaning; ends with the ids of the rules that it changes: "... (AML1, AML2)". One line.
  std::string_view comment;
  SettingUnit unit = SettingUnit::kNumber;
  Value value;
  Range allowed;                             ///< Of each number, as it is stored.
  std::span<const std::string_view> labels;  ///< Of the elements, where the value is a span.
};

/// The settings of one part of the bank.
struct SettingSection {
  std::string_view name;
  std::string_view comment;
  std::vector<Setting> settings;
};

/// Every setting, once: whatever reads, writes or checks a configuration walks this list. The
/// values point into `settings`.
[[nodiscard]] std::vector<SettingSection> describe_settings(Settings& settings);

/// What would have been where nothing but the choices in `settings` had been said.
[[nodiscard]] Settings default_settings(const Settings& settings);

/// A number as it is written: 60.0 for 6000 basis points, 25000.00 for as many cents, 12.
[[nodiscard]] std::string setting_text(std::int64_t number, SettingUnit unit);

}  // namespace bankseed
