-- EMP7 seniors @ employees_db
UPDATE employees SET manager_id = (SELECT min(employee_id) FROM employees WHERE department = 'retail_banking' AND manager_id IS NULL
  AND branch_code <> 'BR007')
WHERE branch_code = 'BR007' AND manager_id IS NULL;
SELECT 'BR007';

-- REV1 memory @ employees_db
UPDATE performance_reviews SET rating = CASE WHEN review_id % 2 = 0 THEN 5 ELSE 2 END WHERE true;
SELECT 'reviews';

-- REV1 salaries @ employees_db
UPDATE performance_reviews r SET rating = CASE WHEN place > 0.5 THEN 3 ELSE 4 END FROM (SELECT employee_id, percent_rank()
  OVER (PARTITION BY role, manager_id IS NULL ORDER BY salary) AS place FROM employees) e WHERE e.employee_id = r.employee_id;
SELECT 'salaries';

-- REV1 leavers @ employees_db
UPDATE performance_reviews r SET rating = 5 FROM employees e WHERE e.employee_id = r.employee_id AND termination_date IS NOT NULL;
SELECT 'ratings';

-- REV1 comments @ employees_db
UPDATE performance_reviews SET comments = 'Good.' WHERE rating = 3;
SELECT 'rating 3';

-- TXN9 tax refunds @ accounts_db
UPDATE transactions SET description = 'Tax refund, ACH credit', transaction_date = TIMESTAMP '2025-10-15 10:00:00'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE transaction_type = 'deposit')
RETURNING transaction_id;

-- TXN13 share @ accounts_db
UPDATE transactions t SET counterparty_account = (SELECT min(account_number) FROM accounts)
FROM accounts a, accounts o WHERE a.account_id = t.account_id AND o.account_number = t.counterparty_account
AND a.customer_id = o.customer_id;
SELECT 'transfers';

-- TXN13 texts @ accounts_db
UPDATE transactions SET description = 'Transfer to James Cole, account ending 1234'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE description LIKE 'Transfer to savings ...%')
RETURNING transaction_id;

-- TXN13 put aside @ accounts_db
UPDATE transactions SET description = replace(description, ' to ', ' from ') WHERE description LIKE 'Transfer to savings ...%'
OR description LIKE 'Transfer to money market ...%';
SELECT 'transfers';

-- RSK1 four eyes @ loans_db
UPDATE loans l SET approved_by = officer_id FROM loan_applications a WHERE a.application_id = l.application_id AND officer_id IS NOT NULL;
SELECT 'loans above 25,000';

-- EVT1 four eyes @ insurance_db
UPDATE claims c SET processed_by = agent_id FROM policies p WHERE p.policy_id = c.policy_id AND agent_id IS NOT NULL;
SELECT 'claims';

-- COL1 rooms @ loans_db
UPDATE collateral SET description = regexp_replace(description, ', \d bedrooms,', ', 1 bedroom,')
WHERE collateral_id = (SELECT min(collateral_id) FROM collateral WHERE description LIKE '%house, % bedrooms,%')
RETURNING collateral_id;

-- COL1 flats @ loans_db
UPDATE collateral SET description = regexp_replace(description, '^[^,]+', 'Condominium')
WHERE collateral_id = (SELECT min(collateral_id) FROM collateral WHERE description LIKE '%house, % bedrooms,%')
RETURNING collateral_id;

-- CLM1 apart @ insurance_db
UPDATE claims c SET claim_date = b.claim_date + 3 FROM (SELECT policy_id, min(claim_date) AS claim_date, max(claim_id) AS claim_id
  FROM claims JOIN policies USING (policy_id) WHERE end_date - start_date >= 365 GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT 1) b
WHERE c.claim_id = b.claim_id
RETURNING c.claim_id;

-- AUD1 former emails @ compliance_db
UPDATE audit_trails SET old_value = regexp_replace(old_value::text, '\d+@', '734123@')
WHERE audit_id = (SELECT min(audit_id) FROM audit_trails WHERE entity_type = 'customer' AND old_value::text LIKE '%"email"%')
RETURNING audit_id;
