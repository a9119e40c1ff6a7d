// Databases that the workload only reads.

#include <array>

#include "cli/workload/workload.hpp"

namespace bankseed {
namespace {

constexpr auto kEmployees = Database::kEmployees;
constexpr auto kCustomer = Database::kCustomer;
constexpr auto kInsurance = Database::kInsurance;

constexpr std::string_view kColleague =
    R"(-- An employee, with the manager.
\set employee random(1, {employees})
SELECT e.first_name, e.last_name, e.role, e.department, e.branch_code, m.last_name AS manager
FROM employees e
LEFT JOIN employees m ON m.employee_id = e.manager_id
WHERE e.employee_id = {id:EMP:employee};
)";

constexpr std::string_view kTeams =
    R"(-- Who leads how many, and what they earn.
SELECT department, count(*) AS employees, round(avg(salary), 2) AS salary,
       count(*) FILTER (WHERE manager_id IS NULL) AS seniors
FROM employees WHERE employment_status = 'active'
GROUP BY department ORDER BY department;
)";

constexpr std::string_view kProfile =
    R"(-- The profile of a customer.
\set customer random(1, {customers})
SELECT full_name, email, phone, customer_segment, customer_status, kyc_status, risk_rating,
       assigned_agent_id
FROM customer_profiles
WHERE customer_id = {id:CUST:customer};
)";

constexpr std::string_view kContacts =
    R"(-- The last ten contacts of a customer, with the scores given.
\set customer random(1, {customers})
SELECT i.interaction_date, i.interaction_type, i.channel, i.outcome, s.nps_score
FROM interactions i
LEFT JOIN satisfaction_surveys s
  ON s.interaction_id = i.interaction_id AND s.customer_id = i.customer_id
WHERE i.customer_id = {id:CUST:customer}
ORDER BY i.interaction_date DESC LIMIT 10;
)";

constexpr std::string_view kSatisfaction =
    R"(-- How content the segments are.
SELECT p.customer_segment, count(*) AS surveys, round(avg(s.nps_score), 2) AS nps,
       round(avg(s.satisfaction_rating), 2) AS satisfaction
FROM satisfaction_surveys s
JOIN customer_profiles p USING (customer_id)
GROUP BY p.customer_segment ORDER BY p.customer_segment;
)";

constexpr std::string_view kPolicies =
    R"(-- The policies of a customer.
\set customer random(1, {customers})
SELECT policy_number, policy_type, policy_status, coverage_amount, premium_amount,
       premium_frequency, end_date
FROM policies
WHERE customer_id = {id:CUST:customer};
)";

constexpr std::string_view kPremiums =
    R"(-- The last twelve premiums of a policy.
\set policy random(1, {policies})
SELECT payment_date, amount, payment_method, payment_status
FROM premium_payments
WHERE policy_id = {id:POL:policy}
ORDER BY payment_date DESC LIMIT 12;
)";

constexpr std::string_view kLosses =
    R"(-- What was claimed and granted, by kind of policy.
SELECT p.policy_type, count(*) AS claims, sum(c.claim_amount) AS claimed,
       sum(c.approved_amount) AS granted
FROM claims c
JOIN policies p USING (policy_id)
GROUP BY p.policy_type ORDER BY p.policy_type;
)";

constexpr std::array<WorkloadScript, 8> kOtherScripts = {{
    {kEmployees, "colleague", 95, "an employee, with the manager", kColleague},
    {kEmployees, "report", 5, "departments, and what they earn", kTeams},
    {kCustomer, "profile", 60, "the profile of a customer", kProfile},
    {kCustomer, "contacts", 37, "the last contacts of a customer", kContacts},
    {kCustomer, "report", 3, "how content the segments are", kSatisfaction},
    {kInsurance, "policies", 60, "the policies of a customer", kPolicies},
    {kInsurance, "premiums", 37, "the last premiums of a policy", kPremiums},
    {kInsurance, "report", 3, "claims by kind of policy", kLosses},
}};

}  // namespace

std::span<const WorkloadScript> other_scripts() {
  return kOtherScripts;
}

}  // namespace bankseed
