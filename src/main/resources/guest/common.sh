# shellcheck shell=bash
# shellcheck disable=SC2034,SC2153,SC2154 # values are set by their names (value NAME), and used by the operation's file
# Shared by all guest scripts. The bot sends one text: the shebang line, `export SOJOURN_<NAME>_B64=…` lines, this file,
# the operation's file. Wants bash, coreutils, util-linux, findutils, awk, sed, grep, git, and systemd; nothing else.
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

# write_durably FILE: standard input becomes FILE, whole or not at all, also after a power cut.
write_durably() {
  local new
  new=$(mktemp "$1.XXXXXX")
  cat >"$new"
  chmod 644 "$new"
  sync "$new"
  mv -f "$new" "$1"
  sync "${1%/*}"
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

# ---- the volume: its disk, its marker, and who holds it ----

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
  [[ ! -f $file || -L $file ]] || sed -n "s/^$1=\([A-Za-z0-9-]*\)\$/\1/p;10q" "$file"
}

# marker_problem: in words, how the marker contradicts the volume that is asked for; empty where it does not.
marker_problem() {
  local volume uuid
  volume=$(marker volume)
  uuid=$(marker uuid)
  [[ -z $volume || $volume == "$VOLUME" ]] || printf 'the marker says that this is %s' "$volume"
  [[ -z $uuid || $uuid == "$FSUUID" ]] || printf 'the marker was written for filesystem %s' "$uuid"
}

# holders NUMBERS: "PID HOW" for each process that keeps that filesystem from being unmounted, once each; pid 0 is a
# mount of this machine (HOW: mount@PLACE). Processes come and go while /proc is read, hence find's and grep's complaints.
holders() {
  local major=${1%:*} minor=${1#*:} device
  device=$(((major & 0xfff) << 8 | (minor & 0xff) | (minor & ~0xff) << 12))
  {
    find -L /proc/[0-9]*/{cwd,root,exe} -maxdepth 0 -printf '%D %p\n' 2>/dev/null || true
    find -L /proc/[0-9]*/fd -mindepth 1 -maxdepth 1 -printf '%D %p\n' 2>/dev/null || true
  } | awk -v device="$device" -v self=$$ '
    $1 == device {split($2, part, "/"); if (part[3] != self) print part[3], part[4] == "fd" ? "file" : part[4]}'
  # An overlay shows another device in the maps than in stat, so a path below the mount counts as well.
  { grep -slE "^[^ ]+ [^ ]+ [^ ]+ $(printf '%02x:%02x' "$major" "$minor") | ${MOUNT//./\\.}/" /proc/[0-9]*/maps || true; } |
    awk -F/ -v self=$$ '$3 != self {print $3, "map"}'
  { grep -s '' /proc/self/mountinfo /proc/[0-9]*/mountinfo || true; } | mount_holders "$1"
}

# mount_holders NUMBERS: of the mounts on standard input, those that an umount of MOUNT leaves behind: mounts inside it,
# bind mounts, and copies in other namespaces, save those to which the umount will propagate (same place below a peer
# or a slave of the parent mount).
mount_holders() {
  awk -v numbers="$1" -v at="$MOUNT" '
    {
      split($1, head, /[\/:]/)
      id = head[5]; pid = head[3]
      if (pid == "self") own[id]
      else if (!(id in first) || pid + 0 < first[id]) first[id] = pid + 0
      parent[id] = $2; device[id] = $3; root[id] = $4; place[id] = $5; peers[id] = " "
      for (i = 7; $i != "-"; i++) peers[id] = peers[id] $i " "
      if (pid == "self" && $3 == numbers && $5 == at) ours = id
    }
    function below(id,   rest) {
      rest = place[id]
      if (place[parent[id]] != "/") rest = substr(rest, length(place[parent[id]]) + 1)
      return (root[parent[id]] == "/" ? "" : root[parent[id]]) rest
    }
    END {
      if (match(peers[parent[ours]], /shared:[0-9]+/)) group = substr(peers[parent[ours]], RSTART + 7, RLENGTH - 7)
      for (id in device) {
        if (id == ours) continue
        if (device[id] == numbers) {
          if (group != "" && below(id) == below(ours) &&
              peers[parent[id]] ~ " (shared|master|propagate_from):" group " ") continue
          print (id in own) ? "0 mount@" place[id] : first[id] " mount"
        } else if ((id in own) && index(place[id], at "/") == 1) print "0 mount@" place[id]
      }
    }'
}

# holders_once NUMBERS: the holders, each process once, with the plainest of its reasons.
holders_once() {
  holders "$1" | awk '
    BEGIN {split("cwd root exe file map mount", order); for (i in order) rank[order[i]] = i + 0}
    $1 == 0 {if (!seen[$0]++) print; next}
    !($1 in best) || rank[$2] < rank[best[$1]] {best[$1] = $2}
    END {for (pid in best) print pid, best[pid]}' | sort -n
}

# holder_members HOLDERS: the JSON members "holders" (the first 8) and "holder_count".
holder_members() {
  local pid how start uid user name count=0 listed=''
  while read -r pid how; do
    [[ -n $pid ]] || continue # nobody
    count=$((count + 1))
    ((count <= 8)) || continue
    if ((pid == 0)); then
      start=0 uid=0 user=root name=${how#mount@} how=mount
    else
      # The name in stat may hold blanks and parentheses; the start time is the 20th field after it.
      start=$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null | cut -d ' ' -f 20) || continue
      uid=$(awk '/^Uid:/ {print $2}' "/proc/$pid/status" 2>/dev/null) || continue
      user=$(getent passwd "$uid" | cut -d : -f 1) || user=$uid
      name=$(cat "/proc/$pid/comm" 2>/dev/null) || continue
    fi
    listed+="${listed:+,}{\"pid\":$pid,\"start\":${start:-0},\"uid\":${uid:-0},$(text user "$user" 32)"
    listed+=",$(text comm "$name" 60),\"how\":\"$how\"}"
  done <<<"$1"
  printf '"holders":[%s],"holder_count":%d' "$listed" "$count"
  ((count <= 8)) || printf ',"truncated":true'
}

# end_holders NUMBERS: on a builder, where nobody works: SIGTERM, 5 s later SIGKILL.
end_holders() {
  local signal pids try
  for signal in TERM KILL; do
    for try in {1..25}; do
      pids=$(holders_once "$1" | awk '$1 > 1 {print $1}')
      [[ -n $pids ]] || return 0
      # shellcheck disable=SC2086 # one word per process
      ((try > 1)) || kill -s "$signal" $pids 2>/dev/null || true # it may have ended by itself
      sleep 0.2
    done
  done
}
