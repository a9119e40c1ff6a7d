#!/usr/bin/env bash
# The pages for users say what the program does: they name no option that --help does not, its commands,
# tables and datasets are there, the files that they name exist, and their program is one that the tests
# build. What the image is made of can be copied.
#
#   tests/docs/docs_test.sh BANKSEED
set -euo pipefail

bankseed=$1
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
readme=$root/README.md
mapfile -t pages < <(printf '%s\n' "$readme"; find "$root"/{docker,src,perf} -name README.md | sort)
[[ ${#pages[@]} -ge 5 ]] || { echo "hardly any pages" >&2; exit 1; }
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
  "$bankseed" "$@" --help | grep -oE '^ +(-[a-zA-Z], ?)?--[a-z][a-z0-9-]*' | grep -oE -- '--[a-z0-9-]+'
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

# Lines that call other programs are about those programs' options; so is all of perf.
page_options=$(printf '%s\n' "${pages[@]}" | grep -v '/perf/' | xargs -d '\n' cat |
  grep -vE '(docker|cmake|psql|apt-get|kubectl) [^|]*--|docker/[a-z]+\.sh|--no-install-recommends|#SBATCH' |
  grep -oE -- '(^|[^-a-zA-Z])--[a-z][a-z0-9-]+' | grep -oE -- '--[a-z0-9-]+' | sort -u)
[[ $(wc -l <<<"$page_options") -ge 20 ]] || complain "hardly any options in the pages: $page_options"
while read -r option; do
  complain "the pages name $option, which is no option of bankseed"
done < <(comm -13 <(printf '%s\n' "$help_options") <(printf '%s\n' "$page_options") | grep .)

for command in $(commands_of); do
  grep -qE "\`${command}[ \`]" "$root/src/cli/manual/README.md" ||
    complain "src/cli/manual/README.md does not name the command '$command'"
done

# How many checks there are, the page about them shows.
checks=$(sed -n 's/^\([0-9]*\) checks: all hold.*/\1/p' "$root/src/verify/README.md")
grep -qF "makes ${checks:-how many?} checks" "$readme" ||
  complain "README.md does not say that verify makes ${checks:-how many?} checks"

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
  grep -qF -- "\`bankseed datasets $dataset\`" "$root/src/encode/README.md" ||
    complain "src/encode/README.md does not name the dataset $dataset"
done < <("$bankseed" datasets --help | tr -s ' \n' ' ' |
  sed 's/.* NAME \(.*\); all of them.*/\1/; s/, \| or /\n/g')

# Files in backquotes or commands: whatever begins with one of the project's directories.
# shellcheck disable=SC2016 # The backquotes are those of Markdown.
files=$(grep -ohE '(^|[ `(])(docker|perf|src|tests|include)/[A-Za-z0-9_./-]*|`([A-Z]+\.md|LICENSE)`' \
  "${pages[@]}" "$root/ARCHITECTURE.md" | tr -d ' `(' | sort -u)
[[ $(wc -l <<<"$files") -ge 5 ]] || complain "hardly any files in the pages: $files"
while read -r file; do
  [[ -e $root/${file%.} ]] || complain "the documents name $file, which is not there"
done <<<"$files"

# Sources as they are included: "bank/loans/plan.hpp", "bankseed/rows/loans.hpp".
# shellcheck disable=SC2016
sources=$(grep -ohE '[`"][a-z_]+/[a-z0-9_/]+\.[hc]pp[`"]' "${pages[@]}" "$root/ARCHITECTURE.md" |
  tr -d '`"' | grep -vE '^(src|tests|include|perf)/' | sort -u)
while read -r file; do
  [[ -e $root/src/$file || -e $root/include/$file || -e $root/include/bankseed/$file ]] ||
    complain "the documents name $file, which no layer has"
done <<<"$sources"

# The program in src/bank/README.md is the one that the tests build.
library=$root/src/bank/README.md
if ! diff <(awk '/^```/ { inside = $0 == "```cpp"; next } inside' "$library") \
  "$root/tests/consumer/main.cpp" >&2; then
  complain "the program in src/bank/README.md is not tests/consumer/main.cpp"
fi
cmake_lines=$(awk '/^```/ { inside = $0 == "```cmake"; next } inside' "$library")
[[ -n $cmake_lines ]] || complain "src/bank/README.md does not say how CMake finds bankseed"
while read -r line; do
  grep -qxF -- "$line" "$root/tests/consumer/CMakeLists.txt" ||
    complain "src/bank/README.md says '$line', tests/consumer/CMakeLists.txt does not"
done <<<"$cmake_lines"

# What docker/Dockerfile copies, .dockerignore lets through, the file itself or a folder around it.
copied=$(sed -n 's/^COPY \([^-].*\) [^ ]*$/\1/p' "$root/docker/Dockerfile" | tr ' ' '\n')
[[ $(wc -l <<<"$copied") -ge 5 ]] || complain "docker/Dockerfile copies hardly anything: $copied"
while read -r file; do
  [[ -e $root/$file ]] || complain "docker/Dockerfile copies $file, which is not there"
  grep -qxF -e "!$file" -e "!${file%%/*}" "$root/.dockerignore" ||
    complain "docker/Dockerfile copies $file, which .dockerignore leaves out"
done <<<"$copied"

exit "$wrong"
