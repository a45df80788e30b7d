# shellcheck shell=bash
# A part of a whole: some names come from, or are meant for, the parts beside it.
# shellcheck disable=SC2154
# What every part needs: words for faults, and telling a process from a later one with its number.

say() { printf 'machine: %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# The start time of a process in clock ticks since boot; fails for one that is gone or only a zombie.
start_of() {
  local line fields
  IFS= read -r line 2>/dev/null <"/proc/$1/stat" || return 1
  read -r -a fields <<<"${line##*) }"
  [[ ${fields[0]} != [ZX] ]] || return 1
  printf '%s\n' "${fields[19]}"
}

# Whether the process that two files of the machine's folder name (number, start time) still lives.
process_lives() {
  local pid start
  read -r pid 2>/dev/null <"$machine_folder/$1.pid" || return 1
  read -r start 2>/dev/null <"$machine_folder/$1.start" || return 1
  [[ $(start_of "$pid") == "$start" ]]
}

alive_machine() { process_lives init; }

require_alive() { alive_machine || fail "${machine_folder##*/} is not running"; }

# Whole or not at all, whoever reads meanwhile.
write_file() {
  printf '%s\n' "$2" >"$1.new"
  mv -f -- "$1.new" "$1"
}

close_other_descriptors() {
  local entry number
  for entry in "/proc/$BASHPID/fd/"*; do
    number=${entry##*/}
    [[ $number -le 2 || $number -eq 255 || ! -e $entry ]] || exec {number}>&-
  done
}
