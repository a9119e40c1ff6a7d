#!/usr/bin/env bash
# Plants faults, one at a time, in a copy of the checkout, and runs for each the tests that have to
# catch it. Fails when a fault no longer applies, does not compile, is not caught or makes a test
# hang, and when a test fails without a fault.
#
#   tests/mutants/run.sh [FAULT...]
#   tests/mutants/run.sh --check       only whether each would apply
#
# FAULT is a layer or the beginning of a name: bank, sink/load_without; none means all. A fault is
# tests/mutants/LAYER/NAME.patch, whose first lines say what is wrong, what has to be built to see
# it, and which tests see it, as a regular expression of ctest:
#
#   # A loan's level payment leaves up to a cent at the end of the term.
#   # targets: unit_tests
#   # tests: ^unit:level payments are the annuity formula
#
# The copy stays in build/mutants, so that the next run has less to build.
# shellcheck source=docker/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../docker/steps.sh"

faults=$root/tests/mutants
work=$root/build/mutants
tree=$work/tree
preset=release
# No test that is named here takes a quarter of it.
seconds_max=240

# What the first lines of faults say: said KEY FAULT...
said() {
  local key=$1
  shift
  sed -n "s/^# $key: //p" "$@"
}

# LAYER/NAME of a fault.
name_of() {
  local name=${1#"$faults"/}
  printf '%s' "${name%.patch}"
}

# The files of the faults that the arguments name.
selected() {
  local all fault prefix
  mapfile -t all < <(find "$faults" -name '*.patch' | sort)
  [[ $# -gt 0 ]] || set -- ''
  for prefix in "$@"; do
    local found=false
    for fault in "${all[@]}"; do
      if [[ $(name_of "$fault") == "$prefix"* ]]; then
        found=true
        printf '%s\n' "$fault"
      fi
    done
    $found || fail "there is no fault '$prefix' in tests/mutants"
  done | sort -u
}

# The files of a checkout, without what was built or fetched.
files_of() {
  (cd "$1" &&
    find . '(' -path ./build -o -path ./.git -o -name node_modules ')' -prune -o -type f -print0)
}

# Copies what differs, so that nothing else is built again; what an interrupted run has planted
# goes.
copy_tree() {
  local file
  mkdir -p "$tree"
  while IFS= read -r -d '' file; do
    if ! cmp --silent "$root/$file" "$tree/$file"; then
      mkdir -p "$(dirname "$tree/$file")"
      cp "$root/$file" "$tree/$file"
    fi
  done < <(files_of "$root")
  while IFS= read -r -d '' file; do
    [[ -e $root/$file ]] || rm "$tree/$file"
  done < <(files_of "$tree")
}

in_tree() {
  (cd "$tree" && "$@")
}

# make LOG TARGET...
make() {
  local log=$1
  shift
  in_tree quietly "$log" cmake --build --preset $preset --parallel "$(jobs)" --target "$@"
}

# Runs the tests that a regular expression names; with 124 when they take too long.
run_tests() {
  in_tree timeout "$seconds_max" ctest --preset $preset --parallel "$(nproc)" --tests-regex "$1"
}

# Why the fault, which is planted, is not caught; nothing when it is.
judge() {
  local fault=$1 log=$2 tests targets status=0
  tests=$(said tests "$fault")
  read -ra targets <<<"$(said targets "$fault")"
  if ! make "$log" "${targets[@]}" >/dev/null 2>&1; then
    echo "does not compile"
    return
  fi
  run_tests "$tests" </dev/null >"$log" 2>&1 || status=$?
  if [[ $status -eq 124 ]] || grep -q '\*\*\*Timeout' "$log"; then
    echo "makes a test hang: $tests"
  elif [[ $status -eq 0 ]]; then
    echo "not caught by $tests"
  elif ! grep -qE '^[ 0-9/]+Test .*\*\*\*(Failed|Exception)|Subprocess aborted' "$log"; then
    echo "the tests did not run: $tests"
  fi
}

# plant FAULT [OPTION OF PATCH...]
plant() {
  local fault=$1
  shift
  patch --directory="$tree" --strip=1 --silent --no-backup-if-mismatch --reject-file=- "$@" \
    <"$fault"
}

if [[ ${1:-} == --check ]]; then
  tree=$root
  status=0
  while read -r fault; do
    plant "$fault" --dry-run || { printf '%s no longer applies\n' "$(name_of "$fault")"; status=1; }
  done < <(selected)
  exit "$status"
fi

step "A copy without a fault"
chosen=$(selected "$@")
mapfile -t chosen <<<"$chosen"
for fault in "${chosen[@]}"; do
  [[ $(said targets "$fault" | wc -w) -gt 0 && $(said tests "$fault" | wc -l) -eq 1 ]] ||
    fail "the first lines of $(name_of "$fault") do not say its targets and tests"
done
copy_tree
[[ -e $tree/build/$preset/build.ninja ]] ||
  in_tree quietly "$work/configure.log" \
    cmake --preset $preset -DBANKSEED_BUILD_TESTS=ON -DBANKSEED_BUILD_PERF=OFF
mapfile -t targets < <(said targets "${chosen[@]}" | tr ' ' '\n' | sort -u)
make "$work/build.log" "${targets[@]}"
done_step "$tree"
step "Its tests"
tests=$(said tests "${chosen[@]}" | sort -u | paste -s -d '|')
run_tests "$tests" </dev/null >"$work/tests.log" 2>&1 ||
  fail "tests fail, or hang, without a fault; see $work/tests.log"
done_step "$(grep '% tests passed' "$work/tests.log")"

step "${#chosen[@]} faults"
begun=$SECONDS
failed=0
for fault in "${chosen[@]}"; do
  name=$(name_of "$fault")
  log=$work/${name//\//_}.log
  started=$SECONDS
  reason="no longer applies"
  if plant "$fault" --dry-run >"$log" 2>&1; then
    plant "$fault"
    reason=$(judge "$fault" "$log")
    plant "$fault" --reverse
  fi
  if [[ -z $reason ]]; then
    printf '   caught: %s (%s s)\n' "$name" "$((SECONDS - started))"
  else
    failed=$((failed + 1))
    printf '   NOT CAUGHT: %s: %s; see %s\n' "$name" "$reason" "$log"
  fi
done
step_started=$begun
done_step "$((${#chosen[@]} - failed)) caught, $failed not"
[[ $failed -eq 0 ]]
