#!/usr/bin/env bash
# A Slurm cluster of three nodes, on this machine, loads a bank by docker/slurm/load.sh. On the way one
# node is lost with its task; of another the daemon is lost and its task lives on, so that Slurm runs it
# a second time beside it. The bank has to be the one that a single program makes. Then it loads the same
# bank into three servers, by a map of them.
#
#   tests/faults/slurm.sh BANKSEED [CUSTOMERS]
#
# Needs slurm-wlm and munge; runs as anybody.
set -euo pipefail

program=$(realpath "$1")
customers=${2:-100000}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
work=$(mktemp -d "${TMPDIR:-/tmp}/bankseed-slurm-XXXXXX")
chmod 755 "$work"
export HOME=$work SLURM_CONF=$work/slurm.conf PATH=$work/bin:$PATH:/usr/sbin
unset "${!BANKSEED_@}" "${!PG@}" "${!XDG_@}"
mkdir -p "$work"/{bin,run,state,log,spool/n1,spool/n2,spool/n3}
ln -s "$program" "$work/bin/bankseed"
cd "$work"

# Processes of this cluster, and of nobody else's: those that have its configuration in their
# environment, and the words given in their command or environment.
processes() {
  local place
  for place in /proc/[0-9]*; do
    [[ ${place##*/} != "$$" ]] || continue
    grep -qzxF "SLURM_CONF=$SLURM_CONF" "$place/environ" 2>/dev/null || continue
    [[ $# -eq 0 ]] || cat "$place/cmdline" "$place/environ" 2>/dev/null | tr '\0' '\n' | grep -qE -- "$1" || continue
    printf '%s\n' "${place##*/}"
  done
}

# As it is typed; nothing when it has ended.
command_of() {
  { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null || true
}
parent_of() {
  { awk '{ print $4 }' "/proc/$1/stat"; } 2>/dev/null || echo 0
}

# shellcheck disable=SC2317 # The trap calls it.
finish() {
  local home
  for home in "$work" "$work"/server-*; do
    HOME=$home bankseed server stop >/dev/null 2>&1 || true
  done
  processes '^(/usr/sbin/)?(slurmctld|slurmd|munged|bankseed)$|^slurmstepd' | xargs -r kill -9 2>/dev/null || true
  cd /
  rm -rf "$work"
}
trap finish EXIT

fail() {
  printf '%s\n' "$*" >&2
  tail -n 20 "$work"/*.log "$work"/log/* >&2 2>/dev/null || true
  exit 1
}

# wait_for SECONDS WHAT COMMAND...
wait_for() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [[ $SECONDS -lt $end ]] || fail "waited in vain for $what"
    sleep 0.1
  done
}

start_slurm() {
  local me host node
  me=$(id -un)
  host=$(hostname)
  head -c 1024 /dev/urandom >munge.key
  chmod 400 munge.key
  # Whoever else uses this machine cannot forge tasks: key and socket are ours.
  munged --force --key-file="$work/munge.key" --socket="$work/run/munge.sock" \
    --pid-file="$work/run/munged.pid" --log-file="$work/log/munged" --seed-file="$work/state/munge.seed"
  cat >slurm.conf <<CONF
ClusterName=bankseed
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=17100
SlurmUser=$me
SlurmdUser=$me
AuthInfo=socket=$work/run/munge.sock,cred_expire=5
SlurmctldPidFile=$work/run/slurmctld.pid
SlurmctldLogFile=$work/log/slurmctld
SlurmdLogFile=$work/log/slurmd-%n
SlurmdSpoolDir=$work/spool/%n
SlurmdPidFile=$work/run/slurmd-%n.pid
StateSaveLocation=$work/state
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
SlurmdParameters=config_overrides
JobRequeue=1
ReturnToService=2
SlurmdTimeout=4
MessageTimeout=2
KillWait=2
SchedulerParameters=batch_sched_delay=1,sched_interval=2
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=17101 CPUs=1 RealMemory=1000
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=17102 CPUs=1 RealMemory=1000
NodeName=n3 NodeHostname=$host NodeAddr=127.0.0.1 Port=17103 CPUs=1 RealMemory=1000
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
  slurmctld
  for node in n1 n2 n3; do
    slurmd -N "$node"
  done
  wait_for 20 "three idle nodes" three_idle
}

three_idle() {
  [[ $(sinfo --noheader --Node --states=idle 2>/dev/null | wc -l) == 3 ]]
}

# Whether a process has ended, whoever has still to hear of it.
is_dead() {
  [[ $({ awk '{ print $3 }' "/proc/$1/stat"; } 2>/dev/null || echo Z) == Z ]]
}

# Tasks that load a shard on a node.
tasks_on() {
  local process
  for process in $(pgrep -f '^bankseed generate .* --shard '); do
    if grep -qzxF "SLURM_CONF=$SLURM_CONF" "/proc/$process/environ" 2>/dev/null &&
      grep -qzxF "SLURMD_NODENAME=$1" "/proc/$process/environ" 2>/dev/null; then
      printf '%s\n' "$process"
    fi
  done
}

has_task() {
  [[ -n $(tasks_on "$1") ]]
}

# Whether the task of a process runs in another one, too.
has_copy() {
  local task process
  [[ -e /proc/$1 ]] || fail "the task of the third node has ended"
  task=$(grep -zx 'SLURM_ARRAY_TASK_ID=[0-9]*' "/proc/$1/environ" | tr -d '\0')
  for process in $(pgrep -f '^bankseed generate .* --shard '); do
    [[ $process != "$1" ]] || continue
    ! grep -qzxF "$task" "/proc/$process/environ" 2>/dev/null || return 0
  done
  return 1
}

# Of a node, and of the task that runs there.
daemons_of() {
  local process
  for process in $(processes "^-N\$"); do
    [[ $(command_of "$process") != *slurmd" -N $1 " ]] || printf '%s\n' "$process"
  done
  process=$2
  while [[ $process -gt 1 ]]; do
    [[ $(command_of "$process") != slurmstepd* ]] || printf '%s\n' "$process"
    process=$(parent_of "$process")
  done
}

# What holds of a whole bank.
bank=(--customers "$customers" --seed 42 --as-of 2026-11-01)
bankseed generate "${bank[@]}" --to null --digest --quiet >wanted

bankseed server start >/dev/null
BANKSEED_URL=$(bankseed server url accounts_db)
BANKSEED_URL=${BANKSEED_URL/\/accounts_db/\/postgres}
export BANKSEED_URL
start_slurm
sed -E -e "s/^customers=.*/customers=$customers/" -e 's/^shards=.*/shards=8/' -e 's/^at_once=.*/at_once=3/' \
  "$root/docker/slurm/load.sh" >load.sh
bash load.sh

wait_for 120 "a task on the third node" has_task n3
twin=$(tasks_on n3 | head -n 1)
daemons_of n3 "$twin" >killed
xargs kill -9 <killed
# Held when they have ended: whoever is stopped when his group is orphaned is hung up.
while read -r process; do
  wait_for 10 "the end of the third node's daemon" is_dead "$process"
done <killed
kill -STOP "$twin" || fail "the task of the third node did not outlive its daemon"
wait_for 120 "a task on the second node" has_task n2
lost=$(tasks_on n2 | head -n 1)
{
  daemons_of n2 "$lost"
  echo "$lost"
} >killed
xargs kill -9 <killed || true
# Until the nodes are known to be down, and their tasks are waiting to be run again.
sleep 8
slurmd -N n2
wait_for 120 "a second copy of the task of the third node" has_copy "$twin"
kill -CONT "$twin"
has_ended() {
  [[ ! -e /proc/$1 ]]
}
wait_for 60 "the end of the first copy" has_ended "$twin"
slurmd -N n3
echo "the second node was lost with its task; of the third the daemon, and its task ran on beside its second copy"

is_finished() {
  local left
  left=$(squeue --noheader --format=%T | sort -u | tr '\n' ' ')
  [[ -z $left ]]
}
wait_for 600 "the end of all jobs" is_finished
grep -q 'checks: all hold' bankseed-finish-*.log || fail "the bank is not finished"
bankseed digest >digests
cmp wanted digests || fail "the bank is another one"
requeued=$(grep -c -i 'requeue' log/slurmctld || true)
printf '%s customers in 8 shards, %s lines of the controller about requeuing: the same digests, and all checks hold\n' \
  "$customers" "$requeued"

# Into three servers.
bankseed server stop >/dev/null
unset BANKSEED_URL
rm bankseed-*.log
for server in "1 0, 2" "2 3, 5" "3 6, 7"; do
  home=$work/server-${server%% *}
  mkdir "$home"
  HOME=$home bankseed server start >/dev/null
  url=$(HOME=$home bankseed server url accounts_db)
  printf '[[servers]]\nshards = [%s]\nurl = "%s"\n' "${server#* }" "${url/\/accounts_db/\/postgres}" >>map.toml
done
wait_for 60 "three idle nodes" three_idle
MAP=map.toml bash load.sh
wait_for 600 "the end of all jobs" is_finished
grep -q '3 servers of .*map.toml' bankseed-finish-*.log || fail "the bank on three servers is not verified"
grep -q 'checks: all hold' bankseed-finish-*.log || fail "the bank on three servers is not right"
bankseed digest --server-map map.toml >digests
cmp wanted digests || fail "the bank on three servers is another one"
printf '%s customers in 8 shards on three servers: the same digests, and all checks hold\n' "$customers"
