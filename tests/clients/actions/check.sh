#!/usr/bin/env bash
# The example of a GitHub workflow is one by the schema of workflows, and what it has bankseed do in
# its containers works on the server that is here.
set -euo pipefail

example=$BANKSEED_ROOT/docker/github-actions.yaml

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

action-validator --version 2>/dev/null || true
action-validator "$example" || fail "the example is no workflow"
for fault in 's/runs-on:/runs_on:/' 's/^on:/when:/' '/image: postgres/d' 's/steps:/step:/'; do
  sed "$fault" "$example" >fault.yaml
  cmp --silent "$example" fault.yaml && fail "nothing to plant $fault in"
  action-validator fault.yaml >out 2>&1 && fail "$fault passes for a workflow"
done

mapfile -t commands < <(sed -n 's/^ *\(\(generate\|verify\) --.*\)/\1/p' "$example")
[[ ${#commands[@]} == 2 ]] || fail "not two commands of bankseed: ${commands[*]}"
"$BANKSEED" clear --confirm >/dev/null
for command in "${commands[@]}"; do
  (
    PATH=$(dirname "$BANKSEED"):$PATH
    bash -euo pipefail -c "$(basename "$BANKSEED") $command"
  ) >out 2>&1 || fail "$command: $(cat out)"
done
grep -q '<testsuites' verify.xml || fail "no results: $(head -c 300 verify.xml)"
printf 'docker/github-actions.yaml is a workflow, and its commands work\n'
