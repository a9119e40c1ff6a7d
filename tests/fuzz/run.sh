#!/usr/bin/env bash
# Lets libFuzzer look for inputs that break something, with each target for so many seconds, and
# prints how many inputs it has tried. What it has learned stays in build/fuzz/corpus for the next
# time. An input that breaks something is in build/fuzz/found; mended, it goes to tests/fuzz/corpus,
# where the ordinary tests try it for ever.
#
#   tests/fuzz/run.sh [SECONDS [TARGET...]]     60 seconds, and all four, unless told otherwise
# shellcheck source=docker/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../docker/steps.sh"

seconds=${1:-60}
[[ $seconds =~ ^[0-9]+$ ]] || fail "how many seconds? '$seconds' is no number"
targets=("${@:2}")
[[ ${#targets[@]} -gt 0 ]] || targets=(configuration connections options encoders)

build=$root/build/fuzz
"$root/docker/dependencies.sh" build test long
step "Fuzz targets"
configure fuzz
build fuzz
done_step "build/fuzz"

# Not what stands in the user's environment: it is an input, too.
run() {
  env -i PATH="$PATH" HOME=/nowhere LC_ALL=C TZ=UTC UBSAN_OPTIONS=print_stacktrace=1 \
    ASAN_OPTIONS=malloc_context_size=4:quarantine_size_mb=16 "$@"
}

for target in "${targets[@]}"; do
  step "Fuzzing $target for $seconds s"
  [[ -x $build/tests/fuzz_$target ]] || fail "there is no fuzz target '$target'"
  mkdir -p "$build/corpus/$target" "$build/found"
  quietly "$build/$target.log" run "$build/tests/fuzz_$target" \
    -max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=3000 -print_final_stats=1 \
    -artifact_prefix="$build/found/$target-" \
    "$build/corpus/$target" "$root/tests/fuzz/corpus/$target"
  done_step "$(awk '
    /^stat::number_of_executed_units:/ { tried = $2 }
    /^stat::average_exec_per_sec:/ { rate = $2 }
    /^stat::new_units_added:/ { kept = $2 }
    END { printf "%d inputs, %d a second, %d worth keeping; nothing broke", tried, rate, kept }' \
    "$build/$target.log")"
done
