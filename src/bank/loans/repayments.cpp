#include "bank/loans/repayments.hpp"

#include <algorithm>
#include <array>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// Installments that a defaulted and a delinquent loan has missed, while that suffices.
constexpr std::int32_t kDefaultedMissed = 3;
constexpr std::int32_t kDefaultedMissedMax = 9;
constexpr std::int32_t kDelinquentMissedMax = 3;

/// How often people pay late.
constexpr EnumArray<CreditGrade, std::uint64_t> kLateWeights = {1, 1, 2, 3, 6, 9, 10};

/// Days after the due date of the latest late payment; the next installment is not due before.
constexpr std::int32_t kLateDaysMax = 24;
/// Days that an early payment is early at most.
constexpr std::uint64_t kEarlyDaysMax = 4;

/// Days from disbursement to the earliest pay-off.
constexpr std::int32_t kPayoffDaysMin = 62;
constexpr std::int32_t kPayoffDaysBeforeMax = 3;

/// A draw of its own for every installment: a step of SplitMix64 (Steele, Lea, Flood 2014), cheaper
/// than the generator and good enough for a few days more or less.
std::uint64_t installment_draw(const Loan& loan, std::int32_t number) noexcept {
  constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15;
  constexpr std::uint64_t kFirst = 0xBF58476D1CE4E5B9;
  constexpr std::uint64_t kSecond = 0x94D049BB133111EB;
  std::uint64_t z = loan.payments_draw + static_cast<std::uint32_t>(number) * kStep;
  z = (z ^ (z >> 30)) * kFirst;
  z = (z ^ (z >> 27)) * kSecond;
  return z ^ (z >> 31);
}

class RepaymentSimulation {
 public:
  RepaymentSimulation(const BankModel& model, LoansData& data)
      : model_(model),
        data_(data),
        as_of_(model.options.as_of),
        shares_(model.options.settings.loans.installment_status) {}

  void settle() {
    std::uint64_t past = 0;
    for (Loan& loan : data_.loans) {
      if (loan.status == LoanStatus::kPaidOff) pay_off(loan);
      past += static_cast<std::uint64_t>(loan.past);
    }
    const auto counts = shares_.counts_of(past);
    miss(static_cast<std::int64_t>(counts[InstallmentStatus::kMissed]));
    leave_pending(static_cast<std::int64_t>(counts[InstallmentStatus::kPending]));
    for (Loan& loan : data_.loans) {
      if (loan.status != LoanStatus::kPaidOff)
        loan.settled = loan.past - loan.missed - loan.pending_past;
      loan.last_paid = last_payment_day(loan);
      loan.may_be_late = loan.settled;
      // Nobody is late with what was due on the last day.
      if (loan.settled > 0 && add_months(loan.disbursed, loan.settled) >= loan.last_paid)
        --loan.may_be_late;
    }
    be_late(counts[InstallmentStatus::kLate]);
  }

 private:
  /// Linked accounts are debited by the bank, on working days.
  [[nodiscard]] Date last_payment_day(const Loan& loan) const {
    if (loan.payoff) return *loan.payoff;
    const Date yesterday = add_days(as_of_, -1);
    return loan.account ? model_.working_days.on_or_before(yesterday) : yesterday;
  }

  /// LOA2: matured, or paid off on a working day since.
  void pay_off(Loan& loan) const {
    if (loan.matures < as_of_) {
      loan.settled = loan.terms.months;
      return;
    }
    Draws draws = model_.draws(Stream::kPayOff, loan.key);
    const std::int32_t last = as_of_.days - kPayoffDaysBeforeMax;
    const std::int32_t first = std::min(loan.disbursed.days + kPayoffDaysMin, last);
    loan.payoff = model_.working_days.within(
        {static_cast<std::int32_t>(draws.between(first, last))}, {first}, {last});
    std::int32_t settled = loan.past;
    while (settled > 0 && add_months(loan.disbursed, settled) > *loan.payoff)
      --settled;
    loan.settled = settled;
  }

  /// Adds up to `left` missed installments, one per loan and round, to the loans that `limit`
  /// allows more; `limit` is the most that a loan may have missed.
  template <class Limit>
  void miss_in_turn(std::int64_t& left, const Limit& limit) {
    bool any = true;
    while (any && left > 0) {
      any = false;
      for (Loan& loan : data_.loans) {
        if (left <= 0 || loan.missed >= limit(loan)) continue;
        ++loan.missed;
        --left;
        any = true;
      }
    }
  }

  /// SCH2: missed installments sit on the loans that are in default, the last ones on each, after
  /// at least one that was paid where there are two.
  void miss(std::int64_t left) {
    for (Loan& loan : data_.loans) {
      if (!loan.delinquent && loan.status != LoanStatus::kDefaulted) continue;
      loan.missed = std::min(1, loan.past);
      left -= loan.missed;
    }
    const auto limit = [](std::int32_t defaulted, std::int32_t delinquent) {
      return [defaulted, delinquent](const Loan& loan) {
        const std::int32_t most = std::max(loan.past - 1, std::min(1, loan.past));
        if (loan.status == LoanStatus::kDefaulted) return std::min(defaulted, most);
        return loan.delinquent ? std::min(delinquent, most) : 0;
      };
    };
    miss_in_turn(left, limit(kDefaultedMissed, 1));
    miss_in_turn(left, limit(kDefaultedMissedMax, kDelinquentMissedMax));
    miss_in_turn(left, limit(INT32_MAX, kDelinquentMissedMax));
    miss_in_turn(left, limit(INT32_MAX, INT32_MAX));
  }

  /// SCH2: pending ones are the last to have fallen due: the latest of every active loan, those
  /// before it only when these do not suffice.
  void leave_pending(std::int64_t left) {
    for (std::int32_t layer = 0; left > 0; ++layer) {
      std::vector<std::pair<std::int32_t, std::uint32_t>> latest;  // Days before as_of, loan.
      for (std::uint32_t i = 0; i < data_.loans.size(); ++i) {
        const Loan& loan = data_.loans[i];
        if (loan.status != LoanStatus::kActive || loan.delinquent || loan.past <= layer) continue;
        const Date due = add_months(loan.disbursed, loan.past - layer);
        latest.emplace_back(as_of_.days - due.days, i);
      }
      if (latest.empty()) return;
      std::sort(latest.begin(), latest.end());
      for (const auto& [days, index] : latest) {
        if (left == 0) return;
        ++data_.loans[index].pending_past;
        --left;
      }
    }
  }

  /// SCH2: late payments in proportion to what was paid, and commoner with worse grades.
  void be_late(std::uint64_t late) {
    const auto weight_of = [this](const Loan& loan) {
      const CreditGrade grade = data_.applications[loan.application].assessment.grade;
      const std::uint64_t troubled = loan.delinquent || loan.status == LoanStatus::kDefaulted;
      return static_cast<std::uint64_t>(loan.may_be_late) * kLateWeights[grade] * (1 + troubled);
    };
    std::uint64_t weight_sum = 0;
    for (const Loan& loan : data_.loans)
      weight_sum += weight_of(loan);
    std::uint64_t weight = 0;
    std::uint64_t given = 0;
    for (Loan& loan : data_.loans) {
      weight += weight_of(loan);
      if (weight == 0) continue;
      BANKSEED_CHECK(weight <= weight_sum);
      const std::uint64_t due = rounded_share(late, weight, weight_sum) - given;
      const auto most = static_cast<std::uint64_t>(loan.may_be_late);
      loan.late = static_cast<std::int32_t>(std::min(due, most));
      given += static_cast<std::uint64_t>(loan.late);
    }
    for (Loan& loan : data_.loans) {
      const auto room = static_cast<std::uint64_t>(loan.may_be_late - loan.late);
      const std::uint64_t more = std::min(room, late - given);
      loan.late += static_cast<std::int32_t>(more);
      given += more;
    }
  }

  const BankModel& model_;
  LoansData& data_;
  Date as_of_;
  ApportionmentOf<InstallmentStatus> shares_;
};

/// Late ones are spread evenly over those that may be late, from a place of their own.
bool is_late(const Loan& loan, std::int32_t number) noexcept {
  if (number > loan.may_be_late || loan.late == 0) return false;
  const auto count = static_cast<std::uint64_t>(loan.may_be_late);
  const auto late = static_cast<std::uint64_t>(loan.late);
  const std::uint64_t start = scale_to(loan.payments_draw, count);
  return (static_cast<std::uint64_t>(number) * late + start) % count < late;
}

/// When a settled installment was paid.
InstallmentState settled_state(const Loan& loan,
                               std::int32_t number,
                               Date due,
                               const WorkingDays& working_days) noexcept {
  const std::uint64_t draw = installment_draw(loan, number);
  if (is_late(loan, number)) {
    // Mostly a few days: the lesser of two draws.
    const std::uint64_t days =
        std::min(scale_to(draw, kLateDaysMax), scale_to(draw << 32, kLateDaysMax)) + 1;
    const Date paid = std::min(add_days(due, static_cast<std::int32_t>(days)), loan.last_paid);
    if (!loan.account) return {InstallmentStatus::kLate, paid};
    const Date latest = std::min(add_days(due, kLateDaysMax), loan.last_paid);
    return {InstallmentStatus::kLate, working_days.within(paid, add_days(due, 1), latest)};
  }
  // A linked account is debited by the bank, on working days; others pay by themselves, half of
  // them to the day.
  if (loan.account) return {InstallmentStatus::kPaid, working_days.on_or_before(due)};
  const std::uint64_t uniform = scale_to(draw, 2 * kEarlyDaysMax);
  const std::uint64_t early = uniform < kEarlyDaysMax ? 0 : uniform - kEarlyDaysMax;
  return {InstallmentStatus::kPaid, add_days(due, -static_cast<std::int32_t>(early))};
}

}  // namespace

void settle_installments(const BankModel& model, LoansData& data) {
  RepaymentSimulation(model, data).settle();
}

InstallmentState installment_state(const Loan& loan,
                                   std::int32_t number,
                                   Date due,
                                   const WorkingDays& working_days) noexcept {
  if (number <= loan.settled) return settled_state(loan, number, due, working_days);
  if (loan.payoff) return {InstallmentStatus::kPaid, loan.payoff};
  if (number <= loan.settled + loan.missed) return {InstallmentStatus::kMissed, std::nullopt};
  return {InstallmentStatus::kPending, std::nullopt};
}

}  // namespace bankseed
