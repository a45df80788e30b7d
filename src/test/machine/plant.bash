# shellcheck shell=bash
# Names of the suite come from suite.bash.
# shellcheck disable=SC2154
# Plants machines and volumes as the playground's cloud does. Each test has names of its own.

# machine_with NAME VOLUME…: a booted machine whose fstab mounts its first volume; sets folder_NAME.
plant_machine() {
  local name=$1 volume letter=f
  local folder=$playground/instances/$name
  shift
  mkdir -p "$folder/mnt/llvm"
  printf 'INSTANCE_ID=%s\nINSTANCE_TYPE=t3.small\nSOJOURN_STATE=%s/state\nSOJOURN_RUN=%s/run\n' \
    "$name" "$folder" "$folder" >"$folder/env"
  : >"$folder/devices"
  for volume in "$@"; do
    mkdir -p "$playground/volumes/$volume/data"
    attach "$name" "$volume" "/dev/sd$letter"
    letter=$(tr f-o g-p <<<"$letter")
  done
  printf '# the machine'\''s own\n/dev/sdf %s ext4 defaults,nofail 0 2\n' "$(mount_of "$name")" >"$folder/fstab"
}

# Weak isolation mounts below the playground's folder only.
mount_of() { if [[ $isolation == weak ]]; then echo "$playground/instances/$1/mnt/llvm"; else echo /mnt/llvm; fi; }

uuid_of() { printf '11111111-1111-4111-8111-%012x\n' "$(($(cksum <<<"$1" | cut -d ' ' -f 1)))"; }

attach() {
  printf '%s\t%s\t%s\t%s\t%s\n' "$2" "$3" "$playground/volumes/$2/data" "${2//-/}" "$(uuid_of "$2")" \
    >>"$playground/instances/$1/devices"
}

detach() { sed -i "/^$2\t/d" "$playground/instances/$1/devices"; }

boot() { "$machine" boot "$playground/instances/$1"; }

# in_machine NAME SCRIPT: runs the script with $mount set.
in_machine() { "$machine" exec "$playground/instances/$1" -- bash -c "mount=$(mount_of "$1"); $2"; }

end() {
  local name
  for name in "$@"; do "$machine" kill "$playground/instances/$name"; done
}
