# shellcheck shell=bash
# A part of a whole: some names come from, or are meant for, the parts beside it.
# shellcheck disable=SC2154
# Units of a machine: a folder each below units/, one small file per property. A unit's processes are those that
# inherited its INVOCATION_ID, wherever they moved to; in that it is like a control group.

units_folder=$machine_folder/units

unit_property() { cat "$units_folder/$1/$2" 2>/dev/null || true; }

set_property() {
  printf '%s\n' "$3" >"$units_folder/$1/.$2.new.$BASHPID" 2>/dev/null || return 0
  mv -f "$units_folder/$1/.$2.new.$BASHPID" "$units_folder/$1/$2"
}

full_name() { case $1 in *.service | *.timer | *.mount) echo "$1" ;; *) echo "$1.service" ;; esac; }

is_loaded() { [[ -d $units_folder/$1 ]]; }

# Names of loaded units that match a name or a pattern.
matching_units() {
  local folder
  for folder in "$units_folder"/*/; do
    folder=${folder%/} folder=${folder##*/}
    # shellcheck disable=SC2053  # a pattern is meant
    [[ $folder != $1 || $folder == '*' ]] || echo "$folder"
  done
}

active_state() {
  local state
  case $1 in
    *.mount)
      if mountpoint -q -- "$(unescape_path "${1%.mount}")"; then echo active; else echo inactive; fi
      return
      ;;
  esac
  state=$(unit_property "$1" ActiveState)
  echo "${state:-inactive}"
}

members() { grep -lzxsF "INVOCATION_ID=$1" /proc/[0-9]*/environ 2>/dev/null | cut -d / -f 3 || true; }

milliseconds() { echo "$((${EPOCHREALTIME/./} / 1000))"; }

# TERM (and CONT) to all, after SECONDS without an end KILL: then the result of UNIT, where one is given, is timeout.
end_members() {
  local invocation=$1 deadline=$(($(milliseconds) + $2 * 1000)) unit=${3:-} pids
  mapfile -t pids < <(members "$invocation")
  [[ ${#pids[@]} -gt 0 ]] || return 0
  kill -TERM "${pids[@]}" 2>/dev/null || true
  kill -CONT "${pids[@]}" 2>/dev/null || true
  while mapfile -t pids < <(members "$invocation") && [[ ${#pids[@]} -gt 0 ]]; do
    if [[ $(milliseconds) -ge $deadline ]]; then 
      [[ -z $unit ]] || set_property "$unit" Result timeout
      kill -KILL "${pids[@]}" 2>/dev/null || true
    fi
    sleep 0.05
  done
}

# Stops a service (all its processes) or a timer (not the service that it may have started).
stop_unit() {
  local unit=$1 limit=${2:-} timeout invocation
  case $unit in
    *.timer)
      invocation=$(unit_property "$unit" InvocationID)
      rm -rf "${units_folder:?}/$unit"
      [[ -z $invocation ]] || end_members "timer-$invocation" 0
      ;;
    *)
      case $(active_state "$unit") in active | activating | deactivating) ;; *) return 0 ;; esac
      set_property "$unit" stop-asked yes
      set_property "$unit" ActiveState deactivating
      timeout=$(unit_property "$unit" TimeoutStopSec)
      timeout=${timeout:-90}
      if [[ -n $limit && $timeout -gt $limit ]]; then timeout=$limit; fi
      end_members "$(unit_property "$unit" InvocationID)" "$timeout" "$unit"
      await_end "$unit"
      ;;
  esac
}

# The supervisor writes the end down after the last process is gone.
await_end() {
  local left=200
  while [[ $(active_state "$1") == deactivating && $left -gt 0 ]]; do
    sleep 0.02
    left=$((left - 1))
  done
}

# The volume's mount point that a path lies on; nothing for a path elsewhere.
mount_point_of() {
  local point=$1
  until mountpoint -q -- "$point"; do point=$(dirname -- "$point"); done
  [[ $point == / ]] || echo "$point"
}

# Whether the mount unit of DIRECTORY covers PATH.
covers() { [[ $2/ == "${1%/}"/* ]]; }

# Units that require the mount DIRECTORY.
units_needing() {
  local unit path
  for unit in $(matching_units '*.service'); do
    while IFS= read -r path; do
      if covers "$1" "$path"; then echo "$unit"; break; fi
    done < <(unit_property "$unit" RequiresMountsFor)
  done
}

stop_units_needing() {
  local unit
  for unit in $(units_needing "$1"); do stop_unit "$unit"; done
}

# After an unmount by hand: units whose mount was there at their start and is not any more.
stop_units_without_mount() {
  local unit mounted
  for unit in $(matching_units '*.service'); do
    mounted=$(unit_property "$unit" mounted-at)
    [[ -z $mounted ]] || mountpoint -q -- "$mounted" || stop_unit "$unit"
  done
}

escape_path() {
  local text=$1 letter out='' index
  while [[ $text == *//* ]]; do text=${text//\/\//\/}; done
  text=${text#/} text=${text%/}
  [[ -n $text ]] || { echo -; return; }
  for ((index = 0; index < ${#text}; index++)); do
    letter=${text:index:1}
    case $letter in
      /) out+=- ;;
      .) if [[ $index -eq 0 ]]; then out+='\x2e'; else out+=.; fi ;;
      [a-zA-Z0-9:_]) out+=$letter ;;
      *) out+=$(printf '\\x%02x' "'$letter") ;;
    esac
  done
  printf '%s\n' "$out"
}

unescape_path() {
  local text=${1//-//}
  printf '/%b\n' "${text#/}"
}

# Seconds of a time span such as 90, 90s, 5min, 1h 30min; fails for another.
seconds_of() {
  local rest=${1// /} total=0 unit
  [[ -n $rest ]] || return 1
  while [[ -n $rest ]]; do
    [[ $rest =~ ^([0-9]+)([a-z]*)(.*)$ ]] || return 1
    unit=${BASH_REMATCH[2]}
    case $unit in
      '' | s | sec | second | seconds) unit=1 ;;
      m | min | minute | minutes) unit=60 ;;
      h | hr | hour | hours) unit=3600 ;;
      d | day | days) unit=86400 ;;
      *) return 1 ;;
    esac
    total=$((total + 10#${BASH_REMATCH[1]} * unit))
    rest=${BASH_REMATCH[3]}
  done
  echo "$total"
}
