# shellcheck shell=bash
# A part of a whole: some names come from, or are meant for, the parts beside it.
# shellcheck disable=SC2154
# The verbs of the stand-in systemctl.

for_each() {
  local action=$1 name worst=0
  shift
  for name in "$@"; do "$action" "$name" || worst=$?; done
  return "$worst"
}

complain() {
  local status=$1
  shift
  printf '%s\n' "$*" >&2
  return "$status"
}

forget() { rm -rf "${units_folder:?}/$1"; }

start_named() {
  local directory
  case $1 in
    *.mount)
      directory=$(unescape_path "${1%.mount}")
      find_fstab_entry "$directory" || { complain 5 "Failed to start $1: Unit $1 not found." || return $?; }
      ! mountpoint -q -- "$directory" || return 0
      mkdir -p -- "$directory"
      if ! find_disk "$entry_device"; then
        complain 1 "A dependency job for $1 failed: $entry_device is not there." || return $?
      fi
      mount "$directory" || complain 1 "Job for $1 failed."
      ;;
    *)
      is_loaded "$1" || { complain 5 "Failed to start $1: Unit $1 not found." || return $?; }
      case $(active_state "$1") in active | activating) return 0 ;; esac
      set_property "$1" Result ''
      rm -f "$units_folder/$1/stop-asked"
      set_property "$1" ActiveState activating
      bash "$machine_parts/unit-start.bash" "$1"
      ;;
  esac
}

stop_named() {
  local directory name
  case $1 in
    *.mount)
      directory=$(unescape_path "${1%.mount}")
      if ! mountpoint -q -- "$directory"; then
        find_fstab_entry "$directory" || complain 5 "Failed to stop $1: Unit $1 not loaded."
        return
      fi
      stop_units_needing "$directory"
      umount -- "$directory" || complain 1 "Job for $1 failed."
      ;;
    *'*'* | *'?'* | *'['*) for name in $(matching_units "$1"); do stop_unit "$name"; done ;;
    *)
      is_loaded "$1" || { complain 5 "Failed to stop $1: Unit $1 not loaded." || return $?; }
      stop_unit "$1"
      ;;
  esac
}

reset_failed_named() {
  local name found=false
  for name in $(matching_units "$1"); do
    found=true
    [[ $(active_state "$name") != failed ]] || forget "$name"
  done
  $found || [[ $1 == *'*'* ]] || complain 1 "Failed to reset failed state of unit $1: Unit $1 not loaded."
}

# Names with patterns replaced by the loaded units that match.
expand_names() {
  local name
  for name in "${names[@]+"${names[@]}"}"; do
    case $name in *'*'* | *'?'* | *'['*) matching_units "$name" ;; *) echo "$name" ;; esac
  done
}

are_active() {
  local name state result=3
  for name in $(expand_names); do
    state=$(active_state "$name")
    $quiet || echo "$state"
    [[ $state != active ]] || result=0
  done
  return "$result"
}

are_failed() {
  local name state result=1
  for name in $(expand_names); do
    state=$(active_state "$name")
    $quiet || echo "$state"
    [[ $state != failed ]] || result=0
  done
  return "$result"
}

default_properties=Id,LoadState,ActiveState,SubState,Result,MainPID,ExecMainStatus,InvocationID,Description

show_units() {
  local name property value
  local -a list
  IFS=, read -r -a list <<<"${properties:-$default_properties}"
  [[ ${#names[@]} -gt 0 ]] || refuse "show without a unit"
  for name in $(expand_names); do
    for property in "${list[@]}"; do
      value=$(shown_property "$name" "$property") || exit $?
      if $value_only; then printf '%s\n' "$value"; else printf '%s=%s\n' "$property" "$value"; fi
    done
  done
}

shown_property() {
  local stored
  stored=$(unit_property "$1" "$2")
  case $2 in
    Id) echo "$1" ;;
    ActiveState) active_state "$1" ;;
    LoadState) if is_loaded "$1" || [[ $(active_state "$1") == active ]]; then echo loaded; else echo not-found; fi ;;
    SubState)
      case $1:$(active_state "$1") in
        *.mount:active) echo mounted ;;
        *:inactive) echo dead ;;
        *) echo "${stored:-running}" ;;
      esac
      ;;
    MainPID | ExecMainStatus) echo "${stored:-0}" ;;
    Result) echo "${stored:-success}" ;;
    InvocationID | Description | User | Group | WorkingDirectory) echo "$stored" ;;
    RequiresMountsFor) unit_property "$1" "$2" | tr '\n' ' ' ;;
    Where) unescape_path "${1%.mount}" ;;
    What) findmnt -n -o SOURCE -- "$(unescape_path "${1%.mount}")" || true ;;
    *) refuse "the property $2" ;;
  esac
}

list_units() {
  local name state count=0
  if $legend; then echo "UNIT LOAD ACTIVE SUB DESCRIPTION"; fi
  for name in $(matching_units '*'); do
    state=$(active_state "$name")
    [[ ${#names[@]} -eq 0 || " $(expand_names | tr '\n' ' ') " == *" $name "* ]] || continue
    [[ -z $states || ,$states, == *,"$state",* || ,$states, == *,"$(shown_property "$name" SubState)",* ]] || continue
    [[ -z $types || ,$types, == *,"${name##*.}",* ]] || continue
    $all || [[ -n $states || $state != inactive ]] || continue
    printf '%s loaded %s %s %s\n' "$name" "$state" "$(shown_property "$name" SubState)" \
      "$(unit_property "$name" Description)"
    count=$((count + 1))
  done
  if $legend; then printf '\n%d loaded units listed.\n' "$count"; fi
}
