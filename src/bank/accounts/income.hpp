#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bank/accounts/plan.hpp"

namespace bankseed {

/// Whom a customer works for, or has worked for: one employer, whatever the account that the salary
/// comes in on.
[[nodiscard]] const corpus::Employer& employer_of(const BankModel& model,
                                                  std::uint64_t customer) noexcept;

/// What a payday pays the customer at as_of, or half a month's pension; what one lives on who has
/// no income here.
[[nodiscard]] Money drawn_pay(const BankModel& model, const Customer& customer) noexcept;

/// Marks the account that the customer's salary or pension comes in on, where one does: a checking
/// account of a person who may work. `accounts` are the customer's, `before` those of the blocks
/// before.
void choose_salary_account(const BankModel& model,
                           const Customer& owner,
                           std::uint64_t before,
                           std::span<Account> accounts) noexcept;

/// How a customer's income has come to what it is (INC1): a salary that rises once a year, and from
/// a day on a pension that rises every January.
class IncomeHistory {
 public:
  IncomeHistory(const BankModel& model, const Customer& customer);

  /// The first day of the month from which a pension is paid instead of a salary.
  [[nodiscard]] Date retires() const noexcept { return retires_; }
  /// What a payday paid on that day, before bonuses, or half a month's pension, where it is `today`
  /// at as_of; never less than the minimum wage.
  [[nodiscard]] Money on(Money today, Date date) const noexcept;
  /// What `today` is at least.
  [[nodiscard]] Money least() const noexcept;
  /// The least that has to be paid at as_of so that that day paid so much.
  [[nodiscard]] Money today_for(Money pay, Date date) const noexcept;
  /// What is paid on that payday, or on that pension day, with what comes on top of it.
  [[nodiscard]] Money paid_on(Money today, Date date) const noexcept;

  /// Whether it is the employer's pension, and not the state's, which does not pay so much.
  [[nodiscard]] bool has_employers_pension(Money today) const noexcept;
  /// The day of the month, of which the first day is given, on which the pension is paid.
  [[nodiscard]] Date pension_day(Date month) const noexcept;

 private:
  /// Raises once a year, counted back from the latest one.
  struct Raises {
    YearMonthDay last{};
    std::vector<std::int64_t> factors;  ///< After no raise less, one, two, ... in millionths.
    [[nodiscard]] std::int64_t factor(Date date) const noexcept;
  };
  /// What comes on top of `pay` on that payday: a bonus for some at the end of the year; where the
  /// law knows one, a month's pay in two halves for everybody.
  [[nodiscard]] Money bonus(Money pay, Date payday) const noexcept;
  /// Of today's pay, in millionths.
  [[nodiscard]] std::int64_t factor(Date date) const noexcept;
  void set_pension_raises();

  const BankModel* model_;
  Raises wages_;
  Raises pensions_;
  Date retires_;
  bool retired_ = false;  ///< At as_of.
  bool employers_pension_ = false;
  std::int64_t pension_percent_ = 0;  ///< Of the last salary.
  std::int32_t pension_turn_ = 0;     ///< Which of the month's days of pensions it is paid on.
  std::int64_t bonus_percent_ = 0;
};

/// The days on which an account's holder is paid: paydays, then a day a month, in its window
/// without the first and the last day.
class IncomeDays {
 public:
  IncomeDays(const BankModel& model, const Account& account, const IncomeHistory& income) noexcept;

  [[nodiscard]] std::uint64_t count() const noexcept { return paydays_ + pensions_; }
  [[nodiscard]] Date operator[](std::uint64_t i) const noexcept;

 private:
  const BankModel& model_;
  const IncomeHistory& income_;
  Date first_{};
  Date middle_{};  ///< Salaries before, pensions after.
  std::uint64_t paydays_ = 0;
  Date pension_month_{};  ///< The first.
  std::uint64_t pensions_ = 0;
};

/// The day after the account's first, and its last, on which what is regular is not yet, or no
/// more.
[[nodiscard]] std::pair<Date, Date> inner_days(const Window& window) noexcept;

}  // namespace bankseed
