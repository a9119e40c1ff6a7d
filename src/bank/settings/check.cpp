#include "bank/settings/check.hpp"

#include <numeric>

#include "bank/settings/describe.hpp"
#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

std::string amount_with_unit(std::int64_t number, SettingUnit unit) {
  std::string text = setting_text(number, unit);
  switch (unit) {
    case SettingUnit::kBasisPoints: return text + " per cent";
    case SettingUnit::kYears: return text + " years";
    case SettingUnit::kDays: return text + " days";
    case SettingUnit::kHours: return text + " hours";
    case SettingUnit::kNumber:
    case SettingUnit::kCents: break;
  }
  return text;
}

/// Checks one setting; `name` is its full key.
class SettingCheck {
 public:
  SettingCheck(std::string name, const Setting& setting)
      : name_(std::move(name)), setting_(setting) {}

  void operator()(const Share* value) const { check_number(value->basis_points, name_); }
  void operator()(const Volume* value) const { check_number(value->per_1200, name_); }
  void operator()(const std::uint32_t* value) const { check_number(*value, name_); }
  void operator()(const LedgerActivity* value) const {
    check_number(static_cast<std::int64_t>(*value), name_);
  }
  void operator()(const Range* value) const { check_range(*value, name_); }
  void operator()(std::span<const std::uint32_t> shares) const {
    for (std::size_t i = 0; i < shares.size(); ++i)
      check_number(shares[i], element(i));
    const auto sum = std::accumulate(shares.begin(), shares.end(), std::uint64_t{0});
    if (sum == 10'000) return;
    throw UsageError(name_ + " must sum to 100 per cent, not " +
                     setting_text(static_cast<std::int64_t>(sum), SettingUnit::kBasisPoints) +
                     " (" + list(shares) + ")");
  }
  void operator()(std::span<const Range> ranges) const {
    for (std::size_t i = 0; i < ranges.size(); ++i)
      check_range(ranges[i], element(i));
  }

 private:
  [[nodiscard]] std::string element(std::size_t i) const {
    return name_ + "." + std::string(setting_.labels[i]);
  }
  [[nodiscard]] std::string list(std::span<const std::uint32_t> shares) const {
    std::string text;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      text += text.empty() ? "" : ", ";
      text += std::string(setting_.labels[i]) + " " +
              setting_text(shares[i], SettingUnit::kBasisPoints);
    }
    return text;
  }
  void check_number(std::int64_t number, const std::string& name) const {
    const Range allowed = setting_.allowed;
    if (number >= allowed.low && number <= allowed.high) return;
    throw UsageError(name + " must be from " + setting_text(allowed.low, setting_.unit) + " to " +
                     amount_with_unit(allowed.high, setting_.unit) + ", not " +
                     setting_text(number, setting_.unit));
  }
  void check_range(const Range& range, const std::string& name) const {
    check_number(range.low, name);
    check_number(range.high, name);
    if (range.low <= range.high) return;
    throw UsageError(name + " is upside down: " + setting_text(range.low, setting_.unit) +
                     " is more than " + setting_text(range.high, setting_.unit));
  }

  std::string name_;
  const Setting& setting_;
};

}  // namespace

void check_settings(const Settings& settings) {
  Settings copy = settings;
  for (const SettingSection& section : describe_settings(copy)) {
    for (const Setting& setting : section.settings) {
      std::visit(SettingCheck(std::string(section.name) + "." + std::string(setting.key), setting),
                 setting.value);
    }
  }
}

}  // namespace bankseed
