-- One violation for each check: its rule and name, and the database that it is planted in. The last
-- statement returns the key (or one of the keys) by which verify has to name it.

-- EMP1 count @ employees_db
DELETE FROM employees WHERE employee_id = (SELECT max(employee_id) FROM employees);
SELECT 'employees';

-- EMP1 roles @ employees_db
UPDATE employees SET role = 'loan_officer'
WHERE employee_id IN (SELECT employee_id FROM employees WHERE role = 'customer_service' ORDER BY employee_id
  LIMIT (SELECT 2 + count(*) / 50 FROM employees));
SELECT 'loan_officer';

-- EMP2 departments @ employees_db
UPDATE departments SET department_name = 'treasury' WHERE department_name = 'marketing';
SELECT 'marketing';

-- EMP2 heads @ employees_db
UPDATE departments SET department_head_id = (SELECT min(employee_id) FROM employees WHERE manager_id IS NOT NULL)
WHERE department_id = (SELECT min(department_id) FROM departments WHERE true)
RETURNING department_id;

-- EMP2 fit @ employees_db
UPDATE employees SET department = 'hr'
WHERE employee_id = (SELECT min(employee_id) FROM employees WHERE role = 'loan_officer')
RETURNING employee_id;

-- EMP3 shares @ employees_db
UPDATE employees SET manager_id = NULL
WHERE employee_id IN (SELECT employee_id FROM employees WHERE manager_id IS NOT NULL ORDER BY 1 LIMIT 5);
SELECT 'senior';

-- EMP3 managers @ employees_db
UPDATE employees SET manager_id = employee_id
WHERE employee_id = (SELECT min(employee_id) FROM employees WHERE manager_id IS NOT NULL)
RETURNING employee_id;

-- EMP3 cycle @ employees_db
WITH pair AS (SELECT min(employee_id) AS a, max(employee_id) AS b FROM (
  SELECT employee_id FROM employees e WHERE manager_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM employees WHERE manager_id = e.employee_id) ORDER BY 1 LIMIT 2) x)
UPDATE employees SET manager_id = CASE employee_id WHEN a THEN b ELSE a END FROM pair
WHERE employee_id IN (a, b)
RETURNING employee_id;

-- EMP4 dates @ employees_db
UPDATE employees SET termination_date = hire_date
WHERE employee_id = (SELECT min(employee_id) FROM employees WHERE employment_status = 'terminated')
RETURNING employee_id;

-- EMP4 working days @ employees_db
-- Independence Day of 2021, a Sunday, was kept on Monday.
UPDATE employees SET hire_date = DATE '2021-07-05'
WHERE employee_id = (SELECT min(employee_id) FROM employees WHERE termination_date IS NULL)
RETURNING employee_id;

-- EMP4 terminated @ employees_db
UPDATE employees SET employment_status = 'terminated'
WHERE employee_id IN (SELECT employee_id FROM employees WHERE employment_status = 'active' ORDER BY employee_id
  LIMIT (SELECT 2 + count(*) / 50 FROM employees));
SELECT 'terminated';

-- EMP4 salaries @ employees_db
UPDATE employees SET salary = 27999.99
WHERE employee_id = (SELECT min(employee_id) FROM employees WHERE true)
RETURNING employee_id;

-- EMP4 seniors @ employees_db
UPDATE employees SET salary = 30000 WHERE manager_id IS NULL;
SELECT 'employees';

-- EMP5 branches @ employees_db
UPDATE employees SET branch_code = 'BR019'
WHERE employee_id = (SELECT min(employee_id) FROM employees WHERE true)
RETURNING employee_id;

-- EMP7 managers @ employees_db
UPDATE employees SET branch_code = CASE branch_code WHEN 'BR002' THEN 'BR003' ELSE 'BR002' END
WHERE employee_id = (SELECT min(e.employee_id) FROM employees e JOIN employees m ON m.employee_id = e.manager_id
  AND m.branch_code = e.branch_code WHERE e.role = 'loan_officer' AND e.branch_code NOT IN ('BR002', 'BR003'))
RETURNING employee_id;

-- EMP7 tellers @ accounts_db
UPDATE transactions SET processed_by = (SELECT t.processed_by FROM transactions t JOIN accounts a USING (account_id)
  WHERE t.processed_by IS NOT NULL AND a.branch_code = 'BR002' ORDER BY t.transaction_date LIMIT 1)
WHERE transaction_id = (SELECT t.transaction_id FROM transactions t JOIN accounts a USING (account_id)
  WHERE t.processed_by IS NOT NULL AND a.branch_code = 'BR003' ORDER BY t.transaction_date DESC LIMIT 1)
RETURNING transaction_id;

-- EMP7 visits @ customer_db
UPDATE interactions SET notes = replace(replace(notes, 'BR002', 'BR003'), 'BR004', 'BR003')
WHERE interaction_id = (SELECT interaction_id FROM interactions WHERE interaction_type = 'branch_visit'
  AND handled_by IS NOT NULL AND notes ~ 'BR00[24]' ORDER BY interaction_date DESC LIMIT 1)
RETURNING interaction_id;

-- TRN1 count @ employees_db
DELETE FROM training_programs WHERE program_id = (SELECT max(program_id) FROM training_programs);

-- TRN1 programs @ employees_db
UPDATE training_programs SET duration_hours = 41
WHERE program_id = (SELECT min(program_id) FROM training_programs WHERE true)
RETURNING program_id;

-- TRN1 kinds @ employees_db
UPDATE training_programs SET program_name = 'Course' WHERE program_name ILIKE '%leadership%';
SELECT 'leadership';

-- TRN1 certification @ employees_db
UPDATE training_programs SET certification = true
WHERE program_id IN (SELECT program_id FROM training_programs WHERE certification = false ORDER BY program_id
  LIMIT (SELECT 2 + count(*) / 50 FROM training_programs));
SELECT 'true';

-- TRN2 per employee @ employees_db
DELETE FROM employee_training
WHERE employee_id = (SELECT min(employee_id) FROM employees WHERE termination_date IS NULL);
SELECT min(employee_id) FROM employees WHERE termination_date IS NULL;

-- TRN2 for whom @ employees_db
UPDATE employee_training SET program_id = (SELECT program_id FROM training_programs WHERE program_name LIKE '%Credit Risk%')
WHERE training_record_id = (SELECT min(training_record_id) FROM employee_training JOIN employees USING (employee_id)
  WHERE role = 'customer_service')
RETURNING training_record_id;

-- TRN2 once @ employees_db
UPDATE employee_training SET program_id = (SELECT min(program_id) FROM training_programs)
WHERE employee_id = (SELECT min(employee_id) FROM employee_training)
RETURNING employee_id;

-- TRN2 status @ employees_db
UPDATE employee_training SET status = 'enrolled'
WHERE training_record_id IN (SELECT training_record_id FROM employee_training WHERE status = 'completed' ORDER BY training_record_id
  LIMIT (SELECT 2 + count(*) / 50 FROM employee_training));
SELECT 'enrolled';

-- TRN2 records @ employees_db
UPDATE employee_training SET score = 64
WHERE training_record_id = (SELECT min(training_record_id) FROM employee_training WHERE status = 'completed')
RETURNING training_record_id;

-- TRN2 working days @ employees_db
UPDATE employee_training SET enrollment_date = enrollment_date - (extract(isodow FROM enrollment_date)::int - 1) - 1
WHERE training_record_id = (SELECT min(training_record_id) FROM employee_training JOIN employees
  USING (employee_id) WHERE termination_date IS NULL AND enrollment_date > hire_date + 20 AND
  enrollment_date > DATE '2025-06-01')
RETURNING training_record_id;

-- REV1 ratings @ employees_db
UPDATE performance_reviews SET rating = 5
WHERE review_id IN (SELECT review_id FROM performance_reviews WHERE rating = 3 ORDER BY review_id
  LIMIT (SELECT 2 + count(*) / 50 FROM performance_reviews));
SELECT '5';

-- REV1 per employee @ employees_db
DELETE FROM performance_reviews WHERE employee_id = (
  SELECT min(employee_id) FROM employees WHERE hire_date < DATE '2026-11-19' - 400 AND termination_date IS NULL)
RETURNING employee_id;

-- REV1 dates @ employees_db
UPDATE performance_reviews SET review_date = hire_date + 359 FROM employees e
WHERE e.employee_id = performance_reviews.employee_id
AND review_id = (SELECT min(review_id) FROM performance_reviews)
RETURNING review_id;

-- REV1 week @ employees_db
-- All on Mondays.
UPDATE performance_reviews SET review_date = review_date - (extract(isodow FROM review_date)::int - 1) * interval '1 day';
SELECT 'day 1';

-- REV1 working days @ employees_db
-- A Saturday.
UPDATE performance_reviews SET review_date = review_date + 6 - extract(isodow FROM review_date)::int
WHERE review_id = (SELECT min(review_id) FROM performance_reviews)
RETURNING review_id;

-- REV1 reviewer @ employees_db
UPDATE performance_reviews SET reviewer_id = employee_id
WHERE review_id = (SELECT min(review_id) FROM performance_reviews WHERE true)
RETURNING review_id;

-- REV1 goals @ employees_db
UPDATE performance_reviews SET goals_met = 101
WHERE review_id = (SELECT min(review_id) FROM performance_reviews WHERE true)
RETURNING review_id;

-- CUS1 ages @ accounts_db
UPDATE customers SET date_of_birth = DATE '2026-11-19' - interval '17 years'
WHERE customer_id = (SELECT min(customer_id) FROM customers WHERE true)
RETURNING customer_id;

-- CUS1 created @ accounts_db
UPDATE customers SET created_at = DATE '2026-11-19' - interval '7 years 1 second'
WHERE customer_id = (SELECT min(customer_id) FROM customers WHERE true)
RETURNING customer_id;

-- CUS1 bell @ accounts_db
UPDATE customers SET date_of_birth = DATE '1950-01-01'
WHERE extract(year FROM age(DATE '2026-11-19', date_of_birth)) BETWEEN 35 AND 45;
SELECT 'customers';

-- CUS2 unique @ accounts_db
UPDATE customers SET email = (SELECT email FROM customers ORDER BY customer_id DESC LIMIT 1)
WHERE customer_id = (SELECT min(customer_id) FROM customers WHERE true)
RETURNING email;

-- CUS2 fiction @ accounts_db
UPDATE customers SET phone = '+1-212-867-5309'
WHERE customer_id = (SELECT min(customer_id) FROM customers WHERE true)
RETURNING customer_id;

-- CUS2 name @ accounts_db
UPDATE customers SET email = '0' || email
WHERE customer_id = (SELECT min(customer_id) FROM customers WHERE true)
RETURNING customer_id;

-- CUS4 near @ accounts_db
UPDATE customers SET phone = '+1-' || 200 + right(customer_id, 6)::integer % 700 || '-555-0100';
SELECT 'customers';

-- ASG1 portfolios @ employees_db
DELETE FROM employee_assignments WHERE assignment_id IN (
  SELECT assignment_id FROM employee_assignments WHERE assignment_type = 'customer_portfolio' ORDER BY 1 LIMIT 7);

-- ASG1 coverage @ employees_db
DELETE FROM employee_assignments WHERE assignment_id IN (
  SELECT assignment_id FROM employee_assignments WHERE assignment_type = 'branch_coverage' ORDER BY 1 LIMIT 2);
SELECT 'branch_coverage';

-- ASG1 ended @ employees_db
UPDATE employee_assignments SET end_date = start_date
WHERE assignment_id IN (SELECT assignment_id FROM employee_assignments WHERE end_date IS NULL ORDER BY assignment_id
  LIMIT (SELECT 2 + count(*) / 50 FROM employee_assignments));
SELECT 'ended';

-- ASG1 dates @ employees_db
UPDATE employee_assignments SET end_date = start_date - 1
WHERE assignment_id = (SELECT min(assignment_id) FROM employee_assignments WHERE end_date IS NOT NULL)
RETURNING assignment_id;

-- ASG1 customers @ employees_db
UPDATE employee_assignments SET related_entity_id = 'CUST99999999'
WHERE assignment_id = (SELECT min(assignment_id) FROM employee_assignments WHERE assignment_type = 'customer_portfolio')
RETURNING related_entity_id;

-- ASG1 agents @ customer_db
-- Six in ten customers are in a portfolio.
UPDATE customer_profiles SET assigned_agent_id = 'EMP999999' WHERE customer_id IN (
  SELECT customer_id FROM customer_profiles WHERE assigned_agent_id IS NOT NULL ORDER BY 1 LIMIT 5)
RETURNING customer_id;

-- ASG1 branches @ employees_db
UPDATE employee_assignments SET related_entity_id = 'BR019'
WHERE assignment_id = (SELECT min(assignment_id) FROM employee_assignments WHERE assignment_type = 'branch_coverage')
RETURNING assignment_id;

-- ASG1 running @ employees_db
UPDATE employees e SET termination_date = CURRENT_DATE, employment_status = 'terminated'
FROM (SELECT employee_id, assignment_id FROM employee_assignments WHERE end_date IS NULL ORDER BY assignment_id LIMIT 1) a
WHERE e.employee_id = a.employee_id
RETURNING a.assignment_id;

-- ASG1 agents today @ customer_db
UPDATE customer_profiles SET assigned_agent_id = 'EMP999999'
WHERE customer_id = (SELECT min(customer_id) FROM customer_profiles WHERE assigned_agent_id IS NOT NULL)
RETURNING customer_id;

-- ASG1 complaints under way @ customer_db
UPDATE complaints SET assigned_to = 'EMP999999'
WHERE complaint_id = (SELECT min(complaint_id) FROM complaints WHERE status = 'open')
RETURNING complaint_id;

-- ASG1 open applications @ loans_db
UPDATE loan_applications SET officer_id = 'EMP999999'
WHERE application_id = (SELECT min(application_id) FROM loan_applications WHERE status = 'pending')
RETURNING application_id;

-- ASG1 claims under review @ insurance_db
UPDATE claims SET processed_by = 'EMP999999'
WHERE claim_id = (SELECT min(claim_id) FROM claims WHERE status = 'under_review')
RETURNING claim_id;

-- ASG1 reports under way @ compliance_db
UPDATE suspicious_activity_reports SET filed_by = 'EMP999999'
WHERE sar_id = (SELECT min(sar_id) FROM suspicious_activity_reports WHERE sar_status = 'draft')
RETURNING sar_id;
