# shellcheck shell=bash
# The world of the tests: a folder, volumes on loop devices, a host and a builder that see them one after the other, and
# `operation`, which composes a script as the bot does and runs it.

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SCRIPTS=$HERE/../../main/resources/guest
PASSED=0
FAILED=0

make_world() {
  WORLD=$(mktemp -d /tmp/guest-test.XXXXX)
  export WORLD MOUNT=$WORLD/mnt/llvm SOJOURN_BOOT_ID=aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
  export PATH=$HERE/stand-ins:$PATH GIT_CONFIG_GLOBAL=/dev/null
  chmod 755 "$WORLD"
  mkdir -p "$MOUNT"
  : >"$WORLD/disks"
  trap end_world EXIT
  on_machine host
}

# leave: what a test started ends, what it mounted goes; every test that mounts has it as its EXIT trap.
leave() {
  local unit place child
  for unit in "$WORLD"/units/*; do
    [[ $unit == *.timer || ! -f $unit ]] || systemctl stop "${unit##*/}" 2>/dev/null || true
  done
  for child in $(jobs -p); do kill -KILL "$child" 2>/dev/null || true; done
  wait
  cd /
  for place in /etc/fstab "$WORLD/bind" "$MOUNT/inner" "$MOUNT" "$WORLD/mnt"; do
    while umount "$place" 2>/dev/null; do :; done
  done
}

end_world() {
  local loop
  leave
  for loop in $(losetup -lnO NAME,BACK-FILE | awk -v world="$WORLD/" 'index($2, world) == 1 {print $1}'); do
    blockdev --setrw "$loop" # the kernel remembers it for the next user
    losetup -d "$loop"
  done
  [[ ${KEEP-} ]] || rm -rf --one-file-system "$WORLD"
}

on_machine() { export SOJOURN_STATE=$WORLD/$1/state SOJOURN_RUN=$WORLD/$1/run; }

# attach VOLUME [SIZE_MIB]: a new ext4 volume on a loop device, named as an EBS disk. Sets LOOP and VOLUME.
attach() {
  local image=$WORLD/$1.img numbers
  truncate -s "${2:-64}M" "$image"
  mkfs.ext4 -q -F -m 0 "$image"
  LOOP=$(losetup -f --show "$image")
  VOLUME=$1
  numbers=$(lsblk_numbers "$LOOP")
  VOLUME_UUID=$(blkid -s UUID -o value "$LOOP")
  disk "$LOOP" "${1/-/}" "$numbers" ext4 "$VOLUME_UUID" disk ''
}

lsblk_numbers() { printf '%d:%d' "$((0x$(stat -c %t "$1")))" "$((0x$(stat -c %T "$1")))"; }

# disk NAME SERIAL NUMBERS FSTYPE UUID TYPE PARENT: one more line of lsblk's.
disk() {
  sed -i "\\|^NAME=\"$1\"|d" "$WORLD/disks"
  printf 'NAME="%s" SERIAL="%s" MAJ:MIN="%s" FSTYPE="%s" UUID="%s" TYPE="%s" PKNAME="%s"\n' "$@" >>"$WORLD/disks"
}

# compose OPERATION NAME=VALUE…: the text that the bot sends: values, common.sh, the parts that the script is with, itself.
compose() {
  local pair part parts=()
  read -ra parts < <(sed -n '1,10s/^# with: //p' "$SCRIPTS/$1.sh") || true
  echo '#!/usr/bin/env bash'
  for pair in "${@:2}"; do
    printf "export SOJOURN_%s_B64='%s'\n" "${pair%%=*}" "$(printf %s "${pair#*=}" | base64 -w 0)"
  done
  for part in common "${parts[@]}" "$1"; do cat "$SCRIPTS/$part.sh"; done
}

# operation NAME VALUE…: runs it; ANSWER is its last line. Every answer must be one JSON object of less than 2,000 bytes.
operation() {
  compose "$@" >"$WORLD/script"
  OUTPUT=$(bash "$WORLD/script" 2>"$WORLD/stderr") || { echo "$1 crashed: $(<"$WORLD/stderr")"; return 1; }
  ANSWER=${OUTPUT##*$'\n'}
  jq -e 'type == "object"' <<<"$ANSWER" >/dev/null || { echo "$1: not JSON: $ANSWER"; return 1; }
  ((${#ANSWER} < 2000)) || { echo "$1: ${#ANSWER} bytes"; return 1; }
}

# guarded NAME VALUE…: an operation with the values that every changing operation has. Later values win.
guarded() {
  COUNT=$((${COUNT:-0} + 1))
  operation "$1" "OP=op-$BASHPID-$COUNT" "NOT_AFTER=$(($(date +%s) + 60))" "EPOCH=${EPOCH:-1}" "VOLUME=$VOLUME" "MOUNT=$MOUNT" \
    "${@:2}"
}

host_unmount() { guarded unmount ROLE=host "$@"; }
host_mount() { guarded mount ROLE=host SETTLE_S=0 WAIT_S=1 "$@"; }
builder_mount() { guarded mount ROLE=builder SETTLE_S=0 WAIT_S=1 "$@"; }

# answered JQ_CONDITION: about the last answer.
answered() { jq -e "$1" <<<"$ANSWER" >/dev/null || { echo "not so: $1 in $ANSWER"; return 1; }; }
refused() { answered ".ok == false and .reason == \"$1\""; }

# not COMMAND…: a plain "!" would not end a test.
not() {
  if "$@"; then
    echo "should not be: $*"
    return 1
  fi
}

# eventually COMMAND…: within 20 s.
eventually() {
  local try
  for ((try = 0; try < 200; try++)); do
    if "$@"; then return 0; fi
    sleep 0.1
  done
  echo "never came true: $*"
  return 1
}

as_ann() { env HOME="$WORLD/ann" setpriv --reuid 1000 --regid 1000 --clear-groups "$@"; }

# it "sentence" FUNCTION: one test, in a shell of its own that ends at the first thing that is not so.
it() {
  local started=$SECONDS
  # Not as a condition: set -e would be off in there.
  (set -euo pipefail; "$2") >"$WORLD/words" 2>&1
  local code=$?
  if ((code == 0)); then
    PASSED=$((PASSED + 1))
    echo "ok    $1"
  else
    FAILED=$((FAILED + 1))
    echo "FAILED $1"
    tail -n 20 "$WORLD/words" | sed 's/^/        /'
  fi
  ((SECONDS - started < 10)) || echo "        (took $((SECONDS - started)) s)"
}
