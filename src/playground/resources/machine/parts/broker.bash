# shellcheck shell=bash
# A part of a whole: some names come from, or are meant for, the parts beside it.
# shellcheck disable=SC2154
# The keeper's ear: stand-ins in the machine ask here for what only the keeper can do. One line per request, its fields
# parted by the unit separator: verb, the named pipe for the answer, arguments. The answer: exit status, words.
# A volume is locked (flock on volumes/<vol>/lock) from mount until no process of the machine sees the mount any more;
# the kernel drops the lock with the machine. A file `mounted` that outlives its lock tells of an unclean leave.

declare -gA lock_of=() device_of=()

serve_requests() {
  local verb answer first second third piece line=
  while :; do
    # The time may run out within a line: its beginning is kept.
    if ! IFS= read -r -t 0.5 -u "$broker_requests" piece; then line+=$piece; else
      IFS=$'\x1f' read -r verb answer first second third <<<"$line$piece"
      line=
      [[ $verb != ended ]] || return 0
      status=1 words="unknown request $verb"
      case $verb in
        mount) mount_volume "$first" "$second" "$third" ;;
        unmount) unmount_weak "$first" ;;
        released) release_unmounted && status=0 words='' ;;
        check) check_volume "$first" ;;
      esac
      printf '%s\x1f%s\n' "$status" "$words" 1<>"$answer"
    fi
    release_unmounted
    [[ -n $init_number ]] || read -r init_number 2>/dev/null <"$machine_folder/keeper/init.pid" || true
    # Whoever removes the playground's folder means its machines too.
    [[ -e $machine_folder/isolation ]] || return 0
  done
}

answer_with() { status=$1 words=$2; }

is_attached() { awk -F '\t' -v volume="$1" '$1 == volume { found = 1 } END { exit !found }' "$machine_folder/devices"; }

# DEVICE's volume at DIR. Options are the kernel's own, checked by the stand-in.
mount_volume() {
  local volume=$1 directory=$2 options=${3%%$'\x1f'*} source=${3#*$'\x1f'} lock existing
  is_attached "$volume" || { answer_with 32 "special device $source does not exist."; return; }
  [[ -d $directory ]] || { answer_with 32 "mount point does not exist."; return; }
  [[ -d $volume/data ]] || { answer_with 32 "the playground has no folder for $volume."; return; }
  if [[ -n ${lock_of[$volume]:-} ]]; then
    existing=$(mount_points "$volume")
    mount_again "$volume" "$existing" "$directory" "$source" "$options"
    return
  fi
  if ! { mkdir -p "$volume/work" "$volume/empty" && exec {lock}>>"$volume/lock"; }; then
    answer_with 32 "the playground cannot write beside the data of $volume (see console.log)."
    return
  fi
  if ! flock -w 1 "$lock"; then
    exec {lock}>&-
    answer_with 32 \
      "$source is mounted by $(head -n 1 "$volume/mounted"): a second writer would corrupt its file system."
    return
  fi
  [[ ! -e $volume/mounted ]] || echo "$source: recovering journal (the last machine left without unmounting)"
  if [[ $isolation == weak ]]; then link_volume "$volume" "$directory"; else
    overlay_volume "$volume" "$directory" "$options" "$source"
  fi
  if [[ $status -ne 0 ]]; then
    exec {lock}>&-
    return
  fi
  lock_of[$volume]=$lock
  device_of[$volume]=$(volume_device "$volume" "$directory")
  printf '%s\npid=%s\nstart=%s\ndevice=%s\n' "${machine_folder##*/}" "$(cat "$machine_folder/keeper/init.pid")" \
    "$(cat "$machine_folder/init.start")" "${device_of[$volume]}" >"$volume/mounted" ||
    echo "$source: it could not be written down who mounted it; the lock holds all the same"
}

overlay_volume() {
  local volume=$1 directory=$2 options=$3 source=$4 words_of_mount
  options="lowerdir=$volume/empty,upperdir=$volume/data,workdir=$volume/work${options:+,$options}"
  [[ $isolation != user-namespaces ]] || options+=,userxattr
  if words_of_mount=$(mount -t overlay -o "$options" "$source" "$directory" 2>&1); then answer_with 0 ''; else
    answer_with 32 "$(tr '\n' ' ' <<<"$words_of_mount")"
  fi
}

mount_again() {
  local volume=$1 all=$2 directory=$3 source=$4 options=$5 existing=${2%%$'\n'*}
  if [[ -z $existing ]]; then
    answer_with 32 "$source is still in use by a process that kept it after its unmount."
  elif [[ $'\n'$all$'\n' == *$'\n'"$directory"$'\n'* ]]; then
    answer_with 32 "$source already mounted on $directory."
  elif [[ $isolation == weak ]]; then
    answer_with 32 "$source is mounted on $existing, and weak isolation knows no second mount."
  elif mount --bind ${options:+-o "$options"} "$existing" "$directory" 2>&1; then
    answer_with 0 ''
  else
    answer_with 32 "cannot be mounted twice (see console.log)."
  fi
}

# Unlocks what no process of the machine can reach any more.
release_unmounted() {
  local volume lock
  for volume in "${!lock_of[@]}"; do
    still_mounted "$volume" && continue
    rm -f -- "$volume/mounted"
    lock=${lock_of[$volume]}
    exec {lock}>&-
    unset "lock_of[$volume]" "device_of[$volume]"
  done
}

# What fsck finds: 8 while mounted, 4 where the playground wants a person to repair, else clean (again).
check_volume() {
  local volume=$1
  if ! is_attached "$volume"; then
    answer_with 8 "No such file or directory while trying to open it"
  elif [[ -n ${lock_of[$volume]:-} ]]; then
    answer_with 8 "is mounted."
  elif [[ -e $volume/fsck-needed ]]; then
    answer_with 4 "UNEXPECTED INCONSISTENCY; RUN fsck MANUALLY."
  elif [[ -e $volume/mounted ]]; then
    rm -f -- "$volume/mounted"
    answer_with 0 "recovering journal"
  else
    answer_with 0 ''
  fi
}
