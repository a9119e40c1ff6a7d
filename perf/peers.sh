#!/usr/bin/env bash
# bankseed beside what somebody would use instead, in the same run on the same work: pg_restore and
# psql's COPY of the same bank, pgbench -i, a script with Faker, tpchgen-cli. What cannot be
# installed is skipped. The server is its own, a stock one; packages from PyPI go to build/peers.
#
#   perf/peers.sh [BANKSEED] [--customers N] [--rounds N] [--only WORDS] [--json FILE]
#
# BANKSEED is build/release's unless told otherwise; 100,000 customers and 3 rounds take 15 minutes.
# shellcheck source=docker/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/../docker/steps.sh"

bankseed=$root/build/release/src/cli/bankseed
if [[ $# -gt 0 && $1 != --* ]]; then
  bankseed=$1
  shift
fi
[[ -x $bankseed ]] ||
  fail "there is no program $bankseed; cmake --build --preset release --target bankseed"

peers=$root/build/peers
lock=$root/perf/peers/requirements.txt

# Each package by itself, so that one that is not to be had does not take the others with it.
install_packages() {
  local name missing=false
  python3 -m venv --clear "$peers" || return
  while read -r name; do
    awk -v begin="$name==" '/^[a-z]/ { inside = index($0, begin) == 1 } inside' "$lock" \
      >"$peers/one.txt"
    "$peers/bin/python" -m pip install --quiet --no-deps --require-hashes \
      --requirement "$peers/one.txt" || missing=true
  done < <(sed -n 's/^\([a-z0-9-]*\)==.*/\1/p' "$lock")
  $missing || cp "$lock" "$peers/installed.txt"
}

# What is installed stays as long as the lock does; what could not be is tried again.
if ! cmp --silent "$lock" "$peers/installed.txt"; then
  step "Packages from PyPI"
  mkdir -p "$root/build"
  install_packages >"$root/build/peers.log" 2>&1 || true
  done_step "in build/peers; what pip said is in build/peers.log"
fi

exec python3 "$root/perf/peers/peers.py" "$bankseed" "$peers" "$@"
