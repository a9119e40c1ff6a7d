#!/usr/bin/env bash
# Manual pages and completion say what --help says: a page for each command, with each of its options;
# bash completes commands, options and what an option can be. --attribution names the sources that the
# README names.
#
#   tests/cli/manual.sh BANKSEED FOLDER
#
# FOLDER is what bankseed_manual has written.
set -euo pipefail

bankseed=$1
folder=$2
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# The names in the first column under the heading "Commands:" of a help page.
commands_of() {
  "$bankseed" "$@" --help | awk '/^[A-Z].*:$/ { commands = /^Commands:$/; next }
    commands && /^  [a-z]/ { print $1 }'
}

# The long options of a help page.
options_of() {
  "$bankseed" "$@" --help | grep -oE '^ +(-[a-zA-Z], ?)?--[a-z][a-z0-9-]*(, --[a-z-]+)*' | grep -oE -- '--[a-z0-9-]+'
}

# A page has the name, the options and the words of the command's help.
check_page() {
  local name page option
  name=$(IFS=-; printf '%s' "bankseed${*:+-$*}")
  page=$folder/man1/$name.1.gz
  [[ -e $page ]] || fail "there is no page $name"
  gzip -dc "$page" | sed 's/\\-/-/g; s/\\&//g; s/\\e/\\/g' >"$work/page"
  grep -qE "^\.TH $name 1 " "$work/page" || fail "$name has no title"
  while read -r option; do
    grep -qE -- "^\.B .*$option([ ,]|$)" "$work/page" || fail "$name lacks $option"
  done < <(options_of "$@")
  # Words alone: lines are broken elsewhere.
  "$bankseed" "$@" --help | sed -n '3,$p' | tr -cs 'A-Za-z' '\n' | sort -u >"$work/help"
  tr -cs 'A-Za-z' '\n' <"$work/page" | sort -u >"$work/words"
  comm -23 "$work/help" "$work/words" | grep -vxE 'Commands|Examples?|Exit|codes' >"$work/missing" &&
    fail "$name lacks the words $(tr '\n' ' ' <"$work/missing")"
  if command -v groff >/dev/null; then
    [[ -z $(gzip -dc "$page" | groff -man -Tutf8 -ww -z 2>&1) ]] || fail "groff complains of $name"
  fi
  pages=$((pages + 1))
}

pages=0
check_page
for command in $(commands_of); do
  check_page "$command"
  for inner in $(commands_of "$command"); do
    check_page "$command" "$inner"
  done
done
[[ $pages -ge 20 && $pages == "$(find "$folder/man1" -name '*.gz' | wc -l)" ]] ||
  fail "$pages pages, $(ls "$folder/man1")"

# shellcheck source=/dev/null
source "$folder/bash/bankseed"
# completed WORD...: what bash would offer for the last one.
completed() {
  COMP_WORDS=(bankseed "$@")
  COMP_CWORD=$#
  COMPREPLY=()
  # shellcheck disable=SC2317 # The completion calls it.
  compopt() { COMPREPLY=("compopt $*"); }
  _bankseed
  printf '%s ' "${COMPREPLY[@]}"
}
expect() {
  local wanted=$1 found
  shift
  found=$(completed "$@")
  [[ $found == "$wanted " ]] || fail "bankseed $* is completed by '$found' instead of '$wanted'"
}
[[ $(completed '' | tr ' ' '\n' | grep . | sort) == "$(commands_of | sort)" ]] ||
  fail "the commands are completed by $(completed '')"
for command in $(commands_of); do
  [[ $(completed "$command" - | tr ' ' '\n' | grep . | sort -u) == "$(options_of "$command" | sort -u)" ]] ||
    fail "options of $command are completed by $(completed "$command" -)"
done
expect 'generate' gen
expect 'postgres csv jsonl parquet null' generate --to ''
expect 'csv' --to c
expect 'csv' generate --to = c
expect 'text json junit' verify --format ''
expect 'loans_db' server psql loa
expect 'compopt -o dirnames' workload --out ''
expect 'compopt -o default' generate --config ''
expect '--integrity' verify --jobs 2 --int
expect 'start stop status remove url psql' server ''
if command -v zsh >/dev/null; then
  zsh -n "$folder/zsh/_bankseed" || fail "zsh does not take its completion"
fi

"$bankseed" --attribution | tr -s ' \n' ' ' >"$work/attribution"
sed -n '/^## Licence and data/,$p' "$root/README.md" | tr -s ' \n' ' ' >"$work/section"
for source in 'US Census Bureau' 'Social Security Administration' 'GeoNames' 'CC BY 4.0' 'IBGE' \
  'Chart.js'; do
  grep -qF "$source" "$work/section" || fail "the README does not name $source"
  grep -qF "$source" "$work/attribution" || grep -qF "no chart" "$work/attribution" ||
    fail "--attribution does not name $source"
done
for file in "$root"/src/corpus/*/*.tsv; do
  note=$(sed -n '1s/^# //p' "$file")
  [[ -z $note ]] || grep -qF -- "$note" "$work/attribution" ||
    fail "--attribution does not say of ${file##*/}: $note"
done
