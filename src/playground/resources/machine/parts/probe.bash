# shellcheck shell=bash
# Which isolation this computer permits to this user:
#   namespaces        mounts and process numbers of its own, real user ids (root)
#   user-namespaces   the same inside a user namespace, where the caller is the only user and looks like root
#   weak              neither; the reason is in isolation_reason

isolation_reason=

# The same chain of namespaces and mounts that a machine needs, tried in an empty folder.
try_isolation() {
  local folder=$1 extra=$2
  local -a user_flag=("${@:3}")
  # shellcheck disable=SC2016  # the inner shell expands these
  unshare "${user_flag[@]+"${user_flag[@]}"}" --mount --uts --ipc --propagation private --pid --fork bash -euc '
    mount -t proc proc /proc
    cd "$1"
    mount -t overlay -o "lowerdir=empty,upperdir=data,workdir=work$2" overlay mounted
    echo written >mounted/file
    mv mounted/file mounted/renamed
    mount -t tmpfs -o mode=0555 none data
    [[ -e mounted/renamed && ! -e data/renamed ]]
    umount mounted
    [[ -d /mnt ]] || { echo "there is no folder /mnt" >&2; exit 1; }
  ' bash "$folder" "$extra" 2>&1
}

find_isolation() {
  local folder words
  if [[ -n ${SOJOURN_PLAYGROUND_ISOLATION:-} ]]; then
    isolation=$SOJOURN_PLAYGROUND_ISOLATION
    isolation_reason="asked for by SOJOURN_PLAYGROUND_ISOLATION"
    return
  fi
  if ! command -v unshare >/dev/null || ! command -v nsenter >/dev/null; then
    isolation=weak isolation_reason="unshare or nsenter (util-linux) is missing"
    return
  fi
  folder=$(mktemp -d "${SOJOURN_PLAYGROUND_DIR:-${machine_program%/*}}/.probe-XXXXXX")
  mkdir "$folder"/{empty,data,work,mounted}
  if [[ $EUID -eq 0 ]] && words=$(try_isolation "$folder" ''); then
    isolation=namespaces
  elif words=$(try_isolation "$folder" ,userxattr --map-root-user); then
    isolation=user-namespaces
  else
    isolation=weak
    isolation_reason=$(tail -n 1 <<<"$words")
  fi
  rm -rf "$folder"
}

probe() {
  find_isolation
  case "${1:-}" in
    --users)
      case $isolation in
        namespaces) echo users=real ;;
        user-namespaces) echo users=root-only ;;
        *) [[ $EUID -eq 0 ]] && echo users=real || echo users=caller-only ;;
      esac
      ;;
    '')
      case $isolation in
        weak) echo "isolation=weak ${isolation_reason:-no reason known}" ;;
        *) echo isolation=namespaces ;;
      esac
      ;;
    *) usage ;;
  esac
}
