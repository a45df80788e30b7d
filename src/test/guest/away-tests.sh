# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# While the volume is away: what the host's people can read, a host that is started again, a second volume.
source ./volumes.sh

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

if chattr_permitted; then
  it 'a host that was started again meanwhile gets its volume back' rebooted
  it 'a volume that was mounted at boot is home, and can travel again' mounted_at_boot
else
  echo 'skipped: a host that is started again: this machine does not permit chattr +i'
fi
it 'job, expected return and thread can be read by all, and since when' told
it 'a second volume on the same host stays mounted and busy while the first one travels' second_volume
