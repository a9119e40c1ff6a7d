# shellcheck shell=bash
# What quickstart.sh, test.sh and lint.sh share. Sourced, not run; sets `root`, the checkout.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# One line per step; `done_step` ends it with the time it took.
step_started=
step() {
  step_started=$SECONDS
  printf '== %s\n' "$*"
}
done_step() {
  printf '   %s (%s s)\n' "$*" "$((SECONDS - step_started))"
}

# As many compilations at once as there are processors, and gigabytes and a half for each.
jobs() {
  local processors memory
  processors=$(nproc)
  memory=$(awk '$1 == "MemAvailable:" { print int($2 / 1572864) }' /proc/meminfo)
  if [[ -n $memory && $memory -lt $processors ]]; then
    processors=$memory
  fi
  echo "$((processors > 0 ? processors : 1))"
}

# Runs a command with its output in a file: on a terminal one line shows how far a build is, and
# only a failure shows what was said. quietly LOG COMMAND...
quietly() {
  local log=$1 status=0 line width
  shift
  mkdir -p "${log%/*}"
  if [[ -t 1 ]]; then
    width=$(($(tput cols 2>/dev/null || echo 80) - 4))
    "$@" </dev/null 2>&1 | tee "$log" | while IFS= read -r line; do
      if [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]]; then
        line="${BASH_REMATCH[1]} of ${BASH_REMATCH[2]}"
        printf '\r   %-*s\r' "$width" "${line:0:width}"
      fi
    done || status=$?
    printf '\r%*s\r' "$((width + 3))" ''
  else
    "$@" </dev/null >"$log" 2>&1 || status=$?
  fi
  if [[ $status -ne 0 ]]; then
    tail -n 60 "$log" >&2
    printf '%s: failed: %s; all it said is in %s\n' "${0##*/}" "$*" "$log" >&2
    exit 1
  fi
}

# Configures a preset in build/PRESET unless that was done: configure PRESET [CMAKE OPTION...]
configure() {
  local preset=$1 directory=$root/build/$1 home='' fresh=()
  shift
  if [[ -e $root/build && ! -w $root/build ]]; then
    fail "$root/build belongs to another user ($(stat --format=%U "$root/build")); remove it or become that user"
  fi
  if [[ -e $directory/CMakeCache.txt ]]; then
    home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$directory/CMakeCache.txt")
    # A build directory that was copied or moved along with its checkout is of no use.
    if [[ $home != "$root" ]]; then
      fresh=(--fresh)
    fi
  fi
  (cd "$root" && quietly "$directory/configure.log" cmake --preset "$preset" "${fresh[@]}" "$@")
}

# build PRESET [TARGET...]; all targets when none is named.
build() {
  local preset=$1 targets=()
  shift
  if [[ $# -gt 0 ]]; then
    targets=(--target "$@")
  fi
  (cd "$root" &&
    quietly "$root/build/$preset/build.log" \
      cmake --build --preset "$preset" --parallel "$(jobs)" "${targets[@]}")
}
