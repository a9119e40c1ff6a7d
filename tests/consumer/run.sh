#!/usr/bin/env bash
# Installs bankseed into a folder, builds the project beside this script with nothing but what was
# installed, and compares what it makes in its own process with what the program says.
#
#   tests/consumer/run.sh BUILD COMPILER
set -euo pipefail

build=$1
compiler=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix
bankseed=$prefix/bin/bankseed
bank=(--customers 1200 --seed 42 --as-of 2026-11-01)

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

cmake --install "$build" --prefix "$prefix" >"$work/install.log" || fail "$(cat "$work/install.log")"
diff -r "$root/include" "$prefix/include" || fail "the installed headers are not those of include/"
if grep -rl --include='*.cmake' -e "$root" -e "$build" "$prefix"; then
  fail "what was installed needs the checkout"
fi

# Not below the checkout, where something of it might be found.
cp -r "$here" "$work/source"
cmake -S "$work/source" -B "$work/build" -D CMAKE_CXX_COMPILER="$compiler" \
  -D CMAKE_PREFIX_PATH="$prefix" >"$work/configure.log" 2>&1 || fail "$(cat "$work/configure.log")"
cmake --build "$work/build" >"$work/build.log" 2>&1 || fail "$(cat "$work/build.log")"
"$work/build/consumer" >"$work/made"

# The same from the program: the plan's rows by table, all accounts, a customer's transactions.
{
  "$bankseed" plan "${bank[@]}" | awk '
    /^---/ { exit }
    NR > 1 { gsub(",", "", $NF); print $(NF - 1) "\t" $NF }'
  "$bankseed" generate "${bank[@]}" --to csv --tables accounts_db.accounts --out - --quiet |
    awk -F , -v OFS='\t' '
      NR == 1 { for (i = 1; i <= NF; ++i) column[$i] = i; next }
      { print $column["account_id"], $column["account_type"], $column["balance"],
          $column["opened_date"] }'
  "$bankseed" show customer 7 "${bank[@]}" --format tsv | awk -F '\t' -v OFS='\t' '
    /^# / { wanted = $0 == "# accounts_db.transactions"; next }
    wanted { print $1, $5, $4 }'
} >"$work/said"
[[ $(wc -l <"$work/said") -gt 1654 ]] || fail "the program says too little: $(cat "$work/said")"
diff "$work/said" "$work/made" || fail "the consumer's bank is not the program's"
