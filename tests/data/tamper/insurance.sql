-- One violation for each check: its rule and name, and the database that it is planted in. The last
-- statement returns the key (or one of the keys) by which verify has to name it.

-- POL1 holders @ insurance_db
DELETE FROM policies WHERE customer_id IN (SELECT DISTINCT customer_id FROM policies ORDER BY 1 LIMIT 8);
SELECT 'none';

-- POL1 several @ insurance_db
UPDATE policies SET customer_id = 'CUST' || policy_id WHERE customer_id IN (
  SELECT customer_id FROM policies GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT 4);
SELECT 'one';

-- POL1 total @ insurance_db
DELETE FROM policies WHERE policy_id IN (SELECT policy_id FROM policies ORDER BY 1
  LIMIT (SELECT count(*) - 299 FROM policies));

-- POL1 types @ insurance_db
UPDATE policies SET policy_type = 'travel'
WHERE policy_id IN (SELECT policy_id FROM policies WHERE policy_type = 'life' ORDER BY policy_id
  LIMIT (SELECT 2 + count(*) / 50 FROM policies));
SELECT 'travel';

-- POL1 coverage @ insurance_db
UPDATE policies SET coverage_amount = 2000000.01
WHERE policy_id = (SELECT min(policy_id) FROM policies WHERE policy_type = 'life')
RETURNING policy_id;

-- POL1 premiums @ insurance_db
UPDATE policies SET premium_amount = 0.03 * coverage_amount + 0.01
WHERE policy_id = (SELECT min(policy_id) FROM policies WHERE premium_frequency = 'annual')
RETURNING policy_id;

-- POL1 frequencies @ insurance_db
UPDATE policies SET premium_frequency = 'monthly'
WHERE policy_id IN (SELECT policy_id FROM policies WHERE premium_frequency = 'annual' ORDER BY policy_id
  LIMIT (SELECT 2 + count(*) / 50 FROM policies));
SELECT 'monthly';

-- POL1 status @ insurance_db
UPDATE policies SET policy_status = 'lapsed'
WHERE policy_id IN (SELECT policy_id FROM policies WHERE policy_status = 'active' ORDER BY policy_id
  LIMIT (SELECT 2 + count(*) / 50 FROM policies));
SELECT 'lapsed';

-- POL1 linked @ insurance_db
UPDATE policies SET linked_account_id = NULL
WHERE policy_id IN (SELECT policy_id FROM policies WHERE linked_account_id IS NOT NULL ORDER BY policy_id
  LIMIT (SELECT 2 + count(*) / 50 FROM policies));
SELECT 'not';

-- EMP6 agent_id @ employees_db
UPDATE employees SET hire_date = DATE '2009-06-01'
WHERE employee_id = (SELECT max(employee_id) FROM employees WHERE role = 'insurance_agent' AND termination_date IS NULL);
-- and @ insurance_db
UPDATE policies SET created_at = TIMESTAMP '2010-01-04 10:00:00'
WHERE policy_id = (SELECT min(policy_id) FROM policies WHERE true)
RETURNING policy_id;

-- POL1 dates @ insurance_db
-- One day.
UPDATE policies SET end_date = DATE '2026-11-19' - 1
WHERE policy_id = (SELECT min(policy_id) FROM policies WHERE policy_status = 'active')
RETURNING policy_id;

-- POL1 working days @ insurance_db
-- A Sunday, more than a week before the start.
UPDATE policies SET created_at = start_date - 7 - extract(isodow FROM start_date)::int + time '10:00'
WHERE policy_id = (SELECT min(policy_id) FROM policies)
RETURNING policy_id;

-- POL1 newer ones @ insurance_db
UPDATE policies SET start_date = start_date - interval '30 months'
WHERE start_date >= DATE '2026-11-19' - interval '20 months';
SELECT 'policies';

-- POL1 onboarding @ insurance_db
UPDATE policies SET start_date = DATE '2010-01-01'
WHERE policy_id = (SELECT min(policy_id) FROM policies WHERE true)
RETURNING customer_id;

-- POL1 holder's account @ insurance_db
-- A swapped customer.
UPDATE policies SET linked_account_id = (SELECT max(linked_account_id) FROM policies)
WHERE policy_id = (SELECT min(policy_id) FROM policies WHERE linked_account_id IS NOT NULL)
RETURNING linked_account_id;

-- POL1 account @ insurance_db
UPDATE policies SET start_date = DATE '2010-01-01'
WHERE policy_id = (SELECT min(policy_id) FROM policies WHERE linked_account_id IS NOT NULL)
RETURNING linked_account_id;

-- POL1 in force @ insurance_db
UPDATE policies SET customer_id = 'CUST99999999'
WHERE policy_id = (SELECT min(policy_id) FROM policies WHERE policy_status = 'active')
RETURNING customer_id;

-- BEN1 life @ insurance_db
DELETE FROM beneficiaries WHERE policy_id = (SELECT min(policy_id) FROM policies WHERE policy_type = 'life')
RETURNING policy_id;

-- BEN1 others @ insurance_db
DELETE FROM beneficiaries WHERE policy_id IN (
  SELECT DISTINCT policy_id FROM beneficiaries JOIN policies USING (policy_id) WHERE policy_type <> 'life' ORDER BY 1 LIMIT 4);
SELECT 'none';

-- BEN1 total @ insurance_db
DELETE FROM beneficiaries WHERE beneficiary_id IN (SELECT beneficiary_id FROM beneficiaries ORDER BY 1
  LIMIT (SELECT count(*) - 399 FROM beneficiaries));

-- BEN1 relationships @ insurance_db
UPDATE beneficiaries SET relationship = 'other'
WHERE beneficiary_id IN (SELECT beneficiary_id FROM beneficiaries WHERE relationship = 'spouse' ORDER BY beneficiary_id
  LIMIT (SELECT 2 + count(*) / 50 FROM beneficiaries));
SELECT 'other';

-- BEN1 percentages @ insurance_db
-- One per cent.
UPDATE beneficiaries SET percentage = percentage - 1
WHERE beneficiary_id = (SELECT min(beneficiary_id) FROM beneficiaries WHERE percentage > 1)
RETURNING policy_id;

-- BEN1 spouses @ insurance_db
UPDATE beneficiaries SET relationship = 'spouse' WHERE policy_id = (
  SELECT min(policy_id) FROM (SELECT policy_id FROM beneficiaries GROUP BY 1 HAVING count(*) = 3) x)
RETURNING policy_id;

-- BEN1 persons @ insurance_db
UPDATE beneficiaries b SET beneficiary_name = o.beneficiary_name FROM beneficiaries o
WHERE o.policy_id = b.policy_id AND o.beneficiary_id < b.beneficiary_id AND b.policy_id = (
  SELECT min(policy_id) FROM (SELECT policy_id FROM beneficiaries GROUP BY 1 HAVING count(*) = 2) x)
RETURNING b.policy_id;

-- BEN1 holder @ insurance_db
UPDATE beneficiaries b SET beneficiary_name = substring(contact_info FROM 'In care of (.+), [^,]+$')
FROM policies p WHERE p.policy_id = b.policy_id AND beneficiary_id = (
  SELECT min(beneficiary_id) FROM beneficiaries WHERE contact_info LIKE 'In care of %')
RETURNING p.customer_id || ' ' || b.beneficiary_name;

-- CLM1 share @ insurance_db
DELETE FROM claims WHERE policy_id IN (SELECT DISTINCT policy_id FROM claims ORDER BY 1 LIMIT 5);
SELECT 'not';

-- CLM1 total @ insurance_db
DELETE FROM claims WHERE claim_id IN (SELECT claim_id FROM claims ORDER BY 1
  LIMIT (SELECT count(*) - 199 FROM claims));

-- CLM1 types @ insurance_db
UPDATE claims SET claim_type = 'lost_baggage' WHERE claim_id = (
  SELECT min(claim_id) FROM claims JOIN policies USING (policy_id) WHERE policy_type = 'life')
RETURNING claim_id;

-- CLM1 amounts @ insurance_db
-- One cent above the cover.
UPDATE claims SET claim_amount = coverage_amount + 0.01 FROM policies x
WHERE x.policy_id = claims.policy_id AND claim_id = (SELECT min(claim_id) FROM claims)
RETURNING claim_id;

-- CLM1 low @ insurance_db
UPDATE claims SET claim_amount = coverage_amount FROM policies x
WHERE x.policy_id = claims.policy_id AND hashtext(claim_id) % 2 = 0;
SELECT 'claims';

-- CLM1 status @ insurance_db
UPDATE claims SET status = 'rejected'
WHERE claim_id IN (SELECT claim_id FROM claims WHERE status = 'paid' ORDER BY claim_id
  LIMIT (SELECT 2 + count(*) / 50 FROM claims));
SELECT 'rejected';

-- CLM1 settlement @ insurance_db
-- A day before the claim.
UPDATE claims SET settlement_date = claim_date - 1
WHERE claim_id = (SELECT min(claim_id) FROM claims WHERE status = 'paid')
RETURNING claim_id;

-- CLM1 events @ insurance_db
UPDATE claims SET claim_type = 'vandalism', claim_amount = 40000.01 WHERE claim_id = (
  SELECT min(claim_id) FROM claims JOIN policies USING (policy_id) WHERE policy_type = 'property')
RETURNING claim_id;

-- CLM1 week @ insurance_db
-- All on Mondays.
UPDATE claims SET settlement_date = settlement_date - (extract(isodow FROM settlement_date)::int - 1) * interval '1 day';
SELECT 'day 1';

-- CLM1 working days @ insurance_db
-- A Sunday.
UPDATE claims SET settlement_date = settlement_date + 7 - extract(isodow FROM settlement_date)::int
WHERE claim_id = (SELECT min(claim_id) FROM claims WHERE settlement_date < DATE '2026-01-01')
RETURNING claim_id;

-- CLM1 approved_amount @ insurance_db
-- One cent.
UPDATE claims SET approved_amount = claim_amount + 0.01
WHERE claim_id = (SELECT min(claim_id) FROM claims WHERE status = 'approved')
RETURNING claim_id;

-- CLM1 cover @ insurance_db
-- One day.
UPDATE claims SET claim_date = start_date - 1 FROM policies x
WHERE x.policy_id = claims.policy_id AND claim_id = (SELECT min(claim_id) FROM claims)
RETURNING claim_id;

-- EMP6 claims.processed_by @ insurance_db
-- Nobody, though there are agents.
UPDATE claims SET processed_by = NULL
WHERE claim_id = (SELECT min(claim_id) FROM claims WHERE claim_date > DATE '2026-11-19' - 60)
RETURNING claim_id;

-- PAY1 periods @ insurance_db
-- One day.
UPDATE premium_payments SET payment_date = payment_date + 1
WHERE payment_id = (SELECT min(payment_id) FROM premium_payments WHERE true)
RETURNING payment_id;

-- PAY1 amount @ insurance_db
-- One cent.
UPDATE premium_payments SET amount = amount + 0.01
WHERE payment_id = (SELECT min(payment_id) FROM premium_payments WHERE true)
RETURNING payment_id;

-- PAY1 total @ insurance_db
DELETE FROM premium_payments WHERE payment_id IN (SELECT payment_id FROM premium_payments ORDER BY 1
  LIMIT (SELECT count(*) - 1999 FROM premium_payments));

-- PAY1 methods @ insurance_db
UPDATE premium_payments SET payment_method = 'wire'
WHERE payment_id IN (SELECT payment_id FROM premium_payments WHERE payment_method = 'online' ORDER BY payment_id
  LIMIT (SELECT 2 + count(*) / 50 FROM premium_payments));
SELECT 'wire';

-- PAY1 status @ insurance_db
UPDATE premium_payments SET payment_status = 'failed'
WHERE payment_id IN (SELECT payment_id FROM premium_payments WHERE payment_status = 'completed' ORDER BY payment_id
  LIMIT (SELECT 2 + count(*) / 50 FROM premium_payments));
SELECT 'failed';

-- PAY1 pending @ insurance_db
UPDATE premium_payments SET payment_status = 'pending'
WHERE payment_id = (SELECT min(payment_id) FROM premium_payments WHERE payment_date < DATE '2026-11-19' - 61)
RETURNING payment_id;

-- PAY1 lapsed @ insurance_db
UPDATE premium_payments SET payment_status = 'completed' FROM policies x
WHERE x.policy_id = premium_payments.policy_id AND policy_status = 'lapsed' AND payment_status = 'failed'
RETURNING payment_id;

-- PAY1 from account @ insurance_db
UPDATE premium_payments SET from_account_id = NULL
WHERE payment_id IN (SELECT payment_id FROM premium_payments WHERE from_account_id IS NOT NULL ORDER BY payment_id
  LIMIT (SELECT 2 + count(*) / 50 FROM premium_payments));
SELECT 'none';

-- PAY1 linked account @ insurance_db
UPDATE premium_payments SET from_account_id = 'ACC99999999'
WHERE payment_id = (SELECT min(payment_id) FROM premium_payments WHERE true)
RETURNING payment_id;

-- PAY1 ledger @ accounts_db
-- One day.
UPDATE transactions SET transaction_date = transaction_date - interval '1 day'
WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE description LIKE 'Insurance premium, policy %')
RETURNING substring(description FROM 'policy (.*)$');

-- EVT1 total @ insurance_db
DELETE FROM policy_events WHERE event_id IN (SELECT event_id FROM policy_events ORDER BY 1
  LIMIT (SELECT count(*) - 299 FROM policy_events));

-- EVT1 types @ insurance_db
UPDATE policy_events SET event_type = 'modification'
WHERE event_id IN (SELECT event_id FROM policy_events WHERE event_type = 'renewal' ORDER BY event_id
  LIMIT (SELECT 2 + count(*) / 50 FROM policy_events));
SELECT 'modification';

-- EVT1 performed_by @ insurance_db
UPDATE policy_events SET performed_by = NULL
WHERE event_id IN (SELECT event_id FROM policy_events WHERE performed_by IS NOT NULL ORDER BY event_id
  LIMIT (SELECT 2 + count(*) / 50 FROM policy_events));
SELECT 'none';

-- EMP6 policy_events.performed_by @ employees_db
UPDATE employees SET hire_date = DATE '2009-06-01'
WHERE employee_id = (SELECT max(employee_id) FROM employees WHERE role = 'insurance_agent' AND termination_date IS NULL);
-- and @ insurance_db
UPDATE policy_events SET event_date = DATE '2010-01-01'
WHERE event_id = (SELECT min(event_id) FROM policy_events WHERE performed_by IS NOT NULL)
RETURNING event_id;

-- EVT1 story @ insurance_db
UPDATE policy_events SET event_type = 'reinstatement'
WHERE event_id = (SELECT min(event_id) FROM policy_events WHERE event_type = 'renewal')
RETURNING event_id;

-- EVT1 end @ insurance_db
-- One day.
UPDATE policies SET end_date = end_date + 1
WHERE policy_id = (SELECT min(policy_id) FROM policies WHERE policy_status = 'cancelled')
RETURNING policy_id;

-- EVT1 anniversaries @ insurance_db
-- One day.
UPDATE policy_events SET event_date = event_date + 1
WHERE event_id = (SELECT min(event_id) FROM policy_events WHERE event_type = 'renewal')
RETURNING event_id;

-- EVT1 dates @ insurance_db
UPDATE policy_events SET event_date = start_date FROM policies x
WHERE x.policy_id = policy_events.policy_id AND event_id = (SELECT min(event_id) FROM policy_events)
RETURNING event_id;

-- EVT1 working days @ insurance_db
-- A Sunday.
UPDATE policy_events SET event_date = event_date + 7 - extract(isodow FROM event_date)::int
WHERE event_id = (SELECT min(event_id) FROM policy_events WHERE event_type = 'modification')
RETURNING event_id;

-- EVT1 drivers @ insurance_db
UPDATE policy_events SET description = 'Second driver added: Jane Roe.' WHERE event_type = 'modification'
AND policy_id = (SELECT min(policy_id) FROM (SELECT policy_id FROM policy_events
  WHERE event_type = 'modification' GROUP BY 1 HAVING count(*) > 1) x)
RETURNING policy_id;

-- EVT1 texts @ insurance_db
-- One cent.
UPDATE policies SET premium_amount = premium_amount + 0.01 WHERE policy_id = (
  SELECT min(policy_id) FROM policy_events WHERE description ~ '[0-9] per (year|quarter|month)');
SELECT event_id FROM policy_events WHERE policy_id = (
  SELECT min(policy_id) FROM policy_events WHERE description ~ '[0-9] per (year|quarter|month)');

-- POL1 life begins @ accounts_db
UPDATE customers SET date_of_birth = DATE '1940-01-01';
-- and @ insurance_db
UPDATE policies SET start_date = start_date WHERE policy_type = 'life' RETURNING customer_id;

-- POL1 life ends @ insurance_db
UPDATE policies SET end_date = DATE '2099-01-01' WHERE policy_type = 'life' RETURNING customer_id;
