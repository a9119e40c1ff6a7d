#include "bank/accounts/income.hpp"

#include <algorithm>
#include <optional>

#include "bankseed/core/calendar.hpp"
#include "corpus/country/incomes.hpp"

namespace bankseed {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kSalaryAgeMin = 19;  ///< Years.
/// Years at which people retire: from the earliest that Social Security allows to the full age.
constexpr Range kRetirementAge = {62, 67};
/// So many in a hundred have their salary paid to the bank, and their pension.
constexpr std::uint32_t kSalariedPercent = 72;
constexpr std::uint32_t kPensionedPercent = 88;
/// So many in a hundred have a pension of their employer (Bureau of Labor Statistics, National
/// Compensation Survey 2023: 15 % of private industry), of so many per cent of their last salary.
constexpr std::uint32_t kEmployersPensionPercent = 15;
constexpr std::int64_t kEmployersPension = 60;
/// Paydays, or halves of a pension, in a month.
constexpr std::int64_t kPaydays = 2;
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

/// How a customer retires.
struct Retirement {
  Date day;
  bool employers_pension;
  std::int32_t turn;
};
Retirement retirement_of(const BankModel& model, const Customer& customer) noexcept {
  Draws draws = model.draws(Stream::kRetirement, customer.id.number);
  const auto age =
      static_cast<std::int32_t>(draws.between(kRetirementAge.low, kRetirementAge.high));
  const YearMonthDay birthday = to_civil(add_months(customer.date_of_birth, 12 * age));
  const bool employers = draws.chance({kEmployersPensionPercent, 100});
  return {.day = add_months(to_date({birthday.year, birthday.month, 1}), 1),
          .employers_pension = employers,
          .turn = static_cast<std::int32_t>(draws.below(5))};
}

/// How a customer has retired who has at as_of. Most are far too young to ask.
std::optional<Retirement> past_retirement(const BankModel& model,
                                          const Customer& customer) noexcept {
  constexpr std::int64_t kDaysOfYear = 365;  // At least.
  const Date as_of = model.options.as_of;
  if (as_of.days - customer.date_of_birth.days < kRetirementAge.low * kDaysOfYear)
    return std::nullopt;
  const Retirement retirement = retirement_of(model, customer);
  return retirement.day < as_of ? std::optional(retirement) : std::nullopt;
}

std::int64_t pension_percent(const BankModel& model, const Retirement& retirement) noexcept {
  return retirement.employers_pension ? kEmployersPension
                                      : public_incomes(model.options.locale).pension_percent;
}

Date first_of_month(Date date) noexcept {
  return add_days(date, 1 - to_civil(date).day);
}

}  // namespace

const corpus::Employer& employer_of(const BankModel& model, std::uint64_t customer) noexcept {
  return model.corpus->employers.pick(employment_draw(model, customer, EmploymentDraw::kEmployer));
}

Money drawn_pay(const BankModel& model, const Customer& customer) noexcept {
  const std::int64_t salary = model.distributions.salary[customer.segment](
      employment_draw(model, customer.id.number - 1, EmploymentDraw::kPay));
  const auto retirement = past_retirement(model, customer);
  if (!retirement) return {salary};
  const std::int64_t pension = salary * pension_percent(model, *retirement) / 100;
  // A month's pension is one deposit.
  const std::int64_t most =
      retirement->employers_pension
          ? model.options.settings.transactions.amounts[TransactionType::kDeposit].high
          : public_incomes(model.options.locale).pension_max;
  return {std::min(pension, most / kPaydays)};
}

void choose_salary_account(const BankModel& model,
                           const Customer& owner,
                           std::uint64_t before,
                           std::span<Account> accounts) noexcept {
  if (owner.segment == Segment::kCorporate ||
      full_years(owner.date_of_birth, model.options.as_of) < kSalaryAgeMin)
    return;
  const bool retired = past_retirement(model, owner).has_value();
  const std::uint32_t percent = retired ? kPensionedPercent : kSalariedPercent;
  for (Account& account : accounts) {
    account.salaried = account.type == AccountType::kChecking &&
                       model.draws(Stream::kSalaried, before + account.key).chance({percent, 100});
    if (account.salaried) return;
  }
}

IncomeHistory::IncomeHistory(const BankModel& model, const Customer& customer) : model_(&model) {
  const Retirement retirement = retirement_of(model, customer);
  retires_ = retirement.day;
  retired_ = retires_ < model.options.as_of;
  employers_pension_ = retirement.employers_pension;
  pension_percent_ = pension_percent(model, retirement);
  // The state pays its pensions in turns: by birthdays, or by the last digit of their numbers.
  pension_turn_ = public_incomes(model.options.locale).pension_on_wednesdays
                      ? (to_civil(customer.date_of_birth).day - 1) / 10
                      : retirement.turn;
  Draws draws = model.draws(Stream::kRaise, customer.id.number - 1);
  const auto month = static_cast<std::int32_t>(1 + draws.below(12));
  if (draws.chance({kBonusPercent, 100})) bonus_percent_ = draws.between(kBonus.low, kBonus.high);
  const YearMonthDay now = to_civil(retired_ ? retires_ : model.options.as_of);
  wages_.last = {now.month >= month ? now.year : now.year - 1, month, 1};
  const std::int32_t years = std::max(0, wages_.last.year - to_civil(model.history_start).year + 1);
  std::int64_t factor = kMillion;
  wages_.factors.reserve(static_cast<std::size_t>(years) + 1);
  for (std::int32_t i = 0; i <= years; ++i) {
    wages_.factors.push_back(factor);
    factor = factor * 1'000 / (1'000 + draws.between(kRaise.low, kRaise.high));
  }
  if (retired_) set_pension_raises();
}

void IncomeHistory::set_pension_raises() {
  const auto& raises = public_incomes(model_->options.locale).pension_raises;
  pensions_.last = {to_civil(model_->options.as_of).year, 1, 1};
  std::int64_t factor = kMillion;
  const std::int32_t since =
      std::max(to_civil(retires_).year, to_civil(model_->history_start).year - 1);
  for (std::int32_t year = pensions_.last.year; year >= since; --year) {
    pensions_.factors.push_back(factor);
    factor = factor * 1'000 / (1'000 + corpus::figure_of(raises, year));
  }
}

std::int64_t IncomeHistory::Raises::factor(Date date) const noexcept {
  const YearMonthDay civil = to_civil(date);
  const std::int32_t before = civil.month < last.month ? 1 : 0;
  const std::int32_t raises = last.year - civil.year + before;
  return factors[static_cast<std::size_t>(
      std::clamp(raises, 0, static_cast<std::int32_t>(factors.size()) - 1))];
}

std::int64_t IncomeHistory::factor(Date date) const noexcept {
  if (!retired_) return wages_.factor(date);
  if (date >= retires_) return pensions_.factor(date);
  return pensions_.factor(retires_) * wages_.factor(date) / kMillion * 100 / pension_percent_;
}

Money IncomeHistory::on(Money today, Date date) const noexcept {
  const corpus::PublicIncomes& incomes = public_incomes(model_->options.locale);
  const std::int64_t cents = today.cents * factor(date) / kMillion;
  if (date >= retires_ && !incomes.pension_is_minimum_wage) return {cents};
  const std::int64_t least = corpus::figure_of(incomes.minimum_wages, to_civil(date).year);
  return {std::max(cents, (least + kPaydays - 1) / kPaydays)};
}

Money IncomeHistory::today_for(Money pay, Date date) const noexcept {
  const std::int64_t whole = factor(date);
  return {(pay.cents * kMillion + whole - 1) / whole};
}

Money IncomeHistory::paid_on(Money today, Date date) const noexcept {
  const Money pay = on(today, date);
  if (date < retires_) return {pay.cents + bonus(pay, date).cents};
  // The abono anual, half of it in August (Decreto 3.048/1999, art. 120).
  const std::int32_t month = to_civil(date).month;
  const bool half = model_->corpus->locale->thirteenth_salary && (month == 8 || month == 11);
  return {pay.cents * (half ? kPaydays + 1 : kPaydays)};
}

Money IncomeHistory::least() const noexcept {
  const Date today = model_->options.as_of;
  const std::int64_t wage = corpus::figure_of(public_incomes(model_->options.locale).minimum_wages,
                                              to_civil(today).year) /
                            kPaydays;
  return {std::max(on({}, today).cents, retired_ ? wage * pension_percent_ / 100 : wage)};
}

bool IncomeHistory::has_employers_pension(Money today) const noexcept {
  return employers_pension_ ||
         kPaydays * today.cents > public_incomes(model_->options.locale).pension_max;
}

/// Social Security pays on the second, third or fourth Wednesday (SSA, Schedule of Social Security
/// Benefit Payments), the INSS on the first five working days of the month.
Date IncomeHistory::pension_day(Date month) const noexcept {
  if (employers_pension_)
    return model_->working_days.on_or_before(add_days(add_months(month, 1), -1));
  if (!public_incomes(model_->options.locale).pension_on_wednesdays) {
    const auto days = model_->working_days.in(month, add_months(month, 1));
    return days[static_cast<std::size_t>(pension_turn_)];
  }
  const auto weekday = static_cast<std::int32_t>(weekday_of(month));
  const auto wednesday = static_cast<std::int32_t>(Weekday::kWednesday);
  const std::int32_t turn = std::min(pension_turn_, 2) + 1;
  return model_->working_days.on_or_before(
      add_days(month, (wednesday - weekday + 7) % 7 + 7 * turn));
}

Money IncomeHistory::bonus(Money pay, Date payday) const noexcept {
  const YearMonthDay civil = to_civil(payday);
  if (model_->corpus->locale->thirteenth_salary) {
    const bool half =
        (civil.month == 11 && civil.day > 15) || (civil.month == 12 && civil.day <= 15);
    return {half ? pay.cents : 0};
  }
  return {civil.month == 12 && civil.day > 15 ? pay.cents * bonus_percent_ / 100 : 0};
}

std::pair<Date, Date> inner_days(const Window& window) noexcept {
  return {add_days(date_of(window.first), 1), date_of({window.last.micros - 1})};
}

IncomeDays::IncomeDays(const BankModel& model,
                       const Account& account,
                       const IncomeHistory& income) noexcept
    : model_(model), income_(income) {
  const auto [first, last] = inner_days(account.window);
  if (first >= last) return;
  first_ = first;
  middle_ = std::clamp(income.retires(), first, last);
  paydays_ = model.rhythm.payday_count(first, middle_);
  if (middle_ == last) return;
  pension_month_ = first_of_month(middle_);
  if (income.pension_day(pension_month_) < middle_) pension_month_ = add_months(pension_month_, 1);
  Date end = first_of_month(last);
  if (income.pension_day(end) < last) end = add_months(end, 1);
  const YearMonthDay from = to_civil(pension_month_);
  const YearMonthDay to = to_civil(end);
  pensions_ =
      static_cast<std::uint64_t>(std::max(0, 12 * (to.year - from.year) + to.month - from.month));
}

Date IncomeDays::operator[](std::uint64_t i) const noexcept {
  if (i >= paydays_)
    return income_.pension_day(add_months(pension_month_, static_cast<std::int32_t>(i - paydays_)));
  // In the middle of the payday's part of the draws.
  const std::uint64_t part_of_draws = UINT64_MAX / paydays_;
  return model_.rhythm.day(Activity::kPayroll, first_, middle_,
                           i * part_of_draws + part_of_draws / 2);
}

}  // namespace bankseed
