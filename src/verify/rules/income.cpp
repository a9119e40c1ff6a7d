// Salaries and pensions: a part of phase 2 of RULES.md.

#include <array>

#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

constexpr auto kAccounts = Database::kAccounts;

constexpr std::array kRules = {
    as_made(Rule{"INC1", "ages",
                 "Who is paid a pension is 62 or more, and who is paid a salary has not been "
                 "67 for a month.",
                 NoRows{kAccounts,
                        "SELECT transaction_id, description || ' at ' || "
                        "age(transaction_date, date_of_birth) FROM transactions JOIN "
                        "accounts USING (account_id) JOIN customers USING (customer_id) "
                        "WHERE (description LIKE ANY (ARRAY['Social Security benefit,%', "
                        "'Pension, %', 'Benef_cio INSS,%', 'Benef__cio INSS,%', "
                        "'Aposentadoria complementar,%']) AND transaction_date < "
                        "date_of_birth + interval '62 years') OR (description LIKE ANY "
                        "(ARRAY['Payroll,%', 'Sal_rio,%', 'Sal__rio,%']) AND "
                        "transaction_date >= date_trunc('month', date_of_birth + interval "
                        "'67 years') + interval '1 month')"}}),
    as_made(Rule{"INC1", "one income",
                 "A customer has one employer, no salary after a pension, and one pension a "
                 "month.",
                 NoRows{kAccounts,
                        "WITH incomes AS MATERIALIZED (SELECT customer_id, transaction_date "
                        "AS at, description, description LIKE ANY (ARRAY['Social Security "
                        "benefit,%', 'Pension, %', 'Benef_cio INSS,%', 'Benef__cio INSS,%', "
                        "'Aposentadoria complementar,%']) AS is_pension, "
                        "split_part(description, ', ', 2) AS payer FROM transactions JOIN "
                        "accounts USING (account_id) WHERE description LIKE ANY "
                        "(ARRAY['Payroll,%', 'Sal_rio,%', 'Sal__rio,%', 'Social Security "
                        "benefit,%', 'Pension, %', 'Benef_cio INSS,%', 'Benef__cio INSS,%', "
                        "'Aposentadoria complementar,%'])) SELECT customer_id, 'employers, "
                        "or a salary after a pension' FROM incomes GROUP BY 1 HAVING "
                        "count(DISTINCT payer) FILTER (WHERE NOT is_pension OR description "
                        "LIKE ANY (ARRAY['Pension,%', 'Aposentadoria complementar,%'])) > 1 "
                        "OR max(at) FILTER (WHERE NOT is_pension) > min(at) FILTER (WHERE "
                        "is_pension) UNION ALL SELECT customer_id, 'pensions in ' || "
                        "min(at)::date FROM incomes WHERE is_pension GROUP BY customer_id, "
                        "date_trunc('month', at) HAVING count(*) > 1"}}),
    as_made(Rule{"INC1", "minimum wage",
                 "A payday pays half of a month's minimum wage or more, and the INSS a whole "
                 "one.",
                 NoRows{kAccounts,
                        "SELECT transaction_id, transaction_amount || ': ' || description "
                        "FROM transactions WHERE (description LIKE 'Payroll,%' AND "
                        "transaction_amount < 628.33) OR (description LIKE ANY "
                        "(ARRAY['Sal_rio,%', 'Sal__rio,%']) AND transaction_amount < CASE "
                        "least(2026, greatest(2017, extract(year FROM "
                        "transaction_date)::int)) WHEN 2017 THEN 937 WHEN 2018 THEN 954 WHEN "
                        "2019 THEN 998 WHEN 2020 THEN 1045 WHEN 2021 THEN 1100 WHEN 2022 "
                        "THEN 1212 WHEN 2023 THEN 1320 WHEN 2024 THEN 1412 WHEN 2025 THEN "
                        "1518 ELSE 1621 END / 2.0) OR (description LIKE ANY "
                        "(ARRAY['Benef_cio INSS,%', 'Benef__cio INSS,%']) AND "
                        "transaction_amount < CASE least(2026, greatest(2017, extract(year "
                        "FROM transaction_date)::int)) WHEN 2017 THEN 937 WHEN 2018 THEN 954 "
                        "WHEN 2019 THEN 998 WHEN 2020 THEN 1045 WHEN 2021 THEN 1100 WHEN "
                        "2022 THEN 1212 WHEN 2023 THEN 1320 WHEN 2024 THEN 1412 WHEN 2025 "
                        "THEN 1518 ELSE 1621 END)"}}),
    as_made(Rule{"INC1", "raises",
                 "Salaries and pensions do not fall, the months of bonuses aside.",
                 NoRows{kAccounts,
                        "SELECT account_id, transaction_amount || ' after ' || earlier FROM "
                        "(SELECT account_id, transaction_amount, lag(transaction_amount) "
                        "OVER (PARTITION BY account_id, description ORDER BY "
                        "transaction_date) AS earlier FROM transactions WHERE description "
                        "LIKE ANY (ARRAY['Payroll,%', 'Sal_rio,%', 'Sal__rio,%', 'Social "
                        "Security benefit,%', 'Pension, %', 'Benef_cio INSS,%', 'Benef__cio "
                        "INSS,%', 'Aposentadoria complementar,%']) AND extract(month FROM "
                        "transaction_date) NOT IN (8, 11, 12)) x WHERE transaction_amount < "
                        "earlier"}}),
    as_made(Rule{"INC1", "pensioners",
                 "Old customers who use a checking account mostly have a pension there.",
                 NoRows{kAccounts,
                        "WITH users AS (SELECT customer_id, bool_or(description LIKE ANY "
                        "(ARRAY['Social Security benefit,%', 'Pension, %', 'Benef_cio "
                        "INSS,%', 'Benef__cio INSS,%', 'Aposentadoria complementar,%'])) AS "
                        "has_pension FROM transactions JOIN accounts USING (account_id) JOIN "
                        "customers USING (customer_id) WHERE account_type = 'checking' AND "
                        "date_of_birth < {as_of} - interval '70 years' AND transaction_date "
                        ">= date_of_birth + interval '67 years 1 month' GROUP BY 1 HAVING "
                        "count(*) >= 12) SELECT 'pensions', sum(has_pension::int) || ' of ' "
                        "|| count(*) FROM users HAVING count(*) >= 12 AND "
                        "avg(has_pension::int) < 0.3"}}),
};

}  // namespace

std::span<const Rule> income_rules() {
  return kRules;
}

}  // namespace bankseed::verify
