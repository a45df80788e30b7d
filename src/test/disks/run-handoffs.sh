#!/usr/bin/env bash
# Handoffs of volumes between a host and builders, with the real guest scripts on real ext4 and xfs, and random kills.
# --handoffs N, --seed S (the same decisions; moments are the machine's own), --result FILE,
# --plant flip|unsynced|unclean: a fault that must be found. Last line: "handoffs=N mismatches=M". Ends with 3 where it cannot run.
# shellcheck disable=SC2034 # used in the parts
set -euo pipefail
DISKS_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$DISKS_HOME"
ARGUMENTS=("$@")
COUNT=200 SEED=$SRANDOM RESULT='' PLANT=''
while (($# > 0)); do
  case $1 in
    --handoffs) COUNT=$2 ;;
    --seed) SEED=$2 ;;
    --result) RESULT=$2 ;;
    --plant) PLANT=$2 ;;
    --inside) shift && continue ;;
    *) echo "unknown: $1" >&2 && exit 64 ;;
  esac
  shift 2
done
if [[ ${ARGUMENTS[0]-} != --inside ]]; then
  if ! unshare --mount --pid --fork --mount-proc true 2>/dev/null || ! losetup -f >/dev/null 2>&1 || ! command -v mkfs.xfs >/dev/null; then
    echo 'skipped: handoffs of real disks want root, namespaces, loop devices and xfsprogs'
    exit 3
  fi
  exec unshare --mount --propagation private bash "$DISKS_HOME/run-handoffs.sh" --inside --seed "$SEED" "${ARGUMENTS[@]}"
fi
source ../guest/world.sh
for part in machines scripts ledger volumes handoff; do
  # shellcheck source=/dev/null
  source "./$part.sh"
done

DONE=0
FAILED_WITH=''

# broken WORDS: a volume did not come home: the worst of all. Nothing more can be tried with it.
broken() {
  FAILED_WITH="handoff $HANDOFF ($FILESYSTEM): $*"
  exit 1
}

report() {
  local kind line
  line="struck:"
  for kind in $(printf '%s\n' "${!STRUCK[@]}" | sort); do line+=" $kind ${STRUCK[$kind]},"; done
  printf '%s\n' "${line%,}" \
    "compared: $CHECKED; lost by power cuts, never synced: $LOST; scripts that were in the way of a killed one: $REFUSED" \
    "seed=$SEED took $SECONDS s"
  [[ -z $FAILED_WITH ]] || printf 'NOT HOME: %s\n' "$FAILED_WITH"
  echo "handoffs=$DONE mismatches=$MISMATCHES"
}

finish_run() {
  local code=$?
  trap - EXIT
  ((code == 0)) || [[ -n $FAILED_WITH ]] || FAILED_WITH="exit code $code of: $BASH_COMMAND"
  if [[ -n $RESULT ]]; then report | tee "$RESULT"; else report; fi
  clean_up
  [[ -z $FAILED_WITH && $MISMATCHES == 0 && $DONE == "$COUNT" ]] || exit 1
  exit 0
}

# every_fault_struck: a long run in which a fault was never hit has tried less than it says.
every_fault_struck() {
  local kind
  ((COUNT >= 100)) || return 0
  for kind in preflight-on-host {mount,unmount}-on-{host,builder} start-build-on-builder fsck build-killed power-cut-of-{ext4,xfs}; do
    [[ -n ${STRUCK[$kind]-} ]] || FAILED_WITH="$kind was never struck"
  done
  ((LOST > 0)) || FAILED_WITH='no power cut has lost anything'
}

echo "seed $SEED, $COUNT handoffs"
RANDOM=$SEED
HANDOFF=0 FILESYSTEM=''
trap finish_run EXIT
make_disks
for ((HANDOFF = 1; HANDOFF <= COUNT; HANDOFF++)); do
  handoff
  DONE=$HANDOFF
done
every_fault_struck
