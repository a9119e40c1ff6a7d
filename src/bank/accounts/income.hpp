#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bank/accounts/plan.hpp"

namespace bankseed {

/// Whom a customer works for: one employer, whatever the account that the salary comes in on.
[[nodiscard]] const corpus::Employer& employer_of(const BankModel& model,
                                                  std::uint64_t customer) noexcept;

/// What a payday pays a customer of the segment at as_of; what one lives on who has no salary here.
[[nodiscard]] Money drawn_pay(const BankModel& model,
                              std::uint64_t customer,
                              Segment segment) noexcept;

/// Marks the account that the customer's salary comes in on, where one does: a checking account of
/// a person who may work. `accounts` are the customer's, `before` those of the blocks before.
void choose_salary_account(const BankModel& model,
                           const Customer& owner,
                           std::uint64_t before,
                           std::span<Account> accounts) noexcept;

/// How a customer's pay has come to what it is: it rises once a year.
class PayHistory {
 public:
  PayHistory(const BankModel& model, std::uint64_t customer);

  /// What a payday paid on that day, before bonuses, where it pays `today` at as_of.
  [[nodiscard]] Money on(Money today, Date date) const noexcept;
  /// The least that has to be paid at as_of so that that day paid so much.
  [[nodiscard]] Money today_for(Money pay, Date date) const noexcept;
  /// What comes on top of `pay` on that payday: a bonus for some at the end of the year; where the
  /// law knows one, a month's pay in two halves for everybody.
  [[nodiscard]] Money bonus(Money pay, Date payday) const noexcept;

 private:
  /// Of today's pay, in millionths.
  [[nodiscard]] std::int64_t factor(Date date) const noexcept;

  std::vector<std::int64_t> factors_;  ///< After no raise less, one, two, ...
  YearMonthDay last_raise_{};          ///< The latest.
  bool thirteenth_;
  std::int64_t bonus_percent_ = 0;
};

}  // namespace bankseed
