#include "bank/loans/underwriting.hpp"

#include <algorithm>

#include "bank/accounts/income.hpp"
#include "bankseed/core/calendar.hpp"

namespace bankseed {
namespace {

/// Where each grade's band of scores begins, worst grade last, on a scale from 300 to 850.
constexpr std::array<std::int64_t, kCountOf<CreditGrade> + 1> kScoreCuts = {851, 800, 750, 700,
                                                                            640, 580, 520, 300};
/// Cut-offs on the same scale, near those of lenders (Federal Housing Administration: 580;
/// conventional mortgages: 620).
constexpr EnumArray<LoanType, std::int64_t> kCutOffs = {620, 600, 580, 640, 590};

/// Amounts asked for are round: cents.
constexpr EnumArray<LoanType, std::int64_t> kRequestedUnit = {1'000'00, 500'00, 500'00, 1'000'00,
                                                              500'00};
constexpr std::int64_t kApprovedUnit = 100'00;
/// Rates are multiples of so many basis points.
constexpr std::int64_t kRateUnit = 5;
/// What a payment is worked out for.
constexpr std::int64_t kSampleCents = 1'000'000'00;
constexpr std::int64_t kPaydays = 2;  ///< A month.

std::int64_t score_at(const LoanSettings& settings, std::int64_t cut) noexcept {
  const std::int64_t scale = settings.score.high + 1 - settings.score.low;
  return settings.score.low +
         (cut - kScoreCuts.back()) * scale / (kScoreCuts.front() - kScoreCuts.back());
}

/// Yearly rate by grade: each has its own seventh of the type's range (LOA1).
Fraction rate_of(const Range& range, CreditGrade grade, std::uint64_t uniform) {
  const std::int64_t span = range.high - range.low;
  const auto index = static_cast<std::int64_t>(grade);
  const auto count = static_cast<std::int64_t>(kCountOf<CreditGrade>);
  const std::int64_t first = range.low + span * index / count;
  const std::int64_t width = range.low + span * (index + 1) / count - first;
  const auto within =
      static_cast<std::int64_t>(scale_to(uniform, static_cast<std::uint64_t>(width) + 1));
  const std::int64_t rate = (first + within) / kRateUnit * kRateUnit;
  return {static_cast<std::int32_t>(std::clamp(rate, range.low, range.high))};
}

class Underwriter {
 public:
  Underwriter(const BankModel& model, const CoreBankingPlan& block, LoansData& data)
      : settings_(model.options.settings.loans), model_(model), block_(block), data_(data) {}

  void underwrite() {
    for (const Customer& customer : block_.customers) {
      data_.pays.push_back(customer.segment == Segment::kCorporate ? Money{}
                                                                   : drawn_pay(model_, customer));
    }
    for (std::size_t first = 0; first < data_.applications.size();) {
      std::size_t last = first;
      while (last < data_.applications.size() &&
             data_.applications[last].customer == data_.applications[first].customer)
        ++last;
      judge(first, last);
      first = last;
    }
  }

 private:
  /// What a borrower owes the bank every month.
  struct Debt {
    Date decided;
    Date matures;
    std::int64_t cents = 0;
  };

  /// The applications [first, last), which are one customer's: what is granted in the order of the
  /// decisions, then the others, which know what is owed and earned.
  void judge(std::size_t first, std::size_t last) {
    const Customer& customer = block_.customers[data_.applications[first].customer];
    const IncomeHistory history(model_, customer);
    debts_.clear();
    std::vector<std::size_t> granted;
    for (std::size_t i = first; i < last; ++i) {
      if (data_.applications[i].loan) granted.push_back(i);
    }
    std::sort(granted.begin(), granted.end(), [this](std::size_t a, std::size_t b) {
      const auto key = [this](std::size_t i) {
        return std::pair(data_.applications[i].decided, i);
      };
      return key(a) < key(b);
    });
    for (const std::size_t i : granted)
      grant(customer, history, data_.applications[i]);
    for (std::size_t i = first; i < last; ++i) {
      if (!data_.applications[i].loan) ask(customer, history, data_.applications[i]);
    }
  }

  [[nodiscard]] std::int64_t owed_on(Date date) const {
    std::int64_t cents = 0;
    for (const Debt& debt : debts_)
      cents += debt.decided <= date && debt.matures > date ? debt.cents : 0;
    return cents;
  }

  /// What the installment may be at most; the income is nobody's business for a firm.
  [[nodiscard]] std::int64_t bearable(LoanType type, Money pay, Date date) const {
    return std::max<std::int64_t>(0,
                                  kPaydays * pay.cents * kDebtShares[type] / 100 - owed_on(date));
  }

  /// The greatest principal of which an installment is at most so much.
  [[nodiscard]] static std::int64_t principal_for(std::int64_t payment, const LoanTerms& sample) {
    const std::int64_t of_sample = std::max<std::int64_t>(1, level_payment(sample).cents);
    // Two cents for the rounding of both.
    const Int128 cents = static_cast<Int128>(std::max<std::int64_t>(0, payment - 2)) *
                         sample.principal.cents / of_sample;
    return static_cast<std::int64_t>(std::min<Int128>(cents, INT64_MAX / 4));
  }

  [[nodiscard]] LoanTerms sample(const Application& application, std::int32_t months) const {
    const Fraction rate = rate_of(settings_.rates[application.type], application.assessment.grade,
                                  model_.draws(Stream::kLoanRate, application.key).next());
    return {.principal = {kSampleCents}, .rate = rate, .months = months};
  }

  /// Uniform draws: what is asked for, whether all of it is granted, and else how much.
  struct AmountDraws {
    std::uint64_t requested;
    std::uint64_t whole;
    std::uint64_t part;
  };
  [[nodiscard]] AmountDraws amount_draws(const Application& application) const {
    Draws draws = model_.draws(Stream::kLoan, application.key);
    AmountDraws drawn{};
    drawn.requested = draws.next();
    drawn.whole = draws.next();
    drawn.part = draws.next();
    return drawn;
  }

  [[nodiscard]] Money rounded_request(LoanType type, std::int64_t cents) const {
    const Range& range = settings_.amounts[type];
    return {std::clamp(cents / kRequestedUnit[type] * kRequestedUnit[type], range.low, range.high)};
  }

  void grant(const Customer& customer, const IncomeHistory& history, Application& application) {
    Loan& loan = data_.loans[*application.loan];
    Money& pay = data_.pays[application.customer];
    const Range& range = settings_.amounts[application.type];
    const Date date = *application.decided;
    loan.terms = sample(application, loan.terms.months);
    std::int64_t most = range.high;
    if (customer.segment != Segment::kCorporate) {
      // Who lives on less than the smallest loan takes would not have been granted it.
      const std::int64_t least =
          level_payment({{range.low}, loan.terms.rate, loan.terms.months}).cents + 4;
      const std::int64_t income = (owed_on(date) + least) * 100 / kDebtShares[application.type] + 1;
      pay = std::max(pay, history.today_for({(income + 1) / kPaydays + 1}, date));
      most = std::clamp(
          principal_for(bearable(application.type, history.on(pay, date), date), loan.terms),
          range.low, range.high);
    }
    const AmountDraws draws = amount_draws(application);
    application.requested =
        rounded_request(application.type, model_.loans.requested(application.type, customer.segment)
                                              .within(draws.requested, range.low, most));
    application.approved = granted_part(application, draws);
    loan.terms.principal = *application.approved;
    loan.payment = level_payment(loan.terms);
    debts_.push_back({.decided = date, .matures = loan.matures, .cents = loan.payment.cents});
  }

  /// LOA1
  [[nodiscard]] Money granted_part(const Application& application, const AmountDraws& draws) const {
    const Range& approved = settings_.approved;
    const std::uint64_t uniform = scale_to(draws.whole, 100);
    const auto width = static_cast<std::uint64_t>(approved.high - approved.low) + 1;
    const std::int64_t part = approved.low + static_cast<std::int64_t>(scale_to(draws.part, width));
    // Good borrowers get all they ask for more often than others.
    const bool whole = uniform < (application.assessment.grade <= CreditGrade::kA ? 64 : 34);
    const std::int64_t requested = application.requested.cents;
    const std::int64_t share = whole ? approved.high : part;
    const std::int64_t granted = requested * share / 10'000 / kApprovedUnit * kApprovedUnit;
    return {std::clamp(granted, (requested * approved.low + 9'999) / 10'000,
                       requested * approved.high / 10'000)};
  }

  /// What was not granted. Where the score is good enough, mostly too much was asked for.
  void ask(const Customer& customer, const IncomeHistory& history, Application& application) const {
    const Range& range = settings_.amounts[application.type];
    const QuantileTable& shape = model_.loans.requested(application.type, customer.segment);
    const std::uint64_t draw = amount_draws(application).requested;
    application.requested = rounded_request(application.type, shape(draw));
    if (application.status != ApplicationStatus::kRejected) return;
    Refusal& refusal = application.refusal;
    if (application.assessment.score < score_cut_off(settings_, application.type)) {
      refusal.reason = RefusalReason::kScore;
      return;
    }
    Draws draws = model_.draws(Stream::kRefusal, application.key);
    const std::uint64_t uniform = draws.below(100);
    const Date date = *application.decided;
    const bool firm = customer.segment == Segment::kCorporate;
    if (!firm && uniform < 66) {
      const Money pay = history.on(data_.pays[application.customer], date);
      const auto longest =
          static_cast<std::int32_t>(model_.loans.terms()[application.type].front());
      LoanTerms terms = sample(application, longest);
      const std::int64_t bearable_cents = bearable(application.type, pay, date);
      const std::int64_t most = principal_for(bearable_cents, terms);
      const std::int64_t too_much = most + most / 20 + kRequestedUnit[application.type];
      if (too_much < range.high) {
        application.requested = rounded_request(
            application.type, shape.within(draw, std::max(range.low, too_much), range.high));
        terms.principal = application.requested;
        const std::int64_t income = std::max<std::int64_t>(1, kPaydays * pay.cents);
        refusal.debt_percent =
            ((owed_on(date) + level_payment(terms).cents) * 100 + income - 1) / income;
        refusal.affordable = {most};
        refusal.yearly_income = {12 * kPaydays * pay.cents};
        refusal.reason = uniform < 46 ? RefusalReason::kDebt : RefusalReason::kIncome;
        return;
      }
    }
    // Documents are those of people who work.
    const bool works = history.retires() > application.applied;
    refusal.reason =
        works && uniform % 3 == 0 ? RefusalReason::kUnverified : RefusalReason::kSpecific;
    if (!firm && uniform % 3 == 1) set_employment(customer, history, application, draws);
  }

  /// Too short a time with the employer, of who still works, as far as the account that the salary
  /// comes in on does not say otherwise.
  void set_employment(const Customer& customer,
                      const IncomeHistory& history,
                      Application& application,
                      Draws& draws) const {
    if (history.retires() <= application.applied) return;
    Refusal& refusal = application.refusal;
    std::uint64_t months = 2 + draws.below(9);
    for (const Account& account : block_.accounts_of(customer)) {
      if (!account.salaried) continue;
      if (account.opened >= application.applied) return;
      months = static_cast<std::uint64_t>(application.applied.days - account.opened.days) / 30 + 1;
    }
    if (months < 2 || months >= months_employed_min(application.type)) return;
    refusal.reason = RefusalReason::kEmployment;
    refusal.months_employed = months;
  }

  const LoanSettings& settings_;
  const BankModel& model_;
  const CoreBankingPlan& block_;
  LoansData& data_;
  std::vector<Debt> debts_;  ///< Of a customer.
};

}  // namespace

Range score_band(const LoanSettings& settings, CreditGrade grade) noexcept {
  const auto index = static_cast<std::size_t>(grade);
  const std::int64_t low = score_at(settings, kScoreCuts[index + 1]);
  return {low, std::max(low, score_at(settings, kScoreCuts[index]) - 1)};
}

std::int32_t score_cut_off(const LoanSettings& settings, LoanType type) noexcept {
  return static_cast<std::int32_t>(score_at(settings, kCutOffs[type]));
}

CreditGrade worst_granted(const LoanSettings& settings, LoanType type) noexcept {
  CreditGrade worst = CreditGrade::kAaa;
  for (const CreditGrade grade : kAll<CreditGrade>) {
    if (score_band(settings, grade).high >= score_cut_off(settings, type)) worst = grade;
  }
  return worst;
}

void underwrite(const BankModel& model, const CoreBankingPlan& block, LoansData& data) {
  Underwriter(model, block, data).underwrite();
}

}  // namespace bankseed
