// Figures of customers, accounts, loans, insurance and compliance.

#include "verify/figures/business_figures.hpp"

#include <array>

namespace bankseed::verify {
namespace {

constexpr auto kAccounts = Database::kAccounts;
constexpr auto kCustomer = Database::kCustomer;
constexpr auto kLoans = Database::kLoans;
constexpr auto kInsurance = Database::kInsurance;
constexpr auto kCompliance = Database::kCompliance;

constexpr std::array kAgesQuery = {FigureQuery{kAccounts, R"(
SELECT CASE WHEN holders.customer_id IS NULL THEN 'without an account' ELSE 'account holders' END,
  extract(year FROM age({as_of}, date_of_birth))::integer / 5 * 5, count(*), NULL
FROM customers
LEFT JOIN (SELECT DISTINCT customer_id FROM accounts) AS holders USING (customer_id)
WHERE date_of_birth IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2)"}};

constexpr std::array kSegmentsQuery = {FigureQuery{kCustomer, R"(
SELECT '', customer_segment, count(*), NULL
FROM customer_profiles
GROUP BY 2
ORDER BY 3 DESC)"}};

constexpr std::array kBalancesQuery = {FigureQuery{kAccounts, R"(
SELECT account_type, floor(log(balance) * 4)::integer, count(*), NULL
FROM accounts
WHERE balance > 0
  AND currency = (SELECT mode() WITHIN GROUP (ORDER BY currency) FROM accounts)
GROUP BY 1, 2
ORDER BY 1, 2)"}};

/// What the amounts in the pictures are in: the currency of most accounts.
constexpr std::array kCurrenciesQuery = {FigureQuery{kAccounts, R"(
SELECT '', currency, count(*), NULL
FROM accounts
WHERE currency IS NOT NULL
GROUP BY 2
ORDER BY 3 DESC, 2)"}};

constexpr std::array kInequalityQuery = {FigureQuery{kAccounts, R"(
SELECT '', part, sum(balance), count(*)
FROM (
  SELECT balance, ntile(100) OVER (ORDER BY balance) AS part
  FROM accounts
  WHERE balance IS NOT NULL
    AND currency = (SELECT mode() WITHIN GROUP (ORDER BY currency) FROM accounts)) AS parts
GROUP BY 2
ORDER BY 2)"}};
constexpr std::array kInequalityMeasures = {
    MeasureDefinition{.name = "Gini coefficient of balances",
                      .compute = gini,
                      .unit = FigureUnit::kDecimal,
                      .band = {.low = 0.5},
                      .source = "Deposits are held far from evenly",
                      .observations_min = 100}};

constexpr std::array kSegmentBalancesMeasures = {
    MeasureDefinition{.name = "Mean balance against the segment below, least of all",
                      .series = "mean",
                      .compute = smallest_step,
                      .unit = FigureUnit::kTimes,
                      .band = {.low = 1},
                      .source = "Retail, premium, corporate, private banking: the bank's rule PRO2",
                      .observations_min = 30}};

constexpr std::array kGrowthQueries = {FigureQuery{kAccounts, R"(
SELECT 'customers', to_char(created_at, 'YYYY-MM'), count(*), NULL
FROM customers
GROUP BY 2
UNION ALL
SELECT 'accounts', to_char(opened_date, 'YYYY-MM'), count(*), NULL
FROM accounts
GROUP BY 2
ORDER BY 1, 2)"},
                                       FigureQuery{kLoans, R"(
SELECT 'loans', to_char(disbursement_date, 'YYYY-MM'), count(*), NULL
FROM loans
GROUP BY 2
ORDER BY 2)"},
                                       FigureQuery{kInsurance, R"(
SELECT 'policies', to_char(start_date, 'YYYY-MM'), count(*), NULL
FROM policies
WHERE start_date < {as_of}
GROUP BY 2
ORDER BY 2)"}};

constexpr std::array kLoanBookQuery = {FigureQuery{kLoans, R"(
SELECT coalesce(credit_grade, 'none'), loan_type, sum(outstanding_balance), count(*)
FROM loans
LEFT JOIN (
  SELECT application_id, min(credit_grade) AS credit_grade
  FROM risk_assessments
  WHERE loan_id IS NULL
  GROUP BY 1) AS assessed USING (application_id)
WHERE loan_status <> 'paid_off'
GROUP BY 1, 2
ORDER BY 1, 2)"}};

constexpr std::array kDelinquencyQuery = {FigureQuery{kLoans, R"(
SELECT '', credit_grade, count(*) FILTER (WHERE default_status OR loan_status = 'defaulted'),
  count(*)
FROM loans
JOIN (
  SELECT application_id, min(credit_grade) AS credit_grade
  FROM risk_assessments
  WHERE loan_id IS NULL
  GROUP BY 1) AS assessed USING (application_id)
GROUP BY 2)"}};
constexpr std::string_view kCreditSource =
    "Federal Reserve, report to Congress 2007: 41 % below 520 points, 1 % from 720 on";
constexpr std::array kDelinquencyMeasures = {
    MeasureDefinition{.name = "Delinquent loans among grades A and better",
                      .compute = prime_delinquency,
                      .unit = FigureUnit::kPerCent,
                      .band = {.high = 0.02},
                      .source = kCreditSource,
                      .observations_min = 100},
    MeasureDefinition{.name = "Grades delinquent less often than the better one above",
                      .compute = grade_inversions,
                      .band = {.high = 0},
                      .source = kCreditSource,
                      .observations_min = 1000}};

constexpr std::array kNpsQuery = {FigureQuery{kCustomer, R"(
SELECT '', nps_score, count(*), NULL
FROM satisfaction_surveys
WHERE nps_score IS NOT NULL
GROUP BY 2
ORDER BY 2)"}};
constexpr std::array kNpsMeasures = {
    MeasureDefinition{.name = "Net promoter score: promoters less detractors",
                      .compute = net_promoters,
                      .unit = FigureUnit::kPerCent,
                      .note = "Not judged: the required bell around 7 decides."}};

constexpr std::array kClaimsQuery = {FigureQuery{kInsurance, R"(
SELECT status, policy_type, sum(claim_amount), count(*)
FROM claims JOIN policies USING (policy_id)
GROUP BY 1, 2
ORDER BY 1, 2)"}};

constexpr std::array kAmlQuery = {FigureQuery{kCompliance, R"(
SELECT '', 'checks', count(*), NULL FROM aml_checks
UNION ALL
SELECT '', 'flagged', count(*), NULL FROM aml_checks WHERE aml_flag
UNION ALL
SELECT '', 'flagged, customer reported', count(*), NULL FROM aml_checks
WHERE aml_flag AND customer_id IN (SELECT customer_id FROM suspicious_activity_reports)
UNION ALL
SELECT '', 'reports', count(*), NULL FROM suspicious_activity_reports
UNION ALL
SELECT '', 'reports filed', count(*), NULL FROM suspicious_activity_reports
WHERE filed_date IS NOT NULL)"}};
constexpr std::array kAmlMeasures = {
    MeasureDefinition{.name = "Flags without a report on the customer",
                      .compute = false_alarm_share,
                      .unit = FigureUnit::kPerCent,
                      .note = "Not judged: the required numbers of flags and reports decide. Of a "
                              "bank's alerts, 90 to 95 % are false."}};

constexpr std::array kFigures = {
    FigureDefinition{"ages", "Customers by age", kAgesQuery, {}},
    FigureDefinition{"segments", "Customers by segment", kSegmentsQuery, {}},
    FigureDefinition{"growth", "Growth", kGrowthQueries, {}},
    FigureDefinition{"currencies", "Accounts by currency", kCurrenciesQuery, {}},
    FigureDefinition{"balances", "Balances by type of account", kBalancesQuery, {}},
    FigureDefinition{"inequality", "Who holds the balances", kInequalityQuery, kInequalityMeasures},
    FigureDefinition{"segment-balances", "Balances by segment", {}, kSegmentBalancesMeasures},
    FigureDefinition{"loan-book", "Loan book by type and grade", kLoanBookQuery, {}},
    FigureDefinition{"delinquency", "Delinquent loans by grade", kDelinquencyQuery,
                     kDelinquencyMeasures},
    FigureDefinition{"nps", "Net promoter score", kNpsQuery, kNpsMeasures},
    FigureDefinition{"claims", "Claims by policy and status", kClaimsQuery, {}},
    FigureDefinition{"aml", "From checks to reports", kAmlQuery, kAmlMeasures}};

}  // namespace

std::span<const FigureDefinition> business_figures() {
  return kFigures;
}

}  // namespace bankseed::verify
