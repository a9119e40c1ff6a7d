#include <algorithm>
#include <array>

#include "bank/accounts/households.hpp"
#include "bank/loans/loans.hpp"
#include "bank/loans/repayments.hpp"
#include "bank/loans/text.hpp"
#include "bank/model/identity_text.hpp"
#include "bank/model/named_people.hpp"
#include "bankseed/core/calendar.hpp"
#include "bankseed/rows/row_set.hpp"
#include "core/text.hpp"

namespace bankseed {
namespace {

/// Guarantors of personal and of business loans, by tie.
constexpr std::array<std::uint32_t, 6> kRelationshipWeights = {84, 3, 13, 30, 62, 8};
constexpr std::array<std::string_view, 3> kDomains = {"example.com", "example.org", "example.net"};

/// Amounts that people name are multiples of so many cents.
constexpr std::int64_t kAppraisalUnit = 500'00;
constexpr std::int64_t kGuaranteeUnit = 100'00;
/// An appraisal is at most so many days older than the loan (COL1: 60).
constexpr std::int32_t kAppraisalDays = 55;

/// Who deals with an application: the draws of one stream, in order.
struct LoanStaff {
  std::optional<EmployeeId> officer;
  std::optional<EmployeeId> approver;
  AnyId assessor;
  AnyId assessor_again;
};

/// Employees assess on working days; the system does on any.
AnyId assessor_of(const BankModel& model, Date date, Draws& draws) {
  const std::uint64_t uniform = draws.below(100);
  const std::uint64_t pick = draws.next();
  if (uniform < 55 || !model.working_days.is_working_day(date)) return kSystemAssessor;
  std::optional<EmployeeId> employee;
  if (uniform < 82) employee = model.roster.pick(Role::kRiskAnalyst, date, pick);
  if (!employee) employee = model.roster.pick(Role::kLoanOfficer, date, pick);
  return employee ? AnyId(*employee) : kSystemAssessor;
}

/// Up to so much a loan officer lends by own authority; our choice.
constexpr Money kOwnAuthority{25'000'00};

/// EMP6, EMP7, RSK1: an officer of the customer's branch; the officer approves in person what is
/// small, a colleague what is large, or where the officer has left since.
LoanStaff staff_of(const BankModel& model,
                   const CoreBankingPlan& block,
                   const LoansData& data,
                   const Application& application) {
  const BranchCode branch = block.customers[application.customer].branch;
  Draws draws = model.draws(Stream::kLoanStaff, application.key);
  LoanStaff staff;
  // What is not decided is in the hands of somebody who is still there (ASG1).
  staff.officer =
      model.roster.pick_in(branch, Role::kLoanOfficer, application.applied, draws.next(),
                           application.decided ? Until::kThatDay : Until::kToday);
  const std::uint64_t colleague = draws.next();
  staff.assessor = assessor_of(model, application.assessment.date, draws);
  if (application.loan && data.loans[*application.loan].reassessment) {
    staff.assessor_again =
        assessor_of(model, data.loans[*application.loan].reassessment->date, draws);
  }
  staff.approver = staff.officer;
  if (!application.decided) return staff;
  if (!staff.officer || !model.roster.employed_on(*staff.officer, *application.decided)) {
    staff.approver =
        model.roster.pick_in(branch, Role::kLoanOfficer, *application.decided, colleague);
  }
  if (!application.approved || *application.approved <= kOwnAuthority) return staff;
  // A large one is approved by somebody else than who took the application, where there is one.
  constexpr int kTries = 6;
  for (int i = 0; i < kTries && staff.approver == staff.officer; ++i)
    staff.approver = model.roster.pick(Role::kLoanOfficer, *application.decided, draws.next());
  return staff;
}

void append_application(const BankModel& model,
                        const CoreBankingPlan& block,
                        const LoansData& data,
                        const Application& application,
                        RowSet& out) {
  LoanApplicationsRow row{.application_id = application.id,
                          .customer_id = block.customers[application.customer].id,
                          .loan_type = text_of(application.type),
                          .requested_amount = application.requested,
                          .application_date = application.applied,
                          .status = text_of(application.status),
                          .officer_id = staff_of(model, block, data, application).officer,
                          .decision_date = application.decided,
                          .approved_amount = application.approved,
                          .rejection_reason = {}};
  if (application.status == ApplicationStatus::kRejected) {
    row.rejection_reason =
        rejection_text(model, block.customers[application.customer], application, out.arena());
  }
  out.of<LoanApplicationsRow>().push_back(row);
}

void append_loan(const BankModel& model,
                 const CoreBankingPlan& block,
                 const LoansData& data,
                 const Loan& loan,
                 RowSet& out) {
  const Application& application = data.applications[loan.application];
  out.of<LoansRow>().push_back(
      {.loan_id = loan.id,
       .application_id = application.id,
       .loan_number = loan_number_text(out.arena(), loan),
       .customer_id = block.customers[loan.customer].id,
       .linked_account_id =
           loan.account ? std::optional(block.accounts[*loan.account].id) : std::nullopt,
       .loan_type = text_of(loan.type),
       .principal_amount = loan.terms.principal,
       .interest_rate = loan.terms.rate,
       .term_months = loan.terms.months,
       .disbursement_date = loan.disbursed,
       .maturity_date = loan.matures,
       .loan_status = text_of(loan.status),
       .outstanding_balance = loan.outstanding,
       .default_status = loan.delinquent || loan.status == LoanStatus::kDefaulted,
       .approved_by = staff_of(model, block, data, application).approver});
}

/// SCH1, SCH2
void append_schedule(const BankModel& model,
                     const Loan& loan,
                     std::vector<RepaymentScheduleRow>& out) {
  AmortizationSchedule schedule(loan.terms, loan.payment);
  MonthlyDates dates(loan.disbursed);
  auto serial = static_cast<std::int64_t>(loan.first_installment);
  for (std::int32_t number = 1; number <= loan.terms.months; ++number) {
    const Installment installment = schedule.next();
    const Date due = dates.next();
    const InstallmentState state = installment_state(loan, number, due, model.working_days);
    out.push_back({.schedule_id = {++serial},
                   .loan_id = loan.id,
                   .installment_number = number,
                   .due_date = due,
                   .principal_amount = installment.principal,
                   .interest_amount = installment.interest,
                   .total_amount = installment.total,
                   .payment_date = state.paid_on,
                   .payment_status = text_of(state.status)});
  }
}

/// COL1
void append_collateral(const BankModel& model,
                       const CoreBankingPlan& block,
                       const LoansData& data,
                       const Loan& loan,
                       RowSet& out) {
  const Range& appraised = model.options.settings.loans.appraised;
  const std::int64_t principal = loan.terms.principal.cents;
  const std::int64_t low = (principal * appraised.low + 9'999) / 10'000;
  const std::int64_t high = principal * appraised.high / 10'000;
  const Date applied = data.applications[loan.application].applied;
  for (std::uint32_t i = 0; i < loan.collateral_count; ++i) {
    const std::uint64_t ordinal = loan.first_collateral + i;
    // The other draws of the item are its description's.
    Draws draws = model.draws(Stream::kCollateralValue, ordinal);
    const std::int64_t value =
        std::clamp(draws.between(low, high) / kAppraisalUnit * kAppraisalUnit, low, high);
    const Date last = add_days(loan.disbursed, -1);
    const Date first = std::min(std::max(applied, add_days(loan.disbursed, -kAppraisalDays)), last);
    const Date day{static_cast<std::int32_t>(draws.between(first.days, last.days))};
    const CollateralItem item{.ordinal = ordinal, .index = i, .value = {value}};
    const auto ratio = static_cast<std::int32_t>((principal * 10'000 * 2 + value) / (2 * value));
    out.of<CollateralRow>().push_back(
        {.collateral_id = {ordinal + 1},
         .loan_id = loan.id,
         .collateral_type = text_of(collateral_type(model, loan, item)),
         .description =
             collateral_text(model, block.customers[loan.customer], loan, item, out.arena()),
         .appraised_value = item.value,
         .appraisal_date = model.working_days.within(day, first, last),
         .ltv_ratio = {ratio}});
  }
}

/// GUA1
class Guarantors {
 public:
  Guarantors(const BankModel& model, const CoreBankingPlan& block, const LoansData& data)
      : model_(model),
        block_(block),
        sizes_{guarantors_of(data, LoanType::kPersonal), guarantors_of(data, LoanType::kBusiness)},
        cells_(fit_contingency_table(
            sizes_, data.counts.guarantor_relationships, kRelationshipWeights)),
        orders_{model.permutation(Stream::kGuarantorKind, block.quotas.block, sizes_[0]),
                model.permutation(Stream::kFirmGuarantorKind, block.quotas.block, sizes_[1])} {}

  void append(const Loan& loan, RowSet& out) {
    const std::size_t kind = loan.type == LoanType::kBusiness ? 1 : 0;
    const Range& guarantee = model_.options.settings.loans.guarantee;
    const std::int64_t principal = loan.terms.principal.cents;
    const Customer& borrower = block_.customers[loan.customer];
    Arena& arena = out.arena();
    NamedPeople people(*model_.corpus, arena);
    const PersonName borrower_name = name_of(model_, borrower);
    people.add(borrower_name);
    const std::array at_home = family_of(block_, borrower).members();
    auto next_at_home = at_home.begin();
    for (std::uint32_t i = 0; i < loan.guarantor_count; ++i) {
      const std::uint64_t ordinal = loan.first_guarantor + i;
      const auto tie = value_at<GuarantorTie>(std::span(cells_).subspan(3 * kind).first<3>(),
                                              orders_[kind](given_[kind]++));
      Draws draws = model_.draws(Stream::kGuarantor, ordinal);
      const bool whole = draws.chance({3, 10});
      const std::int64_t part = draws.between(guarantee.low, guarantee.high);
      const std::int64_t amount = std::clamp(
          principal * (whole ? guarantee.high : part) / 10'000 / kGuaranteeUnit * kGuaranteeUnit,
          (principal * guarantee.low + 9'999) / 10'000, principal * guarantee.high / 10'000);
      PersonName name{};
      std::optional<std::string_view> added;
      const Customer* member = nullptr;
      while (tie == GuarantorTie::kFamily && member == nullptr && next_at_home != at_home.end())
        member = *next_at_home++;
      if (member != nullptr) {
        name = name_of(model_, *member);
        added = people.add(name);
        if (!added) member = nullptr;
      }
      while (!added) {
        name = draw_name(borrower_name, tie, draws);
        added = tie == GuarantorTie::kFamily ? people.add_child(name, 1, draws.next())
                                             : people.add(name);
      }
      out.of<LoanGuarantorsRow>().push_back(
          {.guarantor_id = {static_cast<std::int64_t>(ordinal + 1)},
           .loan_id = loan.id,
           .guarantor_name = *added,
           .relationship = text_of(tie),
           .contact_info = member != nullptr ? reached(contact_of(model_, *member, arena), arena)
                                             : drawn_contact(borrower, name, draws, arena),
           .guarantee_amount = {amount}});
    }
  }

 private:
  [[nodiscard]] static std::uint64_t guarantors_of(const LoansData& data, LoanType type) {
    std::uint64_t count = 0;
    for (const Loan& loan : data.loans)
      count += loan.type == type ? loan.guarantor_count : 0;
    return count;
  }

  static std::string_view reached(const Contact& contact, Arena& arena) {
    return Text(arena).add(contact.phone).add(", ").add(contact.email).view();
  }

  [[nodiscard]] std::string_view drawn_contact(const Customer& borrower,
                                               const PersonName& name,
                                               Draws& draws,
                                               Arena& arena) const {
    Contact contact{};
    contact.phone = phone_text(arena, *model_.corpus, *borrower.place, draws.next());
    const std::string_view domain = kDomains[draws.below(kDomains.size())];
    contact.email = email_text(arena, name, 1 + draws.below(99), domain);
    return reached(contact, arena);
  }

  /// Six in ten of the family share the borrower's surname.
  [[nodiscard]] PersonName draw_name(const PersonName& borrower,
                                     GuarantorTie tie,
                                     Draws& draws) const {
    const bool female = draws.chance({1, 2});
    const auto& names = female ? model_.corpus->female_names : model_.corpus->male_names;
    const std::string_view first = names.pick(draws.next());
    const std::string_view other = model_.corpus->surnames.pick(draws.next());
    const bool shared = draws.chance({6, 10}) && tie == GuarantorTie::kFamily;
    return {.female = female, .first = first, .last = shared ? borrower.last : other};
  }

  const BankModel& model_;
  const CoreBankingPlan& block_;
  std::array<std::uint64_t, 2> sizes_;
  std::vector<std::uint64_t> cells_;
  std::array<Permutation, 2> orders_;
  std::array<std::uint64_t, 2> given_{};
};

/// RSK1: first those of the applications, then those of running loans.
void append_assessments(const BankModel& model,
                        const CoreBankingPlan& block,
                        const LoansData& data,
                        RowSet& out) {
  auto serial = static_cast<std::int64_t>(data.before.assessments());
  const auto add = [&](std::optional<LoanId> loan, std::optional<ApplicationId> application,
                       const CreditAssessment& assessment, AnyId assessor) {
    out.of<RiskAssessmentsRow>().push_back({.assessment_id = {++serial},
                                            .loan_id = loan,
                                            .application_id = application,
                                            .assessment_date = assessment.date,
                                            .risk_score = assessment.score,
                                            .pd_probability = assessment.default_probability,
                                            .credit_grade = text_of(assessment.grade),
                                            .assessed_by = assessor});
  };
  for (const Application& application : data.applications) {
    add(std::nullopt, application.id, application.assessment,
        staff_of(model, block, data, application).assessor);
  }
  for (const Loan& loan : data.loans) {
    if (!loan.reassessment) continue;
    add(loan.id, std::nullopt, *loan.reassessment,
        staff_of(model, block, data, data.applications[loan.application]).assessor_again);
  }
}

}  // namespace

void append_loans(Block& whole, const TableSet& tables, RowSet& out) {
  const BankModel& model = whole.model();
  const CoreBankingPlan& block = whole.core_banking();
  const LoansData& data = whole.loans();
  if (wants<LoanApplicationsRow>(tables)) {
    for (const Application& application : data.applications)
      append_application(model, block, data, application, out);
  }
  if (wants<RepaymentScheduleRow>(tables)) {
    auto& rows = out.of<RepaymentScheduleRow>();
    rows.reserve(rows.size() + data.counts.installments);
    for (const Loan& loan : data.loans)
      append_schedule(model, loan, rows);
  }
  Guarantors guarantors(model, block, data);
  for (const Loan& loan : data.loans) {
    if (wants<LoansRow>(tables)) append_loan(model, block, data, loan, out);
    if (wants<CollateralRow>(tables)) append_collateral(model, block, data, loan, out);
    if (wants<LoanGuarantorsRow>(tables)) guarantors.append(loan, out);
  }
  if (wants<RiskAssessmentsRow>(tables)) append_assessments(model, block, data, out);
}

template <>
LoanCounts counts_before<LoanCounts>(const BankModel& model, std::uint64_t block) {
  return model.loans.counts_of(model.blocks.customers_of(block).first);
}

}  // namespace bankseed
