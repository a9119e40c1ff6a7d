#!/usr/bin/env bash
# The hottest functions of a program: counted by perf, or by callgrind where the machine does not let
# perf count (in most virtual machines and containers).
#
#   perf/profile.sh PROGRAM [ARGUMENTS FOR PERF]... [--callgrind ARGUMENTS FOR CALLGRIND]...
#
# callgrind is fifty times slower, so it can be given a smaller task.
set -euo pipefail

program=$1
shift
arguments=()
while [[ $# -gt 0 && $1 != --callgrind ]]; do
  arguments+=("$1")
  shift
done
small=("${@:2}")
if [[ $# -eq 0 ]]; then
  small=("${arguments[@]}")
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
width=120
if [[ -t 1 ]]; then
  width=$(tput cols 2>/dev/null || echo 120)
fi

if command -v perf >/dev/null &&
  perf record --output "$work/data" --event cycles:u -- "$program" "${arguments[@]}" \
    >"$work/log" 2>&1 && perf report --input "$work/data" --stdio --no-children \
    --percent-limit 0.5 --sort symbol >"$work/report" 2>/dev/null &&
  grep -qE '^ +[0-9.]+%' "$work/report"; then
  printf 'Shares of the processor time, by perf: %s %s\n\n' "$program" "${arguments[*]}"
  grep -E '^ +[0-9.]+%' "$work/report" | head -n 40 | cut -c "1-$width"
elif command -v valgrind >/dev/null; then
  printf 'perf cannot count here; shares of the instructions, by callgrind: %s %s\n\n' \
    "$program" "${small[*]}"
  valgrind --tool=callgrind --callgrind-out-file="$work/callgrind" "$program" "${small[@]}" \
    >"$work/log" 2>&1 || {
    tail -n 20 "$work/log" >&2
    exit 1
  }
  callgrind_annotate --auto=no --threshold=95 "$work/callgrind" |
    grep -E '^ *[0-9,]+ \(' | head -n 41 | cut -c "1-$width"
else
  echo "neither perf nor valgrind is there: docker/dependencies.sh perf" >&2
  exit 1
fi
