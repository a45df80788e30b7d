# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# Unmount and mount: the guard, the marker, and finding the volume's disk.
source ./volumes.sh

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

killed_marker() {
  fresh_volume
  EPOCH=3 host_unmount
  EPOCH=3 host_mount
  with_own 'sync() { [[ $1 != *.sojourn-volume.new-* ]] || kill -KILL "$$" "$BASHPID"; command sync "$@"; }'
  EPOCH=4 not host_unmount
  mountpoint -q "$MOUNT"
  grep -qx 'epoch=3' "$MOUNT/.sojourn-volume"
  [[ $(find "$MOUNT" -maxdepth 1 -name '.sojourn-volume?*' | wc -l) == 1 ]]
  OWN_FUNCTIONS=''
  EPOCH=4 host_unmount
  answered '.ok and .mounted == false'
  EPOCH=4 host_mount
  grep -qx 'epoch=4' "$MOUNT/.sojourn-volume"
  [[ -z $(find "$MOUNT" -maxdepth 1 -name '.sojourn-volume?*') ]]
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

waited_for() { grep -q -- "-> FLOCK .*:$(stat -c %i "$1") 0 EOF" /proc/locks; }

one_at_a_time() {
  fresh_volume
  mkdir -p "$SOJOURN_STATE/volumes/$VOLUME"
  exec 7>"$SOJOURN_STATE/volumes/$VOLUME/lock"
  flock 7
  host_unmount 7>&- &
  eventually waited_for "$SOJOURN_STATE/volumes/$VOLUME/lock"
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
  FILESYSTEM=xfs fresh_volume
  umount "$MOUNT"
  builder_mount CHECK_FS=true
  answered ".ok and .uuid == \"$VOLUME_UUID\""
  in_tree sleep 100
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
it 'an unmount that is killed while it writes the marker leaves the former one, and at the next time nothing else' killed_marker
it 'an operation that arrives after its time is refused' late
it 'an operation of an earlier move is refused by the machine, and by the marker on a machine that knows nothing' older_epoch
it 'a second operation on the same volume waits for the first' one_at_a_time
it 'another volume at the mount point is neither unmounted nor hidden' wrong_volume
it 'a filesystem with another UUID, or a marker of another volume, is not left mounted' wrong_filesystem
it 'a disk that does not show up is said; a volume that is not there is unmounted' no_device
it 'an encrypted volume is refused by name' layers
it 'a filesystem on the only partition is found by the disk below it' partition
it 'without serials (Xen) the requested name counts, and never against a serial' xen
it 'a host with an entry in fstab mounts by its unit' fstab_unit
it 'after an unclean leave only safe repairs are made; the rest is a person'\''s' unclean
if command -v mkfs.xfs >/dev/null; then it 'an xfs travels as well' xfs; else echo 'skipped: xfsprogs are not installed'; fi
it 'a volume that can only be read is not left mounted' read_only
