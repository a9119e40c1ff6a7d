#!/usr/bin/env bash
# From a fresh checkout to six databases: installs what is missing, builds bankseed, and seeds a bank
# of 1,200 customers into a private PostgreSQL cluster. Nothing else on the machine is touched, and
# servers that the environment names are left alone. May be run again.
#
#   docker/quickstart.sh
# shellcheck source=docker/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

case "${1:-}" in
  '') ;;
  --help | -h)
    sed -n '2,/^[^#]/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" | grep -v '^shellcheck'
    exit 0
    ;;
  *) fail "takes no options; for another bank run bankseed itself" ;;
esac

step "Packages"
"$root/docker/dependencies.sh" build server
done_step "all there"

step "Build"
# Who has configured this directory already may have asked for the tests, too: leave that be.
if [[ ! -e $root/build/release/build.ninja ]]; then
  configure release -DBANKSEED_BUILD_TESTS=OFF -DBANKSEED_BUILD_PERF=OFF
fi
build release bankseed
done_step "build/release"

step "Seed 1,200 customers"
# Only the private cluster: whatever else the environment would have bankseed connect to is not for
# a first try.
unset "${!BANKSEED_@}" PGHOST PGHOSTADDR PGPORT PGUSER PGPASSWORD PGPASSFILE PGDATABASE PGSERVICE \
  PGSERVICEFILE PGOPTIONS PGSSLMODE
# What it says to do next names the program as it is called here.
bankseed=build/release/src/cli/bankseed
if [[ ! $PWD -ef $root ]]; then
  bankseed=$root/$bankseed
fi
"$bankseed" generate --customers 1200 --seed 42 --truncate --verify
