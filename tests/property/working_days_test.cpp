// What a bank does on working days alone (E7), in both countries, over seeds, sizes and days.

#include <catch2/catch.hpp>

#include "support/bank_checks.hpp"

namespace bankseed::testing {
namespace {

/// Checks the dates of one bank.
class WorkCheck {
 public:
  explicit WorkCheck(const BankOptions& options)
      : whole_(options),
        as_of_(options.as_of),
        working_(working_days(options.locale, as_of_)),
        saturdays_(corpus::description_of(options.locale).open_on_saturdays) {}

  void check() const {
    check_people();
    check_loans();
    check_insurance();
    check_supervision();
    check_customers();
    check_payroll();
    check_channels();
  }

 private:
  /// A working day, if there is one from `first` to `last`.
  void on_working_day(std::string_view what,
                      std::optional<Date> date,
                      Date first,
                      Date last) const {
    if (!date || working_.is_working_day(*date)) return;
    CAPTURE(what, to_text(*date), to_text(first), to_text(last));
    CHECK((last < first || working_.in(first, add_days(last, 1)).empty()));
  }
  void on_working_day(std::string_view what, std::optional<Date> date) const {
    if (date) on_working_day(what, date, *date, add_days(*date, 14));
  }
  [[nodiscard]] bool is_open(Date date) const {
    return working_.is_working_day(date) || (saturdays_ && weekday_of(date) == Weekday::kSaturday);
  }
  [[nodiscard]] Date yesterday() const { return add_days(as_of_, -1); }

  void check_people() const {
    for (const PerformanceReviewsRow& row : whole_.rows.of<PerformanceReviewsRow>())
      on_working_day("review", row.review_date);
    const auto staff = rows_by(whole_.rows, &EmployeesRow::employee_id);
    for (const EmployeeTrainingRow& row : whole_.rows.of<EmployeeTrainingRow>()) {
      const EmployeesRow& employee = *staff.at(row.employee_id);
      const Date last = add_days(employee.termination_date.value_or(as_of_), -1);
      on_working_day("enrollment", row.enrollment_date,
                     std::max(employee.hire_date, add_months(as_of_, -24)), add_days(last, -2));
      on_working_day("completion", row.completion_date, row.enrollment_date,
                     std::min(add_days(row.enrollment_date, 60), last));
    }
  }

  void check_loans() const {
    const auto applications = rows_by(whole_.rows, &LoanApplicationsRow::application_id);
    for (const LoanApplicationsRow& row : whole_.rows.of<LoanApplicationsRow>())
      on_working_day("decision", row.decision_date, row.application_date, yesterday());
    const auto loans = rows_by(whole_.rows, &LoansRow::loan_id);
    for (const LoansRow& row : whole_.rows.of<LoansRow>())
      on_working_day("paying out", row.disbursement_date, row.disbursement_date, yesterday());
    for (const RepaymentScheduleRow& row : whole_.rows.of<RepaymentScheduleRow>()) {
      if (loans.at(row.loan_id)->linked_account_id || row.due_date >= as_of_)
        on_working_day("installment", row.payment_date);
    }
    for (const CollateralRow& row : whole_.rows.of<CollateralRow>()) {
      const LoansRow& loan = *loans.at(row.loan_id);
      on_working_day("appraisal", row.appraisal_date,
                     applications.at(loan.application_id)->application_date,
                     add_days(loan.disbursement_date, -1));
    }
    for (const RiskAssessmentsRow& row : whole_.rows.of<RiskAssessmentsRow>()) {
      if (row.assessed_by.format.prefix != "SYSTEM")
        on_working_day("assessment", row.assessment_date);
    }
  }

  void check_insurance() const {
    for (const PoliciesRow& row : whole_.rows.of<PoliciesRow>())
      on_working_day("policy", date_of(row.created_at), date_of(row.created_at), row.start_date);
    for (const PremiumPaymentsRow& row : whole_.rows.of<PremiumPaymentsRow>())
      on_working_day("premium", row.payment_date);
    for (const ClaimsRow& row : whole_.rows.of<ClaimsRow>())
      on_working_day("settlement", row.settlement_date, row.claim_date, yesterday());
    for (const PolicyEventsRow& row : whole_.rows.of<PolicyEventsRow>()) {
      if (row.event_type != "renewal" || row.performed_by) on_working_day("event", row.event_date);
    }
  }

  void check_supervision() const {
    for (const KycRecordsRow& row : whole_.rows.of<KycRecordsRow>())
      on_working_day("verification", row.verification_date, row.verification_date, yesterday());
    for (const SuspiciousActivityReportsRow& row : whole_.rows.of<SuspiciousActivityReportsRow>()) {
      on_working_day("report", row.report_date, row.report_date, yesterday());
      on_working_day("filing", row.filed_date, row.report_date, yesterday());
    }
    for (const RegulatoryReportsRow& row : whole_.rows.of<RegulatoryReportsRow>())
      on_working_day("submission", row.submission_date);
    for (const ComplianceRulesRow& row : whole_.rows.of<ComplianceRulesRow>())
      on_working_day("rule", row.created_date);
    for (const RuleViolationsRow& row : whole_.rows.of<RuleViolationsRow>()) {
      on_working_day("settled violation", row.resolved_date, date_of(row.violation_date),
                     yesterday());
    }
    for (const AuditTrailsRow& row : whole_.rows.of<AuditTrailsRow>()) {
      const Date day = date_of(row.performed_at);
      if (row.action == "create" || is_open(day)) continue;
      on_working_day("audit", day, day, yesterday());
    }
  }

  void check_customers() const {
    for (const AccountsRow& row : whole_.rows.of<AccountsRow>())
      on_working_day("closing", row.closed_date);
    for (const ComplaintsRow& row : whole_.rows.of<ComplaintsRow>()) {
      if (!row.resolved_date || row.priority == "critical") continue;
      on_working_day("resolution", date_of(*row.resolved_date),
                     add_days(date_of(row.filed_date), 1), yesterday());
    }
    const auto profiles = rows_by(whole_.rows, &CustomerProfilesRow::customer_id);
    for (const InteractionsRow& row : whole_.rows.of<InteractionsRow>()) {
      if (row.channel != "phone" && row.channel != "branch") continue;
      if (profiles.at(row.customer_id)->onboarding_date >= add_days(as_of_, -30)) continue;
      CAPTURE(to_text(row.interaction_date));
      CHECK(is_open(date_of(row.interaction_date)));
    }
    const auto accounts = rows_by(whole_.rows, &AccountsRow::account_id);
    for (const TransactionsRow& row : whole_.rows.of<TransactionsRow>()) {
      const Date day = date_of(row.transaction_date);
      if (!row.processed_by || is_open(day)) continue;
      on_working_day("transaction of staff", day, accounts.at(row.account_id)->opened_date, day);
    }
  }

  void check_payroll() const {
    for (const TransactionsRow& row : whole_.rows.of<TransactionsRow>()) {
      if (!row.description.starts_with("Payroll,") && !row.description.starts_with("Salário,"))
        continue;
      const Date day = date_of(row.transaction_date);
      const YearMonthDay civil = to_civil(day);
      const std::int32_t last = civil.day <= 15 ? 15 : days_in_month(civil.year, civil.month);
      CAPTURE(to_text(day));
      CHECK(working_.on_or_before(to_date({civil.year, civil.month, last})) == day);
    }
  }

  /// TXN9
  void check_channels() const {
    const Date pix_began = *parse_date("2020-11-16");
    std::uint64_t pix = 0;
    for (const TransactionsRow& row : whole_.rows.of<TransactionsRow>()) {
      const std::string_view text = row.description;
      const Date day = date_of(row.transaction_date);
      const std::int64_t second =
          (row.transaction_date.micros - start_of(day).micros) / kMicrosPerSecond;
      const bool ted = text.starts_with("TED ") || text.ends_with("a, TED");
      const bool fee = row.transaction_type == text_of(TransactionType::kFee);
      CAPTURE(text, to_text(row.transaction_date));
      if (!fee && (ted || text.starts_with("Wire "))) {
        CHECK(working_.is_working_day(day));
        CHECK(second >= 8 * kSecondsPerHour);
        CHECK(second < (ted ? 17 : 18) * kSecondsPerHour);
      }
      if (text.find(", ACH") != std::string_view::npos) {
        CHECK(working_.is_working_day(day));
        CHECK(second >= 5 * kSecondsPerHour);
        CHECK(second < 18 * kSecondsPerHour);
      }
      if (text.starts_with("Pix ")) {
        ++pix;
        CHECK(day >= pix_began);
      }
    }
    const bool expected = !saturdays_ && whole_.rows.of<CustomersRow>().size() >= 120 &&
                          as_of_ > add_months(pix_began, 48);
    if (expected) CHECK(pix > whole_.rows.of<CustomersRow>().size() / 4);
  }

  WholeBank whole_;
  Date as_of_;
  WorkingDays working_;
  bool saturdays_;
};

}  // namespace

TEST_CASE("E7: what a bank does on working days happens on none of the others") {
  // A leap day, a Sunday before a Brazilian holiday, the day after New Year's, the first and the
  // last day of all.
  for (const std::string_view as_of :
       {"2024-02-29", "2026-11-01", "2021-01-02", "1900-01-01", "2200-12-31"}) {
    for (const corpus::Locale locale : {corpus::Locale::kEnUs, corpus::Locale::kPtBr}) {
      for (const std::uint64_t customers : {1U, 7U, 120U, 1'200U}) {
        const std::uint64_t seeds = customers > 120 ? 2 : 8;
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
          CAPTURE(as_of, static_cast<int>(locale), customers, seed);
          BankOptions options = bank_options(customers, seed);
          options.as_of = *parse_date(as_of);
          options.locale = locale;
          WorkCheck(options).check();
        }
      }
    }
  }
}

}  // namespace bankseed::testing
