#!/usr/bin/env bash
# Handoffs of volumes between a host and builders, with the real guest scripts on real ext4 and xfs, and random kills.
# --handoffs N, --seed S (the same decisions; moments are the machine's own), --lanes L (so many beside each other, each with machines
# and volumes of its own: most of the time they wait), --result FILE, --plant flip|unsynced|unclean: a fault that must be found.
# Last line: "handoffs=N mismatches=M". Ends with 3 where it cannot run.
# shellcheck disable=SC2034 # used in the parts
set -euo pipefail
DISKS_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$DISKS_HOME"
COUNT=200 SEED=$SRANDOM RESULT='' PLANT='' LANES='' TALLY='' LANE=''
while (($# > 0)); do
  case $1 in
    --handoffs) COUNT=$2 ;;
    --seed) SEED=$2 ;;
    --lanes) LANES=$2 ;;
    --result) RESULT=$2 ;;
    --plant) PLANT=$2 ;;
    --tally) TALLY=$2 ;; # of one lane, for whom it counts
    --lane) LANE="$2: " ;;
    *) echo "unknown: $1" >&2 && exit 64 ;;
  esac
  shift 2
done
if [[ -z $TALLY ]]; then
  if ! unshare --mount --pid --fork --mount-proc true 2>/dev/null || ! losetup -f >/dev/null 2>&1 || ! command -v mkfs.xfs >/dev/null; then
    echo 'skipped: handoffs of real disks want root, namespaces, loop devices and xfsprogs'
    exit 3
  fi
  # shellcheck source=/dev/null
  source ./lanes.sh
  run_lanes
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

tally() {
  local kind
  for kind in "${!STRUCK[@]}"; do echo "struck $kind ${STRUCK[$kind]}"; done
  printf '%s\n' "handoffs $DONE" "checked $CHECKED" "lost $LOST" "refused $REFUSED" "mismatches $MISMATCHES"
  [[ -z $FAILED_WITH ]] || echo "not-home ${FAILED_WITH//$'\n'/ }"
}

finish_run() {
  local code=$?
  trap - EXIT
  ((code == 0)) || [[ -n $FAILED_WITH ]] || FAILED_WITH="exit code $code of: $BASH_COMMAND"
  tally >"$TALLY"
  clean_up
}

RANDOM=$SEED
HANDOFF=0 FILESYSTEM=''
trap finish_run EXIT
make_disks
for ((HANDOFF = 1; HANDOFF <= COUNT; HANDOFF++)); do
  handoff
  DONE=$HANDOFF
done
