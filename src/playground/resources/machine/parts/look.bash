# shellcheck shell=bash
# A part of a whole: some names come from, or are meant for, the parts beside it.
# shellcheck disable=SC2154
# Looking at a machine's mounts and at who holds them, from outside as from inside.

# Lines "volume mountpoint" of a mountinfo file.
volumes_in() {
  awk '
    match($0, / - overlay .*[ ,]upperdir=[^,]*\/data(,|$)/) {
      volume = $0; sub(/.*[ ,]upperdir=/, "", volume); sub(/\/data(,.*)?$/, "", volume)
      print volume, $5
    }' "$1"
}

mounts_machine() {
  local pid
  if [[ $(isolation_now) == weak ]]; then
    weak_mounts
    return
  fi
  alive_machine || return 0
  read -r pid <"$machine_folder/init.pid"
  volumes_in "/proc/$pid/mountinfo" | while read -r volume path; do printf '%s %b\n' "$volume" "${path//\\/\\0}"; done
}

# Mount points of one volume, as the machine's init sees them.
mount_points() {
  if [[ $isolation == weak ]]; then weak_mounts; else volumes_in /proc/1/mountinfo; fi |
    while read -r volume path; do [[ $volume != "$1" ]] || printf '%b\n' "${path//\\/\\0}"; done
}

still_mounted() {
  local volume=$1 line
  if [[ $isolation == weak ]]; then
    [[ -n $(mount_points "$volume") ]]
    return
  fi
  while IFS= read -r line; do
    [[ $line != *upperdir="$volume/data",* ]] || return 0
  done </proc/1/mountinfo
  grep -qsF "upperdir=$volume/data," /proc/[0-9]*/mountinfo || [[ -n $(holding "${device_of[$volume]}") ]]
}

# major:minor of a mounted volume, in decimal.
volume_device() {
  if [[ $isolation == weak ]]; then weak_device "$1"; else
    awk -v upper="upperdir=$1/data," 'index($0, upper) { print $3; exit }' /proc/1/mountinfo
  fi
}

# Numbers of the processes that hold files of the device major:minor: working folder, root, program, files, maps.
holding() {
  local major=${1%:*} minor=${1#*:} number maps
  number=$(((major << 8) | (minor & 0xff) | ((minor & ~0xff) << 12)))
  maps=$(printf '%02x:%02x' "$major" "$minor")
  {
    find /proc/[0-9]*/{cwd,root,exe} /proc/[0-9]*/fd -maxdepth 1 -type l -print0 2>/dev/null |
      xargs -0 -r stat -L -c '%d %n' 2>/dev/null | awk -F '[ /]' -v number="$number" '$1 == number { print $4 }' || true
    grep -lsE "^[^ ]+ [^ ]+ [^ ]+ $maps " /proc/[0-9]*/maps 2>/dev/null | cut -d / -f 3 || true
  } | sort -un
}

holders_machine() {
  local volume=${1:-}
  [[ -n $volume ]] || usage
  if [[ $(isolation_now) == weak ]]; then
    weak_holding "$volume" | grep -c . || true
  elif alive_machine; then
    (exec_machine -- bash "$machine_parts/holders.bash" "$volume") | grep -c . || true
  else
    echo 0
  fi
}
