-- One violation for each check: its rule and name, and the database that it is planted in. The last
-- statement returns the key (or one of the keys) by which verify has to name it.

-- EMP6 agents @ employees_db
UPDATE employees SET hire_date = DATE '2009-06-01'
WHERE employee_id = (SELECT max(employee_id) FROM employees WHERE role = 'customer_service' AND termination_date IS NULL);
-- and @ customer_db
UPDATE customer_profiles SET onboarding_date = DATE '2010-01-01'
WHERE customer_id = (SELECT min(customer_id) FROM customer_profiles WHERE assigned_agent_id IS NOT NULL)
RETURNING customer_id;

-- EMP6 processed_by @ employees_db
UPDATE employees SET hire_date = DATE '2009-06-01'
WHERE employee_id = (SELECT max(employee_id) FROM employees WHERE role = 'customer_service' AND termination_date IS NULL);
-- and @ accounts_db
UPDATE transactions SET transaction_date = TIMESTAMP '2010-01-04 10:00:00'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE processed_by IS NOT NULL)
RETURNING transaction_id;

-- PRO1 one to one @ customer_db
UPDATE customer_profiles SET full_name = full_name || ' Jr.'
WHERE customer_id = (SELECT min(customer_id) FROM customer_profiles WHERE true)
RETURNING customer_id;

-- PRO1 segments @ customer_db
UPDATE customer_profiles SET customer_segment = 'premium'
WHERE customer_id IN (SELECT customer_id FROM customer_profiles WHERE customer_segment = 'retail' ORDER BY customer_id
  LIMIT (SELECT 2 + count(*) / 50 FROM customer_profiles));
SELECT 'premium';

-- PRO1 status @ customer_db
UPDATE customer_profiles SET customer_status = 'dormant'
WHERE customer_id IN (SELECT customer_id FROM customer_profiles WHERE customer_status = 'active' ORDER BY customer_id
  LIMIT (SELECT 2 + count(*) / 50 FROM customer_profiles));
SELECT 'dormant';

-- PRO1 kyc @ customer_db
UPDATE customer_profiles SET kyc_status = 'expired'
WHERE customer_id IN (SELECT customer_id FROM customer_profiles WHERE kyc_status = 'verified' ORDER BY customer_id
  LIMIT (SELECT 2 + count(*) / 50 FROM customer_profiles));
SELECT 'expired';

-- PRO1 risk @ customer_db
UPDATE customer_profiles SET risk_rating = 'high'
WHERE customer_id IN (SELECT customer_id FROM customer_profiles WHERE risk_rating = 'low' ORDER BY customer_id
  LIMIT (SELECT 2 + count(*) / 50 FROM customer_profiles));
SELECT 'high';

-- PRO1 agents @ customer_db
UPDATE customer_profiles SET assigned_agent_id = NULL
WHERE customer_id IN (SELECT customer_id FROM customer_profiles WHERE assigned_agent_id IS NOT NULL ORDER BY customer_id
  LIMIT (SELECT 2 + count(*) / 50 FROM customer_profiles));
SELECT 'none';

-- PRO1 dates @ customer_db
UPDATE customer_profiles SET updated_at = created_at - interval '1 second'
WHERE customer_id = (SELECT min(customer_id) FROM customer_profiles WHERE true)
RETURNING customer_id;

-- PRO2 kyc @ customer_db
UPDATE customer_profiles SET kyc_status = 'verified'
WHERE kyc_status = 'pending' AND onboarding_date >= DATE '2026-11-19' - 100;
SELECT 'pending';

-- PRO2 risk @ customer_db
UPDATE customer_profiles SET risk_rating = 'medium' WHERE risk_rating = 'high' AND customer_segment = 'corporate';
SELECT 'high';

-- PRO2 private bankers @ accounts_db
UPDATE customers SET date_of_birth = DATE '2005-01-01' WHERE true RETURNING customer_id;

-- PRO2 balances @ customer_db
UPDATE customer_profiles SET customer_segment = CASE customer_segment WHEN 'retail' THEN 'corporate' ELSE 'retail' END;
SELECT 'corporate';

-- PRO2 loan amounts @ customer_db
UPDATE customer_profiles SET customer_segment = CASE customer_segment WHEN 'retail' THEN 'corporate' ELSE 'retail' END;
SELECT 'corporate';

-- PRO2 coverage @ customer_db
UPDATE customer_profiles SET customer_segment = CASE customer_segment WHEN 'retail' THEN 'corporate' ELSE 'retail' END;
SELECT 'corporate';

-- ACC1 holders @ accounts_db
DELETE FROM accounts WHERE customer_id IN (SELECT DISTINCT customer_id FROM accounts ORDER BY 1 LIMIT 12);
SELECT 'none';

-- ACC1 several @ accounts_db
-- Sixteen holders of one account give it to others who hold one.
WITH single AS (SELECT customer_id, row_number() OVER (ORDER BY customer_id) AS place
                FROM accounts GROUP BY customer_id HAVING count(*) = 1)
UPDATE accounts SET customer_id = s2.customer_id FROM single s1, single s2
WHERE s1.customer_id = accounts.customer_id AND s2.place = s1.place + 16 AND s1.place <= 16;
SELECT 'several';

-- ACC1 how many @ accounts_db
UPDATE accounts SET customer_id = (SELECT min(customer_id) FROM accounts)
WHERE account_id IN (SELECT account_id FROM accounts ORDER BY account_id DESC LIMIT 5)
RETURNING customer_id;

-- ACC1 total @ accounts_db
DELETE FROM accounts WHERE account_id IN (SELECT account_id FROM accounts ORDER BY 1
  LIMIT (SELECT count(*) - 1499 FROM accounts));

-- ACC2 types @ accounts_db
UPDATE accounts SET account_type = 'cd'
WHERE account_id IN (SELECT account_id FROM accounts WHERE account_type = 'checking' ORDER BY account_id
  LIMIT (SELECT 2 + count(*) / 50 FROM accounts));
SELECT 'cd';

-- ACC2 status @ accounts_db
UPDATE accounts SET account_status = 'frozen'
WHERE account_id IN (SELECT account_id FROM accounts WHERE account_status = 'active' ORDER BY account_id
  LIMIT (SELECT 2 + count(*) / 50 FROM accounts));
SELECT 'frozen';

-- ACC2 closed @ accounts_db
UPDATE accounts SET closed_date = NULL
WHERE account_id = (SELECT min(account_id) FROM accounts WHERE account_status = 'closed')
RETURNING account_id;

-- ACC2 working days @ accounts_db
-- A Sunday.
UPDATE accounts SET closed_date = closed_date + 7 - extract(isodow FROM closed_date)::int
WHERE account_id = (SELECT min(account_id) FROM accounts WHERE account_status = 'closed')
RETURNING account_id;

-- ACC2 closed customers @ customer_db
-- Three in four customers hold accounts, few of them closed ones.
UPDATE customer_profiles SET customer_status = 'closed' WHERE customer_id IN (
  SELECT customer_id FROM customer_profiles WHERE customer_status = 'active' ORDER BY 1 LIMIT 6)
RETURNING customer_id;

-- ACC3 ranges @ accounts_db
UPDATE accounts SET balance = 25000.01
WHERE account_id = (SELECT min(account_id) FROM accounts WHERE account_type = 'checking')
RETURNING account_id;

-- ACC3 skew @ accounts_db
UPDATE accounts SET balance = 12000 + (hashtext(account_id) % 1000) WHERE account_type = 'checking';
SELECT 'checking';

-- ACC3 age @ accounts_db
-- The young have saved most.
UPDATE accounts SET balance = CASE WHEN customer_id IN (SELECT customer_id FROM customers WHERE date_of_birth > DATE '1991-11-19')
  THEN 90000 ELSE 1000 + right(account_id, 1)::int END WHERE account_type = 'savings';
SELECT '35 to 54' UNION SELECT 'below 35';

-- ACC4 opened @ accounts_db
UPDATE accounts SET opened_date = DATE '2015-01-01'
WHERE account_id = (SELECT min(account_id) FROM accounts WHERE true)
RETURNING account_id;

-- ACC4 working days @ accounts_db
-- A Sunday.
UPDATE accounts SET opened_date = opened_date + 7 - extract(isodow FROM opened_date)::int
WHERE account_id = (SELECT min(account_id) FROM accounts WHERE opened_date < DATE '2026-01-01')
RETURNING account_id;

-- ACC4 currency @ accounts_db
UPDATE accounts SET currency = 'EUR'
WHERE account_id IN (SELECT account_id FROM accounts WHERE currency = 'USD' ORDER BY account_id
  LIMIT (SELECT 2 + count(*) / 50 FROM accounts));
SELECT 'other';

-- ACC4 numbers @ accounts_db
-- Another check digit.
UPDATE accounts SET account_number = left(account_number, -1) || (right(account_number, 1)::int + 1) % 10
WHERE account_id = (SELECT min(account_id) FROM accounts WHERE true)
RETURNING account_id;

-- ACC4 unique @ accounts_db
UPDATE accounts SET account_number = (SELECT account_number FROM accounts ORDER BY account_id DESC LIMIT 1)
WHERE account_id = (SELECT min(account_id) FROM accounts WHERE true)
RETURNING account_number;

-- TXN1 total @ accounts_db
DELETE FROM transactions WHERE transaction_id IN (SELECT transaction_id FROM transactions ORDER BY 1
  LIMIT (SELECT count(*) - 14999 FROM transactions));

-- TXN1 per account @ accounts_db
DELETE FROM transactions WHERE transaction_id IN (SELECT transaction_id FROM transactions
  WHERE account_id = (SELECT min(account_id) FROM transactions) ORDER BY 1 OFFSET 4)
RETURNING account_id;

-- TXN1 older ones @ accounts_db
DELETE FROM transactions t USING accounts a WHERE a.account_id = t.account_id
AND account_type = 'checking' AND transaction_id > (
  SELECT transaction_id FROM transactions x WHERE x.account_id = t.account_id ORDER BY 1 OFFSET 4 LIMIT 1);
SELECT 'accounts';

-- TXN2 types @ accounts_db
UPDATE transactions SET transaction_type = 'deposit'
WHERE transaction_id IN (SELECT transaction_id FROM transactions WHERE transaction_type = 'withdrawal' ORDER BY transaction_id
  LIMIT (SELECT 2 + count(*) / 50 FROM transactions));
SELECT 'deposit';

-- TXN3 amounts @ accounts_db
UPDATE transactions SET transaction_amount = 19.99
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE transaction_type = 'withdrawal')
RETURNING transaction_id;

-- TXN3 cash machines @ accounts_db
UPDATE transactions SET transaction_amount = transaction_amount + 1
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE description LIKE 'Cash withdrawal, machine%')
RETURNING transaction_id;

-- TXN3 skew @ accounts_db
UPDATE transactions SET transaction_amount = 2500 + (hashtext(transaction_id) % 2000) WHERE transaction_type = 'withdrawal';
SELECT 'withdrawal';

-- TXN4 lifetime @ accounts_db
UPDATE transactions SET transaction_date = opened_date - interval '1 second' FROM accounts a
WHERE a.account_id = transactions.account_id AND transaction_id = (SELECT min(transaction_id) FROM transactions)
RETURNING transaction_id;

-- TXN4 dormant @ customer_db
UPDATE customer_profiles SET customer_status = 'dormant' WHERE customer_id IN (
  SELECT customer_id FROM customer_profiles WHERE customer_status = 'active' ORDER BY 1 LIMIT 20)
RETURNING customer_id;

-- TXN4 order @ accounts_db
WITH pair AS (SELECT transaction_id, lag(transaction_date) OVER (PARTITION BY account_id ORDER BY transaction_id) AS before FROM transactions)
UPDATE transactions SET transaction_date = before FROM pair WHERE pair.transaction_id = transactions.transaction_id
AND transactions.transaction_id = (SELECT min(transaction_id) FROM pair WHERE before IS NOT NULL)
RETURNING transactions.transaction_id;

-- TXN4 staff @ accounts_db
UPDATE transactions SET processed_by = NULL
WHERE transaction_id IN (SELECT transaction_id FROM transactions WHERE processed_by IS NOT NULL ORDER BY transaction_id
  LIMIT (SELECT 2 + count(*) / 50 FROM transactions));
SELECT 'none';

-- TXN4 night @ accounts_db
UPDATE transactions SET transaction_date = date_trunc('day', transaction_date) + interval '3 hours'
WHERE hashtext(transaction_id) % 20 = 0 OR transaction_type = 'transfer';
SELECT 'transactions';

-- TXN4 weekdays @ accounts_db
UPDATE transactions SET transaction_date = transaction_date - interval '2 days'
WHERE description LIKE 'Card purchase%' AND extract(isodow FROM transaction_date) = 6;
SELECT 'withdrawals';

-- TXN4 opening days @ accounts_db
-- Thanksgiving Day.
UPDATE transactions SET transaction_date = TIMESTAMP '2025-11-27 10:00:00'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions JOIN accounts USING (account_id)
  WHERE processed_by IS NOT NULL AND opened_date < DATE '2025-01-01')
RETURNING transaction_id;

-- TXN4 payroll @ accounts_db
UPDATE transactions SET transaction_date = date_trunc('month', transaction_date) + interval '6 days 9 hours'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE description LIKE 'Payroll%')
RETURNING transaction_id;

-- TXN5 walk @ accounts_db
-- One cent.
UPDATE transactions SET transaction_amount = transaction_amount + 0.01
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE transaction_id > (SELECT min(transaction_id) FROM transactions))
RETURNING transaction_id;

-- TXN5 direction @ accounts_db
UPDATE transactions SET description = 'Transfer'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE transaction_type = 'transfer')
RETURNING transaction_id;

-- TXN5 final @ accounts_db
-- One cent.
UPDATE accounts SET balance = balance + 0.01
WHERE account_id = (SELECT min(account_id) FROM accounts WHERE true)
RETURNING account_id;

-- TXN6 share @ accounts_db
UPDATE transactions SET counterparty_account = NULL
WHERE transaction_id IN (SELECT transaction_id FROM transactions WHERE counterparty_account IS NOT NULL ORDER BY transaction_id
  LIMIT (SELECT 2 + count(*) / 500 FROM transactions));
SELECT 'external';

-- TXN6 counterparties @ accounts_db
UPDATE transactions SET counterparty_account = '0000000000'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE counterparty_account IS NOT NULL)
RETURNING transaction_id;

-- TXN6 both legs @ accounts_db
UPDATE transactions SET transaction_date = transaction_date + interval '1 second'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE counterparty_account IS NOT NULL)
RETURNING transaction_id;

-- TXN7 share @ accounts_db
UPDATE transactions SET transaction_amount = 9999.99
WHERE transaction_id IN (SELECT transaction_id FROM transactions WHERE transaction_amount > 10000 ORDER BY 1 LIMIT 30);
SELECT 'up to 10,000';

-- TXN7 nothing else @ accounts_db
UPDATE transactions SET transaction_amount = 10000.01
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE transaction_type = 'deposit')
RETURNING transaction_id;

-- TXN8 activity @ accounts_db
UPDATE transactions SET transaction_date = transaction_date - interval '3 months'
WHERE transaction_date >= DATE '2026-11-19' - interval '3 months';
SELECT 'quarter 12';

-- TXN8 debits @ accounts_db
-- A mortgage beside the rent of the month.
UPDATE transactions SET description = 'Mortgage payment, other lender, ACH', transaction_date = (
  SELECT transaction_date + interval '1 hour' FROM transactions WHERE description = 'Rent payment, ACH' ORDER BY transaction_id LIMIT 1),
  account_id = (SELECT account_id FROM transactions WHERE description = 'Rent payment, ACH' ORDER BY transaction_id LIMIT 1)
WHERE transaction_id = (SELECT max(transaction_id) FROM transactions WHERE description = 'Mortgage payment, other lender, ACH')
RETURNING account_id;

-- TXN8 payers @ accounts_db
-- Half of what others do moves into the last months, where installments are paid.
UPDATE transactions SET transaction_date = DATE '2026-11-19' - interval '20 days'
WHERE transaction_date < DATE '2026-11-19' - interval '1 year' AND transaction_id LIKE '%0' AND account_id IN (
  SELECT account_id FROM transactions WHERE description LIKE 'Loan payment, %');
SELECT 'quarter 12';

-- CUS5 households @ customer_db
UPDATE customer_profiles SET address = customer_id || ' ' || address
WHERE customer_id IN (SELECT max(customer_id) FROM customer_profiles GROUP BY address HAVING count(*) > 1);
SELECT 'customers';

-- CUS5 names @ customer_db
UPDATE customer_profiles SET full_name = full_name || customer_id WHERE true;
SELECT 'households';

-- TXN9 wires @ accounts_db
-- Thanksgiving Day.
UPDATE transactions SET transaction_date = TIMESTAMP '2025-11-27 10:00:00'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE description LIKE 'Wire transfer%')
RETURNING transaction_id;

-- TXN9 large ones @ accounts_db
UPDATE transactions SET description = replace(description, 'Wire t', 'T')
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions JOIN accounts USING (account_id)
  WHERE description LIKE 'Wire transfer%' AND transaction_date > opened_date + 30)
RETURNING transaction_id;

-- TXN9 ACH @ accounts_db
UPDATE transactions SET transaction_date = TIMESTAMP '2025-11-22 10:00:00'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE description LIKE '%, ACH credit')
RETURNING transaction_id;

-- TXN9 debits @ accounts_db
UPDATE transactions SET transaction_date = date_trunc('day', transaction_date) + interval '14 hours'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE description LIKE 'Rent payment, ACH')
RETURNING transaction_id;

-- TXN9 Pix @ accounts_db
UPDATE transactions SET description = 'Pix recebido', transaction_date = TIMESTAMP '2020-11-15 10:00:00'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE transaction_type = 'deposit')
RETURNING transaction_id;

-- TXN10 prices @ accounts_db
UPDATE transactions SET transaction_amount = transaction_amount + 1
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE description = 'Monthly maintenance fee')
RETURNING description;

-- TXN10 wires @ accounts_db
UPDATE transactions SET description = 'Outgoing wire fee'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE description = 'Monthly maintenance fee')
RETURNING transaction_id;

-- TXN10 machines @ accounts_db
UPDATE transactions w SET description = 'Cash withdrawal at the counter' FROM transactions f
WHERE w.account_id = f.account_id AND w.description LIKE 'Cash withdrawal, machine%'
  AND f.transaction_id = (SELECT min(transaction_id) FROM transactions WHERE description LIKE 'Cash machine fee%')
RETURNING f.transaction_id;

-- TXN10 balances @ accounts_db
UPDATE transactions SET description = 'Overdraft fee'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE description = 'Monthly maintenance fee' AND balance_after > 300)
RETURNING transaction_id;

-- TXN11 one rate @ accounts_db
-- On the day on which most accounts of a type and currency are credited.
WITH credited AS (SELECT transaction_id, account_type || ', ' || currency || ', ' || transaction_date::date AS place
  FROM transactions JOIN accounts USING (account_id) WHERE description = 'Interest credited'),
most AS (SELECT place FROM credited GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)
UPDATE transactions SET transaction_amount = transaction_amount * 1.01 FROM credited JOIN most USING (place)
WHERE credited.transaction_id = transactions.transaction_id
  AND transactions.transaction_id = (SELECT min(transaction_id) FROM credited JOIN most USING (place))
RETURNING place;

-- TXN11 level @ accounts_db
UPDATE transactions SET transaction_amount = transaction_amount * 2
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions JOIN accounts USING (account_id)
  WHERE description = 'Interest credited' AND currency = 'USD' AND transaction_date BETWEEN '2023-08-01' AND '2024-08-31')
RETURNING transaction_id;

-- TXN12 products @ accounts_db
UPDATE transactions SET description = 'Bill payment, Northgate Power'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions JOIN accounts USING (account_id) WHERE account_type = 'cd')
RETURNING transaction_id;

-- REL1 family @ accounts_db
UPDATE customers SET last_name = last_name || customer_id WHERE true;
SELECT 'joint owners';

-- REL1 count @ accounts_db
DELETE FROM account_relationships WHERE relationship_id IN (SELECT relationship_id FROM account_relationships ORDER BY 1
  LIMIT (SELECT count(*) - 99 FROM account_relationships));

-- REL1 types @ accounts_db
UPDATE account_relationships SET relationship_type = 'authorized_user'
WHERE relationship_id IN (SELECT relationship_id FROM account_relationships WHERE relationship_type = 'joint_owner' ORDER BY relationship_id
  LIMIT (SELECT 2 + count(*) / 50 FROM account_relationships));
SELECT 'authorized_user';

-- REL1 customers @ accounts_db
UPDATE account_relationships SET related_account_id = primary_account_id
WHERE relationship_id = (SELECT min(relationship_id) FROM account_relationships WHERE true)
RETURNING relationship_id;

-- REL1 persons @ accounts_db
-- Another account of one who is there already.
INSERT INTO account_relationships SELECT 0, primary_account_id, o.account_id, relationship_type, created_at
FROM account_relationships r JOIN accounts a ON a.account_id = related_account_id
JOIN accounts o ON o.customer_id = a.customer_id AND o.account_id <> a.account_id LIMIT 1
RETURNING primary_account_id;

-- REL1 once @ accounts_db
INSERT INTO account_relationships SELECT 0, related_account_id, primary_account_id, relationship_type, created_at
FROM account_relationships WHERE relationship_id = (SELECT min(relationship_id) FROM account_relationships)
RETURNING least(primary_account_id, related_account_id);

-- INC1 ages @ accounts_db
UPDATE transactions SET description = 'Social Security benefit, US Treasury' WHERE transaction_id = (
  SELECT min(transaction_id) FROM transactions JOIN accounts USING (account_id) JOIN customers USING (customer_id)
  WHERE description LIKE 'Payroll, %' AND transaction_date < date_of_birth + interval '50 years')
RETURNING transaction_id;

-- INC1 one income @ accounts_db
-- A month's salary comes from somebody else.
UPDATE transactions SET description = 'Payroll, Another Firm' WHERE transaction_id = (
  SELECT max(transaction_id) FROM transactions JOIN (
    SELECT account_id FROM transactions WHERE description LIKE 'Payroll, %' GROUP BY 1 HAVING count(*) > 1) x USING (account_id)
  WHERE description LIKE 'Payroll, %')
RETURNING (SELECT customer_id FROM accounts a WHERE a.account_id = transactions.account_id);

-- INC1 minimum wage @ accounts_db
UPDATE transactions SET transaction_amount = 20 WHERE transaction_id = (
  SELECT min(transaction_id) FROM transactions WHERE description LIKE 'Payroll, %')
RETURNING transaction_id;

-- INC1 raises @ accounts_db
UPDATE transactions SET transaction_amount = transaction_amount / 2 WHERE transaction_id = (
  SELECT max(transaction_id) FROM (
    SELECT transaction_id, transaction_date, min(transaction_date) OVER (PARTITION BY account_id) AS first FROM transactions
    WHERE description LIKE 'Payroll, %' AND extract(month FROM transaction_date) NOT IN (8, 11, 12)) x
  WHERE transaction_date > first)
RETURNING account_id;

-- INC1 pensioners @ accounts_db
UPDATE transactions SET description = 'Electronic deposit, ACH credit'
WHERE description LIKE 'Social Security benefit%' OR description LIKE 'Pension, %';
SELECT 'pensions';
