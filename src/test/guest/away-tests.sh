# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# While the volume is away: the bare mount point, what the host's people can read, and the way back.
source ./volumes.sh

place() { cat "$SOJOURN_STATE/volumes/$VOLUME/place"; }
place_of() { sed -n "s/^$1=//p" "$SOJOURN_STATE/volumes/$VOLUME/place"; }

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

no_write_as() { # COMMAND…: whoever runs it can change nothing in the mount point
  not "$@" sh -c 'echo x >"$1/file"' sh "$MOUNT"
  not "$@" mkdir "$MOUNT/folder"
  not "$@" rm -f "$MOUNT/AWAY.md"
  not "$@" mv "$MOUNT/AWAY.md" "$MOUNT/other"
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

told() {
  fresh_volume
  local since before=$EPOCHSECONDS
  host_unmount JOB=12 UNTIL=1800000000 'THREAD=https://example.slack.com/archives/C1/p1?thread_ts=1.2&cid=C1'
  answered .ok
  since=$(place_of since)
  ((since >= before && since <= EPOCHSECONDS))
  [[ $(place) == "mount=$MOUNT
state=away
since=$since
job=12
until=1800000000
thread=https://example.slack.com/archives/C1/p1?thread_ts=1.2&cid=C1" ]]
  "${BY_ANN[@]}" cat "$SOJOURN_STATE/volumes/$VOLUME/place"
  sed -i "s/^since=.*/since=1700000000/" "$SOJOURN_STATE/volumes/$VOLUME/place"
  host_unmount JOB=12 UNTIL=1800000060
  answered .ok
  [[ $(place_of since) == 1700000000 && $(place_of until) == 1800000060 ]] # it has been away all the time
  host_mount
  answered '.ok and .hook == "none"'
  since=$(place_of since)
  ((since >= before))
  [[ $(place) == "mount=$MOUNT
state=home
since=$since" ]]
  sed -i "s/^since=.*/since=1700000000/" "$SOJOURN_STATE/volumes/$VOLUME/place"
  host_mount
  [[ $(place_of since) == 1700000000 ]]
  (cd "$MOUNT" && exec sleep 100) &
  eventually [ "/proc/$!/cwd" -ef "$MOUNT" ]
  host_unmount JOB=13
  refused held
  [[ $(place_of state) == home ]]
  guarded unmount ROLE=builder END_HOLDERS=true JOB=13
  answered '.ok and (has("sealed") | not)'
  [[ $(place_of state) == home ]] # a builder tells nobody
  host_unmount 'THREAD=javascript:x'
  refused bad-value
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

# in_fstab DEVICE: the host mounts it at boot, where it is there.
in_fstab() {
  echo "$1" >"$WORLD/fstab-device"
  echo "$1 $MOUNT $FILESYSTEM nofail 0 2" >"$WORLD/fstab"
  mount --bind "$WORLD/fstab" /etc/fstab
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

# The host is started again: a new boot, nothing in /run, and fstab's `nofail` has let it start without the disk.
rebooted() {
  fresh_volume
  in_fstab "$LOOP"
  host_unmount JOB=7 'AWAY=Job #7 has it.'
  answered .ok
  rm -rf "$SOJOURN_RUN"
  export SOJOURN_BOOT_ID=ffffffff-bbbb-cccc-dddd-eeeeeeeeeeee
  sed -i '/^/d' "$WORLD/disks" # not attached
  host_mount
  refused no-device
  host_unmount JOB=7 'AWAY=Job #7 has it still.' # nothing to do, and said so
  answered '.ok and .mounted == false and .sealed == "immutable" and .boot[0:4] == "ffff"'
  no_write_as env
  disk "$LOOP" "${VOLUME/-/}" "$(lsblk_numbers "$LOOP")" ext4 "$VOLUME_UUID" disk ''
  host_mount
  answered '.ok and .mounted'
  [[ $(place_of state) == home && ! -e $MOUNT/AWAY.md ]]
}

# The volume was attached to its stopped host, and has been mounted when that started.
mounted_at_boot() {
  fresh_volume
  local since
  host_unmount JOB=7 'AWAY=Job #7 has it.'
  mount "$LOOP" "$MOUNT"
  sed -i "s/^since=.*/since=1700000000/" "$SOJOURN_STATE/volumes/$VOLUME/place"
  host_unmount JOB=8 'AWAY=Job #8 has it.'
  answered '.ok and .sealed == "immutable"'
  since=$(place_of since)
  ((since > 1700000000))
  mount "$LOOP" "$MOUNT"
  host_mount
  answered .ok
  [[ $(place_of state) == home ]]
}

second_volume() {
  fresh_volume
  local travels=$VOLUME disk=$LOOP stays=$MOUNT-other before
  attach "vol-0c$BASHPID"
  mkdir -p "$stays"
  mount "$LOOP" "$stays"
  MOUNT=$stays in_tree bash -c 'exec sleep "$0"' 100
  MOUNT=$stays host_mount
  answered .ok
  before=$(find "$SOJOURN_STATE/volumes/$VOLUME" -type f -printf '%P %T@ %s\n' | sort)
  VOLUME=$travels host_unmount JOB=7 'AWAY=Job #7 has it.'
  answered '.ok and .mounted == false'
  VOLUME=$travels guarded stop-holders "HOLDERS=$(line_of "$HOLDER")"
  answered '.ok and .stopped == 0'
  mount "$disk" "$MOUNT"
  VOLUME=$travels guarded stop-holders "HOLDERS=$(line_of "$HOLDER")"
  answered '.ok and .stopped == 0 and .left == 0 and .holders == []'
  VOLUME=$travels host_mount
  answered .ok
  lives "$HOLDER"
  [[ $(findmnt -no SOURCE -M "$stays") == "$LOOP" && -w $stays && ! -e $stays/AWAY.md ]]
  [[ $(find "$SOJOURN_STATE/volumes/$VOLUME" -type f -printf '%P %T@ %s\n' | sort) == "$before" ]]
  MOUNT=$stays host_unmount
  refused held
  kill "$HOLDER"
  wait
  umount "$stays"
}

kinds=(ext4)
if command -v mkfs.xfs >/dev/null; then kinds+=(xfs); else echo 'skipped: a mount point on xfs: xfsprogs are not installed'; fi
touch "$WORLD/fixed"
if chattr +i "$WORLD/fixed" 2>/dev/null; then
  chattr -i "$WORLD/fixed"
  for KIND in "${kinds[@]}"; do
    it "the bare mount point says who has the volume, takes no write, not even root's, and is given back ($KIND)" sealed
  done
  it 'a link that was left in the bare mount point is not written through' planted
  it 'a host mount point with files is refused; they are named and untouched, and it stays sealed' full_mount_point
  it 'where the mount fails, the mount point is sealed again' cannot_be_mounted
  it 'a host that was started again meanwhile gets its volume back' rebooted
  it 'a volume that was mounted at boot is home, and can travel again' mounted_at_boot
else
  echo 'skipped: immutable mount points: this machine does not permit chattr +i'
fi
it 'where nothing can be immutable, its owner cannot write there, and it gets its mode back' sealed_by_mode
it 'job, expected return and thread can be read by all, and since when' told
it 'files hidden beneath the mounted volume are found before it leaves' hidden
it 'a second volume on the same host stays mounted and busy while the first one travels' second_volume
