#!/usr/bin/env bash
# Checks the format of the sources, the scripts, and every compiled source with clang-tidy.
#
#   docker/lint.sh             all checks; build/release must be built
#   docker/lint.sh --format    only the format
#   docker/lint.sh --no-format all but the format
#   docker/lint.sh --fix       puts the format right
#
# A source that clang-tidy found clean is not looked at again until it, one of its headers, its
# compiler flags, .clang-tidy or clang-tidy itself changes: build/lint remembers.
# shellcheck source=docker/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"
cd "$root"

cache=$root/build/lint
release=$root/build/release

sources() {
  find include src tests perf -type f '(' -name '*.cpp' -o -name '*.hpp' ')' -print0 | sort -z
}

check_format() {
  step "Format"
  sources | xargs -0 clang-format --style=file --dry-run --Werror ||
    fail "format is not as .clang-format says; docker/lint.sh --fix puts it right"
  done_step "$(sources | tr -cd '\0' | wc -c) files"
}

check_scripts() {
  step "Scripts"
  local scripts
  mapfile -t scripts < <(grep -rlE --include='*.sh' --include=run '^#!.*\bbash$' docker .ci tests perf)
  shellcheck --external-sources "${scripts[@]}" || fail "shellcheck has findings"
  done_step "${#scripts[@]} files"
}

# One line per compiled source: a digest of everything that clang-tidy's verdict hangs on, a blank,
# and the source's path.
digests() {
  local work
  work=$(mktemp -d)
  cd "$release"
  ninja -t deps >"$work/dependencies"
  sed -n 's/^    //p' "$work/dependencies" | sort -u | xargs -d '\n' sha256sum >"$work/hashes"
  {
    clang-tidy --version
    find "$root"/{.clang-tidy,src,tests,perf} -name .clang-tidy -exec cat {} +
  } | sha256sum >"$work/common"
  awk -v common="$(cat "$work/common")" '
    FILENAME ~ /hashes$/ { hash[substr($0, 67)] = substr($0, 1, 64); next }
    FILENAME ~ /dependencies$/ && /^[^ ].*: #deps / { object = $1; sub(/:$/, "", object); next }
    FILENAME ~ /dependencies$/ && /^    / { read[object] = read[object] hash[substr($0, 5)]; next }
    FILENAME ~ /dependencies$/ { next }
    # compile_commands.json, as CMake writes it: one key a line.
    /^ *"command": / { command = $0 }
    /^ *"file": / { file = $0; sub(/^ *"file": "/, "", file); sub(/",?$/, "", file) }
    /^}/ {
      object = ""
      if (match(command, / -o [^ ]+ -c /)) object = substr(command, RSTART + 4, RLENGTH - 8)
      if (!seen[file]++) {
        # What was never compiled has no list of headers, and is looked at every time.
        print (object in read ? common command read[object] : "new") "\t" file
      }
    }' "$work/hashes" "$work/dependencies" compile_commands.json |
    while IFS=$'\t' read -r content file; do
      case $content in
        new) printf 'new %s\n' "$file" ;;
        *) printf '%s %s\n' "$(sha256sum <<<"$content" | cut -c 1-64)" "$file" ;;
      esac
    done
  rm -r "$work"
}

# Called by check_tidy in processes of its own: tidy_one DIGEST FILE
tidy_one() {
  local findings
  if findings=$(clang-tidy --quiet -p "$release" "$2" 2>&1); then
    [[ $1 == new ]] || : >"$cache/$1"
  else
    printf '%s\n' "$findings" | grep -vE '^[0-9]+ warnings? (generated|treated as)|^Suppressed ' \
      >"$(mktemp --tmpdir="$found")" || true
  fi
}

check_tidy() {
  step "clang-tidy"
  [[ -e $release/compile_commands.json ]] ||
    fail "build/release is not configured; cmake --preset release"
  mkdir -p "$cache"
  find "$cache" -type f -mtime +30 -delete
  local digest file count=0 changed=()
  while read -r digest file; do
    count=$((count + 1))
    if [[ -e $cache/$digest ]]; then
      touch "$cache/$digest"
    else
      changed+=("$digest" "$file")
    fi
  done < <(digests)
  [[ $count -gt 0 ]] || fail "no sources in $release/compile_commands.json"
  if [[ ${#changed[@]} -gt 0 ]]; then
    found=$(mktemp -d)
    export -f tidy_one
    export cache release found
    printf '%s\0' "${changed[@]}" |
      xargs --null --max-args=2 --max-procs="$(jobs)" bash -c 'tidy_one "$@"' -
    if [[ -n $(ls "$found") ]]; then
      # A finding in a header comes once for every source that includes it.
      cat "$found"/* | awk '
        function flush() { if (finding != "" && !seen[finding]++) printf "%s", finding; finding = "" }
        /: (error|warning): / { flush() }
        { finding = finding $0 "\n" }
        END { flush() }' >&2
      rm -r "$found"
      fail "clang-tidy has findings"
    fi
    rm -r "$found"
  fi
  done_step "$((${#changed[@]} / 2)) of $count sources had changed"
}

case "${1:-}" in
  --fix) sources | xargs -0 clang-format --style=file -i ;;
  --format) check_format ;;
  --no-format)
    check_scripts
    check_tidy
    ;;
  '')
    check_format
    check_scripts
    check_tidy
    ;;
  *) fail "unknown option '$1'; --format, --no-format, --program and --fix are known" ;;
esac
