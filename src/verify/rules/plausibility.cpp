// Of all phases of RULES.md: what a banker who reads rows would stumble over.

#include <array>

#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

constexpr auto kEmployees = Database::kEmployees;
constexpr auto kAccounts = Database::kAccounts;
constexpr auto kLoans = Database::kLoans;
constexpr auto kInsurance = Database::kInsurance;
constexpr auto kCompliance = Database::kCompliance;

constexpr std::array kRules = {
    as_made(Rule{
        "EMP7", "seniors", "From 150 employees up every branch has a senior of its own.",
        NoRows{kEmployees,
               "SELECT branch_code::text, 'nobody senior' FROM employees WHERE {employees} >= 150 "
               "GROUP BY branch_code HAVING count(*) FILTER (WHERE manager_id IS NULL AND "
               "termination_date IS NULL) = 0"}}),
    as_made(Rule{"REV1", "memory", "A rating is mostly near the one of the year before.",
                 NoRows{kEmployees,
                        "SELECT 'reviews', far || ' of ' || pairs || ' are two or more away' FROM "
                        "(SELECT count(*) AS pairs, count(*) FILTER (WHERE abs(rating - before) > "
                        "1) AS far FROM (SELECT rating, lag(rating) OVER (PARTITION BY employee_id "
                        "ORDER BY review_date) AS before FROM performance_reviews) r WHERE before "
                        "IS NOT NULL) x WHERE far > greatest(2, pairs / 50)"}}),
    as_made(Rule{
        "REV1", "salaries", "Who is rated higher earns more than others of the same role.",
        NoRows{kEmployees,
               "SELECT 'salaries', round(100 * high) || ' % up the role, of lower ratings ' || "
               "round(100 * low) FROM (SELECT avg(place) FILTER (WHERE rating >= 4) AS high, "
               "avg(place) FILTER (WHERE rating <= 3) AS low, count(*) AS rows FROM (SELECT "
               "employee_id, "
               "percent_rank() OVER (PARTITION BY role, manager_id IS NULL ORDER BY salary) AS "
               "place FROM employees) e JOIN (SELECT DISTINCT ON (employee_id) employee_id, rating "
               "FROM performance_reviews ORDER BY employee_id, review_date DESC) r USING "
               "(employee_id)) x WHERE {n} >= 1000 AND high + 1 / sqrt(rows) <= low"}}),
    as_made(Rule{
        "REV1", "leavers", "Who has left was not rated higher than who is there.",
        NoRows{kEmployees,
               "SELECT 'ratings', round(gone, 2) || ' of ' || leavers || ' who have left, ' || "
               "round(here, 2) || ' of the others' FROM (SELECT avg(rating) FILTER (WHERE "
               "termination_date IS NOT NULL) AS gone, avg(rating) FILTER (WHERE termination_date "
               "IS NULL) AS here, count(*) FILTER (WHERE termination_date IS NOT NULL) AS leavers "
               "FROM performance_reviews JOIN employees USING (employee_id)) x WHERE {n} >= 1000 "
               "AND gone > here + 2 / sqrt(leavers)"}}),
    as_made(Rule{
        "REV1", "comments", "What is written about a rating is hardly ever the same.",
        NoRows{kEmployees,
               "SELECT 'rating ' || rating, texts || ' of ' || rows FROM (SELECT rating, count(*) "
               "AS rows, count(DISTINCT comments) AS texts FROM performance_reviews GROUP BY 1) x "
               "WHERE texts < 0.55 * least(rows, 40)"}}),
    as_made(Rule{
        "TXN9", "tax refunds",
        "Tax is paid back from February to May, in Brazil in five lots from May to September.",
        NoRows{kAccounts,
               "SELECT transaction_id, description || ' on ' || transaction_date::date FROM "
               "{sample:transactions} WHERE (description = 'Tax refund, ACH credit' AND "
               "extract(month FROM transaction_date) NOT BETWEEN 2 AND 5) OR (description LIKE "
               "'Restitui%o do imposto de renda' AND (extract(month FROM transaction_date) NOT "
               "BETWEEN 5 AND 9 OR extract(day FROM transaction_date) < 28))"}}),
    as_made(Rule{
        "TXN13", "share",
        "A quarter at least of the transfers in the bank are between own accounts.",
        NoRows{kAccounts,
               "SELECT 'transfers', own || ' of ' || rows FROM (SELECT count(*) FILTER (WHERE "
               "a.customer_id = o.customer_id) AS own, count(*) AS rows FROM transactions t JOIN "
               "accounts a USING (account_id) JOIN accounts o ON o.account_number = "
               "t.counterparty_account) x WHERE {n} >= 500 AND own * CASE WHEN {busy} THEN 20 ELSE "
               "4 END < rows"}}),
    as_made(Rule{
        "TXN13", "texts", "Transfers between own accounts, and no others, say to or from which.",
        NoRows{kAccounts,
               "SELECT t.transaction_id, t.description || ', with ' || t.counterparty_account FROM "
               "transactions t LEFT JOIN accounts a ON a.account_id = t.account_id LEFT JOIN "
               "accounts o ON o.account_number = t.counterparty_account WHERE "
               "t.counterparty_account IS NOT NULL AND (a.customer_id = o.customer_id) <> "
               "(strpos(t.description, ',') = 0 AND right(t.description, 4) = "
               "right(t.counterparty_account, 4) AND t.description LIKE ANY (CASE o.account_type "
               "WHEN 'checking' THEN ARRAY['% checking %', '% conta-corrente %'] WHEN 'savings' "
               "THEN ARRAY['% savings %', '% poupan%a %'] WHEN 'money_market' THEN ARRAY['% money "
               "market %', '% conta remunerada %'] ELSE ARRAY['% certificate %', '% CDB %'] "
               "END))"}}),
    as_made(Rule{
        "TXN13", "put aside", "More is put aside from checking accounts than taken back.",
        NoRows{kAccounts,
               "SELECT 'transfers', aside || ' put aside, ' || back || ' taken back' FROM (SELECT "
               "count(*) FILTER (WHERE t.description ~* '\\m(to|enviad[ao])\\M') AS aside, "
               "count(*) FILTER (WHERE t.description !~* '\\m(to|enviad[ao])\\M') AS back FROM "
               "transactions t JOIN accounts a USING (account_id) JOIN accounts o ON "
               "o.account_number = t.counterparty_account WHERE a.customer_id = o.customer_id AND "
               "a.account_type = 'checking' AND o.account_type <> 'checking') x WHERE {n} >= 1000 "
               "AND aside + 2 * sqrt(aside + back) < back"}}),
    as_made(Rule{
        "RSK1", "four eyes", "Large loans are approved by others than who took the application.",
        NoRows{kLoans,
               "SELECT 'loans above 25,000', same || ' of ' || n FROM (SELECT count(*) AS n, "
               "count(*) FILTER (WHERE l.approved_by = a.officer_id) AS same FROM loans l JOIN "
               "loan_applications a USING (application_id) WHERE approved_amount > 25000) x WHERE "
               "n >= 50 AND same * 5 > n"}}),
    as_made(Rule{
        "EVT1", "four eyes", "Claims are settled by others than who sold the policy.",
        NoRows{kInsurance,
               "SELECT 'claims', same || ' of ' || n FROM (SELECT count(*) AS n, count(*) FILTER "
               "(WHERE processed_by = agent_id) AS same FROM claims JOIN policies USING "
               "(policy_id)) x WHERE n >= 50 AND same * 5 > n"}}),
    as_made(Rule{
        "COL1", "rooms", "Homes have as many bedrooms as their area, and their kind, goes with.",
        NoRows{kLoans,
               "SELECT collateral_id, description FROM (SELECT collateral_id, description, "
               "(regexp_match(description, ', (\\d) (?:bedroom|quarto)'))[1]::int AS rooms, "
               "regexp_replace((regexp_match(description, '([\\d.,]+) (?:sq ft|m)'))[1], '[.,]', "
               "'', 'g')::int * CASE WHEN description LIKE '%sq ft%' THEN 1.0 ELSE 10.75 END AS "
               "feet, description ~ '(^Condo|[Aa]part)' AS flat FROM collateral WHERE "
               "collateral_type = 'property') x WHERE rooms IS NOT NULL AND (feet / rooms NOT "
               "BETWEEN 330 AND 960 OR rooms < CASE WHEN flat THEN 1 ELSE 2 END)"}}),
    as_made(Rule{
        "COL1", "flats", "A flat is at the door of a flat, and a house is not.",
        NoRows{kLoans,
               "SELECT collateral_id, description FROM collateral WHERE collateral_type = "
               "'property' AND description ~ ' (bedroom|quarto)s?,' AND description ~ "
               "'^(Condo|Rental apartment|Apartamento)' <> description ~ ', (Apt|Unit|Apto|Bloco) "
               "'"}}),
    as_made(Rule{
        "CLM1", "apart", "Claims of one policy are over different sums, and not close together.",
        NoRows{
            kInsurance,
            "SELECT claim_id, claim_amount || ' on ' || claim_date || ' after ' || amount_before "
            "|| ' on ' || date_before FROM (SELECT claim_id, claim_amount, claim_date, "
            "end_date - start_date AS days, lag(claim_amount) OVER (PARTITION BY policy_id "
            "ORDER BY claim_date, claim_id) AS amount_before, lag(claim_date) OVER (PARTITION "
            "BY policy_id ORDER BY claim_date, claim_id) AS date_before FROM claims JOIN "
            "policies USING (policy_id)) x WHERE {n} >= 120 AND (claim_amount = amount_before "
            "OR (days >= 365 AND claim_date - date_before < 15))"}}),
    as_made(
        Rule{"AUD1", "former emails", "A former address is no longer than others'.",
             NoRows{kCompliance,
                    "SELECT audit_id::text, old_value::text FROM audit_trails WHERE entity_type = "
                    "'customer' AND old_value::text ~ '\"email\"' AND "
                    "length(substring(old_value::text FROM '(\\d+)@')) > length({n}::text)"}}),
};

}  // namespace

std::span<const Rule> plausibility_rules() {
  return kRules;
}

}  // namespace bankseed::verify
