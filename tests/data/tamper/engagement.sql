-- One violation for each check: its rule and name, and the database that it is planted in. The last
-- statement returns the key (or one of the keys) by which verify has to name it.

-- INT1 customers @ customer_db
DELETE FROM interactions WHERE customer_id IN (SELECT DISTINCT customer_id FROM interactions ORDER BY 1 LIMIT 14);
SELECT 'none';

-- INT1 per customer @ customer_db
UPDATE interactions SET customer_id = (SELECT min(customer_id) FROM interactions)
WHERE interaction_id IN (SELECT interaction_id FROM interactions ORDER BY 1 DESC LIMIT 10)
RETURNING customer_id;

-- INT1 total @ customer_db
DELETE FROM interactions WHERE interaction_id IN (SELECT interaction_id FROM interactions ORDER BY 1
  LIMIT (SELECT count(*) - 2999 FROM interactions));

-- INT1 types @ customer_db
UPDATE interactions SET interaction_type = 'chat'
WHERE interaction_id IN (SELECT interaction_id FROM interactions WHERE interaction_type = 'call' ORDER BY interaction_id
  LIMIT (SELECT 2 + count(*) / 50 FROM interactions));
SELECT 'chat';

-- INT1 channels @ customer_db
UPDATE interactions SET channel = 'branch'
WHERE interaction_id = (SELECT min(interaction_id) FROM interactions WHERE interaction_type = 'call')
RETURNING interaction_id;

-- INT1 opening days @ customer_db
-- Christmas Day.
UPDATE interactions SET interaction_date = TIMESTAMP '2025-12-25 11:00:00'
WHERE interaction_id = (SELECT min(interaction_id) FROM interactions JOIN customer_profiles USING
  (customer_id) WHERE channel = 'phone' AND onboarding_date < DATE '2025-01-01')
RETURNING interaction_id;

-- INT2 duration @ customer_db
UPDATE interactions SET duration_minutes = 2
WHERE interaction_id = (SELECT min(interaction_id) FROM interactions WHERE interaction_type = 'email')
RETURNING interaction_id;

-- INT2 handled @ customer_db
UPDATE interactions SET handled_by = NULL
WHERE interaction_id IN (SELECT interaction_id FROM interactions WHERE handled_by IS NOT NULL ORDER BY interaction_id
  LIMIT (SELECT 2 + count(*) / 50 FROM interactions));
SELECT 'none';

-- EMP6 handled_by @ employees_db
UPDATE employees SET hire_date = DATE '2009-06-01'
WHERE employee_id = (SELECT max(employee_id) FROM employees WHERE role = 'customer_service' AND termination_date IS NULL);
-- and @ customer_db
UPDATE interactions SET interaction_date = TIMESTAMP '2010-01-04 10:00:00'
WHERE interaction_id = (SELECT min(interaction_id) FROM interactions WHERE handled_by IS NOT NULL)
RETURNING interaction_id;

-- INT2 outcomes @ customer_db
UPDATE interactions SET outcome = 'escalated'
WHERE interaction_id IN (SELECT interaction_id FROM interactions WHERE outcome = 'resolved' ORDER BY interaction_id
  LIMIT (SELECT 2 + count(*) / 50 FROM interactions));
SELECT 'escalated';

-- INT2 lifetime @ customer_db
-- One day.
UPDATE interactions SET interaction_date = onboarding_date + time '12:00' FROM customer_profiles p
WHERE p.customer_id = interactions.customer_id AND interaction_id = (SELECT min(interaction_id) FROM interactions)
RETURNING interaction_id;

-- INT2 closing @ customer_db
UPDATE interactions SET interaction_date = TIMESTAMP '2026-11-18 12:00:00' FROM customer_profiles p
WHERE p.customer_id = interactions.customer_id AND customer_status = 'closed'
RETURNING p.customer_id;

-- SUR1 share @ customer_db
DELETE FROM satisfaction_surveys WHERE survey_id IN (SELECT survey_id FROM satisfaction_surveys ORDER BY 1 LIMIT 30);
SELECT 'not';

-- SUR1 total @ customer_db
DELETE FROM satisfaction_surveys WHERE survey_id IN (SELECT survey_id FROM satisfaction_surveys ORDER BY 1
  LIMIT (SELECT count(*) - 799 FROM satisfaction_surveys));

-- SUR1 interaction @ customer_db
-- A day too late.
UPDATE satisfaction_surveys SET survey_date = i.interaction_date::date + 4 FROM interactions i
WHERE i.interaction_id = satisfaction_surveys.interaction_id AND survey_id = (SELECT min(survey_id) FROM satisfaction_surveys)
RETURNING survey_id;

-- SUR1 once @ customer_db
INSERT INTO satisfaction_surveys SELECT * FROM satisfaction_surveys WHERE survey_id = (SELECT min(survey_id) FROM satisfaction_surveys)
RETURNING interaction_id;

-- SUR1 bell @ customer_db
UPDATE satisfaction_surveys SET nps_score = 10 WHERE nps_score = 7;
SELECT 'surveys';

-- SUR1 together @ customer_db
UPDATE satisfaction_surveys SET satisfaction_rating = 6 - satisfaction_rating WHERE survey_id % 2 = 0;
SELECT 'surveys';

-- SUR1 trouble @ customer_db
UPDATE satisfaction_surveys SET nps_score = nps_score + 2 WHERE interaction_id IN (
  SELECT interaction_id FROM interactions i WHERE interaction_type = 'complaint' OR EXISTS (
    SELECT FROM interactions e WHERE e.customer_id = i.customer_id AND e.interaction_date < i.interaction_date
    AND (e.outcome = 'escalated' OR e.interaction_type = 'complaint')));
SELECT 'surveys';

-- SUR1 comments @ customer_db
UPDATE satisfaction_surveys SET comments = NULL
WHERE survey_id IN (SELECT survey_id FROM satisfaction_surveys WHERE comments IS NOT NULL ORDER BY survey_id
  LIMIT (SELECT 2 + count(*) / 50 FROM satisfaction_surveys));
SELECT 'none';

-- SUR1 comments fit @ customer_db
UPDATE satisfaction_surveys SET nps_score = 9, comments = 'Very disappointed.'
WHERE survey_id = (SELECT min(survey_id) FROM satisfaction_surveys WHERE true)
RETURNING survey_id;

-- CMP1 customers @ customer_db
DELETE FROM complaints WHERE customer_id IN (SELECT DISTINCT customer_id FROM complaints ORDER BY 1 LIMIT 10);
SELECT 'complaining';

-- CMP1 total @ customer_db
DELETE FROM complaints WHERE complaint_id IN (SELECT complaint_id FROM complaints ORDER BY 1
  LIMIT (SELECT count(*) - 149 FROM complaints));

-- CMP1 types @ customer_db
UPDATE complaints SET complaint_type = 'other'
WHERE complaint_id IN (SELECT complaint_id FROM complaints WHERE complaint_type = 'service' ORDER BY complaint_id
  LIMIT (SELECT 2 + count(*) / 50 FROM complaints));
SELECT 'other';

-- CMP1 status @ customer_db
UPDATE complaints SET status = 'open'
WHERE complaint_id IN (SELECT complaint_id FROM complaints WHERE status = 'resolved' ORDER BY complaint_id
  LIMIT (SELECT 2 + count(*) / 50 FROM complaints));
SELECT 'open';

-- CMP1 priorities @ customer_db
UPDATE complaints SET priority = 'critical'
WHERE complaint_id IN (SELECT complaint_id FROM complaints WHERE priority = 'medium' ORDER BY complaint_id
  LIMIT (SELECT 2 + count(*) / 50 FROM complaints));
SELECT 'critical';

-- CMP1 assigned @ customer_db
UPDATE complaints SET assigned_to = NULL
WHERE complaint_id IN (SELECT complaint_id FROM complaints WHERE assigned_to IS NOT NULL ORDER BY complaint_id
  LIMIT (SELECT 2 + count(*) / 50 FROM complaints));
SELECT 'none';

-- EMP6 assigned_to @ customer_db
UPDATE complaints SET assigned_to = 'EMP999999'
WHERE complaint_id = (SELECT min(complaint_id) FROM complaints WHERE complaint_type <> 'fraud')
RETURNING complaint_id;

-- EMP6 assigned_to, fraud @ customer_db
UPDATE complaints SET complaint_type = 'fraud'
WHERE complaint_id = (SELECT min(complaint_id) FROM complaints WHERE complaint_type = 'fee' AND assigned_to IS NOT NULL)
RETURNING complaint_id;

-- CMP1 lifetime @ customer_db
UPDATE complaints SET filed_date = onboarding_date + time '12:00' FROM customer_profiles p
WHERE p.customer_id = complaints.customer_id AND complaint_id = (SELECT min(complaint_id) FROM complaints)
RETURNING complaint_id;

-- CMP1 closing @ customer_db
UPDATE complaints SET customer_id = p.customer_id, filed_date = TIMESTAMP '2026-11-18 12:00:00'
FROM (SELECT customer_id, row_number() OVER (ORDER BY customer_id) AS place FROM customer_profiles WHERE customer_status = 'closed') p,
  (SELECT complaint_id, row_number() OVER (ORDER BY complaint_id) AS place FROM complaints) m
WHERE m.place = p.place AND m.complaint_id = complaints.complaint_id
RETURNING p.customer_id;

-- CMP1 fraud @ customer_db
UPDATE complaints SET filed_date = filed_date - interval '1 day'
WHERE complaint_id = (SELECT min(complaint_id) FROM complaints WHERE complaint_type = 'fraud')
RETURNING complaint_id;

-- CMP2 resolved @ customer_db
-- One hour.
UPDATE complaints SET resolution_time_hours = resolution_time_hours + 1
WHERE complaint_id = (SELECT min(complaint_id) FROM complaints WHERE resolution_time_hours < 240)
RETURNING complaint_id;

-- CMP2 week @ customer_db
-- All on Mondays.
UPDATE complaints SET resolved_date = resolved_date - (extract(isodow FROM resolved_date)::int - 1) * interval '1 day';
SELECT 'day 1';

-- CMP2 working days @ customer_db
-- A Sunday.
UPDATE complaints SET resolved_date = resolved_date + (7 - extract(isodow FROM resolved_date)::int) * interval '1 day'
WHERE complaint_id = (SELECT min(complaint_id) FROM complaints WHERE priority <> 'critical' AND
  resolved_date < DATE '2026-09-01')
RETURNING complaint_id;

-- CMP2 under way @ customer_db
UPDATE complaints SET filed_date = DATE '2026-11-19' - 181
WHERE complaint_id = (SELECT min(complaint_id) FROM complaints WHERE status = 'investigating')
RETURNING complaint_id;

-- CMP2 critical @ customer_db
UPDATE complaints SET resolution_time_hours = 240 WHERE priority = 'critical' AND status = 'resolved';
SELECT 'complaints';

-- CMP3 charges @ customer_db
UPDATE complaints SET description = regexp_replace(description, '[0-9]{4}-[0-9]{2}-[0-9]{2}', (filed_date::date - 1)::text)
WHERE complaint_type = 'fee';
SELECT min(customer_id) FROM complaints WHERE complaint_type = 'fee' AND description ~ '[0-9]{4}-[0-9]{2}-[0-9]{2}';

-- CMP3 soon @ customer_db
UPDATE complaints SET filed_date = filed_date + interval '70 days'
WHERE complaint_id = (SELECT min(complaint_id) FROM complaints WHERE complaint_type = 'fee' AND description ~ '[0-9]{4}-[0-9]{2}-[0-9]{2}')
RETURNING complaint_id;

-- CMP3 third @ customer_db
UPDATE complaints SET description = 'Nobody had mentioned it.' WHERE complaint_type = 'fee';
SELECT 'complaints';

-- CAM1 count @ customer_db
DELETE FROM campaigns WHERE campaign_id = (SELECT max(campaign_id) FROM campaigns);

-- CAM1 types @ customer_db
UPDATE campaigns SET campaign_type = 'email' WHERE campaign_type = 'retention';
SELECT 'retention';

-- CAM1 segments @ customer_db
UPDATE campaigns SET target_segment = 'retail' WHERE target_segment = 'corporate';
SELECT 'corporate';

-- CAM1 dates @ customer_db
UPDATE campaigns SET end_date = start_date
WHERE campaign_id = (SELECT min(campaign_id) FROM campaigns WHERE true)
RETURNING campaign_id;

-- RSP1 customers @ customer_db
DELETE FROM campaign_responses WHERE customer_id IN (SELECT DISTINCT customer_id FROM campaign_responses ORDER BY 1 LIMIT 14);
SELECT 'none';

-- RSP1 total @ customer_db
DELETE FROM campaign_responses WHERE response_id IN (SELECT response_id FROM campaign_responses ORDER BY 1
  LIMIT (SELECT count(*) - 1999 FROM campaign_responses));

-- RSP1 once @ customer_db
INSERT INTO campaign_responses SELECT * FROM campaign_responses WHERE response_id = (SELECT min(response_id) FROM campaign_responses)
RETURNING customer_id;

-- RSP1 types @ customer_db
UPDATE campaign_responses SET response_type = 'unsubscribed'
WHERE response_id IN (SELECT response_id FROM campaign_responses WHERE response_type = 'clicked' ORDER BY response_id
  LIMIT (SELECT 2 + count(*) / 50 FROM campaign_responses));
SELECT 'unsubscribed';

-- RSP1 converted @ customer_db
UPDATE campaign_responses SET converted = true
WHERE response_id IN (SELECT response_id FROM campaign_responses WHERE converted = false ORDER BY response_id
  LIMIT (SELECT 2 + count(*) / 50 FROM campaign_responses));
SELECT 'true';

-- RSP1 conversion @ customer_db
UPDATE campaign_responses SET converted = false
WHERE response_id = (SELECT min(response_id) FROM campaign_responses WHERE response_type = 'purchased')
RETURNING response_id;

-- RSP1 unsubscribed @ customer_db
INSERT INTO campaign_responses SELECT 0, campaign_id, customer_id, response_date + 1, 'opened', false
FROM campaign_responses WHERE response_id = (SELECT min(response_id) FROM campaign_responses WHERE response_type = 'unsubscribed')
RETURNING response_id;

-- RSP1 dates @ customer_db
-- One day.
UPDATE campaign_responses SET response_date = c.end_date + 1 FROM campaigns c
WHERE c.campaign_id = campaign_responses.campaign_id AND response_id = (SELECT min(response_id) FROM campaign_responses)
RETURNING response_id;

-- RSP1 closing @ customer_db
UPDATE campaign_responses SET response_date = DATE '2026-11-18' FROM customer_profiles p
WHERE p.customer_id = campaign_responses.customer_id AND customer_status = 'closed'
RETURNING p.customer_id;

-- RSP1 segment @ customer_db
UPDATE campaigns SET target_segment = 'private_banking'
WHERE campaign_id = (SELECT min(campaign_id) FROM campaigns WHERE target_segment = 'retail')
RETURNING campaign_id;
