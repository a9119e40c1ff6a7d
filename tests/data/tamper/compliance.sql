-- One violation for each check: its rule and name, and the database that it is planted in. The last
-- statement returns the key (or one of the keys) by which verify has to name it.

-- KYC1 one to one @ compliance_db
-- A duplicate.
INSERT INTO kyc_records SELECT * FROM kyc_records WHERE kyc_id = (SELECT min(kyc_id) FROM kyc_records)
RETURNING customer_id;

-- KYC1 documents @ compliance_db
UPDATE kyc_records SET document_type = 'national_id'
WHERE kyc_id IN (SELECT kyc_id FROM kyc_records WHERE document_type = 'passport' ORDER BY kyc_id
  LIMIT (SELECT 2 + count(*) / 50 FROM kyc_records));
SELECT 'national_id';

-- KYC1 numbers @ compliance_db
UPDATE kyc_records SET document_number = '12345678'
WHERE kyc_id = (SELECT min(kyc_id) FROM kyc_records WHERE document_type = 'passport')
RETURNING kyc_id;

-- KYC1 unique @ compliance_db
UPDATE kyc_records SET document_type = 'passport', document_number = 'A00000000'
WHERE kyc_id IN (SELECT kyc_id FROM kyc_records ORDER BY 1 LIMIT 2)
RETURNING document_number;

-- KYC1 verification @ compliance_db
-- Before the customer was one.
UPDATE kyc_records SET verification_date = DATE '2010-01-01'
WHERE kyc_id = (SELECT min(kyc_id) FROM kyc_records WHERE true)
RETURNING customer_id;

-- KYC1 identity first @ accounts_db
UPDATE accounts SET opened_date = DATE '2010-01-01'
WHERE account_id = (SELECT min(account_id) FROM accounts WHERE true)
RETURNING customer_id;

-- KYC1 identity before loans @ loans_db
UPDATE loans SET disbursement_date = DATE '2010-01-01'
WHERE loan_id = (SELECT min(loan_id) FROM loans WHERE true)
RETURNING customer_id;

-- KYC1 pending holders @ compliance_db
UPDATE kyc_records SET kyc_status = 'pending' WHERE kyc_status = 'verified' RETURNING customer_id;

-- KYC1 pending borrowers @ compliance_db
UPDATE kyc_records SET kyc_status = 'expired' WHERE kyc_status = 'verified' RETURNING customer_id;

-- KYC1 pending policyholders @ compliance_db
UPDATE kyc_records SET kyc_status = 'pending' WHERE kyc_status = 'verified' RETURNING customer_id;

-- KYC1 week @ compliance_db
-- All on Mondays.
UPDATE kyc_records SET verification_date = verification_date - (extract(isodow FROM verification_date)::int - 1) * interval '1 day';
SELECT 'day 1';

-- KYC1 working days @ compliance_db
-- A Sunday.
UPDATE kyc_records SET verification_date = verification_date + 7 - extract(isodow FROM verification_date)::int
WHERE kyc_id = (SELECT min(kyc_id) FROM kyc_records WHERE verification_date < DATE '2026-01-01')
RETURNING kyc_id;

-- KYC1 expiry @ compliance_db
UPDATE kyc_records SET expiry_date = DATE '2026-11-19' - 1
WHERE kyc_id = (SELECT min(kyc_id) FROM kyc_records WHERE kyc_status = 'verified')
RETURNING kyc_id;

-- KYC1 review @ compliance_db
-- One day.
UPDATE kyc_records SET next_review_date = verification_date + interval '3 years 1 day'
WHERE kyc_id = (SELECT min(kyc_id) FROM kyc_records WHERE true)
RETURNING kyc_id;

-- KYC1 pending @ compliance_db
UPDATE kyc_records SET verified_by = 'EMP000001'
WHERE kyc_id = (SELECT min(kyc_id) FROM kyc_records WHERE kyc_status = 'pending')
RETURNING kyc_id;

-- EMP6 verified_by @ employees_db
UPDATE employees SET hire_date = DATE '2009-06-01'
WHERE employee_id = (SELECT max(employee_id) FROM employees WHERE role = 'compliance_officer' AND termination_date IS NULL);
-- and @ compliance_db
UPDATE kyc_records SET verification_date = DATE '2010-01-01'
WHERE kyc_id = (SELECT min(kyc_id) FROM kyc_records WHERE verified_by IS NOT NULL)
RETURNING kyc_id;

-- AML1 initial @ compliance_db
DELETE FROM aml_checks WHERE customer_id = (SELECT min(customer_id) FROM aml_checks)
RETURNING customer_id;

-- AML1 first week @ compliance_db
UPDATE aml_checks SET check_date = check_date + interval '8 days'
WHERE customer_id = (SELECT min(customer_id) FROM aml_checks)
RETURNING customer_id;

-- AML1 periodic @ compliance_db
DELETE FROM aml_checks WHERE check_type <> 'transaction_monitoring' AND customer_id IN (
  SELECT DISTINCT customer_id FROM aml_checks ORDER BY 1 LIMIT 40)
AND check_id NOT IN (SELECT min(check_id) FROM aml_checks WHERE check_type <> 'transaction_monitoring' GROUP BY customer_id);
SELECT 'initial only';

-- AML1 total @ compliance_db
DELETE FROM aml_checks WHERE check_id IN (SELECT check_id FROM aml_checks ORDER BY 1
  LIMIT (SELECT count(*) - 2999 FROM aml_checks));

-- AML1 types @ compliance_db
UPDATE aml_checks SET check_type = 'sanctions'
WHERE check_id IN (SELECT check_id FROM aml_checks WHERE check_type = 'watchlist' ORDER BY check_id
  LIMIT (SELECT 2 + count(*) / 50 FROM aml_checks));
SELECT 'sanctions';

-- AML2 one each @ compliance_db
DELETE FROM aml_checks WHERE check_id = (SELECT min(check_id) FROM aml_checks WHERE transaction_id IS NOT NULL)
RETURNING transaction_id;

-- AML2 type @ compliance_db
UPDATE aml_checks SET check_type = 'sanctions'
WHERE check_id = (SELECT min(check_id) FROM aml_checks WHERE transaction_id IS NOT NULL)
RETURNING check_id;

-- AML2 three days @ compliance_db
UPDATE aml_checks SET check_date = check_date + interval '3 days'
WHERE check_id = (SELECT min(check_id) FROM aml_checks WHERE transaction_id IS NOT NULL)
RETURNING transaction_id;

-- AML3 flagged @ compliance_db
UPDATE aml_checks SET aml_flag = true
WHERE check_id IN (SELECT check_id FROM aml_checks WHERE aml_flag = false ORDER BY check_id
  LIMIT (SELECT 2 + count(*) / 50 FROM aml_checks));
SELECT 'flagged';

-- AML3 levels @ compliance_db
UPDATE aml_checks SET risk_level = 'high' WHERE check_id IN (
  SELECT check_id FROM aml_checks WHERE risk_level = 'medium' ORDER BY 1 LIMIT 5);
SELECT 'high';

-- AML3 not flagged @ compliance_db
UPDATE aml_checks SET reviewed_by = 'EMP000001'
WHERE check_id = (SELECT min(check_id) FROM aml_checks WHERE NOT aml_flag)
RETURNING check_id;

-- EMP6 reviewed_by @ compliance_db
-- Nobody, though there are compliance officers.
UPDATE aml_checks SET reviewed_by = NULL
WHERE check_id = (SELECT min(check_id) FROM aml_checks WHERE aml_flag AND check_date > DATE '2026-11-19' - 60)
RETURNING check_id;

-- AML3 found @ compliance_db
-- Another amount.
UPDATE aml_checks SET screening_result = replace(screening_result, '0 USD', '1 USD')
WHERE check_id = (SELECT min(check_id) FROM aml_checks WHERE transaction_id IS NOT NULL AND screening_result LIKE '%0 USD%')
RETURNING transaction_id;

-- AML3 reported @ compliance_db
UPDATE aml_checks SET screening_result = screening_result || '; reported as SAR999999'
WHERE check_id = (SELECT min(check_id) FROM aml_checks WHERE aml_flag AND screening_result NOT LIKE '%reported%')
RETURNING check_id;

-- SAR1 total @ compliance_db
DELETE FROM suspicious_activity_reports WHERE sar_id IN (SELECT sar_id FROM suspicious_activity_reports ORDER BY 1
  LIMIT (SELECT count(*) - 29 FROM suspicious_activity_reports));

-- SAR1 reason @ compliance_db
-- A swapped customer.
UPDATE suspicious_activity_reports SET customer_id = (SELECT min(customer_id) FROM kyc_records WHERE customer_id NOT IN (SELECT customer_id FROM aml_checks WHERE aml_flag))
WHERE sar_id = (SELECT min(sar_id) FROM suspicious_activity_reports WHERE true)
RETURNING sar_id;

-- SAR1 activities @ compliance_db
UPDATE suspicious_activity_reports SET activity_type = 'high_risk_country'
WHERE sar_id IN (SELECT sar_id FROM suspicious_activity_reports WHERE activity_type = 'structuring' ORDER BY sar_id
  LIMIT (SELECT 2 + count(*) / 50 FROM suspicious_activity_reports));
SELECT 'high_risk_country';

-- SAR1 status @ compliance_db
UPDATE suspicious_activity_reports SET sar_status = 'draft'
WHERE sar_id IN (SELECT sar_id FROM suspicious_activity_reports WHERE sar_status = 'filed' ORDER BY sar_id
  LIMIT (SELECT 2 + count(*) / 50 FROM suspicious_activity_reports));
SELECT 'draft';

-- SAR1 tiers @ compliance_db
UPDATE suspicious_activity_reports SET regulatory_tier = 'tier3'
WHERE sar_id IN (SELECT sar_id FROM suspicious_activity_reports WHERE regulatory_tier = 'tier1' ORDER BY sar_id
  LIMIT (SELECT 2 + count(*) / 50 FROM suspicious_activity_reports));
SELECT 'tier3';

-- SAR1 filed @ compliance_db
-- A day before the report.
UPDATE suspicious_activity_reports SET filed_date = report_date - 1
WHERE sar_id = (SELECT min(sar_id) FROM suspicious_activity_reports WHERE sar_status = 'filed')
RETURNING sar_id;

-- SAR1 working days @ compliance_db
-- A Saturday.
UPDATE suspicious_activity_reports SET filed_date = filed_date + 6 - extract(isodow FROM filed_date)::int
WHERE sar_id = (SELECT min(sar_id) FROM suspicious_activity_reports WHERE filed_date < DATE '2026-09-01')
RETURNING sar_id;

-- EMP6 filed_by @ compliance_db
UPDATE suspicious_activity_reports SET filed_by = 'EMP999999'
WHERE sar_id = (SELECT min(sar_id) FROM suspicious_activity_reports WHERE true)
RETURNING sar_id;

-- SAR1 amounts @ compliance_db
-- One cent.
UPDATE suspicious_activity_reports SET amount_involved = amount_involved + 0.01
WHERE sar_id = (SELECT min(sar_id) FROM suspicious_activity_reports WHERE true)
RETURNING sar_id;

-- SAR1 accounts @ compliance_db
-- A swapped customer.
UPDATE suspicious_activity_reports SET customer_id = (SELECT max(customer_id) FROM suspicious_activity_reports)
WHERE sar_id = (SELECT min(sar_id) FROM suspicious_activity_reports WHERE true)
RETURNING account_id;

-- SAR1 cash @ compliance_db
-- One cent.
UPDATE suspicious_activity_reports SET amount_involved = amount_involved + 0.01
WHERE sar_id = (SELECT min(sar_id) FROM suspicious_activity_reports WHERE activity_type = 'structuring' AND account_id IS NOT NULL)
RETURNING account_id;

-- SAR1 transfers @ compliance_db
-- A day off.
UPDATE suspicious_activity_reports SET description = regexp_replace(description, 'USD on [0-9-]{10}', 'USD on 2019-01-01')
WHERE sar_id = (SELECT min(sar_id) FROM suspicious_activity_reports WHERE activity_type <> 'structuring' AND account_id IS NOT NULL)
RETURNING substring(description FROM '\(([A-Z]+[0-9]+)\)');

-- SAR1 patterns @ compliance_db
-- One cent.
UPDATE suspicious_activity_reports SET amount_involved = amount_involved + 0.01
WHERE sar_id = (SELECT min(sar_id) FROM suspicious_activity_reports WHERE activity_type <> 'structuring' AND account_id IS NOT NULL)
RETURNING account_id;

-- SAR1 under way @ compliance_db
UPDATE suspicious_activity_reports SET customer_id = 'CUST99999999'
WHERE sar_id = (SELECT min(sar_id) FROM suspicious_activity_reports WHERE filed_date IS NULL)
RETURNING customer_id;
