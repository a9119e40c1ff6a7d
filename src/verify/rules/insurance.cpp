// Phase 5 of RULES.md.

#include <array>

#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

constexpr auto kInsurance = Database::kInsurance;
constexpr auto kAccounts = Database::kAccounts;
constexpr auto kCustomer = Database::kCustomer;

constexpr std::array<ValueShare, 2> kHolding = {{{"holding", 2750}, {"none", 7250}}};
constexpr std::array<ValueShare, 2> kSeveral = {{{"several", 1500}, {"one", 8500}}};
constexpr std::array<ValueShare, 5> kTypes = {
    {{"life", 3500}, {"property", 2500}, {"vehicle", 2000}, {"health", 1500}, {"travel", 500}}};
constexpr std::array<ValueShare, 3> kFrequencies = {
    {{"annual", 5000}, {"quarterly", 3000}, {"monthly", 2000}}};
constexpr std::array<ValueShare, 3> kStatus = {
    {{"active", 8800}, {"lapsed", 700}, {"cancelled", 500}}};
constexpr std::array<ValueShare, 2> kLinked = {{{"linked", 7000}, {"not", 3000}}};
constexpr std::array<ValueShare, 2> kWithBeneficiaries = {
    {{"beneficiaries", 2000}, {"none", 8000}}};
constexpr std::array<ValueShare, 4> kRelationships = {
    {{"spouse", 5000}, {"child", 3000}, {"parent", 1000}, {"other", 1000}}};
constexpr std::array<ValueShare, 2> kClaimed = {{{"claimed", 4500}, {"not", 5500}}};
constexpr std::array<ValueShare, 4> kClaimStatus = {
    {{"paid", 5000}, {"approved", 2500}, {"under_review", 1500}, {"rejected", 1000}}};
constexpr std::array<ValueShare, 4> kMethods = {
    {{"auto_debit", 6000}, {"online", 2000}, {"check", 1500}, {"wire", 500}}};
constexpr std::array<ValueShare, 3> kPaymentStatus = {
    {{"completed", 9500}, {"pending", 300}, {"failed", 200}}};
constexpr std::array<ValueShare, 2> kFromAccount = {{{"account", 7000}, {"none", 3000}}};
constexpr std::array<ValueShare, 4> kEvents = {
    {{"renewal", 4000}, {"modification", 3000}, {"cancellation", 2000}, {"reinstatement", 1000}}};
constexpr std::array<ValueShare, 2> kPerformed = {{{"employee", 5000}, {"none", 5000}}};
constexpr std::array<std::string_view, 1> kInsuranceAgent = {"insurance_agent"};

constexpr std::array kRules = {
    Rule{"POL1", "holders", "27.5 % of the customers hold policies.",
         SharesOf{kInsurance,
                  "SELECT 'holding', count(DISTINCT customer_id) FROM policies UNION ALL SELECT "
                  "'none', {n} - count(DISTINCT customer_id) FROM policies",
                  kHolding}},
    Rule{"POL1", "several", "15 % of the holders hold several.",
         SharesOf{kInsurance,
                  "SELECT CASE WHEN held = 1 THEN 'one' ELSE 'several' END, count(*) FROM (SELECT "
                  "count(*) AS held FROM policies GROUP BY customer_id) x GROUP BY 1",
                  kSeveral}},
    Rule{"POL1", "total", "300 to 400 policies per 1,200 customers.",
         CountOf{kInsurance, "SELECT count(*) FROM policies", 300, 400, true}},
    Rule{"POL1", "types", "35 % life, 25 % property, 20 % vehicle, 15 % health, 5 % travel.",
         SharesOf{kInsurance, "SELECT policy_type, count(*) FROM policies GROUP BY 1", kTypes}},
    Rule{"POL1", "coverage", "Coverage lies in the range of the type.",
         NoRows{kInsurance,
                "SELECT policy_id, policy_type || ' for ' || coverage_amount FROM policies WHERE "
                "CASE policy_type WHEN 'life' THEN coverage_amount NOT BETWEEN 50000 AND 2000000 "
                "WHEN 'property' THEN coverage_amount NOT BETWEEN 100000 AND 5000000 WHEN "
                "'vehicle' THEN coverage_amount NOT BETWEEN 10000 AND 150000 WHEN 'health' THEN "
                "coverage_amount NOT BETWEEN 50000 AND 1000000 WHEN 'travel' THEN coverage_amount "
                "NOT BETWEEN 10000 AND 100000 ELSE true END"}},
    Rule{"POL1", "premiums", "A year's premiums are 0.5 to 3 % of the coverage.",
         NoRows{kInsurance,
                "SELECT policy_id, premium_amount || ' ' || premium_frequency || ' for ' || "
                "coverage_amount FROM policies WHERE premium_amount * CASE premium_frequency WHEN "
                "'annual' THEN 1 WHEN 'quarterly' THEN 4 WHEN 'monthly' THEN 12 ELSE 0 END NOT "
                "BETWEEN 0.005 * coverage_amount AND 0.03 * coverage_amount"}},
    Rule{"POL1", "frequencies", "50 % annual, 30 % quarterly, 20 % monthly.",
         SharesOf{kInsurance, "SELECT premium_frequency, count(*) FROM policies GROUP BY 1",
                  kFrequencies}},
    Rule{"POL1", "status", "88 % active, 7 % lapsed, 5 % cancelled.",
         SharesOf{kInsurance, "SELECT policy_status, count(*) FROM policies GROUP BY 1", kStatus}},
    Rule{"POL1", "linked", "70 % are linked to an account.",
         SharesOf{kInsurance,
                  "SELECT CASE WHEN linked_account_id IS NULL THEN 'not' ELSE 'linked' END, "
                  "count(*) FROM policies GROUP BY 1",
                  kLinked}},
    Rule{"EMP6", "agent_id", "An insurance agent of the day looks after the policy.",
         EmployeeOf{kInsurance, "SELECT policy_id, agent_id, created_at::date FROM policies",
                    kInsuranceAgent}},
    Rule{"POL1", "dates",
         "Policies begin in the last five years, are made out before, and have ended exactly when "
         "no longer active.",
         NoRows{kInsurance,
                "SELECT policy_id, policy_status || ', made out ' || created_at || ', ' || "
                "start_date || ' to ' || coalesce(end_date::text, '?') FROM policies WHERE "
                "start_date < {as_of} - interval '5 years' OR start_date >= {announced} OR "
                "created_at::date > start_date OR end_date IS NULL OR end_date <= start_date OR "
                "(policy_status = 'active') <> (end_date >= {as_of})"}},
    Rule{"POL1", "working days",
         "Policies are made out on working days, where there is one until the start.",
         NoRows{kInsurance,
                "SELECT policy_id, 'made out ' || created_at FROM policies WHERE "
                "{closed:created_at} AND {worked:created_at::date .. start_date}"}},
    Rule{"POL1", "newer ones", "Newer policies are commoner than older ones.",
         NoRows{kInsurance,
                "SELECT 'policies', new || ' of the last 30 months, ' || old || ' of the 30 "
                "before' FROM (SELECT count(*) FILTER (WHERE start_date >= {as_of} - interval '30 "
                "months') AS new, count(*) FILTER (WHERE start_date < {as_of} - interval '30 "
                "months') AS old FROM policies) x WHERE {n} >= 500 AND new <= old"}},
    as_made(Rule{
        "POL1", "life begins", "Nobody's life is insured who is older than 70 at the start.",
        BetweenWhereKnown{
            {kInsurance,
             "SELECT customer_id, start_date FROM policies WHERE policy_type = 'life' AND {n} >= "
             "120 ORDER BY customer_id COLLATE \"C\""},
            {kAccounts,
             "SELECT customer_id, '', (date_of_birth + interval '71 years - 1 day')::date FROM "
             "customers ORDER BY customer_id COLLATE \"C\""}}}),
    as_made(Rule{
        "POL1", "life ends", "Life cover ends before the holder is 86.",
        BetweenWhereKnown{
            {kInsurance,
             "SELECT customer_id, end_date FROM policies WHERE policy_type = 'life' AND {n} >= 120 "
             "ORDER BY customer_id COLLATE \"C\""},
            {kAccounts,
             "SELECT customer_id, '', (date_of_birth + interval '86 years - 1 day')::date FROM "
             "customers ORDER BY customer_id COLLATE \"C\""}}}),
    Rule{"POL1", "onboarding", "Nobody is insured before becoming a customer.",
         BetweenWhereKnown{{kInsurance,
                            "SELECT customer_id, least(created_at, start_date) FROM policies ORDER "
                            "BY customer_id COLLATE \"C\""},
                           {kAccounts,
                            "SELECT customer_id, created_at, '' FROM customers ORDER BY "
                            "customer_id COLLATE \"C\""}}},
    Rule{"POL1", "holder's account", "The linked account is the holder's.",
         EveryRowIn{
             {kInsurance,
              "SELECT linked_account_id, customer_id FROM policies WHERE linked_account_id IS NOT "
              "NULL ORDER BY linked_account_id COLLATE \"C\", customer_id COLLATE \"C\""},
             {kAccounts,
              "SELECT account_id, customer_id FROM accounts ORDER BY account_id COLLATE \"C\""}}},
    Rule{"POL1", "account", "The linked account was open when the policy began.",
         BetweenWhereKnown{
             {kInsurance,
              "SELECT linked_account_id, start_date FROM policies WHERE linked_account_id IS NOT "
              "NULL ORDER BY linked_account_id COLLATE \"C\""},
             {kAccounts,
              "SELECT account_id, opened_date, coalesce(closed_date::text, '') FROM accounts ORDER "
              "BY account_id COLLATE \"C\""}}},
    Rule{"POL1", "in force", "Who is insured has not left the bank.",
         EveryRowIn{{kInsurance,
                     "SELECT DISTINCT customer_id COLLATE \"C\" FROM policies WHERE policy_status "
                     "= 'active' ORDER BY 1"},
                    {kCustomer,
                     "SELECT customer_id FROM customer_profiles WHERE customer_status = 'active' "
                     "ORDER BY customer_id COLLATE \"C\""}}},
    as_made(Rule{
        "BEN1", "life", "A life policy has one to three beneficiaries, no policy has more.",
        NoRows{kInsurance,
               "SELECT p.policy_id, policy_type || ', ' || count(b.policy_id) || ' beneficiaries' "
               "FROM policies p LEFT JOIN beneficiaries b ON b.policy_id = p.policy_id GROUP BY "
               "p.policy_id, policy_type HAVING count(b.policy_id) > 3 OR (policy_type = 'life' "
               "AND count(b.policy_id) = 0)"}}),
    Rule{"BEN1", "others", "20 % of the other policies have beneficiaries.",
         SharesOf{kInsurance,
                  "SELECT CASE WHEN EXISTS (SELECT FROM beneficiaries b WHERE b.policy_id = "
                  "p.policy_id) THEN 'beneficiaries' ELSE 'none' END, count(*) FROM policies p "
                  "WHERE policy_type <> 'life' GROUP BY 1",
                  kWithBeneficiaries}},
    Rule{"BEN1", "total", "400 to 600 beneficiaries per 1,200 customers.",
         CountOf{kInsurance, "SELECT count(*) FROM beneficiaries", 400, 600, true}},
    Rule{"BEN1", "relationships", "50 % spouses, 30 % children, 10 % parents, 10 % others.",
         SharesOf{kInsurance, "SELECT relationship, count(*) FROM beneficiaries GROUP BY 1",
                  kRelationships}},
    Rule{"BEN1", "percentages", "Percentages are positive and sum to 100 per policy.",
         NoRows{kInsurance,
                "SELECT policy_id, string_agg(coalesce(percentage::text, 'NULL'), ' + ') FROM "
                "beneficiaries GROUP BY 1 HAVING sum(percentage) <> 100 OR count(percentage) <> "
                "count(*) OR min(percentage) <= 0"}},
    Rule{"BEN1", "spouses",
         "A policy names at most two spouses, and two on as few policies as possible.",
         NoRows{kInsurance,
                "SELECT policy_id, spouses || ' spouses, ' || without || ' policies name none' "
                "FROM (SELECT policy_id, spouses, count(*) FILTER (WHERE spouses = 0) OVER () AS "
                "without FROM (SELECT policy_id, count(*) FILTER (WHERE relationship = 'spouse') "
                "AS spouses FROM beneficiaries GROUP BY 1) x) y WHERE spouses > 2 OR ({n} >= 120 "
                "AND spouses = 2 AND without > 0)"}},
    Rule{"BEN1", "persons", "Nobody stands twice on a policy.",
         NoRows{kInsurance,
                "SELECT policy_id, beneficiary_name || ', ' || count(*) || ' times' FROM "
                "beneficiaries GROUP BY 1, beneficiary_name HAVING count(*) > 1"}},
    Rule{"BEN1", "holder", "A holder is neither a beneficiary nor the second driver.",
         SameWhereKnown{
             {kInsurance,
              "SELECT DISTINCT (customer_id || ' ' || name) COLLATE \"C\", 'named' FROM policies "
              "JOIN (SELECT policy_id, beneficiary_name AS name FROM beneficiaries UNION ALL "
              "SELECT policy_id, substring(description FROM '(?:driver (?:added|removed)|condutor "
              "(?:in|ex)clu..?do): ([^;.]+)') "
              "FROM policy_events WHERE event_type = 'modification') x USING (policy_id) WHERE "
              "name IS NOT NULL ORDER BY 1"},
             {kCustomer,
              "SELECT (customer_id || ' ' || full_name) COLLATE \"C\", 'holds' FROM "
              "customer_profiles ORDER BY 1"}}},
    Rule{"CLM1", "share", "45 % of the policies have claims.",
         SharesOf{kInsurance,
                  "SELECT CASE WHEN EXISTS (SELECT FROM claims c WHERE c.policy_id = p.policy_id) "
                  "THEN 'claimed' ELSE 'not' END, count(*) FROM policies p GROUP BY 1",
                  kClaimed}},
    Rule{"CLM1", "total", "200 to 300 claims per 1,200 customers.",
         CountOf{kInsurance, "SELECT count(*) FROM claims", 200, 300, true}},
    Rule{"CLM1", "types", "What is claimed fits the type of the policy.",
         NoRows{kInsurance,
                "SELECT claim_id, claim_type || ' on ' || policy_type FROM claims JOIN policies "
                "USING (policy_id) WHERE CASE policy_type WHEN 'life' THEN claim_type NOT IN "
                "('critical_illness', 'disability', 'accidental_injury', 'hospital_stay', "
                "'death_of_relative') WHEN "
                "'property' THEN claim_type NOT IN ('water_damage', 'fire', 'storm_damage', "
                "'theft', 'vandalism') WHEN 'vehicle' THEN claim_type NOT IN ('collision', "
                "'theft', 'weather_damage', 'vandalism', 'liability') WHEN 'health' THEN "
                "claim_type NOT IN ('surgery', 'hospitalization', 'emergency_care', 'treatment') "
                "WHEN 'travel' THEN claim_type NOT IN ('trip_cancellation', 'medical_emergency', "
                "'lost_baggage', 'trip_interruption') ELSE true END"}},
    Rule{"CLM1", "amounts", "10 to 100 % of the coverage are claimed.",
         NoRows{kInsurance,
                "SELECT claim_id, claim_amount || ' of ' || coverage_amount FROM claims JOIN "
                "policies USING (policy_id) WHERE claim_amount NOT BETWEEN 0.1 * coverage_amount "
                "AND coverage_amount"}},
    Rule{"CLM1", "low", "Most claims are low: more than half are below 30 % of the coverage.",
         NoRows{kInsurance,
                "SELECT 'claims', round(100 * share, 1) || ' % are below 30 % of the coverage' "
                "FROM (SELECT avg((claim_amount < 0.3 * coverage_amount)::int) AS share FROM "
                "claims JOIN policies USING (policy_id)) x WHERE {n} >= 120 AND share <= 0.5"}},
    Rule{"CLM1", "status", "50 % paid, 25 % approved, 15 % under review, 10 % rejected.",
         SharesOf{kInsurance, "SELECT status, count(*) FROM claims GROUP BY 1", kClaimStatus}},
    Rule{"CLM1", "settlement",
         "A claim has a settlement date exactly when paid, after the claim and before as_of.",
         NoRows{kInsurance,
                "SELECT claim_id, status || ', claimed ' || claim_date || coalesce(', settled ' || "
                "settlement_date, '') FROM claims WHERE (status = 'paid') <> (settlement_date IS "
                "NOT NULL) OR settlement_date < claim_date OR settlement_date >= {as_of}"}},
    Rule{"CLM1", "events", "A claim is for no more than what happened can cost.",
         NoRows{kInsurance,
                "SELECT claim_id, policy_type || ', ' || claim_type || ': ' || claim_amount FROM "
                "claims JOIN policies USING (policy_id) WHERE claim_amount > CASE policy_type || ' "
                "' || claim_type WHEN 'property theft' THEN 80000 WHEN 'property vandalism' THEN "
                "40000 WHEN 'vehicle weather_damage' THEN 20000 WHEN 'vehicle vandalism' THEN "
                "12000 WHEN 'health emergency_care' THEN 25000 WHEN 'health hospitalization' THEN "
                "150000 WHEN 'travel lost_baggage' THEN 8000 WHEN 'travel trip_interruption' THEN "
                "12000 WHEN 'travel trip_cancellation' THEN 30000 WHEN 'life hospital_stay' THEN "
                "80000 WHEN 'life accidental_injury' THEN 150000 WHEN 'life death_of_relative' "
                "THEN 30000 END"}},
    as_made(
        Rule{"CLM1", "week", "Claims are settled on all days of the week.",
             NoRows{kInsurance,
                    "SELECT 'day ' || day, rows || ' of ' || total FROM (SELECT extract(isodow "
                    "FROM settlement_date)::int AS day, count(*) AS rows, sum(count(*)) OVER "
                    "() AS total FROM claims WHERE settlement_date IS NOT NULL GROUP BY 1) x "
                    "WHERE total >= 80 AND rows > total * greatest(0.3, 0.2 + 2 / sqrt(total))"}}),
    Rule{"CLM1", "working days", "Claims are settled on working days, while there is one.",
         NoRows{kInsurance,
                "SELECT claim_id, settlement_date::text FROM claims WHERE {closed:settlement_date} "
                "AND {worked:claim_date .. {as_of} - 1}"}},
    Rule{"CLM1", "approved_amount",
         "An amount is approved exactly when paid or approved, and at most what was claimed.",
         NoRows{kInsurance,
                "SELECT claim_id, status || ', ' || coalesce(approved_amount::text, 'nothing') || "
                "' of ' || claim_amount FROM claims WHERE (status IN ('paid', 'approved')) <> "
                "(approved_amount IS NOT NULL) OR approved_amount > claim_amount OR "
                "approved_amount <= 0"}},
    Rule{
        "CLM1", "cover",
        "A claim lies within the time of cover, before as_of, and not between a cancellation and "
        "its reinstatement.",
        NoRows{
            kInsurance,
            "SELECT claim_id, 'claimed ' || claim_date || ', cover from ' || start_date || ' to ' "
            "|| end_date || coalesce(', without cover from ' || ended || ' to ' || resumed, '') "
            "FROM claims c JOIN policies USING (policy_id) LEFT JOIN (SELECT policy_id, "
            "event_type, event_date AS ended, lead(event_date) OVER (PARTITION BY policy_id ORDER "
            "BY event_date, event_id) AS resumed FROM policy_events WHERE event_type IN "
            "('cancellation', 'reinstatement')) e ON e.policy_id = c.policy_id AND event_type = "
            "'cancellation' AND claim_date > ended AND claim_date < resumed WHERE claim_date NOT "
            "BETWEEN start_date AND end_date OR claim_date >= {as_of} OR e.policy_id IS NOT NULL"}},
    Rule{"EMP6", "claims.processed_by", "An insurance agent of the day handles the claim.",
         EmployeeOf{kInsurance, "SELECT claim_id, processed_by, claim_date FROM claims",
                    kInsuranceAgent}},
    Rule{"PAY1", "periods",
         "There is a payment for each period from the start until as_of or the end of cover, on "
         "the next working day, and no other.",
         NoRows{
             kInsurance,
             "WITH calendar AS MATERIALIZED (SELECT day::date AS d, min(day::date) FILTER (WHERE "
             "NOT "
             "{closed:day}) OVER (ORDER BY day DESC) AS day FROM generate_series((SELECT "
             "min(start_date) FROM policies)::timestamp, {as_of} + interval '9 days', interval '1 "
             "day') AS days(day)), due AS (SELECT policy_id, calendar.day FROM (SELECT policy_id, "
             "start_date, CASE premium_frequency "
             "WHEN 'annual' THEN 12 WHEN 'quarterly' THEN 3 ELSE 1 END AS months, least(end_date, "
             "{as_of} - 1) AS last FROM policies) p CROSS JOIN LATERAL (SELECT (start_date + i * "
             "months * interval '1 month')::date AS d FROM generate_series(0, 12 * (extract(year "
             "FROM last)::int - extract(year FROM start_date)::int + 1) / months) AS i) dates "
             "JOIN calendar USING (d) WHERE d <= last), paid AS (SELECT policy_id, payment_date AS "
             "day, count(*) AS rows, "
             "min(payment_id) AS payment_id FROM premium_payments GROUP BY 1, 2) SELECT "
             "coalesce(paid.payment_id, due.policy_id), CASE WHEN paid.policy_id IS NULL THEN 'no "
             "payment due ' || due.day WHEN due.policy_id IS NULL THEN 'nothing due ' || paid.day "
             "ELSE paid.rows || ' payments on ' || paid.day END FROM due FULL JOIN paid ON "
             "paid.policy_id = due.policy_id AND paid.day = due.day WHERE (paid.policy_id IS NULL "
             "AND due.day < {as_of}) OR (due.policy_id IS NULL AND paid.day < {as_of}) OR "
             "paid.rows > 1 OR paid.day >= "
             "{as_of}"}},
    Rule{"PAY1", "amount", "The amount is the policy's premium.",
         NoRows{kInsurance,
                "SELECT payment_id, amount || ', premium ' || premium_amount FROM premium_payments "
                "JOIN policies USING (policy_id) WHERE amount <> premium_amount"}},
    Rule{"PAY1", "total", "2,000 to 3,000 payments per 1,200 customers.",
         CountOf{kInsurance, "SELECT count(*) FROM premium_payments", 2000, 3000, true}},
    Rule{"PAY1", "methods", "60 % auto debit, 20 % online, 15 % check, 5 % wire.",
         SharesOf{kInsurance, "SELECT payment_method, count(*) FROM premium_payments GROUP BY 1",
                  kMethods}},
    Rule{"PAY1", "status", "95 % completed, 3 % pending, 2 % failed.",
         SharesOf{kInsurance, "SELECT payment_status, count(*) FROM premium_payments GROUP BY 1",
                  kPaymentStatus}},
    Rule{"PAY1", "pending",
         "A pending payment is the last of an active policy, and of the last 60 days.",
         NoRows{
             kInsurance,
             "SELECT payment_id, 'pending since ' || payment_date || ', policy ' || policy_status "
             "|| ', last payment ' || latest FROM premium_payments JOIN policies USING (policy_id) "
             "JOIN (SELECT policy_id, max(payment_date) AS latest FROM premium_payments GROUP BY "
             "1) x USING (policy_id) WHERE payment_status = 'pending' AND (payment_date < latest "
             "OR policy_status <> 'active' OR ({n} >= 120 AND payment_date < {as_of} - 60))"}},
    Rule{
        "PAY1", "lapsed", "The last payment of a lapsed policy failed.",
        NoRows{
            kInsurance,
            "SELECT payment_id, payment_status || ' on ' || payment_date FROM (SELECT DISTINCT ON "
            "(policy_id) payment_id, payment_status, payment_date, policy_status FROM "
            "premium_payments JOIN policies USING (policy_id) WHERE policy_status = 'lapsed' ORDER "
            "BY policy_id, payment_date DESC) x WHERE {n} >= 120 AND payment_status <> 'failed'"}},
    Rule{"PAY1", "from account", "70 % are paid out of an account.",
         SharesOf{kInsurance,
                  "SELECT CASE WHEN from_account_id IS NULL THEN 'none' ELSE 'account' END, "
                  "count(*) FROM premium_payments GROUP BY 1",
                  kFromAccount}},
    Rule{
        "PAY1", "linked account",
        "The account is the policy's linked account; what is debited automatically comes from one.",
        NoRows{kInsurance,
               "SELECT payment_id, payment_method || ' from ' || coalesce(from_account_id, 'no "
               "account') || ', policy linked to ' || coalesce(linked_account_id, 'none') FROM "
               "premium_payments JOIN policies USING (policy_id) WHERE from_account_id <> "
               "coalesce(linked_account_id, '') OR (payment_method = 'auto_debit' AND "
               "from_account_id IS NULL)"}},
    Rule{"PAY1", "ledger",
         "A transaction that pays a premium has its amount, its date and the account that it came "
         "from.",
         EveryRowIn{{kAccounts,
                     "SELECT substring(description FROM '[A-Z]{2}-[0-9]{4}-[0-9]+') COLLATE \"C\", "
                     "account_id COLLATE \"C\", transaction_amount::text COLLATE \"C\", "
                     "transaction_date::date::text COLLATE \"C\" FROM transactions WHERE "
                     "transaction_type = 'payment' AND description LIKE ANY (ARRAY['Insurance "
                     "premium, policy %', 'Pr%mio de seguro, ap%lice %']) ORDER BY 1, 2, 3, 4"},
                    {kInsurance,
                     "SELECT policy_number COLLATE \"C\", from_account_id COLLATE \"C\", "
                     "amount::text COLLATE \"C\", payment_date::text COLLATE \"C\" FROM "
                     "premium_payments JOIN policies USING (policy_id) WHERE from_account_id IS "
                     "NOT NULL AND payment_status = 'completed' ORDER BY 1, 2, 3, 4"}}},
    Rule{"EVT1", "total", "300 to 500 events per 1,200 customers.",
         CountOf{kInsurance, "SELECT count(*) FROM policy_events", 300, 500, true}},
    Rule{
        "EVT1", "types",
        "40 % renewals, 30 % modifications, 20 % cancellations, 10 % reinstatements.",
        SharesOf{kInsurance, "SELECT event_type, count(*) FROM policy_events GROUP BY 1", kEvents}},
    Rule{"EVT1", "performed_by", "50 % are entered by an employee.",
         SharesOf{kInsurance,
                  "SELECT CASE WHEN performed_by IS NULL THEN 'none' ELSE 'employee' END, count(*) "
                  "FROM policy_events GROUP BY 1",
                  kPerformed}},
    Rule{"EMP6", "policy_events.performed_by",
         "Who enters an event is an insurance agent of the day.",
         EmployeeOf{kInsurance,
                    "SELECT event_id, performed_by, event_date FROM policy_events WHERE "
                    "performed_by IS NOT NULL",
                    kInsuranceAgent}},
    Rule{"EVT1", "story", "A reinstatement follows a cancellation, and nothing else does.",
         NoRows{kInsurance,
                "SELECT event_id::text, event_type || ' on ' || event_date || ' after ' || "
                "coalesce(before, 'nothing') FROM (SELECT event_id, event_type, event_date, "
                "lag(event_type) OVER (PARTITION BY policy_id ORDER BY event_date, event_id) AS "
                "before FROM policy_events) x WHERE (event_type = 'reinstatement') <> (before IS "
                "NOT DISTINCT FROM 'cancellation')"}},
    Rule{"EVT1", "end",
         "A policy that is cancelled or lapsed ends with a cancellation, on its last day; one in "
         "force does not.",
         NoRows{kInsurance,
                "SELECT policy_id, policy_status || ' to ' || end_date || ', last event ' || "
                "coalesce(event_type || ' on ' || event_date, 'none') FROM policies LEFT JOIN "
                "(SELECT DISTINCT ON (policy_id) policy_id, event_type, event_date FROM "
                "policy_events ORDER BY policy_id, event_date DESC, event_id DESC) e USING "
                "(policy_id) WHERE (policy_status = 'active') = (event_type IS NOT DISTINCT FROM "
                "'cancellation') OR (policy_status <> 'active' AND event_date <> end_date)"}},
    Rule{"EVT1", "anniversaries", "Renewals fall on anniversaries of the start.",
         NoRows{kInsurance,
                "SELECT event_id::text, 'renewed ' || event_date || ', began ' || start_date FROM "
                "policy_events JOIN policies USING (policy_id) WHERE event_type = 'renewal' AND "
                "event_date <> (start_date + (extract(year FROM event_date) - extract(year FROM "
                "start_date))::int * interval '1 year')::date"}},
    Rule{"EVT1", "dates", "Events come after the start, until the end of cover, before as_of.",
         NoRows{kInsurance,
                "SELECT event_id::text, event_date || ', cover from ' || start_date || ' to ' || "
                "end_date FROM policy_events JOIN policies USING (policy_id) WHERE event_date <= "
                "start_date OR event_date > end_date OR event_date >= {as_of}"}},
    Rule{"EVT1", "working days",
         "What an employee enters, and all but renewals, happens on working days.",
         NoRows{kInsurance,
                "SELECT event_id::text, event_type || ' ' || event_date FROM policy_events WHERE "
                "(event_type <> 'renewal' OR performed_by IS NOT NULL) AND {closed:event_date}"}},
    Rule{"EVT1", "drivers", "Nobody becomes or ceases to be a policy's second driver twice.",
         NoRows{kInsurance,
                "SELECT policy_id, driver || ', ' || count(*) || ' times' FROM (SELECT policy_id, "
                "substring(description FROM '(?:driver (?:added|removed)|condutor "
                "(?:in|ex)clu..?do): ([^;.]+)') AS driver FROM "
                "policy_events WHERE event_type = 'modification') x WHERE driver IS NOT NULL GROUP "
                "BY 1, driver HAVING count(*) > 1"}},
    Rule{
        "EVT1", "texts", "A premium or sum insured that an event's text names is the policy's.",
        NoRows{
            kInsurance,
            "SELECT event_id::text, description FROM (SELECT event_id, description, "
            "premium_amount, coverage_amount, translate(substring(description FROM "
            "'([0-9.,]+[.,][0-9]{2}) (?:per (?:year|quarter|month)|por (?:ano|trimestre|m..?s))'), "
            "'.,', '')::numeric / 100 AS premium, translate(substring(description FROM '(?:sum "
            "insured|sum insured stays|coverage of|capital segurado|capital segurado de|capital "
            "segurado segue|cobertura de) ([0-9.,]+[.,][0-9]{2})'), '.,', '')::numeric / 100 AS "
            "coverage FROM policy_events JOIN policies USING (policy_id)) x WHERE premium <> "
            "premium_amount OR coverage <> coverage_amount"}},
};

}  // namespace

std::span<const Rule> insurance_rules() {
  return kRules;
}

}  // namespace bankseed::verify
