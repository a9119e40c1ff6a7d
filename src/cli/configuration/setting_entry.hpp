#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "bank/settings/describe.hpp"

namespace bankseed {

/// One line of a configuration: a setting, or one element of a setting that has several.
struct SettingEntry {
  std::string path;  ///< accounts.holders, accounts.types.checking
  std::string_view section;
  Setting setting;
  std::size_t element = 0;  ///< Index, where the setting has labels.

  /// The words that can be chosen from; none where the value is a number or a range.
  [[nodiscard]] std::span<const std::string_view> words() const;
  /// The two ends of a range, one number, or which of the words.
  [[nodiscard]] std::vector<std::int64_t> numbers() const;
  void assign(const std::vector<std::int64_t>& numbers) const;
  /// True when the value is a range, written [low, high].
  [[nodiscard]] bool is_range() const;
  /// The value as it stands in a file: 75.0, [2, 40].
  [[nodiscard]] std::string text() const;
};

/// Every line of a configuration's settings, in order; they point into `settings`.
[[nodiscard]] std::vector<SettingEntry> setting_entries(Settings& settings);

}  // namespace bankseed
