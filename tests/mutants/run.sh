#!/usr/bin/env bash
# Plants faults, one at a time, in a copy of the checkout, and runs for each the tests that have to
# catch it. A fault that no longer applies, does not compile, or is not caught, fails.
#
#   tests/mutants/run.sh [NAME...]    all faults, or those whose names begin so: tests/mutants/NAME.patch
#
# A fault is a patch whose first lines say what is wrong, and which tests see it:
#
#   # A loan's last installment leaves a cent.
#   # targets: property_tests
#   # tests: property: .*loan
#
# `targets` are built (with the program, where they run it), `tests` is what ctest --tests-regex
# takes. The copy stays in build/mutants, so that the next run has less to build.
# shellcheck source=docker/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../docker/steps.sh"

faults=$root/tests/mutants
work=$root/build/mutants
tree=$work/tree
preset=release

# What a fault's first lines say: said KEY FAULT
said() {
  sed -n "s/^# $1: //p" "$2"
}

selected() {
  local name
  if [[ $# -eq 0 ]]; then
    printf '%s\n' "$faults"/*.patch
    return
  fi
  for name in "$@"; do
    compgen -G "$faults/$name*.patch" || fail "there is no fault '$name' in tests/mutants"
  done
}

# Only what differs is copied, so that only that is built again.
copy_tree() {
  local file
  mkdir -p "$tree"
  while IFS= read -r -d '' file; do
    if ! cmp --silent "$root/$file" "$tree/$file"; then
      mkdir -p "$tree/$(dirname "$file")"
      cp "$root/$file" "$tree/$file"
    fi
  done < <(files_of "$root")
  while IFS= read -r -d '' file; do
    [[ -e $root/$file ]] || rm "$tree/$file"
  done < <(files_of "$tree")
}

files_of() {
  (cd "$1" && find . '(' -path ./build -o -path ./.git -o -name node_modules ')' -prune -o -type f -print0)
}

in_tree() {
  (cd "$tree" && "$@")
}

# Why the fault is not caught; nothing when it is.
judge() {
  local fault=$1 log=$2 targets
  read -ra targets <<<"$(said targets "$fault")"
  if [[ ${#targets[@]} -eq 0 || -z $(said tests "$fault") ]]; then
    echo "its first lines do not say targets and tests"
  elif ! in_tree cmake --build --preset $preset --parallel "$(jobs)" --target "${targets[@]}" \
    >"$log" 2>&1; then
    echo "does not compile"
  elif in_tree ctest --preset $preset --no-tests=ignore --tests-regex "$(said tests "$fault")" \
    >"$log" 2>&1; then
    if grep -q 'No tests were found' "$log"; then
      echo "no test is called $(said tests "$fault")"
    else
      echo "not caught by $(said tests "$fault")"
    fi
  fi
}

mapfile -t chosen < <(selected "$@")
step "Copy and build without a fault"
copy_tree
if [[ ! -e $tree/build/$preset/build.ninja ]]; then
  in_tree quietly "$work/configure.log" cmake --preset $preset -DBANKSEED_BUILD_PERF=OFF
fi
targets=()
for fault in "${chosen[@]}"; do
  read -ra more <<<"$(said targets "$fault")"
  targets+=("${more[@]}")
done
mapfile -t targets < <(printf '%s\n' "${targets[@]}" | sort -u)
in_tree quietly "$work/build.log" cmake --build --preset $preset --parallel "$(jobs)" \
  --target "${targets[@]}"
done_step "$tree"

passed=0
failed=0
for fault in "${chosen[@]}"; do
  name=$(basename "$fault" .patch)
  log=$work/$name.log
  started=$SECONDS
  if patch --directory "$tree" --strip=1 --silent --no-backup-if-mismatch --reject-file=- \
    <"$fault" >"$log" 2>&1; then
    reason=$(judge "$fault" "$log")
  else
    reason="no longer applies"
  fi
  copy_tree
  if [[ -z $reason ]]; then
    passed=$((passed + 1))
    printf '   caught: %s (%s s)\n' "$name" "$((SECONDS - started))"
  else
    failed=$((failed + 1))
    printf '   NOT CAUGHT: %s: %s; see %s\n' "$name" "$reason" "$log"
  fi
done
printf '%s passed, %s failed\n' "$passed" "$failed"
[[ $failed -eq 0 ]]
