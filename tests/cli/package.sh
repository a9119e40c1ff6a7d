#!/usr/bin/env bash
# The Debian package of the program: it holds what it should, names the libraries that the program
# needs, and, with --bare, works on the smallest Debian 12 there is, where nothing else is: that needs
# root, debootstrap and a mirror of Debian.
#
#   tests/cli/package.sh BUILD [--bare]
set -euo pipefail

build=$(realpath "$1")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
work=$(mktemp -d)
trap 'umount -R "$work/debian/proc" 2>/dev/null || true; rm -rf "$work"' EXIT
chmod 755 "$work"

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

cpack --config "$build/CPackConfig.cmake" -B "$work" >"$work/log" 2>&1 || fail "$(cat "$work/log")"
packages=("$work"/bankseed_*.deb)
[[ ${#packages[@]} == 1 && -e ${packages[0]} ]] || fail "not one package: ${packages[*]}"
package=${packages[0]}

field() {
  dpkg-deb --field "$package" "$1"
}
[[ $(field Package) == bankseed && $(field Architecture) == "$(dpkg --print-architecture)" ]] ||
  fail "$(dpkg-deb --field "$package")"
for library in libc6 $("$root/docker/dependencies.sh" --list runtime); do
  [[ ", $(field Depends)" == *", $library"[\ ,]* || $(field Depends) == *", $library" ]] ||
    fail "the package does not need $library, but $(field Depends)"
done
[[ $(field Depends) != *-dev* && $(field Depends) != *postgresql* ]] || fail "$(field Depends)"
[[ $(field Recommends) == 'postgresql (>= 13)' ]] || fail "$(field Recommends)"

dpkg-deb --extract "$package" "$work/files"
(cd "$work/files" && find . -type f | sed 's/^\.//' | grep -v /man1/ | sort) >"$work/contents"
diff - "$work/contents" <<'END' || fail "the package holds something else"
/usr/bin/bankseed
/usr/share/bash-completion/completions/bankseed
/usr/share/doc/bankseed/README.md
/usr/share/doc/bankseed/RULES.md
/usr/share/doc/bankseed/copyright
/usr/share/doc/bankseed/docker/README.md
/usr/share/doc/bankseed/src/bank/README.md
/usr/share/doc/bankseed/src/catalog/README.md
/usr/share/doc/bankseed/src/cli/manual/README.md
/usr/share/doc/bankseed/src/encode/README.md
/usr/share/doc/bankseed/src/python/README.md
/usr/share/doc/bankseed/src/report/screenshot.png
/usr/share/doc/bankseed/src/sink/README.md
/usr/share/doc/bankseed/src/verify/README.md
/usr/share/zsh/vendor-completions/_bankseed
END
[[ $(find "$work/files/usr/share/man/man1" -name 'bankseed*.1.gz' | wc -l) -ge 20 ]] ||
  fail "the manual is not whole"
file "$work/files/usr/bin/bankseed" | grep -q ', stripped' || fail "the program is not stripped"
if [[ ${2:-} != --bare ]]; then
  exit
fi

debootstrap --variant=minbase bookworm "$work/debian" "${BANKSEED_TEST_MIRROR:-http://deb.debian.org/debian}" \
  >"$work/log" 2>&1 || fail "$(tail -n 20 "$work/log")"
# No package starts a service in here.
printf '#!/bin/sh\nexit 101\n' >"$work/debian/usr/sbin/policy-rc.d"
chmod +x "$work/debian/usr/sbin/policy-rc.d"
cp "$package" "$work/debian/"
mount -t proc proc "$work/debian/proc"
inside() {
  env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
    chroot "$work/debian" "$@" </dev/null >"$work/out" 2>&1 || fail "$*: $(tail -n 20 "$work/out")"
}
inside apt-get install --yes --no-install-recommends "/$(basename "$package")"
grep -E '^The following NEW packages' -A 6 "$work/out" || true
inside bankseed --version
cat "$work/out"
inside bankseed generate --customers 120 --seed 7 --as-of 2026-11-01 --to csv --out /bank
inside bankseed verify --files /bank
inside test ! -e /usr/lib/postgresql
# With a server: a private cluster of somebody who is not root.
inside apt-get install --yes --no-install-recommends postgresql
inside useradd --create-home somebody
inside su - somebody -c 'bankseed --quiet && bankseed verify && bankseed server stop'
tail -n 1 "$work/out"
inside dpkg --purge bankseed
inside test ! -e /usr/bin/bankseed
printf 'the package works on a bare Debian 12\n'
