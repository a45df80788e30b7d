# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# The bare mount point: sealed while the volume is away, given back, never mounted over files of its own.
source ./volumes.sh

# mount_point_on KIND: the mount point lies on a filesystem of that kind, and the volume is mounted there. Ann owns both.
mount_point_on() {
  local volume numbers
  fresh_volume
  umount "$MOUNT"
  volume=$VOLUME root_disk=$LOOP
  if [[ $1 == ramfs ]]; then mount -t ramfs none "$WORLD/mnt"; else
    attach "vol-0b$BASHPID" 320
    mkfs."$1" -q -f "$LOOP" 2>/dev/null || mkfs."$1" -q -F "$LOOP"
    mount "$LOOP" "$WORLD/mnt"
  fi
  VOLUME=$volume LOOP=$root_disk
  install -d -o 1000 -g 1000 -m 755 "$MOUNT"
  mount "$LOOP" "$MOUNT"
  chown 1000:1000 "$MOUNT"
}

sealed() {
  mount_point_on "$KIND"
  host_unmount 'AWAY=Job #7 has it.
Back soon.'
  answered '.ok and .sealed == "immutable"'
  [[ $(<"$MOUNT/AWAY.md") == $'Job #7 has it.\nBack soon.' ]]
  no_write_as env # root
  no_write_as "${BY_ANN[@]}"
  not sh -c 'echo x >>"$1/AWAY.md"' sh "$MOUNT"
  "${BY_ANN[@]}" cat "$MOUNT/AWAY.md"
  host_unmount 'AWAY=Job #7 still has it.'
  answered '.ok and .sealed == "immutable"'
  [[ $(<"$MOUNT/AWAY.md") == 'Job #7 still has it.' ]]
  host_mount
  answered .ok
  umount "$MOUNT"
  [[ -z $(ls -A "$MOUNT") ]]
  "${BY_ANN[@]}" touch "$MOUNT/file"
}

sealed_by_mode() {
  mount_point_on ramfs # which knows no immutable files
  umount "$MOUNT"
  chmod 775 "$MOUNT"
  mount "$LOOP" "$MOUNT"
  host_unmount 'AWAY=Job #7 has it.'
  answered '.ok and .sealed == "mode"'
  no_write_as "${BY_ANN[@]}"
  [[ $(stat -c %a "$MOUNT") == 555 ]]
  host_unmount 'AWAY=Job #7 still has it.'
  answered '.ok and .sealed == "mode"'
  host_mount
  answered .ok
  umount "$MOUNT"
  [[ $(stat -c %a "$MOUNT") == 775 && -z $(ls -A "$MOUNT") ]]
}

# Ann owns the bare mount point, and has left something that root would write through.
planted() {
  mount_point_on ext4
  umount "$MOUNT"
  echo precious >"$WORLD/precious"
  ln -s "$WORLD/precious" "$MOUNT/AWAY.md"
  mount "$LOOP" "$MOUNT"
  host_unmount 'AWAY=Job #7 has it.'
  answered '.ok and .sealed == "immutable"'
  [[ $(<"$WORLD/precious") == precious && ! -L $MOUNT/AWAY.md ]]
  rm "$WORLD/precious"
}

full_mount_point() {
  mount_point_on ext4
  host_unmount 'AWAY=Job #7 has it.'
  chattr -i "$MOUNT"
  echo lost >"$MOUNT/written while away"
  chattr +i "$MOUNT"
  host_mount
  refused mount-point-not-empty
  answered '.detail | endswith("move them away: written while away")'
  [[ $(<"$MOUNT/written while away") == lost && $(<"$MOUNT/AWAY.md") == 'Job #7 has it.' ]]
  no_write_as env
  [[ $(place_of state) == away ]]
  chattr -i "$MOUNT"
  rm "$MOUNT/written while away"
  for _ in {1..300}; do mktemp -q "$MOUNT/XXXXXXXXXXXXXXXXXXXX" >/dev/null; done
  touch "$MOUNT/"$'!\n"0"'
  host_mount
  refused mount-point-not-empty
  answered '.detail | contains("move them away: !?\"0\", ") and test(" and 2[0-9][0-9] more$")'
  find "$MOUNT" -type f ! -name AWAY.md -delete
  host_mount
  answered .ok
}

hidden() {
  fresh_volume
  umount "$MOUNT"
  touch "$MOUNT/from the old days"
  mount "$LOOP" "$MOUNT"
  host_unmount 'AWAY=Job #7 has it.'
  refused mount-point-not-empty
  answered '.detail | endswith(": from the old days")'
  mountpoint -q "$MOUNT"
  [[ ! -e $MOUNT/AWAY.md ]]
  umount "$MOUNT"
  rm "$MOUNT/from the old days"
}

cannot_be_mounted() {
  fresh_volume
  host_unmount 'AWAY=Job #7 has it.'
  in_fstab /dev/nothing
  host_mount
  refused mount-failed
  [[ $(<"$MOUNT/AWAY.md") == 'Job #7 has it.' ]]
  no_write_as env
  in_fstab "$LOOP"
  host_mount UUID=11111111-2222-3333-4444-555555555555
  refused wrong-uuid
  no_write_as env
  mount "$LOOP" "$WORLD"/mnt
  printf 'volume=vol-0bad\nuuid=%s\nepoch=1\n' "$VOLUME_UUID" >"$WORLD/mnt/.sojourn-volume"
  umount "$WORLD"/mnt
  host_mount
  refused wrong-marker
  not mountpoint -q "$MOUNT"
  [[ $(<"$MOUNT/AWAY.md") == 'Job #7 has it.' && $(place_of state) == away ]]
  no_write_as env
}

if chattr_permitted; then
  for KIND in ext4 xfs; do
    if command -v "mkfs.$KIND" >/dev/null; then
      it "the bare mount point says who has the volume, takes no write, not even root's, and is given back ($KIND)" sealed
    else
      echo "skipped: a mount point on $KIND: there is no mkfs.$KIND"
    fi
  done
  it 'a link that was left in it is not written through' planted
  it 'a mount point with files is refused; they are named and untouched, and it stays sealed' full_mount_point
  it 'where the mount fails, the mount point is sealed again' cannot_be_mounted
else
  echo 'skipped: immutable mount points: this machine does not permit chattr +i'
fi
it 'where nothing can be immutable, its owner cannot write there, and it gets its mode back' sealed_by_mode
it 'files hidden beneath the mounted volume are found before it leaves' hidden
