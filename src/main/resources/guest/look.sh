# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# Tells how the host stands to the volume, for the doctor: facts, no judgement. Host; makes an empty folder of ours, and changes nothing else.
# with: mount-point
# Values: SOURCE.
OP=look
volume_values
value SOURCE

# A folder of ours is needed only for the look beneath the mount, and is there once a volume has travelled.
look_beneath() {
  BENEATH=unseen
  HIDDEN=''
  [[ -d $STATE/volumes/$VOLUME ]] || mkdir -p "$STATE/volumes/$VOLUME" 2>/dev/null || return 0
  unshare --mount true 2>/dev/null || return 0
  BENEATH=seen
  HIDDEN=$(hidden_files)
}

look_at_source() {
  CHECKOUT=missing
  OWNER=''
  [[ -d $SOURCE ]] || return 0
  OWNER=$(stat -c %u "$SOURCE")
  CHECKOUT=no-git
  [[ ! -e $SOURCE/.git ]] || CHECKOUT=git
}

tools_here() {
  local name there=''
  for name in git ccache; do
    ! command -v "$name" >/dev/null || there+="${there:+ }$name"
  done
  printf %s "$there"
}

more_on_it() {
  local exported swap
  exported=$(awk -v at="$MOUNT" '$1 == at || index($1, at "/") == 1 {print $1; exit}' /var/lib/nfs/etab 2>/dev/null || true)
  swap=$(awk -v at="$MOUNT/" 'index($1, at) == 1 {print $1; exit}' /proc/swaps 2>/dev/null || true)
  printf %s "$UNSUPPORTED${exported:+ NFS export of $exported}${swap:+ swap file $swap}"
}

NODE='' NUMBERS='' FSTYPE='' FSUUID='' UNSUPPORTED=''
device_of_volume || true
mounted=$(mounted_numbers)
members=("$(text mounted "$mounted" 20)" "$(text numbers "$NUMBERS" 20)" "$(text disk "$NODE" 40)"
  "$(text fstype "$FSTYPE" 20)" "$(text uuid "$FSUUID" 40)" "$(text unsupported "$(more_on_it)" 160)")
if [[ -n $mounted && $mounted == "$NUMBERS" ]]; then
  writable && state=true || state=false
  look_beneath
  read -r blocks size inodes < <(stat -f -c '%a %S %d' "$MOUNT")
  members+=("$(text writable "$state")" "$(text marker "$(marker_problem)" 160)" "$(text beneath "$BENEATH")"
    "$(text hidden "$HIDDEN" 160)" "$(text free_mib "$((blocks * size / 1048576))")" "$(text free_inodes "$inodes")")
fi
read -r source options < <(findmnt --fstab -rno SOURCE,OPTIONS -M "$MOUNT" 2>/dev/null || true) || true
look_at_source
read -r blocks size < <(stat -f -c '%a %S' /)
members+=("$(text fstab_source "$source" 80)" "$(text fstab_options "$options" 120)" "$(text source "$CHECKOUT")"
  "$(text owner "$OWNER")" "$(text root_free_mib "$((blocks * size / 1048576))")" "$(text tools "$(tools_here)")"
  "$(text dirty_bytes "$(sysctl -n vm.dirty_bytes 2>/dev/null || true)")"
  "$(text dirty_ratio "$(sysctl -n vm.dirty_ratio 2>/dev/null || true)")" "$(text toolchain "$(toolchain)" 200)")
answer "${members[@]}"
