# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# with: holders mount-point on-return
# Puts the volume into the machine's tree and looks whether it stays there. Already there is fine. Host and builder.
# Values: ROLE, UUID (optional), OWNER and GROUP (of the tree, for the host's hook), HOOK_S (how long that may run),
# MARKER_REQUIRED, WAIT_S, SETTLE_S, CHECK_FS, DIRTY_BYTES, LEASE_S.
guard
matching ROLE 'host|builder'
matching UUID '[A-Za-z0-9-]*' ''
matching OWNER '[0-9]{0,10}' ''
matching GROUP '[0-9]{0,10}' "$OWNER"
number HOOK_S 60
truth MARKER_REQUIRED false
truth CHECK_FS false
number WAIT_S 20
number SETTLE_S 2
number DIRTY_BYTES 0
number LEASE_S 0
mounted_here=false
sealed_with='' # the text of AWAY.md, while the mount point is open

# give_up REASON DETAIL: nothing that this script mounted stays, and a mount point that was sealed is so again.
give_up() {
  local words
  if [[ $mounted_here == true ]] && ! words=$(umount "$MOUNT" 2>&1); then
    refuse "$1" "$2 (and it could not be unmounted again: $words)"
  fi
  [[ -z $sealed_with ]] || seal "$sealed_with"
  refuse "$@"
}

find_device() {
  local waited=0
  until device_of_volume && [[ -n $NODE || -n $UNSUPPORTED ]]; do
    ((waited < WAIT_S * 2)) || refuse no-device "no disk with a filesystem showed up for $VOLUME within $WAIT_S s"
    waited=$((waited + 1))
    sleep 0.5
  done
  [[ -z $UNSUPPORTED ]] || refuse filesystem "only a plain ext4 or xfs can travel; found: $UNSUPPORTED"
  [[ -z $UUID || $UUID == "$FSUUID" ]] || refuse wrong-uuid "$NODE has filesystem $FSUUID, expected $UUID"
}

check_mount_point() {
  local files elsewhere
  elsewhere=$(awk -v numbers="$NUMBERS" '$3 == numbers {print $5; exit}' /proc/self/mountinfo)
  [[ -z $elsewhere ]] || refuse mount-failed "$VOLUME is mounted at $elsewhere, not at $MOUNT: unmount it there"
  mkdir -p "$MOUNT"
  [[ $ROLE == host ]] || return 0
  files=$(files_in "$MOUNT")
  [[ -z $files ]] || refuse mount-point-not-empty \
    "$MOUNT has files of its own, which the volume would hide; move them away: $files"
}

check_filesystem() {
  local words code=0
  [[ $CHECK_FS == true && $FSTYPE == ext4 ]] || return 0 # xfs replays its log when it is mounted
  words=$(fsck -p "$NODE" 2>&1) || code=$?
  ((code <= 1)) || refuse fsck-needed "fsck -p $NODE ended with $code; a person has to decide: $words"
}

bring_in() {
  local unit words
  [[ ! -f $MOUNT/AWAY.md ]] || sealed_with=$(cat "$MOUNT/AWAY.md")
  unseal
  if [[ $ROLE == host ]] && findmnt --fstab -n -M "$MOUNT" >/dev/null; then
    unit=$(systemd-escape -p --suffix=mount "$MOUNT")
    systemctl daemon-reload # systemd may still tie the unit to the disk that went away
    systemctl reset-failed "$unit" 2>/dev/null || true # fails where there is nothing to reset
    words=$(unlocked systemctl start "$unit" 2>&1) || give_up mount-failed "systemctl start $unit: $words"
  elif [[ $ROLE == host ]]; then
    words=$(unlocked mount "$NODE" "$MOUNT" 2>&1) || give_up mount-failed "$words"
  else
    words=$(unlocked mount -o noatime "$NODE" "$MOUNT" 2>&1) || give_up mount-failed "$words"
  fi
  mounted_here=true
}

inspect() {
  local numbers
  numbers=$(mounted_numbers)
  device_of_volume || refuse no-device "the disk of $VOLUME went away again"
  if [[ -z $numbers ]]; then
    mounted_here=false
    give_up mount-failed "nothing is mounted at $MOUNT: the mount went away again"
  fi
  [[ $numbers == "$NUMBERS" ]] || give_up wrong-volume "$MOUNT has device $numbers; $VOLUME is $NODE ($NUMBERS)"
  writable || give_up read-only "$VOLUME is mounted read-only at $MOUNT: the kernel log says why"
}

inspect_marker() {
  local problem epoch
  problem=$(marker_problem)
  [[ -z $problem ]] || give_up wrong-marker "$problem; $VOLUME has $FSUUID"
  epoch=$(marker epoch)
  [[ -n $epoch || $MARKER_REQUIRED == false ]] || give_up wrong-marker "$VOLUME carries no marker of Sojourn"
  [[ -z $epoch ]] || ((epoch <= EPOCH)) || give_up older-epoch "the volume was last moved in epoch $epoch, this is $EPOCH"
}

# A builder with much memory could hold more unwritten data than two minutes' notice can save.
bound_dirty_pages() {
  sysctl -w "vm.dirty_bytes=$DIRTY_BYTES" "vm.dirty_background_bytes=$((DIRTY_BYTES / 2))" >/dev/null 2>&1
}

find_device
current=$(mounted_numbers)
if [[ $current != "$NUMBERS" ]]; then
  [[ -z $current ]] || refuse wrong-volume "device $current is mounted at $MOUNT, where $VOLUME should be"
  check_mount_point
  check_filesystem
  bring_in
fi
inspect
inspect_marker
sleep "$SETTLE_S" # systemd may take away at once what it believes to be gone
inspect

members=("\"mounted\":true" "$(text device "$NODE" 40)" "$(text uuid "$FSUUID" 40)")
epoch=$(marker epoch)
members+=("\"marker_epoch\":${epoch:-null}" "\"free_mib\":$(df -Pm "$MOUNT" | awk 'NR == 2 {print $4}')")
if [[ $ROLE == builder ]]; then
  mkdir -p "$RUN/mounts"
  printf '%s\n' "$MOUNT" >"$RUN/mounts/$VOLUME"
  ((LEASE_S == 0)) || lease_rearm "$LEASE_S"
  if ((DIRTY_BYTES > 0)); then
    bound_dirty_pages && bounded=true || bounded=false
    members+=("\"dirty_bound\":$bounded")
  fi
else
  run_on_return "$mounted_here"
  members+=("$(text hook "$HOOK")")
  home_since "$mounted_here"
fi
answer "${members[@]}"
