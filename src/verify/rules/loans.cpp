// Phase 4 of RULES.md: applications, loans and what secures them. Schedules are in repayment.cpp.

#include <array>

#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

constexpr auto kLoans = Database::kLoans;
constexpr auto kAccounts = Database::kAccounts;
constexpr auto kCustomer = Database::kCustomer;

constexpr std::array<ValueShare, 2> kApplying = {{{"applying", 3500}, {"none", 6500}}};
constexpr std::array<ValueShare, 5> kTypes = {{{"mortgage", 3000},
                                               {"personal", 2500},
                                               {"auto", 2000},
                                               {"business", 1500},
                                               {"education", 1000}}};
constexpr std::array<ValueShare, 4> kStatus = {
    {{"approved", 6500}, {"rejected", 2500}, {"pending", 700}, {"withdrawn", 300}}};
constexpr std::array<ValueShare, 3> kLoanStatus = {
    {{"active", 8500}, {"paid_off", 1000}, {"defaulted", 500}}};
constexpr std::array<ValueShare, 2> kDelinquent = {{{"delinquent", 400}, {"not", 9600}}};
constexpr std::array<ValueShare, 2> kLinked = {{{"linked", 7000}, {"not", 3000}}};
constexpr std::array<ValueShare, 2> kSecuredMortgages = {{{"secured", 6000}, {"not", 4000}}};
constexpr std::array<ValueShare, 2> kSecuredAutoLoans = {{{"secured", 8000}, {"not", 2000}}};
constexpr std::array<ValueShare, 2> kSecuredBusinessLoans = {{{"secured", 4000}, {"not", 6000}}};
constexpr std::array<ValueShare, 2> kGuaranteed = {{{"guaranteed", 2750}, {"not", 7250}}};
constexpr std::array<ValueShare, 3> kGuarantors = {
    {{"family", 6000}, {"business_partner", 3000}, {"friend", 1000}}};
constexpr std::array<ValueShare, 7> kGrades = {{{"AAA", 500},
                                                {"AA", 1000},
                                                {"A", 2500},
                                                {"BBB", 3000},
                                                {"BB", 2000},
                                                {"B", 800},
                                                {"CCC", 200}}};
constexpr std::array<ValueShare, 2> kReassessed = {{{"assessed again", 3000}, {"not", 7000}}};
constexpr std::array<std::string_view, 1> kLoanOfficer = {"loan_officer"};
constexpr std::array<std::string_view, 2> kAssessors = {"risk_analyst", "loan_officer"};

constexpr std::array kRules = {
    Rule{"APP1", "customers", "35 % of the customers apply.",
         SharesOf{kLoans,
                  "SELECT 'applying', count(DISTINCT customer_id) FROM loan_applications UNION ALL "
                  "SELECT 'none', {n} - count(DISTINCT customer_id) FROM loan_applications",
                  kApplying}},
    Rule{"APP1", "total", "400 to 500 applications per 1,200 customers.",
         CountOf{kLoans, "SELECT count(*) FROM loan_applications", 400, 500, true}},
    Rule{"APP1", "types", "30 % mortgage, 25 % personal, 20 % auto, 15 % business, 10 % education.",
         SharesOf{kLoans, "SELECT loan_type, count(*) FROM loan_applications GROUP BY 1", kTypes}},
    Rule{"APP1", "amounts", "Requested amounts lie in the range of the type.",
         NoRows{kLoans,
                "SELECT application_id, loan_type || ' of ' || requested_amount FROM "
                "loan_applications WHERE CASE loan_type WHEN 'mortgage' THEN requested_amount NOT "
                "BETWEEN 100000 AND 800000 WHEN 'personal' THEN requested_amount NOT BETWEEN 5000 "
                "AND 50000 WHEN 'auto' THEN requested_amount NOT BETWEEN 10000 AND 80000 WHEN "
                "'business' THEN requested_amount NOT BETWEEN 20000 AND 500000 WHEN 'education' "
                "THEN requested_amount NOT BETWEEN 5000 AND 100000 ELSE true END"}},
    Rule{"APP1", "status", "65 % approved, 25 % rejected, 7 % pending, 3 % withdrawn.",
         SharesOf{kLoans, "SELECT status, count(*) FROM loan_applications GROUP BY 1", kStatus}},
    Rule{"APP1", "dates", "Applications are of the last three years.",
         NoRows{kLoans,
                "SELECT application_id, application_date::text FROM loan_applications WHERE "
                "application_date < {as_of} - interval '3 years' OR application_date >= {as_of}"}},
    Rule{"APP1", "onboarding", "Nobody applies before becoming a customer.",
         BetweenWhereKnown{{kLoans,
                            "SELECT customer_id, application_date FROM loan_applications ORDER BY "
                            "customer_id COLLATE \"C\""},
                           {kCustomer,
                            "SELECT customer_id, onboarding_date + 1, '' FROM customer_profiles "
                            "ORDER BY customer_id COLLATE \"C\""}}},
    Rule{"EMP6", "officer_id", "A loan officer of the day takes the application.",
         EmployeeOf{kLoans,
                    "SELECT application_id, officer_id, application_date FROM loan_applications",
                    kLoanOfficer}},
    Rule{"APP2", "decision",
         "Approved and rejected applications have a date of decision, others have none.",
         NoRows{kLoans,
                "SELECT application_id, status || ', applied ' || application_date || coalesce(', "
                "decided ' || decision_date, '') FROM loan_applications WHERE (status IN "
                "('approved', 'rejected')) <> (decision_date IS NOT NULL) OR decision_date < "
                "application_date OR decision_date >= {as_of}"}},
    Rule{"APP2", "working days", "Decisions are made on working days, while there is one.",
         NoRows{kLoans,
                "SELECT application_id, 'decided ' || decision_date FROM loan_applications WHERE "
                "{closed:decision_date} AND {worked:application_date .. {as_of} - 1}"}},
    as_made(Rule{
        "APP2", "week", "Decisions are spread over the week.",
        NoRows{kLoans,
               "SELECT 'day ' || day, rows || ' of ' || total FROM (SELECT extract(isodow "
               "FROM decision_date)::int AS day, count(*) AS rows, sum(count(*)) OVER () "
               "AS total FROM loan_applications WHERE decision_date IS NOT NULL GROUP BY "
               "1) x WHERE total >= 80 AND rows > total * greatest(0.3, 0.2 + 2 / sqrt(total))"}}),
    Rule{"APP2", "approved_amount", "approved_amount is set exactly when approved.",
         NoRows{kLoans,
                "SELECT application_id, status || ', approved ' || coalesce(approved_amount::text, "
                "'nothing') FROM loan_applications WHERE (status = 'approved') <> (approved_amount "
                "IS NOT NULL)"}},
    Rule{"APP2", "rejection_reason", "A reason is given exactly for rejections.",
         NoRows{kLoans,
                "SELECT application_id, status || ': ' || coalesce(rejection_reason, 'no reason') "
                "FROM loan_applications WHERE (status = 'rejected') <> (coalesce(rejection_reason, "
                "'') <> '')"}},
    Rule{"APP2", "pending", "Pending applications are of the last 60 days.",
         NoRows{kLoans,
                "SELECT application_id, 'pending since ' || application_date FROM "
                "loan_applications WHERE status = 'pending' AND application_date < {as_of} - 60"}},
    in_the_end(Rule{
        "LOA1", "one each", "An approved application has one loan, any other has none.",
        NoRows{
            kLoans,
            "SELECT application_id, a.status || ', ' || count(loan_id) || ' loans' FROM "
            "loan_applications a LEFT JOIN loans USING (application_id) GROUP BY application_id, "
            "a.status HAVING count(loan_id) <> CASE a.status WHEN 'approved' THEN 1 ELSE 0 END"}}),
    Rule{"LOA1", "application",
         "A loan has customer and type of its application; its principal is the approved amount, "
         "80 to 100 % of what was requested.",
         NoRows{kLoans,
                "SELECT loan_id, l.customer_id || ' ' || l.loan_type || ' ' || principal_amount || "
                "', application ' || a.customer_id || ' ' || a.loan_type || ' ' || approved_amount "
                "|| ' of ' || requested_amount FROM loans l JOIN loan_applications a USING "
                "(application_id) WHERE l.customer_id <> a.customer_id OR l.loan_type <> "
                "a.loan_type OR principal_amount <> approved_amount OR principal_amount NOT "
                "BETWEEN 0.8 * requested_amount AND requested_amount"}},
    Rule{"LOA1", "rates", "Rates lie in the range of the type, as fractions.",
         NoRows{
             kLoans,
             "SELECT loan_id, loan_type || ' at ' || interest_rate FROM loans WHERE CASE loan_type "
             "WHEN 'mortgage' THEN interest_rate NOT BETWEEN 0.035 AND 0.075 WHEN 'personal' THEN "
             "interest_rate NOT BETWEEN 0.06 AND 0.18 WHEN 'auto' THEN interest_rate NOT BETWEEN "
             "0.04 AND 0.12 WHEN 'business' THEN interest_rate NOT BETWEEN 0.05 AND 0.15 WHEN "
             "'education' THEN interest_rate NOT BETWEEN 0.04 AND 0.1 ELSE true END"}},
    as_made(Rule{
        "LOA1", "grades",
        "Worse credit grades pay more: within each type the rate falls as the score rises.",
        NoRows{kLoans,
               "SELECT loan_type, 'correlation of rate and score ' || round(r::numeric, 2) FROM "
               "(SELECT loan_type, count(*) AS rows, corr(interest_rate, risk_score) AS r FROM "
               "loans JOIN risk_assessments USING (application_id) GROUP BY 1) x WHERE rows >= 15 "
               "AND r > -0.5"}}),
    Rule{"LOA1", "terms", "Terms lie in the range of the type.",
         NoRows{kLoans,
                "SELECT loan_id, loan_type || ' over ' || term_months || ' months' FROM loans "
                "WHERE CASE loan_type WHEN 'mortgage' THEN term_months NOT BETWEEN 180 AND 360 "
                "WHEN 'personal' THEN term_months NOT BETWEEN 12 AND 60 WHEN 'auto' THEN "
                "term_months NOT BETWEEN 24 AND 72 WHEN 'business' THEN term_months NOT BETWEEN 12 "
                "AND 120 WHEN 'education' THEN term_months NOT BETWEEN 60 AND 180 ELSE true END"}},
    Rule{"EMP6", "approved_by", "A loan officer of the day approved the loan.",
         EmployeeOf{kLoans,
                    "SELECT loan_id, approved_by, decision_date FROM loans JOIN loan_applications "
                    "USING (application_id)",
                    kLoanOfficer}},
    Rule{"LOA2", "disbursement",
         "The money is paid out 5 to 30 days after the decision, before as_of.",
         NoRows{kLoans,
                "SELECT loan_id, 'decided ' || decision_date || ', paid out ' || disbursement_date "
                "FROM loans JOIN loan_applications USING (application_id) WHERE disbursement_date "
                "- decision_date NOT BETWEEN 5 AND 30 OR disbursement_date >= {as_of}"}},
    Rule{"LOA2", "working days", "The money is paid out on a working day, while there is one.",
         NoRows{kLoans,
                "SELECT loan_id, 'paid out ' || disbursement_date FROM loans WHERE "
                "{closed:disbursement_date} AND {worked:disbursement_date .. {as_of} - 1}"}},
    as_made(
        Rule{"LOA2", "week", "Loans are paid out on all days of the week.",
             NoRows{kLoans,
                    "SELECT 'day ' || day, rows || ' of ' || total FROM (SELECT extract(isodow "
                    "FROM disbursement_date)::int AS day, count(*) AS rows, sum(count(*)) OVER "
                    "() AS total FROM loans WHERE disbursement_date IS NOT NULL GROUP BY 1) x "
                    "WHERE total >= 80 AND rows > total * greatest(0.3, 0.2 + 2 / sqrt(total))"}}),
    Rule{"LOA2", "maturity", "A loan matures term_months after disbursement.",
         NoRows{kLoans,
                "SELECT loan_id, disbursement_date || ' and ' || term_months || ' months, matures "
                "' || maturity_date FROM loans WHERE maturity_date <> (disbursement_date + "
                "term_months * interval '1 month')::date"}},
    Rule{"LOA2", "status", "85 % active, 10 % paid off, 5 % defaulted.",
         SharesOf{kLoans, "SELECT loan_status, count(*) FROM loans GROUP BY 1", kLoanStatus}},
    in_the_end(Rule{
        "LOA3", "active",
        "An active loan has not matured; 20 to 95 % of its principal are outstanding.",
        NoRows{kLoans,
               "SELECT loan_id, coalesce(outstanding_balance::text, 'NULL') || ' of ' || "
               "principal_amount || ', matures ' || maturity_date FROM loans WHERE loan_status = "
               "'active' AND (outstanding_balance IS NULL OR outstanding_balance NOT BETWEEN 0.2 "
               "* principal_amount AND 0.95 * principal_amount OR maturity_date < {as_of})"}}),
    Rule{"LOA3", "paid off", "Nothing is outstanding on a loan that is paid off.",
         NoRows{kLoans,
                "SELECT loan_id, coalesce(outstanding_balance::text, 'NULL') FROM loans WHERE "
                "loan_status = 'paid_off' AND outstanding_balance IS DISTINCT FROM 0"}},
    Rule{"LOA4", "defaulted",
         "default_status is true for every defaulted loan, and for none that is paid off.",
         NoRows{
             kLoans,
             "SELECT loan_id, loan_status || ', default_status ' || coalesce(default_status::text, "
             "'NULL') FROM loans WHERE default_status IS NULL OR (loan_status = 'defaulted' AND "
             "NOT default_status) OR (loan_status = 'paid_off' AND default_status)"}},
    Rule{"LOA4", "share", "4 % of the active loans are delinquent.",
         SharesOf{kLoans,
                  "SELECT CASE WHEN default_status THEN 'delinquent' ELSE 'not' END, count(*) FROM "
                  "loans WHERE loan_status = 'active' GROUP BY 1",
                  kDelinquent}},
    Rule{"LOA5", "linked", "70 % of the loans are linked to an account.",
         SharesOf{kLoans,
                  "SELECT CASE WHEN linked_account_id IS NULL THEN 'not' ELSE 'linked' END, "
                  "count(*) FROM loans GROUP BY 1",
                  kLinked}},
    Rule{"LOA5", "borrower's", "The linked account is the borrower's.",
         EveryRowIn{
             {kLoans,
              "SELECT linked_account_id, customer_id FROM loans WHERE linked_account_id IS NOT "
              "NULL ORDER BY linked_account_id COLLATE \"C\", customer_id COLLATE \"C\""},
             {kAccounts,
              "SELECT account_id, customer_id FROM accounts ORDER BY account_id COLLATE \"C\""}}},
    Rule{"LOA5", "account",
         "The linked account was open when the money was paid out, and is not closed.",
         BetweenWhereKnown{
             {kLoans,
              "SELECT linked_account_id, disbursement_date FROM loans WHERE linked_account_id IS "
              "NOT NULL ORDER BY linked_account_id COLLATE \"C\""},
             {kAccounts,
              "SELECT account_id, opened_date, CASE WHEN account_status = 'closed' THEN '0' ELSE "
              "'' END FROM accounts ORDER BY account_id COLLATE \"C\""}}},
    Rule{"LOA5", "borrowers", "Who owes the bank has not left it.",
         EveryRowIn{{kLoans,
                     "SELECT DISTINCT customer_id COLLATE \"C\" FROM loans WHERE loan_status <> "
                     "'paid_off' ORDER BY 1"},
                    {kCustomer,
                     "SELECT customer_id FROM customer_profiles WHERE customer_status <> 'closed' "
                     "ORDER BY customer_id COLLATE \"C\""}}},
    Rule{"COL1", "mortgages", "60 % of the mortgages are secured.",
         SharesOf{kLoans,
                  "SELECT CASE WHEN EXISTS (SELECT FROM collateral c WHERE c.loan_id = l.loan_id) "
                  "THEN 'secured' ELSE 'not' END, count(*) FROM loans l WHERE loan_type = "
                  "'mortgage' GROUP BY 1",
                  kSecuredMortgages}},
    Rule{"COL1", "auto loans", "80 % of the auto loans are secured.",
         SharesOf{
             kLoans,
             "SELECT CASE WHEN EXISTS (SELECT FROM collateral c WHERE c.loan_id = l.loan_id) THEN "
             "'secured' ELSE 'not' END, count(*) FROM loans l WHERE loan_type = 'auto' GROUP BY 1",
             kSecuredAutoLoans}},
    Rule{"COL1", "business loans", "40 % of the business loans are secured.",
         SharesOf{kLoans,
                  "SELECT CASE WHEN EXISTS (SELECT FROM collateral c WHERE c.loan_id = l.loan_id) "
                  "THEN 'secured' ELSE 'not' END, count(*) FROM loans l WHERE loan_type = "
                  "'business' GROUP BY 1",
                  kSecuredBusinessLoans}},
    Rule{"COL1", "total", "200 to 250 items per 1,200 customers.",
         CountOf{kLoans, "SELECT count(*) FROM collateral", 200, 250, true}},
    as_made(Rule{"COL1", "items", "A secured loan has one to three items.",
                 NoRows{kLoans,
                        "SELECT loan_id, count(*) || ' items' FROM collateral GROUP BY 1 HAVING "
                        "count(*) > 3"}}),
    Rule{"COL1", "types",
         "Mortgages are secured by property, auto loans by vehicles, business loans by equipment "
         "or property, others by nothing.",
         NoRows{kLoans,
                "SELECT collateral_id, collateral_type || ' for a loan of type ' || loan_type FROM "
                "collateral JOIN loans USING (loan_id) WHERE CASE loan_type WHEN 'mortgage' THEN "
                "collateral_type <> 'property' WHEN 'auto' THEN collateral_type <> 'vehicle' WHEN "
                "'business' THEN collateral_type NOT IN ('equipment', 'property') ELSE true END"}},
    Rule{"COL1", "values", "An item is appraised at 110 to 150 % of the principal.",
         NoRows{kLoans,
                "SELECT collateral_id, appraised_value || ' for ' || principal_amount FROM "
                "collateral JOIN loans USING (loan_id) WHERE appraised_value NOT BETWEEN 1.1 * "
                "principal_amount AND 1.5 * principal_amount"}},
    Rule{"COL1", "dates", "The appraisal is within 60 days of the disbursement, before as_of.",
         NoRows{kLoans,
                "SELECT collateral_id, 'appraised ' || coalesce(appraisal_date::text, 'never') || "
                "', paid out ' || disbursement_date FROM collateral JOIN loans USING (loan_id) "
                "WHERE appraisal_date IS NULL OR abs(appraisal_date - disbursement_date) > 60 OR "
                "appraisal_date >= {as_of}"}},
    Rule{"COL1", "working days", "Items are appraised on working days, where there is one in time.",
         NoRows{kLoans,
                "SELECT collateral_id, appraisal_date::text FROM collateral JOIN loans USING "
                "(loan_id) JOIN loan_applications USING (application_id) WHERE "
                "{closed:appraisal_date} AND {worked:application_date .. disbursement_date - 1}"}},
    as_made(
        Rule{"COL1", "week", "Appraisals are spread over the week.",
             NoRows{kLoans,
                    "SELECT 'day ' || day, rows || ' of ' || total FROM (SELECT extract(isodow "
                    "FROM appraisal_date)::int AS day, count(*) AS rows, sum(count(*)) OVER () "
                    "AS total FROM collateral WHERE appraisal_date IS NOT NULL GROUP BY 1) x "
                    "WHERE total >= 80 AND rows > total * greatest(0.3, 0.2 + 2 / sqrt(total))"}}),
    as_made(Rule{
        "COL1", "vehicles",
        "A vehicle is not too old for its loan, nor driven too far for its age.",
        NoRows{
            kLoans,
            "SELECT collateral_id, description FROM (SELECT collateral_id, description, "
            "date_part('year', disbursement_date) - "
            "(regexp_match(description, '\\m(?:19|20)\\d\\d\\M'))[1]::int AS age, term_months, "
            "regexp_replace((regexp_match(description, '([\\d.,]+) (?:miles|km)\\M'))[1], '[.,]', "
            "'', 'g')::int / CASE WHEN description LIKE '% km,%' THEN 1.6 ELSE 1 END AS miles "
            "FROM collateral JOIN loans USING (loan_id) WHERE collateral_type = 'vehicle') x "
            "WHERE age NOT BETWEEN 0 AND 12 - term_months / 12.0 OR miles > 16000 * (age + 1)"}}),
    as_made(Rule{
        "COL1", "places", "Homes cost more where homes are dear.",
        NoRows{
            kLoans,
            "WITH homes AS (SELECT appraised_value / regexp_replace((regexp_match(description, "
            "'([\\d.,]+) (?:sq ft|m)'))[1], '[.,]', '', 'g')::numeric AS price, CASE WHEN "
            "description ~ ', (CA|HI|MA|WA|CO|NJ) \\d|- (SC|SP|ES), ' THEN 'dear' WHEN description "
            "~ ', (WV|MS|OK|LA|AR|KY|IA|AL|OH) \\d|- (SE|AC|RN|PI|RO|TO|AP|RR), ' THEN 'cheap' END "
            "AS place FROM collateral JOIN loans USING (loan_id) WHERE loan_type = 'mortgage'), "
            "places AS (SELECT place, count(*) AS rows, avg(price) AS price FROM homes WHERE place "
            "IS NOT NULL AND price IS NOT NULL GROUP BY 1) SELECT 'homes', round(d.price) || ' "
            "where they are dear, else ' || round(c.price) FROM places d, places c WHERE d.place = "
            "'dear' AND c.place = 'cheap' AND least(d.rows, c.rows) >= 4 AND d.price < c.price"}}),
    Rule{"COL1", "ltv_ratio", "ltv_ratio is principal by appraised value, to four places.",
         NoRows{kLoans,
                "SELECT collateral_id, coalesce(ltv_ratio::text, 'NULL') || ' for ' || "
                "principal_amount || ' / ' || appraised_value FROM collateral JOIN loans USING "
                "(loan_id) WHERE ltv_ratio IS DISTINCT FROM round(principal_amount / "
                "appraised_value, 4)"}},
    Rule{"GUA1", "share", "27.5 % of the personal and business loans are guaranteed.",
         SharesOf{kLoans,
                  "SELECT CASE WHEN EXISTS (SELECT FROM loan_guarantors g WHERE g.loan_id = "
                  "l.loan_id) THEN 'guaranteed' ELSE 'not' END, count(*) FROM loans l WHERE "
                  "loan_type IN ('personal', 'business') GROUP BY 1",
                  kGuaranteed}},
    as_made(Rule{
        "GUA1", "per loan",
        "Two to four persons guarantee a personal or business loan, nobody any other.",
        NoRows{kLoans,
               "SELECT loan_id, loan_type || ', ' || count(*) || ' guarantors' FROM "
               "loan_guarantors JOIN loans USING (loan_id) GROUP BY 1, loan_type HAVING count(*) "
               "NOT BETWEEN 2 AND 4 OR loan_type NOT IN ('personal', 'business')"}}),
    Rule{"GUA1", "persons", "Nobody guarantees a loan twice.",
         NoRows{kLoans,
                "SELECT loan_id, guarantor_name || ', ' || count(*) || ' times' FROM "
                "loan_guarantors GROUP BY 1, guarantor_name HAVING count(*) > 1"}},
    Rule{"GUA1", "borrower", "Nobody guarantees a loan of his own.",
         SameWhereKnown{{kLoans,
                         "SELECT (customer_id || ' ' || guarantor_name) COLLATE \"C\", 'guarantees "
                         "' || loan_id "
                         "FROM loan_guarantors JOIN loans USING (loan_id) ORDER BY 1"},
                        {kCustomer,
                         "SELECT (customer_id || ' ' || full_name) COLLATE \"C\", 'borrows' FROM "
                         "customer_profiles ORDER BY 1"}}},
    Rule{"GUA1", "total", "80 to 120 guarantors per 1,200 customers.",
         CountOf{kLoans, "SELECT count(*) FROM loan_guarantors", 80, 120, true}},
    Rule{"GUA1", "relationships", "60 % family, 30 % business partners, 10 % friends.",
         SharesOf{kLoans, "SELECT relationship, count(*) FROM loan_guarantors GROUP BY 1",
                  kGuarantors}},
    Rule{"GUA1", "amounts", "50 to 100 % of the principal are guaranteed.",
         NoRows{kLoans,
                "SELECT guarantor_id::text, coalesce(guarantee_amount::text, 'NULL') || ' of ' || "
                "principal_amount FROM loan_guarantors JOIN loans USING (loan_id) WHERE "
                "guarantee_amount IS NULL OR guarantee_amount NOT BETWEEN 0.5 * principal_amount "
                "AND principal_amount"}},
    in_the_end(Rule{
        "RSK1", "applications", "Every application is assessed once, on or before the decision.",
        NoRows{kLoans,
               "SELECT a.application_id, count(r.assessment_id) || ' assessments' || coalesce(', "
               "the last on ' || max(r.assessment_date), '') FROM loan_applications a LEFT JOIN "
               "risk_assessments r ON r.application_id = a.application_id AND r.assessment_date "
               "BETWEEN a.application_date AND coalesce(a.decision_date, {as_of} - 1) GROUP BY 1 "
               "HAVING count(r.assessment_id) <> 1 UNION ALL SELECT application_id, count(*) || ' "
               "assessments' FROM risk_assessments WHERE application_id IS NOT NULL GROUP BY 1 "
               "HAVING count(*) > 1"}}),
    Rule{"RSK1", "subject", "An assessment is about an application or about a loan, not both.",
         NoRows{kLoans,
                "SELECT assessment_id::text, coalesce(application_id, 'no application') || ', ' || "
                "coalesce(loan_id, 'no loan') FROM risk_assessments WHERE (application_id IS NULL) "
                "= (loan_id IS NULL)"}},
    Rule{"RSK1", "assessed again", "30 % of the active loans are assessed again.",
         SharesOf{kLoans,
                  "SELECT CASE WHEN EXISTS (SELECT FROM risk_assessments r WHERE r.loan_id = "
                  "l.loan_id) THEN 'assessed again' ELSE 'not' END, count(*) FROM loans l WHERE "
                  "loan_status = 'active' GROUP BY 1",
                  kReassessed}},
    Rule{"RSK1", "loans",
         "A loan that is assessed again is active, and the money was paid out before.",
         NoRows{kLoans,
                "SELECT assessment_id::text, r.loan_id || ' is ' || loan_status || ', paid out ' "
                "|| disbursement_date || ', assessed ' || assessment_date FROM risk_assessments r "
                "JOIN loans l ON l.loan_id = r.loan_id WHERE loan_status <> 'active' OR "
                "assessment_date <= disbursement_date OR assessment_date >= {as_of}"}},
    Rule{"RSK1", "scores", "Scores lie in 300 to 850, probabilities of default in 0.01 to 0.25.",
         NoRows{kLoans,
                "SELECT assessment_id::text, 'score ' || coalesce(risk_score::text, 'NULL') || ', "
                "probability ' || coalesce(pd_probability::text, 'NULL') FROM risk_assessments "
                "WHERE risk_score IS NULL OR risk_score NOT BETWEEN 300 AND 850 OR pd_probability "
                "IS NULL OR pd_probability NOT BETWEEN 0.01 AND 0.25"}},
    Rule{"RSK1", "grades", "AAA 5, AA 10, A 25, BBB 30, BB 20, B 8, CCC 2 %.",
         SharesOf{kLoans, "SELECT credit_grade, count(*) FROM risk_assessments GROUP BY 1",
                  kGrades}},
    Rule{"RSK1", "working days", "Employees assess on working days; the system does on any.",
         NoRows{kLoans,
                "SELECT assessment_id::text, assessed_by || ' on ' || assessment_date FROM "
                "risk_assessments WHERE assessed_by <> 'SYSTEM' AND {closed:assessment_date}"}},
    Rule{"RSK1", "monotone",
         "A better grade has higher scores and lower probabilities than any worse one.",
         NoRows{kLoans,
                "WITH grades AS (SELECT array_position(ARRAY['AAA', 'AA', 'A', 'BBB', 'BB', 'B', "
                "'CCC'], credit_grade::text) AS place, credit_grade, min(risk_score) AS low, "
                "max(risk_score) AS high, min(pd_probability) AS least, max(pd_probability) AS "
                "most FROM risk_assessments GROUP BY credit_grade) SELECT worse.credit_grade, "
                "'scores ' || worse.low || ' to ' || worse.high || ', probabilities ' || "
                "worse.least || ' to ' || worse.most || ', but ' || better.credit_grade || ' ' || "
                "better.low || ' to ' || better.high || ', ' || better.least || ' to ' || "
                "better.most FROM grades better JOIN grades worse ON better.place < worse.place "
                "WHERE better.low <= worse.high OR better.most >= worse.least"}},
    Rule{"RSK1", "fates",
         "The probability of default is higher for rejected applications and defaulted loans than "
         "for others.",
         NoRows{kLoans,
                "SELECT fate, 'mean probability ' || round(mean, 4) || ', of others ' || "
                "round(others, 4) FROM (SELECT fate, avg(pd_probability) AS mean, "
                "coalesce(stddev_samp(pd_probability), 0) / sqrt(count(*)) AS error, "
                "max(avg(pd_probability)) FILTER (WHERE fate = 'other') OVER () AS others FROM "
                "(SELECT pd_probability, CASE WHEN a.status = 'rejected' THEN 'rejected' WHEN "
                "l.loan_status = 'defaulted' THEN 'defaulted' ELSE 'other' END AS fate FROM "
                "risk_assessments r JOIN loan_applications a USING (application_id) LEFT JOIN "
                "loans l USING (application_id)) x GROUP BY fate) y WHERE {n} >= 500 AND fate <> "
                "'other' AND mean + 3 * error < others"}},
    Rule{"RSK2", "cut-off", "Nobody is granted a loan with a score below the cut-off of its type.",
         NoRows{kLoans,
                "SELECT l.loan_id, loan_type || ', score ' || risk_score FROM loans l JOIN "
                "risk_assessments r USING (application_id) WHERE r.loan_id IS NULL AND risk_score "
                "< CASE loan_type WHEN 'mortgage' THEN 620 WHEN 'personal' THEN 600 WHEN 'auto' "
                "THEN 580 WHEN 'business' THEN 640 ELSE 590 END"}},
    Rule{"RSK2", "declined", "Whoever was rejected with a score below the cut-off is told both.",
         NoRows{kLoans,
                "SELECT application_id, 'score ' || risk_score || ': ' || rejection_reason FROM "
                "loan_applications JOIN risk_assessments r USING (application_id) WHERE status = "
                "'rejected' AND risk_score < CASE loan_type WHEN 'mortgage' THEN 620 WHEN "
                "'personal' THEN 600 WHEN 'auto' THEN 580 WHEN 'business' THEN 640 ELSE 590 END "
                "AND (strpos(rejection_reason, risk_score::text) = 0 OR strpos(rejection_reason, "
                "(CASE loan_type WHEN 'mortgage' THEN 620 WHEN 'personal' THEN 600 WHEN 'auto' "
                "THEN 580 WHEN 'business' THEN 640 ELSE 590 END)::text) = 0)"}},
    as_made(Rule{
        "RSK2", "debt service",
        "When a loan was granted, the installments of the borrower's loans took no more than "
        "their share of what the salary pays.",
        BetweenWhereKnown{
            {kLoans,
             "WITH granted AS MATERIALIZED (SELECT l.customer_id, l.application_id, l.loan_type, "
             "decision_date, maturity_date, total_amount FROM loans l JOIN loan_applications "
             "USING (application_id) JOIN repayment_schedule USING (loan_id) WHERE "
             "installment_number = 1) SELECT customer_id COLLATE \"C\", lpad(floor(debt * 100 / "
             "CASE loan_type WHEN 'mortgage' THEN 43 WHEN 'personal' THEN 40 WHEN 'auto' THEN 45 "
             "WHEN 'business' THEN 50 ELSE 42 END)::bigint::text, 12, '0') FROM (SELECT "
             "g.application_id, g.customer_id, g.loan_type, sum(o.total_amount) AS debt FROM "
             "granted g JOIN granted o ON o.customer_id = g.customer_id AND (o.decision_date, "
             "o.application_id) <= (g.decision_date, g.application_id) AND o.maturity_date > "
             "g.decision_date GROUP BY 1, 2, 3) x ORDER BY 1"},
            {kAccounts,
             "SELECT customer_id COLLATE \"C\", '', lpad(ceil(max(transaction_amount * CASE WHEN "
             "is_pension THEN 1.12 ELSE 2.12 END))::bigint::text, 12, '0') FROM (SELECT "
             "account_id, transaction_date, transaction_amount, description NOT LIKE ALL "
             "(ARRAY['Payroll,%', 'Sal_rio,%', 'Sal__rio,%']) AS is_pension FROM transactions "
             "WHERE NOT {busy} AND description LIKE ANY (ARRAY['Payroll,%', 'Sal_rio,%', "
             "'Sal__rio,%', 'Social Security benefit,%', 'Pension, %', 'Benef_cio INSS,%', "
             "'Benef__cio INSS,%', 'Aposentadoria complementar,%'])) t JOIN accounts USING "
             "(account_id) JOIN customers USING (customer_id) WHERE NOT is_pension OR "
             "date_of_birth < {as_of} - interval '71 years' GROUP BY 1 HAVING "
             "max(transaction_date) >= {as_of} - interval '1 year' ORDER BY 1"}}}),
    as_made(Rule{
        "RSK3", "grades",
        "Worse grades default more often, where chance does not decide, and none always or never.",
        NoRows{
            kLoans,
            "WITH rates AS (SELECT array_position(ARRAY['AAA', 'AA', 'A', 'BBB', 'BB', 'B', "
            "'CCC'], credit_grade::text) AS place, credit_grade, count(*) AS rows, "
            "avg((loan_status = 'defaulted')::int) AS rate FROM loans JOIN risk_assessments r "
            "USING (application_id) WHERE r.loan_id IS NULL GROUP BY 2) SELECT "
            "worse.credit_grade, round(100 * worse.rate, 2) || ' % default, of ' || "
            "better.credit_grade || ' ' || round(100 * better.rate, 2) || ' %' FROM rates better "
            "JOIN rates worse ON better.place < worse.place WHERE better.rows >= 50 AND "
            "worse.rows >= 50 AND better.rate - worse.rate > 3 * sqrt((better.rate + worse.rate) "
            "/ least(better.rows, worse.rows)) UNION ALL SELECT credit_grade, 'all or none of ' "
            "|| rows || ' default' FROM rates WHERE rows >= 4000 AND rate IN (0, 1)"}}),
    Rule{"EMP6", "assessed_by", "Risk analysts and loan officers of the day assess.",
         EmployeeOf{kLoans,
                    "SELECT assessment_id, assessed_by, assessment_date FROM risk_assessments "
                    "WHERE assessed_by IS DISTINCT FROM 'SYSTEM'",
                    kAssessors}},
    Rule{"RSK1", "assessors", "Employees assess as well as the scoring system.",
         NoRows{kLoans,
                "SELECT 'SYSTEM', round(100 * share, 1) || ' % of the assessments' FROM (SELECT "
                "avg((assessed_by = 'SYSTEM')::int) AS share FROM risk_assessments) x WHERE {n} >= "
                "120 AND share NOT BETWEEN 0.25 AND 0.85"}},
};

}  // namespace

std::span<const Rule> loan_rules() {
  return kRules;
}

}  // namespace bankseed::verify
