#!/usr/bin/env bash
# The README says what the program does: its options are those of --help, neither more nor fewer, its
# commands, tables and datasets are there, the files that it names exist, and its program is one that
# the tests build.
#
#   tests/docs/docs_test.sh BANKSEED
set -euo pipefail

bankseed=$1
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
readme=$root/README.md
wrong=0

complain() {
  printf '%s\n' "$*" >&2
  wrong=1
}

# The names in the first column under the heading "Commands:" of a help page.
commands_of() {
  "$bankseed" "$@" --help | awk '
    /^[A-Z].*:$/ { commands = /^(Commands|Subcommands):$/; next }
    commands && /^  [a-z]/ { print $1 }'
}

# Long options of a help page: those that begin a line.
options_of() {
  "$bankseed" "$@" --help | grep -oE '^ +(-[a-zA-Z], ?)?--[a-z][a-z-]*' | grep -oE -- '--[a-z-]+'
}

help_options=$(
  options_of
  for command in $(commands_of); do
    options_of "$command"
    for inner in $(commands_of "$command"); do
      options_of "$command" "$inner"
    done
  done
)
help_options=$(sort -u <<<"$help_options")
[[ $(wc -l <<<"$help_options") -ge 10 ]] || complain "hardly any options in --help: $help_options"

# Lines that call other programs are about those programs' options.
readme_options=$(grep -vE '(docker|cmake|psql) [^|]*--|docker/[a-z]+\.sh' "$readme" |
  grep -oE -- '(^|[^-a-zA-Z])--[a-z][a-z-]+' | grep -oE -- '--[a-z-]+' | sort -u)
while read -r option; do
  complain "README.md names $option, which is no option of bankseed"
done < <(comm -13 <(printf '%s\n' "$help_options") <(printf '%s\n' "$readme_options") | grep .)
while read -r option; do
  complain "README.md does not name $option"
done < <(comm -23 <(printf '%s\n' "$help_options") <(printf '%s\n' "$readme_options") | grep .)

for command in $(commands_of); do
  grep -qE "\`${command}[ \`]" "$readme" || complain "README.md does not name the command '$command'"
done

# The tables of each database, the datasets, and how many rows there are.
plan=$("$bankseed" plan --customers 1200)
while read -r database tables; do
  grep -qxF -- "| \`$database\` | $tables |" "$readme" ||
    complain "README.md does not say that the tables of $database are: $tables"
done < <(awk '{ for (i = 2; i < NF; i++) if ($i ~ /_db$/) list[$i] = (list[$i] ? list[$i] ", " : "") $(i + 1) }
  END { for (database in list) print database, list[database] }' <<<"$plan")
grep -qF -- "1,200 customers make $(awk '$1 == "all" { print $2 }' <<<"$plan") rows" "$readme" ||
  complain "README.md does not say how many rows 1,200 customers make"
while read -r dataset; do
  grep -qF -- "\`bankseed datasets $dataset\`" "$readme" ||
    complain "README.md does not name the dataset $dataset"
done < <("$bankseed" datasets --help | tr -s ' \n' ' ' |
  sed 's/.* NAME \(.*\); all of them.*/\1/; s/, \| or /\n/g')

# Files in backquotes or commands: whatever begins with one of the project's directories.
# shellcheck disable=SC2016 # The backquotes are those of Markdown.
files=$(grep -ohE '(^|[ `(])(docker|perf|src|tests|include)/[A-Za-z0-9_./-]*|`([A-Z]+\.md|LICENSE)`' \
  "$root/README.md" "$root/ARCHITECTURE.md" | tr -d ' `(' | sort -u)
[[ $(wc -l <<<"$files") -ge 5 ]] || complain "hardly any files in README.md: $files"
while read -r file; do
  [[ -e $root/${file%.} ]] || complain "the documents name $file, which is not there"
done <<<"$files"

# Sources as they are included: "bank/loans/plan.hpp", "bankseed/rows/loans.hpp".
# shellcheck disable=SC2016
sources=$(grep -ohE '[`"][a-z_]+/[a-z0-9_/]+\.[hc]pp[`"]' "$root/README.md" "$root/ARCHITECTURE.md" |
  tr -d '`"' | grep -vE '^(src|tests|include|perf)/' | sort -u)
while read -r file; do
  [[ -e $root/src/$file || -e $root/include/$file || -e $root/include/bankseed/$file ]] ||
    complain "the documents name $file, which no layer has"
done <<<"$sources"

# The program in README.md is the one that the tests build.
if ! diff <(awk '/^```/ { inside = $0 == "```cpp"; next } inside' "$readme") \
  "$root/tests/consumer/main.cpp" >&2; then
  complain "README.md's program is not tests/consumer/main.cpp"
fi
cmake_lines=$(awk '/^```/ { inside = $0 == "```cmake"; next } inside' "$readme")
[[ -n $cmake_lines ]] || complain "README.md does not say how CMake finds bankseed"
while read -r line; do
  grep -qxF -- "$line" "$root/tests/consumer/CMakeLists.txt" ||
    complain "README.md says '$line', tests/consumer/CMakeLists.txt does not"
done <<<"$cmake_lines"

exit "$wrong"
