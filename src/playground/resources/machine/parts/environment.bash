# shellcheck shell=bash
# A part of a whole: some names come from, or are meant for, the parts beside it.
# shellcheck disable=SC2154
# The environment that every process of a machine begins with, and what is known about the machine's users.

# Fills the array `environment` from the folder's env file; nothing of the caller's own environment enters.
read_environment() {
  local line path=$PATH directory home
  environment=()
  while IFS= read -r line || [[ -n $line ]]; do
    case $line in
      '' | '#'*) ;;
      PATH=*) path=${line#PATH=} ;;
      *=*) environment+=("$line") ;;
      *) fail "env has a line that is not NAME=value: $line" ;;
    esac
  done < <(if [[ -e $machine_folder/env ]]; then cat "$machine_folder/env"; fi)
  for directory in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin; do
    [[ :$path: == *:$directory:* ]] || path+=:$directory
  done
  # What somebody has installed on this one machine.
  [[ ! -d $machine_folder/bin ]] || path=$machine_folder/bin:$path
  path=${machine_program%/*}/stand-ins:$path
  [[ $(isolation_now) != weak ]] || path=${machine_program%/*}/stand-ins-weak:$path
  home=$(home_of 0)
  environment+=("PATH=$path" "HOME=$home" "LANG=C.UTF-8" "SOJOURN_PLAYGROUND_MACHINE=$machine_folder")
}

isolation_now() { cat "$machine_folder/isolation" 2>/dev/null || echo weak; }

# Root's home is the folder's own: bound over /root, save where that would hide the playground itself.
root_is_bound() { [[ -d /root && $machine_folder/ != /root/* && $machine_program != /root/* ]]; }

home_of() {
  local home passwd=/etc/passwd
  if [[ $1 -eq 0 ]]; then
    if [[ $(isolation_now) != weak ]] && root_is_bound; then echo /root; else echo "$machine_folder/root"; fi
    return
  fi
  [[ ! -e $machine_folder/passwd ]] || passwd=$machine_folder/passwd
  home=$(awk -F: -v uid="$1" '$3 == uid { print $6; exit }' "$passwd")
  echo "${home:-/}"
}
