#include "bank/loans/plan.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "bank/loans/underwriting.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// How a customer stands towards credit: served ones are regular customers with an account that can
/// serve a loan; of those whose identity is not verified, or no longer, nobody gets one (KYC1).
enum CreditEligibility : std::size_t { kServed, kRegular, kRecent, kDormant, kUnverified, kOther };
constexpr std::size_t kEligibilityCount = 6;

/// Inclination to apply, by eligibility.
constexpr std::array<std::uint32_t, kEligibilityCount> kInclination = {100, 70, 90, 50, 20, 0};

/// What becomes of applications, by eligibility: approved, rejected, pending, withdrawn. New
/// customers have not been there long enough for a loan; dormant ones have applied before they went
/// silent.
constexpr std::array<std::uint32_t, kEligibilityCount* 4> kStatusWeights = {
    76, 17, 5, 2, 62, 30, 5, 3, 0, 42, 48, 10, 0, 82, 0, 18, 0, 60, 20, 20, 0, 80, 0, 20};

/// Types by segment.
constexpr EnumTable<Segment, LoanType, std::uint32_t> kTypeWeights = {
    29, 30, 24, 4, 13, 40, 21, 20, 8, 11, 4, 2, 5, 88, 1, 46, 10, 12, 26, 6};

/// Of a hundred loans of a type so many are paid off, and default, where all are graded alike.
constexpr EnumTable<LoanStatus, LoanType, std::uint64_t> kOutcomePercent = {
    91, 78, 82, 81, 90, 7, 15, 13, 10, 7, 2, 7, 5, 9, 3};

/// What is graded: loans of types for which the policy asks for BBB at least, the other loans,
/// applications that were rejected, those that are open, and running loans that are judged again.
enum Graded : std::size_t { kGrantedStrictly, kGranted, kRejected, kOpen, kAgain };
constexpr std::size_t kGradedCount = 5;

/// Grades from AAA to CCC, by what is graded: nobody is granted a loan with a grade that lies below
/// the cut-off (RSK2).
constexpr std::array<std::uint32_t, kGradedCount * kCountOf<CreditGrade>> kGradeWeights = {
    9, 16, 36, 39, 0,  0,  0,   // granted strictly
    8, 15, 33, 32, 12, 0,  0,   // granted
    0, 1,  6,  18, 40, 27, 8,   // rejected
    4, 9,  25, 34, 20, 7,  1,   // open
    7, 14, 29, 31, 13, 5,  1};  // again

/// Types in the order of the borrowers' usual age, and how widely, in years, ages spread around it.
constexpr std::array<LoanType, kCountOf<LoanType>> kTypesByAge = {
    LoanType::kEducation, LoanType::kMortgage, LoanType::kAuto, LoanType::kBusiness,
    LoanType::kPersonal};
constexpr std::uint64_t kTypeAgeSpread = 45;
constexpr std::uint64_t kTermAgeSpread = 18;

/// A paid-off or defaulted loan is at least so old, in days, as are its borrower and account.
constexpr std::int32_t kStoryDays = 340;
/// An account that serves a loan was opened at least so many days ago.
constexpr std::int32_t kAccountDays = 115;

/// The account that a customer would pay a loan from: in use, in dollars, checking before savings,
/// the oldest.
std::optional<std::uint32_t> serving_account(const BankModel& model,
                                             const CoreBankingPlan& block,
                                             const Customer& customer) {
  std::optional<std::uint32_t> best;
  for (std::uint32_t i = 0; i < customer.account_count; ++i) {
    const std::uint32_t index = customer.first_account + i;
    const Account& account = block.accounts[index];
    if (account.status != AccountStatus::kActive || account.currency != model.currency() ||
        account.type == AccountType::kCd ||
        account.opened > add_days(model.options.as_of, -kAccountDays))
      continue;
    const auto rank = [&block](std::uint32_t a) {
      return std::pair(block.accounts[a].type, block.accounts[a].opened);
    };
    if (!best || rank(index) < rank(*best)) best = index;
  }
  return best;
}

class Planner {
 public:
  Planner(const BankModel& model,
          const CoreBankingPlan& block,
          const LoanCounts& before,
          const LoanCounts& counts)
      : model_(model), block_(block), before_(before), counts_(counts) {}

  LoanPlans plan() {
    find_eligibility();
    choose_applicants();
    choose_status();
    choose_types();
    for (const LoanType type : kAll<LoanType>) {
      std::vector<std::uint32_t> loans = approved_of(type);
      choose_terms(type, loans);
      choose_security(type, loans);
    }
    LoanPlans planned;
    planned.grades_again = choose_grades();
    choose_outcomes();
    choose_guaranteed();
    planned.applications = std::move(plans_);
    return planned;
  }

 private:
  [[nodiscard]] Permutation permutation(Stream stream,
                                        std::uint64_t part,
                                        std::uint64_t size) const {
    return model_.permutation(stream, block_.quotas.block * 8 + part, size);
  }
  [[nodiscard]] const Customer& customer_of(std::uint32_t plan) const {
    return block_.customers[plans_[plan].customer];
  }
  [[nodiscard]] bool is_approved(std::uint32_t plan) const {
    return plans_[plan].status == ApplicationStatus::kApproved;
  }

  void find_eligibility() {
    const Date earliest = add_months(
        model_.options.as_of,
        -12 * static_cast<std::int32_t>(model_.options.settings.loans.application_years));
    for (std::uint32_t i = 0; i < block_.customers.size(); ++i) {
      const Customer& customer = block_.customers[i];
      accounts_.push_back(serving_account(model_, block_, customer));
      CreditEligibility eligibility = kOther;
      const bool current = customer.customer_class == CustomerClass::kRegular ||
                           customer.customer_class == CustomerClass::kRecent;
      if (current && customer.kyc != KycStatus::kVerified) {
        eligibility = kUnverified;
      } else if (customer.customer_class == CustomerClass::kRegular) {
        eligibility = accounts_.back() ? kServed : kRegular;
      } else if (customer.customer_class == CustomerClass::kRecent) {
        eligibility = kRecent;
      } else if (customer.customer_class == CustomerClass::kDormant &&
                 date_of(customer.active_until) > add_days(earliest, 60)) {
        eligibility = kDormant;
      }
      members_[eligibility].push_back(i);
    }
  }

  /// Applicants by eligibility, then one plan for each application of theirs.
  void choose_applicants() {
    std::uint64_t weight_sum = 0;
    for (std::size_t i = 0; i < kEligibilityCount; ++i)
      weight_sum += members_[i].size() * kInclination[i];
    std::array<std::uint64_t, kEligibilityCount> applicants{};
    std::uint64_t left = counts_.applicants;
    for (std::size_t i = 0; i < kEligibilityCount && weight_sum > 0; ++i) {
      applicants[i] = std::min<std::uint64_t>(
          {left, members_[i].size(),
           rounded_share(counts_.applicants, members_[i].size() * kInclination[i], weight_sum)});
      left -= applicants[i];
    }
    for (std::size_t i = 0; i < kEligibilityCount; ++i) {
      const std::uint64_t more = std::min<std::uint64_t>(left, members_[i].size() - applicants[i]);
      applicants[i] += more;
      left -= more;
    }
    std::uint64_t further = counts_.applications - counts_.applicants;
    plans_.reserve(counts_.applications);
    for (std::size_t i = 0; i < kEligibilityCount; ++i) {
      std::uint64_t count = applicants[i];
      if (i <= kRegular && count > 0) {
        // Whoever applies again is a regular customer, where there is one.
        const std::uint64_t regulars = applicants[kServed] + applicants[kRegular];
        const std::uint64_t share = i == kRegular || applicants[kRegular] == 0
                                        ? further
                                        : rounded_share(further, applicants[kServed], regulars);
        count += share;
        further -= share;
      } else if (count > 0) {
        count += further;
        further = 0;
      }
      sizes_[i] = count;
      std::vector<std::uint64_t> chosen(std::min(count, applicants[i]));
      permutation(Stream::kApplicant, i, members_[i].size()).find_images(0, chosen);
      for (std::uint64_t k = 0; k < count; ++k) {
        LoanPlan plan;
        plan.key = before_.applications + plans_.size();
        plan.customer = members_[i][chosen[k % applicants[i]]];
        plans_.push_back(plan);
      }
    }
    BANKSEED_CHECK(plans_.size() == counts_.applications);
  }

  void choose_status() {
    const auto cells = fit_contingency_table(sizes_, counts_.application_status, kStatusWeights);
    std::uint32_t plan = 0;
    for (std::size_t i = 0; i < kEligibilityCount; ++i) {
      const auto order = permutation(Stream::kApplicationStatus, i, sizes_[i]).images();
      const auto row = std::span(cells).subspan(4 * i).first<4>();
      for (std::uint64_t k = 0; k < sizes_[i]; ++k, ++plan)
        plans_[plan].status = value_at<ApplicationStatus>(row, order[k]);
    }
    link_accounts(cells[0]);
  }

  /// The served come first among the plans; `approved` of theirs are loans.
  void link_accounts(std::uint64_t approved) {
    const std::uint64_t linked = std::min(approved, counts_.linked);
    const auto order = permutation(Stream::kLoanLinked, 0, approved).images();
    std::uint64_t k = 0;
    for (std::uint32_t plan = 0; plan < sizes_[kServed]; ++plan) {
      if (is_approved(plan) && order[k++] < linked)
        plans_[plan].account = accounts_[plans_[plan].customer];
    }
  }

  /// What the draws of Stream::kLoanKey decide, in order.
  enum class KeyDraw : std::uint8_t { kType, kTerm, kFate };
  [[nodiscard]] std::uint64_t key_draw(std::uint32_t plan, KeyDraw draw) const {
    Draws draws = model_.draws(Stream::kLoanKey, plans_[plan].key);
    draws.skip(static_cast<std::uint32_t>(draw));
    return draws.next();
  }

  /// Sorts by age in years plus up to `spread` years, the youngest first.
  void sort_by_age(std::vector<std::uint32_t>& plans, KeyDraw draw, std::uint64_t spread) const {
    std::vector<std::pair<std::int64_t, std::uint32_t>> keys;
    keys.reserve(plans.size());
    for (const std::uint32_t plan : plans) {
      const std::int64_t days = model_.options.as_of.days - customer_of(plan).date_of_birth.days;
      keys.emplace_back(
          days + static_cast<std::int64_t>(scale_to(key_draw(plan, draw), spread * 365)), plan);
    }
    std::sort(keys.begin(), keys.end());
    for (std::size_t i = 0; i < keys.size(); ++i)
      plans[i] = keys[i].second;
  }

  /// Types of the loans, then of the other applications; both by the borrower's segment and age.
  void choose_types() {
    EnumArray<LoanType, std::uint64_t> others = counts_.types;
    std::uint64_t excess = 0;
    for (const LoanType type : kAll<LoanType>) {
      excess += counts_.loan_types[type] - std::min(counts_.loan_types[type], others[type]);
      others[type] -= std::min(counts_.loan_types[type], others[type]);
    }
    for (; excess > 0; --excess)
      --*std::max_element(others.begin(), others.end());
    choose_types(counts_.loan_types, true);
    choose_types(others, false);
  }

  void choose_types(const EnumArray<LoanType, std::uint64_t>& types, bool approved) {
    EnumArray<Segment, std::vector<std::uint32_t>> segments;
    for (std::uint32_t plan = 0; plan < plans_.size(); ++plan) {
      if (is_approved(plan) == approved) segments[customer_of(plan).segment].push_back(plan);
    }
    const auto sizes = by_value<Segment>(
        [&segments](Segment segment) { return std::uint64_t{segments[segment].size()}; });
    const auto cells = fit_contingency_table(sizes, types, kTypeWeights);
    for (const Segment segment : kAll<Segment>) {
      auto& plans = segments[segment];
      sort_by_age(plans, KeyDraw::kType, kTypeAgeSpread);
      auto next = plans.begin();
      for (const LoanType type : kTypesByAge) {
        for (std::uint64_t n = cells[segment][type]; n > 0; --n)
          plans_[*next++].type = type;
      }
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> approved_of(LoanType type) const {
    std::vector<std::uint32_t> plans;
    for (std::uint32_t plan = 0; plan < plans_.size(); ++plan) {
      if (is_approved(plan) && plans_[plan].type == type) plans.push_back(plan);
    }
    return plans;
  }

  /// Long terms go to the young; among the other types less so than with mortgages.
  void choose_terms(LoanType type, std::vector<std::uint32_t>& loans) {
    const bool mortgage = type == LoanType::kMortgage;
    sort_by_age(loans, KeyDraw::kTerm, mortgage ? kTermAgeSpread : 8 * kTermAgeSpread);
    auto next = loans.begin();
    for (std::size_t i = 0; i < kStandardTermCount; ++i) {
      for (std::uint64_t n = counts_.terms[type][i]; n > 0; --n)
        plans_[*next++].term_months = static_cast<std::int32_t>(model_.loans.terms()[type][i]);
    }
    BANKSEED_CHECK(next == loans.end());
  }

  void choose_security(LoanType type, const std::vector<std::uint32_t>& loans) {
    const auto* const found = std::find(kSecuredTypes.begin(), kSecuredTypes.end(), type);
    if (found == kSecuredTypes.end()) return;
    const auto& secured = counts_.secured[static_cast<std::size_t>(found - kSecuredTypes.begin())];
    std::array<std::uint64_t, kItemCounts + 1> cells{};
    std::copy(secured.begin(), secured.end(), cells.begin());
    cells.back() = loans.size() - cells[0] - cells[1] - cells[2];
    const auto order =
        permutation(Stream::kLoanSecured, static_cast<std::uint64_t>(type), loans.size()).images();
    for (std::size_t i = 0; i < loans.size(); ++i) {
      const std::size_t bucket = bucket_of(cells, order[i]).index;
      if (bucket < kItemCounts)
        plans_[loans[i]].collateral_count = static_cast<std::uint32_t>(bucket + 1);
    }
  }

  [[nodiscard]] Graded graded(const LoanPlan& plan) const {
    const LoanSettings& settings = model_.options.settings.loans;
    switch (plan.status) {
      case ApplicationStatus::kApproved:
        return worst_granted(settings, plan.type) < CreditGrade::kBb ? kGrantedStrictly : kGranted;
      case ApplicationStatus::kRejected: return kRejected;
      case ApplicationStatus::kPending:
      case ApplicationStatus::kWithdrawn: break;
    }
    return kOpen;
  }

  /// RSK1: grades of the applications. Returns those of the loans that are judged again.
  EnumArray<CreditGrade, std::uint64_t> choose_grades() {
    std::array<std::vector<std::uint32_t>, kAgain> members;
    for (std::uint32_t plan = 0; plan < plans_.size(); ++plan)
      members[graded(plans_[plan])].push_back(plan);
    std::array<std::uint64_t, kGradedCount> sizes{};
    for (std::size_t i = 0; i < kAgain; ++i)
      sizes[i] = members[i].size();
    sizes[kAgain] = counts_.reassessed;
    const auto cells = fit_contingency_table(sizes, counts_.grades, kGradeWeights);
    for (std::size_t i = 0; i < kAgain; ++i) {
      const auto order = permutation(Stream::kCreditGrade, i, members[i].size()).images();
      const auto row =
          std::span(cells).subspan(kCountOf<CreditGrade> * i).first<kCountOf<CreditGrade>>();
      for (std::size_t k = 0; k < members[i].size(); ++k) {
        LoanPlan& plan = plans_[members[i][k]];
        plan.grade = value_at<CreditGrade>(row, order[k]);
        // A bank of a few customers may have nobody else for a bad grade: the policy goes first.
        if (i <= kGranted) {
          plan.grade =
              std::min(plan.grade, worst_granted(model_.options.settings.loans, plan.type));
        }
      }
    }
    EnumArray<CreditGrade, std::uint64_t> again{};
    std::copy_n(cells.begin() + kCountOf<CreditGrade> * kAgain, kCountOf<CreditGrade>,
                again.begin());
    return again;
  }

  /// RSK3: loans that were paid off or defaulted need a past, so their borrowers have been there
  /// for long. Which ones, of all types together, chance decides, by the weights of types and
  /// grades.
  void choose_outcomes() {
    const Date old = add_days(model_.options.as_of, -kStoryDays);
    std::vector<std::array<std::uint64_t, 3>> keys;
    for (const LoanType type : kAll<LoanType>) {
      for (const std::uint32_t plan : approved_of(type)) {
        Date since = date_of(customer_of(plan).created_at);
        if (plans_[plan].account)
          since = std::max(since, block_.accounts[*plans_[plan].account].opened);
        const std::uint64_t weight =
            kDefaultWeights[plans_[plan].grade] * kOutcomePercent[LoanStatus::kDefaulted][type];
        const std::uint64_t draw = model_.draws(Stream::kDefaultFate, plans_[plan].key).next();
        keys.push_back({since < old ? 0U : 1U, draw / weight, plan});
      }
    }
    std::sort(keys.begin(), keys.end());
    const std::uint64_t defaulted = counts_.loan_status[LoanStatus::kDefaulted];
    for (std::uint64_t i = 0; i < keys.size(); ++i) {
      const auto plan = static_cast<std::uint32_t>(keys[i][2]);
      if (i < defaulted) plans_[plan].loan_status = LoanStatus::kDefaulted;
      keys[i][1] =
          key_draw(plan, KeyDraw::kFate) / kOutcomePercent[LoanStatus::kPaidOff][plans_[plan].type];
    }
    std::sort(keys.begin() + static_cast<std::ptrdiff_t>(defaulted), keys.end());
    const std::uint64_t paid_off = counts_.loan_status[LoanStatus::kPaidOff];
    for (std::uint64_t i = defaulted; i < defaulted + paid_off; ++i)
      plans_[keys[i][2]].loan_status = LoanStatus::kPaidOff;
  }

  void choose_guaranteed() {
    std::vector<std::uint32_t> loans = approved_of(LoanType::kPersonal);
    for (const std::uint32_t plan : approved_of(LoanType::kBusiness))
      loans.push_back(plan);
    std::array<std::uint64_t, kItemCounts + 1> cells{};
    std::copy(counts_.guaranteed.begin(), counts_.guaranteed.end(), cells.begin());
    cells.back() = loans.size() - cells[0] - cells[1] - cells[2];
    const auto order = permutation(Stream::kLoanGuaranteed, 0, loans.size()).images();
    for (std::size_t i = 0; i < loans.size(); ++i) {
      const std::size_t bucket = bucket_of(cells, order[i]).index;
      if (bucket < kItemCounts)
        plans_[loans[i]].guarantor_count = static_cast<std::uint32_t>(bucket + 2);
    }
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  const LoanCounts& before_;
  const LoanCounts& counts_;
  std::vector<std::optional<std::uint32_t>> accounts_;  // By customer.
  std::array<std::vector<std::uint32_t>, kEligibilityCount> members_;
  std::array<std::uint64_t, kEligibilityCount> sizes_{};  // Applications, by eligibility.
  std::vector<LoanPlan> plans_;                           // In order of eligibility.
};

}  // namespace

LoanPlans plan_loans(const BankModel& model,
                     const CoreBankingPlan& block,
                     const LoanCounts& before,
                     const LoanCounts& counts) {
  return Planner(model, block, before, counts).plan();
}

}  // namespace bankseed
