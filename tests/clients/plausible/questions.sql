-- What a banker, an auditor or an analyst asks of the rows that no count or share answers: a question
-- a paragraph, of which the first column is a number. "before" is what version 0.1.0 answered (seed
-- 61, 30,000 customers); an answer has to lie from..to where there are so many cases at least.

-- 1 counter business is done by staff of the account's branch | before 0.05 | 0.95..1
SELECT avg((e.branch_code = a.branch_code)::INT), count(*) FROM transactions t JOIN accounts a USING (account_id)
JOIN employees e ON e.employee_id = t.processed_by

-- 1 managers work where those do who report to them | before 0.16 | 0.70..1
SELECT avg((e.branch_code = m.branch_code)::INT), count(*) FROM employees e JOIN employees m ON m.employee_id = e.manager_id
WHERE NOT EXISTS (FROM employees x WHERE x.manager_id = m.employee_id AND x.branch_code IS NULL)

-- 1 accounts kept in a branch of the customer's state | before 0.059 | 0.8..1
SELECT avg((of_branch = of_home)::INT), count(*) FROM accounts
JOIN (SELECT branch_id AS branch_code, regexp_extract(address, '([A-Z]{2}),? [\d-]+$', 1) AS of_branch FROM ds.branches) USING (branch_code)
JOIN (SELECT customer_id, regexp_extract(address, '([A-Z]{2}),? [\d-]+$', 1) AS of_home FROM customer_profiles) USING (customer_id)
WHERE of_home IN (SELECT regexp_extract(address, '([A-Z]{2}),? [\d-]+$', 1) FROM ds.branches)

-- 2 joint owners who share a surname | before 0.002 | 0.5..0.9
SELECT avg((p.last_name = o.last_name)::INT), count(*) FROM account_relationships r
JOIN accounts x ON x.account_id = primary_account_id JOIN accounts y ON y.account_id = related_account_id
JOIN customers p ON p.customer_id = x.customer_id JOIN customers o ON o.customer_id = y.customer_id
WHERE relationship_type = 'joint_owner'

-- 2 joint owners who live at one address | before 0 | 0.6..1
SELECT avg((p.address = o.address)::INT), count(*) FROM account_relationships r
JOIN accounts x ON x.account_id = primary_account_id JOIN accounts y ON y.account_id = related_account_id
JOIN customer_profiles p ON p.customer_id = x.customer_id JOIN customer_profiles o ON o.customer_id = y.customer_id
WHERE relationship_type = 'joint_owner'

-- 2 customers who live with another customer | before 0 | 0.2..0.6
SELECT 1 - avg((n = 1)::INT), count(*) FROM (SELECT count(*) OVER (PARTITION BY address) AS n FROM customer_profiles)

-- 3 loans granted with a score below the cut-off that rejections quote | before 0.105 | 0..0
WITH told AS (SELECT loan_type, regexp_extract(rejection_reason, '(?:below the|mínimo de) (\d{3}) (?:required|exigido)', 1) AS least FROM loan_applications),
cut AS (SELECT loan_type, max(least::INT) AS least FROM told WHERE least <> '' GROUP BY 1),
first AS (SELECT application_id, min_by(risk_score, assessment_date) AS score FROM risk_assessments GROUP BY 1)
SELECT avg((score < least)::INT), count(*) FROM loans JOIN cut USING (loan_type) JOIN first USING (application_id)

-- 4 texts in the wrong language | before all in pt_BR | 0..0.001
SELECT avg((lower(' ' || text || ' ') SIMILAR TO CASE WHEN (SELECT count(*) > 0 FROM customer_profiles WHERE country = 'Brazil' OR country = 'Brasil')
THEN '.* (the|was|with|and|customer|account) .*' ELSE '.* (não|cliente|conta|foi|com) .*' END)::INT), count(*) FROM
(SELECT description AS text FROM complaints UNION ALL SELECT notes FROM interactions UNION ALL SELECT description FROM claims UNION ALL
SELECT rejection_reason FROM loan_applications UNION ALL SELECT description FROM suspicious_activity_reports UNION ALL
SELECT screening_result FROM aml_checks UNION ALL SELECT comments FROM performance_reviews UNION ALL SELECT description FROM policy_events)
WHERE text IS NOT NULL

-- 5 campaign purchases that any account, application or policy of the customer follows within 60 days | before 0.003 | 0.6..1
SELECT avg((EXISTS (FROM accounts a WHERE a.customer_id = r.customer_id AND a.opened_date BETWEEN r.response_date::DATE AND r.response_date::DATE + 60)
OR EXISTS (FROM loan_applications a WHERE a.customer_id = r.customer_id AND a.application_date BETWEEN r.response_date::DATE AND r.response_date::DATE + 60)
OR EXISTS (FROM policies a WHERE a.customer_id = r.customer_id AND a.start_date BETWEEN r.response_date::DATE AND r.response_date::DATE + 90))::INT),
count(*) FROM campaign_responses r WHERE converted

-- 6 wire fees that stand on a day with a wire of the same account | before 13 of 7,531 wires had one | 0.95..1
SELECT avg((EXISTS (FROM transactions w WHERE w.account_id = t.account_id AND w.transaction_date::DATE BETWEEN t.transaction_date::DATE - 3 AND t.transaction_date::DATE
AND w.transaction_type <> 'fee' AND w.description SIMILAR TO '(Wire|TED) .*'))::INT), count(*)
FROM transactions t WHERE transaction_type = 'fee' AND description SIMILAR TO '.*([Ww]ire|TED).*'

-- 6 fee complaints of customers who were charged a fee in the 90 days before | before 0 | 0.9..1
SELECT avg((EXISTS (FROM transactions t JOIN accounts a USING (account_id) WHERE a.customer_id = c.customer_id AND transaction_type = 'fee'
AND t.transaction_date BETWEEN c.filed_date - INTERVAL 90 DAY AND c.filed_date))::INT), count(*)
FROM complaints c WHERE complaint_type = 'fee'

-- 7 greatest share of interest credits at one rate, to a hundredth of a per cent | before 1 | 0.001..0.6
SELECT max(n) / sum(n), sum(n) FROM (SELECT round(transaction_amount / (balance_after - transaction_amount), 4) AS rate, count(*) AS n FROM transactions
WHERE description SIMILAR TO '(Interest|Juros|Rendimento).*' AND transaction_type = 'deposit' AND balance_after - transaction_amount > 1000 GROUP BY 1)

-- 8 loans that default, of those graded BBB or better at first | before 0 | 0.0001..0.15
WITH first AS (SELECT application_id, min_by(credit_grade, assessment_date) AS grade FROM risk_assessments GROUP BY 1)
SELECT avg((loan_status = 'defaulted')::INT), count(*) FROM loans JOIN first USING (application_id) WHERE grade IN ('AAA', 'AA', 'A', 'BBB')

-- 8 loans that default, of those graded BB or worse at first | before 1 | 0.02..0.9
WITH first AS (SELECT application_id, min_by(credit_grade, assessment_date) AS grade FROM risk_assessments GROUP BY 1)
SELECT avg((loan_status = 'defaulted')::INT), count(*) FROM loans JOIN first USING (application_id) WHERE grade IN ('BB', 'B', 'CCC')

-- 8 accounts with three cash deposits of 8,000 to 9,999 in thirty days that have no report | before 0 | 0.1..0.95
WITH near AS (SELECT account_id, transaction_date AS day, count(*) OVER (PARTITION BY account_id ORDER BY transaction_date
RANGE BETWEEN INTERVAL 30 DAY PRECEDING AND CURRENT ROW) AS n FROM transactions
WHERE transaction_type = 'deposit' AND transaction_amount BETWEEN 8000 AND 9999.99 AND description SIMILAR TO '(Cash|Depósito em (dinheiro|espécie)).*'),
hit AS (SELECT DISTINCT account_id FROM near WHERE n >= 3)
SELECT avg((NOT EXISTS (FROM suspicious_activity_reports s WHERE s.account_id = hit.account_id))::INT), count(*) FROM hit

-- 9 rejections that name an employer which is the payroll's, where there is a payroll | before 0.008 | 0.95..1
WITH named AS (SELECT a.customer_id, coalesce(nullif(regexp_extract(rejection_reason, 'with the present employer, ([^;]+); ', 1), ''),
regexp_extract(rejection_reason, 'no emprego atual, ([^;]+); exigem', 1)) AS employer FROM loan_applications a),
pay AS (SELECT customer_id, string_agg(DISTINCT description, '; ') AS texts FROM transactions JOIN accounts USING (account_id)
WHERE transaction_type = 'deposit' AND description SIMILAR TO '(Payroll|Salary|Salário).*' GROUP BY 1)
SELECT avg(contains(texts, employer)::INT), count(*) FROM named JOIN pay USING (customer_id) WHERE employer <> ''

-- 9 accounts on which the least pay of the last two years is above that of the first two, of those with five years of it | before 0 | 0.9..1
WITH pay AS (SELECT account_id, transaction_date AS day, transaction_amount AS amount, min(transaction_date) OVER (PARTITION BY account_id) AS first,
max(transaction_date) OVER (PARTITION BY account_id) AS last FROM transactions
WHERE transaction_type = 'deposit' AND description SIMILAR TO '(Payroll|Salary|Salário|Direct deposit).*')
SELECT avg(rises::INT), count(*) FROM (SELECT min(amount) FILTER (day > last - INTERVAL 2 YEAR) > min(amount) FILTER (day < first + INTERVAL 2 YEAR) AS rises
FROM pay WHERE last - first > INTERVAL 1800 DAY GROUP BY account_id)

-- 9 customers older than 70 with a payday that is a pension's | before 0 | 0.9..1
WITH old AS (SELECT customer_id FROM customers WHERE date_of_birth < getvariable('as_of') - INTERVAL 70 YEAR)
SELECT avg(pension::INT), count(*) FROM (SELECT bool_or(description SIMILAR TO '.*([Pp]ension|Social Security|SSA|INSS|[Aa]posentadoria|[Bb]enef[ií]cio).*') AS pension
FROM transactions JOIN accounts USING (account_id) JOIN old USING (customer_id)
WHERE transaction_type = 'deposit' AND transaction_date > getvariable('as_of') - INTERVAL 1 YEAR AND
description SIMILAR TO '(Payroll|Salary|Salário|Direct deposit|Social Security|SSA|INSS|Pension|Previdência|Aposentadoria|Benefício).*' GROUP BY customer_id)

-- 10 claims of life policies that are for a death | before 0 | 0.02..0.3
SELECT avg((description SIMILAR TO '.*([Dd]eath|[Dd]ied|[Mm]orte|[Ff]alec|[Óó]bito|passed away|terminal).*')::INT), count(*) FROM claims JOIN policies USING (policy_id)
WHERE policy_type = 'life'

-- 10 life policies that end past the insured's hundredth year | before some | 0..0
SELECT avg((p.end_date > c.date_of_birth + INTERVAL 100 YEAR)::INT), count(*) FROM policies p JOIN customers c USING (customer_id) WHERE policy_type = 'life'

-- 11 secured mortgages of which the first asset is the borrower's home | before 0 | 0.7..0.95
WITH first AS (SELECT loan_id, min_by(description, collateral_id) AS text FROM collateral WHERE collateral_type = 'property' GROUP BY 1)
SELECT avg(contains(text, address)::INT), count(*) FROM first JOIN loans USING (loan_id) JOIN customer_profiles USING (customer_id) WHERE loan_type = 'mortgage'

-- 12 accounts opened before the customer's identity was verified | before 0.35 | 0..0
SELECT avg((opened_date < verified)::INT), count(*) FROM accounts JOIN (SELECT customer_id, min(verification_date)::DATE AS verified FROM kyc_records GROUP BY 1)
USING (customer_id)

-- 12 audits of a creation between midnight and six | before 0.71 | 0..0
SELECT avg((hour(performed_at) < 6)::INT), count(*) FROM audit_trails WHERE action = 'create'

-- 12 accounts with a transaction after they were closed | before 2,718 'deleted' ones | 0..0
SELECT avg((last > closed_date)::INT), count(*) FROM accounts JOIN (SELECT account_id, max(transaction_date)::DATE AS last FROM transactions GROUP BY 1)
USING (account_id) WHERE closed_date IS NOT NULL

-- 13 internal transfers that are between accounts of one customer | before 0.00008 | 0.35..0.45
SELECT avg((a.customer_id = o.customer_id)::INT), count(*) FROM transactions t JOIN accounts a USING (account_id)
JOIN accounts o ON o.account_number = t.counterparty_account

-- 13 certificates that pay bills or receive salaries | before some | 0..0
SELECT avg(wrong::INT), count(*) FROM (SELECT bool_or(description SIMILAR TO '(Payroll|Salary|Salário|Bill|ACH debit|Direct debit|Débito automático|Card|Compra).*') AS wrong
FROM transactions JOIN accounts USING (account_id) WHERE account_type = 'cd' GROUP BY account_id)

-- 14 digital activity that moves money of customers without an account | before some | 0..0
SELECT avg((NOT EXISTS (FROM ds.accounts a WHERE a.customer_id = d.customer_id))::INT), count(*) FROM ds.digital_activity d
WHERE activity_type IN ('Payment', 'Transfer')

-- 14 correlation of a card's limit with the customer's balance, by rank | before about 0 | 0.15..0.95
SELECT corr(x, y), count(*) FROM (SELECT percent_rank() OVER (ORDER BY credit_limit) AS x, percent_rank() OVER (ORDER BY total) AS y
FROM ds.credit_cards JOIN (SELECT customer_id, sum(balance) AS total FROM ds.accounts GROUP BY 1) USING (customer_id))

-- 15 disbursements on a Monday, of those of five days | before 0.42 | 0.1..0.3
SELECT avg((dayofweek(disbursement_date) = 1)::INT), count(*) FROM loans

-- 16 savings of customers from 55 over those of customers below 30, by the median | before about 1 | 1.2..20
SELECT median(balance) FILTER (born < getvariable('as_of') - INTERVAL 55 YEAR) / median(balance) FILTER (born > getvariable('as_of') - INTERVAL 30 YEAR), count(*) FROM
(SELECT balance, date_of_birth AS born FROM accounts JOIN customers USING (customer_id) WHERE account_type = 'savings' AND account_status = 'active')

-- 16 youngest private banker, in years at as_of | before 18 | 24..60
SELECT min(date_diff('day', date_of_birth, getvariable('as_of')) / 365.25), count(*) FROM customer_profiles
JOIN customers USING (customer_id) WHERE customer_segment = 'private_banking'

-- 16 correlation of a review's rating with that of the year before | before about 0 | 0.3..0.95
SELECT corr(rating, before), count(*) FROM (SELECT rating, lag(rating) OVER (PARTITION BY employee_id ORDER BY review_date) AS before
FROM performance_reviews) WHERE before IS NOT NULL

-- 16 trainings of customer service in credit risk | before some | 0..0.05
SELECT avg((program_name SIMILAR TO '.*(Credit Risk|[Rr]isco de [Cc]rédito).*')::INT), count(*)
FROM employee_training JOIN employees USING (employee_id) JOIN training_programs USING (program_id) WHERE role = 'customer_service'
