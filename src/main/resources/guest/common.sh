# shellcheck shell=bash
# shellcheck disable=SC2034,SC2153,SC2154 # values are set by their names (value NAME), and used by the operation's file
# Shared by all guest scripts. The bot sends one text: the shebang line, `export SOJOURN_<NAME>_B64=…` lines, this file,
# the parts that the operation's file names in a line `# with: PART…`, and that file. Wants bash, coreutils, util-linux,
# findutils, awk, sed, grep, git, and systemd; nothing else.
# Each script ends in one JSON line: {"op":…,"ok":true|false,"clock":…,"boot":…, …} of less than 2,000 bytes.
set -euo pipefail
umask 022
export LC_ALL=C
PATH=$PATH:/usr/local/bin
cd / # a script must not hold the volume that it moves

STATE=${SOJOURN_STATE:-/var/lib/sojourn} # survives a reboot
RUN=${SOJOURN_RUN:-/run/sojourn}         # does not
RESULT=''                                # where guard() wants the answer kept
VIEW=()                                  # a command in front of all that as_owner runs

# A crash says where; and never with exit code 194, which the agent takes for "reboot and run me again".
trap 'code=$?; if ((code != 0)); then echo "exit code $code of: $BASH_COMMAND" >&2; exit 1; fi' EXIT

# ---- answers: finish, answer and refuse end the script, so they are never called inside $( ) ----

# text NAME VALUE [LIMIT]: a JSON member. Bytes that are not printable ASCII become "?", so any cut leaves valid JSON.
text() {
  local value=$2 limit=${3:-400}
  ((${#value} <= limit)) || value="${value:0:limit-3}..."
  value=${value//\\/\\\\}
  value=${value//\"/\\\"}
  value=${value//$'\n'/\\n}
  value=${value//$'\t'/ }
  printf '"%s":"%s"' "$1" "${value//[^ -~]/?}"
}

# finish true|false MEMBER…: keeps the answer where guard() asked for it, prints it, ends the script.
finish() {
  local line member
  line="{\"op\":\"${OP-}\",\"ok\":$1,\"clock\":$(date +%s)"
  line+=",\"boot\":\"${SOJOURN_BOOT_ID:-$(</proc/sys/kernel/random/boot_id)}\""
  shift
  for member; do line+=",$member"; done
  line+='}'
  if [[ -n $RESULT ]]; then
    printf '%s\n' "$line" >"$RESULT.new"
    mv -f "$RESULT.new" "$RESULT"
  fi
  printf '%s\n' "$line"
  exit 0
}

answer() { finish true "$@"; }

# refuse REASON DETAIL [MEMBER…]
refuse() { finish false "$(text reason "$1")" "$(text detail "$2")" "${@:3}"; }

# ---- values: each function sets the variable NAME; an absent or empty value without a default is refused ----

# lines NAME [DEFAULT [VARIABLE]]: a value that may have several lines.
lines() {
  local encoded=SOJOURN_$1_B64 decoded
  decoded=$(base64 -d <<<"${!encoded-}") || refuse bad-value "$1 is not base64"
  if [[ -z $decoded ]]; then
    (($# > 1)) || refuse bad-value "$1 is missing"
    decoded=$2
  fi
  printf -v "${3:-$1}" %s "$decoded"
}

# value NAME [DEFAULT [VARIABLE]]: a value of one line.
value() {
  local variable=${3:-$1}
  lines "$@"
  [[ ${!variable} != *$'\n'* ]] || refuse bad-value "$1 has more than one line"
}

# matching NAME EXTENDED_REGEX [DEFAULT [VARIABLE]]
matching() {
  local checked=${4:-$1}
  value "$1" "${@:3}"
  [[ ${!checked} =~ ^($2)$ ]] || refuse bad-value "$1 is not like $2"
}

number() { matching "$1" '0|[1-9][0-9]{0,17}' "${@:2}"; }
truth() { matching "$1" 'true|false' "${@:2}"; }

# What names the volume, its place, and Sojourn's folder on it.
volume_values() {
  matching VOLUME 'vol-[0-9a-f]+'
  matching MOUNT '(/[A-Za-z0-9._-]+)+'
  matching DEVICE '(/dev/[a-z0-9]+)?' ''
  matching STATE_DIR_NAME '[A-Za-z0-9_-]+' sojourn
  [[ $MOUNT/ != */../* && $MOUNT/ != */./* ]] || refuse bad-value "MOUNT has . or .. in it"
  HOME_ON_VOLUME=$MOUNT/$STATE_DIR_NAME
}

# ---- files, locks, processes ----

# write_durably FILE [MODE]: standard input becomes FILE, whole or not at all, also after a power cut. Only one at a time writes
# a file, so what lies beside it is of one that was killed. Never through a link that somebody left there.
write_durably() {
  local new
  rm -f "$1".new-??????
  # Each by itself: as a condition, or in a build, nothing would end it where one fails.
  new=$(mktemp "$1.new-XXXXXX") || return
  if ! { cat >"$new" && chmod "${2:-644}" "$new" && sync "$new" && mv -f "$new" "$1" && sync "${1%/*}"; }; then
    rm -f "$new"
    return 1
  fi
}

# unlocked COMMAND…: without our lock, which a long-lived child would keep.
unlocked() { "$@" 8>&- 9>&-; }

# as_owner COMMAND…: as the tree's owner (OWNER, GROUP, OWNER_HOME), with an environment of ours.
as_owner() {
  local -a identity=()
  ((OWNER == EUID)) || identity=(setpriv --reuid "$OWNER" --regid "$GROUP" --clear-groups)
  unlocked "${VIEW[@]}" env -i PATH="$PATH" HOME="$OWNER_HOME" LC_ALL=C GIT_TERMINAL_PROMPT=0 GIT_OPTIONAL_LOCKS=0 \
    "${identity[@]}" "$@"
}

# guard: the fence of every operation that changes something. Keeps the volume's lock until the script ends; answers a
# repeated operation with its first answer; refuses what came too late or belongs to an earlier move of the volume.
guard() {
  matching OP '[a-z0-9-]{1,64}'
  number NOT_AFTER
  number EPOCH
  volume_values
  local fence=$STATE/volumes/$VOLUME known=0
  mkdir -p "$STATE/ops" "$fence"
  exec 9>"$fence/lock"
  flock -w 30 9 || refuse busy "another operation on $VOLUME has been running for 30 s: wait for it"
  if [[ -f $STATE/ops/$OP.json ]]; then
    cat "$STATE/ops/$OP.json"
    exit 0
  fi
  find "$STATE/ops" -type f -mtime +7 -delete
  RESULT=$STATE/ops/$OP.json
  (($(date +%s) <= NOT_AFTER)) || refuse expired "this operation was to begin before $(date -u -d "@$NOT_AFTER" +%FT%TZ)"
  [[ ! -f $fence/epoch ]] || read -r known <"$fence/epoch"
  ((known <= EPOCH)) || refuse older-epoch "epoch $EPOCH is over: the volume has moved on to epoch $known"
  ((known == EPOCH)) || write_durably "$fence/epoch" <<<"$EPOCH"
}

# active UNIT: also while the unit is still starting or stopping.
active() { [[ $(systemctl is-active "$1" || true) == @(active|*ing) ]]; }

# lease_rearm SECONDS: the new timer runs before the old ones end, so at no moment is there none. The cap is not touched.
lease_rearm() {
  [[ -f $RUN/fuse.sh ]] || return 0 # not a builder
  local unit older
  unit=sojourn-lease-$(date +%s%N)
  exec 8>"$RUN/lease.lock"
  flock 8
  touch "$RUN/leases"
  mapfile -t older <"$RUN/leases"
  printf '%s\n' "$unit" >>"$RUN/leases"
  unlocked systemd-run --quiet --collect --unit="$unit" --on-active="${1}s" bash "$RUN/fuse.sh" lease
  for older in "${older[@]}"; do
    if active "$older.timer"; then systemctl stop "$older.timer"; fi
  done
  printf '%s\n' "$unit" >"$RUN/leases"
  exec 8>&-
}

# toolchain: "compiler|linker|cmake|ninja|glibc|architecture"; an empty field is a tool that is not there. The linker is the
# one that the compiler takes by itself, by name and version.
toolchain() {
  local compiler='' linker=ld name version_of_ninja=''
  for name in c++ g++ clang++; do
    command -v "$name" >/dev/null || continue
    [[ $("$name" --version) == *clang* ]] && compiler=clang++ || compiler=g++
    compiler+=" $("$name" -dumpfullversion -dumpversion)"
    linker=$("$name" -print-prog-name=ld)
    break
  done
  linker=$({ "$linker" --version 2>/dev/null || true; } | awk 'NR == 1 {gsub(/ *\([^)]*\)| version|[|"\\]/, ""); print}')
  ! command -v ninja >/dev/null || version_of_ninja=$(ninja --version)
  printf '%s|%s|%s|%s|%s|%s\n' "$compiler" "${linker:0:60}" "$(cmake --version 2>/dev/null | awk 'NR == 1 {print $3}')" \
    "$version_of_ninja" "$(getconf GNU_LIBC_VERSION | awk '{print $2}')" "$(uname -m)"
}

# ---- the volume: its disk, its marker ----

# device_of_volume: sets NODE (the block device with the filesystem), NUMBERS (its major:minor), FSTYPE, FSUUID, and
# UNSUPPORTED (what else lies on the disk, in words, or empty). Fails where no disk of this machine is the volume.
# The NVMe serial decides; only a disk without any serial (Xen) is found by the name that was asked for.
device_of_volume() {
  local rows disk row name serial type layers filesystems
  rows=$(lsblk -Ppo NAME,SERIAL,MAJ:MIN,FSTYPE,UUID,TYPE,PKNAME |
    awk -F'"' -v OFS='|' '{gsub(/ /, "", $6); print $2, $4, $6, $8, $10, $12, $14}')
  disk=$(awk -F'|' -v serial="${VOLUME/-/}" '$2 == serial {print $1; exit}' <<<"$rows")
  for name in "${DEVICE/#\/dev\/sd//dev/xvd}" "$DEVICE"; do
    [[ -z $disk && -n $name && -b $name ]] || continue
    disk=$(awk -F'|' -v name="$name" '$1 == name && $2 == "" {print $1; exit}' <<<"$rows")
  done
  [[ -n $disk ]] || return 1
  rows=$(awk -F'|' -v disk="$disk" '$1 == disk || ($7 in below) {below[$1]; print}' <<<"$rows")
  filesystems=$(awk -F'|' '$4 == "ext4" || $4 == "xfs"' <<<"$rows")
  layers=$(awk -F'|' '$4 != "" && $4 != "ext4" && $4 != "xfs" {print $4 " on " $1}' <<<"$rows")
  [[ $filesystems != *$'\n'* ]] || layers+="${layers:+, }more than one filesystem"
  UNSUPPORTED=${layers//$'\n'/, }
  row=${filesystems%%$'\n'*}
  IFS='|' read -r NODE serial NUMBERS FSTYPE FSUUID type name <<<"$row"
}

# mounted_numbers: major:minor of what is mounted at MOUNT, or nothing.
mounted_numbers() { mountpoint -d "$MOUNT" 2>/dev/null | grep -xE '[0-9]+:[0-9]+' || true; }

# writable: is MOUNT mounted read-write, the mount and the filesystem?
writable() {
  local options
  options=$(findmnt -rno VFS-OPTIONS,FS-OPTIONS -M "$MOUNT" | tail -n 1)
  [[ -n $options && ,${options// /,}, != *,ro,* ]]
}

# marker FIELD: what the marker in the volume's root says of volume, uuid or epoch; nothing where there is no marker.
marker() {
  local file=$MOUNT/.sojourn-volume
  # A mount may go away at any moment; then there is no marker.
  [[ ! -f $file || -L $file ]] || sed -n "s/^$1=\([A-Za-z0-9-]*\)\$/\1/p;10q" "$file" 2>/dev/null || true
}

# marker_problem: in words, how the marker contradicts the volume that is asked for; empty where it does not.
marker_problem() {
  local volume uuid
  volume=$(marker volume)
  uuid=$(marker uuid)
  [[ -z $volume || $volume == "$VOLUME" ]] || printf 'the marker says that this is %s' "$volume"
  [[ -z $uuid || $uuid == "$FSUUID" ]] || printf 'the marker was written for filesystem %s' "$uuid"
}
