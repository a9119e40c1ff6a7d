#include <algorithm>
#include <array>
#include <span>

#include "bank/loans/loans.hpp"
#include "bank/loans/underwriting.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// Each grade's band of default probabilities, in thousandths of the whole range.
constexpr std::array<std::int64_t, kCountOf<CreditGrade> + 1> kProbabilityCuts = {
    0, 15, 40, 95, 190, 370, 640, 1000};

constexpr std::int32_t kReassessmentDays = 10;

class Assessor {
 public:
  Assessor(const BankModel& model, const CoreBankingPlan& block, LoansData& data)
      : model_(model), block_(block), data_(data), as_of_(model.options.as_of.days) {}

  void assess() {
    choose_delinquent();
    for (Application& application : data_.applications)
      assess(application);
    assess_again();
  }

 private:
  [[nodiscard]] std::uint64_t risk_of(const Loan& loan) const {
    return kDefaultWeights[data_.applications[loan.application].assessment.grade];
  }

  /// Indexes of the active loans, those first that `penalty` is least for; among equals by chance,
  /// which may go by the weights of grades.
  template <class Penalty>
  [[nodiscard]] std::vector<std::uint32_t> active_loans(Stream stream,
                                                        const Penalty& penalty,
                                                        bool by_risk = false) const {
    std::vector<std::array<std::uint64_t, 3>> keys;
    for (std::uint32_t i = 0; i < data_.loans.size(); ++i) {
      const Loan& loan = data_.loans[i];
      if (loan.status != LoanStatus::kActive) continue;
      const std::uint64_t draw = model_.draws(stream, loan.key).next();
      keys.push_back({penalty(loan), by_risk ? draw / risk_of(loan) : draw, i});
    }
    std::sort(keys.begin(), keys.end());
    std::vector<std::uint32_t> loans;
    loans.reserve(keys.size());
    for (const auto& key : keys)
      loans.push_back(static_cast<std::uint32_t>(key[2]));
    return loans;
  }

  /// LOA4: some months have passed. Chance decides, by the weights of grades.
  void choose_delinquent() {
    std::uint64_t left = data_.counts.delinquent;
    const auto penalty = [](const Loan& loan) -> std::uint64_t { return loan.past < 4 ? 1 : 0; };
    for (const std::uint32_t index : active_loans(Stream::kDelinquent, penalty, true)) {
      Loan& loan = data_.loans[index];
      if (left == 0) return;
      if (loan.past == 0) continue;
      loan.delinquent = true;
      --left;
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> reassessed() const {
    const auto penalty = [this](const Loan& loan) -> std::uint64_t {
      if (loan.delinquent) return 0;
      return loan.disbursed.days > as_of_ - kReassessmentDays ? 2 : 1;
    };
    std::vector<std::uint32_t> loans = active_loans(Stream::kReassessed, penalty);
    loans.resize(std::min<std::size_t>(loans.size(), data_.counts.reassessed));
    return loans;
  }

  void assess(Application& application) const {
    Draws draws = model_.draws(Stream::kAssessment, application.key);
    const std::int32_t last = application.decided
                                  ? application.decided->days
                                  : std::min(application.applied.days + 6, last_day(application));
    const Date latest = std::max(application.applied, Date{last});
    const Date day{static_cast<std::int32_t>(draws.between(application.applied.days, latest.days))};
    const std::int32_t least =
        application.loan ? score_cut_off(model_.options.settings.loans, application.type) : 0;
    application.assessment = judged(model_.working_days.within(day, application.applied, latest),
                                    application.assessment.grade, least, draws);
  }

  [[nodiscard]] std::int32_t last_day(const Application& application) const {
    return date_of({block_.customers[application.customer].active_until.micros - 1}).days;
  }

  /// A loan's new grade stays near the one it was granted with; it falls where installments are
  /// missed.
  void assess_again() {
    constexpr std::uint64_t kFall = 4;
    std::vector<std::array<std::uint64_t, 3>> keys;
    for (const std::uint32_t index : reassessed()) {
      const Loan& loan = data_.loans[index];
      const CreditGrade granted = data_.applications[loan.application].assessment.grade;
      Draws draws = model_.draws(Stream::kMovedGrade, loan.key);
      std::uint64_t moved = static_cast<std::uint64_t>(granted) * 2 + draws.below(4);
      if (loan.delinquent) moved += kFall;
      keys.push_back({moved, draws.next(), index});
    }
    std::sort(keys.begin(), keys.end());
    for (std::size_t i = 0; i < keys.size(); ++i) {
      Loan& loan = data_.loans[keys[i][2]];
      const auto grade = value_at<CreditGrade>(data_.grades_again, i);
      Draws draws = model_.draws(Stream::kReassessment, loan.key);
      const std::int32_t recent = as_of_ - (loan.delinquent ? 60 : 365);
      const std::int32_t first =
          std::min(std::max(loan.disbursed.days + kReassessmentDays, recent), as_of_ - 1);
      const Date day{static_cast<std::int32_t>(draws.between(first, as_of_ - 1))};
      loan.reassessment =
          judged(model_.working_days.within(day, {first}, {as_of_ - 1}), grade, 0, draws);
    }
  }

  /// RSK1: score within the grade's band, and not below `least`; the probability of default rises
  /// as the score falls.
  [[nodiscard]] CreditAssessment judged(Date date,
                                        CreditGrade grade,
                                        std::int32_t least,
                                        Draws& draws) const {
    const LoanSettings& settings = model_.options.settings.loans;
    const auto index = static_cast<std::size_t>(grade);
    const Range band = score_band(settings, grade);
    const std::int64_t score = draws.between(
        std::min<std::int64_t>(std::max<std::int64_t>(band.low, least), band.high), band.high);
    const Range& probability = settings.default_probability;
    const auto probability_at = [&probability](std::int64_t cut) {
      return probability.low + (probability.high - probability.low) * cut / 1'000;
    };
    const bool worst = index + 1 == kCountOf<CreditGrade>;
    const std::int64_t low = probability_at(kProbabilityCuts[index]);
    const std::int64_t high = probability_at(kProbabilityCuts[index + 1]) - (worst ? 0 : 1);
    const std::int64_t width = std::max<std::int64_t>(0, high - low);
    const std::int64_t part =
        width * (band.high - score) / std::max<std::int64_t>(1, band.high - band.low);
    return {.date = date,
            .grade = grade,
            .score = static_cast<std::int32_t>(score),
            .default_probability = {static_cast<std::int32_t>(low + part)}};
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  LoansData& data_;
  std::int32_t as_of_;
};

}  // namespace

void assess_credit(const BankModel& model, const CoreBankingPlan& block, LoansData& data) {
  Assessor(model, block, data).assess();
}

}  // namespace bankseed
