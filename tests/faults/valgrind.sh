#!/usr/bin/env bash
# Valgrind's memcheck looks on while the program makes a bank of 120 customers: to nowhere, to files,
# into a private cluster, and while it checks, digests, mends and empties it. An error fails.
#
#   tests/faults/valgrind.sh [BANKSEED]     build/release's unless told otherwise
# shellcheck source=docker/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../docker/steps.sh"

bankseed=$(realpath "${1:-$root/build/release/src/cli/bankseed}")
"$root/docker/dependencies.sh" long
work=$(mktemp -d)
chmod 755 "$work" # The server's account goes through it.
export HOME=$work XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state

end() {
  "$bankseed" server stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap end EXIT

bank=(--customers 120 --seed 42 --as-of 2026-11-01)
count=0
# One command of the program, which must end well, and without an error of memory.
watch() {
  local status=0
  count=$((count + 1))
  # What the threads of oneTBB still have at the end is not lost.
  valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite \
    --errors-for-leak-kinds=definite --log-file="$work/valgrind" \
    "$bankseed" "$@" >"$work/out" 2>&1 || status=$?
  [[ $status == 0 && ! -s $work/valgrind ]] ||
    fail "bankseed $*: exit code $status
$(cat "$work/out" "$work/valgrind")"
}

step "Valgrind"
watch generate "${bank[@]}" --to null --log none --digest
for format in csv jsonl parquet; do
  watch generate "${bank[@]}" --to "$format" --log none --out "$work/$format"
  watch verify --files "$work/$format"
done
watch datasets --customers 120 --as-of 2026-11-01 --out "$work/datasets"
# The cluster is started by the program as it is: its server is not what is looked at.
"$bankseed" server start >"$work/out" 2>&1 || fail "$(cat "$work/out")"
watch generate "${bank[@]}"
watch generate "${bank[@]}" --truncate
watch verify --report "$work/report.html" --figures
watch digest
watch status
watch repair
watch show customer 42
watch clear --confirm
done_step "$count commands without an error"
