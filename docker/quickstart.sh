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

bankseed=$root/build/release/src/cli/bankseed

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
"$bankseed" generate --customers 1200 --seed 42 --truncate --verify
done_step "done"

here=$(realpath --relative-to=. "$bankseed")
if [[ $here == ../* ]]; then
  here=$bankseed
fi
here=$(printf '%q' "$here")
cat <<END

What to try next:
  $here server psql accounts_db
      a psql session; the other databases are customer_db, employees_db, insurance_db, loans_db
      and compliance_db
  $here show customer 42
      everything the bank holds about one customer
  $here verify --report bank.html
      every rule of the bank, proved by SQL, and the bank in pictures
  $here plan --customers 1000000
      how many rows a larger bank has in each table
  $here --help
  docker/test.sh
      all tests
END
