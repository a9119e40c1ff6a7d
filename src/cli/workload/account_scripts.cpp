#include <array>

#include "cli/workload/workload.hpp"

namespace bankseed {
namespace {

constexpr auto kAccounts = Database::kAccounts;

constexpr std::string_view kBalance =
    R"(-- What a customer sees first: the accounts and their balances.
\set customer random(1, {customers})
SELECT a.account_number, a.account_type, a.account_status, a.balance, a.currency
FROM customers c
LEFT JOIN accounts a USING (customer_id)
WHERE c.customer_id = {id:CUST:customer}
ORDER BY a.opened_date;
)";

constexpr std::string_view kStatement =
    R"(-- The last twenty movements of an account.
\set account random(1, {accounts})
SELECT transaction_date, transaction_type, description, transaction_amount, balance_after
FROM transactions
WHERE account_id = {id:ACC:account}
ORDER BY transaction_date DESC, transaction_id DESC
LIMIT 20;
)";

constexpr std::string_view kDeposit =
    R"(-- Money comes in: 20 to 5,000. The update locks the account, so that its ledger has one
-- writer at a time; the clock is read after that, and so times and ids rise in the ledger. An id is
-- as long as any other, and ends with the leg, of which a transfer has two.
-- An account that is frozen or closed takes nothing.
\set account random(1, {accounts})
\set cents random_exponential(2000, 500000, 5)
WITH moved AS (
  UPDATE accounts SET balance = balance + :cents::numeric / 100
  WHERE account_id = {id:ACC:account} AND account_status = 'active'
  RETURNING account_id, balance, {now} AS at)
INSERT INTO transactions (transaction_id, account_id, transaction_type, transaction_amount,
                          transaction_date, description, balance_after)
SELECT 'TXN' || {stamp} || '1',
       account_id, 'deposit', :cents::numeric / 100, at, '{deposit}', balance
FROM moved;
)";

constexpr std::string_view kWithdrawal =
    R"(-- Money goes out: 20 to 5,000, where there is enough. See deposit.sql for the lock.
\set account random(1, {accounts})
\set cents random_exponential(2000, 500000, 5)
WITH moved AS (
  UPDATE accounts SET balance = balance - :cents::numeric / 100
  WHERE account_id = {id:ACC:account} AND account_status = 'active'
    AND balance >= :cents::numeric / 100
  RETURNING account_id, balance, {now} AS at)
INSERT INTO transactions (transaction_id, account_id, transaction_type, transaction_amount,
                          transaction_date, description, balance_after)
SELECT 'TXN' || {stamp} || '1',
       account_id, 'withdrawal', :cents::numeric / 100, at, '{withdrawal}', balance
FROM moved;
)";

constexpr std::string_view kTransfer =
    R"(-- Money goes from one account of the bank to another: 50 to 10,000, in one currency, where
-- there is enough. Both rows are locked in the order of their ids, whichever way the money
-- goes, so that no two transfers wait for each other. Both legs bear the same moment.
\set payer random(1, {accounts})
\set payee random(1, {accounts})
\set cents random_exponential(5000, 1000000, 6)
BEGIN;
SELECT account_id FROM accounts
WHERE account_id IN ({id:ACC:payer}, {id:ACC:payee})
ORDER BY account_id FOR UPDATE;
WITH pair AS MATERIALIZED (
  SELECT p.account_id AS payer, p.account_number AS payer_number,
         r.account_id AS payee, r.account_number AS payee_number, {now} AS at
  FROM accounts p
  JOIN accounts r ON r.currency = p.currency AND r.account_id <> p.account_id
  WHERE p.account_id = {id:ACC:payer} AND r.account_id = {id:ACC:payee}
    AND p.account_status = 'active' AND r.account_status = 'active'
    AND p.balance >= :cents::numeric / 100),
moved AS (
  UPDATE accounts a
  SET balance = a.balance + CASE WHEN a.account_id = payee THEN 1 ELSE -1 END
                            * :cents::numeric / 100
  FROM pair WHERE a.account_id IN (payer, payee)
  RETURNING a.account_id, a.balance, a.account_id = payee AS comes_in)
INSERT INTO transactions (transaction_id, account_id, transaction_type, transaction_amount,
                          transaction_date, description, balance_after, counterparty_account)
SELECT 'TXN' || {stamp} || CASE WHEN comes_in THEN '2' ELSE '1' END,
       account_id, 'transfer', :cents::numeric / 100, at,
       CASE WHEN comes_in THEN '{transfer_in}' ELSE '{transfer_out}' END, balance,
       CASE WHEN comes_in THEN payer_number ELSE payee_number END
FROM moved CROSS JOIN pair;
COMMIT;
)";

constexpr std::string_view kAccountReport =
    R"(-- What moved since a month before the bank's day, by kind.
SELECT currency, transaction_type, count(*) AS movements, sum(transaction_amount) AS amount,
       count(DISTINCT account_id) AS accounts
FROM transactions JOIN accounts USING (account_id)
WHERE transaction_date >= {today} - 30
GROUP BY currency, transaction_type ORDER BY currency, transaction_type;
)";

constexpr std::array<WorkloadScript, 6> kAccountScripts = {{
    {kAccounts, "balance", 40, "the accounts of a customer and their balances", kBalance},
    {kAccounts, "statement", 25, "the last twenty movements of an account", kStatement},
    {kAccounts, "deposit", 15, "a deposit, with balance and ledger in step", kDeposit},
    {kAccounts, "withdrawal", 13, "a withdrawal, where there is enough", kWithdrawal},
    {kAccounts, "transfer", 6, "a transfer, both legs in one transaction", kTransfer},
    {kAccounts, "report", 1, "a month's movements by kind", kAccountReport},
}};

}  // namespace

std::span<const WorkloadScript> account_scripts() {
  return kAccountScripts;
}

}  // namespace bankseed
