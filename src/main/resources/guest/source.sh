# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # values are set by their names; used in the other parts
# The developer's checkout: what it is, and a commit of exactly what lies in it. Host. Nothing in there is ever written:
# not a byte, not a time. The kernel shows it read-only to the commands that would like to (seal_checkout).
# Sojourn's git: no hook, no gc, no helper of the checkout's, and what is fetched stays one pack.
GIT=(git -c core.hooksPath=/dev/null -c gc.auto=0 -c maintenance.auto=false -c fetch.unpackLimit=1 -c protocol.version=2
  -c core.fsmonitor=false -c core.untrackedCache=false -c core.splitIndex=false)
# As it lies there, whatever the checkout's settings leave out or make even. Patterns of a sparse checkout would forbid git
# to add what lies outside of them.
AS_IT_IS=(-c core.fileMode=true -c core.symlinks=true -c core.ignoreCase=false -c core.autocrlf=false -c core.safecrlf=false
  -c core.sparseCheckout=false -c index.sparse=false -c add.ignoreErrors=false -c advice.addEmbeddedRepo=false)

in_source() { as_owner "${GIT[@]}" -C "$SOURCE" "$@"; }

check_source() {
  local words
  [[ $SOURCE == /* && -d $SOURCE ]] || refuse no-source "$SOURCE is not a folder of this machine; correct source: in the configuration"
  SOURCE=$(cd -P "$SOURCE" && pwd) || refuse no-source "root may not enter $SOURCE; it must lie on a disk of this machine"
  [[ $MOUNT/ != "$SOURCE"/* ]] || refuse no-source "the checkout must be a folder on the volume, not hold the volume; name that folder"
  [[ $SOURCE/ != "$HOME_ON_VOLUME"/* ]] || refuse no-source "$HOME_ON_VOLUME is Sojourn's own; name the developer's checkout"
  read -r OWNER GROUP < <(stat -c '%u %g' "$SOURCE")
  ((OWNER != 0)) || [[ $ALLOW_ROOT == true ]] ||
    refuse root-owned "$SOURCE belongs to root, and builds never run as root; give it to its developer: chown -R USER: $SOURCE"
  IFS=: read -r OWNER_NAME _ _ _ _ OWNER_HOME _ < <(getent passwd "$OWNER" || echo "$OWNER:::::/:")
  check_tools
  words=$(in_source rev-parse --show-prefix 2>&1) || refuse no-source "$SOURCE is not a git checkout: $words"
  [[ -z $words ]] || refuse no-source "$SOURCE is a subfolder of a checkout; name its top"
  read -r GIT_FOLDER < <(in_source rev-parse --absolute-git-dir)
  read -r COMMON_FOLDER < <(in_source rev-parse --path-format=absolute --git-common-dir)
  [[ $(in_source config extensions.objectFormat) != sha256 ]] ||
    refuse no-source "$SOURCE has SHA-256 object names, which Sojourn cannot build yet; use a SHA-1 clone"
  ! in_source config --get-regexp '^remote\..*\.promisor$' true >/dev/null || refuse no-source \
    "$SOURCE is a partial clone and lacks files; run: git fetch --refetch --no-filter, then unset remote.origin.promisor"
}

# seal_checkout: sets SEAL, a command in front of another one, for which the checkout is read-only and reading leaves no time of
# access: git would renew the times of objects, and of a shared index, that it meets again. Where this machine permits no
# mount namespace, SEAL is empty. Never in front of what talks to a network: an ssh that stays, to be used again, would keep
# the namespace, and with it the volume.
seal_checkout() {
  local sealed=("$SOURCE") way borrowed
  [[ $COMMON_FOLDER/ == "$SOURCE"/* ]] || sealed+=("$COMMON_FOLDER")
  if [[ -s $COMMON_FOLDER/objects/info/alternates ]]; then
    mapfile -t borrowed < <(in_source count-objects -v | sed -n 's/^alternate: //p')
    sealed+=("${borrowed[@]}")
  fi
  # The real mount, wherever a machine keeps another one first in its PATH.
  # shellcheck disable=SC2016 # for the inner bash
  way='
    count=$1
    shift
    for folder in "${@:1:count}"; do
      command -p mount --rbind "$folder" "$folder"
      command -p mount -o remount,bind,ro "$folder"
      findmnt -lnRo TARGET "$folder" | while IFS= read -r inner; do
        command -p mount -o remount,bind,ro "$inner" || true
      done
    done
    shift "$count"
    exec "$@"'
  SEAL=(unshare --mount bash -euc "$way" bash "${#sealed[@]}" "${sealed[@]}")
  "${SEAL[@]}" true 2>/dev/null || SEAL=()
}

# sealed FUNCTION VALUE…: in one shell of the owner's, sealed, that has the functions of taking.sh and modules.sh and ends at
# the first thing that fails.
sealed() {
  local VIEW=("${SEAL[@]}")
  as_owner bash -c "set -euo pipefail
shopt -s inherit_errexit
$(declare -p GIT AS_IT_IS SOURCE COMMON_FOLDER HOME_ON_VOLUME REPOSITORY SUBMODULES PIN JOB OWNER_NAME)
$(declare -f copy_repository snapshot_into take bring fill_index show_hidden there take_submodules take_submodule module_repository submodules_of)
\"\$@\"" bash "$@"
}

# snapshot: sets RESOLVED to a commit of exactly what lies in the checkout, and SNAPSHOT to the lines of what was taken.
snapshot() {
  local own words
  as_owner find "$HOME_ON_VOLUME" -maxdepth 1 -name 'snapshot.*' -mmin +60 -exec rm -rf {} +
  own=$(as_owner mktemp -d "$HOME_ON_VOLUME/snapshot.XXXXXX")
  if ! words=$(sealed snapshot_into "$own" 2>&1); then
    as_owner rm -rf "$own"
    ((${#words} < 250)) || words=...${words: -240} # what it ended with
    refuse snapshot-failed "git could not take $SOURCE; make the file that it names readable, or ignore it: $words"
  fi
  SNAPSHOT=$(as_owner cat "$own/taken")
  as_owner rm -rf "$own"
  RESOLVED=$(known "$PIN")
}
