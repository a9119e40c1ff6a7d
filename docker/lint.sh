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

check_tidy() {
  step "clang-tidy"
  [[ -e $release/compile_commands.json ]] ||
    fail "build/release is not configured; cmake --preset release"
  docker/clang_tidy.py "$release" "$cache" "$(jobs)" >"$cache.log" || fail "clang-tidy has findings"
  done_step "$(cat "$cache.log")"
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
