#include "bank/accounts/income.hpp"

#include <algorithm>

#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr Range kSalaryAge = {19, 66};  ///< Years.
/// Yearly raises in permille: from 1.5 to 5 % (Bureau of Labor Statistics, Employment Cost Index:
/// wages of private industry rose by 2 to 5 % a year from 2017 to 2024).
constexpr Range kRaise = {15, 50};
/// So many in a hundred get a bonus at the end of the year, of so many per cent of a payday's pay
/// (Bureau of Labor Statistics, National Compensation Survey 2023: 41 % have access to one).
constexpr std::uint32_t kBonusPercent = 41;
constexpr Range kBonus = {20, 120};

/// The draws of Stream::kEmployment, in order.
enum class EmploymentDraw : std::uint8_t { kEmployer, kPay };
std::uint64_t employment_draw(const BankModel& model,
                              std::uint64_t customer,
                              EmploymentDraw draw) noexcept {
  Draws draws = model.draws(Stream::kEmployment, customer);
  draws.skip(static_cast<std::uint32_t>(draw));
  return draws.next();
}

}  // namespace

const corpus::Employer& employer_of(const BankModel& model, std::uint64_t customer) noexcept {
  return model.corpus->employers.pick(employment_draw(model, customer, EmploymentDraw::kEmployer));
}

Money drawn_pay(const BankModel& model, std::uint64_t customer, Segment segment) noexcept {
  return {
      model.distributions.salary[segment](employment_draw(model, customer, EmploymentDraw::kPay))};
}

void choose_salary_account(const BankModel& model,
                           const Customer& owner,
                           std::uint64_t before,
                           std::span<Account> accounts) noexcept {
  const std::int64_t age_years = full_years(owner.date_of_birth, model.options.as_of);
  if (owner.segment == Segment::kCorporate || age_years < kSalaryAge.low ||
      age_years > kSalaryAge.high)
    return;
  for (Account& account : accounts) {
    account.salaried = account.type == AccountType::kChecking &&
                       model.draws(Stream::kSalaried, before + account.key).chance({72, 100});
    if (account.salaried) return;
  }
}

PayHistory::PayHistory(const BankModel& model, std::uint64_t customer)
    : thirteenth_(model.corpus->locale->thirteenth_salary) {
  Draws draws = model.draws(Stream::kRaise, customer);
  const auto month = static_cast<std::int32_t>(1 + draws.below(12));
  if (draws.chance({kBonusPercent, 100})) bonus_percent_ = draws.between(kBonus.low, kBonus.high);
  const YearMonthDay now = to_civil(model.options.as_of);
  last_raise_ = {now.month >= month ? now.year : now.year - 1, month, 1};
  const std::int32_t years = last_raise_.year - to_civil(model.history_start).year + 1;
  std::int64_t factor = kMillion;
  factors_.reserve(static_cast<std::size_t>(years) + 1);
  for (std::int32_t i = 0; i <= years; ++i) {
    factors_.push_back(factor);
    factor = factor * 1'000 / (1'000 + draws.between(kRaise.low, kRaise.high));
  }
}

std::int64_t PayHistory::factor(Date date) const noexcept {
  const YearMonthDay civil = to_civil(date);
  const std::int32_t before = civil.month < last_raise_.month ? 1 : 0;
  const std::int32_t raises = last_raise_.year - civil.year + before;
  return factors_[static_cast<std::size_t>(
      std::clamp(raises, 0, static_cast<std::int32_t>(factors_.size()) - 1))];
}

Money PayHistory::on(Money today, Date date) const noexcept {
  return {today.cents * factor(date) / kMillion};
}

Money PayHistory::today_for(Money pay, Date date) const noexcept {
  const std::int64_t whole = factor(date);
  return {(pay.cents * kMillion + whole - 1) / whole};
}

Money PayHistory::bonus(Money pay, Date payday) const noexcept {
  const YearMonthDay civil = to_civil(payday);
  if (thirteenth_) {
    const bool half =
        (civil.month == 11 && civil.day > 15) || (civil.month == 12 && civil.day <= 15);
    return {half ? pay.cents : 0};
  }
  return {civil.month == 12 && civil.day > 15 ? pay.cents * bonus_percent_ / 100 : 0};
}

}  // namespace bankseed
