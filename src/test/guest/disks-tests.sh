# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # code as data; each test has a shell of its own; used in world.sh
# What real disks do: they come late or go again, are full, and were left without a clean end. ext4 and xfs.
source ./volumes.sh
source ./systemd-world.sh

# detached: the disk of the volume leaves the machine. attached FSTYPE: it comes back, and so much is known of it.
detached() {
  IMAGE=$(losetup -nO BACK-FILE "$LOOP")
  losetup -d "$LOOP"
  : >"$WORLD/disks"
}
attached() {
  LOOP=$(losetup -j "$IMAGE" -lnO NAME | tr -d ' ')
  [[ -n $LOOP ]] || LOOP=$(losetup -f --show "$IMAGE")
  disk "$LOOP" "${VOLUME/-/}" "$(lsblk_numbers "$LOOP")" "$1" "${1:+$VOLUME_UUID}" disk ''
}

late_disk() {
  local began
  fresh_volume
  echo kept >"$MOUNT/file"
  host_unmount "AWAY=The volume is away."
  detached
  host_mount
  refused no-device
  [[ -f $MOUNT/AWAY.md ]]
  began=$(date +%s)
  # Attached, and only then looked at by udev.
  (sleep 1.5; attached ''; sleep 1.5; attached "$FILESYSTEM") &
  host_mount WAIT_S=30
  answered '.ok and .mounted'
  (($(date +%s) - began >= 2))
  [[ $(<"$MOUNT/file") == kept && ! -e $MOUNT/AWAY.md ]]
}

went_away() {
  refused mount-failed
  answered '.detail | contains("the mount went away again")'
  not mountpoint -q "$MOUNT"
  [[ -f $MOUNT/AWAY.md ]]
  not findmnt -S "$LOOP"
}

# A stale unit of fstab: systemd takes the mount away as soon as it sees it.
stale_unit() {
  fresh_volume
  in_fstab "$LOOP"
  echo kept >"$MOUNT/file"
  host_unmount "AWAY=The volume is away."
  echo always >"$WORLD/stale-unit"
  host_mount SETTLE_S=2
  went_away
  host_mount SETTLE_S=2 # and once more
  went_away
  echo until-reload >"$WORLD/stale-unit"
  : >"$WORLD/journal"
  host_mount SETTLE_S=2
  answered '.ok and .mounted'
  [[ $(<"$MOUNT/file") == kept && ! -e $MOUNT/AWAY.md ]]
  # It is made to forget before it is asked to mount.
  diff "$WORLD/journal" - <<<"reloaded
started $(systemd-escape -p --suffix=mount "$MOUNT")"
}

# The same with the real systemd: the unit is bound to another one, as to a disk, which goes away at once.
really_stale_unit() {
  fresh_volume
  trap 'systemd_ends; leave_all' EXIT
  echo kept >"$MOUNT/file"
  umount "$MOUNT"
  echo "$LOOP $MOUNT ext4 nofail 0 2" >"$WORLD/fstab"
  mkdir "$UNITS"
  unit_of_mount
  systemd_boots
  # shellcheck disable=SC2317 # operation runs its script so
  bash() { in_there bash "$@"; }
  host_mount
  answered '.ok and .mounted'
  [[ $(in_there systemctl is-active "$(unit_name)") == active ]]
  host_unmount "AWAY=The volume is away."
  answered '.ok'
  printf '%s\n' '[Unit]' DefaultDependencies=no '[Service]' 'ExecStart=/bin/sleep 1' >"$UNITS/gone.service"
  unit_of_mount BindsTo=gone.service After=gone.service
  host_mount SETTLE_S=3
  refused mount-failed
  answered '.detail | contains("the mount went away again")'
  not in_there mountpoint -q "$MOUNT"
  [[ -f $MOUNT/AWAY.md ]]
  # The file is right again, and systemd has not read it.
  unit_of_mount
  [[ $(in_there systemctl show -P NeedDaemonReload "$(unit_name)") == yes ]]
  host_mount SETTLE_S=3
  answered '.ok and .mounted'
  [[ $(in_there cat "$MOUNT/file") == kept && $(in_there ls "$MOUNT/AWAY.md" 2>&1) == *'No such file'* ]]
  host_unmount
  answered '.ok and .mounted == false'
}

# taken_away: where there is no unit, somebody else's hands.
taken_away() {
  fresh_volume
  host_unmount "AWAY=The volume is away."
  (eventually mountpoint -q "$MOUNT" && sleep 0.3 && umount "$MOUNT") &
  host_mount SETTLE_S=3
  went_away
  builder_mount
  answered .ok
}

# fill: not a block is left, and what lies there keeps its content.
fill() {
  local round part file
  head -c 2G /dev/zero >"$MOUNT/fill" 2>/dev/null || true
  for round in 1 2; do # what was set aside comes free with the sync
    for part in {1..3000}; do
      file=$MOUNT/fill-$round-$part
      { head -c 100 /dev/urandom >"$file"; } 2>/dev/null || break
    done
    sync -f "$MOUNT"
  done
  not bash -c 'head -c 100 /dev/urandom >"$1"' bash "$MOUNT/more" # or it is not full
  rm -f "$MOUNT/more"
  (cd "$MOUNT" && sha256sum -- fill*) >"$WORLD/filled"
}
filled() { (cd "$MOUNT" && sha256sum --quiet -c "$WORLD/filled"); }

full_volume() {
  fresh_volume
  EPOCH=8 host_unmount
  EPOCH=8 builder_mount
  fill
  EPOCH=9 guarded unmount ROLE=builder END_HOLDERS=true
  answered '.ok and .mounted == false'
  EPOCH=10 host_mount MARKER_REQUIRED=true CHECK_FS=true
  answered '.ok and .marker_epoch == 9 and .free_mib <= 1'
  EPOCH=10 host_unmount # one digit more than there was, in the same block
  answered '.ok'
  EPOCH=10 host_mount
  answered '.marker_epoch == 10'
  diff "$MOUNT/.sojourn-volume" - <<<"volume=$VOLUME
uuid=$VOLUME_UUID
epoch=10"
  filled
  # A volume that never had a marker does not leave its host full; a builder lets go of it.
  rm "$MOUNT/.sojourn-volume"
  fill
  EPOCH=10 host_unmount
  refused no-space
  mountpoint -q "$MOUNT"
  filled
  EPOCH=10 guarded unmount ROLE=builder END_HOLDERS=true
  answered '.ok and .mounted == false'
}

# The host's own disk is full: nothing is begun that could not be written down, and all goes on when there is room.
full_host() {
  fresh_volume
  echo kept >"$MOUNT/file"
  mkdir -p "$SOJOURN_STATE"
  mount -t tmpfs -o size=64k tmpfs "$SOJOURN_STATE"
  head -c 1M /dev/zero >"$SOJOURN_STATE/full" 2>/dev/null || true
  not host_unmount "AWAY=The volume is away."
  grep 'No space left on device' "$WORLD/stderr"
  mountpoint -q "$MOUNT"
  rm "$SOJOURN_STATE/full"
  host_unmount "AWAY=The volume is away."
  answered .ok
  head -c 1M /dev/zero >"$SOJOURN_STATE/full" 2>/dev/null || true
  EPOCH=2 not host_mount
  grep 'No space left on device' "$WORLD/stderr"
  not mountpoint -q "$MOUNT"
  rm "$SOJOURN_STATE/full"
  EPOCH=2 host_mount
  answered .ok
  [[ $(<"$MOUNT/file") == kept ]]
}

# changed_and_dead: files are renamed, removed and made, and at once the machine is gone: what the log has is on the disk, what
# the log is about is not.
changed_and_dead() {
  perl -e 'my ($root, $now) = ($ARGV[0], pack "L", 1);
    rename "$root/folder/file-$_", "$root/folder/moved-$_" or die for 1 .. 100;
    unlink "$root/folder/file-200" and mkdir "$root/folder/made" or die;
    open my $top, "<", $root; ioctl $top, 0x8004587d, $now or die "it goes on: $!"' "$MOUNT"
  umount "$MOUNT"
}
log_is_needed() {
  case $FILESYSTEM in
    ext4) dumpe2fs -h "$LOOP" 2>/dev/null | grep -q needs_recovery ;;
    xfs) xfs_logprint -t "$LOOP" 2>/dev/null | grep -q '<DIRTY>' ;;
  esac
}
is_clean() {
  case $FILESYSTEM in
    ext4) e2fsck -fn "$LOOP" ;;
    xfs) xfs_repair -n "$LOOP" ;;
  esac
}

# On a busy machine the kernel may have written back what the log is about before the machine is gone: then it is tried again.
log_replay() {
  local attempt code
  for attempt in 1 2 3; do
    code=0
    log_replay_once &
    wait $! || code=$?
    ((code == NOT_NEEDED)) || return "$code"
    echo "the log is not needed, attempt $attempt"
  done
  return 1
}
NOT_NEEDED=9
log_replay_once() {
  local i
  fresh_volume
  EPOCH=3 host_unmount
  EPOCH=3 builder_mount
  mkdir "$MOUNT/folder"
  for i in {1..200}; do echo "$i" >"$MOUNT/folder/file-$i"; done
  sync -f "$MOUNT"
  changed_and_dead
  log_is_needed || exit "$NOT_NEEDED"
  EPOCH=4 host_mount CHECK_FS=true MARKER_REQUIRED=true
  answered '.ok and .marker_epoch == 3'
  for i in {1..199}; do [[ $(cat "$MOUNT/folder/"{file,moved}-"$i" 2>/dev/null) == "$i" ]]; done
  [[ $(find "$MOUNT/folder" -name 'moved-*' | wc -l) == 100 && -d $MOUNT/folder/made && ! -e $MOUNT/folder/file-200 ]]
  EPOCH=4 host_unmount
  answered .ok
  not log_is_needed
  is_clean || { echo 'it is not clean'; return 1; }
}

of_each_kind() { # SENTENCE FUNCTION
  local kind kinds=(ext4)
  if command -v mkfs.xfs >/dev/null; then kinds+=(xfs); else echo 'skipped: xfsprogs are not installed'; fi
  for kind in "${kinds[@]}"; do
    FILESYSTEM=$kind
    it "$1 ($kind)" "$2"
  done
  FILESYSTEM=ext4
}

of_each_kind 'a disk that shows up late is waited for, and for what is on it; too late is said, and mended by asking again' late_disk
it 'a mount that its unit takes away at once is seen, and the mount point is sealed again; a reload cures it (stand-in for systemd)' stale_unit
if systemd_may_run; then
  it "the same ($("$SYSTEMD_PROGRAM" --version | awk 'NR == 1 {print $1, $2}'), the real one)" really_stale_unit
else
  echo 'skipped: the real systemd is not here, or may not run'
fi
it 'a mount that somebody takes away at once is seen' taken_away
of_each_kind 'a volume without a free byte leaves and comes home, with its marker and all its bytes' full_volume
it 'on a host whose own disk is full nothing is begun, and all goes on when there is room' full_host
of_each_kind 'after an unclean leave the log is replayed: what it had is there, and the filesystem is clean' log_replay
