#!/usr/bin/env bash
# The datasets as files: readers that others made take them, one alone is as among all, threads
# do not matter, and what cannot be written leaves nothing behind.
#
#   tests/datasets/run.sh BANKSEED
set -euo pipefail

bankseed=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bank=(--customers 2500 --seed 9 --as-of 2025-06-30 --quiet)

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Runs bankseed datasets; it must fail with this exit code, with a line that holds the text and,
# after an error in the command line, one that says where help is, and leave nothing in the folder.
must_fail() {
  local code=$1 text=$2 folder=$3
  shift 3
  local status=0
  "$bankseed" datasets "$@" >"$work/out" 2>"$work/err" || status=$?
  [[ $status == "$code" ]] || fail "exit code $status instead of $code: datasets $*"
  [[ $(grep -vc "^see 'bankseed datasets --help'$" "$work/err") == 1 && ! -s $work/out ]] || fail "not one line: $(cat "$work/err")"
  grep -qF -- "$text" "$work/err" || fail "'$text' is not in: $(cat "$work/err")"
  [[ ! -e $folder || -z $(ls -A "$folder") ]] || fail "left behind: $(ls -A "$folder")"
}

for format in json jsonl csv parquet; do
  for jobs in 1 2 8; do
    "$bankseed" datasets "${bank[@]}" --format "$format" --jobs "$jobs" --out "$work/$jobs"
  done
done
diff -r "$work/1" "$work/2" || fail "two threads write other files than one"
diff -r "$work/1" "$work/8" || fail "eight threads write other files than one"

python3 "$here/check.py" "$work/1"
names=("$work/1"/*.json)
names=("${names[@]##*/}")
names=("${names[@]%.json}")
[[ $(find "$work/1" -type f | wc -l) == $((4 * ${#names[@]})) ]] || fail "not four formats of each"
for name in "${names[@]}"; do
  rows=$(jq length "$work/1/$name.json")
  [[ $rows == "$(wc -l <"$work/1/$name.jsonl")" && $rows -gt 0 ]] || fail "$name: $rows rows by jq"
done

# From last to first, each by itself.
for ((i = ${#names[@]} - 1; i >= 0; i--)); do
  "$bankseed" datasets "${names[i]}" "${bank[@]}" --out "$work/alone"
  cmp "$work/alone/${names[i]}.json" "$work/1/${names[i]}.json" ||
    fail "${names[i]} alone is not what it is among all"
done

must_fail 2 "there is no dataset 'custumers'; did you mean 'customers'?" "$work/none" custumers \
  "${bank[@]}" --out "$work/none"
must_fail 1 "cannot make the folder" "$work/none" "${bank[@]}" --out /proc
touch "$work/file"
must_fail 1 "$work/file is not a folder" "$work/none" "${bank[@]}" --out "$work/file"
must_fail 2 "there is no format 'xml'" "$work/none" "${bank[@]}" --format xml --out "$work/none"
mkdir "$work/full"
(
  ulimit -f 100
  must_fail 1 "cannot write $work/full/" "$work/full" "${bank[@]}" --out "$work/full"
)
