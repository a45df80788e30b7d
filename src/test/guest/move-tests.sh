# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# Unmount and mount: the guard, the holders, the marker, the mount point.

fresh_volume() {
  on_machine "host-$BASHPID"
  attach "vol-0$BASHPID"
  mount "$LOOP" "$MOUNT"
  trap leave EXIT
}

round_trip() {
  fresh_volume
  echo tree >"$MOUNT/file"
  EPOCH=3 host_unmount
  answered '.ok and .mounted == false'
  not mountpoint -q "$MOUNT"
  on_machine "builder-$BASHPID"
  EPOCH=3 builder_mount MARKER_REQUIRED=true "UUID=$VOLUME_UUID" DIRTY_BYTES=1000
  answered ".ok and .mounted and .marker_epoch == 3 and .device == \"$LOOP\" and .dirty_bound"
  [[ $(<"$MOUNT/file") == tree ]]
  findmnt -no OPTIONS -M "$MOUNT" | grep noatime
  grep -qx 'sysctl -w vm.dirty_bytes=1000 vm.dirty_background_bytes=500' "$WORLD/journal"
  EPOCH=4 guarded unmount ROLE=builder END_HOLDERS=true
  answered '.ok'
  on_machine "host-$BASHPID"
  EPOCH=4 host_mount MARKER_REQUIRED=true CHECK_FS=true
  answered '.ok and .marker_epoch == 4'
  [[ $(<"$MOUNT/file") == tree ]]
  grep -qx "volume=$VOLUME" "$MOUNT/.sojourn-volume"
  grep -qx "uuid=$VOLUME_UUID" "$MOUNT/.sojourn-volume"
}

twice_is_once() {
  fresh_volume
  host_mount
  answered '.ok and .mounted'
  host_unmount
  host_unmount
  answered '.ok and .mounted == false'
  host_mount
  host_mount
  answered '.ok'
  [[ $(grep -c " $MOUNT " /proc/self/mountinfo) == 1 ]]
}

replay() {
  fresh_volume
  operation unmount OP=once "NOT_AFTER=$(($(date +%s) + 60))" EPOCH=1 "VOLUME=$VOLUME" "MOUNT=$MOUNT" ROLE=host
  local first=$ANSWER
  mount "$LOOP" "$MOUNT"
  operation unmount OP=once NOT_AFTER=1 EPOCH=0 "VOLUME=$VOLUME" "MOUNT=$MOUNT" ROLE=host
  [[ $ANSWER == "$first" ]]
  mountpoint -q "$MOUNT"
}

late() {
  fresh_volume
  host_unmount NOT_AFTER=1
  refused expired
  mountpoint -q "$MOUNT"
}

older_epoch() {
  fresh_volume
  EPOCH=7 host_mount
  EPOCH=6 host_unmount
  refused older-epoch
  mountpoint -q "$MOUNT"
  EPOCH=7 host_unmount
  answered .ok
  on_machine "builder-$BASHPID" # which has never heard of the volume: the marker tells it
  EPOCH=6 builder_mount
  refused older-epoch
  not mountpoint -q "$MOUNT"
}

one_at_a_time() {
  fresh_volume
  mkdir -p "$SOJOURN_STATE/volumes/$VOLUME"
  exec 7>"$SOJOURN_STATE/volumes/$VOLUME/lock"
  flock 7
  host_unmount 7>&- &
  eventually pgrep -x flock
  mountpoint -q "$MOUNT"
  exec 7>&-
  wait $!
  not mountpoint -q "$MOUNT"
}

wrong_volume() {
  fresh_volume
  local first=$LOOP
  attach "vol-0a$BASHPID"
  host_unmount
  refused wrong-volume
  host_mount
  refused wrong-volume
  [[ $(findmnt -no SOURCE -M "$MOUNT") == "$first" ]]
}

wrong_filesystem() {
  fresh_volume
  umount "$MOUNT"
  host_mount UUID=11111111-2222-3333-4444-555555555555
  refused wrong-uuid
  host_mount MARKER_REQUIRED=true
  refused wrong-marker
  not mountpoint -q "$MOUNT"
  mount "$LOOP" "$MOUNT"
  printf 'volume=vol-0bad\nuuid=%s\nepoch=1\n' "$VOLUME_UUID" >"$MOUNT/.sojourn-volume"
  umount "$MOUNT"
  host_mount
  refused wrong-marker
  not mountpoint -q "$MOUNT"
}

no_device() {
  VOLUME=vol-0404
  on_machine "host-$BASHPID"
  host_mount
  refused no-device
  host_unmount
  answered '.ok and .mounted == false'
}

layers() {
  fresh_volume
  umount "$MOUNT"
  VOLUME=vol-0abc1
  disk /dev/nvme8n1 vol0abc1 259:8 crypto_LUKS '' disk ''
  disk /dev/mapper/secret '' 253:9 ext4 1234 crypt /dev/nvme8n1
  host_mount
  refused filesystem
  answered '.detail | contains("crypto_LUKS on /dev/nvme8n1")'
}

partition() {
  fresh_volume
  umount "$MOUNT"
  sed -i "\\|\"$LOOP\"|d" "$WORLD/disks"
  disk /dev/nvme7n1 "${VOLUME/-/}" 259:7 '' '' disk ''
  disk "$LOOP" '' "$(lsblk_numbers "$LOOP")" ext4 "$VOLUME_UUID" part /dev/nvme7n1
  host_mount
  answered ".ok and .device == \"$LOOP\""
  host_unmount
  answered .ok
}

xen() {
  fresh_volume
  umount "$MOUNT"
  sed -i "\\|\"$LOOP\"|d" "$WORLD/disks"
  disk "$LOOP" '' "$(lsblk_numbers "$LOOP")" ext4 "$VOLUME_UUID" disk ''
  host_mount "DEVICE=$LOOP"
  answered .ok
  host_unmount "DEVICE=$LOOP"
  sed -i "\\|\"$LOOP\"|d" "$WORLD/disks"
  disk "$LOOP" vol0another "$(lsblk_numbers "$LOOP")" ext4 "$VOLUME_UUID" disk ''
  host_mount "DEVICE=$LOOP"
  refused no-device
}

held_by() { # HOW, by the process HOLDER
  host_unmount
  refused held
  answered ".holders[] | select(.pid == $HOLDER and .how == \"$1\" and .uid == 0 and .user == \"root\" and .start > 0)"
  mountpoint -q "$MOUNT"
}

holders_named() {
  fresh_volume
  local fifo=$WORLD/fifo-$BASHPID
  mkfifo "$fifo"
  cp "$(command -v sleep)" "$MOUNT/sleep"
  exec 6<>"$fifo"

  (cd "$MOUNT" && exec sleep 100) & HOLDER=$!
  eventually [ "/proc/$HOLDER/cwd" -ef "$MOUNT" ]
  held_by cwd
  answered '.holders[0].comm == "sleep" and .holder_count == 1'
  kill $HOLDER

  # shellcheck disable=SC2217 # it only has to be open
  sleep 100 <"$MOUNT/sleep" & HOLDER=$!
  eventually [ "/proc/$HOLDER/fd/0" -ef "$MOUNT/sleep" ]
  held_by file
  kill $HOLDER

  "$MOUNT/sleep" 100 & HOLDER=$!
  eventually [ "/proc/$HOLDER/exe" -ef "$MOUNT/sleep" ]
  held_by exe
  kill $HOLDER

  python3 -c 'import ctypes, os, sys
f = os.open(sys.argv[1], os.O_RDONLY); ctypes.CDLL(None).mmap(None, 4096, 1, 2, f, 0); os.close(f)
print("mapped", flush=True); sys.stdin.read()' "$MOUNT/sleep" <"$fifo" >"$WORLD/mapped" & HOLDER=$!
  eventually grep -q mapped "$WORLD/mapped"
  held_by map
  kill $HOLDER

  mkdir -p "$WORLD/bind"
  mount --bind "$MOUNT" "$WORLD/bind"
  host_unmount
  refused held
  answered ".holders == [{pid: 0, start: 0, uid: 0, user: \"root\", comm: \"$WORLD/bind\", how: \"mount\"}]"
  umount "$WORLD/bind"

  mkdir "$MOUNT/inner"
  mount -t tmpfs none "$MOUNT/inner"
  host_unmount
  refused held
  answered ".holders == [{pid: 0, start: 0, uid: 0, user: \"root\", comm: \"$MOUNT/inner\", how: \"mount\"}]"
  umount "$MOUNT/inner"

  unshare -m sleep 100 & HOLDER=$!
  eventually grep -qx sleep "/proc/$HOLDER/comm"
  held_by mount
  kill $HOLDER
  wait

  host_unmount
  answered .ok
}

many_holders() {
  fresh_volume
  local pids=()
  for _ in {1..12}; do
    (cd "$MOUNT" && exec sleep 100) &
    pids+=($!)
  done
  eventually [ "/proc/${pids[11]}/cwd" -ef "$MOUNT" ]
  host_unmount
  refused held
  answered '(.holders | length) == 8 and .holder_count == 12 and .truncated'
  kill "${pids[@]}"
}

propagating_copy() {
  fresh_volume
  umount "$MOUNT"
  mount --bind "$WORLD/mnt" "$WORLD/mnt"
  mount --make-shared "$WORLD/mnt"
  mount "$LOOP" "$MOUNT"
  unshare -m --propagation slave sleep 100 & HOLDER=$!
  eventually grep -qx sleep "/proc/$HOLDER/comm"
  host_unmount
  answered '.ok'
  not grep -q "$LOOP" /proc/$HOLDER/mountinfo
}

holders_ended() {
  fresh_volume
  (cd "$MOUNT" && trap '' TERM && while true; do sleep 1; done) & HOLDER=$!
  eventually [ "/proc/$HOLDER/cwd" -ef "$MOUNT" ]
  guarded unmount ROLE=host END_HOLDERS=true
  refused held
  kill -0 $HOLDER
  guarded unmount ROLE=builder END_HOLDERS=true
  answered .ok
  not kill -0 $HOLDER
}

full_mount_point() {
  fresh_volume
  umount "$MOUNT"
  echo lost >"$MOUNT/written while away"
  host_mount
  refused mount-point-not-empty
  answered '.detail | contains("written while away")'
  [[ $(<"$MOUNT/written while away") == lost ]]
  rm "$MOUNT/written while away"
  host_mount
  answered .ok
}

away() {
  fresh_volume
  host_unmount "AWAY=Job #7 has it.
Back soon."
  answered .ok
  grep -q 'Back soon' "$MOUNT/AWAY.md"
  host_unmount "AWAY=Job #7 still has it."
  answered .ok
  host_mount
  answered .ok
  umount "$MOUNT"
  [[ ! -e $MOUNT/AWAY.md ]]
  touch "$MOUNT/writable" && rm "$MOUNT/writable"
}

fstab_unit() {
  fresh_volume
  umount "$MOUNT"
  echo "$LOOP" >"$WORLD/fstab-device"
  echo "$LOOP $MOUNT ext4 nofail 0 2" >"$WORLD/fstab"
  mount --bind "$WORLD/fstab" /etc/fstab
  host_mount
  answered .ok
  grep -qxF "started $(systemd-escape -p --suffix=mount "$MOUNT")" "$WORLD/journal"
}

unclean() {
  fresh_volume
  umount "$MOUNT"
  debugfs -w -R 'set_super_value state 2' "$LOOP" # errors were seen
  host_mount CHECK_FS=true
  answered .ok
  umount "$MOUNT"
  dd if=/dev/zero of="$LOOP" bs=1024 seek=1 count=200 conv=notrunc,fsync status=none # superblock and group tables
  host_mount CHECK_FS=true
  refused fsck-needed
  answered '.detail | contains("fsck -p")'
}

xfs() {
  fresh_volume
  umount "$MOUNT"
  local image
  image=$(losetup -nO BACK-FILE "$LOOP")
  truncate -s 320M "$image"
  losetup -c "$LOOP"
  mkfs.xfs -qf "$LOOP"
  disk "$LOOP" "${VOLUME/-/}" "$(lsblk_numbers "$LOOP")" xfs "$(blkid -s UUID -o value "$LOOP")" disk ''
  builder_mount CHECK_FS=true
  answered ".ok and .uuid == \"$(blkid -s UUID -o value "$LOOP")\""
  (cd "$MOUNT" && exec sleep 100) & HOLDER=$!
  eventually [ "/proc/$HOLDER/cwd" -ef "$MOUNT" ]
  held_by cwd
  guarded unmount ROLE=builder END_HOLDERS=true
  answered '.ok and .mounted == false'
}

read_only() {
  fresh_volume
  umount "$MOUNT"
  blockdev --setro "$LOOP"
  builder_mount
  answered '.ok == false and (.reason == "read-only" or .reason == "mount-failed")'
  not mountpoint -q "$MOUNT"
}

it 'a volume goes from host to builder and back with its files, its marker and a growing epoch' round_trip
it 'unmounting what is unmounted and mounting what is mounted is fine' twice_is_once
it 'a repeated operation gets its first answer and does nothing, even when it comes late' replay
it 'an operation that arrives after its time is refused' late
it 'an operation of an earlier move is refused by the machine, and by the marker on a machine that knows nothing' older_epoch
it 'a second operation on the same volume waits for the first' one_at_a_time
it 'another volume at the mount point is neither unmounted nor hidden' wrong_volume
it 'a filesystem with another UUID, or a marker of another volume, is not left mounted' wrong_filesystem
it 'a disk that does not show up is said; a volume that is not there is unmounted' no_device
it 'an encrypted volume is refused by name' layers
it 'a filesystem on the only partition is found by the disk below it' partition
it 'without serials (Xen) the requested name counts, and never against a serial' xen
it 'a working folder, an open file, a program, a mapping, a bind, an inner mount and a copy in a namespace are named' holders_named
it 'of many holders eight are named and all counted' many_holders
it 'a copy to which the unmount propagates does not hold the volume' propagating_copy
it 'on a builder all holders are ended, on a host none ever' holders_ended
it 'a host mount point with files is refused, the files are named and untouched' full_mount_point
it 'the bare mount point says who has the volume, and is given back' away
it 'a host with an entry in fstab mounts by its unit' fstab_unit
it 'after an unclean leave only safe repairs are made; the rest is a person'\''s' unclean
if command -v mkfs.xfs >/dev/null; then it 'an xfs travels as well' xfs; else echo 'skipped: xfsprogs are not installed'; fi
it 'a volume that can only be read is not left mounted' read_only
