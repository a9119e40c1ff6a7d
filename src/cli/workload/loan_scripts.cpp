#include <array>

#include "cli/workload/workload.hpp"

namespace bankseed {
namespace {

constexpr auto kLoans = Database::kLoans;

constexpr std::string_view kBorrower =
    R"(-- The loans of a customer, with what falls due next.
\set customer random(1, {customers})
SELECT l.loan_number, l.loan_type, l.loan_status, l.outstanding_balance, n.due_date, n.total_amount
FROM loans l
LEFT JOIN LATERAL (
  SELECT due_date, total_amount FROM repayment_schedule s
  WHERE s.loan_id = l.loan_id AND s.payment_status = 'pending'
  ORDER BY installment_number LIMIT 1) n ON true
WHERE l.customer_id = {id:CUST:customer};
)";

constexpr std::string_view kSchedule =
    R"(-- The schedule of a loan.
\set loan random(1, {loans})
SELECT installment_number, due_date, principal_amount, interest_amount, total_amount,
       payment_date, payment_status
FROM repayment_schedule
WHERE loan_id = {id:LOAN:loan}
ORDER BY installment_number;
)";

/// Ranges, rates and terms are those of RULES.md (APP1, LOA1), installments those of SCH1. Kind,
/// score, probability, grade, decision and its reason are those of an earlier application, since
/// they belong together (RSK1, RSK2).
constexpr std::string_view kApplication =
    R"(-- A loan from the application to the decision: who has borrowed applies again, the system
-- assesses, an officer decides, all as with an earlier application of somebody. Nobody gets another
-- loan who is not paying one back: who is may not have left the bank.
\set loan random(1, {loans})
\set share random(0, 100)
\set assessment random(1, {assessments})
\set loan_officer random(1, {loan_officers})
SELECT a.application_id AS earlier, (a.status = 'approved')::integer AS is_approved,
       (a.status = 'rejected')::integer AS is_rejected,
       (a.status = 'withdrawn')::integer AS is_withdrawn
FROM risk_assessments r LEFT JOIN loans o USING (loan_id)
JOIN loan_applications a ON a.application_id = coalesce(r.application_id, o.application_id)
WHERE r.assessment_id = :assessment::integer \gset
INSERT INTO loan_applications (application_id, customer_id, loan_type, requested_amount,
                               application_date, status, officer_id)
SELECT 'APP' || {stamp},
       l.customer_id, p.loan_type, low + (high - low) * :share::numeric / 100, at::date,
       'pending', {loan_officer}
FROM (VALUES ('mortgage', 100000, 800000), ('personal', 5000, 50000), ('auto', 10000, 80000),
             ('business', 20000, 500000), ('education', 5000, 100000)) AS p (loan_type, low, high)
JOIN loan_applications e USING (loan_type), loans l, (SELECT {now} AS at) AS clock
WHERE e.application_id = :earlier::text AND l.loan_id = {id:LOAN:loan}
RETURNING substr(application_id, 4) AS application,
  (EXISTS (SELECT FROM loans x WHERE x.customer_id = loan_applications.customer_id
             AND x.loan_status = 'active'))::integer AS is_paying \gset
INSERT INTO risk_assessments (application_id, assessment_date, risk_score, pd_probability,
                              credit_grade, assessed_by)
SELECT 'APP' || :application::text, {now}::date, risk_score, pd_probability, credit_grade, 'SYSTEM'
FROM risk_assessments WHERE application_id = :earlier::text;
\if :is_approved = 1 and :is_paying = 1
BEGIN;
UPDATE loan_applications
SET status = 'approved', decision_date = {now}::date, approved_amount = requested_amount
WHERE application_id = 'APP' || :application::text;
INSERT INTO loans (loan_id, application_id, loan_number, customer_id, loan_type, principal_amount,
                   interest_rate, term_months, disbursement_date, maturity_date, loan_status,
                   outstanding_balance, default_status, approved_by)
SELECT 'LOAN' || :application::text, application_id, 'L-' || :application::text, customer_id,
       loan_type, approved_amount, rate, months, decision_date + 7,
       (decision_date + 7 + months * interval '1 month')::date, 'active', approved_amount, false,
       officer_id
FROM loan_applications
JOIN (VALUES ('mortgage', 0.0550, 180), ('personal', 0.1200, 36), ('auto', 0.0800, 48),
             ('business', 0.1000, 60), ('education', 0.0700, 120)) AS p (loan_type, rate, months)
  USING (loan_type)
WHERE application_id = 'APP' || :application::text;
-- Level installments of the annuity; interest is rounded half-even to the cent, and the last
-- installment takes what is left.
WITH RECURSIVE loan AS (
  SELECT loan_id, term_months, disbursement_date, (principal_amount * 100)::bigint AS principal,
         (interest_rate * 10000)::bigint AS rate
  FROM loans WHERE loan_id = 'LOAN' || :application::text),
payment AS (
  SELECT *, round(principal * rate * (120000 + rate)::numeric ^ term_months
                  / (120000 * ((120000 + rate)::numeric ^ term_months
                               - 120000::numeric ^ term_months)))::bigint AS level
  FROM loan),
installments AS (
  SELECT p.*, 0 AS number, principal AS remaining, 0::bigint AS repaid, 0::bigint AS interest
  FROM payment p
  UNION ALL
  SELECT i.loan_id, i.term_months, i.disbursement_date, i.principal, i.rate, i.level, i.number + 1,
         i.remaining - r.repaid, r.repaid, n.interest
  FROM installments i
  CROSS JOIN LATERAL (SELECT i.remaining * i.rate / 120000 AS whole,
                             i.remaining * i.rate % 120000 AS rest) d
  CROSS JOIN LATERAL (SELECT whole + CASE WHEN rest > 60000 OR (rest = 60000 AND whole % 2 = 1)
                                          THEN 1 ELSE 0 END AS interest) n
  CROSS JOIN LATERAL (SELECT CASE WHEN i.number + 1 = i.term_months THEN i.remaining
                                  ELSE i.level - n.interest END AS repaid) r
  WHERE i.number < i.term_months)
INSERT INTO repayment_schedule (loan_id, installment_number, due_date, principal_amount,
                                interest_amount, total_amount, payment_status)
SELECT loan_id, number, (disbursement_date + number * interval '1 month')::date, repaid / 100.0,
       interest / 100.0, (repaid + interest) / 100.0, 'pending'
FROM installments WHERE number > 0;
COMMIT;
\elif :is_rejected = 1
UPDATE loan_applications a
SET status = 'rejected', decision_date = {now}::date, rejection_reason = e.rejection_reason
FROM loan_applications e
WHERE a.application_id = 'APP' || :application::text AND e.application_id = :earlier::text;
\elif :is_withdrawn = 1
UPDATE loan_applications SET status = 'withdrawn'
WHERE application_id = 'APP' || :application::text;
\endif
)";

constexpr std::string_view kLoanReport =
    R"(-- The book of loans by kind and state.
SELECT loan_type, loan_status, count(*) AS loans, sum(outstanding_balance) AS outstanding,
       round(avg(interest_rate), 4) AS rate
FROM loans GROUP BY loan_type, loan_status ORDER BY loan_type, loan_status;
)";

constexpr std::array<WorkloadScript, 4> kLoanScripts = {{
    {kLoans, "borrower", 55, "the loans of a customer, with what falls due next", kBorrower},
    {kLoans, "schedule", 30, "the schedule of a loan", kSchedule},
    {kLoans, "application", 13, "a loan from the application to the decision, with its schedule",
     kApplication},
    {kLoans, "report", 2, "the book of loans by kind and state", kLoanReport},
}};

}  // namespace

std::span<const WorkloadScript> loan_scripts() {
  return kLoanScripts;
}

}  // namespace bankseed
