// What changes about applications, loans and their installments.

#include <vector>

#include "bank/history/history.hpp"

namespace bankseed {
namespace {

/// An installment is given up for missed when it is so many days late, by night.
constexpr std::int32_t kMissedDays = 30;
constexpr std::int64_t kMissedSecond = 2 * kSecondsPerHour;
/// A loan is given up with so many of them.
constexpr std::size_t kMissedOfDefault = 3;

/// An application is withdrawn within so many days.
constexpr std::int64_t kWithdrawnDaysMax = 30;

/// When the installment became what it is, unless it is pending.
Timestamp settled_at(const Lives& lives, const RepaymentScheduleRow& row) {
  if (!row.payment_date) return at_second(add_days(row.due_date, kMissedDays), kMissedSecond);
  LifeDraws draws = lives.draws(row);
  return draws.in_office_hours(*row.payment_date);
}

}  // namespace

void tell(Lives& lives, const LoanApplicationsRow& row, Life<LoanApplicationsRow>& life) {
  if (row.status == text_of(ApplicationStatus::kPending)) return;
  LifeDraws draws = lives.draws(row);
  const auto days = static_cast<std::int32_t>(draws.between(1, kWithdrawnDaysMax));
  LoanApplicationsRow& first = life.first();
  first.status = text_of(ApplicationStatus::kPending);
  first.decision_date.reset();
  first.approved_amount.reset();
  first.rejection_reason.reset();
  const Date decided = row.decision_date.value_or(add_days(row.application_date, days));
  life.change(draws.in_office_hours(decided), [&row](LoanApplicationsRow& now) {
    now.status = row.status;
    now.decision_date = row.decision_date;
    now.approved_amount = row.approved_amount;
    now.rejection_reason = row.rejection_reason;
  });
}

void tell(Lives& lives, const RepaymentScheduleRow& row, Life<RepaymentScheduleRow>& life) {
  if (row.payment_status == text_of(InstallmentStatus::kPending)) return;
  life.first().payment_date.reset();
  life.first().payment_status = text_of(InstallmentStatus::kPending);
  life.change(settled_at(lives, row), [&row](RepaymentScheduleRow& now) {
    now.payment_date = row.payment_date;
    now.payment_status = row.payment_status;
  });
}

void tell(Lives& lives, const LoansRow& row, Life<LoansRow>& life) {
  std::vector<std::pair<Timestamp, Money>> payments;
  std::vector<Timestamp> missed;
  std::int64_t unpaid = row.principal_amount.cents;
  for (const RepaymentScheduleRow& installment : lives.schedule_of(row.loan_id)) {
    const Timestamp at = settled_at(lives, installment);
    if (installment.payment_date) {
      payments.emplace_back(at, installment.principal_amount);
      unpaid -= installment.principal_amount.cents;
    } else if (installment.payment_status == text_of(InstallmentStatus::kMissed)) {
      missed.push_back(at);
    }
  }
  LifeDraws draws = lives.draws(row);
  const std::uint64_t uniform = draws.next();
  LoansRow& first = life.first();
  // What is owed less than the schedule has unpaid was paid ahead, with one of the payments.
  const std::int64_t ahead = unpaid - row.outstanding_balance.cents;
  if (payments.empty()) {
    const std::int64_t days = lives.as_of().days - row.disbursement_date.days;
    const auto day = static_cast<std::int32_t>(scale_to(uniform, static_cast<std::uint64_t>(days)));
    payments.emplace_back(at_second(add_days(row.disbursement_date, day), 12 * kSecondsPerHour),
                          Money{ahead});
  } else {
    payments[scale_to(uniform, payments.size())].second.cents += ahead;
  }
  first.outstanding_balance = row.principal_amount;
  first.loan_status = text_of(LoanStatus::kActive);
  first.default_status = false;
  struct Event {
    Timestamp at;
    Money paid{};
    bool is_missed = false;
    bool is_last = false;
  };
  std::vector<Event> events;
  events.reserve(payments.size() + missed.size());
  for (const auto& [at, amount] : payments)
    events.push_back({.at = at, .paid = amount});
  for (const Timestamp at : missed)
    events.push_back({.at = at, .is_missed = true});
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.at < b.at; });
  if (row.loan_status == text_of(LoanStatus::kPaidOff)) {
    events.back().is_last = true;
  } else if (row.loan_status == text_of(LoanStatus::kDefaulted) && !missed.empty()) {
    const Timestamp given_up = missed[std::min(missed.size(), kMissedOfDefault) - 1];
    for (Event& event : events)
      event.is_last = event.is_missed && event.at == given_up;
  }
  for (const Event& event : events) {
    life.change(event.at, [&](LoansRow& now) {
      now.outstanding_balance.cents -= event.paid.cents;
      now.default_status = now.default_status || (event.is_missed && row.default_status);
      if (event.is_last) now.loan_status = row.loan_status;
    });
  }
}

}  // namespace bankseed
