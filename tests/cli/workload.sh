#!/usr/bin/env bash
# The workload, run as its README says: pgbench finds nothing wrong with the scripts, and the bank is
# still right afterwards, though several sessions have fought for the same few accounts. What is not
# right is found.
#
#   tests/cli/workload.sh BANKSEED [SECONDS]
set -euo pipefail

program=$(realpath "$1")
seconds=${2:-2}
# Below HOME there is nobody's cluster but this test's; the server's account can reach it.
HOME=$(mktemp -d "${TMPDIR:-/tmp}/bankseed-workload-XXXXXX")
export HOME
chmod 755 "$HOME"
unset "${!BANKSEED_@}" "${!PG@}" XDG_DATA_HOME XDG_STATE_HOME
mkdir "$HOME/bin"
ln -s "$program" "$HOME/bin/bankseed"
# Debian keeps pgbench beside the server.
PATH=$HOME/bin:$PATH:$(printf '%s:' /usr/lib/postgresql/*/bin)
command -v pgbench >/dev/null || { printf 'no pgbench\n' >&2; exit 1; }
cd "$HOME"

# shellcheck disable=SC2317 # The trap calls it.
finish() {
  bankseed server stop >out 2>&1 || true
  rm -rf "$HOME"
}
trap finish EXIT

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Runs the shell blocks of the README, for so many seconds each, and wants all transactions done; not
# what brings the bank back.
run_readme() {
  local folder=$1 blocks
  blocks=$(awk '/^```/ { inside = $0 == "```shell"; next } inside' "$folder/README.md" |
    sed "s/ -T 60/ -T $seconds/" | grep -v ' generate ')
  [[ $(grep -c '^pgbench ' <<<"$blocks") == 6 ]] || fail "not six lines of pgbench: $blocks"
  (cd "$folder" && bash -euo pipefail -c "$blocks") >out 2>&1 ||
    fail "$(grep -vE '^ - |^(SQL script|latency|initial|number of (cl|thr)|maximum|scaling)' out)"
  [[ $(grep -c '^number of failed transactions: 0 ' out) == 6 ]] || fail "$(cat out)"
  grep -q 'checks: all hold' out || fail "$(cat out)"
}

sql() {
  bankseed server psql "$1" -X -A -t -v ON_ERROR_STOP=1 -c "$2"
}

bankseed --quiet
bankseed digest >digests_before
before=$(sql accounts_db 'SELECT count(*) FROM transactions')
bankseed workload --out load >/dev/null
run_readme load
after=$(sql accounts_db 'SELECT count(*) FROM transactions')
[[ $after -gt $before ]] || fail "nothing was written to the ledger"
for count in "loans_db:loan_applications WHERE status = 'approved' AND length(application_id) > 20" \
  "loans_db:loan_applications WHERE status = 'rejected' AND length(application_id) > 20" \
  "compliance_db:rule_violations WHERE length(violation_id) > 20" \
  "compliance_db:aml_checks WHERE length(check_id) > 20"; do
  [[ $(sql "${count%%:*}" "SELECT count(*) FROM ${count#*:}") -gt 0 ]] || fail "none in $count"
done

# Three accounts for eight sessions, and what they hold is kept: money comes from deposits alone, and
# goes with withdrawals.
mkdir hot
hot=$(sql accounts_db "SELECT min(n) FROM (SELECT substr(account_id, 4)::int AS n,
  lead(substr(account_id, 4)::int, 2) OVER (ORDER BY account_id) AS last
  FROM accounts WHERE account_status = 'active' AND currency = 'USD') x WHERE last = n + 2")
for script in deposit withdrawal transfer; do
  sed -E "s/^(.set (account|payer|payee) random)\(1, [0-9]+\)/\1($hot, $((hot + 2)))/" \
    "load/accounts_db/$script.sql" >"hot/$script.sql"
  cmp --silent "load/accounts_db/$script.sql" "hot/$script.sql" && fail "$script.sql has no accounts"
done
before=$(sql accounts_db "SELECT count(*) FROM transactions WHERE transaction_type = 'transfer'")
url=$(bankseed server url accounts_db)
for mode in simple extended prepared; do
  pgbench -n -M "$mode" -c 8 -j 2 -T "$seconds" -f hot/deposit.sql -f hot/withdrawal.sql \
    -f hot/transfer.sql "$url" >out 2>&1 || fail "$(cat out)"
  grep -q '^number of failed transactions: 0 ' out || fail "$(cat out)"
done
after=$(sql accounts_db "SELECT count(*) FROM transactions WHERE transaction_type = 'transfer'")
[[ $after -gt $((before + 10)) ]] || fail "hardly any transfers"
bankseed verify --integrity --quiet >out 2>&1 || fail "$(cat out)"
# All rules are another matter.
bankseed verify --quiet --rules 'CNT,E5' >out 2>&1 && fail "counts cannot hold any more"

# What is not right is found.
sql accounts_db "UPDATE accounts SET balance = balance + 0.01 WHERE account_id = 'ACC00000002'" \
  >/dev/null
bankseed verify --integrity --quiet >out 2>&1 && fail "a wrong balance is not found"
grep -q '^TXN5 final fails' out || fail "$(cat out)"

# What the README says brings the bank back.
bash -euo pipefail -c "$(grep ' generate ' load/README.md)" >out 2>&1 || fail "$(cat out)"
bankseed digest | cmp - digests_before || fail "the bank that comes back is another one"

# Another bank: Brazilian, tiny, and of a day that is still to come.
bankseed generate --customers 7 --locale pt_BR --as-of 2150-01-01 --truncate --quiet
bankseed workload --out small >out
grep -q 'random(1, 0)' -r small && fail "a script draws among nothing"
run_readme small
[[ $(sql accounts_db "SELECT min(transaction_date) >= '2150-01-01' FROM transactions
  WHERE length(transaction_id) > 20") == t ]] || fail "something was booked before the bank's day"

# What is there and of no workload stays; what is, is replaced.
mkdir -p mine/accounts_db
echo 'SELECT 1' >mine/accounts_db/deposit.sql
bankseed workload --out mine >out 2>&1 && fail "a file of somebody's was replaced"
grep -q 'deposit.sql is there, and of no earlier workload' out || fail "$(cat out)"
[[ $(cat mine/accounts_db/deposit.sql) == 'SELECT 1' && ! -e mine/README.md ]] || fail "$(ls mine)"
bankseed workload --out small >out || fail "an earlier workload was not replaced"

# A bank without rows, and one that nobody knows.
bankseed clear --confirm >out
bankseed workload --out empty >out 2>&1 && fail "a workload for nobody"
grep -q "the bank's tables are empty" out || fail "$(cat out)"
[[ ! -e empty ]] || fail "a folder for nothing"
sql accounts_db 'DROP SCHEMA bankseed CASCADE' >/dev/null 2>&1
for database in customer_db employees_db insurance_db loans_db compliance_db; do
  sql "$database" 'DROP SCHEMA bankseed CASCADE' >/dev/null 2>&1
done
result=0
bankseed workload --out unknown >out 2>&1 || result=$?
[[ $result == 2 && ! -e unknown ]] || fail "exit code $result: $(cat out)"
