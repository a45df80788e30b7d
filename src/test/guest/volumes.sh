# shellcheck shell=bash
# shellcheck disable=SC2016,SC2034,SC2154 # code as data; used by the tests and in world.sh
# What the tests of holders, unmount and mount have in common: a volume of a chosen kind, mounted on its host.

FILESYSTEM=ext4
BY_ANN=(setpriv --reuid 1000 --regid 1000 --clear-groups)

# fresh_volume: a new volume of kind FILESYSTEM at MOUNT, on a host that knows nothing of it.
fresh_volume() {
  on_machine "host-$BASHPID"
  trap leave_all EXIT
  attach "vol-0$BASHPID" "$([[ $FILESYSTEM == xfs ]] && echo 320 || echo 64)"
  [[ $FILESYSTEM == ext4 ]] || reformat "$FILESYSTEM"
  mount "$LOOP" "$MOUNT"
}

# reformat KIND: the volume just attached gets a filesystem of another kind.
reformat() {
  mkfs."$1" -qf "$LOOP"
  VOLUME_UUID=$(blkid -p -s UUID -o value "$LOOP")
  disk "$LOOP" "${VOLUME/-/}" "$(lsblk_numbers "$LOOP")" "$1" "$VOLUME_UUID" disk ''
}

# leave_all: also what these tests mount elsewhere. A sealed mount point would keep the world from being removed.
leave_all() {
  local place
  for place in "$WORLD"/{overlay,source,mnt/bind,cgroup} "$MOUNT-other" /var/lib "$SOJOURN_STATE"; do
    while umount "$place" 2>/dev/null; do :; done
  done
  leave
  chattr -i "$MOUNT" "$MOUNT/AWAY.md" 2>/dev/null || true
  rm -f "$MOUNT/AWAY.md"
}

# holder COMMAND…: starts what will hold the volume; sets HOLDER. It is killed when the test ends.
holder() {
  "$@" &
  HOLDER=$!
}

# in_tree COMMAND…: a holder that works in the tree.
in_tree() {
  (cd "$MOUNT" && exec "$@") &
  HOLDER=$!
  eventually runs "$HOLDER" "${!#}"
}

# runs PID WORD: it has become the command that ends in WORD, and works in the tree.
runs() { [[ /proc/$1/cwd -ef $MOUNT && $(<"/proc/$1/comm") != setpriv && $(tail -z -n 1 "/proc/$1/cmdline" | tr -d '\0') == "$2" ]]; }

named() { [[ $(<"/proc/$1/comm") == "${2:0:15}" ]]; }

# line_of PID: as HOLDERS of stop-holders.sh has it.
line_of() { echo "$1 $(sed 's/.*) //' "/proc/$1/stat" | cut -d ' ' -f 20) $(awk '/^Uid:/ {print $2}' "/proc/$1/status")"; }

lives() { [[ -d /proc/$1 && $(sed 's/.*) //' "/proc/$1/stat") != Z* ]]; }

# held_by HOW [CONDITION]: the unmount names HOLDER so, and nothing has changed.
held_by() {
  host_unmount
  refused held
  answered ".holders[] | select(.pid == $HOLDER and .how == \"$1\" and .start > 0 and (${2:-.uid == 0 and .user == \"root\"}))"
  mountpoint -q "$MOUNT"
}

# held_here HOW PLACE: the machine itself holds it, and nobody else does.
held_here() {
  host_unmount
  refused held
  answered ".holders == [{pid: 0, start: 0, uid: 0, user: \"root\", comm: \"$2\", how: \"$1\"}]"
  mountpoint -q "$MOUNT"
}

# with_own FUNCTIONS: the scripts of this test run with these functions in place of their own.
with_own() {
  OWN_FUNCTIONS=$1
  eval "$(declare -f compose | sed '1s/compose/compose_as_it_is/')"
  # shellcheck disable=SC2317 # operation calls it
  compose() {
    compose_as_it_is "$@" | while IFS= read -r line; do
      [[ $line != guard ]] || printf '%s\n' "$OWN_FUNCTIONS"
      printf '%s\n' "$line"
    done
  }
}

no_write_as() { # COMMAND…: whoever runs it can change nothing in the mount point
  not "$@" sh -c 'echo x >"$1/file"' sh "$MOUNT"
  not "$@" mkdir "$MOUNT/folder"
  not "$@" rm -f "$MOUNT/AWAY.md"
  not "$@" mv "$MOUNT/AWAY.md" "$MOUNT/other"
}

# in_fstab DEVICE: the host mounts it at boot, where it is there.
in_fstab() {
  echo "$1" >"$WORLD/fstab-device"
  echo "$1 $MOUNT $FILESYSTEM nofail 0 2" >"$WORLD/fstab"
  mount --bind "$WORLD/fstab" /etc/fstab
}

place() { cat "$SOJOURN_STATE/volumes/$VOLUME/place"; }
place_of() { sed -n "s/^$1=//p" "$SOJOURN_STATE/volumes/$VOLUME/place"; }

# chattr_permitted: may root make a file here that root cannot change?
chattr_permitted() {
  touch "$WORLD/fixed"
  chattr +i "$WORLD/fixed" 2>/dev/null && chattr -i "$WORLD/fixed"
}
