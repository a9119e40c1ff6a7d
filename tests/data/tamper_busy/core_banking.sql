-- Violations of what holds in a busy bank, written like those beside; the bank has 120 customers.

-- TXN1 total @ accounts_db
DELETE FROM transactions WHERE transaction_id > (SELECT transaction_id FROM transactions ORDER BY 1 OFFSET 40000 LIMIT 1);

-- TXN2 types @ accounts_db
UPDATE transactions SET transaction_type = 'deposit'
WHERE transaction_id IN (SELECT transaction_id FROM transactions WHERE transaction_type = 'withdrawal' ORDER BY 1
  LIMIT (SELECT count(*) / 100 FROM transactions));
SELECT 'deposit';

-- TXN4 staff @ accounts_db
UPDATE transactions SET processed_by = (SELECT min(processed_by) FROM transactions)
WHERE transaction_id IN (SELECT transaction_id FROM transactions ORDER BY 1 LIMIT (SELECT count(*) / 50 FROM transactions));
SELECT 'staff';

-- TXN7 share @ accounts_db
UPDATE transactions SET transaction_amount = 10000.01
WHERE transaction_id IN (SELECT transaction_id FROM transactions WHERE transaction_type = 'transfer' ORDER BY 1
  LIMIT (SELECT 1 + count(*) / 50 FROM transactions WHERE transaction_type = 'transfer'));
SELECT 'above 10,000';

-- TXN8 salaries @ accounts_db
-- Seven of ten transactions are gone.
DELETE FROM transactions WHERE right(transaction_id, 1) < '7' AND account_id IN (
  SELECT account_id FROM transactions WHERE description LIKE 'Payroll, %')
RETURNING account_id;

-- TXN8 paydays @ accounts_db
-- One salary in the middle of them is another credit.
UPDATE transactions SET description = 'Tax refund, ACH credit' WHERE transaction_id = (
  SELECT transaction_id FROM transactions JOIN (
    SELECT account_id, min(transaction_date) AS first, max(transaction_date) AS last FROM transactions
    WHERE description LIKE 'Payroll, %' GROUP BY 1 ORDER BY 1 LIMIT 1) x USING (account_id)
  WHERE description LIKE 'Payroll, %' AND transaction_date > first AND transaction_date < last ORDER BY 1 LIMIT 1)
RETURNING account_id;

-- TXN8 installments @ loans_db
-- One cent.
UPDATE repayment_schedule SET total_amount = total_amount + 0.01
WHERE schedule_id = (SELECT min(schedule_id) FROM repayment_schedule JOIN loans USING (loan_id)
  WHERE linked_account_id IS NOT NULL AND loan_status = 'active' AND payment_date IS NOT NULL AND total_amount < 9000)
RETURNING (SELECT loan_number FROM loans l WHERE l.loan_id = repayment_schedule.loan_id);

-- TXN8 premiums @ insurance_db
UPDATE premium_payments SET amount = amount + 0.01
WHERE payment_id = (SELECT min(payment_id) FROM premium_payments WHERE from_account_id IS NOT NULL
  AND payment_status = 'completed' AND amount < 9000)
RETURNING (SELECT policy_number FROM policies p WHERE p.policy_id = premium_payments.policy_id);
