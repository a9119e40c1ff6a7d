#!/usr/bin/env bash
# What README.md tells people to type works as it is printed: its SQL in a private cluster, and every
# line that calls bankseed, but for those about a server of somebody's.
#
#   tests/docs/blocks_test.sh BANKSEED
set -euo pipefail

bankseed=$1
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# Below HOME there is nobody's cluster but this test's; the server's account can reach it.
HOME=$(mktemp -d "${TMPDIR:-/tmp}/bankseed-blocks-XXXXXX")
export HOME
chmod 755 "$HOME"
unset "${!BANKSEED_@}" "${!PG@}" XDG_DATA_HOME XDG_STATE_HOME
mkdir "$HOME/bin"
ln -s "$bankseed" "$HOME/bin/bankseed"
PATH=$HOME/bin:$PATH
wrong=0

# shellcheck disable=SC2317 # The trap calls it.
finish() {
  bankseed server stop >"$HOME/out" 2>&1 || true
  rm -rf "$HOME"
}
trap finish EXIT

complain() {
  printf '%s\n' "README.md: $1" >&2
  cat "$HOME/out" >&2
  wrong=1
}

# Lines of the blocks that begin with ```LANGUAGE.
blocks() {
  awk -v begin="\`\`\`$1" '/^```/ { inside = $0 == begin; next } inside' "$root/README.md"
}

bankseed --quiet

sql=$(blocks sql)
[[ $(wc -l <<<"$sql") -ge 10 ]] || complain "hardly any SQL"
bankseed server psql accounts_db -X -v ON_ERROR_STOP=1 <<<"$sql" >"$HOME/out" 2>&1 ||
  complain "the SQL does not run as it is printed"
grep -qE '^ private_banking +\| +[0-9]+ \|' "$HOME/out" ||
  complain "the SQL through postgres_fdw does not find the segments"

# A first run fits a screen: what it prints on a terminal of 80 columns, and the prompt after it.
TERM=xterm script --quiet --return --command "stty cols 80 rows 24; bankseed generate --truncate --verify" \
  /dev/null >"$HOME/out" 2>&1 || complain "a run on a terminal fails"
screen=$(tr -d '\r' <"$HOME/out" | awk 'BEGIN { RS = "\033\\[J" } { last = $0 } END { printf "%s", last }' |
  fold -w 80)
[[ $(wc -l <<<"$screen") -le 23 ]] || complain "a run does not fit a screen of 24 lines"
grep -q 'verified: .* all hold' <<<"$screen" || complain "a run does not say what it has proved"

commands=$(blocks shell | grep -E '^bankseed' | grep -v 'db\.example\.com' |
  grep -v 'server remove')
[[ $(wc -l <<<"$commands") -ge 10 ]] || complain "hardly any commands"
while read -r command; do
  mkdir "$HOME/here"
  # A million customers in nine datasets are a minute's work; what is printed is the same.
  quick=${command/datasets --customers 1M/datasets --customers 1k}
  result=0
  (cd "$HOME/here" && bash -c "set -eo pipefail; $quick") <<<'' >"$HOME/out" 2>&1 || result=$?
  # 141: whoever read the output had read enough.
  [[ $result -eq 0 || $result -eq 141 ]] || grep -q 'has no chart library' "$HOME/out" ||
    complain "'$command' fails"
  rm -rf "$HOME/here"
done <<<"$commands"

# Removing everything comes last, and leaves nothing.
blocks shell | grep -qxF 'bankseed server remove --confirm' || complain "nothing removes everything"
bankseed clear --drop --confirm >"$HOME/out" 2>&1 || complain "clear --drop fails"
[[ $(bankseed psql --url "$(bankseed server url accounts_db | sed 's/accounts_db/postgres/')" \
  accounts_db -X -At -c "SELECT count(*) FROM pg_database WHERE datname LIKE '%_db'" 2>>"$HOME/out") == 1 ]] ||
  complain "clear --drop leaves databases, or drops what somebody else has made in one"
bankseed server remove --confirm >"$HOME/out" 2>&1 || complain "server remove fails"
[[ ! -e $HOME/.local/share/bankseed ]] || complain "server remove leaves something behind"

exit "$wrong"
