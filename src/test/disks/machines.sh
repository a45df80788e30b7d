# shellcheck shell=bash disable=SC2034,SC2154 # used by, and set in, the other files
# Machines: each has its own processes, mounts and disks, and ends at once with all that runs on it. The volume is an image that is
# attached to one of them as a loop device, never twice running under the same name.

declare -A INIT=() # of each machine: its first process
LOOP='' LAST_LOOP=''

# boot MACHINE
boot() {
  local own=$DISKS/$1 shell
  rm -rf "$own"
  mkdir -p "$own/mnt/llvm" "$own/run"
  : >"$own/disks"
  # shellcheck disable=SC2016 # for the inner bash, which reaps whoever loses its parent
  unshare --mount --pid --fork --kill-child --mount-proc --propagation private bash -c '
    mount --bind "$1/mnt" "$2" && touch "$1/up"
    while true; do sleep 1; done' bash "$own" "$DISKS/mnt" </dev/null >/dev/null 2>&1 &
  shell=$!
  disown
  eventually [ -e "$own/up" ]
  INIT[$1]=$(pgrep -P "$shell")
}

# end MACHINE: all of its processes at once; with its last one go its mounts.
end() {
  local init=${INIT[$1]}
  kill -KILL "$init"
  eventually not_there "$init"
  unset "INIT[$1]"
}
not_there() { [[ ! -d /proc/$1 ]]; }

# on MACHINE COMMAND…
on() {
  nsenter --target "${INIT[$1]}" --mount --pid env "WORLD=$DISKS/$1" "SOJOURN_STATE=$DISKS/$1/state" "SOJOURN_RUN=$DISKS/$1/run" \
    "PATH=$DISKS/bin:$HERE/stand-ins:$PATH" "SOJOURN_BOOT_ID=${BOOT_ID:-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee}" "${@:2}"
}

# tree_on MACHINE: where the volume is seen from outside the machine.
tree_on() { echo "/proc/${INIT[$1]}/root$MOUNT"; }

mounted_on() { grep -q " $MOUNT " "/proc/${INIT[$1]}/mountinfo"; }

# attach_to MACHINE
attach_to() {
  local second
  LOOP=$(losetup -f --show "$IMAGE")
  if [[ $LOOP == "$LAST_LOOP" ]]; then
    second=$(losetup -f --show "$IMAGE")
    losetup -d "$LOOP"
    LOOP=$second
  fi
  LAST_LOOP=$LOOP
  WORLD=$DISKS/$1 disk "$LOOP" "${VOLUME/-/}" "$(lsblk_numbers "$LOOP")" "$FILESYSTEM" "$UUID" disk ''
}

# detach_from MACHINE: a loop device that is in use would stay, as a volume does that is detached before it is unmounted.
detach_from() {
  losetup -d "$LOOP"
  [[ -z $(losetup -j "$IMAGE") ]] || broken "$LOOP is still in use after $1 was said to have let go of it"
  : >"$DISKS/$1/disks"
}

# cut_power MACHINE: what has not reached the disk never will; log and journal neither. Fails where the volume was not mounted.
cut_power() {
  local struck=0
  shut_down "$(tree_on "$1")" || struck=$?
  end "$1"
  losetup -d "$LOOP"
  eventually no_longer_attached
  return "$struck"
}
no_longer_attached() { [[ -z $(losetup -j "$IMAGE") ]]; }

# shut_down FOLDER: ext4 and xfs have the same ioctl for it; 2: without writing the log. A bare mount point's filesystem is not ours.
shut_down() {
  perl -e 'open my $top, "<", $ARGV[0] or exit 1; exit 1 unless -d "$ARGV[0]/sojourn";
    my $now = pack "L", 2; ioctl $top, 0x8004587d, $now or exit 1' "$1" 2>/dev/null
}
