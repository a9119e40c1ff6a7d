// Phase 3 of RULES.md.

#include <array>

#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

constexpr auto kCustomer = Database::kCustomer;
constexpr auto kAccounts = Database::kAccounts;

constexpr std::array<ValueShare, 2> kInContact = {{{"in contact", 6000}, {"none", 4000}}};
constexpr std::array<ValueShare, 5> kContactTypes = {
    {{"call", 3500}, {"email", 2500}, {"branch_visit", 2000}, {"chat", 1500}, {"complaint", 500}}};
constexpr std::array<ValueShare, 2> kHandled = {{{"employee", 8000}, {"none", 2000}}};
constexpr std::array<ValueShare, 3> kOutcomes = {
    {{"resolved", 7000}, {"escalated", 2000}, {"follow_up_needed", 1000}}};
constexpr std::array<ValueShare, 2> kSurveyed = {{{"surveyed", 4000}, {"not", 6000}}};
constexpr std::array<ValueShare, 2> kCommented = {{{"comment", 3000}, {"none", 7000}}};
constexpr std::array<ValueShare, 2> kComplaining = {{{"complaining", 1250}, {"none", 8750}}};
constexpr std::array<ValueShare, 5> kComplaintTypes = {
    {{"service", 4000}, {"fee", 2500}, {"product", 2000}, {"fraud", 1000}, {"other", 500}}};
constexpr std::array<ValueShare, 4> kComplaintStatus = {
    {{"resolved", 6000}, {"investigating", 2500}, {"closed", 1000}, {"open", 500}}};
constexpr std::array<ValueShare, 4> kPriorities = {
    {{"critical", 1000}, {"high", 2000}, {"medium", 5000}, {"low", 2000}}};
constexpr std::array<ValueShare, 2> kAssigned = {{{"employee", 7000}, {"none", 3000}}};
constexpr std::array<ValueShare, 2> kResponding = {{{"responding", 4500}, {"none", 5500}}};
constexpr std::array<ValueShare, 4> kResponses = {
    {{"clicked", 5000}, {"opened", 3000}, {"purchased", 1500}, {"unsubscribed", 500}}};
constexpr std::array<ValueShare, 2> kConverted = {{{"true", 2000}, {"false", 8000}}};
constexpr std::array<std::string_view, 1> kCustomerService = {"customer_service"};
constexpr std::array<std::string_view, 1> kComplianceOfficer = {"compliance_officer"};

/// Days on which customers who have left closed their last account; of no others.
constexpr std::string_view kClosings =
    "SELECT customer_id, '', max(closed_date) + time '23:59:59' FROM accounts GROUP BY customer_id "
    "HAVING bool_and(account_status = 'closed') ORDER BY customer_id COLLATE \"C\"";

constexpr std::array kRules = {
    Rule{"INT1", "customers", "60 % of the customers have been in contact.",
         SharesOf{kCustomer,
                  "SELECT CASE WHEN i.customer_id IS NULL THEN 'none' ELSE 'in contact' END, "
                  "count(*) FROM customer_profiles LEFT JOIN (SELECT DISTINCT customer_id FROM "
                  "interactions) i USING (customer_id) GROUP BY 1",
                  kInContact}},
    as_made(
        Rule{"INT1", "per customer", "At most ten interactions per customer.",
             NoRows{kCustomer,
                    "SELECT customer_id, count(*) || ' interactions' FROM interactions GROUP BY 1 "
                    "HAVING count(*) > 10"}}),
    Rule{"INT1", "total", "3,000 to 3,570 interactions per 1,200 customers.",
         CountOf{kCustomer, "SELECT count(*) FROM interactions", 3000, 3570, true}},
    Rule{"INT1", "types",
         "35 % calls, 25 % e-mails, 20 % branch visits, 15 % chats, 5 % complaints.",
         SharesOf{kCustomer, "SELECT interaction_type, count(*) FROM interactions GROUP BY 1",
                  kContactTypes}},
    Rule{"INT1", "channels", "The channel fits the type.",
         NoRows{kCustomer,
                "SELECT interaction_id, interaction_type || ' by ' || coalesce(channel, 'NULL') "
                "FROM interactions WHERE channel IS NULL OR CASE interaction_type WHEN 'call' THEN "
                "channel <> 'phone' WHEN 'email' THEN channel <> 'email' WHEN 'branch_visit' THEN "
                "channel <> 'branch' WHEN 'chat' THEN channel NOT IN ('web', 'mobile_app') ELSE "
                "channel NOT IN ('phone', 'email', 'web', 'mobile_app', 'branch') END"}},
    Rule{"INT1", "opening days",
         "Calls and visits come when branches are open; new customers aside, who had little time.",
         NoRows{kCustomer,
                "SELECT interaction_id, channel || ' on ' || interaction_date FROM "
                "{sample:interactions} JOIN customer_profiles USING (customer_id) WHERE channel IN "
                "('phone', 'branch') AND {shut:interaction_date} AND onboarding_date < {as_of} - "
                "30"}},
    Rule{
        "INT2", "duration", "2 to 60 minutes, empty exactly for e-mails.",
        NoRows{
            kCustomer,
            "SELECT interaction_id, interaction_type || ' of ' || coalesce(duration_minutes::text, "
            "'no') || ' minutes' FROM {sample:interactions} WHERE (duration_minutes IS NULL) <> "
            "(interaction_type = 'email') OR duration_minutes NOT BETWEEN 2 AND 60"}},
    Rule{"INT2", "handled", "80 % are handled by an employee.",
         SharesOf{kCustomer,
                  "SELECT CASE WHEN handled_by IS NULL THEN 'none' ELSE 'employee' END, count(*) "
                  "FROM interactions GROUP BY 1",
                  kHandled}},
    Rule{"EMP6", "handled_by", "Who handled an interaction worked in customer service that day.",
         EmployeeOf{kCustomer,
                    "SELECT interaction_id, handled_by, interaction_date::date FROM interactions "
                    "WHERE handled_by IS NOT NULL",
                    kCustomerService}},
    Rule{"INT2", "outcomes", "70 % resolved, 20 % escalated, 10 % to be followed up.",
         SharesOf{kCustomer, "SELECT outcome, count(*) FROM interactions GROUP BY 1", kOutcomes}},
    Rule{"INT2", "lifetime",
         "Interactions come after onboarding; dormant customers have had none for half a year.",
         NoRows{kCustomer,
                "SELECT interaction_id, interaction_date || ', customer since ' || onboarding_date "
                "|| ' is ' || customer_status FROM interactions JOIN customer_profiles USING "
                "(customer_id) WHERE interaction_date::date <= onboarding_date OR interaction_date "
                ">= CASE customer_status WHEN 'dormant' THEN {as_of} - 180 ELSE {as_of} END"}},
    Rule{"INT2", "closing", "Who has left was not in contact after the last account was closed.",
         BetweenWhereKnown{
             {kCustomer,
              "SELECT customer_id, interaction_date FROM interactions JOIN customer_profiles USING "
              "(customer_id) WHERE customer_status = 'closed' ORDER BY customer_id COLLATE \"C\""},
             {kAccounts, kClosings}}},
    Rule{"SUR1", "share", "40 % of the resolved interactions are surveyed.",
         SharesOf{
             kCustomer,
             "SELECT CASE WHEN s.interaction_id IS NULL THEN 'not' ELSE 'surveyed' END, count(*) "
             "FROM interactions LEFT JOIN (SELECT DISTINCT interaction_id FROM "
             "satisfaction_surveys) s USING (interaction_id) WHERE outcome = 'resolved' GROUP BY 1",
             kSurveyed}},
    Rule{"SUR1", "total", "800 to 1,000 surveys per 1,200 customers.",
         CountOf{kCustomer, "SELECT count(*) FROM satisfaction_surveys", 800, 1000, true}},
    Rule{"SUR1", "interaction",
         "A survey is about a resolved interaction of the same customer, 1 to 3 days later.",
         NoRows{
             kCustomer,
             "SELECT survey_id::text, survey_date || ', ' || i.interaction_id || ' of ' || "
             "i.interaction_date || ' ' || i.outcome FROM satisfaction_surveys s JOIN interactions "
             "i USING (interaction_id) WHERE i.customer_id <> s.customer_id OR i.outcome <> "
             "'resolved' OR s.survey_date - i.interaction_date::date NOT BETWEEN 1 AND 3"}},
    Rule{"SUR1", "once", "An interaction is surveyed once.",
         NoRows{kCustomer,
                "SELECT interaction_id, count(*) || ' surveys' FROM satisfaction_surveys GROUP BY "
                "1 HAVING count(*) > 1"}},
    Rule{"SUR1", "bell", "NPS is a bell around 7, satisfaction lies around 4.",
         NoRows{kCustomer,
                "SELECT 'surveys', 'mean NPS ' || round(nps, 2) || ', satisfaction ' || "
                "round(satisfaction, 2) || ', NPS 7 ' || middle || ' times, 10 ' || top || ', 4 ' "
                "|| low FROM (SELECT avg(nps_score) AS nps, avg(satisfaction_rating) AS "
                "satisfaction, count(*) FILTER (WHERE nps_score = 7) AS middle, count(*) FILTER "
                "(WHERE nps_score = 10) AS top, count(*) FILTER (WHERE nps_score = 4) AS low FROM "
                "satisfaction_surveys) x WHERE {n} >= 500 AND (nps NOT BETWEEN 6.6 AND 7.4 OR "
                "satisfaction NOT BETWEEN 3.6 AND 4.3 OR middle <= top OR middle <= low)"}},
    Rule{"SUR1", "together", "NPS and satisfaction move together.",
         NoRows{kCustomer,
                "SELECT 'surveys', 'correlation ' || coalesce(round(r::numeric, 2)::text, 'none') "
                "FROM (SELECT corr(nps_score, satisfaction_rating) AS r FROM satisfaction_surveys) "
                "x WHERE {n} >= 500 AND (r IS NULL OR r < 0.6)"}},
    Rule{"SUR1", "trouble",
         "Scores are lower for a complaint, and after an escalation or complaint.",
         NoRows{kCustomer,
                "WITH troubles AS (SELECT customer_id, min(interaction_date) AS first FROM "
                "interactions WHERE outcome = 'escalated' OR interaction_type = 'complaint' GROUP "
                "BY 1), scores AS (SELECT nps_score AS nps, satisfaction_rating AS satisfaction, "
                "coalesce(i.interaction_date > t.first OR i.interaction_type = 'complaint', false) "
                "AS trouble FROM satisfaction_surveys s JOIN interactions i USING (interaction_id) "
                "LEFT JOIN troubles t ON t.customer_id = s.customer_id) SELECT 'surveys', 'NPS ' "
                "|| round(bad_nps, 2) || ' after trouble, ' || round(nps, 2) || ' otherwise' FROM "
                "(SELECT avg(nps) FILTER (WHERE trouble) AS bad_nps, avg(nps) FILTER (WHERE NOT "
                "trouble) AS nps, avg(satisfaction) FILTER (WHERE trouble) AS bad, "
                "avg(satisfaction) FILTER (WHERE NOT trouble) AS good FROM scores) x WHERE {n} >= "
                "500 AND (bad_nps > nps - 0.5 OR bad > good - 0.1)"}},
    Rule{"SUR1", "comments", "30 % leave a comment.",
         SharesOf{kCustomer,
                  "SELECT CASE WHEN comments IS NULL THEN 'none' ELSE 'comment' END, count(*) FROM "
                  "satisfaction_surveys GROUP BY 1",
                  kCommented}},
    Rule{"SUR1", "comments fit",
         "Who would not recommend the bank does not praise it, and the other way round.",
         NoRows{kCustomer,
                "SELECT survey_id::text, nps_score || ': ' || comments FROM satisfaction_surveys "
                "WHERE CASE WHEN nps_score < 7 THEN comments ~* "
                "'\\m(excellent|great|best|thanks?|five stars)\\M' ELSE comments ~* "
                "'\\m(disappointed|nobody|poor|wrong|not good enough|leaving|simpler)\\M' END"}},
    Rule{"CMP1", "customers", "12.5 % of the customers have complained.",
         SharesOf{kCustomer,
                  "SELECT CASE WHEN c.customer_id IS NULL THEN 'none' ELSE 'complaining' END, "
                  "count(*) FROM customer_profiles LEFT JOIN (SELECT DISTINCT customer_id FROM "
                  "complaints) c USING (customer_id) GROUP BY 1",
                  kComplaining}},
    Rule{"CMP1", "total", "150 to 200 complaints per 1,200 customers.",
         CountOf{kCustomer, "SELECT count(*) FROM complaints", 150, 200, true}},
    Rule{"CMP1", "types", "40 % service, 25 % fee, 20 % product, 10 % fraud, 5 % other.",
         SharesOf{kCustomer, "SELECT complaint_type, count(*) FROM complaints GROUP BY 1",
                  kComplaintTypes}},
    Rule{"CMP1", "status", "60 % resolved, 25 % investigating, 10 % closed, 5 % open.",
         SharesOf{kCustomer, "SELECT status, count(*) FROM complaints GROUP BY 1",
                  kComplaintStatus}},
    Rule{"CMP1", "priorities", "10 % critical, 20 % high, 50 % medium, 20 % low.",
         SharesOf{kCustomer, "SELECT priority, count(*) FROM complaints GROUP BY 1", kPriorities}},
    Rule{"CMP1", "assigned", "70 % are assigned to an employee.",
         SharesOf{kCustomer,
                  "SELECT CASE WHEN assigned_to IS NULL THEN 'none' ELSE 'employee' END, count(*) "
                  "FROM complaints GROUP BY 1",
                  kAssigned}},
    Rule{"EMP6", "assigned_to", "Complaints are in the hands of customer service.",
         EmployeeOf{kCustomer,
                    "SELECT complaint_id, assigned_to, filed_date::date FROM complaints WHERE "
                    "assigned_to IS NOT NULL AND complaint_type <> 'fraud'",
                    kCustomerService}},
    Rule{"EMP6", "assigned_to, fraud",
         "Complaints about fraud are in the hands of compliance officers.",
         EmployeeOf{kCustomer,
                    "SELECT complaint_id, assigned_to, filed_date::date FROM complaints WHERE "
                    "assigned_to IS NOT NULL AND complaint_type = 'fraud'",
                    kComplianceOfficer}},
    Rule{"CMP1", "lifetime",
         "Complaints come after onboarding; dormant customers have made none for half a year.",
         NoRows{kCustomer,
                "SELECT complaint_id, filed_date || ', customer since ' || onboarding_date || ' is "
                "' || customer_status FROM complaints JOIN customer_profiles USING (customer_id) "
                "WHERE filed_date::date <= onboarding_date OR filed_date >= CASE customer_status "
                "WHEN 'dormant' THEN {as_of} - 180 ELSE {as_of} END"}},
    Rule{"CMP1", "closing", "Who has left did not complain after the last account was closed.",
         BetweenWhereKnown{{kCustomer,
                            "SELECT customer_id, greatest(filed_date, resolved_date) FROM "
                            "complaints JOIN customer_profiles USING (customer_id) WHERE "
                            "customer_status = 'closed' ORDER BY customer_id COLLATE \"C\""},
                           {kAccounts, kClosings}}},
    Rule{"CMP1", "fraud", "A complaint about fraud was made in a contact of the customer.",
         NoRows{kCustomer,
                "SELECT complaint_id, 'filed ' || filed_date FROM complaints c WHERE {n} >= 120 "
                "AND complaint_type = 'fraud' AND NOT EXISTS (SELECT FROM interactions i WHERE "
                "i.customer_id = c.customer_id AND i.interaction_type = 'complaint' AND "
                "c.filed_date - i.interaction_date BETWEEN interval '0' AND interval '1 hour')"}},
    Rule{"CMP2", "resolved",
         "Date and hours of resolution are set exactly when resolved, and agree: 1 to 240 hours.",
         NoRows{kCustomer,
                "SELECT complaint_id, status || ', filed ' || filed_date || coalesce(', resolved ' "
                "|| resolved_date, '') || coalesce(', ' || resolution_time_hours || ' hours', '') "
                "FROM complaints WHERE (status = 'resolved') <> (resolved_date IS NOT NULL) OR "
                "(status = 'resolved') <> (resolution_time_hours IS NOT NULL) OR "
                "resolution_time_hours NOT BETWEEN 1 AND 240 OR resolved_date - filed_date <> "
                "resolution_time_hours * interval '1 hour'"}},
    as_made(Rule{
        "CMP2", "week", "Complaints are resolved on all days of the week.",
        NoRows{kCustomer,
               "SELECT 'day ' || day, rows || ' of ' || total FROM (SELECT extract(isodow FROM "
               "resolved_date)::int AS day, count(*) AS rows, sum(count(*)) OVER () AS total FROM "
               "complaints WHERE resolved_date IS NOT NULL AND priority <> 'critical' GROUP BY 1) "
               "x WHERE total >= 80 AND rows > total * greatest(0.3, 0.2 + 2 / sqrt(total))"}}),
    Rule{"CMP2", "working days",
         "Complaints but critical ones are resolved on working days, while there is one.",
         NoRows{kCustomer,
                "SELECT complaint_id, resolved_date::text FROM complaints WHERE priority <> "
                "'critical' AND {closed:resolved_date} AND {worked:filed_date::date + 1 .. "
                "{as_of} - 1}"}},
    Rule{"CMP2", "under way",
         "Open and investigated ones are of the last 180 days, and of active customers.",
         NoRows{kCustomer,
                "SELECT complaint_id, status || ' since ' || filed_date || ', customer ' || "
                "customer_status FROM complaints JOIN customer_profiles USING (customer_id) WHERE "
                "status IN ('open', 'investigating') AND (filed_date < {as_of} - 180 OR "
                "customer_status <> 'active')"}},
    Rule{
        "CMP2", "critical", "Critical complaints are resolved faster than others.",
        NoRows{kCustomer,
               "SELECT 'complaints', 'critical ' || round(critical, 1) || ' hours, others ' || "
               "round(others, 1) FROM (SELECT avg(resolution_time_hours) FILTER (WHERE priority = "
               "'critical') AS critical, avg(resolution_time_hours) FILTER (WHERE priority <> "
               "'critical') AS others FROM complaints) x WHERE {n} >= 500 AND critical >= others"}},
    as_made(Rule{
        "CMP1", "second time",
        "Who complains for the second time in a year has complained in the year before.",
        NoRows{
            kCustomer,
            "SELECT complaint_id, description FROM complaints c WHERE (description LIKE '%second "
            "time in a year.%' OR description LIKE '%segunda vez em um ano.%') AND NOT EXISTS "
            "(SELECT FROM complaints e WHERE e.customer_id = c.customer_id AND e.filed_date < "
            "c.filed_date AND e.filed_date >= c.filed_date - interval '366 days')"}}),
    as_made(Rule{
        "CMP3", "charges", "A complaint about a fee of a day is about one that was charged.",
        EveryRowIn{{kCustomer,
                    "SELECT customer_id COLLATE \"C\", substring(description FROM "
                    "'[0-9]{4}-[0-9]{2}-[0-9]{2}') COLLATE \"C\", "
                    "replace(substring(description FROM '[0-9]+[.,][0-9]{2}'), ',', '.') COLLATE "
                    "\"C\" FROM complaints WHERE complaint_type = 'fee' AND description ~ "
                    "'[0-9]{4}-[0-9]{2}-[0-9]{2}' ORDER BY 1, 2, 3"},
                   {kAccounts,
                    "SELECT customer_id COLLATE \"C\", transaction_date::date::text COLLATE "
                    "\"C\", transaction_amount::text COLLATE \"C\" FROM transactions JOIN accounts "
                    "USING (account_id) WHERE transaction_type = 'fee' ORDER BY 1, 2, 3"}}}),
    as_made(Rule{"CMP3", "soon", "It is filed within sixty days.",
                 NoRows{kCustomer,
                        "SELECT complaint_id, description || ' filed on ' || filed_date::date FROM "
                        "complaints WHERE complaint_type = 'fee' AND description ~ "
                        "'[0-9]{4}-[0-9]{2}-[0-9]{2}' AND filed_date::date - "
                        "substring(description FROM '[0-9]{4}-[0-9]{2}-[0-9]{2}')::date NOT "
                        "BETWEEN 1 AND 60"}}),
    Rule{
        "CMP3", "many", "Most complaints about fees are about one that was charged.",
        NoRows{kCustomer,
               "SELECT 'complaints', charged || ' of ' || rows FROM (SELECT count(*) AS rows, "
               "count(*) FILTER (WHERE description ~ '[0-9]{4}-[0-9]{2}-[0-9]{2}') AS charged "
               "FROM complaints WHERE complaint_type = 'fee') x WHERE {n} >= 1000 AND 20 * charged "
               "< 17 * rows"}},
    Rule{"CAM1", "count", "There are 20 campaigns.",
         CountOf{kCustomer, "SELECT count(*) FROM campaigns", 20, 20, false}},
    in_the_end(Rule{
        "CAM1", "types", "All five types of campaigns are there.",
        NoRows{kCustomer,
               "SELECT type, 'no campaign' FROM unnest(ARRAY['email', 'direct_mail', 'digital', "
               "'cross_sell', 'retention']) AS type WHERE NOT EXISTS (SELECT FROM campaigns WHERE "
               "campaign_type = type)"}}),
    in_the_end(Rule{
        "CAM1", "segments", "All four segments are addressed.",
        NoRows{kCustomer,
               "SELECT segment, 'no campaign' FROM unnest(ARRAY['retail', 'premium', 'corporate', "
               "'private_banking']) AS segment WHERE NOT EXISTS (SELECT FROM campaigns WHERE "
               "target_segment = segment)"}}),
    Rule{"CAM1", "dates", "Campaigns begin within the last two years, and end later.",
         NoRows{
             kCustomer,
             "SELECT campaign_id, start_date || ' to ' || end_date FROM campaigns WHERE start_date "
             "< {as_of} - interval '2 years' OR start_date >= {announced} OR end_date <= "
             "start_date"}},
    Rule{"RSP1", "customers", "45 % of the customers respond.",
         SharesOf{kCustomer,
                  "SELECT CASE WHEN r.customer_id IS NULL THEN 'none' ELSE 'responding' END, "
                  "count(*) FROM customer_profiles LEFT JOIN (SELECT DISTINCT customer_id FROM "
                  "campaign_responses) r USING (customer_id) GROUP BY 1",
                  kResponding}},
    Rule{"RSP1", "total", "2,000 to 3,000 responses per 1,200 customers.",
         CountOf{kCustomer, "SELECT count(*) FROM campaign_responses", 2000, 3000, true}},
    Rule{"RSP1", "once", "No customer responds to a campaign twice.",
         NoRows{kCustomer,
                "SELECT customer_id, campaign_id || ' ' || count(*) || ' times' FROM "
                "campaign_responses GROUP BY customer_id, campaign_id HAVING count(*) > 1"}},
    Rule{"RSP1", "types", "50 % clicked, 30 % opened, 15 % purchased, 5 % unsubscribed.",
         SharesOf{kCustomer, "SELECT response_type, count(*) FROM campaign_responses GROUP BY 1",
                  kResponses}},
    Rule{"RSP1", "converted", "20 % lead to business.",
         SharesOf{kCustomer, "SELECT converted::text, count(*) FROM campaign_responses GROUP BY 1",
                  kConverted}},
    Rule{"RSP1", "conversion", "Every purchase leads to business, nobody's unsubscription does.",
         NoRows{kCustomer,
                "SELECT response_id::text, response_type || ', converted ' || converted FROM "
                "campaign_responses WHERE (response_type = 'purchased' AND NOT converted) OR "
                "(response_type = 'unsubscribed' AND converted)"}},
    Rule{"RSP1", "unsubscribed", "Who has unsubscribed does not respond any more.",
         NoRows{
             kCustomer,
             "SELECT r.response_id::text, r.response_date || ', unsubscribed ' || u.response_date "
             "FROM campaign_responses u JOIN campaign_responses r USING (customer_id) WHERE "
             "u.response_type = 'unsubscribed' AND r.response_date > u.response_date"}},
    Rule{"RSP1", "dates",
         "Responses come while the campaign runs, after onboarding; none of a dormant customer in "
         "half a year.",
         NoRows{kCustomer,
                "SELECT r.response_id::text, r.response_date || ', campaign ' || c.start_date || ' "
                "to ' || c.end_date || ', customer since ' || p.onboarding_date || ' is ' || "
                "p.customer_status FROM campaign_responses r JOIN campaigns c USING (campaign_id) "
                "JOIN customer_profiles p USING (customer_id) WHERE r.response_date NOT BETWEEN "
                "c.start_date AND c.end_date OR r.response_date <= p.onboarding_date OR "
                "r.response_date >= CASE p.customer_status WHEN 'dormant' THEN {as_of} - 180 ELSE "
                "{as_of} END"}},
    Rule{"RSP1", "closing", "Who has left did not respond after the last account was closed.",
         BetweenWhereKnown{{kCustomer,
                            "SELECT customer_id, response_date FROM campaign_responses JOIN "
                            "customer_profiles USING (customer_id) WHERE customer_status = "
                            "'closed' ORDER BY customer_id COLLATE \"C\""},
                           {kAccounts, kClosings}}},
    Rule{"RSP1", "segment", "Most responses come from the segment that a campaign addresses.",
         NoRows{kCustomer,
                "SELECT campaign_id, round(100 * share, 1) || ' % of ' || rows || ' from ' || "
                "target_segment FROM (SELECT c.campaign_id, c.target_segment, count(*) AS rows, "
                "avg((p.customer_segment = c.target_segment)::int) AS share FROM "
                "campaign_responses JOIN campaigns c USING (campaign_id) JOIN customer_profiles p "
                "USING (customer_id) GROUP BY 1, 2) x WHERE {n} >= 1000 AND share <= 0.5"}},
};

}  // namespace

std::span<const Rule> engagement_rules() {
  return kRules;
}

}  // namespace bankseed::verify
