-- One violation for each check: its rule and name, and the database that it is planted in. The last
-- statement returns the key (or one of the keys) by which verify has to name it.

-- APP1 customers @ loans_db
DELETE FROM loan_applications WHERE customer_id IN (SELECT DISTINCT customer_id FROM loan_applications ORDER BY 1 LIMIT 8);
SELECT 'none';

-- APP1 total @ loans_db
DELETE FROM loan_applications WHERE application_id IN (SELECT application_id FROM loan_applications ORDER BY 1
  LIMIT (SELECT count(*) - 399 FROM loan_applications));

-- APP1 types @ loans_db
UPDATE loan_applications SET loan_type = 'education'
WHERE application_id IN (SELECT application_id FROM loan_applications WHERE loan_type = 'mortgage' ORDER BY application_id
  LIMIT (SELECT 2 + count(*) / 50 FROM loan_applications));
SELECT 'education';

-- APP1 amounts @ loans_db
UPDATE loan_applications SET requested_amount = 800000.01
WHERE application_id = (SELECT min(application_id) FROM loan_applications WHERE loan_type = 'mortgage')
RETURNING application_id;

-- APP1 status @ loans_db
UPDATE loan_applications SET status = 'withdrawn'
WHERE application_id IN (SELECT application_id FROM loan_applications WHERE status = 'approved' ORDER BY application_id
  LIMIT (SELECT 2 + count(*) / 50 FROM loan_applications));
SELECT 'withdrawn';

-- APP1 dates @ loans_db
-- One day.
UPDATE loan_applications SET application_date = DATE '2026-11-19' - interval '3 years 1 day'
WHERE application_id = (SELECT min(application_id) FROM loan_applications WHERE true)
RETURNING application_id;

-- APP1 onboarding @ loans_db
UPDATE loan_applications SET application_date = DATE '2010-01-01'
WHERE application_id = (SELECT min(application_id) FROM loan_applications WHERE true)
RETURNING customer_id;

-- EMP6 officer_id @ loans_db
-- Nobody, though there are loan officers.
UPDATE loan_applications SET officer_id = NULL
WHERE application_id = (SELECT min(application_id) FROM loan_applications WHERE application_date > DATE '2026-11-19' - 30)
RETURNING application_id;

-- APP2 decision @ loans_db
UPDATE loan_applications SET decision_date = application_date
WHERE application_id = (SELECT min(application_id) FROM loan_applications WHERE status = 'withdrawn')
RETURNING application_id;

-- APP2 working days @ loans_db
-- A Sunday.
UPDATE loan_applications SET decision_date = decision_date - extract(isodow FROM decision_date)::int
WHERE application_id = (SELECT min(application_id) FROM loan_applications WHERE
  decision_date - application_date > 8)
RETURNING application_id;

-- APP2 week @ loans_db
-- All on Mondays.
UPDATE loan_applications SET decision_date = decision_date - (extract(isodow FROM decision_date)::int - 1) * interval '1 day';
SELECT 'day 1';

-- APP2 approved_amount @ loans_db
UPDATE loan_applications SET approved_amount = requested_amount
WHERE application_id = (SELECT min(application_id) FROM loan_applications WHERE status = 'rejected')
RETURNING application_id;

-- APP2 rejection_reason @ loans_db
UPDATE loan_applications SET rejection_reason = NULL
WHERE application_id = (SELECT min(application_id) FROM loan_applications WHERE status = 'rejected')
RETURNING application_id;

-- APP2 pending @ loans_db
-- One day.
UPDATE loan_applications SET application_date = DATE '2026-11-19' - 61
WHERE application_id = (SELECT min(application_id) FROM loan_applications WHERE status = 'pending')
RETURNING application_id;

-- LOA1 one each @ loans_db
INSERT INTO loans SELECT * FROM loans WHERE loan_id = (SELECT min(loan_id) FROM loans)
RETURNING application_id;

-- LOA1 application @ loans_db
-- One cent.
UPDATE loans SET principal_amount = principal_amount - 0.01
WHERE loan_id = (SELECT min(loan_id) FROM loans WHERE true)
RETURNING loan_id;

-- LOA1 rates @ loans_db
UPDATE loans SET interest_rate = 0.0751
WHERE loan_id = (SELECT min(loan_id) FROM loans WHERE loan_type = 'mortgage')
RETURNING loan_id;

-- LOA1 grades @ loans_db
UPDATE loans SET interest_rate = 0.075 WHERE loan_type = 'mortgage' AND application_id IN (
  SELECT application_id FROM risk_assessments WHERE credit_grade IN ('AAA', 'AA', 'A'));
SELECT 'mortgage';

-- LOA1 terms @ loans_db
UPDATE loans SET term_months = 61
WHERE loan_id = (SELECT min(loan_id) FROM loans WHERE loan_type = 'personal')
RETURNING loan_id;

-- EMP6 approved_by @ loans_db
UPDATE loans SET approved_by = 'EMP999999'
WHERE loan_id = (SELECT min(loan_id) FROM loans WHERE true)
RETURNING loan_id;

-- LOA2 disbursement @ loans_db
-- One day.
UPDATE loans SET disbursement_date = decision_date + 4 FROM loan_applications a
WHERE a.application_id = loans.application_id AND loan_id = (SELECT min(loan_id) FROM loans)
RETURNING loan_id;

-- LOA2 working days @ loans_db
-- Juneteenth.
UPDATE loans SET disbursement_date = DATE '2025-06-19' WHERE loan_id = (SELECT min(loan_id) FROM loans)
RETURNING loan_id;

-- LOA2 week @ loans_db
-- All on Mondays.
UPDATE loans SET disbursement_date = disbursement_date - (extract(isodow FROM disbursement_date)::int - 1) * interval '1 day';
SELECT 'day 1';

-- LOA2 maturity @ loans_db
-- One day.
UPDATE loans SET maturity_date = maturity_date + 1
WHERE loan_id = (SELECT min(loan_id) FROM loans WHERE true)
RETURNING loan_id;

-- LOA2 status @ loans_db
UPDATE loans SET loan_status = 'defaulted'
WHERE loan_id IN (SELECT loan_id FROM loans WHERE loan_status = 'active' ORDER BY loan_id
  LIMIT (SELECT 2 + count(*) / 50 FROM loans));
SELECT 'defaulted';

-- LOA3 active @ loans_db
UPDATE loans SET outstanding_balance = 0.95 * principal_amount + 0.01
WHERE loan_id = (SELECT min(loan_id) FROM loans WHERE loan_status = 'active')
RETURNING loan_id;

-- LOA3 paid off @ loans_db
-- One cent.
UPDATE loans SET outstanding_balance = 0.01
WHERE loan_id = (SELECT min(loan_id) FROM loans WHERE loan_status = 'paid_off')
RETURNING loan_id;

-- LOA3 unpaid @ loans_db
-- One cent.
UPDATE loans SET outstanding_balance = outstanding_balance + 0.01
WHERE loan_id = (SELECT min(loan_id) FROM loans WHERE loan_status = 'defaulted')
RETURNING loan_id;

-- LOA4 defaulted @ loans_db
UPDATE loans SET default_status = false
WHERE loan_id = (SELECT min(loan_id) FROM loans WHERE loan_status = 'defaulted')
RETURNING loan_id;

-- LOA4 share @ loans_db
UPDATE loans SET default_status = true WHERE loan_id IN (
  SELECT loan_id FROM loans WHERE loan_status = 'active' AND NOT default_status ORDER BY 1 LIMIT 5);
SELECT 'delinquent';

-- LOA4 missed @ loans_db
UPDATE repayment_schedule SET payment_status = 'pending' WHERE payment_status = 'missed'
AND loan_id = (SELECT min(loan_id) FROM repayment_schedule WHERE payment_status = 'missed')
RETURNING loan_id;

-- LOA5 linked @ loans_db
UPDATE loans SET linked_account_id = NULL
WHERE loan_id IN (SELECT loan_id FROM loans WHERE linked_account_id IS NOT NULL ORDER BY loan_id
  LIMIT (SELECT 2 + count(*) / 50 FROM loans));
SELECT 'not';

-- LOA5 borrower's @ loans_db
-- A swapped customer.
UPDATE loans SET linked_account_id = (
  SELECT linked_account_id FROM loans x WHERE x.customer_id <> loans.customer_id AND linked_account_id IS NOT NULL ORDER BY loan_id DESC LIMIT 1)
WHERE loan_id = (SELECT min(loan_id) FROM loans WHERE linked_account_id IS NOT NULL)
RETURNING linked_account_id;

-- LOA5 account @ loans_db
UPDATE loans SET disbursement_date = DATE '2010-01-01'
WHERE loan_id = (SELECT min(loan_id) FROM loans WHERE linked_account_id IS NOT NULL)
RETURNING linked_account_id;

-- LOA5 borrowers @ loans_db
UPDATE loans SET customer_id = 'CUST99999999'
WHERE loan_id = (SELECT min(loan_id) FROM loans WHERE loan_status = 'active')
RETURNING customer_id;

-- LOA5 ledger @ accounts_db
-- One cent.
UPDATE transactions SET transaction_amount = transaction_amount + 0.01
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE description LIKE 'Loan payment, %')
RETURNING split_part(split_part(description, ', ', 2), ', ', 1);

-- SCH1 installments @ loans_db
DELETE FROM repayment_schedule WHERE schedule_id = (SELECT max(schedule_id) FROM repayment_schedule)
RETURNING loan_id;

-- SCH1 due dates @ loans_db
-- One day.
UPDATE repayment_schedule SET due_date = due_date + 1
WHERE schedule_id = (SELECT min(schedule_id) FROM repayment_schedule WHERE true)
RETURNING schedule_id;

-- SCH1 total @ loans_db
-- One cent.
UPDATE repayment_schedule SET total_amount = total_amount + 0.01
WHERE schedule_id = (SELECT min(schedule_id) FROM repayment_schedule WHERE true)
RETURNING schedule_id;

-- SCH1 principal @ loans_db
-- One cent.
UPDATE repayment_schedule SET principal_amount = principal_amount + 0.01
WHERE schedule_id = (SELECT min(schedule_id) FROM repayment_schedule WHERE true)
RETURNING loan_id;

-- SCH1 interest @ loans_db
-- One cent.
UPDATE repayment_schedule SET interest_amount = interest_amount + 0.01
WHERE schedule_id = (SELECT min(schedule_id) FROM repayment_schedule WHERE true)
RETURNING schedule_id;

-- SCH1 level @ loans_db
-- One cent.
UPDATE repayment_schedule SET total_amount = total_amount + 0.01
WHERE schedule_id = (SELECT min(schedule_id) FROM repayment_schedule WHERE true)
RETURNING loan_id;

-- SCH1 annuity @ loans_db
-- A cent more every month than the annuity.
UPDATE repayment_schedule SET total_amount = total_amount + 0.01
WHERE loan_id = (SELECT min(loan_id) FROM repayment_schedule)
RETURNING loan_id;

-- SCH2 past due @ loans_db
UPDATE repayment_schedule SET payment_status = 'late' WHERE schedule_id IN (
  SELECT schedule_id FROM repayment_schedule WHERE payment_status = 'paid' AND due_date < DATE '2026-11-19' ORDER BY 1 LIMIT (SELECT count(*) / 50 FROM repayment_schedule));
SELECT 'late';

-- SCH2 payment dates @ loans_db
-- One day.
UPDATE repayment_schedule SET payment_date = due_date
WHERE schedule_id = (SELECT min(schedule_id) FROM repayment_schedule WHERE payment_status = 'late')
RETURNING schedule_id;

-- SCH2 working days @ loans_db
-- A Sunday.
UPDATE repayment_schedule SET payment_date = payment_date - extract(isodow FROM payment_date)::int
WHERE schedule_id = (SELECT min(schedule_id) FROM repayment_schedule JOIN loans USING (loan_id) WHERE
  payment_date IS NOT NULL AND linked_account_id IS NOT NULL)
RETURNING schedule_id;

-- SCH2 not yet due @ loans_db
UPDATE repayment_schedule SET payment_status = 'missed'
WHERE schedule_id = (SELECT min(schedule_id) FROM repayment_schedule WHERE due_date >= DATE '2026-11-19' AND payment_status = 'pending')
RETURNING schedule_id;

-- SCH2 paid off @ loans_db
-- Not on the day of the pay-off.
UPDATE repayment_schedule SET payment_date = payment_date - 1 WHERE schedule_id = (
  SELECT max(schedule_id) FROM repayment_schedule JOIN loans USING (loan_id) WHERE loan_status = 'paid_off' AND due_date >= DATE '2026-11-19')
RETURNING loan_id;

-- SCH2 pending @ loans_db
-- An installment is paid that comes after one that is pending.
UPDATE repayment_schedule SET payment_status = 'pending', payment_date = NULL WHERE schedule_id = (
  SELECT min(schedule_id) FROM repayment_schedule JOIN loans USING (loan_id) WHERE loan_status = 'active' AND payment_status = 'paid' AND due_date < DATE '2026-11-19' - 60)
RETURNING schedule_id;

-- COL1 mortgages @ loans_db
DELETE FROM collateral WHERE loan_id IN (
  SELECT DISTINCT loan_id FROM collateral JOIN loans USING (loan_id) WHERE loan_type = 'mortgage' ORDER BY 1 LIMIT 3);
SELECT 'not';

-- COL1 auto loans @ loans_db
DELETE FROM collateral WHERE loan_id IN (
  SELECT DISTINCT loan_id FROM collateral JOIN loans USING (loan_id) WHERE loan_type = 'auto' ORDER BY 1 LIMIT 3);
SELECT 'not';

-- COL1 business loans @ loans_db
DELETE FROM collateral WHERE loan_id IN (
  SELECT DISTINCT loan_id FROM collateral JOIN loans USING (loan_id) WHERE loan_type = 'business' ORDER BY 1 LIMIT 3);
SELECT 'not';

-- COL1 total @ loans_db
DELETE FROM collateral WHERE collateral_id IN (SELECT collateral_id FROM collateral ORDER BY 1
  LIMIT (SELECT count(*) - 199 FROM collateral));

-- COL1 items @ loans_db
UPDATE collateral SET loan_id = (SELECT min(loan_id) FROM collateral)
WHERE collateral_id IN (SELECT collateral_id FROM collateral ORDER BY 1 DESC LIMIT 3)
RETURNING loan_id;

-- COL1 types @ loans_db
UPDATE collateral SET collateral_type = 'equipment'
WHERE collateral_id = (SELECT min(collateral_id) FROM collateral WHERE collateral_type = 'vehicle')
RETURNING collateral_id;

-- COL1 values @ loans_db
UPDATE collateral SET appraised_value = 1.1 * principal_amount - 0.01 FROM loans l
WHERE l.loan_id = collateral.loan_id AND collateral_id = (SELECT min(collateral_id) FROM collateral)
RETURNING collateral_id;

-- COL1 dates @ loans_db
-- One day.
UPDATE collateral SET appraisal_date = disbursement_date - 61 FROM loans l
WHERE l.loan_id = collateral.loan_id AND collateral_id = (SELECT min(collateral_id) FROM collateral)
RETURNING collateral_id;

-- COL1 working days @ loans_db
-- A Sunday, with working days before the money was paid out.
UPDATE collateral SET appraisal_date = disbursement_date - extract(isodow FROM disbursement_date)::int
FROM loans WHERE loans.loan_id = collateral.loan_id AND collateral_id = (SELECT min(collateral_id) FROM
  collateral JOIN loans USING (loan_id) JOIN loan_applications USING (application_id) WHERE
  disbursement_date - application_date > 8)
RETURNING collateral_id;

-- COL1 week @ loans_db
-- All on Mondays.
UPDATE collateral SET appraisal_date = appraisal_date - (extract(isodow FROM appraisal_date)::int - 1) * interval '1 day';
SELECT 'day 1';

-- COL1 ltv_ratio @ loans_db
UPDATE collateral SET ltv_ratio = ltv_ratio + 0.0001
WHERE collateral_id = (SELECT min(collateral_id) FROM collateral WHERE true)
RETURNING collateral_id;

-- GUA1 share @ loans_db
DELETE FROM loan_guarantors WHERE loan_id IN (SELECT DISTINCT loan_id FROM loan_guarantors ORDER BY 1 LIMIT 3);
SELECT 'not';

-- GUA1 per loan @ loans_db
DELETE FROM loan_guarantors WHERE loan_id = (SELECT min(loan_id) FROM loan_guarantors)
AND guarantor_id > (SELECT min(guarantor_id) FROM loan_guarantors)
RETURNING loan_id;

-- GUA1 persons @ loans_db
UPDATE loan_guarantors g SET guarantor_name = o.guarantor_name FROM loan_guarantors o
WHERE o.loan_id = g.loan_id AND g.loan_id = (SELECT min(loan_id) FROM loan_guarantors)
AND o.guarantor_id = (SELECT min(guarantor_id) FROM loan_guarantors WHERE loan_id = o.loan_id)
RETURNING g.loan_id;

-- GUA1 borrower @ customer_db
UPDATE customer_profiles SET full_name = 'Jane Roe';
-- and @ loans_db
UPDATE loan_guarantors g SET guarantor_name = 'Jane Roe' FROM loans l
WHERE l.loan_id = g.loan_id AND guarantor_id = (SELECT min(guarantor_id) FROM loan_guarantors)
RETURNING l.customer_id || ' Jane Roe';

-- GUA1 total @ loans_db
DELETE FROM loan_guarantors WHERE guarantor_id IN (SELECT guarantor_id FROM loan_guarantors ORDER BY 1
  LIMIT (SELECT count(*) - 79 FROM loan_guarantors));

-- GUA1 relationships @ loans_db
UPDATE loan_guarantors SET relationship = 'friend'
WHERE guarantor_id IN (SELECT guarantor_id FROM loan_guarantors WHERE relationship = 'family' ORDER BY guarantor_id
  LIMIT (SELECT 2 + count(*) / 50 FROM loan_guarantors));
SELECT 'friend';

-- GUA1 amounts @ loans_db
-- One cent.
UPDATE loan_guarantors SET guarantee_amount = principal_amount + 0.01 FROM loans l
WHERE l.loan_id = loan_guarantors.loan_id AND guarantor_id = (SELECT min(guarantor_id) FROM loan_guarantors)
RETURNING guarantor_id;

-- RSK1 applications @ loans_db
-- One day after the decision.
UPDATE risk_assessments SET assessment_date = decision_date + 1 FROM loan_applications a
WHERE a.application_id = risk_assessments.application_id AND assessment_id = (SELECT min(assessment_id) FROM risk_assessments JOIN loan_applications USING (application_id) WHERE decision_date IS NOT NULL)
RETURNING a.application_id;

-- RSK1 subject @ loans_db
UPDATE risk_assessments SET loan_id = (SELECT min(loan_id) FROM loans)
WHERE assessment_id = (SELECT min(assessment_id) FROM risk_assessments WHERE application_id IS NOT NULL)
RETURNING assessment_id;

-- RSK1 assessed again @ loans_db
DELETE FROM risk_assessments WHERE assessment_id IN (SELECT assessment_id FROM risk_assessments WHERE loan_id IS NOT NULL ORDER BY 1 LIMIT 5);
SELECT 'not';

-- RSK1 loans @ loans_db
UPDATE risk_assessments SET assessment_date = disbursement_date FROM loans l
WHERE l.loan_id = risk_assessments.loan_id AND assessment_id = (SELECT min(assessment_id) FROM risk_assessments WHERE loan_id IS NOT NULL)
RETURNING assessment_id;

-- RSK1 scores @ loans_db
UPDATE risk_assessments SET risk_score = 851
WHERE assessment_id = (SELECT min(assessment_id) FROM risk_assessments WHERE true)
RETURNING assessment_id;

-- RSK1 grades @ loans_db
UPDATE risk_assessments SET credit_grade = 'CCC'
WHERE assessment_id IN (SELECT assessment_id FROM risk_assessments WHERE credit_grade = 'BBB' ORDER BY assessment_id
  LIMIT (SELECT 2 + count(*) / 50 FROM risk_assessments));
SELECT 'CCC';

-- RSK1 working days @ loans_db
-- A Sunday.
UPDATE risk_assessments SET assessment_date = assessment_date - extract(isodow FROM assessment_date)::int
WHERE assessment_id = (SELECT min(assessment_id) FROM risk_assessments WHERE assessed_by <> 'SYSTEM')
RETURNING assessment_id;

-- RSK1 monotone @ loans_db
UPDATE risk_assessments SET risk_score = 300
WHERE assessment_id = (SELECT min(assessment_id) FROM risk_assessments WHERE credit_grade = 'AAA');
SELECT unnest(ARRAY['AA', 'A', 'BBB', 'BB', 'B', 'CCC']);

-- RSK1 fates @ loans_db
UPDATE risk_assessments SET pd_probability = 0.01
WHERE application_id IN (SELECT application_id FROM loans WHERE loan_status = 'defaulted');
SELECT 'defaulted';

-- RSK2 cut-off @ loans_db
-- One point.
UPDATE risk_assessments SET risk_score = 619 WHERE loan_id IS NULL AND application_id = (
  SELECT min(application_id) FROM loans WHERE loan_type = 'mortgage');
SELECT min(loan_id) FROM loans WHERE loan_type = 'mortgage';

-- RSK2 declined @ loans_db
UPDATE risk_assessments SET risk_score = 301 WHERE loan_id IS NULL AND application_id = (
  SELECT min(application_id) FROM loan_applications WHERE status = 'rejected')
RETURNING application_id;

-- RSK2 debt service @ loans_db
UPDATE repayment_schedule SET total_amount = 100 * total_amount WHERE installment_number = 1;
SELECT DISTINCT customer_id FROM loans;

-- RSK3 grades @ loans_db
UPDATE loans SET loan_status = 'defaulted' WHERE application_id IN (
  SELECT application_id FROM risk_assessments WHERE loan_id IS NULL AND credit_grade = 'A');
SELECT 'BBB';

-- EMP6 assessed_by @ employees_db
UPDATE employees SET hire_date = DATE '2009-06-01'
WHERE employee_id = (SELECT max(employee_id) FROM employees WHERE role = 'loan_officer' AND termination_date IS NULL);
-- and @ loans_db
UPDATE risk_assessments SET assessment_date = DATE '2010-01-01'
WHERE assessment_id = (SELECT min(assessment_id) FROM risk_assessments WHERE assessed_by <> 'SYSTEM')
RETURNING assessment_id;

-- RSK1 assessors @ loans_db
UPDATE risk_assessments SET assessed_by = 'SYSTEM';
SELECT 'SYSTEM';

-- COL1 vehicles @ loans_db
UPDATE collateral SET description = regexp_replace(description, '^[0-9]{4}', '1999')
WHERE collateral_id = (SELECT min(collateral_id) FROM collateral WHERE collateral_type = 'vehicle')
RETURNING collateral_id;

-- COL1 places @ loans_db
UPDATE collateral SET appraised_value = 1 WHERE description ~ ', (CA|HI|MA|WA|CO|NJ) [0-9]';
SELECT 'homes';
