#!/usr/bin/env bash
# Loads a bank into six databases by a Slurm cluster: one job prepares them, an array loads a shard with
# each task, one job finishes. To be edited; run where sbatch is. bankseed has to be installed on the
# nodes, and BANKSEED_URL to lead to a server that all of them reach.
#
#   BANKSEED_URL=postgresql://me@db.example.com docker/slurm/load.sh
#
# A task that is lost with its node is run again, also beside its own twin. Whatever fails, the same
# script goes on with: --prepare and a shard that are done say so.
set -euo pipefail

customers=10M
seed=42
as_of=2026-11-01
shards=64
# So many at once as the server has processors and, 13 sessions each, connections for.
at_once=6

: "${BANKSEED_URL:?BANKSEED_URL has to say where the databases are}"
bank="bankseed generate --customers $customers --seed $seed --as-of $as_of --log none"

submit() {
  sbatch --parsable --requeue --export=ALL --kill-on-invalid-dep=yes --output=%x-%j.log "$@"
}

prepared=$(submit --job-name=bankseed-prepare --wrap="$bank --prepare --shards $shards ${BANKSEED_PREPARE:-}")
loaded=$(submit --job-name=bankseed-shard --dependency="afterok:$prepared" \
  --array="0-$((shards - 1))%$at_once" --output=%x-%A_%a.log --wrap="$bank --shard auto/$shards")
finished=$(submit --job-name=bankseed-finish --dependency="afterok:$loaded" --wrap="$bank --finish --verify")
printf 'prepare %s, shards %s, finish %s\n' "$prepared" "$loaded" "$finished"
