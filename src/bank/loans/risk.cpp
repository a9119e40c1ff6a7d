#include <algorithm>
#include <array>
#include <span>

#include "bank/loans/loans.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// What is assessed: the first five are applications, by what became of them; the others are
/// running loans, assessed again.
enum Assessed : std::size_t {
  kPerforming,
  kDelinquent,
  kDefaulted,
  kRejected,
  kOpen,
  kAgain,
  kAgainDelinquent
};
constexpr std::size_t kAssessedCount = 7;
constexpr std::size_t kGradeCount = kCountOf<CreditGrade>;

/// Grades from AAA to CCC, by what is assessed: those who were rejected, or will not pay, look
/// worse.
constexpr std::array<std::uint32_t, kAssessedCount* kGradeCount> kGradeWeights = {
    8, 16, 35, 30, 10, 1,  0,    // performing
    0, 0,  3,  22, 48, 22, 5,    // delinquent
    0, 0,  0,  0,  44, 42, 14,   // defaulted
    0, 0,  4,  27, 40, 22, 7,    // rejected
    4, 9,  25, 34, 20, 7,  1,    // open
    8, 15, 33, 31, 11, 2,  0,    // again
    0, 0,  0,  2,  40, 44, 14};  // again, delinquent

/// Where each grade's band of scores begins, worst grade last, on a scale from 300 to 850, and its
/// band of default probabilities, in thousandths of the whole range.
constexpr std::array<std::int64_t, kGradeCount + 1> kScoreCuts = {851, 800, 750, 700,
                                                                  640, 580, 520, 300};
constexpr std::array<std::int64_t, kGradeCount + 1> kProbabilityCuts = {0,   15,  40,  95,
                                                                        190, 370, 640, 1000};

constexpr std::int32_t kReassessmentDays = 10;

class Assessor {
 public:
  Assessor(const BankModel& model, const CoreBankingPlan& block, LoansData& data)
      : model_(model), block_(block), data_(data), as_of_(model.options.as_of.days) {}

  void assess() {
    choose_delinquent();
    choose_reassessed();
    group_applications();
    std::array<std::uint64_t, kAssessedCount> sizes{};
    for (std::size_t i = 0; i < kOpen + 1; ++i)
      sizes[i] = groups_[i].size();
    sizes[kAgain] = again_[0].size();
    sizes[kAgainDelinquent] = again_[1].size();
    const auto cells = fit_contingency_table(sizes, data_.counts.grades, kGradeWeights);
    for (std::size_t i = 0; i < kOpen + 1; ++i)
      grade_applications(i, std::span(cells).subspan(i * kGradeCount).first<kGradeCount>());
    for (std::size_t i = 0; i < again_.size(); ++i) {
      const auto grades = std::span(cells).subspan((kAgain + i) * kGradeCount);
      grade_loans(again_[i], grades.first<kGradeCount>());
    }
  }

 private:
  /// Indexes of the active loans, those first that `penalty` is least for; by chance among equals.
  template <class Penalty>
  [[nodiscard]] std::vector<std::uint32_t> active_loans(Stream stream,
                                                        const Penalty& penalty) const {
    std::vector<std::array<std::uint64_t, 3>> keys;
    for (std::uint32_t i = 0; i < data_.loans.size(); ++i) {
      const Loan& loan = data_.loans[i];
      if (loan.status != LoanStatus::kActive) continue;
      keys.push_back({penalty(loan), model_.draws(stream, loan.key).next(), i});
    }
    std::sort(keys.begin(), keys.end());
    std::vector<std::uint32_t> loans;
    loans.reserve(keys.size());
    for (const auto& key : keys)
      loans.push_back(static_cast<std::uint32_t>(key[2]));
    return loans;
  }

  /// LOA4: some months have passed, and the rich pay.
  void choose_delinquent() {
    std::uint64_t left = data_.counts.delinquent;
    const auto penalty = [this](const Loan& loan) -> std::uint64_t {
      const bool rich = block_.customers[loan.customer].segment == Segment::kPrivateBanking;
      const bool young = loan.past < 4;
      return (young ? 2U : 0U) + (rich ? 1U : 0U);
    };
    for (const std::uint32_t index : active_loans(Stream::kDelinquent, penalty)) {
      Loan& loan = data_.loans[index];
      if (left == 0) return;
      if (loan.past == 0) continue;
      loan.delinquent = true;
      --left;
    }
  }

  void choose_reassessed() {
    std::uint64_t left = data_.counts.reassessed;
    const auto penalty = [this](const Loan& loan) -> std::uint64_t {
      if (loan.delinquent) return 0;
      return loan.disbursed.days > as_of_ - kReassessmentDays ? 2 : 1;
    };
    for (const std::uint32_t index : active_loans(Stream::kReassessed, penalty)) {
      if (left-- == 0) return;
      again_[data_.loans[index].delinquent ? 1 : 0].push_back(index);
    }
  }

  void group_applications() {
    for (std::uint32_t i = 0; i < data_.applications.size(); ++i) {
      const Application& application = data_.applications[i];
      std::size_t group = kOpen;
      if (application.loan) {
        const Loan& loan = data_.loans[*application.loan];
        group = kPerforming;
        if (loan.delinquent) group = kDelinquent;
        if (loan.status == LoanStatus::kDefaulted) group = kDefaulted;
      } else if (application.status == ApplicationStatus::kRejected) {
        group = kRejected;
      }
      groups_[group].push_back(i);
    }
  }

  void grade_applications(std::size_t group, std::span<const std::uint64_t, kGradeCount> cells) {
    const auto& members = groups_[group];
    const auto order =
        model_.permutation(Stream::kCreditGrade, block_.quotas.block * 8 + group, members.size())
            .images();
    const bool bad = group >= kDelinquent && group <= kRejected;
    for (std::size_t i = 0; i < members.size(); ++i) {
      Application& application = data_.applications[members[i]];
      const auto grade = value_at<CreditGrade>(cells, order[i]);
      Draws draws = model_.draws(Stream::kAssessment, application.key);
      const std::int32_t last = application.decided
                                    ? application.decided->days
                                    : std::min(application.applied.days + 6, last_day(application));
      const Date latest = std::max(application.applied, Date{last});
      const Date day{
          static_cast<std::int32_t>(draws.between(application.applied.days, latest.days))};
      application.assessment =
          judged(model_.working_days.within(day, application.applied, latest), grade, bad, draws);
    }
  }

  [[nodiscard]] std::int32_t last_day(const Application& application) const {
    return date_of({block_.customers[application.customer].active_until.micros - 1}).days;
  }

  /// A loan's new grade stays near the one it was granted with.
  void grade_loans(const std::vector<std::uint32_t>& members,
                   std::span<const std::uint64_t, kGradeCount> cells) {
    std::vector<std::array<std::uint64_t, 3>> keys;
    for (const std::uint32_t index : members) {
      const Loan& loan = data_.loans[index];
      const CreditGrade granted = data_.applications[loan.application].assessment.grade;
      Draws draws = model_.draws(Stream::kMovedGrade, loan.key);
      const std::uint64_t moved = static_cast<std::uint64_t>(granted) * 2 + draws.below(4);
      keys.push_back({moved, draws.next(), index});
    }
    std::sort(keys.begin(), keys.end());
    for (std::size_t i = 0; i < keys.size(); ++i) {
      Loan& loan = data_.loans[keys[i][2]];
      const auto grade = value_at<CreditGrade>(cells, i);
      Draws draws = model_.draws(Stream::kReassessment, loan.key);
      const std::int32_t recent = as_of_ - (loan.delinquent ? 60 : 365);
      const std::int32_t first =
          std::min(std::max(loan.disbursed.days + kReassessmentDays, recent), as_of_ - 1);
      const Date day{static_cast<std::int32_t>(draws.between(first, as_of_ - 1))};
      loan.reassessment = judged(model_.working_days.within(day, {first}, {as_of_ - 1}), grade,
                                 loan.delinquent, draws);
    }
  }

  /// RSK1: score within the grade's band; the probability of default rises as the score falls, and
  /// is in the upper half of the band for those who turn out badly.
  [[nodiscard]] CreditAssessment judged(Date date,
                                        CreditGrade grade,
                                        bool bad,
                                        Draws& draws) const {
    const LoanSettings& settings = model_.options.settings.loans;
    const auto index = static_cast<std::size_t>(grade);
    const std::int64_t scale = settings.score.high + 1 - settings.score.low;
    const auto score_at = [&settings, scale](std::int64_t cut) {
      return settings.score.low +
             (cut - kScoreCuts.back()) * scale / (kScoreCuts.front() - kScoreCuts.back());
    };
    const std::int64_t low = score_at(kScoreCuts[index + 1]);
    const std::int64_t high = std::max(low, score_at(kScoreCuts[index]) - 1);
    const std::int64_t score = draws.between(low, high);
    const Range& probability = settings.default_probability;
    const auto probability_at = [&probability](std::int64_t cut) {
      return probability.low + (probability.high - probability.low) * cut / 1'000;
    };
    const bool worst = index + 1 == kGradeCount;
    const std::int64_t least = probability_at(kProbabilityCuts[index]);
    const std::int64_t most = probability_at(kProbabilityCuts[index + 1]) - (worst ? 0 : 1);
    const std::int64_t width = std::max<std::int64_t>(0, most - least);
    // Twice the position in the band, of twice its width in scores.
    const std::int64_t position = high - score + (bad ? high - low + 1 : 0);
    const std::int64_t part = width * position / std::max<std::int64_t>(1, 2 * (high - low) + 1);
    return {.date = date,
            .grade = grade,
            .score = static_cast<std::int32_t>(score),
            .default_probability = {static_cast<std::int32_t>(least + part)}};
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  LoansData& data_;
  std::int32_t as_of_;
  std::array<std::vector<std::uint32_t>, kOpen + 1> groups_;  // Applications.
  std::array<std::vector<std::uint32_t>, 2> again_;           // Loans.
};

}  // namespace

void assess_credit(const BankModel& model, const CoreBankingPlan& block, LoansData& data) {
  Assessor(model, block, data).assess();
}

}  // namespace bankseed
