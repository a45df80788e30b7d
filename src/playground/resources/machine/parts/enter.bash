# shellcheck shell=bash
# A part of a whole: some names come from, or are meant for, the parts beside it.
# shellcheck disable=SC2154
# Running a command in a machine; the caller becomes the command, save for one in the background.

exec_machine() {
  local uid=0 gid="" background=false pid home user_id
  while [[ $# -gt 0 && $1 != -- ]]; do
    case $1 in
      --uid) uid=$2 && shift 2 ;;
      --gid) gid=$2 && shift 2 ;;
      --background) background=true && shift ;;
      *) usage ;;
    esac
  done
  [[ $# -ge 2 ]] || usage
  shift
  require_alive
  read_environment
  entry=()
  enter_namespaces
  entry+=(env -i "${environment[@]}")
  [[ -z ${TERM:-} ]] || entry+=("TERM=$TERM")
  user_id=$(id -u)
  if [[ $(isolation_now) == user-namespaces ]]; then user_id=0; fi
  if [[ $uid -ne 0 || ${gid:-0} -ne 0 ]] && [[ $uid -ne $user_id || -n $gid && $(id -g) -ne $gid ]]; then
    home=$(home_of "$uid")
    entry+=("HOME=$home" setpriv --reuid="$uid" --regid="${gid:-$uid}" --clear-groups)
  fi
  if $background; then in_background "$@"; else exec_here "$@"; fi
}

enter_namespaces() {
  local pid
  read -r pid <"$machine_folder/init.pid"
  case $(isolation_now) in
    namespaces) entry=(nsenter --target "$pid" --mount --pid --uts --ipc --) ;;
    user-namespaces) entry=(nsenter --target "$pid" --user --preserve-credentials --mount --pid --uts --ipc --) ;;
    weak) ;;
  esac
}

exec_here() { cd / && exec "${entry[@]}" "$@"; }

# Prints the number, as seen from outside, of the command itself.
in_background() {
  local pid child
  pid=$(
    close_other_descriptors
    cd /
    setsid "${entry[@]}" "$@" </dev/null >>"$machine_folder/console.log" 2>&1 &
    echo $!
  )
  if [[ $(isolation_now) != weak ]]; then
    await 100 child_of "$pid" || fail "the command did not start (see console.log)"
    pid=$child
  fi
  printf '%s\n' "$pid"
}

# nsenter forks once, because a process number space takes only children.
child_of() {
  read -r child _ 2>/dev/null <"/proc/$1/task/$1/children" || true
  [[ -n ${child:-} ]]
}
