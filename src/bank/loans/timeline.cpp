#include "bank/loans/timeline.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "bank/loans/loans.hpp"
#include "bank/loans/repayments.hpp"
#include "bank/loans/underwriting.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

constexpr EnumArray<LoanType, std::string_view> kNumberPrefixes = {"ML", "PL", "AL", "BL", "EL"};
/// Days from application to decision.
constexpr EnumArray<LoanType, Range> kDecisionDays = {
    {{{12, 35}, {1, 5}, {1, 6}, {7, 28}, {3, 14}}}};
/// Age in days of the youngest loan.
constexpr EnumArray<LoanStatus, std::int32_t> kLoanDaysMin = {3, 200, 270};
/// Old enough to have had an installment due.
constexpr std::int32_t kInstallmentDays = 40;
/// Days more than were drawn, until the bank works again.
constexpr std::int32_t kClosed = WorkingDays::kClosedMax;

/// An application with its dates, on the way to its place among the block's.
struct Draft {
  LoanPlan plan;
  Date applied;
  std::optional<Date> decided;
  Date disbursed;
};

std::int32_t day_between(Draws& draws, std::int32_t first, std::int32_t last) {
  return static_cast<std::int32_t>(draws.between(first, std::max(first, last)));
}

class LoanScheduler {
 public:
  LoanScheduler(const BankModel& model, const CoreBankingPlan& block)
      : settings_(model.options.settings.loans),
        model_(model),
        block_(block),
        as_of_(model.options.as_of.days),
        earliest_(add_months(model.options.as_of,
                             -12 * static_cast<std::int32_t>(settings_.application_years))
                      .days) {}

  [[nodiscard]] Draft date(const LoanPlan& plan) const {
    const Customer& customer = block_.customers[plan.customer];
    Draws draws = model_.draws(Stream::kApplication, plan.key);
    Draft draft{.plan = plan, .applied = {}, .decided = {}, .disbursed = {}};
    const Range& days = kDecisionDays[plan.type];
    const auto lag = static_cast<std::int32_t>(draws.between(days.low, days.high));
    const std::int32_t first = std::max(date_of(customer.created_at).days + 1, earliest_);
    const std::int32_t last = date_of({customer.active_until.micros - 1}).days;
    switch (plan.status) {
      case ApplicationStatus::kApproved: date_loan(draft, first, lag, draws); break;
      case ApplicationStatus::kRejected: {
        draft.applied = {day_between(draws, first, last - lag - kClosed)};
        draft.decided = model_.working_days.within(add_days(draft.applied, lag), draft.applied,
                                                   std::max(draft.applied, Date{last}));
        break;
      }
      case ApplicationStatus::kPending: {
        const std::int32_t recent = as_of_ - static_cast<std::int32_t>(settings_.pending_days);
        draft.applied = {day_between(draws, std::max(first, recent), last)};
        break;
      }
      case ApplicationStatus::kWithdrawn:
        draft.applied = {day_between(draws, first, last - kClosed)};
        break;
    }
    draft.applied = std::min(draft.applied, Date{as_of_ - 1});
    return draft;
  }

 private:
  /// From the disbursement back: it must leave room for what is known to have happened since.
  void date_loan(Draft& draft, std::int32_t first, std::int32_t lag, Draws& draws) const {
    const LoanPlan& plan = draft.plan;
    const Range& payout = settings_.disbursement_days;
    const auto payout_days = static_cast<std::int32_t>(draws.between(payout.low, payout.high));
    std::int32_t latest = as_of_ - kLoanDaysMin[plan.loan_status];
    const std::int32_t verified = block_.customers[plan.customer].verified.days;
    std::int32_t earliest = std::max(first + lag, verified) + payout_days + kClosed;
    if (plan.account) earliest = std::max(earliest, block_.accounts[*plan.account].opened.days);
    if (plan.loan_status == LoanStatus::kActive) {
      // Even without interest, so much of the principal is left unpaid (LOA3).
      const auto months = static_cast<std::int32_t>(plan.term_months *
                                                    (10'000 - settings_.outstanding.low) / 10'000);
      earliest =
          std::max(earliest, add_months(model_.options.as_of, -std::max(0, months - 1)).days);
    }
    if (earliest > latest) latest = as_of_ - kInstallmentDays;
    if (earliest > latest) {
      lag = 1;
      earliest = std::max(first + lag, verified) + payout_days + kClosed;
      latest = as_of_ - kLoanDaysMin[LoanStatus::kActive];
    }
    const Date earliest_day{std::min(earliest, latest)};
    draft.disbursed = model_.working_days.within({day_between(draws, earliest_day.days, latest)},
                                                 earliest_day, Date{as_of_ - 1});
    draft.decided = model_.working_days.within(
        add_days(draft.disbursed, -payout_days),
        add_days(draft.disbursed, -static_cast<std::int32_t>(payout.high)),
        add_days(draft.disbursed, -static_cast<std::int32_t>(payout.low)));
    draft.applied = std::max(add_days(*draft.decided, -lag), std::min(Date{first}, *draft.decided));
  }

  const LoanSettings& settings_;
  const BankModel& model_;
  const CoreBankingPlan& block_;
  std::int32_t as_of_;
  std::int32_t earliest_;
};

/// Monthly installments of a loan from `disbursed` that were due before `as_of`.
std::int32_t installments_due(Date disbursed, Date as_of, std::int32_t term) {
  const YearMonthDay first = to_civil(disbursed);
  const YearMonthDay now = to_civil(as_of);
  const std::int32_t months = (now.year - first.year) * 12 + now.month - first.month;
  // The one in the month of as_of may be due on it or later.
  const std::int32_t due = add_months(disbursed, months) < as_of ? months : months - 1;
  return std::clamp(due, 0, term);
}

/// LOA3
Money outstanding_balance(const BankModel& model, const Loan& loan) {
  const LoanSettings& settings = model.options.settings.loans;
  if (loan.status == LoanStatus::kPaidOff) return {0};
  AmortizationSchedule schedule(loan.terms, loan.payment);
  for (std::int32_t i = 0; i < loan.settled; ++i)
    static_cast<void>(schedule.next());
  const std::int64_t unpaid = schedule.balance().cents;
  if (loan.status == LoanStatus::kDefaulted) return {unpaid};
  const std::int64_t principal = loan.terms.principal.cents;
  const std::int64_t low = (principal * settings.outstanding.low + 9'999) / 10'000;
  const std::int64_t high = principal * settings.outstanding.high / 10'000;
  Draws draws = model.draws(Stream::kPrepayment, loan.key);
  const bool prepays = draws.chance({1, 8});
  if (unpaid <= high && !prepays) return {unpaid};
  // What was paid beyond the schedule: mostly little, the square of a uniform draw.
  const std::int64_t top = std::min(unpaid, high);
  const auto uniform = static_cast<std::int64_t>(draws.below(1'000'000));
  const std::int64_t reach = std::min(top - std::min(top, low), principal / 10);
  return {top - static_cast<std::int64_t>(static_cast<Int128>(reach) * uniform * uniform /
                                          1'000'000'000'000)};
}

/// Ordinals in the bank that the next loan's own rows begin at.
struct LoanOrdinals {
  std::uint64_t installment = 0;
  std::uint64_t collateral = 0;
  std::uint64_t guarantor = 0;
};

/// What a draft says of an approved application's loan; amounts and payments come later.
Loan loan_of(const Draft& draft, Date as_of, LoanOrdinals& next) {
  const LoanPlan& plan = draft.plan;
  Loan loan;
  loan.key = plan.key;
  loan.customer = plan.customer;
  loan.account = plan.account;
  loan.type = plan.type;
  loan.status = plan.loan_status;
  loan.terms.months = plan.term_months;
  loan.disbursed = draft.disbursed;
  loan.matures = add_months(draft.disbursed, plan.term_months);
  loan.past = installments_due(draft.disbursed, as_of, plan.term_months);
  loan.first_installment = next.installment;
  loan.collateral_count = plan.collateral_count;
  loan.first_collateral = next.collateral;
  loan.guarantor_count = plan.guarantor_count;
  loan.first_guarantor = next.guarantor;
  next.installment += static_cast<std::uint64_t>(plan.term_months);
  next.collateral += plan.collateral_count;
  next.guarantor += plan.guarantor_count;
  return loan;
}

Application application_of(const Draft& draft) {
  Application application;
  application.key = draft.plan.key;
  application.customer = draft.plan.customer;
  application.type = draft.plan.type;
  application.status = draft.plan.status;
  application.applied = draft.applied;
  application.decided = draft.decided;
  application.assessment.grade = draft.plan.grade;
  return application;
}

}  // namespace

Timestamp paid_out_at(const BankModel& model, const Loan& loan) noexcept {
  Draws draws = model.draws(Stream::kLoanBooked, loan.id.number);
  return at_second(loan.disbursed, draws.between(9 * kSecondsPerHour, 16 * kSecondsPerHour));
}

LoansData::LoansData(const BankModel& model, const CoreBankingPlan& block)
    : working_days(&model.working_days),
      before(model.loans.counts_of(block.quotas.customers.first)),
      counts(model.loans.counts_of(block.quotas.customers.last) - before) {
  std::vector<Draft> drafts;
  drafts.reserve(counts.applications);
  const LoanScheduler dating(model, block);
  const LoanPlans plans = plan_loans(model, block, before, counts);
  grades_again = plans.grades_again;
  for (const LoanPlan& plan : plans.applications)
    drafts.push_back(dating.date(plan));
  std::sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
    return std::tie(a.plan.customer, a.applied, a.plan.key) <
           std::tie(b.plan.customer, b.applied, b.plan.key);
  });
  applications.reserve(drafts.size());
  loans.reserve(counts.loans);
  LoanOrdinals next{.installment = before.installments,
                    .collateral = before.collateral,
                    .guarantor = before.guarantors};
  for (const Draft& draft : drafts) {
    Application application = application_of(draft);
    application.id = {before.applications + applications.size() + 1};
    if (application.status == ApplicationStatus::kApproved) {
      const auto index = static_cast<std::uint32_t>(loans.size());
      application.loan = index;
      Loan loan = loan_of(draft, model.options.as_of, next);
      loan.id = {before.loans + index + 1};
      loan.application = static_cast<std::uint32_t>(applications.size());
      if (loan.account) loans_by_account_.emplace_back(*loan.account, index);
      loans.push_back(loan);
    }
    applications.push_back(application);
  }
  std::sort(loans_by_account_.begin(), loans_by_account_.end());
  assess_credit(model, block, *this);
  underwrite(model, block, *this);
  for (Loan& loan : loans)
    loan.payments_draw = model.draws(Stream::kLoanPayments, loan.key).next();
  settle_installments(model, *this);
  for (Loan& loan : loans)
    loan.outstanding = outstanding_balance(model, loan);
}

std::string_view loan_number_text(Arena& arena, const Loan& loan) {
  return Text(arena)
      .add(kNumberPrefixes[loan.type])
      .add('-')
      .number(static_cast<std::uint64_t>(to_civil(loan.disbursed).year))
      .add('-')
      .number(loan.id.number * 10 + luhn_digit(loan.id.number), 9)
      .view();
}

std::span<const std::pair<std::uint32_t, std::uint32_t>> LoansData::loans_of_account(
    std::uint32_t account) const noexcept {
  const auto first = std::lower_bound(loans_by_account_.begin(), loans_by_account_.end(),
                                      std::pair<std::uint32_t, std::uint32_t>(account, 0));
  auto last = first;
  while (last != loans_by_account_.end() && last->first == account)
    ++last;
  return {first, last};
}

LoanPayment LoansData::payment(std::uint32_t loan_index, std::int32_t number) const noexcept {
  const Loan& loan = loans[loan_index];
  BANKSEED_CHECK(number >= 1 && number <= loan.settled);
  const Date due = add_months(loan.disbursed, number);
  Money amount = loan.payment;
  if (number == loan.terms.months) {
    AmortizationSchedule schedule(loan.terms, loan.payment);
    for (std::int32_t i = 0; i < number; ++i)
      amount = schedule.next().total;
  }
  return {.date = *installment_state(loan, number, due, *working_days).paid_on,
          .amount = amount,
          .loan = loan_index,
          .installment = number};
}

void LoansData::append_payments(std::uint32_t account,
                                std::size_t count_max,
                                std::vector<LoanPayment>& out) const {
  const std::size_t before_size = out.size();
  const auto linked = loans_of_account(account);
  for (const auto& [unused, loan] : linked) {
    const std::int32_t settled = loans[loan].settled;
    for (std::int32_t number = settled;
         number > 0 && static_cast<std::size_t>(settled - number) < count_max; --number)
      out.push_back(payment(loan, number));
  }
  if (linked.size() > 1) {
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(before_size), out.end(),
              [](const LoanPayment& a, const LoanPayment& b) {
                return a.date != b.date ? a.date > b.date : a.loan < b.loan;
              });
  }
  if (out.size() - before_size > count_max) out.resize(before_size + count_max);
}

}  // namespace bankseed
