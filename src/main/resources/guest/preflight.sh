# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# Looks whether the volume can travel, and makes sure that the commit to build lies in Sojourn's repository on it. Host.
# Writes only below Sojourn's folder on the volume; the developer's checkout stays byte for byte as it was.
# with: holders mount-point source taking modules leftovers repository submodules slots
# Values: SOURCE, REF (ref, commit or "."), COMMIT (already pinned), JOB, NEED_MIB, NEED_INODES, ALLOW_ROOT, RECIPE,
# SUBMODULES, CCACHE (is the tool needed?), CLEAR_SLOT (0: none).
matching OP '[a-z0-9-]{1,64}'
volume_values
value SOURCE
value REF
matching COMMIT '([0-9a-f]{40})?' ''
number JOB
number NEED_MIB 0
number NEED_INODES 0
truth ALLOW_ROOT false
matching RECIPE 'cmake|script' cmake
truth SUBMODULES false
truth CCACHE false
number CLEAR_SLOT 0
REPOSITORY=$HOME_ON_VOLUME/repository.git
PIN=refs/sojourn/jobs/$JOB
SNAPSHOT=''

check_volume() {
  local numbers problem exported swap
  numbers=$(mounted_numbers)
  [[ -n $numbers ]] || refuse not-mounted "nothing is mounted at $MOUNT; mount it there"
  device_of_volume || refuse wrong-volume "no disk of this machine is $VOLUME; attach it here"
  [[ -n $NODE ]] || refuse filesystem "$VOLUME has no ext4 or xfs of its own; found: ${UNSUPPORTED:-nothing}; use a volume that has"
  [[ $numbers == "$NUMBERS" ]] || refuse wrong-volume "$MOUNT is device $numbers; $VOLUME is $NODE ($NUMBERS): mount that one"
  writable || refuse read-only "$MOUNT is mounted read-only; look for errors (dmesg), then: mount -o remount,rw $MOUNT"
  exported=$(awk -v at="$MOUNT" '$1 == at || index($1, at "/") == 1 {print $1; exit}' /var/lib/nfs/etab 2>/dev/null || true)
  swap=$(awk -v at="$MOUNT/" 'index($1, at) == 1 {print $1; exit}' /proc/swaps 2>/dev/null || true)
  problem=$UNSUPPORTED${exported:+ NFS export of $exported}${swap:+ swap file $swap}
  [[ -z $problem ]] || refuse filesystem "only a plain ext4 or xfs can travel; end this first: $problem"
  problem=$(hidden_files)
  [[ -z $problem ]] || refuse mount-point-not-empty \
    "beneath the volume, $MOUNT hides files of its own, and could not be mounted again after a trip: $problem. Unmount it and move them away"
  problem=$(marker_problem)
  [[ -z $problem ]] || refuse wrong-marker "$problem; $VOLUME has $FSUUID. If this is right, remove $MOUNT/.sojourn-volume"
}

check_tools() {
  local missing=() compiler
  TOOLCHAIN=$(toolchain)
  IFS='|' read -r compiler _ <<<"$TOOLCHAIN"
  command -v git >/dev/null || missing+=(git)
  if [[ $RECIPE == cmake ]]; then
    command -v cmake >/dev/null || missing+=(cmake)
    command -v ninja >/dev/null || missing+=(ninja)
    [[ -n $compiler ]] || missing+=('a C++ compiler')
  fi
  [[ $CCACHE == false ]] || command -v ccache >/dev/null || missing+=(ccache)
  ((${#missing[@]} == 0)) || refuse missing-tool "not on this machine: ${missing[*]}; install that here and on the builder"
}

check_space() {
  local blocks size
  read -r blocks size FREE_INODES < <(stat -f -c '%a %S %d' "$MOUNT")
  FREE_MIB=$((blocks * size / 1048576))
  ((CLEAR_SLOT == 0)) || [[ -z $HELD ]] || return 0 # room will be made
  ((FREE_MIB >= NEED_MIB)) || refuse no-space "$MOUNT has $FREE_MIB MiB free, $NEED_MIB are needed: clear a slot, or enlarge it"
  ((FREE_INODES >= NEED_INODES)) ||
    refuse no-space "$MOUNT has $FREE_INODES inodes free, $NEED_INODES are needed: clear a slot, or use a filesystem with more"
}

# as_long MEMBER…: how many bytes the answer has with those members.
as_long() {
  local all="$*"
  echo $((${#OP} + 100 + ${#all}))
}

check_volume
check_source
HELD=$(holders_once "$NUMBERS")
clear_slot
check_space
seal_checkout
ensure_repository
resolve
provide_submodules
HELD=$(holders_once "$NUMBERS")
clear_slot
check_space

subject=$(in_repository log -1 --format=%s "$RESOLVED")
epoch=$(marker epoch)
members=("\"commit\":\"$RESOLVED\"" "\"subject_b64\":\"$(printf %s "${subject:0:72}" | base64 -w 0)\""
  "\"owner\":$OWNER" "\"group\":$GROUP" "$(text fstype "$FSTYPE")" "$(text uuid "$FSUUID" 40)" "$(text serial "${VOLUME/-/}")"
  "\"free_mib\":$FREE_MIB" "\"free_inodes\":$FREE_INODES" "\"marker_epoch\":${epoch:-null}"
  "$(text toolchain "$TOOLCHAIN" 200)" "\"submodules\":$SUBMODULE_COUNT" "$(holder_members "$HELD")")
(($(as_long "${members[@]}") < 1990)) || members[1]='"subject_b64":""' # names of holders; the commit is asked for again
[[ -n $HELD ]] || members+=("$(slots_member "$((1990 - $(as_long "${members[@]}")))")")
answer "${members[@]}"
