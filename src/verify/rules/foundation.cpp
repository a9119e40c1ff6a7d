// Phase 1 of RULES.md.

#include <array>

#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

constexpr auto kEmployees = Database::kEmployees;
constexpr auto kAccounts = Database::kAccounts;

constexpr std::array<ValueShare, 5> kRoles = {{{"customer_service", 4000},
                                               {"loan_officer", 2000},
                                               {"insurance_agent", 1500},
                                               {"compliance_officer", 1000},
                                               {"manager or specialist", 1500}}};
constexpr std::array<ValueShare, 2> kManaged = {{{"managed", 7000}, {"senior", 3000}}};
constexpr std::array<ValueShare, 2> kEmployment = {{{"active", 9500}, {"terminated", 500}}};
constexpr std::array<ValueShare, 2> kCertifying = {{{"true", 3000}, {"false", 7000}}};
constexpr std::array<ValueShare, 3> kTraining = {
    {{"completed", 8000}, {"in_progress", 1500}, {"enrolled", 500}}};
constexpr std::array<ValueShare, 5> kRatings = {
    {{"1", 200}, {"2", 800}, {"3", 3500}, {"4", 4000}, {"5", 1500}}};
constexpr std::array<ValueShare, 2> kEnded = {{{"ongoing", 8500}, {"ended", 1500}}};

constexpr std::array<std::string_view, 1> kAnybody = {""};
constexpr std::array<std::string_view, 1> kService = {"customer_service"};

constexpr std::array kRules = {
    Rule{"EMP1", "count", "There are 150 employees per 1,200 customers, unless set otherwise.",
         NoRows{kEmployees,
                "SELECT 'employees', count(*)::text FROM employees HAVING count(*) <> "
                "greatest(1, {employees})"}},
    Rule{
        "EMP1", "roles", "Roles are split 40, 20, 15, 10, 15.",
        SharesOf{kEmployees,
                 "SELECT CASE WHEN role IN ('customer_service', 'loan_officer', 'insurance_agent', "
                 "'compliance_officer') THEN role ELSE 'manager or specialist' END, count(*) "
                 "FROM employees GROUP BY 1",
                 kRoles}},
    Rule{"EMP2", "departments", "The twelve departments are there.",
         NoRows{kEmployees,
                "SELECT coalesce(name, department_name), CASE WHEN name IS NULL THEN 'is one too "
                "many' ELSE 'is missing' END FROM unnest(ARRAY['retail_banking', 'lending', "
                "'insurance', 'compliance', 'operations', 'customer_service', 'risk', 'it', 'hr', "
                "'finance', 'audit', 'marketing']) AS name FULL JOIN departments ON "
                "department_name = name WHERE name IS NULL OR department_name IS NULL"}},
    in_the_end(Rule{
        "EMP2", "heads",
        "A head works in the department, is senior, is not terminated; only small banks lack one.",
        NoRows{kEmployees,
               "SELECT d.department_id, 'head ' || coalesce(d.department_head_id, 'is missing') "
               "FROM departments d LEFT JOIN employees e ON e.employee_id = d.department_head_id "
               "WHERE CASE WHEN d.department_head_id IS NULL THEN (SELECT count(*) FROM employees) "
               ">= 80 ELSE e.department IS DISTINCT FROM d.department_name OR e.manager_id IS NOT "
               "NULL OR e.termination_date IS NOT NULL END"}}),
    Rule{
        "EMP2", "fit", "A role's department fits the role.",
        NoRows{kEmployees,
               "SELECT employee_id, role || ' in ' || department FROM employees WHERE CASE role "
               "WHEN 'customer_service' THEN department NOT IN ('retail_banking', "
               "'customer_service', 'operations') WHEN 'loan_officer' THEN department <> 'lending' "
               "WHEN 'insurance_agent' THEN department <> 'insurance' WHEN 'compliance_officer' "
               "THEN department <> 'compliance' WHEN 'it_specialist' THEN department <> 'it' WHEN "
               "'auditor' THEN department <> 'audit' WHEN 'hr_specialist' THEN department <> 'hr' "
               "WHEN 'risk_analyst' THEN department <> 'risk' WHEN 'marketing_specialist' THEN "
               "department <> 'marketing' ELSE department NOT IN (SELECT department_name FROM "
               "departments) END"}},
    Rule{"EMP3", "shares", "70 % have a manager, 30 % are senior.",
         SharesOf{kEmployees,
                  "SELECT CASE WHEN manager_id IS NULL THEN 'senior' ELSE 'managed' END, count(*) "
                  "FROM employees GROUP BY 1",
                  kManaged}},
    Rule{"EMP3", "managers",
         "A manager is there, was hired before or is senior, and is not terminated.",
         NoRows{kEmployees,
                "SELECT e.employee_id, 'managed by ' || e.manager_id FROM employees e LEFT JOIN "
                "employees m ON m.employee_id = e.manager_id WHERE e.manager_id IS NOT NULL AND "
                "(m.employee_id IS NULL OR m.employee_id = e.employee_id OR m.termination_date IS "
                "NOT NULL OR (m.hire_date >= e.hire_date AND m.manager_id IS NOT NULL))"}},
    Rule{"EMP3", "cycle", "Following managers upwards ends.",
         NoRows{kEmployees,
                "WITH RECURSIVE chain AS (SELECT employee_id AS start, manager_id, 1 AS depth FROM "
                "employees WHERE manager_id IS NOT NULL UNION ALL SELECT c.start, e.manager_id, "
                "c.depth + 1 FROM chain c JOIN employees e ON e.employee_id = c.manager_id WHERE "
                "e.manager_id IS NOT NULL AND c.depth < 50) SELECT DISTINCT start, 'has more than "
                "50 managers above' FROM chain WHERE depth >= 50"}},
    Rule{
        "EMP4", "dates", "Hired in the last ten years; terminated after that and before as_of.",
        NoRows{kEmployees,
               "SELECT employee_id, 'hired ' || hire_date || coalesce(', terminated ' || "
               "termination_date, '') FROM employees WHERE hire_date >= {as_of} OR hire_date < "
               "{as_of} - interval '10 years' OR termination_date <= hire_date OR termination_date "
               ">= {as_of} OR (employment_status = 'terminated') IS DISTINCT FROM "
               "(termination_date IS NOT NULL)"}},
    Rule{"EMP4", "working days", "People are hired on working days.",
         NoRows{kEmployees,
                "SELECT employee_id, 'hired ' || hire_date FROM employees WHERE "
                "{closed:hire_date}"}},
    Rule{"EMP4", "terminated", "5 % are terminated.",
         SharesOf{kEmployees, "SELECT employment_status, count(*) FROM employees GROUP BY 1",
                  kEmployment}},
    Rule{
        "EMP4", "salaries",
        "Salaries are realistic: 28,000 to 260,000 a year, in the bank's currency.",
        NoRows{kEmployees,
               "SELECT employee_id, salary::text FROM employees WHERE salary IS NULL OR salary NOT "
               "BETWEEN 28000 AND 260000"}},
    Rule{"EMP4", "seniors", "Seniors earn more.",
         NoRows{kEmployees,
                "SELECT 'employees', 'seniors ' || round(seniors) || ', others ' || round(others) "
                "FROM (SELECT avg(salary) FILTER (WHERE manager_id IS NULL) AS seniors, "
                "avg(salary) FILTER (WHERE manager_id IS NOT NULL) AS others FROM employees) x "
                "WHERE {n} >= 500 AND seniors <= others"}},
    Rule{"EMP5", "branches", "Branch codes are BR001 to BR018; head office sits in BR001.",
         NoRows{kEmployees,
                "SELECT employee_id, department || ' in ' || coalesce(branch_code, 'no branch') "
                "FROM employees WHERE branch_code IS NULL OR branch_code !~ '^BR0(0[1-9]|1[0-8])$' "
                "OR (department IN ('it', 'hr', 'finance', 'audit', 'risk', 'marketing') AND "
                "branch_code <> 'BR001')"}},
    as_made(Rule{
        "EMP7", "managers",
        "Who works in a branch is managed there, where the branch has a senior.",
        NoRows{kEmployees,
               "SELECT e.employee_id, 'of ' || e.branch_code || ' under ' || m.employee_id || ' of "
               "' || coalesce(m.branch_code, 'no branch') FROM employees e JOIN employees m ON "
               "m.employee_id = e.manager_id WHERE e.role IN ('customer_service', 'loan_officer', "
               "'insurance_agent') AND m.branch_code IS DISTINCT FROM e.branch_code AND EXISTS "
               "(SELECT 1 FROM employees s WHERE s.branch_code = e.branch_code AND s.manager_id IS "
               "NULL AND s.role IN ('customer_service', 'loan_officer', 'insurance_agent'))"}}),
    as_made(Rule{
        "EMP7", "tellers", "Who made a transaction at a counter works in the account's branch.",
        EmployeeOf{kAccounts,
                   "SELECT transaction_id, processed_by, transaction_date::date, branch_code FROM "
                   "{sample:transactions} JOIN accounts USING (account_id) WHERE "
                   "processed_by IS NOT NULL",
                   kService, true}}),
    as_made(Rule{
        "EMP7", "visits", "Who received a visitor works in the branch that the note names.",
        EmployeeOf{Database::kCustomer,
                   "SELECT interaction_id, handled_by, interaction_date::date, substring(notes "
                   "FROM 'BR[0-9]{3,}') FROM interactions WHERE interaction_type = 'branch_visit' "
                   "AND handled_by IS NOT NULL AND notes ~ 'BR[0-9]{3,}'",
                   kService, true}}),
    Rule{"TRN1", "count", "There are 25 training programs.",
         CountOf{kEmployees, "SELECT count(*) FROM training_programs", 25, 25, false}},
    Rule{"TRN1", "programs", "Programs take 2 to 40 hours.",
         NoRows{kEmployees,
                "SELECT program_id, duration_hours || ' hours' FROM training_programs WHERE "
                "duration_hours IS NULL OR duration_hours NOT BETWEEN 2 AND 40"}},
    Rule{
        "TRN1", "kinds", "All five kinds of programs are there.",
        NoRows{kEmployees,
               "SELECT kind, 'no such program' FROM (VALUES ('compliance', 'compliance'), "
               "('product', 'produto'), ('customer service', 'atendimento'), ('technical', "
               "'t%cnico'), ('leadership', 'lideran%a')) AS x(kind, palavra) WHERE NOT EXISTS "
               "(SELECT 1 FROM training_programs WHERE lower(program_name) LIKE '%' || kind || '%' "
               "OR lower(program_name) LIKE '%' || palavra || '%')"}},
    Rule{"TRN1", "certification", "30 % of the programs certify.",
         SharesOf{kEmployees,
                  "SELECT certification::text, count(*) FROM training_programs GROUP BY 1",
                  kCertifying}},
    in_the_end(Rule{
        "TRN2", "per employee", "2 to 4 programs per employee, none for who left two years ago.",
        NoRows{kEmployees,
               "SELECT e.employee_id, count(t.employee_id) || ' programs' FROM employees e LEFT "
               "JOIN employee_training t USING (employee_id) GROUP BY e.employee_id, "
               "e.termination_date HAVING CASE "
               "WHEN e.termination_date <= {as_of} - interval '2 years' THEN count(t.employee_id) "
               "> 0 ELSE count(t.employee_id) NOT BETWEEN 2 AND 4 END"}}),
    Rule{"TRN2", "for whom",
         "Lenders and who judges risks learn about credit risk, and seniors how to lead.",
         NoRows{
             kEmployees,
             "SELECT training_record_id::text, role || ' in ' || program_name FROM "
             "employee_training JOIN employees USING (employee_id) JOIN training_programs USING "
             "(program_id) WHERE (program_name ~ '(Credit Risk|Risco de Cr..?dito)' AND role NOT "
             "IN ('loan_officer', 'risk_analyst', 'branch_manager', 'department_head')) OR "
             "(program_name ~ '^(Leadership|Lideran..?a)' AND manager_id IS NOT NULL AND role NOT "
             "IN ('branch_manager', 'department_head'))"}},
    Rule{"TRN2", "once", "Nobody takes a program twice.",
         NoRows{kEmployees,
                "SELECT employee_id, program_id FROM employee_training GROUP BY 1, 2 HAVING "
                "count(*) > 1"}},
    Rule{"TRN2", "status", "80 % completed, 15 % in progress, 5 % enrolled.",
         SharesOf{kEmployees, "SELECT status, count(*) FROM employee_training GROUP BY 1",
                  kTraining}},
    Rule{"TRN2", "records",
         "Completed ones have a date and a score of 65 to 100; within two years and employment.",
         NoRows{kEmployees,
                "SELECT t.training_record_id::text, t.status || ' ' || t.enrollment_date FROM "
                "employee_training t JOIN employees e USING (employee_id) WHERE (t.status = "
                "'completed') IS DISTINCT FROM (t.completion_date IS NOT NULL) OR (t.status = "
                "'completed') IS DISTINCT FROM (t.score IS NOT NULL) OR t.score NOT BETWEEN 65 AND "
                "100 OR t.completion_date < t.enrollment_date OR t.enrollment_date IS NULL OR "
                "t.enrollment_date < {as_of} - interval '2 years' OR t.enrollment_date < "
                "e.hire_date OR coalesce(t.completion_date, t.enrollment_date) >= "
                "least(coalesce(e.termination_date, {as_of}), {as_of})"}},
    Rule{"TRN2", "working days",
         "People enroll and complete programs on working days, while there is one.",
         NoRows{kEmployees,
                "SELECT t.training_record_id::text, t.enrollment_date || coalesce(' to ' || "
                "t.completion_date, '') FROM employee_training t JOIN employees e USING "
                "(employee_id) CROSS JOIN LATERAL (SELECT least(e.termination_date, {as_of}) AS "
                "day) gone WHERE ({closed:t.enrollment_date} AND {worked:greatest(e.hire_date, "
                "{as_of} - interval '2 years') .. gone.day - 3}) OR ({closed:t.completion_date} "
                "AND {worked:t.enrollment_date .. least(t.enrollment_date + 60, gone.day - 1)})"}},
    Rule{"REV1", "ratings", "Ratings 1 to 5 are given 2, 8, 35, 40, 15 % of the time.",
         SharesOf{kEmployees, "SELECT rating::text, count(*) FROM performance_reviews GROUP BY 1",
                  kRatings}},
    in_the_end(Rule{
        "REV1", "per employee", "1 to 3 reviews for everybody with a year of service.",
        NoRows{kEmployees,
               "SELECT e.employee_id, count(r.review_id) || ' reviews' FROM employees e LEFT JOIN "
               "performance_reviews r USING (employee_id) WHERE (SELECT count(*) FROM employees) > "
               "1 GROUP BY e.employee_id, e.termination_date, e.hire_date HAVING "
               "count(r.review_id) > 3 OR (count(r.review_id) = 0 "
               "AND coalesce(e.termination_date, {as_of}) - e.hire_date >= 400)"}}),
    Rule{"REV1", "dates", "A review follows a year of service and lies within employment.",
         NoRows{kEmployees,
                "SELECT r.review_id::text, r.review_date::text FROM performance_reviews r JOIN "
                "employees e USING (employee_id) WHERE r.review_date < e.hire_date + 360 OR "
                "r.review_date > coalesce(e.termination_date, {as_of} - 1)"}},
    as_made(Rule{
        "REV1", "week", "Reviews are held on all days of the week.",
        NoRows{kEmployees,
               "SELECT 'day ' || day, rows || ' of ' || total FROM (SELECT extract(isodow "
               "FROM review_date)::int AS day, count(*) AS rows, sum(count(*)) OVER () AS "
               "total FROM performance_reviews WHERE review_date IS NOT NULL GROUP BY 1) "
               "x WHERE total >= 80 AND rows > total * greatest(0.3, 0.2 + 2 / sqrt(total))"}}),
    Rule{"REV1", "working days", "Reviews are held on working days.",
         NoRows{kEmployees,
                "SELECT review_id::text, review_date::text FROM performance_reviews WHERE "
                "{closed:review_date}"}},
    Rule{
        "REV1", "reviewer",
        "The reviewer is the manager, or a senior where the manager was not there.",
        NoRows{kEmployees,
               "SELECT r.review_id::text, 'by ' || r.reviewer_id FROM performance_reviews r JOIN "
               "employees e USING (employee_id) JOIN employees v ON v.employee_id = r.reviewer_id "
               "LEFT JOIN employees m ON m.employee_id = e.manager_id WHERE {n} >= 120 AND "
               "(r.reviewer_id = r.employee_id OR (r.reviewer_id IS DISTINCT FROM e.manager_id AND "
               "(v.manager_id IS NOT NULL OR m.hire_date < r.review_date)))"}},
    as_made(Rule{
        "REV1", "goals", "The share of goals met rises with the rating and lies in 0 to 100.",
        NoRows{kEmployees,
               "SELECT rating::text, 'mean goals ' || round(goals, 1) FROM (SELECT rating, "
               "avg(goals_met) AS goals, lag(avg(goals_met)) OVER (ORDER BY rating) AS before FROM "
               "performance_reviews GROUP BY rating) x WHERE goals <= before UNION ALL SELECT "
               "review_id::text, goals_met || ' %' FROM performance_reviews WHERE goals_met NOT "
               "BETWEEN 0 AND 100 OR goals_met IS NULL"}}),
    Rule{
        "CUS1", "ages", "18 to 85 years old on as_of, and at least 18 when created.",
        NoRows{kAccounts,
               "SELECT customer_id, 'born ' || date_of_birth FROM customers WHERE date_of_birth IS "
               "NULL OR extract(year FROM age({as_of}, date_of_birth)) NOT BETWEEN 18 AND 85 OR "
               "date_of_birth + interval '18 years' > created_at"}},
    Rule{"CUS1", "created", "Created within the last seven years and before as_of.",
         NoRows{kAccounts,
                "SELECT customer_id, created_at::text FROM customers WHERE created_at IS NULL OR "
                "created_at >= {as_of} OR created_at < {as_of} - interval '7 years'"}},
    Rule{"CUS1", "bell", "Ages form a bell: more than a third of the customers are 35 to 50.",
         NoRows{kAccounts,
                "SELECT 'customers', round(100.0 * share, 1) || ' % are 35 to 50' FROM (SELECT "
                "avg((extract(year FROM age({as_of}, date_of_birth)) BETWEEN 35 AND 50)::int) AS "
                "share FROM customers) x WHERE {n} >= 500 AND share < 0.33"}},
    Rule{
        "CUS2", "unique", "Email addresses are unique.",
        NoRows{kAccounts,
               "SELECT email, count(*) || ' times' FROM customers GROUP BY email HAVING count(*) > "
               "1 OR email IS NULL"}},
    Rule{"CUS2", "fiction",
         "Email domains and telephone numbers are those reserved for examples and fiction.",
         NoRows{kAccounts,
                "SELECT customer_id, coalesce(email, '?') || ' ' || coalesce(phone, '?') FROM "
                "customers WHERE email !~ '@([a-z0-9-]+\\.)*example\\.(com|org|net)(\\.br)?$' OR "
                "phone IS NULL OR (phone LIKE '+1-%' AND phone !~ "
                "'^\\+1-[2-9][0-9]{2}-555-01[0-9]{2}$') OR (phone LIKE '+55 %' AND phone !~ "
                "'^\\+55 [1-9]{2} 900[0-9]{2}-[0-9]{4}$')"}},
    Rule{"CUS2", "name", "The email address begins with the name.",
         // Any letter for one that is not ASCII: in a database of another encoding, too.
         NoRows{kAccounts,
                "SELECT customer_id, email FROM customers WHERE email NOT LIKE "
                "left(lower(regexp_replace(regexp_replace(first_name, '[^ -~]+', '_', 'g'), "
                "'[^A-Za-z_]', '', 'g')), 3) || '%'"}},
    as_made(Rule{
        "CUS4", "near", "More than a fifth of a branch's customers have the same area code.",
        NoRows{
            kAccounts,
            "SELECT 'customers', round(100 * share, 1) || ' % have the area code of most of "
            "their branch' FROM (SELECT sum(most) / sum(people) AS share FROM (SELECT "
            "max(people) AS most, sum(people) AS people FROM (SELECT branch_code, substring(phone "
            "FROM '^[+](?:1-|55 )([0-9]+)') AS area, count(DISTINCT customer_id) AS people FROM "
            "accounts JOIN customers USING (customer_id) GROUP BY 1, 2) areas GROUP BY "
            "branch_code) branches) x WHERE {n} >= 500 AND share < 0.2"}}),
    Rule{"ASG1", "portfolios", "60 % of the customers are in a portfolio.",
         CountOf{kEmployees,
                 "SELECT count(*) FROM employee_assignments WHERE assignment_type = "
                 "'customer_portfolio'",
                 714, 726, true}},
    Rule{"ASG1", "coverage", "15 branch coverage rows per 1,200 customers.",
         NoRows{kEmployees,
                "SELECT 'branch_coverage', count(*)::text FROM employee_assignments WHERE "
                "assignment_type = 'branch_coverage' HAVING {n} >= 120 AND abs(count(*) - {n} * 15 "
                "/ 1200.0) > 1"}},
    Rule{
        "ASG1", "ended", "85 % are ongoing, 15 % ended.",
        SharesOf{kEmployees,
                 "SELECT CASE WHEN end_date IS NULL THEN 'ongoing' ELSE 'ended' END, count(*) FROM "
                 "employee_assignments GROUP BY 1",
                 kEnded}},
    Rule{
        "ASG1", "dates", "Assignments lie within employment and before as_of.",
        NoRows{kEmployees,
               "SELECT a.assignment_id::text, a.start_date || coalesce(' to ' || a.end_date, '') "
               "FROM employee_assignments a JOIN employees e USING (employee_id) WHERE "
               "a.start_date < e.hire_date OR a.start_date >= {as_of} OR a.end_date < a.start_date "
               "OR a.end_date >= {as_of} OR a.end_date > e.termination_date"}},
    Rule{"ASG1", "customers", "A portfolio's customer exists.",
         EveryRowIn{
             {kEmployees,
              "SELECT related_entity_id FROM employee_assignments WHERE assignment_type = "
              "'customer_portfolio' ORDER BY related_entity_id COLLATE \"C\""},
             {kAccounts, "SELECT customer_id FROM customers ORDER BY customer_id COLLATE \"C\""}}},
    Rule{
        "ASG1", "agents", "A customer's agent is the employee of the customer's portfolio.",
        SameWhereKnown{{kEmployees,
                        "SELECT related_entity_id, employee_id FROM employee_assignments WHERE "
                        "assignment_type = 'customer_portfolio' ORDER BY related_entity_id COLLATE "
                        "\"C\""},
                       {Database::kCustomer,
                        "SELECT customer_id, assigned_agent_id FROM customer_profiles WHERE "
                        "assigned_agent_id IS NOT NULL ORDER BY customer_id COLLATE \"C\""}}},
    Rule{"ASG1", "running", "Nothing is running of who has left.",
         NoRows{kEmployees,
                "SELECT a.assignment_id::text, 'of ' || employee_id || ', who left on ' || "
                "e.termination_date FROM employee_assignments a JOIN employees e USING "
                "(employee_id) WHERE a.end_date IS NULL AND e.termination_date IS NOT NULL"}},
    Rule{"ASG1", "agents today", "A customer's agent is still there.",
         EmployeeOf{Database::kCustomer,
                    "SELECT customer_id, assigned_agent_id, {as_of} FROM customer_profiles WHERE "
                    "assigned_agent_id IS NOT NULL",
                    kAnybody}},
    in_the_end(Rule{
        "ASG1", "complaints under way",
        "Complaints under way are in the hands of somebody who is still there.",
        EmployeeOf{Database::kCustomer,
                   "SELECT complaint_id, assigned_to, {as_of} FROM complaints WHERE assigned_to "
                   "IS NOT NULL AND status IN ('open', 'investigating')",
                   kAnybody}}),
    in_the_end(
        Rule{"ASG1", "open applications",
             "Open applications are in the hands of somebody who is still there.",
             EmployeeOf{Database::kLoans,
                        "SELECT application_id, officer_id, {as_of} FROM loan_applications WHERE "
                        "officer_id IS NOT NULL AND status = 'pending'",
                        kAnybody}}),
    in_the_end(Rule{
        "ASG1", "claims under review",
        "Claims under review are in the hands of somebody who is still there.",
        EmployeeOf{Database::kInsurance,
                   "SELECT claim_id, processed_by, {as_of} FROM claims WHERE processed_by IS NOT "
                   "NULL AND status = 'under_review'",
                   kAnybody}}),
    in_the_end(
        Rule{"ASG1", "reports under way",
             "Reports of suspicion under way are in the hands of somebody who is still there.",
             EmployeeOf{Database::kCompliance,
                        "SELECT sar_id, filed_by, {as_of} FROM suspicious_activity_reports WHERE "
                        "filed_by IS NOT NULL AND sar_status IN ('draft', 'under_review')",
                        kAnybody}}),
    Rule{"ASG1", "branches", "A covered branch exists.",
         NoRows{kEmployees,
                "SELECT assignment_id::text, related_entity_id FROM employee_assignments WHERE "
                "assignment_type NOT IN ('customer_portfolio', 'branch_coverage') OR "
                "(assignment_type = 'branch_coverage' AND related_entity_id !~ "
                "'^BR0(0[1-9]|1[0-8])$')"}},
};

}  // namespace

std::span<const Rule> foundation_rules() {
  return kRules;
}

}  // namespace bankseed::verify
