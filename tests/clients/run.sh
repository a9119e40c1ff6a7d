#!/usr/bin/env bash
# What people point at a bank reads it: a client of tests/clients against a bank of 1,200 customers in
# a private cluster, its files, its datasets and its catalogue pack.
#
#   tests/clients/run.sh BANKSEED CLIENT [FOLDER]
#
# A client is a folder here. requirements.txt (PyPI, hashes and all) and package-lock.json (npm) are
# installed in FOLDER/CLIENT (build/clients), which is used again as long as they stay the same.
# Then check.py, check.mjs or check.sh runs, with
#
#   BANKSEED           the program, with a configuration and a home of its own
#   BANKSEED_URL, PGHOST, PGPORT, PGUSER, PGPASSWORD   the server
#   BANKSEED_FILES     csv, jsonl and parquet of the six databases; datasets/json, jsonl, csv, parquet
#   BANKSEED_CATALOG   what `bankseed catalog` writes
#   BANKSEED_ROOT      the checkout
#   WORK               an empty folder
#
# It prints the versions of what it used and what it showed, and ends with another code than 0 when
# something is wrong.
set -euo pipefail

bankseed=$(realpath "$1")
client=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
BANKSEED_ROOT=$(dirname "$(dirname "$here")")
place=${3:-$BANKSEED_ROOT/build/clients}/$client
source=$here/$client
[[ -d $source ]] || {
  printf 'run.sh: there is no client %s in %s\n' "$client" "$here" >&2
  exit 2
}

# Installed once for each lock file, and whole or not at all.
install_client() {
  local locks=() stamp
  [[ ! -e $source/requirements.txt ]] || locks+=("$source/requirements.txt")
  [[ ! -e $source/package-lock.json ]] || locks+=("$source/package.json" "$source/package-lock.json")
  [[ ${#locks[@]} -gt 0 ]] || return 0
  stamp=$(sha256sum "${locks[@]}" | sed 's/ .*//')
  [[ $(cat "$place/stamp" 2>/dev/null) != "$stamp" ]] || return 0
  rm -rf "$place"
  mkdir -p "$place"
  if [[ -e $source/requirements.txt ]]; then
    python3 -m venv "$place/venv"
    "$place/venv/bin/pip" install --quiet --disable-pip-version-check --no-input \
      --require-hashes --only-binary :all: --requirement "$source/requirements.txt"
  fi
  if [[ -e $source/package-lock.json ]]; then
    cp "$source/package.json" "$source/package-lock.json" "$place/"
    (cd "$place" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  fi
  printf '%s\n' "$stamp" >"$place/stamp"
}
install_client

# Below HOME there is nobody's cluster but this test's; the server's account can reach it.
HOME=$(mktemp -d "${TMPDIR:-/tmp}/bankseed-clients-XXXXXX")
export HOME BANKSEED_ROOT
chmod 755 "$HOME"
unset "${!BANKSEED_@}" "${!PG@}" XDG_DATA_HOME XDG_STATE_HOME XDG_CONFIG_HOME
# shellcheck disable=SC2317 # The trap calls it.
finish() {
  "$bankseed" server stop >/dev/null 2>&1 || true
  rm -rf "$HOME"
}
trap finish EXIT
BANKSEED_ROOT=$(dirname "$(dirname "$here")")

bank=(--customers 1200 --seed 42 --as-of 2026-11-01)
"$bankseed" generate "${bank[@]}" --quiet
files=$HOME/files
mkdir -p "$files/datasets" "$HOME/work"
for format in csv jsonl parquet; do
  "$bankseed" generate "${bank[@]}" --to "$format" --out "$files/$format" --quiet
done
for format in json jsonl csv parquet; do
  "$bankseed" datasets "${bank[@]}" --format "$format" --out "$files/datasets/$format" --quiet
done
"$bankseed" catalog --out "$HOME/catalog" >/dev/null

url=$("$bankseed" server url accounts_db)
PGPORT=${url##*port=}
passwords=("$HOME"/.local/share/bankseed/pgpass "$HOME"/.local/share/bankseed/*/pgpass)
IFS=: read -r PGHOST _ _ PGUSER PGPASSWORD <"${passwords[0]}"
export PGHOST PGPORT PGUSER PGPASSWORD BANKSEED_ROOT
export BANKSEED=$bankseed BANKSEED_URL=postgresql://$PGUSER@$PGHOST:$PGPORT
export BANKSEED_FILES=$files BANKSEED_CATALOG=$HOME/catalog WORK=$HOME/work
cd "$WORK"
if [[ -e $source/check.py ]]; then
  python=python3
  [[ ! -e $place/venv ]] || python=$place/venv/bin/python
  PATH=$place/venv/bin:$PATH "$python" "$source/check.py"
elif [[ -e $source/check.mjs ]]; then
  # Modules are looked for beside the script, so it stands beside them.
  cp "$source"/*.mjs "$place/"
  node "$place/check.mjs"
else
  PATH=$place/venv/bin:$place/node_modules/.bin:$PATH bash "$source/check.sh"
fi
