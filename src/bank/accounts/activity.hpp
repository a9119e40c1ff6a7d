#pragma once

#include <cstdint>

#include "bankseed/bank/settings.hpp"
#include "bankseed/rows/values.hpp"

namespace bankseed {

/// What an activity means for the ledgers, beside the settings that go with it
/// (TransactionSettings::of).
struct ActivityTraits {
  // How many transactions an account has relative to others (TXN1): by its age, on top of
  // `young`, in 1/10,000 of seven years; by its holder, from `calm` to so much more.
  std::uint32_t young = 0;
  std::uint32_t calm = 0;
  std::uint32_t lively = 0;
  std::uint32_t salary_percent = 0;                 ///< Of a checking account with a salary.
  EnumArray<AccountType, std::uint32_t> percent{};  ///< Of the others.
  // Transactions a month that an account is to have at least.
  std::uint32_t salary_monthly_min = 0;
  EnumArray<AccountType, std::uint32_t> monthly_min{};

  /// Salaries: on every payday, or so many per cent of the deposits on a salary account, as long as
  /// there are paydays.
  bool every_payday = false;
  std::uint32_t payroll_percent = 0;
  /// Installments and premiums: one in so many of an account's transactions at most, and so many
  /// per cent of a block's payments; where a slot of the account's time is free within so many
  /// days.
  std::uint32_t scheduled_one_in = 1;
  std::uint32_t scheduled_percent_max = 0;
  std::uint32_t scheduled_days_max = 0;
};

inline constexpr EnumArray<LedgerActivity, ActivityTraits> kActivities = {{{
    {.young = 1'500,
     .calm = 40,
     .lively = 333,
     .salary_percent = 100,
     .percent = {100, 62, 55, 35},
     .salary_monthly_min = 0,
     .monthly_min = {0, 0, 0, 0},
     .every_payday = false,
     .payroll_percent = 55,
     .scheduled_one_in = 3,
     .scheduled_percent_max = 85,
     .scheduled_days_max = 15},
    {.young = 0,
     .calm = 100,
     .lively = 40,
     .salary_percent = 100,
     .percent = {40, 24, 18, 5},
     .salary_monthly_min = 20,
     .monthly_min = {6, 4, 3, 1},
     .every_payday = true,
     .payroll_percent = 0,
     .scheduled_one_in = 1,
     .scheduled_percent_max = 100,
     .scheduled_days_max = 40'000},
}}};

[[nodiscard]] inline const ActivityTraits& activity_traits(const Settings& settings) noexcept {
  return kActivities[settings.transactions.activity];
}

}  // namespace bankseed
