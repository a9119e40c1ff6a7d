#!/usr/bin/env bash
# Loads a bank into six databases by a Slurm cluster: one job prepares them, an array loads a shard with
# each task, one job finishes. To be edited; run where sbatch is. bankseed has to be installed on the
# nodes, and BANKSEED_URL to lead to a server that all of them reach; or MAP to be a map of servers, where
# nodes find it, too.
#
#   BANKSEED_URL=postgresql://me@db.example.com docker/slurm/load.sh
#   MAP=map.toml docker/slurm/load.sh
#
# A task that is lost with its node is run again, also beside its own twin. Whatever fails, the same
# script goes on with: --prepare and a shard that are done say so.
set -euo pipefail

customers=10M
seed=42
as_of=2026-11-01
shards=64
# So many at once as the server has processors and, 13 sessions each, connections for; as all servers have.
at_once=6

bank="bankseed generate --customers $customers --seed $seed --as-of $as_of --log none"
if [[ -n ${MAP:-} ]]; then
  map="--server-map $(printf %q "$(realpath "$MAP")")"
  bank="$bank $map"
  finish="$bank --finish && bankseed verify $map"
else
  : "${BANKSEED_URL:?BANKSEED_URL or MAP has to say where the databases are}"
  finish="$bank --finish --verify"
fi

submit() {
  sbatch --parsable --requeue --export=ALL --kill-on-invalid-dep=yes --output=%x-%j.log "$@"
}

prepared=$(submit --job-name=bankseed-prepare --wrap="$bank --prepare --shards $shards ${BANKSEED_PREPARE:-}")
loaded=$(submit --job-name=bankseed-shard --dependency="afterok:$prepared" \
  --array="0-$((shards - 1))%$at_once" --output=%x-%A_%a.log --wrap="$bank --shard auto/$shards")
finished=$(submit --job-name=bankseed-finish --dependency="afterok:$loaded" --wrap="$finish")
printf 'prepare %s, shards %s, finish %s\n' "$prepared" "$loaded" "$finished"
