#!/usr/bin/env bash
# Installs what is missing, checks the format, and runs all tests: the unit tests built with the
# address and undefined-behaviour sanitizers, what the thread sanitizer can judge, then everything.
# Stops at the first thing that is wrong. docker/lint.sh, afterwards, is the other half of what a
# change must pass: clang-tidy takes a third as long as all of this.
#
#   docker/test.sh [--quick] [--clients] [--long] [-- OPTIONS OF CTEST...]
#
#   --quick    neither format nor sanitizers: builds and runs the tests
#   --clients  then what people point at a bank, from PyPI and npm (tests/clients), fetched once
#   --long     then lints, and runs what takes longer: 20,000 combinations of settings, servers of
#              PostgreSQL 13 to 18, 200 kills, networks that fail, the Python package, Spark and
#              Slurm, the Debian package on a bare system, fuzzing for a minute each, Valgrind, and
#              tests/mutants, which plants faults that the tests must catch
#   --         what follows goes to the last ctest: docker/test.sh --quick -- -R calendar
# shellcheck source=docker/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

quick=false
clients=OFF
long=false
while [[ $# -gt 0 ]]; do
  case "$1" in
    --quick) quick=true ;;
    --clients) clients=ON ;;
    --long) long=true ;;
    --help | -h)
      sed -n '2,/^[^#]/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" | grep -v '^shellcheck'
      exit 0
      ;;
    --)
      shift
      break
      ;;
    *) fail "unknown option '$1'; --quick, --clients and --long are known, options of ctest go after --" ;;
  esac
  shift
done

has_label() {
  (cd "$root/build/$1" && ctest --show-only --label-regex "^$2\$" | grep -q '^Total Tests: [1-9]')
}

has_room_in_memory() {
  local wanted=$((6 << 20)) # KiB; the tests take a third of it at most
  [[ $(df --output=avail /dev/shm 2>/dev/null | tail -n 1) -ge $wanted ]] &&
    [[ $(awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo) -ge $((2 * wanted)) ]] &&
    [[ ,$(findmnt --noheadings --output OPTIONS /dev/shm), != *,noexec,* ]]
}

step "Packages"
groups=(build server test)
[[ $clients == OFF ]] || groups+=(clients)
! $long || groups+=(clients long python slurm)
"$root/docker/dependencies.sh" "${groups[@]}"
done_step "all there"

if ! $quick; then
  "$root/docker/lint.sh" --format
fi

step "Release build"
configure release -DBANKSEED_BUILD_TESTS=ON -DBANKSEED_BUILD_PERF=ON -DBANKSEED_CLIENT_TESTS="$($long && echo ON || echo "$clients")"
build release
done_step "build/release"

cd "$root"
# All tests' private clusters begin with one copy of what initdb makes.
export BANKSEED_TEST_CACHE=$root/build/cache
# What tests write is in memory where there is plenty: to make and remove the thousands of small files
# that a database has takes a disk half of their time.
if [[ -z ${BANKSEED_TEST_FOLDER:-} ]] && has_room_in_memory; then
  export BANKSEED_TEST_FOLDER=/dev/shm
fi
if ! $quick; then
  step "Build with address and undefined-behaviour sanitizers"
  configure asan
  build asan unit_tests settings_tests fuzzers launcher
  done_step "build/asan"
  step "Tests with address and undefined-behaviour sanitizers"
  quietly build/asan/test.log ctest --preset asan --parallel "$(nproc)"
  done_step "$(grep '% tests passed' build/asan/test.log)"

  if has_label release tsan; then
    step "Tests with the thread sanitizer"
    configure tsan
    build tsan tsan_tests
    quietly build/tsan/test.log ctest --preset tsan
    done_step "$(grep '% tests passed' build/tsan/test.log)"
  fi
fi

step "All tests"
# One more than there are processors: tests wait for servers and disks a third of their time.
ctest --preset release --parallel "$(($(nproc) + 1))" --label-exclude '^(clients|engines|slurm)$' "$@"

if [[ $clients == ON ]]; then
  step "Clients"
  (cd "$root/build/release" &&
    quietly "$root/build/clients.log" ctest --label-regex '^clients$' --verbose)
  done_step "$(grep -c '^ *[0-9]*/[0-9]* Test .*Passed' "$root/build/clients.log") clients; what each showed is in build/clients.log"
fi

if $long; then
  "$root/docker/lint.sh" --no-format
  step "20,000 combinations of settings"
  BANKSEED_TEST_SECONDS=3600 BANKSEED_TEST_SETTINGS_BANKS=20000 \
    quietly build/settings.log build/release/tests/settings_tests
  done_step "$(grep ' banks: ' build/settings.log)"
  step "PostgreSQL 13 to 18"
  quietly build/matrix.log tests/postgres/matrix/run.sh build/release/src/cli/bankseed build/matrix
  done_step "$(grep -c ' ok$' build/matrix.log) steps"
  step "200 kills"
  quietly build/kills.log tests/faults/kills.py build/release/src/cli/bankseed . build/kills.tsv \
    --kills 200 --large 20
  done_step "$(tail -n 1 build/kills.log); the table is build/kills.tsv"
  step "Networks that fail"
  quietly build/network.log tests/faults/network.py build/release/src/cli/bankseed --faults 40
  done_step "$(tail -n 1 build/network.log)"
  step "The Python package, Spark, and Slurm"
  (cd "$root/build/release" &&
    quietly "$root/build/engines.log" ctest --label-regex '^(engines|slurm)$' --verbose)
  done_step "what they showed is in build/engines.log"
  step "A package on a bare Debian 12"
  quietly build/package.log tests/cli/package.sh build/release --bare
  done_step "$(tail -n 1 build/package.log)"
  "$root/tests/fuzz/run.sh" 60
  "$root/tests/faults/valgrind.sh"
  "$root/tests/mutants/run.sh"
fi
