#!/usr/bin/env bash
# The program as it was built for use: its code stands somewhere else every time, what the linker
# resolves is read-only before main begins, no memory is both written and run, and overruns of
# buffers and of the stack end it.
#
#   tests/cli/hardening.sh BANKSEED
set -euo pipefail

bankseed=$1
wrong=0

expect() {
  local what=$1 pattern=$2 text=$3
  grep -qE "$pattern" <<<"$text" && return
  printf 'bankseed is built without %s\n' "$what" >&2
  wrong=1
}

dynamic=$(readelf --wide --dynamic "$bankseed")
segments=$(readelf --wide --program-headers "$bankseed")
imports=$(readelf --wide --dyn-syms "$bankseed" | grep ' UND ')

expect "addresses that change (PIE)" 'FLAGS_1.*PIE' "$dynamic"
expect "read-only relocations (RELRO)" 'GNU_RELRO' "$segments"
expect "full RELRO (BIND_NOW)" 'BIND_NOW|FLAGS_1.*NOW' "$dynamic"
expect "a stack that is not run" 'GNU_STACK .* RW ' "$segments"
expect "guarded stacks (stack protector)" '__stack_chk_fail' "$imports"
expect "guarded buffers (FORTIFY_SOURCE)" '__(mem|str|v?s|read|p?read|fd)[a-z]*_chk' "$imports"
if grep -qE 'R(UN)?PATH' <<<"$dynamic"; then
  printf 'bankseed looks for libraries in places of its own:\n%s\n' "$dynamic" >&2
  wrong=1
fi

exit "$wrong"
