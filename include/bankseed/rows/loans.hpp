#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "bankseed/rows/ids.hpp"
#include "bankseed/rows/values.hpp"
#include "bankseed/schema/table.hpp"

namespace bankseed {

// Rows of loans_db. The text of every row points into a corpus (static) or into the arena of the
// RowSet that holds it, and lives as long as that.

struct LoanApplicationsRow {
  ApplicationId application_id;
  CustomerId customer_id;
  std::string_view loan_type;
  Money requested_amount;
  Date application_date;
  std::string_view status;
  std::optional<EmployeeId> officer_id;
  std::optional<Date> decision_date;
  std::optional<Money> approved_amount;
  std::optional<std::string_view> rejection_reason;
};
template <>
struct Table<LoanApplicationsRow> {
  static constexpr std::string_view kName = "loan_applications";
  static constexpr std::string_view kComment = "Requests for credit and what became of them.";
  static constexpr Database kDatabase = Database::kLoans;
  static constexpr Phase kPhase = Phase::kLoans;
  static constexpr BeginsAt<&LoanApplicationsRow::application_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&LoanApplicationsRow::application_id>("Identifies the application.").varchar(50).key(),
      column<&LoanApplicationsRow::customer_id>("Customer who applies")
          .varchar(50)
          .not_null()
          .to_external("accounts_db.customers.customer_id"),
      column<&LoanApplicationsRow::loan_type>().one_of<LoanType>().varchar(50).not_null(),
      column<&LoanApplicationsRow::requested_amount>("Amount asked for, in the bank's currency.")
          .financial()
          .digits(15)
          .not_null(),
      column<&LoanApplicationsRow::application_date>(
          "Day of the application, within the last three years.")
          .not_null(),
      column<&LoanApplicationsRow::status>()
          .changes("with the decision, or withdrawal")
          .financial()
          .one_of<ApplicationStatus>()
          .varchar(50)
          .default_to("'pending'"),
      column<&LoanApplicationsRow::officer_id>("Loan officer in charge")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"),
      column<&LoanApplicationsRow::decision_date>(
          "Day of the decision; set exactly when approved or rejected.")
          .changes("with the decision"),
      column<&LoanApplicationsRow::approved_amount>(
          "Amount granted, in the bank's currency; set exactly when approved.")
          .changes("with the decision")
          .financial()
          .digits(15),
      column<&LoanApplicationsRow::rejection_reason>(
          "Why it was declined; set exactly when rejected.")
          .changes("with the decision")
          .financial());
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"customer_id"}}};
};

struct LoansRow {
  LoanId loan_id;
  ApplicationId application_id;
  std::string_view loan_number;
  CustomerId customer_id;
  std::optional<AccountId> linked_account_id;
  std::string_view loan_type;
  Money principal_amount;
  Fraction interest_rate;
  std::int32_t term_months = 0;
  Date disbursement_date;
  Date maturity_date;
  std::string_view loan_status;
  Money outstanding_balance;
  bool default_status = false;
  std::optional<EmployeeId> approved_by;
};
template <>
struct Table<LoansRow> {
  static constexpr std::string_view kName = "loans";
  static constexpr std::string_view kComment =
      "Credit paid out: one loan per approved application.";
  static constexpr Database kDatabase = Database::kLoans;
  static constexpr Phase kPhase = Phase::kLoans;
  static constexpr BeginsAt<&LoansRow::disbursement_date> kBegins{};
  static constexpr auto kColumns = columns(
      column<&LoansRow::loan_id>("Identifies the loan.").varchar(50).key(),
      column<&LoansRow::application_id>("Approved application that the loan comes from.")
          .varchar(50)
          .to("loan_applications.application_id"),
      column<&LoansRow::loan_number>("Contract number; unique.")
          .direct_identifier()
          .varchar(30)
          .not_null()
          .unique(),
      column<&LoansRow::customer_id>("Borrower")
          .varchar(50)
          .not_null()
          .to_external("accounts_db.customers.customer_id"),
      column<&LoansRow::linked_account_id>(
          "Account of the borrower that serves the loan, where one is linked")
          .varchar(50)
          .to_external("accounts_db.accounts.account_id"),
      column<&LoansRow::loan_type>().one_of<LoanType>().varchar(50).not_null(),
      column<&LoansRow::principal_amount>("Amount lent, in the bank's currency.")
          .financial()
          .digits(15)
          .not_null(),
      column<&LoansRow::interest_rate>("Nominal yearly rate as a fraction: 0.0650 is 6.5 per cent.")
          .financial()
          .not_null(),
      column<&LoansRow::term_months>("Agreed term in months.").not_null(),
      column<&LoansRow::disbursement_date>("Day on which the money was paid out.").not_null(),
      column<&LoansRow::maturity_date>(
          "Day of the last installment, term_months after disbursement.")
          .not_null(),
      column<&LoansRow::loan_status>()
          .changes("when it is paid off or given up")
          .financial()
          .one_of<LoanStatus>()
          .varchar(50)
          .default_to("'active'"),
      column<&LoansRow::outstanding_balance>(
          "Principal still owed, in the bank's currency; 0.00 once paid off.")
          .changes("with each payment")
          .financial()
          .digits(15),
      column<&LoansRow::default_status>("Whether the borrower is in default or delinquent.")
          .changes("when an installment is missed")
          .financial()
          .default_to("FALSE"),
      column<&LoansRow::approved_by>("Loan officer who approved it")
          .varchar(50)
          .to_external("employees_db.employees.employee_id"));
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"customer_id"}}};
};

struct CollateralRow {
  CollateralId collateral_id;
  LoanId loan_id;
  std::string_view collateral_type;
  std::string_view description;
  Money appraised_value;
  Date appraisal_date;
  Fraction ltv_ratio;
};
template <>
struct Table<CollateralRow> {
  static constexpr std::string_view kName = "collateral";
  static constexpr std::string_view kComment = "Assets pledged for loans.";
  static constexpr Database kDatabase = Database::kLoans;
  static constexpr Phase kPhase = Phase::kLoans;
  static constexpr BeginsWith<&CollateralRow::loan_id> kBegins{};
  static constexpr auto kColumns = columns(
      column<&CollateralRow::collateral_id>("Identifies the asset.").varchar(50).key(),
      column<&CollateralRow::loan_id>("Loan that it secures.")
          .varchar(50)
          .not_null()
          .to("loans.loan_id"),
      column<&CollateralRow::collateral_type>().one_of<CollateralType>().varchar(100).not_null(),
      column<&CollateralRow::description>("What the asset is.").quasi_identifier(),
      column<&CollateralRow::appraised_value>("Appraised value, in the bank's currency.")
          .financial()
          .digits(15)
          .not_null(),
      column<&CollateralRow::appraisal_date>(
          "Day of the appraisal, within 60 days of disbursement."),
      column<&CollateralRow::ltv_ratio>(
          "Loan to value: principal divided by the appraised value, four places.")
          .financial());
};

struct RepaymentScheduleRow {
  Serial schedule_id;
  LoanId loan_id;
  std::int32_t installment_number = 0;
  Date due_date;
  Money principal_amount;
  Money interest_amount;
  Money total_amount;
  std::optional<Date> payment_date;
  std::string_view payment_status;
};
template <>
struct Table<RepaymentScheduleRow> {
  static constexpr std::string_view kName = "repayment_schedule";
  static constexpr std::string_view kComment =
      "Installments of loans; their principal parts add up to the loan's principal.";
  static constexpr Database kDatabase = Database::kLoans;
  static constexpr Phase kPhase = Phase::kLoans;
  static constexpr BeginsWith<&RepaymentScheduleRow::loan_id> kBegins{};
  static constexpr auto kColumns = columns(
      column<&RepaymentScheduleRow::schedule_id>("Numbers the installment over all loans.").key(),
      column<&RepaymentScheduleRow::loan_id>("Loan to be repaid.")
          .varchar(50)
          .not_null()
          .to("loans.loan_id"),
      column<&RepaymentScheduleRow::installment_number>(
          "Place in the schedule: 1 to the loan's term in months.")
          .not_null(),
      column<&RepaymentScheduleRow::due_date>(
          "Day on which it falls due; monthly from disbursement.")
          .not_null(),
      column<&RepaymentScheduleRow::principal_amount>(
          "Part that repays principal, in the bank's currency.")
          .financial()
          .digits(15)
          .not_null(),
      column<&RepaymentScheduleRow::interest_amount>(
          "Part that pays interest, in the bank's currency.")
          .financial()
          .digits(15)
          .not_null(),
      column<&RepaymentScheduleRow::total_amount>(
          "Principal part and interest part together, in the bank's currency.")
          .financial()
          .digits(15)
          .not_null(),
      column<&RepaymentScheduleRow::payment_date>("Day of payment; set exactly when paid or late.")
          .changes("on payment"),
      column<&RepaymentScheduleRow::payment_status>()
          .changes("on payment, or when it is given up")
          .financial()
          .one_of<InstallmentStatus>()
          .varchar(20)
          .default_to("'pending'"));
  static constexpr std::array<IndexDef, 1> kIndexes = {{{"loan_id"}}};
};

struct LoanGuarantorsRow {
  Serial guarantor_id;
  LoanId loan_id;
  std::string_view guarantor_name;
  std::string_view relationship;
  std::string_view contact_info;
  Money guarantee_amount;
};
template <>
struct Table<LoanGuarantorsRow> {
  static constexpr std::string_view kName = "loan_guarantors";
  static constexpr std::string_view kComment = "Persons who vouch for personal and business loans.";
  static constexpr Database kDatabase = Database::kLoans;
  static constexpr Phase kPhase = Phase::kLoans;
  static constexpr BeginsWith<&LoanGuarantorsRow::loan_id> kBegins{};
  static constexpr auto kColumns =
      columns(column<&LoanGuarantorsRow::guarantor_id>("Numbers the guarantor.").key(),
              column<&LoanGuarantorsRow::loan_id>("Loan that is guaranteed.")
                  .varchar(50)
                  .not_null()
                  .to("loans.loan_id"),
              column<&LoanGuarantorsRow::guarantor_name>("Full name of the guarantor.")
                  .direct_identifier()
                  .varchar(200)
                  .not_null(),
              column<&LoanGuarantorsRow::relationship>("Tie to the borrower")
                  .quasi_identifier()
                  .one_of<GuarantorTie>()
                  .varchar(50),
              column<&LoanGuarantorsRow::contact_info>("How to reach the guarantor; fictional.")
                  .direct_identifier(),
              column<&LoanGuarantorsRow::guarantee_amount>(
                  "Amount guaranteed, in the bank's currency; 50 to 100 per cent of the principal.")
                  .financial()
                  .digits(15));
};

struct RiskAssessmentsRow {
  Serial assessment_id;
  std::optional<LoanId> loan_id;
  std::optional<ApplicationId> application_id;
  Date assessment_date;
  std::int32_t risk_score = 0;
  Fraction pd_probability;
  std::string_view credit_grade;
  AnyId assessed_by;
};
template <>
struct Table<RiskAssessmentsRow> {
  static constexpr std::string_view kName = "risk_assessments";
  static constexpr std::string_view kComment =
      "Credit risk, judged once per application and again for some running loans.";
  static constexpr Database kDatabase = Database::kLoans;
  static constexpr Phase kPhase = Phase::kLoans;
  static constexpr BeginsAt<&RiskAssessmentsRow::assessment_date> kBegins{};
  static constexpr auto kColumns =
      columns(column<&RiskAssessmentsRow::assessment_id>("Numbers the assessment.").key(),
              column<&RiskAssessmentsRow::loan_id>(
                  "Running loan that was assessed anew; empty for an application")
                  .varchar(50)
                  .to_external("loans_db.loans.loan_id"),
              column<&RiskAssessmentsRow::application_id>("Application that was assessed")
                  .varchar(50)
                  .to_external("loans_db.loan_applications.application_id"),
              column<&RiskAssessmentsRow::assessment_date>("Day of the assessment.").not_null(),
              column<&RiskAssessmentsRow::risk_score>("Credit score, 300 (worst) to 850 (best).")
                  .financial()
                  .check("risk_score BETWEEN 0 AND 1000"),
              column<&RiskAssessmentsRow::pd_probability>(
                  "Probability of default within a year, as a fraction: 0.0100 to 0.2500.")
                  .financial(),
              column<&RiskAssessmentsRow::credit_grade>()
                  .financial()
                  .one_of<CreditGrade>(", from best to worst")
                  .varchar(10),
              column<&RiskAssessmentsRow::assessed_by>(
                  "Employee who judged, or the word SYSTEM where the scoring system did")
                  .varchar(50)
                  .to_external("employees_db.employees.employee_id", "assessed_by <> 'SYSTEM'"));
};

}  // namespace bankseed
