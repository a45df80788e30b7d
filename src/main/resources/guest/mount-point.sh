# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used by the operation's file
# The bare mount point while the volume is away, and what the people on its host can read about that.

# place FIELD: what is written down of mount, state (home or away), since, job, until (epoch seconds) or thread.
place() {
  local file=$STATE/volumes/$VOLUME/place
  [[ ! -f $file ]] || sed -n "s/^$1=//p" "$file"
}

# place_is STATE SINCE [LINE…]: writes it down for `sojourn where`, readable by all.
place_is() {
  printf '%s\n' "mount=$MOUNT" "state=$1" "since=$2" "${@:3}" | write_durably "$STATE/volumes/$VOLUME/place"
}

# seal TEXT: leaves AWAY.md in the bare mount point, and nobody can save there by mistake, root included. Where there are no
# immutable files, mode 0555 stops everybody but root. Sets SEALED: immutable, mode or none.
seal() {
  SEALED=none
  [[ -d $MOUNT && ! -L $MOUNT ]] || return 0
  unseal
  # Only a file that is new: never through a link that somebody left there.
  (set -C && umask 333 && printf '%s\n' "$1" >"$MOUNT/AWAY.md") || return 0
  SEALED=immutable
  ! chattr +i "$MOUNT/AWAY.md" "$MOUNT" 2>/dev/null || return 0
  SEALED=mode
  stat -c %a "$MOUNT" >"$STATE/volumes/$VOLUME/mount-point-mode"
  chmod 555 "$MOUNT"
}

# unseal: gives the bare mount point back as it was.
unseal() {
  local former=$STATE/volumes/$VOLUME/mount-point-mode
  chattr -i "$MOUNT" "$MOUNT/AWAY.md" 2>/dev/null || true # not every filesystem knows the flag
  if [[ -s $former ]]; then chmod "$(<"$former")" "$MOUNT"; fi
  rm -f "$MOUNT/AWAY.md" || return 0 # the mount hides it anyway
  rm -f "$former"
}

# files_in FOLDER: the names of what lies there besides AWAY.md, in one line of bounded length; nothing where it is empty.
files_in() {
  find "$1" -mindepth 1 -maxdepth 1 ! -name AWAY.md -printf '%f\0' | tr '\n\0' '?\n' | sort | awk '
    named == NR - 1 && length(names) + length($0) < 280 {names = names (named ? ", " : "") $0; named = NR}
    END {if (NR) printf "%s%s", names, (NR > named ? " and " (NR - named) " more" : "")}'
}

# hidden_files: what lies in the mount point beneath the volume, seen in a mount namespace where only its parent is bound
# somewhere else. Nothing where this machine permits no such look.
hidden_files() {
  local view=$STATE/volumes/$VOLUME/beneath
  mkdir -p "$view"
  # The real mount, wherever a machine keeps another one first in its PATH.
  # shellcheck disable=SC2016 # for the inner bash
  unshare --mount --propagation=private bash -euc "$(declare -f files_in)"'
    command -p mount --bind "$1" "$2"
    files_in "$2/$3"' bash "${MOUNT%/*}/" "$view" "${MOUNT##*/}" 2>/dev/null || true
}
