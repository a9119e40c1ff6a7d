#include "cli/configuration/setting_entry.hpp"

#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// The range, the number or the word that an entry is about; the others are null.
struct Target {
  Range* range = nullptr;
  std::uint32_t* number = nullptr;
  LedgerActivity* word = nullptr;
};

Target target_of(const SettingEntry& entry) {
  struct Visitor {
    std::size_t element;
    Target operator()(Share* share) const { return {nullptr, &share->basis_points, nullptr}; }
    Target operator()(Volume* volume) const { return {nullptr, &volume->per_1200, nullptr}; }
    Target operator()(std::uint32_t* number) const { return {nullptr, number, nullptr}; }
    Target operator()(LedgerActivity* word) const { return {nullptr, nullptr, word}; }
    Target operator()(Range* range) const { return {range, nullptr, nullptr}; }
    Target operator()(std::span<std::uint32_t> shares) const {
      return {nullptr, &shares[element], nullptr};
    }
    Target operator()(std::span<Range> ranges) const {
      return {&ranges[element], nullptr, nullptr};
    }
  };
  return std::visit(Visitor{entry.element}, entry.setting.value);
}

}  // namespace

bool SettingEntry::is_range() const {
  return target_of(*this).range != nullptr;
}

std::span<const std::string_view> SettingEntry::words() const {
  if (target_of(*this).word == nullptr) return {};
  return kTexts<LedgerActivity>;
}

std::vector<std::int64_t> SettingEntry::numbers() const {
  const Target target = target_of(*this);
  if (target.word != nullptr) return {static_cast<std::int64_t>(*target.word)};
  if (target.range != nullptr) return {target.range->low, target.range->high};
  return {*target.number};
}

void SettingEntry::assign(const std::vector<std::int64_t>& numbers) const {
  const Target target = target_of(*this);
  if (target.range != nullptr) {
    BANKSEED_CHECK(numbers.size() == 2);
    *target.range = {numbers[0], numbers[1]};
    return;
  }
  BANKSEED_CHECK(numbers.size() == 1);
  if (target.word != nullptr) {
    *target.word = static_cast<LedgerActivity>(numbers[0]);
    return;
  }
  *target.number = static_cast<std::uint32_t>(numbers[0]);
}

std::string SettingEntry::text() const {
  const auto values = numbers();
  if (!words().empty())
    return '"' + std::string(words()[static_cast<std::size_t>(values[0])]) + '"';
  if (values.size() == 1) return setting_text(values[0], setting.unit);
  return "[" + setting_text(values[0], setting.unit) + ", " +
         setting_text(values[1], setting.unit) + "]";
}

std::vector<SettingEntry> setting_entries(Settings& settings) {
  std::vector<SettingEntry> entries;
  for (const SettingSection& section : describe_settings(settings)) {
    for (const Setting& setting : section.settings) {
      const std::string path = std::string(section.name) + "." + std::string(setting.key);
      if (setting.labels.empty()) {
        entries.push_back({path, section.name, setting, 0});
        continue;
      }
      for (std::size_t i = 0; i < setting.labels.size(); ++i) {
        entries.push_back({path + "." + std::string(setting.labels[i]), section.name, setting, i});
      }
    }
  }
  return entries;
}

}  // namespace bankseed
