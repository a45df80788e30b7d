# shellcheck shell=bash
# A part of a whole: some names come from, or are meant for, the parts beside it.
# shellcheck disable=SC2154
# Weak isolation, where namespaces are not permitted: a mounted volume is a symbolic link in place of its mount point
# (below the playground's folder), an unmounted one has mode 0. Processes belong to a machine by their environment.
# The table keeper/mounts has lines "volume mountpoint".

weak_table=$machine_folder/keeper/mounts
weak_volumes=${machine_folder%/instances/*}/volumes

weak_mounts() { if [[ -e $weak_table ]]; then grep . "$weak_table" || true; fi; }

# A number of its own in place of the major:minor that a kernel would give.
weak_device() { printf '0:%d\n' "$((1000 + $(cksum <<<"$1" | cut -d ' ' -f 1) % 9000))"; }

weak_mounted_as() {
  local volume path
  while read -r volume path; do
    [[ $volume != "$1" ]] || printf '%s %s\n' "$(weak_device "$volume")" "$path"
  done < <(weak_mounts)
}

weak_members() {
  grep -lzxsF "SOJOURN_PLAYGROUND_MACHINE=$machine_folder" /proc/[0-9]*/environ | cut -d / -f 3 || true
}

# Numbers of the processes with a working folder, file or map in the volume.
weak_holding() {
  local data=$weak_volumes/$1/data
  {
    find /proc/[0-9]*/{cwd,root,exe} /proc/[0-9]*/fd -maxdepth 1 -type l -printf '%p %l\n' 2>/dev/null |
      awk -v data="$data" '{ target = substr($0, length($1) + 2)
        if (target == data || index(target, data "/") == 1) { split($1, part, "/"); print part[3] } }' || true
    grep -lsF " $data/" /proc/[0-9]*/maps 2>/dev/null | cut -d / -f 3 || true
  } | sort -un
}

# Keeper's side: answers with status and words.
link_volume() {
  local volume=$1 directory=$2
  if [[ $directory != "${machine_folder%/instances/*}"/* ]]; then
    answer_with 32 "weak isolation mounts below ${machine_folder%/instances/*} only."
  elif ! rmdir -- "$directory"; then
    answer_with 32 "weak isolation needs an empty mount point."
  else
    chmod 0755 "$volume/data"
    ln -s -- "$weak_volumes/$volume/data" "$directory"
    printf '%s %s\n' "$volume" "$directory" >>"$weak_table"
    answer_with 0 ''
  fi
}

unmount_weak() {
  local directory=$1 volume path pids
  while read -r volume path; do
    [[ $path == "$directory" ]] || continue
    pids=$(weak_holding "$volume" | tr '\n' ' ')
    if [[ -n $pids ]]; then
      answer_with 32 "target is busy."
    else
      unlink_volume "$volume" "$directory"
      answer_with 0 ''
    fi
    return
  done < <(weak_mounts)
  answer_with 32 "not mounted."
}

unlink_volume() {
  local rest
  rm -f -- "$2"
  mkdir -p -- "$2"
  chmod 0 "$weak_volumes/$1/data"
  rest=$(awk -v path="$2" 'substr($0, length($1) + 2) != path' "$weak_table")
  write_file "$weak_table" "$rest"
}

# What a kernel does at the end of a namespace.
end_weak_machine() {
  local volume path
  local -a pids
  while mapfile -t pids < <(weak_members) && [[ ${#pids[@]} -gt 0 ]]; do
    kill -KILL "${pids[@]}" 2>/dev/null || true
    sleep 0.02
  done
  while read -r volume path; do
    [[ -z $volume ]] || unlink_volume "$volume" "$path"
  done < <(weak_mounts)
}

# Stand-in's side of umount.
weak_umount() {
  local directory=${1:-}
  [[ $# -eq 1 && $directory != -* ]] || refuse "the arguments $*"
  [[ $directory == /* ]] || directory=$PWD/$directory
  ask_keeper unmount "${directory%/}"
  [[ $answer_status -eq 0 ]] || fault "$answer_status" "$directory: $answer_words"
}
