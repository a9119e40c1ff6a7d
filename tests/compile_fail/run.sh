#!/usr/bin/env bash
# What must not compile does not, and for the reason that the file's first line gives; without what
# is wrong in it, it does.
#
#   tests/compile_fail/run.sh FLAGS COMPILER CASE.cpp
#
# FLAGS is a folder with a file of the compiler's options for each layer. A case begins with
#
#   // error: a part of what the compiler says
#   // layer: the one whose headers it sees; bank unless it says so
#   // compiles in: a layer in which it does; where there is no such line, the file compiles without
#   //   the macro WRONG, and in the same layer
set -euo pipefail

flags=$1
compiler=$2
case=$3
export LC_ALL=C

fail() {
  printf '%s: %s\n' "${case##*/}" "$*" >&2
  exit 1
}

# The rest of the line that begins so.
line() {
  sed -n "s|^// $1: ||p" "$case"
}

# check LAYER [OPTION...]
check() {
  local options=$flags/$1
  shift
  [[ -e $options ]] || fail "there is no layer ${options##*/}"
  "$compiler" "@$options" -fsyntax-only "$@" "$case" 2>&1
}

error=$(line error)
layer=$(line layer)
layer=${layer:-bank}
above=$(line 'compiles in')
[[ $(head -n 1 "$case") == "// error: "?* ]] || fail "the first line is not '// error: ...'"

if said=$(check "$layer" -D WRONG); then
  fail "compiles"
fi
grep -qF -- "$error" <<<"$said" || fail "does not compile, but not because of '$error': $said"
if [[ -n $above ]]; then
  said=$(check "$above" -D WRONG) || fail "does not compile in $above either: $said"
else
  said=$(check "$layer") || fail "does not compile without what is wrong in it: $said"
fi
