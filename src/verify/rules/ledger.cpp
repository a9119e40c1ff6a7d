// Phase 2 of RULES.md: transactions.

#include <array>

#include "verify/rules/rules.hpp"

namespace bankseed::verify {
namespace {

constexpr auto kAccounts = Database::kAccounts;
constexpr auto kCustomer = Database::kCustomer;

constexpr std::array<ValueShare, 4> kTransactionTypes = {
    {{"deposit", 4000}, {"withdrawal", 3000}, {"transfer", 2000}, {"payment or fee", 1000}}};
constexpr std::array<ValueShare, 4> kBusyTransactionTypes = {
    {{"deposit", 1200}, {"withdrawal", 7300}, {"transfer", 500}, {"payment or fee", 1000}}};
constexpr std::array<ValueShare, 2> kBusyByStaff = {{{"staff", 100}, {"none", 9900}}};
constexpr std::array<ValueShare, 2> kBusyLarge = {{{"above 10,000", 117}, {"up to 10,000", 9883}}};
constexpr std::array<ValueShare, 2> kByStaff = {{{"staff", 1500}, {"none", 8500}}};
constexpr std::array<ValueShare, 2> kInternal = {{{"internal", 3000}, {"external", 7000}}};
constexpr std::array<ValueShare, 2> kLarge = {{{"above 10,000", 1000}, {"up to 10,000", 9000}}};
constexpr std::array<std::string_view, 1> kCustomerService = {"customer_service"};

/// Transactions with their account, and with what stands before them in it. Those of an account are
/// walked as they were written, which is the order of time, or the walk is out of order; an index
/// brings them so, and they need not be sorted. Whether a transfer comes in is mostly seen by how
/// its text begins.
constexpr std::string_view kWalk =
    "(SELECT *, transaction_date IS NULL OR transaction_id IS NULL OR transaction_date <= "
    "date_before OR (length(transaction_id), transaction_id) <= (length(id_before), id_before) AS "
    "is_out_of_order FROM (SELECT account_id, transaction_id, transaction_type, "
    "transaction_amount, transaction_date, balance_after, processed_by, lag(balance_after) OVER "
    "walk AS balance_before, lag(transaction_date) OVER walk AS date_before, lag(transaction_id) "
    "OVER walk AS id_before, lead(account_id) OVER walk IS NULL AS is_last, CASE WHEN "
    "transaction_type = 'deposit' OR (transaction_type = 'transfer' AND (description LIKE "
    "'Transfer from %' OR ((description NOT LIKE 'Transfer to %' OR strpos(lower(description), "
    "'from') > 0 OR strpos(lower(description), 'recebid') > 0) AND description ~* "
    "'\\m(from|recebid[ao])\\M'))) THEN 1 ELSE -1 END AS sign FROM transactions WINDOW walk AS "
    "(PARTITION BY account_id)) w OFFSET 0) t LEFT JOIN accounts a ON a.account_id = t.account_id";

/// Types of transactions, and how many amounts are below a bound that is about the mean of the
/// first ones, less a fifth. Where they are more than half, so is the median, and nothing needs to
/// be sorted.
constexpr std::string_view kBelowMean =
    "(SELECT transaction_type, count(*) AS rows, avg(transaction_amount) AS mean, count(*) FILTER "
    "(WHERE transaction_amount < bound) AS below, min(bound) AS bound FROM transactions LEFT JOIN "
    "(SELECT transaction_type AS type, avg(transaction_amount) / 1.25 AS bound FROM (SELECT "
    "transaction_type, transaction_amount FROM transactions LIMIT 20000) s GROUP BY 1) b ON type = "
    "transaction_type WHERE transaction_type <> 'fee' AND NOT ({busy} AND description LIKE ANY "
    "(ARRAY['Payroll,%', 'Sal_rio,%', 'Sal__rio,%'])) GROUP BY 1) x";

/// Transactions with their account and the other one of a transfer within the bank.
constexpr std::string_view kPartners =
    "transactions t LEFT JOIN accounts a ON a.account_id = t.account_id LEFT JOIN accounts o ON "
    "o.account_number = t.counterparty_account";

constexpr std::array kRules = {
    Rule{"TXN1", "total", "15,000 to 20,000 transactions per 1,200 customers.",
         CountOf{kAccounts, "SELECT count(*) FROM transactions", 15'000, 20'000, true},
         CountOf{kAccounts, "SELECT count(*) FROM transactions", 550'000, 650'000, true}},
    as_made(Rule{
        "TXN1", "per account", "5 to 50 transactions per account.",
        NoRows{
            kAccounts,
            "SELECT a.account_id, count(t.account_id) || ' transactions' FROM accounts a LEFT "
            "JOIN transactions t USING (account_id) GROUP BY a.account_id HAVING "
            "count(t.account_id) NOT BETWEEN 5 AND CASE WHEN {busy} THEN 6000 ELSE 50 END",
            Screen{"accounts LEFT JOIN (SELECT account_id, count(*) AS rows FROM transactions "
                   "GROUP BY 1) t USING (account_id)",
                   "coalesce(rows, 0) NOT BETWEEN 5 AND CASE WHEN {busy} THEN 6000 ELSE 50 END"}}}),
    Rule{
        "TXN1", "older ones", "Older and checking accounts have more transactions.",
        NoRows{kAccounts,
               "SELECT 'accounts', 'old ' || round(old, 2) || ', young ' || round(young, 2) || ', "
               "checking ' || round(checking, 2) || ', other ' || round(other, 2) FROM (SELECT "
               "avg(rows) FILTER (WHERE opened_date < {as_of} - 1460) AS old, avg(rows) FILTER "
               "(WHERE opened_date > {as_of} - interval '1 year') AS young, avg(rows) FILTER "
               "(WHERE account_type "
               "= 'checking') AS checking, avg(rows) FILTER (WHERE account_type <> 'checking') AS "
               "other FROM accounts JOIN (SELECT account_id, count(*) AS rows FROM transactions "
               "GROUP BY 1) t USING (account_id)) x WHERE {n} >= 500 AND (old <= young OR checking "
               "<= other)"}},
    Rule{"TXN2", "types",
         "40 % deposits, 30 % withdrawals, 20 % transfers, 10 % payments and fees.",
         SharesOf{
             kAccounts,
             "SELECT CASE WHEN transaction_type IN ('payment', 'fee') THEN 'payment or fee' ELSE "
             "transaction_type END, count(*) FROM transactions GROUP BY 1",
             kTransactionTypes},
         SharesOf{
             kAccounts,
             "SELECT CASE WHEN transaction_type IN ('payment', 'fee') THEN 'payment or fee' ELSE "
             "transaction_type END, count(*) FROM transactions GROUP BY 1",
             kBusyTransactionTypes}},
    Rule{"TXN3", "amounts", "Amounts lie in the range of the type.",
         NoRows{kAccounts,
                "SELECT transaction_id, transaction_type || ' ' || transaction_amount FROM "
                "transactions WHERE CASE transaction_type WHEN 'deposit' THEN transaction_amount "
                "NOT BETWEEN 20 AND 10000 WHEN 'withdrawal' THEN transaction_amount NOT BETWEEN 20 "
                "AND 5000 WHEN 'transfer' THEN transaction_amount NOT BETWEEN 50 AND 50000 WHEN "
                "'payment' THEN transaction_amount NOT BETWEEN 10 AND CASE WHEN {busy} THEN 10000 "
                "ELSE 2000 END WHEN 'fee' THEN "
                "transaction_amount NOT BETWEEN 10 AND 100 ELSE true END"}},
    Rule{"TXN3", "cash machines", "Cash machines give multiples of 20.",
         NoRows{kAccounts,
                "SELECT transaction_id, transaction_amount::text FROM {sample:transactions} WHERE "
                "description LIKE ANY (ARRAY['Cash withdrawal, machine%', 'Saque em dinheiro, "
                "terminal%']) AND transaction_amount % 20 <> 0"}},
    Rule{"TXN3", "skew", "Many amounts are small, few are large: the mean is above the median.",
         NoRows{kAccounts,
                "SELECT transaction_type, 'mean ' || round(mean, 2) || ', median ' || "
                "round(median::numeric, 2) FROM (SELECT transaction_type, count(*) AS rows, "
                "avg(transaction_amount) AS mean, percentile_cont(0.5) WITHIN GROUP (ORDER BY "
                "transaction_amount::float8) AS median FROM transactions WHERE transaction_type <> "
                "'fee' AND NOT ({busy} AND description LIKE ANY (ARRAY['Payroll,%', 'Sal_rio,%', "
                "'Sal__rio,%'])) GROUP BY 1) x WHERE rows >= 300 AND (NOT {busy} OR {n} >= 120) "
                "AND mean <= median * 1.15",
                Screen{kBelowMean,
                       "rows >= 300 AND (2 * below >= rows + 2 AND bound > 0 AND mean > 1.1501 * "
                       "bound) IS NOT TRUE"}}},
    Rule{"TXN4", "lifetime", "Transactions lie between opening and as_of, or closing.",
         NoRows{
             kAccounts,
             "SELECT transaction_id, transaction_date::text FROM transactions JOIN accounts USING "
             "(account_id) WHERE transaction_date < opened_date OR transaction_date >= "
             "coalesce(closed_date + 1, {as_of}) OR transaction_date IS NULL OR (account_status = "
             "'frozen' AND transaction_date >= {as_of} - 14)",
             Screen{kWalk,
                    "transaction_date < opened_date OR transaction_date >= coalesce(closed_date + "
                    "1, {as_of}) OR transaction_date IS NULL OR (account_status = 'frozen' AND "
                    "transaction_date >= {as_of} - 14)"}}},
    Rule{"TXN4", "dormant",
         "Nothing has moved on the accounts of a dormant customer for half a year.",
         BetweenWhereKnown{{kAccounts,
                            "SELECT customer_id COLLATE \"C\", max(transaction_date) FROM "
                            "transactions JOIN accounts USING (account_id) WHERE transaction_date "
                            ">= {as_of} - 180 GROUP BY 1 ORDER BY 1"},
                           {kCustomer,
                            "SELECT customer_id, '', {as_of} - 180 FROM customer_profiles WHERE "
                            "customer_status = 'dormant' ORDER BY customer_id COLLATE \"C\""}}},
    Rule{"TXN4", "order", "Time strictly increases within an account, in the order of ids.",
         NoRows{kAccounts,
                "SELECT transaction_id, transaction_date || ' after ' || before FROM (SELECT "
                "transaction_id, transaction_date, lag(transaction_date) OVER (PARTITION BY "
                "account_id ORDER BY length(transaction_id), transaction_id) AS before FROM "
                "transactions) x WHERE transaction_date <= before",
                Screen{kWalk, "is_out_of_order"}}},
    Rule{"TXN4", "staff", "15 % are processed by an employee.",
         SharesOf{
             kAccounts,
             "SELECT CASE WHEN processed_by IS NULL THEN 'none' ELSE 'staff' END, count(*) FROM "
             "transactions GROUP BY 1",
             kByStaff},
         SharesOf{
             kAccounts,
             "SELECT CASE WHEN processed_by IS NULL THEN 'none' ELSE 'staff' END, count(*) FROM "
             "transactions GROUP BY 1",
             kBusyByStaff}},
    Rule{"TXN4", "night", "Fewer than 5 % fall between midnight and 05:00.",
         NoRows{kAccounts,
                "SELECT 'transactions', round(100 * share, 2) || ' % at night' FROM (SELECT "
                "avg((transaction_date::time < '05:00')::int) AS share FROM transactions) x "
                "WHERE {n} >= 120 AND share >= 0.05"}},
    Rule{"TXN4", "weekdays", "Card purchases are more frequent on Saturdays than on weekdays.",
         NoRows{kAccounts,
                "SELECT 'withdrawals', 'Saturday ' || round(saturday, 3) || ', weekday ' || "
                "round(weekday, 3) FROM (SELECT avg((date_part('isodow', transaction_date) = "
                "6)::int) AS saturday, avg((date_part('isodow', transaction_date) BETWEEN 1 AND "
                "4)::int) / 4 AS weekday FROM transactions WHERE description LIKE ANY (ARRAY['Card "
                "purchase%', 'Compra no cart%'])) x WHERE {n} >= 1000 AND saturday <= weekday"}},
    Rule{"TXN4", "payroll",
         "Payroll falls on the 15th, or the working day before it, or the last working day.",
         NoRows{kAccounts,
                "SELECT transaction_id, day::text FROM (SELECT transaction_date::date AS day, "
                "min(transaction_id) AS transaction_id FROM transactions WHERE description LIKE "
                "ANY (ARRAY['Payroll,%', 'Sal_rio,%', 'Sal__rio,%']) GROUP BY 1) paid WHERE "
                "{closed:day} OR {worked:day + 1 .. CASE WHEN extract(day FROM day) <= 15 THEN "
                "date_trunc('month', day) + interval '14 days' ELSE date_trunc('month', day) + "
                "interval '1 month - 1 day' END}"}},
    Rule{"TXN4", "opening days", "Employees process transactions when branches are open.",
         NoRows{kAccounts,
                "SELECT transaction_id, processed_by || ' on ' || transaction_date FROM "
                "{sample:transactions} JOIN accounts USING (account_id) WHERE processed_by IS "
                "NOT NULL AND {shut:transaction_date} AND {open:opened_date .. "
                "transaction_date::date}",
                Screen{kWalk,
                       "processed_by IS NOT NULL AND {shut:transaction_date} AND "
                       "{open:opened_date .. transaction_date::date}"}}},
    Rule{"EMP6", "processed_by", "Who processed a transaction was employed that day.",
         EmployeeOf{kAccounts,
                    "SELECT transaction_id, processed_by, transaction_date::date FROM transactions "
                    "WHERE processed_by IS NOT NULL",
                    kCustomerService}},
    Rule{
        "TXN5", "walk", "Each balance differs from the one before by exactly the amount.",
        NoRows{
            kAccounts,
            "SELECT transaction_id, transaction_type || ' of ' || transaction_amount || ': ' "
            "|| coalesce(before::text, 'start') || ' to ' || coalesce(balance_after::text, "
            "'NULL') FROM (SELECT *, lag(balance_after) OVER (PARTITION BY account_id ORDER BY "
            "transaction_date, transaction_id) AS before, CASE transaction_type WHEN 'deposit' "
            "THEN 1 WHEN 'transfer' THEN CASE WHEN description ~* '\\m(from|recebid[ao])\\M' "
            "THEN 1 ELSE -1 END ELSE -1 END AS sign FROM transactions) x WHERE balance_after "
            "IS NULL OR balance_after < 0 OR balance_after <> coalesce(before, balance_after - "
            "sign * transaction_amount) + sign * transaction_amount OR (before IS NULL AND "
            "balance_after - sign * transaction_amount < 0)",
            Screen{
                kWalk,
                "is_out_of_order OR balance_after IS NULL OR balance_after < 0 OR balance_after <> "
                "coalesce(balance_before, balance_after - sign * transaction_amount) + "
                "sign * transaction_amount OR (balance_before IS NULL AND balance_after "
                "- sign * transaction_amount < 0)"}}},
    Rule{
        "TXN5", "direction", "A transfer's description says to or from.",
        NoRows{kAccounts,
               "SELECT transaction_id, coalesce(description, 'NULL') FROM transactions WHERE "
               "transaction_type = 'transfer' AND (description IS NULL OR (description ~* "
               "'\\m(from|recebid[ao])\\M') = (description ~* '\\m(to|enviad[ao])\\M'))",
               Screen{"transactions",
                      "transaction_type = 'transfer' AND (description IS NULL OR CASE WHEN "
                      "description LIKE 'Transfer to %' AND strpos(lower(description), 'from') = 0 "
                      "AND strpos(lower(description), 'recebid') = 0 THEN false ELSE (description "
                      "~* '\\m(from|recebid[ao])\\M') = (description ~* "
                      "'\\m(to|enviad[ao])\\M') END)"}}},
    Rule{"TXN5", "final", "The last balance is the account's.",
         NoRows{kAccounts,
                "SELECT account_id, last || ' but balance ' || balance FROM (SELECT DISTINCT ON "
                "(account_id) account_id, balance_after AS last FROM transactions ORDER BY "
                "account_id, transaction_date DESC) t JOIN accounts USING (account_id) WHERE last "
                "IS DISTINCT FROM balance",
                Screen{kWalk,
                       "is_out_of_order OR (is_last AND balance_after IS DISTINCT FROM balance)"}}},
    Rule{"TXN6", "share", "30 % of the transfers have a counterparty in this bank.",
         SharesOf{
             kAccounts,
             "SELECT CASE WHEN counterparty_account IS NULL THEN 'external' ELSE 'internal' END, "
             "count(*) FROM transactions WHERE transaction_type = 'transfer' GROUP BY 1",
             kInternal}},
    Rule{"TXN6", "counterparties",
         "A counterparty is another account of the same currency that was open that day.",
         NoRows{
             kAccounts,
             "SELECT t.transaction_id, 'with ' || t.counterparty_account FROM transactions t JOIN "
             "accounts a USING (account_id) LEFT JOIN accounts o ON o.account_number = "
             "t.counterparty_account WHERE t.counterparty_account IS NOT NULL AND "
             "(t.transaction_type <> 'transfer' OR o.account_id IS NULL OR o.account_id = "
             "a.account_id OR o.currency <> a.currency OR o.opened_date > "
             "t.transaction_date::date OR o.closed_date < t.transaction_date::date)",
             Screen{
                 kPartners,
                 "t.counterparty_account IS NOT NULL AND (t.transaction_type <> 'transfer' OR "
                 "o.account_id IS NULL OR o.account_id = a.account_id OR o.currency <> a.currency "
                 "OR o.opened_date > t.transaction_date::date OR o.closed_date < "
                 "t.transaction_date::date)"}}},
    Rule{"TXN6", "both legs", "The other account has the same transfer the other way round.",
         NoRows{
             kAccounts,
             "WITH legs AS (SELECT t.transaction_id, a.account_number AS own, "
             "t.counterparty_account AS other, t.transaction_date AS at, t.transaction_amount AS "
             "amount, description ~* '\\m(from|recebid[ao])\\M' AS incoming FROM transactions t "
             "JOIN accounts a USING (account_id) WHERE t.counterparty_account IS NOT NULL) SELECT "
             "l.transaction_id, l.own || ' and ' || l.other FROM legs l LEFT JOIN legs r ON r.own "
             "= l.other AND r.other = l.own AND r.at = l.at AND r.amount = l.amount AND r.incoming "
             "<> l.incoming GROUP BY l.transaction_id, l.own, l.other HAVING count(r.own) <> 1"}},
    Rule{"TXN7", "share", "10 % of the transfers exceed 10,000.",
         SharesOf{
             kAccounts,
             "SELECT CASE WHEN transaction_amount > 10000 THEN 'above 10,000' ELSE 'up to "
             "10,000' END, count(*) FROM transactions WHERE transaction_type = 'transfer' GROUP "
             "BY 1",
             kLarge},
         SharesOf{
             kAccounts,
             "SELECT CASE WHEN transaction_amount > 10000 THEN 'above 10,000' ELSE 'up to "
             "10,000' END, count(*) FROM transactions WHERE transaction_type = 'transfer' GROUP "
             "BY 1",
             kBusyLarge}},
    Rule{
        "TXN7", "nothing else", "Nothing but transfers exceeds 10,000.",
        NoRows{kAccounts,
               "SELECT transaction_id, transaction_type || ' ' || transaction_amount FROM "
               "transactions WHERE transaction_amount > 10000 AND transaction_type <> 'transfer'"}},
    Rule{
        "TXN8", "activity",
        "Accounts older than three years are about as busy in each of the last twelve quarters.",
        NoRows{
            kAccounts,
            "WITH old AS (SELECT account_id FROM accounts WHERE opened_date <= {as_of} - interval "
            "'3 "
            "years'), counted AS (SELECT width_bucket(transaction_date, "
            "ARRAY(SELECT {as_of} - interval '3 months' * k FROM generate_series(12, 1, -1) k)) AS "
            "quarter, count(*) AS rows FROM transactions JOIN old USING (account_id) WHERE "
            "transaction_date >= {as_of} - interval '36 months' GROUP BY 1), quarters AS (SELECT "
            "quarter, coalesce(rows, 0) AS rows, avg(coalesce(rows, 0)) "
            "OVER () AS mean FROM generate_series(1, 12) quarter LEFT JOIN counted USING "
            "(quarter)) SELECT 'quarter ' || quarter, rows || ' transactions, mean ' || "
            "round(mean) FROM quarters WHERE {n} >= 500 AND abs(rows - mean) > mean / 4 + 2 * "
            "sqrt(mean)"}},
    Rule{
        "TXN8", "payers", "So are those of them that pay installments or premiums.",
        NoRows{
            kAccounts,
            "WITH old AS (SELECT account_id FROM accounts WHERE opened_date <= {as_of} - interval "
            "'3 years' AND account_id IN (SELECT account_id FROM transactions WHERE "
            "transaction_type = 'payment' AND description LIKE ANY (ARRAY['Loan payment, %', "
            "'Presta%o de empr%stimo, %', 'Insurance premium, policy %', 'Pr%mio de seguro, "
            "ap%lice %']))), counted AS (SELECT width_bucket(transaction_date, ARRAY(SELECT "
            "{as_of} - interval '3 months' * k FROM generate_series(12, 1, -1) k)) AS quarter, "
            "count(*) AS rows FROM transactions JOIN old USING (account_id) WHERE transaction_date "
            ">= {as_of} - interval '36 months' GROUP BY 1), quarters AS (SELECT quarter, "
            "coalesce(rows, 0) AS rows, avg(coalesce(rows, 0)) OVER () AS "
            "mean FROM generate_series(1, 12) quarter LEFT JOIN counted USING (quarter)) SELECT "
            "'quarter ' || quarter, rows || ' transactions, mean ' || round(mean) FROM quarters "
            "WHERE {n} >= 500 AND abs(rows - mean) > mean / 4 + 2 * sqrt(mean)"}},
    Rule{"TXN8", "salaries", "In a busy bank a salary account has twenty transactions a month.",
         NoRows{kAccounts,
                "SELECT account_id, rows || ' transactions in ' || round(months, 1) || ' months' "
                "FROM (SELECT a.account_id, count(*) AS rows, 12 * (date_part('epoch', "
                "max(transaction_date) - min(transaction_date)) / 86400 / 365.25)::numeric AS "
                "months FROM accounts a JOIN transactions t USING (account_id) GROUP BY "
                "a.account_id HAVING bool_or(description LIKE ANY (ARRAY['Payroll,%', 'Sal_rio,%', "
                "'Sal__rio,%']))) x WHERE {busy} AND {n} >= 120 AND rows < 20 * months"}},
    Rule{"TXN8", "paydays",
         "In a busy bank a salary comes from one employer on every payday from its first on.",
         NoRows{kAccounts,
                "WITH paid AS (SELECT account_id, transaction_date::date AS day, description FROM "
                "transactions WHERE {busy} AND description LIKE ANY (ARRAY['Payroll,%', "
                "'Sal_rio,%', 'Sal__rio,%'])), paydays AS (SELECT day, row_number() OVER (ORDER BY "
                "day) AS place FROM paid GROUP BY 1) SELECT account_id, rows || ' salaries on ' || "
                "l.place - f.place + 1 || ' paydays from ' || employers || ' employers' FROM "
                "(SELECT account_id, count(*) AS rows, count(DISTINCT description) AS employers, "
                "min(day) AS first, max(day) AS last FROM paid GROUP BY 1) a JOIN paydays f ON "
                "f.day = first JOIN paydays l ON l.day = last WHERE {n} >= 120 AND (rows <> "
                "l.place - f.place + 1 OR employers > 1)"}},
    Rule{"TXN8", "debits",
         "What is debited every month is so once a month, at one amount; one roof a household.",
         NoRows{kAccounts,
                "SELECT account_id, rows || ' times ' || what || ', ' || amounts || ' amounts in ' "
                "|| months || ' months' FROM (SELECT account_id, CASE WHEN description LIKE ANY "
                "(ARRAY['Rent%', 'Mortgage%', 'Aluguel%', 'Financiamento imob%']) THEN 'rent or "
                "mortgage' ELSE description END AS what, count(*) AS rows, count(DISTINCT "
                "transaction_amount) AS amounts, count(DISTINCT date_trunc('month', "
                "transaction_date)) AS months FROM transactions JOIN accounts USING (account_id) "
                "WHERE account_type = 'checking' AND (description LIKE ANY (ARRAY['Rent payment%', "
                "'Mortgage payment%', 'Auto loan payment%', 'Student loan payment%', 'Insurance "
                "premium, ACH%', 'Membership%', 'Brokerage%', 'Aporte%']) OR (strpos(description, "
                "'bito autom') > 0 AND description LIKE '%d_bito autom_tico') OR "
                "(strpos(description, 'outra institui') > 0 AND description LIKE '%outra "
                "institui__o')) GROUP BY 1, 2) x WHERE rows > months OR amounts > 1"}},
    Rule{"TXN8", "installments",
         "In a busy bank every installment that was paid out of an account stands in its ledger.",
         EveryRowIn{
             {Database::kLoans,
              "SELECT loan_number COLLATE \"C\", installment_number::text COLLATE \"C\", "
              "linked_account_id COLLATE \"C\", total_amount::text COLLATE \"C\", "
              "payment_date::text COLLATE \"C\" FROM repayment_schedule JOIN loans USING (loan_id) "
              "JOIN (SELECT loan_id, max(payment_date) AS last FROM repayment_schedule GROUP BY 1) "
              "l USING (loan_id) WHERE {busy} AND {n} >= 120 AND linked_account_id IS NOT NULL AND "
              "total_amount BETWEEN 10 AND 10000 AND (payment_date < last OR payment_date = last "
              "AND loan_status <> 'paid_off') ORDER BY 1, 2, 3, 4, 5"},
             {kAccounts,
              "SELECT substring(description FROM '[A-Z]{2}-[0-9]{4}-[0-9]+') COLLATE \"C\", "
              "substring(description FROM '(?:installment|parcela) ([0-9]+)') COLLATE \"C\", "
              "account_id COLLATE \"C\", transaction_amount::text COLLATE \"C\", "
              "transaction_date::date::text COLLATE \"C\" FROM transactions WHERE {busy} AND "
              "transaction_type = 'payment' AND description LIKE ANY (ARRAY['Loan payment, %', "
              "'Presta%o de empr%stimo, %']) ORDER BY 1, 2, 3, 4, 5"}}},
    Rule{"TXN8", "premiums",
         "In a busy bank every premium that was paid out of an account stands in its ledger.",
         EveryRowIn{
             {Database::kInsurance,
              "SELECT policy_number COLLATE \"C\", from_account_id COLLATE \"C\", amount::text "
              "COLLATE \"C\", payment_date::text COLLATE \"C\" FROM premium_payments JOIN policies "
              "USING (policy_id) WHERE {busy} AND {n} >= 120 AND from_account_id IS NOT NULL AND "
              "payment_status = 'completed' AND amount BETWEEN 10 AND 10000 ORDER BY 1, 2, 3, 4"},
             {kAccounts,
              "SELECT substring(description FROM '[A-Z]{2}-[0-9]{4}-[0-9]+') COLLATE \"C\", "
              "account_id COLLATE \"C\", transaction_amount::text COLLATE \"C\", "
              "transaction_date::date::text COLLATE \"C\" FROM transactions WHERE {busy} AND "
              "transaction_type = 'payment' AND description LIKE ANY (ARRAY['Insurance premium, "
              "policy %', 'Pr%mio de seguro, ap%lice %']) ORDER BY 1, 2, 3, 4"}}},
    Rule{"TXN9", "wires", "Wires and TED go on working days, from 8:00 to 18:00 or 17:00.",
         NoRows{kAccounts,
                "SELECT transaction_id, description || ' on ' || transaction_date FROM "
                "{sample:transactions} WHERE transaction_type <> 'fee' AND description LIKE ANY "
                "(ARRAY['Wire %', 'TED %', '%, TED']) AND ({closed:transaction_date} OR "
                "transaction_date::time < '08:00' OR transaction_date::time >= CASE WHEN "
                "description LIKE 'Wire %' THEN '18:00' ELSE '17:00' END::time)"}},
    Rule{"TXN9", "large ones", "A transfer above 10,000 is a wire.",
         NoRows{kAccounts,
                "SELECT transaction_id, description FROM transactions JOIN accounts USING "
                "(account_id) WHERE transaction_type = 'transfer' AND transaction_amount > 10000 "
                "AND (description LIKE ANY (ARRAY['Wire %', 'TED %'])) IS NOT TRUE AND "
                "{worked:opened_date + 1 .. transaction_date::date - 1}"}},
    Rule{"TXN9", "ACH", "ACH payments are booked on working days, from 5:00 to 18:00.",
         NoRows{kAccounts,
                "SELECT transaction_id, description || ' on ' || transaction_date FROM "
                "{sample:transactions} WHERE description LIKE ANY (ARRAY['%, ACH', '%, ACH "
                "credit']) AND ({closed:transaction_date} OR transaction_date::time < '05:00' OR "
                "transaction_date::time >= '18:00')"}},
    Rule{"TXN9", "debits", "Direct debits of checking accounts are booked before noon.",
         NoRows{kAccounts,
                "SELECT transaction_id, description || ' on ' || transaction_date FROM "
                "{sample:transactions} JOIN accounts USING (account_id) WHERE account_type = "
                "'checking' AND transaction_type = 'withdrawal' AND description LIKE ANY "
                "(ARRAY['%, ACH', '%bito autom%tico']) AND ({closed:transaction_date} OR "
                "transaction_date::time NOT BETWEEN '05:00' AND '12:00')"}},
    as_made(Rule{"TXN9", "Pix", "There is no Pix before 2020-11-16.",
                 NoRows{kAccounts,
                        "SELECT transaction_id, description || ' on ' || transaction_date FROM "
                        "{sample:transactions} WHERE transaction_date < '2020-11-16' AND "
                        "description LIKE ANY (ARRAY['Pix', 'Pix %', 'Pix,%'])"}}),
    as_made(Rule{"TXN10", "prices", "What is charged has one price.",
                 NoRows{kAccounts,
                        "SELECT description, count(DISTINCT transaction_amount) || ' prices' FROM "
                        "transactions WHERE transaction_type = 'fee' GROUP BY 1 HAVING "
                        "count(DISTINCT transaction_amount) > 1"}}),
    as_made(Rule{"TXN10", "wires", "A fee for a wire follows one that went out.",
                 NoRows{kAccounts,
                        "SELECT f.transaction_id, f.description FROM transactions f WHERE "
                        "f.transaction_type = 'fee' AND f.description LIKE ANY (ARRAY['%ire fee', "
                        "'Tarifa, TED', 'Tarifa, remessa%']) AND NOT EXISTS (SELECT FROM "
                        "transactions w WHERE w.account_id = f.account_id AND w.transaction_type = "
                        "'transfer' AND w.transaction_amount > 10000 AND w.transaction_date "
                        "BETWEEN f.transaction_date - interval '3 days' AND f.transaction_date AND "
                        "w.description ~* '\\m(to|enviad[ao])\\M')"}}),
    as_made(Rule{"TXN10", "machines", "A fee for another bank's machine follows a withdrawal.",
                 NoRows{kAccounts,
                        "SELECT f.transaction_id, f.description FROM transactions f WHERE "
                        "f.transaction_type = 'fee' AND f.description LIKE ANY (ARRAY['Cash "
                        "machine fee%', 'Tarifa, saque%']) AND NOT EXISTS (SELECT FROM "
                        "transactions w WHERE w.account_id = f.account_id AND w.transaction_type = "
                        "'withdrawal' AND w.transaction_date BETWEEN f.transaction_date - interval "
                        "'3 days' AND f.transaction_date AND w.description LIKE ANY (ARRAY['Cash "
                        "withdrawal, machine%', 'Saque em dinheiro, terminal%']))"}}),
    as_made(Rule{
        "TXN10", "balances", "Overdrafts and returned items cost a fee where little is left.",
        NoRows{kAccounts,
               "SELECT transaction_id, description || ' at ' || balance_after FROM transactions "
               "WHERE transaction_type = 'fee' AND description LIKE ANY (ARRAY['Overdraft fee', "
               "'Returned item fee', 'Tarifa, adiantamento%', 'Tarifa, cheque devolvido']) AND "
               "balance_after > 250"}}),
    as_made(Rule{"TXN11", "one rate", "Accounts of a type and currency earn one rate on a day.",
                 NoRows{kAccounts,
                        "SELECT account_type || ', ' || currency || ', ' || day, round(100 * low, "
                        "3) || ' to ' || round(100 * high, 3) || ' %' FROM (SELECT account_type, "
                        "currency, transaction_date::date AS day, min(transaction_amount * 12 / "
                        "balance_after) AS low, max(transaction_amount * 12 / balance_after) AS "
                        "high FROM transactions JOIN accounts USING (account_id) WHERE "
                        "transaction_type = 'deposit' AND balance_after > 0 AND description IN "
                        "('Interest credited', 'Rendimento creditado') GROUP BY 1, 2, 3) x WHERE "
                        "high > low * 1.002"}}),
    as_made(Rule{
        "TXN11", "level", "Interest follows the central banks' rates.",
        NoRows{kAccounts,
               "SELECT transaction_id, round(1200 * transaction_amount / balance_after, 3) || ' % "
               "on ' || transaction_date::date FROM transactions JOIN accounts a USING "
               "(account_id) JOIN (VALUES ('USD', DATE '2020-04-01', DATE '2022-02-28', 0, "
               "0.0025), ('USD', DATE '2023-08-01', DATE '2024-08-31', 0.025, 0.055), ('BRL', DATE "
               "'2020-09-01', DATE '2021-02-28', 0.01, 0.02), ('BRL', DATE '2022-09-01', DATE "
               "'2024-04-30', 0.06, 0.138)) v (currency, first, last, low, high) ON v.currency = "
               "a.currency AND transaction_date::date BETWEEN first AND last WHERE "
               "transaction_type = 'deposit' AND balance_after > 0 AND description IN ('Interest "
               "credited', 'Rendimento creditado') AND transaction_amount * 12 / balance_after NOT "
               "BETWEEN low AND high"}}),
    as_made(Rule{
        "TXN12", "products", "Certificates are no checking accounts, savings plans fill savings.",
        NoRows{kAccounts,
               "SELECT transaction_id, account_type || ': ' || description FROM transactions JOIN "
               "accounts USING (account_id) WHERE (account_type = 'cd' AND description LIKE ANY "
               "(ARRAY['Bill payment%', 'Pagamento de boleto%', 'Card purchase%', 'Compra no "
               "cart%', 'Mobile check%', '%pelo aplicativo', 'Expense reimb%', 'Reembolso%', "
               "'Brokerage%', 'Aporte%'])) OR (account_type = 'checking' AND description LIKE ANY "
               "(ARRAY['Automatic savings plan%', 'Aplica%o programada%']))"}}),
};

}  // namespace

std::span<const Rule> ledger_rules() {
  return kRules;
}

Screen lone_transactions() {
  return {kWalk, "a.account_id IS NULL"};
}

Screen lone_transfers() {
  return {kPartners, "t.counterparty_account IS NOT NULL AND o.account_id IS NULL"};
}

}  // namespace bankseed::verify
