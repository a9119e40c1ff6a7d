-- One violation for each check: its rule and name, and the database that it is planted in. The last
-- statement returns the key (or one of the keys) by which verify has to name it.

-- REG1 count @ compliance_db
DELETE FROM regulatory_reports WHERE report_id = (SELECT max(report_id) FROM regulatory_reports);

-- REG1 quarters @ compliance_db
-- One day.
UPDATE regulatory_reports SET reporting_period_end = reporting_period_end - 1
WHERE report_id = (SELECT min(report_id) FROM regulatory_reports WHERE report_type = 'liquidity')
RETURNING report_id;

-- REG1 status @ compliance_db
UPDATE regulatory_reports SET status = 'accepted'
WHERE report_id IN (SELECT report_id FROM regulatory_reports WHERE status = 'submitted' ORDER BY report_id
  LIMIT (SELECT 3 + count(*) / 50 FROM regulatory_reports));
SELECT 'accepted';

-- REG1 submission @ compliance_db
UPDATE regulatory_reports SET submission_date = reporting_period_end
WHERE report_id = (SELECT min(report_id) FROM regulatory_reports WHERE true)
RETURNING report_id;

-- REG1 working days @ compliance_db
-- A Sunday.
UPDATE regulatory_reports SET submission_date = submission_date - extract(isodow FROM submission_date)::int
WHERE report_id = (SELECT min(report_id) FROM regulatory_reports WHERE submission_date IS NOT NULL)
RETURNING report_id;

-- REG1 two people @ compliance_db
UPDATE regulatory_reports SET approved_by = prepared_by
WHERE report_id = (SELECT min(report_id) FROM regulatory_reports WHERE true)
RETURNING report_id;

-- REG1 prepared_by @ compliance_db
UPDATE regulatory_reports SET prepared_by = 'EMP999999'
WHERE report_id = (SELECT min(report_id) FROM regulatory_reports WHERE true)
RETURNING report_id;

-- REG1 approved_by @ compliance_db
-- Nobody, though there are seniors.
UPDATE regulatory_reports SET approved_by = NULL
WHERE report_id = (SELECT min(report_id) FROM regulatory_reports WHERE true)
RETURNING report_id;

-- REG1 prepared by whom @ employees_db
UPDATE employees SET role = 'customer_service' WHERE role IN ('compliance_officer', 'risk_analyst', 'financial_analyst', 'department_head')
  AND manager_id IS NULL;
-- and @ compliance_db
SELECT report_id FROM regulatory_reports;

-- REG1 approved by whom @ employees_db
UPDATE employees SET role = 'customer_service' WHERE role IN ('compliance_officer', 'risk_analyst', 'financial_analyst', 'department_head')
  AND manager_id IS NULL;
-- and @ compliance_db
SELECT report_id FROM regulatory_reports;

-- AUD1 total @ compliance_db
DELETE FROM audit_trails WHERE audit_id IN (SELECT audit_id FROM audit_trails ORDER BY 1
  LIMIT (SELECT count(*) - 4999 FROM audit_trails));

-- AUD1 entities @ compliance_db
UPDATE audit_trails SET entity_type = 'account' WHERE entity_type = 'policy';
SELECT 'policy';

-- AUD1 actions @ compliance_db
UPDATE audit_trails SET action = 'delete'
WHERE audit_id IN (SELECT audit_id FROM audit_trails WHERE action = 'update' ORDER BY audit_id
  LIMIT (SELECT 2 + count(*) / 50 FROM audit_trails));
SELECT 'delete';

-- AUD1 values @ compliance_db
UPDATE audit_trails SET old_value = NULL, new_value = NULL
WHERE audit_id IN (SELECT audit_id FROM audit_trails WHERE new_value IS NOT NULL ORDER BY 1 LIMIT 100);
SELECT 'none';

-- AUD1 changes @ compliance_db
UPDATE audit_trails SET new_value = old_value
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE new_value IS NOT NULL)
RETURNING audit_id;

-- AUD1 addresses @ compliance_db
UPDATE audit_trails SET ip_address = '8.8.8.8'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE true)
RETURNING audit_id;

-- AUD1 working days @ compliance_db
-- A Sunday.
UPDATE audit_trails SET performed_at = performed_at - extract(isodow FROM performed_at)::int * interval '1 day'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE action = 'view')
RETURNING audit_id;

-- AUD1 created once @ compliance_db
INSERT INTO audit_trails SELECT * FROM audit_trails WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE action = 'create')
RETURNING entity_id;

-- AUD1 chains @ compliance_db
INSERT INTO audit_trails SELECT audit_id + 10000000, entity_type, entity_id, action, performed_by, performed_at,
  old_value, new_value, ip_address
FROM audit_trails WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE new_value LIKE '{"phone"%')
RETURNING audit_id;

-- AUD1 last phone @ accounts_db
UPDATE customers SET phone = '+1-202-555-0100' WHERE true RETURNING customer_id;

-- AUD1 last email @ accounts_db
UPDATE customers SET email = 'somebody' || customer_id || '@example.com' WHERE true RETURNING customer_id;

-- AUD1 deletions @ compliance_db
UPDATE audit_trails SET old_value = NULL
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE action = 'delete')
RETURNING audit_id;

-- AUD1 deleted accounts @ accounts_db
UPDATE accounts SET account_status = 'active' WHERE account_status = 'closed' RETURNING account_id;

-- AUD1 deleted customers @ customer_db
UPDATE customer_profiles SET customer_status = 'active' WHERE customer_status = 'closed' RETURNING customer_id;

-- AUD1 after deletion @ compliance_db
INSERT INTO audit_trails SELECT audit_id + 10000000, entity_type, entity_id, 'view', performed_by, performed_at,
  NULL, NULL, ip_address
FROM audit_trails WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE old_value LIKE '{"account_status": "closed"}')
RETURNING audit_id;

-- AUD1 no money after deletion @ compliance_db
UPDATE audit_trails SET performed_at = TIMESTAMP '2010-01-04 17:10:00'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE old_value LIKE '{"account_status": "closed"}')
RETURNING entity_id;

-- AUD1 creations @ compliance_db
-- At night.
UPDATE audit_trails SET performed_at = performed_at::date + time '03:00:00'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE action = 'create')
RETURNING audit_id;

-- AUD1 created customers @ compliance_db
UPDATE audit_trails SET performed_at = performed_at + interval '28 days'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE action = 'create' AND entity_type = 'customer')
RETURNING entity_id;

-- AUD1 created accounts @ compliance_db
UPDATE audit_trails SET performed_at = performed_at + interval '28 days'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE action = 'create' AND entity_type = 'account')
RETURNING entity_id;

-- AUD1 created transactions @ compliance_db
UPDATE audit_trails SET performed_at = performed_at + interval '28 days'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE action = 'create' AND entity_type = 'transaction')
RETURNING entity_id;

-- AUD1 created loans @ compliance_db
UPDATE audit_trails SET performed_at = performed_at + interval '28 days'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE action = 'create' AND entity_type = 'loan')
RETURNING entity_id;

-- AUD1 created policies @ compliance_db
UPDATE audit_trails SET performed_at = performed_at + interval '28 days'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE action = 'create' AND entity_type = 'policy')
RETURNING entity_id;

-- AUD1 entered by @ compliance_db
UPDATE audit_trails SET performed_by = 'EMP999999'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE action = 'create' AND entity_type = 'transaction')
RETURNING entity_id;

-- AUD1 customers @ compliance_db
UPDATE audit_trails SET performed_at = TIMESTAMP '2010-01-04 10:00:00'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE entity_type = 'customer')
RETURNING entity_id;

-- AUD1 accounts @ compliance_db
UPDATE audit_trails SET performed_at = TIMESTAMP '2010-01-04 10:00:00'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE entity_type = 'account')
RETURNING entity_id;

-- AUD1 transactions @ compliance_db
UPDATE audit_trails SET performed_at = TIMESTAMP '2010-01-04 10:00:00'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE entity_type = 'transaction')
RETURNING entity_id;

-- AUD1 loans @ compliance_db
UPDATE audit_trails SET performed_at = TIMESTAMP '2010-01-04 10:00:00'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE entity_type = 'loan')
RETURNING entity_id;

-- AUD1 policies @ compliance_db
UPDATE audit_trails SET performed_at = TIMESTAMP '2010-01-04 10:00:00'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE entity_type = 'policy')
RETURNING entity_id;

-- EMP6 performed_by, branch @ employees_db
UPDATE employees SET hire_date = DATE '2009-06-01'
WHERE employee_id = (SELECT max(employee_id) FROM employees WHERE role = 'customer_service' AND termination_date IS NULL);
-- and @ compliance_db
UPDATE audit_trails SET performed_at = TIMESTAMP '2010-01-04 10:00:00'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE entity_type = 'account')
RETURNING audit_id;

-- EMP6 performed_by, lending @ compliance_db
UPDATE audit_trails SET entity_type = 'loan'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE entity_type = 'account' AND action = 'create')
RETURNING audit_id;

-- EMP6 performed_by, insurance @ employees_db
UPDATE employees SET hire_date = DATE '2009-06-01'
WHERE employee_id = (SELECT max(employee_id) FROM employees WHERE role = 'insurance_agent' AND termination_date IS NULL);
-- and @ compliance_db
UPDATE audit_trails SET performed_at = TIMESTAMP '2010-01-04 10:00:00'
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE entity_type = 'policy')
RETURNING audit_id;

-- RUL1 count @ compliance_db
DELETE FROM compliance_rules WHERE rule_id = (SELECT max(rule_id) FROM compliance_rules);

-- RUL1 types @ compliance_db
UPDATE compliance_rules SET rule_type = 'amount_threshold' WHERE rule_type = 'velocity_check';
SELECT 'velocity_check';

-- RUL1 thresholds @ compliance_db
UPDATE compliance_rules SET threshold_value = 10000.01 WHERE threshold_value = 10000;
SELECT 'amount_threshold';

-- RUL1 active @ compliance_db
UPDATE compliance_rules SET is_active = false
WHERE rule_id IN (SELECT rule_id FROM compliance_rules WHERE is_active = true ORDER BY rule_id
  LIMIT (SELECT 2 + count(*) / 50 FROM compliance_rules));
SELECT 'false';

-- RUL1 working days @ compliance_db
-- A Sunday.
UPDATE compliance_rules SET created_date = created_date - extract(isodow FROM created_date)::int
WHERE rule_id = (SELECT min(rule_id) FROM compliance_rules)
RETURNING rule_id;

-- VIO1 total @ compliance_db
DELETE FROM rule_violations WHERE violation_id IN (SELECT violation_id FROM rule_violations ORDER BY 1
  LIMIT (SELECT count(*) - 199 FROM rule_violations));

-- VIO1 entities @ compliance_db
UPDATE rule_violations SET entity_type = 'customer'
WHERE violation_id IN (SELECT violation_id FROM rule_violations WHERE entity_type = 'transaction' ORDER BY violation_id
  LIMIT (SELECT 2 + count(*) / 50 FROM rule_violations));
SELECT 'customer';

-- VIO1 severities @ compliance_db
UPDATE rule_violations SET severity = 'critical'
WHERE violation_id IN (SELECT violation_id FROM rule_violations WHERE severity = 'medium' ORDER BY violation_id
  LIMIT (SELECT 2 + count(*) / 50 FROM rule_violations));
SELECT 'critical';

-- VIO1 status @ compliance_db
UPDATE rule_violations SET status = 'open'
WHERE violation_id IN (SELECT violation_id FROM rule_violations WHERE status = 'resolved' ORDER BY violation_id
  LIMIT (SELECT 2 + count(*) / 50 FROM rule_violations));
SELECT 'open';

-- VIO1 resolved @ compliance_db
-- A day before the violation.
UPDATE rule_violations SET resolved_date = violation_date::date - 1
WHERE violation_id = (SELECT min(violation_id) FROM rule_violations WHERE status = 'resolved')
RETURNING violation_id;

-- VIO1 working days @ compliance_db
-- A Sunday.
UPDATE rule_violations SET resolved_date = resolved_date + 7 - extract(isodow FROM resolved_date)::int
WHERE violation_id = (SELECT min(violation_id) FROM rule_violations WHERE resolved_date < DATE '2026-09-01')
RETURNING violation_id;

-- EMP6 resolved_by @ compliance_db
UPDATE rule_violations SET resolved_by = 'EMP999999'
WHERE violation_id = (SELECT min(violation_id) FROM rule_violations WHERE status = 'resolved')
RETURNING violation_id;

-- VIO1 fit @ compliance_db
UPDATE rule_violations SET rule_id = (SELECT min(rule_id) FROM compliance_rules WHERE rule_type = 'amount_threshold')
WHERE violation_id = (SELECT min(violation_id) FROM rule_violations WHERE entity_type = 'customer')
RETURNING violation_id;

-- VIO1 in force @ compliance_db
UPDATE rule_violations SET rule_id = (SELECT min(rule_id) FROM compliance_rules WHERE NOT is_active)
WHERE violation_id = (SELECT min(violation_id) FROM rule_violations WHERE true)
RETURNING violation_id;

-- VIO1 thresholds @ compliance_db
UPDATE compliance_rules SET threshold_value = 1000000 WHERE rule_type = 'amount_threshold';
SELECT entity_id FROM rule_violations JOIN compliance_rules USING (rule_id) WHERE rule_type = 'amount_threshold' AND entity_type = 'transaction';

-- VIO1 transactions @ compliance_db
UPDATE rule_violations SET violation_date = TIMESTAMP '2010-01-04 10:00:00'
WHERE violation_id = (SELECT min(violation_id) FROM rule_violations WHERE entity_type = 'transaction')
RETURNING entity_id;

-- VIO1 accounts @ compliance_db
UPDATE rule_violations SET violation_date = TIMESTAMP '2010-01-04 10:00:00'
WHERE violation_id = (SELECT min(violation_id) FROM rule_violations WHERE entity_type = 'account')
RETURNING entity_id;

-- VIO1 customers @ compliance_db
UPDATE rule_violations SET violation_date = TIMESTAMP '2010-01-04 10:00:00'
WHERE violation_id = (SELECT min(violation_id) FROM rule_violations WHERE entity_type = 'customer')
RETURNING entity_id;

-- VIO1 under way @ compliance_db
-- One day.
UPDATE rule_violations SET violation_date = DATE '2026-11-19' - 121
WHERE violation_id = (SELECT min(violation_id) FROM rule_violations WHERE status = 'open')
RETURNING violation_id;

-- VIO1 left @ compliance_db
UPDATE rule_violations SET entity_id = 'CUST99999999', status = 'open'
WHERE violation_id = (SELECT min(violation_id) FROM rule_violations WHERE entity_type = 'customer')
RETURNING entity_id;
