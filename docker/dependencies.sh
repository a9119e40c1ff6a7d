#!/usr/bin/env bash
# Installs what bankseed needs from Debian's own packages, and nothing else. Does nothing, and needs
# neither network nor rights, when everything is there already.
#
#   docker/dependencies.sh [--list] GROUP...
#
#   build    compiler and libraries
#   server   a PostgreSQL server to run privately; a cluster of the machine's own is left alone
#   test     what the tests and the lints need
#   clients  what installs the clients of tests/clients
#   long     what docker/test.sh --long needs besides: libFuzzer, valgrind, debootstrap, Java
#   python   headers of Python, for the Python package
#   slurm    a cluster scheduler, for tests/faults/slurm.sh
#   perf     profilers, and Python for what compares
#   runtime  the libraries that the built program needs
#   --list   only prints the names of the packages
set -euo pipefail

packages_of() {
  case "$1" in
    build)
      echo g++ cmake ninja-build pkg-config libtbb-dev libpq-dev libabsl-dev libfmt-dev \
        libcli11-dev libtomlplusplus-dev nlohmann-json3-dev libxxhash-dev libzstd-dev \
        libssl-dev libyaml-cpp-dev
      unless_command npm npm # Fetches the chart library of the HTML report.
      ;;
    server) server_package ;;
    test)
      echo catch2 libboost-dev librandom123-dev libphonenumber-dev libprotobuf-dev libbenchmark-dev \
        clang-format clang-tidy shellcheck jq patch python3 chromium pgbouncer dpkg-dev file \
        groff-base zsh
      unless_command node nodejs
      unless_command npm npm
      ;;
    clients)
      echo python3 python3-venv
      unless_command node nodejs
      unless_command npm npm
      ;;
    long)
      echo clang-14 libclang-rt-14-dev valgrind debootstrap
      unless_command java default-jre-headless # Spark's.
      ;;
    python) echo python3-dev python3-venv ;;
    slurm) echo slurm-wlm munge ;;
    perf) echo libbenchmark-dev linux-perf valgrind python3 python3-venv ;;
    runtime)
      echo libpq5 libtbb12 libfmt9 libabsl20220623 libtomlplusplus3 libxxhash0 libzstd1 libssl3 \
        libyaml-cpp0.7
      ;;
    *) fail "unknown group '$1'; the groups are build, server, test, clients, long, python, slurm, perf and runtime" ;;
  esac
}

# The package, unless the command is there, from wherever it came.
unless_command() {
  command -v "$1" >/dev/null || echo "$2"
}

# Debian 12 has PostgreSQL 15; elsewhere whatever the distribution has. Nothing when a server that
# will do, 13 or newer, is there from any source.
server_package() {
  local directory version
  for directory in /usr/lib/postgresql/*/bin; do
    version=${directory#/usr/lib/postgresql/}
    version=${version%/bin}
    if [[ $version =~ ^[0-9]+$ && $version -ge 13 && -x $directory/initdb && -x $directory/postgres ]]; then
      return
    fi
  done
  # shellcheck source=/dev/null
  if [[ "$(. /etc/os-release && echo "${ID:-} ${VERSION_ID:-}")" == "debian 12" ]]; then
    echo postgresql-15
  else
    echo postgresql
  fi
}

fail() {
  printf 'dependencies.sh: %s\n' "$*" >&2
  exit 1
}

# Those of the given packages that are not installed, one a line.
missing_of() {
  dpkg-query --show --showformat='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
    awk -v wanted="$*" '
      $2 == "installed" { there[$1] = 1 }
      END {
        count = split(wanted, names, " ")
        for (i = 1; i <= count; ++i)
          if (!(names[i] in there) && !seen[names[i]]++) print names[i]
      }' || true
}

apt() {
  DEBIAN_FRONTEND=noninteractive apt-get --quiet --yes -o Dpkg::Use-Pty=0 \
    -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

# A server that is installed for us must not come with a cluster on port 5432 that nobody asked for.
# PostgreSQL's packages read this directory; where they are installed already their owner decided.
dropin=
without_main_cluster() {
  if [[ -e /usr/share/postgresql-common ]]; then
    return
  fi
  dropin=/etc/postgresql-common/createcluster.d/bankseed.conf
  mkdir -p "${dropin%/*}"
  echo "create_main_cluster = false" >"$dropin"
}

remove_dropin() {
  if [[ -n $dropin ]]; then
    rm -f "$dropin"
    rmdir --ignore-fail-on-non-empty "${dropin%/*}" 2>/dev/null || true
  fi
}

# Nor does any other package (PgBouncer) start a service that nobody asked for: Debian's packages ask
# this program first, where there is one.
policy=
without_services() {
  if [[ ! -e /usr/sbin/policy-rc.d ]]; then
    policy=/usr/sbin/policy-rc.d
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
  fi
}

remove_policy() {
  [[ -z $policy ]] || rm -f "$policy"
}

install_as_root() {
  local log
  log=$(mktemp)
  trap 'remove_dropin; remove_policy; rm -f "'"$log"'"' EXIT
  without_main_cluster
  without_services
  # Package lists that cannot be renewed may still be good enough.
  apt update >"$log" 2>&1 || true
  if ! apt install --no-install-recommends "$@" >>"$log" 2>&1; then
    tail -n 25 "$log" >&2
    fail "apt-get could not install them; once it can: apt-get install --no-install-recommends $*"
  fi
}

main() {
  local list=false
  if [[ ${1:-} == --list ]]; then
    list=true
    shift
  fi
  [[ $# -gt 0 ]] || fail "name at least one group: build, server, test, clients, long, perf, runtime"
  local group names packages=() missing=()
  for group in "$@"; do
    names=$(packages_of "$group")
    # shellcheck disable=SC2206 # Names of packages hold no blanks.
    packages+=($names)
  done
  if $list; then
    printf '%s\n' "${packages[@]}" | sort -u
    return
  fi
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    fail "this is not a Debian system; install the equivalents of: ${packages[*]}"
  fi
  mapfile -t missing < <(missing_of "${packages[@]}")
  if [[ ${#missing[@]} -eq 0 ]]; then
    return
  fi

  local command="apt-get install --no-install-recommends ${missing[*]}"
  if [[ $EUID -eq 0 ]]; then
    printf 'Installing %s\n' "${missing[*]}"
    install_as_root "${missing[@]}"
  elif ! command -v sudo >/dev/null; then
    fail "packages are missing, and there is no sudo to install them with. As root: $command"
  elif sudo --non-interactive true 2>/dev/null || [[ -t 0 ]]; then
    sudo -- bash "$(realpath "${BASH_SOURCE[0]}")" "$@" ||
      fail "packages are still missing. As root: $command"
  else
    fail "packages are missing, and sudo would ask for a password. As root: $command"
  fi
}

main "$@"
